"""How whole pages of a kind look: contents, honours, exchange, scorecard, documents, notes, imprint, glossary."""

from decimal import Decimal
from typing import Literal

from yearbook.model.index import NAMES
from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun


class ContentsLook(Noun):
    """目录: columns of chapter, section and entry rows, page number first."""

    title: Line
    title_en: Line = ""
    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    english: Line = Field("Contents", description="英文目录的题名")
    lists: dict[Id, Line] = Field(default_factory=dict, description="表图目录的题名，按部件名；table、figure、plate 为各组的题名")
    columns: int
    column: Length
    gutter: Length
    from_line: Decimal = Field(description="首行位置（行号，可为小数）")
    later_from_line: Decimal = Field(Decimal(0), description="第二页起的首行位置；0 为同首页")
    number: Length
    chapter_style: Id
    chapter_number_style: Id
    chapter_lines: Decimal
    section_style: Id
    section_number_style: Id
    section_lines: Decimal
    entry_style: Id
    entry_number_style: Id
    entry_lines: Decimal = Field(Decimal(0), description="条目每行的高（行）；0 为不列条目")
    entry_gap: Length = Field(0, description="一分目的条目之后的空白")
    subsections: Literal["line", "run-in", "none"] = Field("run-in", description="子目：各占一行，与条目接排，或不列")
    digits: int = Field(3, ge=1, le=5, description="断行时页码一律按几位计，目录的长短便与页码无关")
    gap_lines: Decimal
    note: Line = ""
    note_style: Id
    note_width: Length
    note_foot: Decimal = Field(description="说明的末行")
    key_style: Id
    key_colour: ColourName


class HonoursLook(Noun):
    """荣誉榜."""

    ground: ColourName
    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    title_line: int
    intro_style: Id
    intro_line: int
    text_x: Length
    group_lines: tuple[int, ...] = Field(min_length=1, description="各组金线所在行；首页从题名之下的一个起")
    group_gap: Length = Field(description="组多时改为依次排，两组间的空白")
    rule: Length
    rule_colour: ColourName
    numeral_style: Id
    label_style: Id
    label_x: Length
    label_gap: Length = Field(description="组名与荣誉之间至少的空白")
    honour_style: Id
    recipient_style: Id
    recipient_drop: Length
    pitch: Decimal = Field(description="每项占的行数")
    source_style: Id
    first_drop: Length
    foot: int = Field(0, description="末行；0 为版心末行")
    continued: Line = "（续）"


class ExchangeLook(Noun):
    """交流发言: pieces of fixed height, portrait left, couplet and two columns right."""

    per_page: int
    lines: int
    rule: Length
    rule_colour: ColourName
    portrait: tuple[Length, Length]
    portrait_drop: Length
    portrait_text: Line = "肖像 3∶4"
    text_x: Length
    couplet_x: Length = Field(description="对句的左边")
    couplet_style: Id
    couplet_pitch: Length
    couplet_indent: int
    couplet_drop: Length
    name_style: Id
    name_x: Length = Field(0, description="姓名、职务的左边")
    name_width: Length = Field(description="姓名、职务可占的宽")
    name_line: Decimal
    office_style: Id
    office_drop: Length = Field(description="自姓名字身顶至职务字身顶")
    unit_style: Id
    continued: Line = "（续）"
    text_line: int = Field(description="正文首行，自本篇起首行数；整数，正文才落在版心网格上")
    columns: int
    column_em: int = Field(0, description="正文每栏几字；0 为均分到版心右边")
    gutter_em: int
    text_lines: int


class ScorecardLook(Noun):
    """主要指标: a hero figure, and modules in `columns` of their own. A drop is measured from the rule over the figure."""

    title_style: Id
    title_en_style: Id
    title_en_drop: Length
    intro_style: Id
    intro_x: Length = Field(description="只有一页时导语的左边；多页时导语在第二页页首")
    intro_width: Length
    later_intro_width: Length = Field(description="导语在第二页页首时的宽")
    rule: Length
    rule_colour: ColourName
    hero_rule_colour: ColourName
    hero_line: int = Field(description="主指标所在行；后续页的模块也从此行起")
    hero_style: Id
    hero_label_style: Id
    hero_note_style: Id
    hero_baseline: Length
    hero_note_drop: Length
    hero_note_width: Length
    qualifier_drop: Length
    bars_x: Length = Field(description="主指标右侧柱图与小数字的左边")
    bars_drop: Length
    bars_height: Length
    bars_unit_drop: Length
    beside_style: Id
    beside_drop: Length
    beside_label_drop: Length
    beside_step: Length
    qualifier_style: Id
    unit_style: Id
    unit_gap: Length
    ordinal: Line = Field("第", description="名次前的字，不作限定词着色")
    figure_style: Id
    digit_gap: Decimal = Field(description="大数字的分节空隙（em）")
    scales: tuple[Decimal, ...] = Field(min_length=1, description="大数字排不下时依次试用的字号比例")
    label_style: Id
    note_style: Id
    columns: int = Field(ge=1, le=4, description="一排几个指标")
    column: Length = Field(description="一个指标的宽")
    gutter: Length = Field(description="两个指标之间")
    module_lines: int
    first_module_line: int
    label_drop: Length
    figure_drop: Length
    note_drop: Length
    mini: tuple[Length, Length]
    mini_drop: Length
    mini_style: Id
    mini_value_style: Id
    mini_latest_style: Id
    mini_gap: Length
    grid: Length = Field(description="百格图的边长")
    grid_gap: Length
    grid_drop: Length
    grid_on: ColourName
    grid_off: ColourName


