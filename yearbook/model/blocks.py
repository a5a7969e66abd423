"""Chapter files: chapters (类目) hold sections (分目), sections hold blocks; the first key of a block names its kind.

    body:
      - entry: 消费市场概况        # 条目
        text: |
          2025 年，……
      - table: 商贸消费主要指标
        columns: …
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from yearbook.model.cells import Cell
from yearbook.model.chart_blocks import ChartBlock, Point, Width
from yearbook.model.noun import BeforeValidator, Discriminator, Field, FigureKey, Id, Inline, Line, Lines, Noun, Prose, Tag, Year, listed
from yearbook.model.pictured import MIDDLE, Focus, Pictured
from yearbook.model.registers import Honour, Level
from yearbook.model.roll_blocks import NamesBlock, PeopleBlock


class EntryBlock(Noun):
    """条目: one fact under a title in 【】."""

    entry: Line = Field(min_length=1, description="条目标题，不加【】")
    id: Id | None = None
    text: Prose
    author: Line = Field("", description="作者署名，印在文末")
    contributor: Line = Field("", description="供稿单位")
    sources: tuple[Id, ...] = ()


class TextBlock(Noun):
    """Plain paragraphs without a title: 概述, 综述."""

    text: Prose
    id: Id | None = None
    sources: tuple[Id, ...] = ()


class SubheadBlock(Noun):
    """子目: a head inside a section, over the entries that follow it."""

    subhead: Line = Field(min_length=1, description="子目标题")
    title_en: Line = ""
    id: Id | None = None


class Column(Noun):
    """A column of a table, or a head over several: `align` number puts decimal points under each other."""

    title: Line
    align: Literal["left", "center", "right", "number"] = "left"
    width: Decimal | None = Field(None, gt=0, description="栏宽（em，表内字号）；不写按内容分配")
    columns: "tuple[Column, ...]" = Field((), description="下属各栏：多层表头")


class Row(Noun):
    """One row; `indent` 1 for 其中, `space_before` parts groups; a row that is a `group` has that title and no cells."""

    cells: tuple[Cell, ...] = ()
    group: Line = Field("", description="组名：横贯全表的一行，不写 cells")
    total: bool = Field(False, description="合计行")
    of_which: bool = Field(False, description="其中行：名称前加 #，缩进一级")
    indent: int = Field(0, ge=0, le=3)
    space_before: bool = False


class TableBlock(Noun):
    """统计表 or roll: caption above, three rules, notes under it."""

    table: Line = Field(min_length=1, description="表题")
    id: Id | None = None
    unit: Line = Field("", description="单位行，如“单位：亿元”")
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    notes: tuple[Inline, ...] = ()
    source: Line = ""
    width: Width = "column"
    turn: bool = Field(False, description="横排在转了向的页上（顶左底右），各占整页；通栏也排不下的表自动如此")
    spread: bool = Field(
        False, description="跨页：左面（双数页）排左边各栏，右面排右边各栏，首栏在右面再排一次，两面行行相接；一面排得下的不用写"
    )

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold cells, without the heads over them."""
        return leaves_of(self.columns)


