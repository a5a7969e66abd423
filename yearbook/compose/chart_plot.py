"""The data of a chart in their area: bars or lines on a scale, labels where they find room, the axis."""

from itertools import product

from yearbook.compose.chart_bars import draw_bars
from yearbook.compose.chart_drawing import Drawing, Tools
from yearbook.compose.chart_labels import Room, place_labels
from yearbook.compose.chart_lines import draw_lines
from yearbook.compose.chart_scale import Plot, names_of, range_of
from yearbook.compose.marks import line_at
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Chart
from yearbook.model.looks import ChartLook
from yearbook.model.page import Mark, Rule


@frozen
class Area:
    """Where data stand: labels from `top` on, the greatest value at `head`, the axis (or what is under it) at `foot`."""

    width: int
    top: int
    head: int
    foot: int


def data_marks(chart: Chart, tools: Tools, area: Area) -> list[Mark] | None:
    """Data, labels and axis; None when no scale of the look lets all labels stand clear of each other.

    Rather smaller labels than distant ones, and distant ones rather than any upon a line of the data.
    """
    look, plot = tools.look, _plot(chart, tools, area)
    for (reach, clear), share in product(((0, 1), (area.foot, 1), (area.foot, 0)), look.scales):
        drawing = _drawing(chart, plot, tools, int(share * 1000))
        lines = tuple(drawing.lines) * clear
        bounds = (0, area.top, area.width, area.foot)
        places = place_labels(drawing.wishes, Room(bounds, tuple(drawing.taken), lines, look.label_gap, reach))
        if places is not None:
            return [*_labelled(drawing, places, tools.element), *_axis(plot, look)]
    return None


def crowded_marks(chart: Chart, tools: Tools, area: Area) -> list[Mark]:
    """Where `data_marks` finds no room at all: every label above its datum, whatever it touches, for no value is dropped."""
    plot = _plot(chart, tools, area)
    drawing = _drawing(chart, plot, tools, int(tools.look.scales[-1] * 1000))
    places = tuple(
        (min(max(wish.x - wish.line.width // 2, 0), area.width - wish.line.width), wish.head - wish.size - tools.look.label_gap)
        for wish in drawing.wishes
    )
    return [*_labelled(drawing, places, tools.element), *_axis(plot, tools.look)]


def _plot(chart: Chart, tools: Tools, area: Area) -> Plot:
    """The scale in its area; below values under zero there is room for their labels."""
    low, high = range_of(chart)
    look = tools.look
    below = tools.setter.style(look.latest_style).size + 2 * look.label_gap if low < 0 else 0
    return Plot(area.width, area.head, area.foot - below, low, high, names_of(chart))


def _drawing(chart: Chart, plot: Plot, tools: Tools, scale: int) -> Drawing:
    return (draw_bars if chart.kind == "bar" else draw_lines)(chart, plot, replace(tools, scale=scale))


def _labelled(drawing: Drawing, places: tuple[tuple[int, int], ...], element: int) -> list[Mark]:
    labels = [line_at(wish.line, wish.size, x, y, element) for wish, (x, y) in zip(drawing.wishes, places, strict=True)]
    return [*drawing.marks, *labels]


def _axis(plot: Plot, look: ChartLook) -> list[Mark]:
    """The axis: on zero where zero is on the plot, else at its foot."""
    y = plot.y(min(0 * plot.high, plot.high)) if plot.low < 0 else plot.foot
    return [Rule(0, y, plot.width, y, look.axis_width, look.axis_colour)]
