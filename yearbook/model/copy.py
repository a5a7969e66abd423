"""Copy: the edition in reading order, every reference resolved and every number given; words hold no figure spans any more, and see
spans (their text the title, their target its anchor) only until folios are known.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from yearbook.frozen import frozen
from yearbook.model.chart_blocks import ChartKind
from yearbook.model.cover_looks import Paper
from yearbook.model.index import IndexHeading, Order
from yearbook.model.roll_copy import ChroniclePart, NameRoll, PersonEntry
from yearbook.model.text import BodyParagraph, Words

Width: TypeAlias = Literal["column", "page"]
Paragraphs: TypeAlias = tuple[BodyParagraph, ...]


@frozen
class Heading:
    """A section's head (分目, level 1) or that of a part of it (子目, level 2)."""

    title: str
    title_en: str
    anchor: str
    level: int = 1


@frozen
class Entry:
    """条目, or plain paragraphs when it has no title. `signature` stands flush right at its end."""

    title: str
    paragraphs: Paragraphs
    anchor: str
    signature: str = ""


@frozen
class TableColumn:
    """A column: `width` in 1/1000 em of the table's size, 0 to share out by content."""

    title: str
    align: Literal["left", "center", "right", "number"]
    width: int


@frozen
class HeadCell:
    """A head in the head of a table: over `columns` leaf columns from `column` on, `rows` levels high from `level` down."""

    title: str
    level: int
    column: int
    rows: int
    columns: int


@frozen
class Spark:
    """A sparkline: its data in order of time, and what it says in words."""

    data: "tuple[Datum, ...]"
    alt: str


@frozen
class TableRow:
    """A row of cells; empty words are a blank cell. A group's row has its title in the first cell alone.

    `spans` are (column, rows, columns) of cells that reach over others, which are blank; `sparks` are drawn in theirs.
    """

    cells: tuple[Words, ...]
    indent: int
    space_before: bool
    kind: Literal["row", "group", "total"] = "row"
    spans: tuple[tuple[int, int, int], ...] = ()
    sparks: tuple[tuple[int, Spark], ...] = ()


@frozen
class Table:
    """A table; `floating` may move to the head of a column. `head` says how heads stand over columns, when in several levels."""

    label: str
    caption: str
    unit: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Words, ...]
    source: str
    width: Width
    anchor: str
    floating: bool
    head: tuple[HeadCell, ...] = ()
    turned: bool = False
    spread: bool = False


@frozen
class Datum:
    """A point of a chart; `value` None is a gap; `bound` says that the value is a lower bound.

    Data of different `basis` are never joined; a `target` is aimed at, not reached.
    """

    at: str
    value: Decimal | None
    label: str
    bound: bool
    basis: str = ""
    target: bool = False
    aside: str = ""  # a few words under its name in a row


@frozen
class Chart:
    """A chart; `start` is where its value axis begins, `lines` 0 leaves its height to its kind.

    `highlight` names the place or series that is red where time does not say which; `units` are those of the panels of
    small multiples; `most` is the last place of a chart of ranks, 0 elsewhere.
    """

    label: str
    caption: str
    kind: ChartKind
    unit: str
    series: tuple[tuple[str, tuple[Datum, ...]], ...]
    start: Decimal
    lines: int
    note: Words
    source: str
    alt: str
    width: Width
    anchor: str
    floating: bool
    highlight: str = ""
    units: tuple[str, ...] = ()
    most: int = 0


@frozen
class Figure:
    """A picture, or the place kept for one when `file` is empty. `focus` is what a crop keeps, in 1/1000 from left and head."""

    label: str
    caption: str
    file: str
    credit: str  # and a map's permit
    alt: str
    lines: int
    width: Width
    anchor: str
    floating: bool
    focus: tuple[int, int] = (500, 500)
    shape: tuple[int, int] = (0, 0)  # pixels as shown, where composing asks for them
    beside: bool = False


@frozen
class HonourLine:
    """An honour as printed: its title, and recipient with note."""

    title: str
    recipient: str


@frozen
class Honours:
    """荣誉榜."""

    title: str
    title_en: str
    intro: Words
    groups: tuple[tuple[str, tuple[HonourLine, ...]], ...]
    source: str
    anchor: str


@frozen
class Speech:
    """交流发言."""

    couplet: tuple[str, ...]
    name: str
    office: str
    unit: str
    portrait: str
    paragraphs: Paragraphs
    anchor: str
    focus: tuple[int, int] = (500, 500)


