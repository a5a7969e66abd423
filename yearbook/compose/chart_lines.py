"""Lines as marks: dots with their values, broken across years without data, lower bounds hollow under an arrow, targets diamonds."""

from itertools import pairwise

from yearbook.compose.chart_drawing import Drawing, Tools, value_line, write_missing
from yearbook.compose.chart_labels import Wish, along
from yearbook.compose.chart_scale import Plot, grid_values, shown
from yearbook.compose.digits import grouped_line
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Piece, set_single
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Disc, Path, Rule

Spot = tuple[int, int, int, Datum]  # place, x, y


def draw_lines(chart: Chart, plot: Plot, tools: Tools) -> Drawing:
    """All series over one axis; with several, each has its name beside its last dot."""
    look = tools.look
    drawing = Drawing()
    _grid(drawing, plot, tools)
    known = {datum.at for _, data in chart.series for datum in data if datum.value is not None}
    write_missing(drawing, [(plot.x(n), plot.foot) for n, name in enumerate(plot.names) if name not in known], tools)
    for number, (name, data) in enumerate(chart.series):
        colour = look.line_colours[number % len(look.line_colours)]
        spots = [
            (place, plot.x(place), plot.y(datum.value), datum)
            for datum in data
            if datum.value is not None
            for place in (plot.names.index(datum.at),)
        ]
        target = bool(look.target) and look.target in name
        if not target:
            _joined(drawing, spots, colour, tools)
        for n, spot in enumerate(spots):
            _dot(drawing, spot, colour, target, tools)
            _value(drawing, spot, number == 0 and n == len(spots) - 1 and not target, tools)
        if len(chart.series) > 1 and name and spots:
            _name(drawing, (name, look.axis_colour if target else colour), spots[-1], tools)
    return drawing


def _grid(drawing: Drawing, plot: Plot, tools: Tools) -> None:
    """Few fine lines at round values, each value at the left above its line."""
    look = tools.look
    size = tools.setter.style(look.grid_style).size * tools.scale // 1000
    for value in grid_values(plot, look.grid_lines):
        y = plot.y(value)
        drawing.marks.append(Rule(0, y, plot.width, y, look.grid_width, look.grid_colour))
        pieces = (Piece(shown(value), look.grid_style, scale=tools.scale),)
        line = grouped_line(pieces, tools.setter, tools.setter.layout.table.digit_gap)
        drawing.write(line_at(line, size, 0, y - size - look.grid_width, tools.element), size)


def _joined(drawing: Drawing, spots: list[Spot], colour: str, tools: Tools) -> None:
    """Neighbours joined by a full line, others by a broken one: nothing is said of the years between (design.md)."""
    look = tools.look
    for (place, x1, y1, _), (after, x2, y2, _) in pairwise(spots):
        dash = () if after == place + 1 else look.dash
        drawing.marks.append(Path(((x1, y1), (x2, y2)), colour, look.line_width, "", dash, tools.element))
        drawing.lines += along((x1, y1), (x2, y2), look.line_width)


def _dot(drawing: Drawing, spot: Spot, colour: str, target: bool, tools: Tools) -> None:
    look, element = tools.look, tools.element
    _, x, y, datum = spot
    radius = look.dot
    if target:
        around = ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))
        drawing.marks.append(Path(around, look.axis_colour, look.line_width, look.ground, element=element))
    elif datum.bound:
        tip = y - radius - look.arrow
        drawing.marks.append(Path(((x, y - radius), (x, tip)), colour, look.line_width, element=element))
        barbs = ((x - radius * 2 // 3, tip + radius), (x, tip - radius // 3), (x + radius * 2 // 3, tip + radius))
        drawing.marks.append(Path(barbs, colour, 0, colour, element=element))
        drawing.marks.append(Disc(x, y, radius, look.ground, colour, look.line_width, element))
    else:
        drawing.marks.append(Disc(x, y, radius, colour, element=element))
    drawing.taken.append((x - radius, _head(spot, tools), x + radius, y + radius))


def _head(spot: Spot, tools: Tools) -> int:
    """The head of a dot, its arrow included."""
    look = tools.look
    return spot[2] - look.dot - (look.arrow + look.dot // 3 if spot[3].bound else 0)


def _value(drawing: Drawing, spot: Spot, latest: bool, tools: Tools) -> None:
    """The wish for a datum's value above its dot."""
    look = tools.look
    _, x, y, datum = spot
    if datum.label:
        line, size = value_line(datum, look.latest_style if latest else look.value_style, tools)
        drawing.wishes.append(Wish(line, size, x, _head(spot, tools), y + look.dot, beside=look.dot + look.label_gap))


def _name(drawing: Drawing, name: tuple[str, str], spot: Spot, tools: Tools) -> None:
    """The wish for a series' name (with its colour) near its last dot."""
    words, colour = name
    look = tools.look
    line = set_single((Piece(words, look.label_style, colour=colour, scale=tools.scale),), tools.setter)
    size = tools.setter.style(look.label_style).size * tools.scale // 1000
    _, x, y, _ = spot
    drawing.wishes.append(Wish(line, size, x, _head(spot, tools), y + look.dot, False, look.dot + look.label_gap))
