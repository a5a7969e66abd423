"""Charts in chapter files: a kind, and data given point by point from the ledger or by naming indicators and periods.

    - chart: 地区生产总值
      kind: line
      indicators: [gdp]
      periods: ["2022", "2023", "2024", "2025"]
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from yearbook.model.noun import Field, FigureKey, Id, Inline, Line, Noun

Width: TypeAlias = Literal["column", "page"]
ChartKind: TypeAlias = Literal["line", "bar", "hbar", "stacked", "share", "target", "dots", "multiples"]


class Point(Noun):
    """A datum: a figure of the ledger (`fact`) or a `value`; neither means the gap is shown as a gap."""

    at: Line = Field(description="横轴上的名称，如 2025 年；构成图、目标图、点图里是各项的名称")
    fact: FigureKey | None = Field(None, description="台账里的数字，如 gdp@2025")
    value: Decimal | None = None
    label: Line = Field("", description="标在数据旁的文字；不写按数值")
    bound: bool = Field(False, description="下限值（“突破”“超过”），画成空心")
    target: FigureKey | None = Field(None, description="目标图：与之对照的目标，如 plan_gdp@2025；不写时 fact 是完成率")


class Series(Noun):
    """The data of one name."""

    name: Line = ""
    unit: Line = Field("", description="小图组里这一幅的单位；不写按指标")
    points: tuple[Point, ...] = Field(min_length=1)


class ChartBlock(Noun):
    """A chart drawn from the ledger."""

    chart: Line = Field(min_length=1, description="图题")
    id: Id | None = None
    kind: ChartKind = Field(
        description="line 折线、bar 柱形、hbar 横条、stacked 堆积柱、share 构成、target 目标与实绩、dots 点图、multiples 小图组"
    )
    form: Literal["value", "growth", "rank"] = Field("value", description="画数值、增速还是位次")
    field: Line = Field("", description="位次的范围，如“全市”；不写取台账里的第一个")
    unit: Line = ""
    series: tuple[Series, ...] = ()
    points: tuple[Point, ...] = Field((), description="只有一个系列时，直接写各点")
    indicators: tuple[Id, ...] = Field((), description="指标代号：数据取自各卷台账，不必逐点写")
    periods: tuple[Line, ...] = Field((), description="时期，配 indicators；不写为所知的各年，目标图里是应达年份")
    scopes: tuple[Line, ...] = Field((), description="范围，配 indicators，如各镇办；不写为全区")
    highlight: Line = Field("", description="画成红色的一项，写它在轴上的名称；时间轴不写为最近一期")
    sort: bool = Field(False, description="横条、构成、目标、点图：按数值从大到小排列；位次从前到后")
    most: int | None = Field(None, ge=2, le=400, description="位次图的末位，如全市 12 个县（市、区）写 12")
    from_: Decimal = Field(Decimal(0), alias="from", description="纵轴起点；只用于折线")
    lines: int | None = Field(None, ge=6, le=44, description="占行数，含图题与注；不写按图的种类")
    note: Inline = ()
    source: Line = ""
    alt: Line = Field("", description="替代文字；不写由数据生成")
    width: Width = "column"
