"""Looks of charts: strokes and fills of series, rows, panels, and what is said below when a chart needs it."""

from decimal import Decimal
from typing import Literal

from yearbook.model.looks import SparklineLook
from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun


class FillLook(Noun):
    """The fill of a series: a colour, and lines or dots over it so that it differs without colour."""

    colour: ColourName
    hatch: Literal["none", "rising", "falling", "crossed", "level", "dots"] = Field("none", description="斜线、横线、网、点")
    line: ColourName = Field("ink", description="线、点的颜色")
    text: Id = Field("chart-value", description="写在其中的数字所用的样式")


class StrokeLook(Noun):
    """The line of a series: colour, weight, dash and the shape of its dots together tell it from others without colour."""

    colour: ColourName
    width: Length
    dash: tuple[Length, ...] = ()
    dot: Literal["disc", "square", "triangle"] = "disc"


class RowsLook(Noun):
    """Charts whose data lie along rows: names at the left, one row a datum."""

    pitch: Length = Field(description="行距")
    bar: Length = Field(description="横条粗")
    band: Length = Field(description="目标图浅色带的粗")
    band_colour: ColourName
    line: Length = Field(description="目标线的粗")
    name_gap: Length = Field(description="名称与数据之间")
    name_share: Decimal = Field(description="名称最多占图宽的比例")
    share_bar: Length = Field(description="构成图横条粗")
    dot: Length = Field(description="点图中往期的点")
    aside_style: Id = Field(description="名称下的小字")
    hundred: Line = Field("目标100", description="目标线上的字")
    target_said: Line = Field("浅色带为目标，深色条为实绩。", description="目标图的图注")
    rank: Line = Field("第{place}位", description="位次图上的刻度")


class PanelsLook(Noun):
    """小图组: panels that share the time axis, not the value axis."""

    columns: tuple[int, int] = Field(description="单栏、通栏各排几列")
    gutter: Length
    gap: Length = Field(description="上下两行小图之间")
    drop: Length = Field(description="图题与首行小图之间")
    height: Length = Field(description="绘图区高")
    title_style: Id
    unit_style: Id
    value_style: Id
    latest_style: Id
    axis_style: Id
    line_width: Length
    dot: Length
    arrow: Length
    label_gap: Length
    said: Line = Field("横轴统一，纵轴各自取值。", description="图注")


class ChartLook(Noun):
    """Charts: labels on the data, few grid lines, latest datum marked."""

    label_style: Id = Field(description="横轴名称、系列名")
    value_style: Id
    latest_style: Id
    grid_style: Id = Field(description="刻度值与“缺”")
    axis_colour: ColourName
    grid_colour: ColourName
    fills: tuple[FillLook, ...] = Field(min_length=6, description="柱：最近一期（或末一系列）以外的各系列")
    single_fill: FillLook = Field(description="横轴不是年份的柱")
    first_fill: FillLook = Field(description="堆积柱、构成图的第一项")
    latest_fill: FillLook = Field(description="最近一期，或要突出的一项")
    hatch_gap: Length = Field(description="填充线的间距")
    hatch_width: Length
    strokes: tuple[StrokeLook, ...] = Field(min_length=6, description="折线各系列")
    ground: ColourName = Field(description="空心点的底色")
    axis_width: Length
    grid_width: Length
    grid_lines: int = Field(ge=0, le=8)
    line_width: Length = Field(description="空心点、菱形、箭头的线")
    dash: tuple[Length, Length] = Field(description="其间缺资料的两点之间")
    dot: Length
    arrow: Length = Field(description="下限值上方箭头的长")
    bound_gap: Length = Field(description="下限值的柱，两侧虚线高出柱顶多少")
    bound_colour: ColourName = Field(description="往期下限值空心柱的边线")
    bound_fill: ColourName = Field(description="空心柱的底色")
    bar_width: Decimal = Field(description="柱宽占一格的比例")
    bar_max: Length
    head_room: Length = Field(description="图题与最高数据之间")
    least_plot: Length = Field(description="绘图区最矮")
    label_gap: Length = Field(description="数据与其标注之间")
    axis_gap: Length = Field(description="横轴与轴上名称之间")
    name_gap: Length = Field(description="相邻轴上名称的最小间隔")
    note_gap: Length
    scales: tuple[Decimal, ...] = Field(min_length=1, description="标注排不下时依次试用的字号比例")
    missing: Line = "缺"
    target: Line = Field("目标", description="名称含此词的系列画成菱形，不连线")
    starts_at: Line = Field("纵轴自{value}起。", description="纵轴不从零起时的说明")
    year_ends: Line = Field("刻度为各年年末。", description="年与月同在一轴时的说明")
    open_said: Line = Field("空心为下限值。", description="有下限值时的说明")
    dash_said: Line = Field("虚线两端之间资料未载。", description="有虚线时的说明")
    gap_said: Line = Field("“缺”为资料未载。", description="有缺时的说明")
    basis_said: Line = Field("口径不同的不相连。", description="同一系列口径不同时的说明")
    default_lines: int = Field(13, ge=6, le=44, description="折线、柱形不写 lines 时占的行数")
    most_lines: int = Field(44, ge=6, le=44, description="图写的 lines 至多按此数；标注排不下的另加高")
    grow: int = Field(6, ge=0, le=20, description="标注排不下时，图最多加高几行")
    crowded: Decimal = Field(description="全部标注占绘图区面积超过此比例时，只标首末与高低")
    gutter_share: Decimal = Field(description="右侧系列名最多占图宽的比例，超过则列图例")
    rows: RowsLook
    panels: PanelsLook
    sparkline: SparklineLook
    series_lines: int = Field(14, ge=8, le=44, description="yearbook series --chart 每幅图占的行数")