@frozen
class BigFigure:
    """A figure of a scorecard in its parts: 突破 | 300 | 亿元; `bars` its series, `share` the part of a hundred squares."""

    label: str
    before: str
    number: str
    unit: str
    note: Words
    bars: tuple[Datum, ...]
    share: Decimal | None


@frozen
class Scorecard:
    """主要指标."""

    title: str
    title_en: str
    intro: Words
    hero: BigFigure
    beside: tuple[BigFigure, ...]
    modules: tuple[BigFigure, ...]
    anchor: str


@frozen
class Document:
    """特载: `parts` are (head, paragraphs)."""

    title: str
    kind: str
    occasion: str
    speaker: str
    parts: tuple[tuple[str, Paragraphs], ...]
    editor_note: Words
    anchor: str


Item: TypeAlias = Heading | Entry | Table | Chart | Figure | Honours | Speech | Scorecard | Document | NameRoll | PersonEntry


@frozen
class ChapterPart:
    """A chapter: its opener and its items in order; `order` is its number in words, 第七编; 0 and "" for one without (附录).

    `place` is where it stands among all chapters, by which its tab steps down; 0 when that is its number.
    """

    number: int
    order: str
    title: str
    short_title: str
    title_en: str
    abstract: Words
    plate: Figure | None
    items: tuple[Item, ...]
    anchor: str
    place: int = 0


@frozen
class FixedPart:
    """A page drawn from a layout's slots: cover, half-title, title-page, colophon; `fields` fill its texts."""

    name: str
    fields: tuple[tuple[str, str], ...]


@frozen
class NotePart:
    """Numbered paragraphs: 编辑说明; also the list of sources."""

    title: str
    title_en: str
    items: tuple[tuple[str, Paragraphs], ...]  # numeral, paragraphs
    signature: tuple[str, ...]
    anchor: str
    front: bool


@frozen
class BoardPart:
    """编纂机构: bodies with their roles and names; lists of units and people under a title."""

    title: str
    title_en: str
    groups: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    anchor: str


@frozen
class ColophonPart:
    """排印说明: rows of label and value; what the layout knows is added when it is composed."""

    title: str
    rows: tuple[tuple[str, str], ...]
    anchor: str


@frozen
class ImprintPart:
    """版权页: rows of label and value; a value that is missing is empty."""

    statement: str
    title: str
    rows: tuple[tuple[str, str], ...]
    foot: str


@frozen
class PlatesPart:
    """图版: pages of plates, numbered through."""

    title: str
    title_en: str
    intro: Words
    pages: tuple[tuple[str, tuple[Figure, ...]], ...]  # arrangement of the page ("": by number and shape), plates
    anchor: str


@frozen
class ErrataPart:
    """勘误: one table over the page, without a number."""

    title: str
    title_en: str
    intro: Words
    table: Table
    anchor: str


@frozen
class GlossaryPart:
    """名词解释: terms with their paragraphs; `marked` when running text marks the first use of its terms."""

    title: str
    title_en: str
    intro: Words
    terms: tuple[tuple[str, Paragraphs], ...]
    anchor: str
    marked: bool = False
    indexed: bool = False  # whether the index leads to its terms


@frozen
class IndexPart:
    """索引 of subjects (index) or names (name-index): headings in their order, each found when the pages are made up."""

    name: str
    headings: tuple[IndexHeading, ...]
    order: Order


@frozen
class ContentsPart:
    """目录 in Chinese or English, or lists of tables, figures and plates, by the name of the part: filled in last."""

    name: str = "contents"


Part: TypeAlias = (
    ChapterPart | FixedPart | NotePart | BoardPart | ColophonPart | ImprintPart | PlatesPart | GlossaryPart | ChroniclePart
    | ErrataPart | IndexPart | ContentsPart
)  # fmt: skip


@frozen
class Copy:
    """The whole book in order of its parts. `characters` is 字数 before rounding."""

    title: str
    year: int
    region: str
    office: str
    date: date
    parts: tuple[Part, ...]
    characters: int
    fields: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()  # of the people register
    paper: Paper | None = None  # that it is printed on
    short_title: str = ""  # for running heads, "" the title
    refers: tuple[str, ...] = ()  # the anchors that cross-references in its words lead to
