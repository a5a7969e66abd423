"""Lines as marks: dots with their values, broken across years without data, lower bounds hollow under an arrow, targets diamonds."""

from itertools import pairwise

from yearbook.compose.chart_drawing import Drawing, Tools, draw_grid, value_line, write_missing
from yearbook.compose.chart_labels import Wish, along
from yearbook.compose.chart_scale import Plot, known
from yearbook.compose.chart_time import Places, gap_between, neighbours
from yearbook.compose.paragraph import Piece, set_single
from yearbook.model.chart_looks import ChartLook, StrokeLook
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Disc, Mark, Path

Spot = tuple[int, int, int, Datum]  # place, x, y


def draw_lines(chart: Chart, plot: Plot, tools: Tools) -> Drawing:
    """All series over one axis; with several, each has its name beside its last dot, unless a key tells them."""
    look = tools.look
    drawing = Drawing()
    draw_grid(drawing, plot, tools)
    told = {datum.at for _, data in chart.series for datum in data if datum.value is not None}
    missing = [(plot.x(n), plot.foot) for n, name in enumerate(plot.places.names) if name not in told]
    write_missing(drawing, [] if tools.quiet else missing, tools)
    for number, (name, data) in enumerate(chart.series):
        stroke = look.strokes[number % len(look.strokes)]
        spots = [(place, plot.x(place), plot.y(value), datum) for place, value, datum in known(data, plot.places)]
        reached = [spot for spot in spots if not aimed(name, spot[3], look)]
        gaps = frozenset(datum.at for datum in data if datum.value is None)
        _joined(drawing, (reached, gaps), plot.places, stroke, tools)
        labelled = tools.labels([spot[3].value for spot in spots if spot[3].value is not None])
        for n, spot in enumerate(spots):
            latest = number == 0 and bool(reached) and spot is reached[-1]
            drawing.marks += dot_marks(spot[1:], stroke, aimed(name, spot[3], look), tools)
            drawing.taken.append((spot[1] - look.dot, _head(spot, tools), spot[1] + look.dot, spot[2] + look.dot))
            if n in labelled:
                _value(drawing, spot, latest, tools)
        if len(chart.series) > 1 and name and spots and tools.named:
            colour = look.axis_colour if all(aimed(name, spot[3], look) for spot in spots) else stroke.colour
            if name not in spots[-1][3].label:
                _name(drawing, (name, colour), spots[-1], tools)
    return drawing


def aimed(name: str, datum: Datum, look: ChartLook) -> bool:
    """Whether a datum is a target: the ledger says so, or the name of its series."""
    return datum.target or (bool(look.target) and look.target in name)


def _joined(drawing: Drawing, told: tuple[list[Spot], frozenset[str]], places: Places, stroke: StrokeLook, tools: Tools) -> None:
    """Neighbours joined by a line, others by a broken one: nothing is said of the years between (design.md).

    Data of different bases are not joined at all.
    """
    spots, gaps = told
    for one, other in pairwise(spots):
        if one[3].basis != other[3].basis:
            continue
        between = places.names[one[0] + 1 : other[0]]
        parted = any(gap_between(one[3].at, other[3].at, name) for name in between if name in gaps)
        near = not parted and (neighbours(one[3].at, other[3].at) if places.timed else not between)
        dash = stroke.dash if near else tools.look.dash
        drawing.marks.append(Path((one[1:3], other[1:3]), stroke.colour, stroke.width, "", dash, tools.element))
        drawing.lines += along(one[1:3], other[1:3], stroke.width)


def dot_marks(spot: tuple[int, int, Datum], stroke: StrokeLook, target: bool, tools: Tools) -> list[Mark]:
    """The mark of a datum: a diamond for a target, hollow under an arrow for a lower bound, else the dot of its series."""
    look, element = tools.look, tools.element
    x, y, datum = spot
    radius, colour = look.dot, stroke.colour
    if target:
        around = ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))
        return [Path(around, look.axis_colour, look.line_width, look.ground, element=element)]
    if datum.bound:
        tip = y - radius - look.arrow
        barbs = ((x - radius * 2 // 3, tip + radius), (x, tip - radius // 3), (x + radius * 2 // 3, tip + radius))
        return [
            Path(((x, y - radius), (x, tip)), colour, look.line_width, element=element),
            Path(barbs, "", 0, colour, element=element),
            Disc(x, y, radius, look.ground, colour, look.line_width, element),
        ]
    if stroke.dot == "square":
        side = radius * 9 // 10
        return [Path(((x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)), "", 0, colour, (), element)]
    if stroke.dot == "triangle":
        return [Path(((x - radius, y + radius * 3 // 4), (x, y - radius), (x + radius, y + radius * 3 // 4)), "", 0, colour, (), element)]
    return [Disc(x, y, radius, colour, element=element)]


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
    drawing.wishes.append(Wish(line, size, x, _head(spot, tools), y + look.dot, False, look.dot + look.label_gap, True))
