"""The data of an upright chart in their area: bars, layers or lines on a scale, labels where they find room, the axis."""

from itertools import product

from yearbook.compose.chart_bars import draw_bars, draw_stacks
from yearbook.compose.chart_drawing import Drawing, Tools, clear_of_words
from yearbook.compose.chart_labels import Room, place_labels
from yearbook.compose.chart_lines import draw_lines
from yearbook.compose.chart_scale import Plot, places_of, range_of
from yearbook.compose.marks import line_at
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Chart
from yearbook.model.page import Mark, Rule

DRAW = {"bar": draw_bars, "stacked": draw_stacks, "line": draw_lines}


@frozen
class Area:
    """Where data stand: labels from `top` on, the greatest value at `head`, the axis (or what is under it) at `foot`.

    Data take `width`, labels may go on to `beyond` at the right.
    """

    width: int
    top: int
    head: int
    foot: int
    beyond: int = 0


def data_marks(chart: Chart, tools: Tools, area: Area) -> list[Mark] | None:
    """Data, labels and axis; None when no scale of the look lets the labels asked for stand clear of each other.

    Rather smaller labels than distant ones, and distant ones rather than any upon a line of the data.
    """
    look, plot = tools.look, _plot(chart, tools, area)
    if _crowded(chart, plot, tools):
        return None
    for (reach, clear), share in product(((0, 1), (area.foot, 1), (area.foot, 0)), look.scales):
        drawing = _drawing(chart, plot, tools, int(share * 1000))
        lines = tuple(drawing.lines) * clear
        bounds = (0, area.top, max(area.width, area.beyond), area.foot)
        places = place_labels(drawing.wishes, Room(bounds, tuple(drawing.taken), lines, look.label_gap, reach))
        if places is not None:
            return [*_labelled(drawing, places, tools), *_axis(plot, look.axis_width, look.axis_colour)]
    return None


def fitted_marks(chart: Chart, tools: Tools, area: Area) -> list[Mark]:
    """As many labels as there is room for: all, those that tell most, the last, none."""
    few = replace(tools, keys=True), replace(tools, few=True), replace(tools, few=True, named=False)
    for one in (tools, *few, replace(tools, bare=True, named=False)):
        marks = data_marks(chart, one, area)
        if marks is not None:
            return marks
    raise AssertionError("without labels nothing can be in their way")


def _crowded(chart: Chart, plot: Plot, tools: Tools) -> bool:
    """Whether all labels would take so much of the plot that no reader could tell whose they are; costs less than trying."""
    look, setter = tools.look, tools.setter
    if tools.keys or tools.few or tools.bare:
        return False
    size = setter.style(look.value_style).size * int(look.scales[-1] * 1000) // 1000
    signs = sum(len(datum.label) for _, data in chart.series for datum in data if datum.value is not None)
    return signs * size * size // 2 > look.crowded * plot.width * (plot.foot - plot.head)


def _plot(chart: Chart, tools: Tools, area: Area) -> Plot:
    """The scale in its area; below values under zero there is room for their labels."""
    low, high = range_of(chart)
    look = tools.look
    below = tools.setter.style(look.latest_style).size + 2 * look.label_gap if low < 0 else 0
    return Plot(area.width, area.head, area.foot - below, low, high, places_of(chart))


def _drawing(chart: Chart, plot: Plot, tools: Tools, scale: int) -> Drawing:
    return DRAW[chart.kind](chart, plot, replace(tools, scale=scale))


def _labelled(drawing: Drawing, places: tuple[tuple[int, int], ...], tools: Tools) -> list[Mark]:
    labels = [line_at(wish.line, wish.size, x, y, tools.element) for wish, (x, y) in zip(drawing.wishes, places, strict=True)]
    return clear_of_words([*drawing.marks, *labels], tools)


def _axis(plot: Plot, width: int, colour: str) -> list[Mark]:
    """The axis: on zero where zero is on the plot, else at its foot."""
    y = plot.y(min(0 * plot.high, plot.high)) if plot.low < 0 else plot.foot
    return [Rule(0, y, plot.width, y, width, colour)]
