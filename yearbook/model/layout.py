"""Layout: every value of the design, from a file in layouts/; lengths are whole 1/1000 pt once validated.

An *em* in a length is the body size, a *line* the leading. Places count from the head-left corner of the type area,
or of the trimmed page with ``from: trim``; `line` n is the top of the n-th line of the grid.
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from yearbook.model.chart_looks import ChartLook
from yearbook.model.cover_looks import CoverLook
from yearbook.model.looks import (
    CaptionLook,
    FootnoteLook,
    FrameLook,
    FurnitureLook,
    InterlinearLook,
    ListLook,
    RunInLook,
    SeeLook,
    TableLook,
    TabsLook,
)
from yearbook.model.meeting_looks import MeetingLook
from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun
from yearbook.model.page import Colour
from yearbook.model.page_looks import (
    BoardLook,
    ContentsLook,
    DocumentLook,
    ExchangeLook,
    GlossaryLook,
    HonoursLook,
    ImprintLook,
    IndexLook,
    NotePageLook,
    ScorecardLook,
)
from yearbook.model.picture_looks import BesideLook, PicturesLook, PlatesLook
from yearbook.model.press_looks import PressLook
from yearbook.model.roll_looks import ChronicleLook, NamesLook, PeopleLook
from yearbook.model.slots import Slot

Align: TypeAlias = Literal["left", "right", "center", "justify"]


class PageLook(Noun):
    """The page and its grid (版心): `columns` of `column_em` characters, `lines` of body text."""

    trim: tuple[Length, Length]
    bleed: Length
    body: Length = Field(description="正文字号，版式中 1em 的长度")
    leading: Length = Field(description="行距，版式中 1line 的长度")
    lines: int = Field(ge=5, le=120)
    columns: int = Field(ge=1, le=4)
    column_em: int = Field(ge=5, le=60)
    gutter_em: int = Field(ge=0, le=6)
    end_lines: int = Field(4, ge=0, description="一篇末页至少几行；不足时全篇各页少排一至三行，使末页够数")
    level_lines: int = Field(0, ge=0, description="一篇末页在右页、对面也是本篇，而不足这些行时，两面排成一样高")
    head: Length = Field(description="天头：裁切线到第一行字顶")
    inside: Length = Field(description="订口：裁切线到版心")
    fold: int = Field(16, ge=1, description="开数：版权页“开本”“印张”据以计算")
    full: bool = Field(False, description="正文排满每面的行数（公文）：不为避孤行少排一行")

    @property
    def column(self) -> int:
        """Width of a column in 1/1000 pt: whole ems."""
        return self.column_em * self.body

    @property
    def gutter(self) -> int:
        """White between columns."""
        return self.gutter_em * self.body

    @property
    def width(self) -> int:
        """Width of the type area."""
        return self.columns * self.column + (self.columns - 1) * self.gutter


class FaceLook(Noun):
    """A font file that takes part: shipped, or the user's own beside the layout or edition."""

    file: Line = Field(min_length=1)
    index: int = Field(0, ge=0, description="字体集合（TTC）中的序号")
    credit: Line = Field("", description="字体名与许可，印在排印说明；同名的只印一次")
    features: tuple[Line, ...] = Field((), description="打开的 OpenType 特性，如 hwid（半角数字）")


class ColourLook(Noun):
    """Both recipes of a colour; one is never made from the other."""

    cmyk: tuple[int, int, int, int]
    rgb: str = Field(pattern=r"^#[0-9A-Fa-f]{6}$")


class Style(Noun):
    """How a role of text is set. `family` and `weight` name a chain of faces; `track` is added after every character."""

    family: Id
    weight: int = 400
    size: Length
    least: Length = Field(0, description="标题过长时可缩至的最小字号；0 为不缩")
    leading: Length = 0
    colour: ColourName = "ink"
    track: Length = 0
    indent: Decimal = Field(Decimal(0), description="首行缩进（em，本号字）")
    spread: int = Field(0, ge=0, le=8, description="汉字不足此数的短题，字间加空，匀排到此数的字宽；0 为不匀排")
    align: Align = "left"


