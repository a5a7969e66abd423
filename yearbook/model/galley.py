"""Galley: copy set as lines and blocks of known size, not yet on pages.

Marks of a block stand relative to its own head-left corner (for a sheet, of the type area); their `element` is an
index into the block's own `elements`, whose roots have parent -1. Heights are whole lines of the grid.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from yearbook.frozen import frozen
from yearbook.model.index import HeadingKind, IndexHeading, Order
from yearbook.model.page import BookInfo, Element, Line, Mark

CALL = ".call"  # after a note's anchor: the anchor of its call


@frozen
class NoteBlock:
    """A footnote set: it stands at the foot of the column in which line `called` of its paragraph falls.

    The first run of its first line is its sign; runs that lead to `anchor` are its calls.
    """

    lines: tuple[Line, ...]
    anchor: str
    called: int


@frozen
class TextBlock:
    """A paragraph on the grid, one line each; the first line begins `indent` to the right of the column.

    `title` is that of the entry that begins here (contents, bookmarks, where it is of `level`), "" for other paragraphs.
    `notes` stand in the order of their calls. The first `beside` lines stand beside a figure and lack `inset` of the column.
    `head` and `label` are (line, run) after the last run of the printed title and of a list's label; `depth` is that
    of an item of a list, or of a paragraph within one, -1 outside lists.
    """

    lines: tuple[Line, ...]
    indent: int = 0
    anchor: str = ""
    title: str = ""
    tag: str = "P"
    level: int = 2
    notes: tuple[NoteBlock, ...] = ()
    head: tuple[int, int] = (0, 0)
    label: tuple[int, int] = (0, 0)
    depth: int = -1
    item: bool = False  # whether an item of a list begins here, even one whose label may not be parted from its words
    beside: int = 0
    inset: int = 0


@frozen
class BesideBlock:
    """A narrow figure at the outer side of its column: `lines` lines high, the text after it beside it."""

    lines: int
    width: int
    marks: tuple[Mark, ...]
    elements: tuple[Element, ...]
    anchor: str = ""
    title: str = ""
    label: str = ""


@frozen
class HeadBlock:
    """A head of the flow: `lines` high, or `lines_at_top` with its own marks at the head of a column; never stranded.

    That of an `item` is a label: the paragraphs after it, as those within a list, are the words of its item.
    """

    lines: int
    lines_at_top: int
    marks: tuple[Mark, ...]
    marks_at_top: tuple[Mark, ...]
    keep: int
    title: str
    anchor: str
    elements: tuple[Element, ...]
    level: int = 1
    title_en: str = ""
    item: bool = False


@frozen
class FrameBlock:
    """An unbreakable block of marks: a figure, a chart, a banner. `floating` may move to the head of a column.

    The first `lead` of its lines are white and fall away at the head of a column.
    """

    lines: int
    marks: tuple[Mark, ...]
    elements: tuple[Element, ...]
    width: Literal["column", "page"] = "column"
    floating: bool = False
    anchor: str = ""
    title: str = ""
    label: str = ""
    lead: int = 0


@frozen
class RowMarks:
    """A row of a table: its height in 1/1000 pt and its marks; `space` is white above it, dropped at a part's head.

    `again` is set over it when it opens a further part: the title of its group, with 续. A `note` is a line of notes so
    long that they may be parted: it stands under the foot rule, and a part of such lines alone has no head.
    """

    height: int
    marks: tuple[Mark, ...]
    space: int = 0
    again: "RowMarks | None" = None
    note: bool = False


@frozen
class TableBlock:
    """A table that may be split between rows: caption and head are set again over each part, the caption as 续表.

    Parts consist of caption (first or continued), head, rows, foot rule; the notes stand under the last part. A `turned`
    table stands on pages of its own, its head at their left (顶左底右), its parts no higher than the type area is wide. One
    with a table `facing` it stands on left pages, that one beside it: row by row as high, its elements those of this one.
    """

    caption: RowMarks
    continued: RowMarks
    head: RowMarks
    rows: tuple[RowMarks, ...]
    foot: RowMarks
    notes: RowMarks
    elements: tuple[Element, ...]
    min_rows: int
    width: Literal["column", "page"] = "column"
    floating: bool = False
    anchor: str = ""
    title: str = ""
    label: str = ""
    turned: bool = False
    leave: int = 0  # lines of a page that it may leave empty by going over whole; 0 as many as it needs
    facing: "TableBlock | None" = None
    misfit: Literal["", "spread-needless", "spread-wide"] = ""  # why it is not on a spread, though it was asked for


@frozen
class BreakBlock:
    """What follows starts on a new page; `banner` is set over its full width first."""

    banner: FrameBlock | None = None


@frozen
class Sheet:
    """A whole page: marks over the type area, `ground` the colour of its paper.

    `furniture` says whether it bears running head and folio, `tabs` the chapter's tab; `titles` are (title, level,
    anchor) for contents and bookmarks.
    """

    marks: tuple[Mark, ...]
    elements: tuple[Element, ...]
    side: Literal["any", "recto", "verso"] = "any"
    furniture: bool = False
    tabs: bool = False
    ground: str = ""
    titles: tuple[tuple[str, int, str], ...] = ()
    title_en: str = ""  # of its section


RowKind: TypeAlias = Literal["chapter", "section", "subsection", "entry", "part", "table", "figure", "plate"]
FlowBlock: TypeAlias = TextBlock | BesideBlock | HeadBlock | FrameBlock | TableBlock | BreakBlock
Block: TypeAlias = FlowBlock | Sheet


@frozen
class ChapterGalley:
    """A chapter set: its blocks in order, and what its opener and furniture say."""

    number: int
    title: str
    short_title: str
    title_en: str
    anchor: str
    fields: tuple[tuple[str, str], ...]
    abstract: tuple[Line, ...]
    plate: Sheet | None
    blocks: Sequence[Block]
    stamp: bytes = b""  # digest of its copy and of all that type depends on beside; empty when nothing is to be kept
    group: int = 0  # the number of the chapters that are set together with it, in a long book
    weight: int = 0  # in such a book how much there is of it, in characters
    unset: int = 0  # and how much of that nobody has set yet


@frozen
class SheetsGalley:
    """Pages set whole: titles, note, plates, lists. `title` is what contents and running heads call them, "" nothing."""

    sheets: tuple[Sheet, ...]
    name: str
    title: str = ""
    anchor: str = ""
    title_en: str = ""
    captions: tuple[tuple[str, str, str], ...] = ()  # label, caption, anchor of plates


@frozen
class FlowGalley:
    """A flow without opener (glossary): a page title, then blocks in columns."""

    title: str
    anchor: str
    blocks: tuple[FlowBlock, ...]
    title_en: str = ""


@frozen
class ContentsRow:
    """A row of the contents or of a list; `folio` as printed. A row without an anchor heads a group."""

    kind: RowKind
    folio: str
    title: str
    anchor: str
    title_en: str = ""


@frozen
class IndexLocator:
    """Where a heading is to be found: 63a, 63a—64b; and the anchor it leads to."""

    text: str
    anchor: str


@frozen
class IndexRow:
    """A row of an index: its heading, under the letter it stands with, where to find it, which headings it sends to."""

    text: str
    kind: HeadingKind
    letter: str
    locators: tuple[IndexLocator, ...]
    see: str = ""
    also: tuple[str, ...] = ()


@frozen
class IndexGalley:
    """Where an index goes, set once its headings have their folios: they stand in their order."""

    name: str
    title: str
    anchor: str
    headings: tuple[IndexHeading, ...]
    order: Order
    title_en: str = ""


@frozen
class ContentsGalley:
    """Where contents or lists go: the name of their part."""

    name: str = "contents"


@frozen
class ImprintGalley:
    """Where the imprint goes, which tells numbers of the made-up book."""


PartGalley: TypeAlias = ChapterGalley | SheetsGalley | FlowGalley | IndexGalley | ContentsGalley | ImprintGalley


@frozen
class Galley:
    """The book set, part by part."""

    parts: tuple[PartGalley, ...]
    title: str
    year: int
    characters: int
    info: BookInfo