def leaves_of(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns under these heads that have none under themselves."""
    return tuple(leaf for column in columns for leaf in (leaves_of(column.columns) if column.columns else (column,)))


class FigureBlock(Pictured):
    """A picture in the text."""

    figure: Line = Field(min_length=1, description="图题")
    id: Id | None = None
    lines: int = Field(14, ge=4, le=44, description="占行数，含图题")
    width: Width = "column"
    beside: bool = Field(False, description="窄图靠栏外侧，其后的文字排在图旁；图宽由占行数和图片的宽高比定，文字剩得太窄时图照常占一栏")


Levels: TypeAlias = Annotated[tuple[Level, ...], BeforeValidator(listed, json_schema_input_type=Level | tuple[Level, ...])]


class HonoursBlock(Noun):
    """荣誉榜 set as a display of groups; `groups`, `level`, `year` and `unit` pick honours of honors.yaml, all when empty."""

    honours: Line = Field(min_length=1, description="标题，如“荣誉榜”")
    title_en: Line = ""
    id: Id | None = None
    intro: Inline = ()
    groups: tuple[Id, ...] = ()
    by: Literal["group", "level", "unit", "year"] = Field("group", description="按什么分组：组、级别、获得单位、年份")
    of: Literal["edition", "series"] = Field("edition", description="本卷的荣誉，或连同同一丛卷较早各卷的；相同的只印一次")
    level: Levels = Field((), description="只取这些级别")
    year: Lines = Field((), description="只取这些年份")
    unit: Lines = Field((), description="只取这些获得单位或报送单位的")
    style: Literal["display", "table", "names"] = Field("display", description="display 大字展示，table 表格，names 名录")
    source: Line = ""

    def asks_for(self, honour: Honour) -> bool:
        """Whether the block prints it, groups aside."""
        units = (honour.recipient, honour.reported_by)
        return (
            (not self.level or honour.level in self.level)
            and (not self.year or honour.year in self.year)
            and (not self.unit or any(unit in self.unit for unit in units))
        )


class SpeechBlock(Noun):
    """交流发言: a piece with its speaker, portrait and couplet."""

    speech: tuple[Line, ...] = Field(min_length=1, max_length=2, description="标题；两句的写成两项")
    id: Id | None = None
    speaker: Id = Field(description="发言人代号（people.yaml）")
    office: Line = Field(description="职务")
    unit: Line = Field(description="单位")
    portrait: FigureKey | None = Field(None, description="肖像：images/ 内的文件")
    focus: Focus = Field(MIDDLE, description="裁切肖像时要保留的一点：[自左, 自上]，各为 0—1")
    pending: Line = Field("", description="尚无肖像、留图位付印的理由")
    text: Prose
    sources: tuple[Id, ...] = ()


class Module(Noun):
    """One figure of a scorecard: from the ledger; `mini` draws its earlier years beside it, or a grid of a hundred."""

    label: Line
    fact: FigureKey
    form: Literal["value", "growth", "rank"] = "value"
    note: Inline = ()
    bars: tuple[Point, ...] = ()
    grid: bool = Field(False, description="百格图：只用于百分比")


class ScorecardBlock(Noun):
    """主要指标: big figures over one or more full pages; the first module is the hero."""

    scorecard: Line = Field(min_length=1)
    title_en: Line = ""
    id: Id | None = None
    intro: Inline = ()
    hero: Module
    beside: tuple[Module, ...] = Field((), max_length=3, description="并列于主指标旁的小数字")
    modules: tuple[Module, ...] = ()


class DocumentPart(Noun):
    """A part of a document under its own head."""

    head: Line = ""
    text: Prose


class DocumentBlock(Noun):
    """特载: a document or the record of a meeting, opening its own page."""

    document: Line = Field(min_length=1, description="标题")
    id: Id | None = None
    kind: Line = Field("", description="标题后的小字，如“辑要”")
    occasion: Line = ""
    speaker: Line = ""
    parts: tuple[DocumentPart, ...] = Field(min_length=1)
    editor_note: Inline = ()
    sources: tuple[Id, ...] = ()


class SeriesBlock(Noun):
    """历年序列: indicators over the periods, from the ledgers of this edition and of the earlier ones of its series."""

    series: Line = Field(min_length=1, description="表题")
    id: Id | None = None
    indicators: tuple[Id, ...] = Field((), description="指标代号；不写为有两个以上时期数字的全部指标")
    periods: tuple[Line, ...] = Field((), description="时期，如 2021、2022-03、2016—2020；不写为所知的各年")
    unit: Line = Field("", description="单位行；不写按各指标")
    width: Width = "page"
    notes: tuple[Inline, ...] = ()
    source: Line = Field("", description="资料来源；不写为各卷数据台账")


class TargetsBlock(Noun):
    """目标与实绩: targets of this edition and the earlier ones, with the outcomes that editions tell."""

    targets: Line = Field(min_length=1, description="表题")
    id: Id | None = None
    indicators: tuple[Id, ...] = Field((), description="指标代号；不写为全部目标")
    due: tuple[Year, ...] = Field((), description="应达年份；不写为全部")
    width: Width = "page"
    notes: tuple[Inline, ...] = ()


class FindingsBlock(Noun):
    """编辑附记: what the checks found in the sources and the editors let stand (checks.yaml)."""

    findings: Line = Field(min_length=1, description="标题，如“勾稽附记”")
    id: Id | None = None


KINDS: tuple[tuple[str, type[Noun]], ...] = (
    ("entry", EntryBlock), ("table", TableBlock), ("chart", ChartBlock), ("figure", FigureBlock),
    ("honours", HonoursBlock), ("speech", SpeechBlock), ("scorecard", ScorecardBlock),
    ("document", DocumentBlock), ("names", NamesBlock), ("people", PeopleBlock), ("text", TextBlock), ("subhead", SubheadBlock),
    ("series", SeriesBlock), ("targets", TargetsBlock), ("findings", FindingsBlock),
)  # fmt: skip


def kind_of(value: Any) -> str | None:
    """The kind of a block: the first of its keys that names one (speech before text)."""
    if not isinstance(value, dict):
        return next((name for name, kind in KINDS if isinstance(value, kind)), None)
    for name, _ in KINDS:
        if name in value:
            return name
    return None


Block: TypeAlias = Annotated[
    Annotated[EntryBlock, Tag("entry")]
    | Annotated[SubheadBlock, Tag("subhead")]
    | Annotated[TableBlock, Tag("table")]
    | Annotated[ChartBlock, Tag("chart")]
    | Annotated[FigureBlock, Tag("figure")]
    | Annotated[HonoursBlock, Tag("honours")]
    | Annotated[SpeechBlock, Tag("speech")]
    | Annotated[ScorecardBlock, Tag("scorecard")]
    | Annotated[DocumentBlock, Tag("document")]
    | Annotated[NamesBlock, Tag("names")]
    | Annotated[PeopleBlock, Tag("people")]
    | Annotated[TextBlock, Tag("text")]
    | Annotated[SeriesBlock, Tag("series")]
    | Annotated[TargetsBlock, Tag("targets")]
    | Annotated[FindingsBlock, Tag("findings")],
    Discriminator(kind_of),
]


class Section(Noun):
    """分目; a section without a title carries blocks straight under its chapter."""

    title: Line = ""
    title_en: Line = ""
    id: Id | None = None
    contributor: Line = Field("", description="供稿单位")
    body: tuple[Block, ...] = Field(min_length=1)


class OpenerPlate(Pictured):
    """The picture facing a chapter's opener."""

    caption: Line = Field(min_length=1, description="图题")


class Chapter(Noun):
    """类目: a chapter file."""

    id: Id
    title: Line = Field(min_length=1)
    short_title: Line = Field("", description="书眉、书口标签用的短名")
    title_en: Line = ""
    numbered: bool = Field(True, description="是否编为第几编；附录可写 false，表、图编作附表、附图")
    abstract: Inline = Field((), description="篇首提要，印在篇章页")
    plate: OpenerPlate | None = None
    sections: tuple[Section, ...] = Field(min_length=1)