class DocumentLook(Noun):
    """特载."""

    title_style: Id
    kind_style: Id
    occasion_style: Id
    title_line: int
    title_turn: int = Field(description="标题转行时，每行占几行")
    occasion_line: Decimal
    rule_line: int
    rule: Length
    rule_colour: ColourName
    text_line: int
    note_fill: ColourName
    note_style: Id
    note_label: Line
    note_label_style: Id
    note_lines: int


class NotePageLook(Noun):
    """编辑说明 and lists of sources: numerals at `numeral_x`, text at `text_x`."""

    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    title_line: int
    numeral_style: Id
    numeral_x: Length
    text_x: Length
    text_em: int = Field(0, description="正文几字宽；0 为至版心右边")
    text_style: Id
    back_style: Id = Field(description="书后（资料来源）正文所用字样")
    from_line: int
    signature_style: Id


class BoardLook(Noun):
    """编纂机构: bodies under rules, roles at `role_x`, names in cells from `names_x` on."""

    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    title_line: int
    from_line: int
    rule: Length
    rule_colour: ColourName
    group_style: Id
    group_drop: Length = Field(description="自细线至机构名字身顶")
    group_height: Length = Field(description="机构名占的高")
    group_gap: Length = Field(description="两机构之间")
    role_style: Id
    role_x: Length = 0
    role_gap: Length = Field(description="两职务之间")
    name_style: Id
    names_x: Length
    cell: Length = Field(description="一个姓名占的宽；长的占几格")
    row: Length = Field(description="姓名一行的高")
    unit_style: Id
    unit_columns: int = Field(ge=1, le=4, description="供稿单位排几栏")


class ImprintLook(Noun):
    """版权页, 排印说明."""

    head_style: Id
    statement_style: Id
    title_style: Id
    label_style: Id
    value_style: Id
    label_width: Length
    label_characters: int = Field(4, description="字数少的项名撑至几字宽")
    from_line: int
    head: Line = "版本记录"
    foot_style: Id
    foot_rule: Length
    foot_width: Length
    foot_lines: int = Field(description="末行细线在版心底以上几行")
    rule_colour: ColourName
    missing: Line = "〔待补〕"
    faces_label: Line = "用字"


class GlossaryLook(Noun):
    """名词解释, 大事记: a banner of `lines`, then terms in columns; `keep` lines of text stay with their head."""

    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    intro_style: Id
    intro_x: Length
    lines: int
    head_style: Id
    text_style: Id
    keep: int = 2
    first_use_family: str = Field("", description="名词在正文首见处所用的字族；不写只作链接，与正文同")
    first_use_note: str = Field("", description="接在名词解释的说明之后，告诉读者首见处的样子")


class IndexLook(Noun):
    """索引: a title, then columns of headings under their letters; on its last page the columns are balanced."""

    title: Line = "主题索引"
    title_en: Line = ""
    name_title: Line = Field("人名索引", description="人名索引的题名")
    name_title_en: Line = ""
    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    intro: dict[Id, Line] = Field(default_factory=dict, description="题名旁的说明，按次序（人名索引加 names-）；{columns} 为 columns_told")
    columns_told: str = Field("，a、b 指左栏、右栏", description="页码带栏号时说明里的话")
    intro_style: Id
    intro_x: Length
    from_line: int = Field(description="首页首行")
    columns: int = Field(ge=1, le=6, description="栏数；栏宽为版心宽除去栏间")
    gutter: Length
    rule: Length = Field(description="栏线粗细，0 为不画")
    rule_colour: ColourName
    style: Id = Field(description="标目")
    name_style: Id = Field(description="人名标目")
    kind_style: Id = Field(description="页码前的类别字，见、参见")
    number_style: Id = Field(description="页码")
    pitch: Length = Field(description="行距")
    hang: Length = Field(description="回行缩进")
    letter_style: Id
    letter_heights: tuple[Length, ...] = Field(min_length=1, description="字母所占的高，在栏首只占一行；末页过短时依次试用后面的")
    least: int = Field(8, ge=1, description="末页最长一栏不足几行为过短")
    separator: str = Field(", ", description="两个页码之间")
    range: Line = Field("—", description="连续页码之间的连接号")
    merge: int = Field(3, ge=2, description="连续几栏（无栏的几页）以上并为起讫")
    columns_called: str = Field("abcd", description="栏的代号，自左至右；空为不写")
    table: Line = Field("表", description="表题标目的页码前的字")
    figure: Line = Field("图", description="图题标目的页码前的字")
    see: Line = "见"
    also: Line = "参见"

    def titles_of(self, part: str) -> tuple[str, str]:
        """Title and English of the subject or the name index."""
        return (self.name_title, self.name_title_en) if part == NAMES else (self.title, self.title_en)

    def column(self, width: int) -> int:
        """The width of a column within a type area of that width."""
        return (width - (self.columns - 1) * self.gutter) // self.columns