class Composition(Noun):
    """The rules of composition that a layout may choose (typography.md §1)."""

    gap: Decimal = Field(Decimal("0.25"), description="汉字与西文、数字的间隙（em）")
    gap_min: Decimal = Decimal("0.125")
    gap_max: Decimal = Decimal("0.5")
    space: Decimal = Field(Decimal("0.25"), description="西文词间距最小值（em）")
    space_max: Decimal = Decimal("0.5")
    loose: Decimal = Field(Decimal("0.12"), description="字距超过此值（em）时重排全段")
    level: Literal["basic", "gb", "strict"] = "gb"
    trim_line_start: bool = True
    squeeze_stops: bool = Field(True, description="。？！ 也可挤压（最后一级）")
    hyphenate: bool = Field(True, description="否则过松的行，行末西文长词可断开加连字符（复制出的文字仍是整词）")


class HeadingLook(Noun):
    """A heading of the flow: `lines` high, fewer at the head of a column; its text stands on `baseline_line`."""

    style: Id
    style_en: Id | None = None
    gap_en: Length = 0
    lines: int
    lines_at_top: int
    keep: int = Field(2, description="其后至少跟几行")
    drop: Length = Field(0, description="自标题区顶（栏首为栏顶）至字身顶")
    drop_at_top: Length = 0
    indent: Length = Field(0, description="标题左缩进")


class EntryLook(Noun):
    """The run-in head of an entry."""

    style: Id
    open: Line = "【"
    close: Line = "】"
    mark_colour: ColourName
    gap: Length
    indent: Length = Field(0, description="条目首行缩进")


class Layout(Noun):
    """A layout file, merged over those it extends."""

    schema_: Literal[1] = Field(alias="schema")
    id: Id
    title: Line
    page: PageLook
    faces: dict[Id, FaceLook]
    families: dict[Id, dict[int, tuple[Id, ...]]]
    western: dict[Id, Id] = Field(default_factory=dict, description="字族 → 其中西文、数字改用的字族")
    colours: dict[str, ColourLook]
    styles: dict[Id, Style]
    composition: Composition = Field(default_factory=Composition)
    strong: Id = Field(description="强调（**）所用的字族")
    strong_weight: int
    emphasis: Id = Field(description="着重（*）所用的字族")
    emphasis_weight: int
    section: HeadingLook
    subsection: HeadingLook
    document_head: HeadingLook
    chronicle_month: HeadingLook
    entry: EntryLook
    run_in: RunInLook
    list_: ListLook = Field(alias="list")
    interlinear: InterlinearLook
    caption: CaptionLook
    see: SeeLook = Field(default_factory=SeeLook)
    footnote: FootnoteLook
    table: TableLook
    chart: ChartLook
    frame: FrameLook
    furniture: FurnitureLook
    tabs: TabsLook
    contents: ContentsLook
    honours: HonoursLook
    exchange: ExchangeLook
    scorecard: ScorecardLook
    document: DocumentLook
    pictures: PicturesLook
    beside: BesideLook
    plates: PlatesLook
    note: NotePageLook
    board: BoardLook
    imprint: ImprintLook
    glossary: GlossaryLook
    index: IndexLook
    cover: CoverLook
    chronicle: ChronicleLook
    names: NamesLook
    people: PeopleLook
    press: PressLook
    meeting: MeetingLook | None = Field(None, description="会议文件；只有会议用的版式写")
    opener_side: Literal["recto", "verso", "any"] = Field(
        "recto", description="篇首在右页（recto）、左页（verso）还是随文接排（any）；前两种遇到另一面时空一页"
    )
    pages: dict[Id, tuple[Slot, ...]] = Field(description="固定页：cover、back-cover、spine、spine-narrow、half-title、title-page、opener")

    @property
    def palette(self) -> tuple[tuple[str, Colour], ...]:
        """The colours by name, as pages carry them."""
        return tuple((name, Colour(look.cmyk, _rgb(look.rgb))) for name, look in self.colours.items())


def _rgb(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
