"""Looks: the design values of captions, tables, sparklines, furniture and of each part of a book, one class a section of the file."""

from decimal import Decimal
from typing import Literal

from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun


class CaptionLook(Noun):
    """Captions of figures, tables and charts."""

    style: Id
    number_style: Id
    gap: Length
    rule: Length = 0
    rule_colour: ColourName = "ink"
    note_style: Id
    unit_style: Id
    drop: Length = Field(description="图表题上线至字顶")
    picture_gap: Length = Field(description="图片至图题")
    note_hang: Length = Field(description="表注悬挂缩进")
    unit_label: Line = "单位："
    note_label: Line = "注："
    source_label: Line = "资料来源："
    continued: Line = Field("续", description="续表题的前缀")


class RunInLook(Noun):
    """段首标题: strong text that opens a paragraph and ends in a mark."""

    family: Id
    weight: int
    colour: ColourName = "ink"


class ListLook(Noun):
    """Lists: labels in a column of their own, text hung beside them (凸排)."""

    indent: Length = Field(description="最外层的序号自栏边缩进多少")
    step: Length = Field(description="每深一层，序号再缩进多少")
    gap: Length = Field(description="1. ① 和圆点之后的空白；、）自带空白，不另加")
    bullets: tuple[Line, ...] = Field(min_length=1, description="“- ”列表各层的圆点")
    bullet_size: Decimal = Field(description="圆点的字号（em）")
    most: Decimal = Field(description="文字至多缩进到栏宽的几分之几")


class InterlinearLook(Noun):
    """Marks between the lines; shares are em of the characters they belong to, drops count from the baseline."""

    line_drop: Decimal = Field(description="专名号、书名号甲式的线，在基线下多少（em）")
    line_width: Length
    inset: Decimal = Field(description="线的两端各收进多少（em），使相邻的两条线分开")
    wave_height: Decimal = Field(description="浪线的高（em）")
    wave_length: Decimal = Field(description="浪线一个起伏的长（em）")
    dot_drop: Decimal = Field(description="着重号的圆心，在基线下多少（em）")
    dot_drop_under_line: Decimal = Field(description="已有线时，着重号的圆心在基线下多少（em）")
    dot_radius: Decimal
    pinyin_family: Id
    pinyin_weight: int = 400
    pinyin_size: Decimal = Field(description="拼音字号（em）")
    pinyin_rise: Decimal = Field(description="拼音的基线，在基线上多少（em）")


class FootnoteLook(Noun):
    """Footnotes at the foot of their column, under a short rule; the foot takes whole lines of the grid."""

    style: Id
    number: Literal["page", "entry"] = Field("page", description="编号：每页（page）或每条（entry）从①起")
    rule: Length = Field(description="注线粗")
    rule_width: Length = Field(description="注线长")
    rule_colour: ColourName = "ink"
    rule_gap: Length = Field(description="注线至首行注文字顶")
    space: Length = Field(description="首行注文字顶以上至少留的空白（注线在内，正文行距的空白不计）")
    hang: Length = Field(description="注文悬挂缩进，注号在其左")
    leave: int = Field(2, ge=0, description="一条脚注整条推到下一栏会使栏末空出超过几行时，才把它分在两栏")


class TableLook(Noun):
    """Statistical tables: three rules, rows of one grid line, words left, figures right."""

    style: Id
    head_style: Id
    row: Length
    head_row: Length
    group_space: Length
    top_rule: Length
    head_rule: Length
    bottom_rule: Length
    inner_rule: Length
    inner_colour: ColourName
    rule_colour: ColourName = "ink"
    cell_gap: Length = Field(description="栏间最小空白")
    indent: Length
    note_gap: Length
    min_rows: int = Field(3, description="拆表时每段至少的行数")
    leave: int = Field(0, ge=0, description="通栏的表整个移到下一页会空出超过几行时，就拆开；0 为一页排得下的不拆")
    inset: Length = Field(description="首末栏距表线端点")
    digit_gap: Decimal = Field(description="四位以上数字的分节空隙（em）")
    column_rule: Length = Field(description="栏间竖线；稀疏的宽表才画")
    sparse: Decimal = Field(description="空格占比达到此值的宽表加行间细线")
    sparse_columns: int = Field(description="至少几栏才算宽表")
    scales: tuple[Decimal, ...] = Field(description="栏多排不下时依次试用的字号比例")
    least_scale: Decimal = Field(description="仍排不下时，字号最小到几倍")
    group_rule: Length = Field(description="多层表头里，栏组之下的线")
    group_continued: Line = Field("（续）", description="组名在续表里再排时的后缀")
    sign_scale: Decimal = Field(description="注码（①、*）的字号比例")
    sign_rise: Decimal = Field(description="注码升高（em）")
    span_rows: int = Field(ge=1, description="纵跨不超过几行的格，拆表时不拆开")
    tall_lines: int = Field(ge=2, description="超过几行的格，可拆到下一页")


class SparklineLook(Noun):
    """The run of a figure over the years within a table cell."""

    width: Length
    height: Length
    line_width: Length
    dash: tuple[Length, Length] = Field(description="其间有缺年的两点之间")
    dot: Length = Field(description="往期点的半径")
    latest_dot: Length
    colour: ColourName
    latest_colour: ColourName
    ground: ColourName = Field(description="下限值空心点的底色")


class FrameLook(Noun):
    """A place kept for a picture: ground, diagonals, words."""

    fill: ColourName
    stroke: ColourName
    diagonal: Length
    style: Id
    text: Line = "图片待入"
    landscape: Line = "横幅"
    portrait: Line = "竖幅"
    square: Line = "方幅"
    least_lines: int = Field(description="图片至少占几行")


class FurnitureLook(Noun):
    """Running heads and folios."""

    folio_style: Id
    head_style: Id
    baseline: Length = Field(description="自裁切顶边至基线")
    gap: Length = Field(description="页码与书眉的间隔")
    folio: Line = Field("{folio}", description="页码的样子，如“— {folio} —”")
    folio_inset: Length = Field(0, description="页码自版心外侧边缩进多少")
    heads: bool = Field(True, description="是否印书眉；false 只印页码")
    spread: bool = Field(False, description="书眉靠订口，页码靠切口；不写则书眉随页码")
    rule: Length = Field(0, description="书眉下通栏线的粗细；0 为无")
    rule_drop: Length = Field(0, description="自裁切顶边至通栏线")
    rule_colour: ColourName = "ink"


class TabsLook(Noun):
    """Thumb tabs at the fore-edge."""

    steps: int
    first: Length
    pitch: Length
    height: Length
    width: Length
    width_opener: Length
    style: Id
    fill: ColourName
    tick: Length
    tick_width: Length
    tick_colour: ColourName
    names: bool = Field(True, description="书口印类目短名；false 只印编号")


class SeeLook(Noun):
    """How a cross-reference in the text is printed: `verb`, unless the text has just said it, then `words`."""

    verb: Line = Field("见", description="正文已写“见”“参见”时不再印")
    words: str = Field("第{folio}页【{title}】", description="{folio} 页码，{title} 标题")
    unplaced: str = Field("【{title}】", description="只排几个类目、所指不在其中时")
    digits: int = Field(2, ge=1, le=5, description="页码未定时先按几位留空，多数正文一次排定")
