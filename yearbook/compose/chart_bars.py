"""Bars as marks: on zero, the latest year red, lower bounds hollow with an open head, gaps named; and bars in layers."""

from decimal import Decimal

from yearbook.compose.chart_drawing import Drawing, Tools, draw_grid, value_line, write_missing
from yearbook.compose.chart_fills import fill_marks, fill_of
from yearbook.compose.chart_labels import Wish
from yearbook.compose.chart_scale import Plot, known, totals
from yearbook.compose.digits import grouped_line
from yearbook.compose.paragraph import Piece
from yearbook.model.chart_looks import ChartLook, FillLook
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Box, Mark, Path, Rule

Bar = tuple[int, int, int, int]  # x, width, head (where the value is), foot (zero)


def draw_bars(chart: Chart, plot: Plot, tools: Tools) -> Drawing:
    """Each series is one bar of a group; of one series the latest year is red, of several the last series."""
    look = tools.look
    drawing = Drawing()
    if tools.keys or tools.few or tools.bare:
        draw_grid(drawing, plot, tools)
    count = len(chart.series)
    width = _width(plot, count, look)
    zero = plot.y(Decimal(0))
    told: set[int] = set()
    for number, (_, data) in enumerate(chart.series):
        found = known(data, plot.places)
        labelled = tools.labels([value for _, value, _ in found])
        for order, (place, value, datum) in enumerate(found):
            told.add(place)
            latest = place == found[-1][0] if plot.places.timed else None
            fill = fill_of(chart, number, look) if count > 1 else single_fill(chart, datum, latest, look)
            head = plot.y(value)
            bar = (plot.x(place) - count * width // 2 + number * width, width, head, zero)
            drawing.marks += open_bar(bar, fill, tools) if datum.bound else bar_marks(bar, fill, tools)
            _label(drawing, bar, (datum, fill is look.latest_fill), order in labelled, tools)
    write_missing(drawing, [(plot.x(n), zero) for n in range(len(plot.places.names)) if n not in told], tools)
    return drawing


def _label(drawing: Drawing, bar: Bar, told: tuple[Datum, bool], labelled: bool, tools: Tools) -> None:
    """The area of a bar, and the wish for its value."""
    look = tools.look
    (x, width, head, zero), (datum, red) = bar, told
    rise = look.bound_gap if datum.bound else 0
    area = (min(head, zero) - rise, max(head, zero)) if head <= zero else (zero, head + rise)
    drawing.taken.append((x, area[0], x + width, area[1]))
    if datum.label and labelled:
        line, size = value_line(datum, look.latest_style if red else look.value_style, tools)
        drawing.wishes.append(Wish(line, size, x + width // 2, *area, up=head <= zero))


def single_fill(chart: Chart, datum: Datum, latest: bool | None, look: ChartLook) -> FillLook:
    """The fill of a bar that stands alone at its place: red when it is the one to stand out, else the latest in time.

    `latest` is None where places are no times.
    """
    if datum.at == chart.highlight if chart.highlight else latest:
        return look.latest_fill
    return look.single_fill if latest is None else look.fills[0]


def _width(plot: Plot, count: int, look: ChartLook) -> int:
    """One bar's width: a share of its place; a group takes at most three quarters and no more than three bars' most."""
    share = look.bar_width if count == 1 else max(look.bar_width, Decimal("0.75")) / count
    return max(min(int(plot.slot * share), look.bar_max), look.axis_width)


def bar_marks(bar: Bar, fill: FillLook, tools: Tools) -> list[Mark]:
    """A full bar."""
    x, width, head, zero = bar
    return fill_marks((x, min(head, zero), width, abs(zero - head)), fill, tools)


def open_bar(bar: Bar, fill: FillLook, tools: Tools) -> list[Mark]:
    """The bar of a lower bound: hollow, without a head, its sides going on broken above the value."""
    look, element = tools.look, tools.element
    x, width, head, zero = bar
    colour = look.latest_fill.colour if fill is look.latest_fill else look.bound_colour
    left, right = x + look.line_width // 2, x + width - look.line_width // 2
    marks: list[Mark] = [Box(x, min(head, zero), width, abs(zero - head), look.bound_fill, element=element)]
    beyond = head - look.bound_gap if head <= zero else head + look.bound_gap
    for side in (left, right):
        marks.append(Path(((side, zero), (side, head)), colour, look.line_width, element=element))
        marks.append(Rule(side, head, side, beyond, look.line_width, colour, look.dash, element))
    return marks


def draw_stacks(chart: Chart, plot: Plot, tools: Tools) -> Drawing:
    """The series upon each other from zero; a part that has room has its value inside, the whole its sum above."""
    look = tools.look
    drawing = Drawing()
    if tools.keys or tools.few or tools.bare:
        draw_grid(drawing, plot, tools)
    width = max(min(int(plot.slot * look.bar_width), look.bar_max * 3 // 2), look.axis_width)
    feet: dict[int, Decimal] = {}
    for number, (_, data) in enumerate(chart.series):
        fill = fill_of(chart, number, look)
        for place, value, datum in known(data, plot.places):
            foot = feet.get(place, Decimal(0))
            feet[place] = foot + value
            head, zero = plot.y(feet[place]), plot.y(foot)
            x = plot.x(place) - width // 2
            drawing.marks += fill_marks((x, head, width, zero - head), fill, tools)
            drawing.marks.append(Rule(x, zero, x + width, zero, look.hatch_width, look.ground))
            drawing.marks += value_inside((x, head, width, zero - head), datum, fill, tools)
    sums = totals(chart)
    labelled = tools.labels([feet[place] for place in sorted(feet)])
    for order, place in enumerate(sorted(feet)):
        x, head = plot.x(place), plot.y(feet[place])
        drawing.taken.append((x - width // 2, head, x + width // 2, plot.foot))
        total = sums[plot.places.names[place]]
        if order in labelled and total is not None and len(chart.series) > 1:
            pieces = (Piece(format(total, "f"), look.value_style, scale=tools.scale),)
            line = grouped_line(pieces, tools.setter, tools.setter.layout.table.digit_gap)
            size = tools.setter.style(look.value_style).size * tools.scale // 1000
            drawing.wishes.append(Wish(line, size, x, head, plot.foot))
    write_missing(drawing, [(plot.x(n), plot.foot) for n in range(len(plot.places.names)) if n not in feet], tools)
    return drawing


def value_inside(frame: tuple[int, int, int, int], datum: Datum, fill: FillLook, tools: Tools) -> list[Mark]:
    """A value in the middle of its part, on a ground of its own where lines would cross it; nothing where it has no room."""
    x, y, width, height = frame
    look = tools.look
    line, size = value_line(datum, fill.text, tools)
    gap = look.label_gap // 3
    if not datum.label or line.width + 2 * gap > width or size + 2 * gap > height:
        return []
    left, head = x + (width - line.width) // 2, y + (height - size) // 2
    marks: list[Mark] = []
    if fill.hatch != "none":
        marks.append(Box(left - gap, head, line.width + 2 * gap, size + gap, fill.colour, element=tools.element))
    return [*marks, tools.text(line, size, left, head)]
