"""Line charts: few grid lines, dots with their values, broken lines across years without data, hollow dots for lower bounds."""

from decimal import Decimal

from yearbook.compose.chart_frame import Labels, Plot, Scale, round_steps, scale_of
from yearbook.compose.marks import baseline, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Disc, Mark, Path, Rule, Text


def draw_lines(chart: Chart, plot: Plot, setter: Typesetter, element: int) -> list[Mark]:
    """All series over one axis of values."""
    names = list(dict.fromkeys(datum.at for _, points in chart.series for datum in points))
    values = [d.value for _, points in chart.series for d in points if d.value is not None]
    scale = scale_of(plot, values)
    marks = _grid(scale, setter, element)
    labels = Labels(setter, plot)
    for number, (name, points) in enumerate(chart.series):
        held = {datum.at: datum for datum in points}
        placed = [(place, held.get(at)) for place, at in enumerate(names)]
        last = number == len(chart.series) - 1
        marks += _curve(placed, scale, (setter, labels), (element, last))
        if len(chart.series) > 1:
            marks += _end_label(name, placed, scale, setter, element)
    marks += _missing(chart, names, plot, setter, element)
    return marks


def _grid(scale: Scale, setter: Typesetter, element: int) -> list[Mark]:
    """At most four fine lines at round values, each with its value at the left over it."""
    look, plot = setter.layout.chart, scale.plot
    size = setter.style(look.missing_style).size
    marks: list[Mark] = []
    for value in round_steps(scale.low, scale.high):
        y = scale.y(value)
        marks.append(Rule(plot.left, y, plot.right, y, look.grid_width, look.grid_colour))
        line = set_single((Piece(f"{value.normalize():f}", look.missing_style),), setter)
        marks.append(line_at(line, size, plot.left, y - size * 5 // 4, element))
    return marks


def _curve(
    placed: list[tuple[int, Datum | None]], scale: Scale, tools: tuple[Typesetter, Labels], role: tuple[int, bool]
) -> list[Mark]:
    setter, labels = tools
    element, red = role
    look = setter.layout.chart
    colour = look.line_colour if red else look.axis_colour
    known = [(place, datum) for place, datum in placed if datum is not None and datum.value is not None]
    spots = [(scale.plot.x(place), scale.y(datum.value or Decimal(0))) for place, datum in known]
    marks: list[Mark] = []
    for n in range(len(known) - 1):
        whole = known[n + 1][0] - known[n][0] == 1
        marks.append(Path((spots[n], spots[n + 1]), colour, look.line_width, "", () if whole else look.dash, element))
    for n, ((_, datum), (x, y)) in enumerate(zip(known, spots, strict=True)):
        if datum.bound:
            marks.append(Disc(x, y, look.dot, look.ground_colour, colour, look.line_width, element))
        else:
            marks.append(Disc(x, y, look.dot, colour, element=element))
        style = look.latest_style if red and n == len(known) - 1 else look.value_style
        marks += labels.above(datum.label, style, (x, y - look.dot), element)
    return marks


def _end_label(
    name: str, placed: list[tuple[int, Datum | None]], scale: Scale, setter: Typesetter, element: int
) -> list[Mark]:
    """The name of a series under its last dot: direct labels instead of a legend."""
    look = setter.layout.chart
    known = [(place, d.value) for place, d in placed if d is not None and d.value is not None]
    if not known or not name:
        return []
    size = setter.style(look.label_style).size
    line = set_single((Piece(name, look.label_style),), setter)
    place, value = known[-1]
    x = min(scale.plot.x(place) - line.width // 2, scale.plot.right - line.width)
    return [Text(x, scale.y(value) + look.dot + size // 4 + baseline(size), line, element)]


def _missing(chart: Chart, names: list[str], plot: Plot, setter: Typesetter, element: int) -> list[Mark]:
    """缺 over the axis where no series has a datum."""
    look = setter.layout.chart
    held = {datum.at for _, points in chart.series for datum in points if datum.value is not None}
    size = setter.style(look.missing_style).size
    marks: list[Mark] = []
    for place, name in enumerate(names):
        if name not in held:
            line = set_single((Piece(look.missing, look.missing_style),), setter)
            marks.append(line_at(line, size, plot.x(place) - line.width // 2, plot.bottom - size * 3 // 2, element))
    return marks
