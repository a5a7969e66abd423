"""Bar charts: from zero, earlier data light and the latest red, lower bounds with an open top, gaps named as gaps."""

from decimal import Decimal

from yearbook.compose.chart_frame import Labels, Plot, Scale, scale_of
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Box, Mark, Rule


def draw_bars(chart: Chart, plot: Plot, setter: Typesetter, element: int) -> list[Mark]:
    """The bars of all series side by side in their places, values on them, 缺 where there is none."""
    look = setter.layout.chart
    names = list(dict.fromkeys(datum.at for _, points in chart.series for datum in points))
    data = [{datum.at: datum for datum in points} for _, points in chart.series]
    values = [d.value for _, points in chart.series for d in points if d.value is not None]
    scale = scale_of(plot, values)
    groups = max(len(data), 1)
    width = min(int(plot.step * look.bar_width) // groups, look.bar_max)
    labels = Labels(setter, plot)
    marks: list[Mark] = []
    latest = _latest(names, data)
    for place, name in enumerate(names):
        for number, series in enumerate(data):
            x = plot.x(place) - width * groups // 2 + number * width
            datum = series.get(name)
            red = place == latest if groups == 1 else number == groups - 1
            marks += _bar(datum, (x, width), scale, (setter, labels), (element, red))
    if groups > 1:
        marks += _key(chart, plot, setter, element)
    return marks


def _latest(names: list[str], data: list[dict[str, Datum]]) -> int:
    """The last place that has a datum: it is the red one."""
    held = [place for place, name in enumerate(names) for series in data if name in series and series[name].value is not None]
    return max(held, default=-1)


def _bar(
    datum: Datum | None, place: tuple[int, int], scale: Scale, tools: tuple[Typesetter, Labels], role: tuple[int, bool]
) -> list[Mark]:
    setter, labels = tools
    element, red = role
    x, width = place
    look = setter.layout.chart
    zero = scale.y(max(scale.low, Decimal(0)))
    if datum is None or datum.value is None:
        size = setter.style(look.missing_style).size
        line = set_single((Piece(look.missing, look.missing_style),), setter)
        return [line_at(line, size, x + (width - line.width) // 2, zero - size * 3 // 2, element)] if datum else []
    top = scale.y(datum.value)
    colour = look.latest_colour if red else look.bar_colour
    marks: list[Mark] = [Box(x, min(top, zero), width, abs(zero - top), colour, element=element)]
    head = min(top, zero)
    if datum.bound:  # “突破”：柱顶开口，以虚线示其上未尽
        head -= look.bound_gap
        marks.append(Rule(x, head, x + width, head, look.axis_width, colour, look.dash, element))
    style = look.latest_style if red else look.value_style
    return marks + labels.above(datum.label, style, (x + width // 2, head), element)


def _key(chart: Chart, plot: Plot, setter: Typesetter, element: int) -> list[Mark]:
    """The names of several series, each after a patch of its colour, at the head of the plot."""
    look = setter.layout.chart
    size = setter.style(look.label_style).size
    marks: list[Mark] = []
    x, top = plot.left, plot.top - look.head_room
    for number, (name, _) in enumerate(chart.series):
        colour = look.latest_colour if number == len(chart.series) - 1 else look.bar_colour
        marks.append(Box(x, top + size // 4, size, size * 3 // 4, colour))
        line = set_single((Piece(name, look.label_style),), setter)
        marks.append(line_at(line, size, x + size * 3 // 2, top, element))
        x += size * 3 + line.width
    return marks
