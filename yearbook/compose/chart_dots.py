"""Ranked dots: a hairline a row, a dot at each datum; the latest red with its value, ranks from the first at the left."""

from decimal import Decimal

from yearbook.compose.chart_drawing import Tools, clear_of_words, value_line
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_labels import Area, Room, Wish, place_labels
from yearbook.compose.chart_lying import Across, missing_line
from yearbook.compose.chart_row_names import Rows, rows_of
from yearbook.compose.chart_scale import grid_values, known, range_of, shown
from yearbook.compose.chart_time import places_along
from yearbook.compose.digits import grouped_line
from yearbook.compose.paragraph import Piece, set_single
from yearbook.frozen import replace
from yearbook.model.copy import Datum
from yearbook.model.page import Disc, Line, Mark, Rule

Found = list[tuple[int, Decimal, Datum]]


def dot_rows(frame: Frame, tools: Tools) -> tuple[Rows, list[Mark]]:
    """The rows and all marks but their names; a series is a row."""
    chart, look = frame.chart, tools.look
    size = frame.setter.style(look.grid_style).size
    above = frame.setter.layout.caption.drop + size + look.label_gap
    named = [(name, next((datum.aside for datum in data if datum.aside), "")) for name, data in chart.series]
    sheet = rows_of(frame, tools, named, (look.rows.pitch, above, 0))
    found = [known(data, places_along(datum.at for datum in data)) for _, data in chart.series]
    across = _across(frame, sheet, tools, found)
    marks = _grid(frame, sheet, across, tools)
    for (name, _), row, middle in zip(named, found, sheet.middles, strict=True):
        marks.append(Rule(across.left, middle, across.right, middle, look.grid_width, look.grid_colour))
        if row:
            red = name == chart.highlight if chart.highlight else bool(chart.most) or len(row) > 1
            marks += _row(row, (middle, red), (across, sheet.pitch, frame.width), tools)
        else:
            line, small = missing_line(tools)
            marks.append(tools.text(line, small, across.left + look.label_gap, middle - small - look.label_gap // 2))
    return sheet, clear_of_words(marks, tools)


def _across(frame: Frame, sheet: Rows, tools: Tools, found: list[Found]) -> Across:
    """Ranks from the first to the last; values on an axis that need not begin at zero, for dots have no length."""
    look = tools.look
    labels = [value_line(row[-1][2], look.latest_style, tools)[0].width for row in found if row]
    room = max(labels, default=0) + look.dot + 2 * look.label_gap
    left, right = sheet.left + look.dot * 2, frame.width - room
    if frame.chart.most:
        return Across(left, max(right, left + 1000), Decimal(1), Decimal(frame.chart.most))
    low, high = range_of(replace(frame.chart, kind="line"))
    return Across(left, max(right, left + 1000), low, high)


def _grid(frame: Frame, sheet: Rows, across: Across, tools: Tools) -> list[Mark]:
    """Fine uprights at round values, or at places of rank, each named at its head where it has room."""
    chart, look = frame.chart, tools.look
    size = frame.setter.style(look.grid_style).size
    head = sheet.middles[0] - sheet.pitch // 2
    values = list(grid_values(across.low, across.high, max(look.grid_lines, 1)))
    if chart.most:
        step = 1 if chart.most <= 16 else 5 if chart.most <= 60 else 20
        values = [Decimal(1), *(Decimal(n) for n in range(step if step > 1 else 2, chart.most + 1, step))]
    elif across.low not in values:
        values = [across.low, *values]
    marks: list[Mark] = []
    free = 0
    for number, value in enumerate(values):
        x = across.x(value)
        marks.append(Rule(x, head, x, sheet.foot, look.grid_width, look.grid_colour))
        words = look.rows.rank.format(place=shown(value)) if chart.most and number == 0 else shown(value)
        line = grouped_line((Piece(words, look.grid_style),), frame.setter, frame.setter.layout.table.digit_gap)
        left = min(max(x - line.width // 2, 0), frame.width - line.width)
        if left >= free:
            marks.append(tools.text(line, size, left, head - size - look.label_gap // 2))
            free = left + line.width + look.name_gap
    return marks


def _row(row: Found, place: tuple[int, bool], room: tuple[Across, int, int], tools: Tools) -> list[Mark]:
    """The dots of a row, earlier ones small, and their words where they find room: value and year of the latest first."""
    (across, pitch, width), (middle, red) = room, place
    look = tools.look
    marks: list[Mark] = []
    wishes: list[Wish] = []
    taken: list[Area] = []
    ends = {across.x(value) for _, value, _ in row}
    between: list[Area] = []
    if len(ends) > 1:
        marks.append(Rule(min(ends), middle, max(ends), middle, look.axis_width, look.axis_colour))
        between.append((min(ends), middle - look.axis_width, max(ends), middle + look.axis_width))
    for number, (_, value, datum) in enumerate(row):
        latest = number == len(row) - 1
        radius, x = (look.dot * 5 // 4 if latest else look.rows.dot), across.x(value)
        colour = look.latest_fill.colour if latest and red else look.axis_colour
        if datum.bound:
            half = look.line_width // 2
            marks.append(Disc(x, middle, radius - half, look.ground, colour, look.line_width, tools.element))
        else:
            marks.append(Disc(x, middle, radius, colour, element=tools.element))
        taken.append((x - radius, middle - radius, x + radius, middle + radius))
        line, size = _words(datum, latest, red, tools)
        wishes.append(Wish(line, size, x, middle - radius, middle + radius, beside=radius + look.label_gap, name=latest))
    bounds = (across.left - look.dot * 2, middle - pitch // 2, width, middle + pitch // 2)
    tiers = (wishes, wishes[-1:])
    for tier in tiers:
        places = place_labels(tier, Room(bounds, tuple(taken), tuple(between), look.label_gap // 2, 0))
        if places is not None:
            return [*marks, *(tools.text(wish.line, wish.size, *spot) for wish, spot in zip(tier, places, strict=True))]
    return marks


def _words(datum: Datum, latest: bool, red: bool, tools: Tools) -> tuple[Line, int]:
    """The latest has its value; an earlier one says when it was."""
    look = tools.look
    if latest:
        return value_line(datum, look.latest_style if red else look.value_style, tools)
    words = datum.at.removesuffix("年") or datum.label
    return set_single((Piece(words, look.grid_style),), tools.setter), tools.setter.style(look.grid_style).size
