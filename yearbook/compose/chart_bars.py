"""Bars as marks: on zero, earlier ones light, the latest red, lower bounds hollow with an open head, gaps named."""

from decimal import Decimal

from yearbook.compose.chart_drawing import Drawing, Tools, value_line, write_missing
from yearbook.compose.chart_labels import Wish
from yearbook.compose.chart_scale import Plot
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.model.copy import Chart
from yearbook.model.looks import ChartLook
from yearbook.model.page import Box, Mark, Path, Rule

Bar = tuple[int, int, int, int]  # x, width, head (where the value is), foot (zero)


def draw_bars(chart: Chart, plot: Plot, tools: Tools) -> Drawing:
    """Each series is one bar of a group; of one series the latest datum is red, of several the last series."""
    look = tools.look
    drawing = Drawing()
    count = len(chart.series)
    width = _width(plot, count, look)
    zero = plot.y(Decimal(0))
    known: set[str] = set()
    for number, (_, data) in enumerate(chart.series):
        last = max((plot.names.index(datum.at) for datum in data if datum.value is not None), default=-1)
        for datum in data:
            if datum.value is None:
                continue
            known.add(datum.at)
            place = plot.names.index(datum.at)
            red = place == last if count == 1 else number == count - 1
            head = plot.y(datum.value)
            bar = (plot.x(place) - count * width // 2 + number * width, width, head, zero)
            if datum.bound:
                drawing.marks += open_bar(bar, red, tools)
            else:
                drawing.marks += bar_marks(bar, colour_of(number, red, look), tools)
            rise = look.bound_gap if datum.bound else 0
            area = (min(head, zero) - rise, max(head, zero)) if head <= zero else (zero, head + rise)
            drawing.taken.append((bar[0], area[0], bar[0] + width, area[1]))
            if datum.label:
                line, size = value_line(datum, look.latest_style if red else look.value_style, tools)
                drawing.wishes.append(Wish(line, size, bar[0] + width // 2, *area, up=datum.value >= 0))
    write_missing(drawing, [(plot.x(n), zero) for n, name in enumerate(plot.names) if name not in known], tools)
    return drawing


def _width(plot: Plot, count: int, look: ChartLook) -> int:
    """One bar's width: a share of its place; a group takes at most three quarters and no more than three bars' most."""
    share = look.bar_width if count == 1 else max(look.bar_width, Decimal("0.75")) / count
    return max(min(int(plot.slot * share), look.bar_max), look.axis_width)


def colour_of(number: int, red: bool, look: ChartLook) -> str:
    """The colour of a bar by its series."""
    return look.latest_colour if red else look.bar_colours[number % len(look.bar_colours)]


def bar_marks(bar: Bar, colour: str, tools: Tools) -> list[Mark]:
    """A full bar."""
    x, width, head, zero = bar
    return [Box(x, min(head, zero), width, abs(zero - head), colour, element=tools.element)]


def open_bar(bar: Bar, red: bool, tools: Tools) -> list[Mark]:
    """The bar of a lower bound: hollow, without a head, its sides going on broken above the value."""
    look, element = tools.look, tools.element
    x, width, head, zero = bar
    colour = look.latest_colour if red else look.bound_colour
    left, right = x + look.line_width // 2, x + width - look.line_width // 2
    marks: list[Mark] = [Box(x, min(head, zero), width, abs(zero - head), look.bound_fill, element=element)]
    beyond = head - look.bound_gap if head <= zero else head + look.bound_gap
    for side in (left, right):
        marks.append(Path(((side, zero), (side, head)), colour, look.line_width, element=element))
        marks.append(Rule(side, head, side, beyond, look.line_width, colour, look.dash, element))
    return marks


def key_marks(chart: Chart, setter: Typesetter, width: int, top: int, element: int) -> tuple[list[Mark], int]:
    """The names of several series after a patch of their colour, in rows from `top` on; and where the last row ends."""
    look = setter.layout.chart
    size = setter.style(look.label_style).size
    marks: list[Mark] = []
    names = [(number, name) for number, (name, _) in enumerate(chart.series) if name]
    if len(chart.series) < 2 or not names:
        return marks, top
    x = 0
    for number, name in names:
        line = set_single((Piece(name, look.label_style),), setter)
        need = size + look.label_gap + line.width
        if x and x + need > width:
            x, top = 0, top + size * 3 // 2
        patch = size * 2 // 3
        colour = colour_of(number, number == len(chart.series) - 1, look)
        marks.append(Box(x, top + (size - patch) // 2, patch, patch, colour, element=element))
        marks.append(line_at(line, size, x + size, top, element))
        x += need + size
    return marks, top + size
