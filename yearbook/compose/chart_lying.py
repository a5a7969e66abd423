"""Bars lying on zero, each with its value at its end: for names that are long, and for many of them."""

from decimal import Decimal

from yearbook.compose.chart_bars import single_fill
from yearbook.compose.chart_drawing import Tools, value_line
from yearbook.compose.chart_fills import fill_marks, fill_of
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_key import key_marks
from yearbook.compose.chart_row_names import Rows, rows_of
from yearbook.compose.chart_scale import known, places_of, range_of
from yearbook.compose.paragraph import Piece, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.chart_looks import FillLook
from yearbook.model.copy import Datum
from yearbook.model.page import Box, Line, Mark, Path, Rule


@frozen
class Across:
    """The value axis of rows: `low` at x `left`, `high` at x `right`."""

    left: int
    right: int
    low: Decimal
    high: Decimal

    def x(self, value: Decimal) -> int:
        """Where a value stands."""
        return self.left + int((value - self.low) / (self.high - self.low) * (self.right - self.left))


def lying_bars(frame: Frame, tools: Tools) -> tuple[Rows, list[Mark]]:
    """The rows and all marks but their names; groups of several series have a key above them."""
    chart, look = frame.chart, tools.look
    places = places_of(chart)
    count = len(chart.series)
    key, top = key_marks(chart, tools, frame.width, frame.top + frame.setter.layout.caption.drop)
    asides = {datum.at: datum.aside for _, data in chart.series for datum in data if datum.aside}
    above = (top - frame.top if key else 0) + look.label_gap * 2
    size = frame.setter.style(look.value_style).size
    least = max(look.rows.pitch, count * max(look.rows.bar, size) * 5 // 4 + size // 2) if count > 1 else look.rows.pitch
    sheet = rows_of(frame, tools, [(name, asides.get(name, "")) for name in places.names], (least, above, 0))
    thick = min(look.rows.bar, max(sheet.pitch * 4 // 5 // count, look.axis_width))
    labelled = sheet.pitch * 4 // 5 // count >= size
    across = _across(frame, sheet, tools, labelled)
    marks = list(key)
    told: set[int] = set()
    for number, (_, data) in enumerate(chart.series):
        found = known(data, places)
        for place, value, datum in found:
            told.add(place)
            latest = place == found[-1][0] if places.timed else None
            fill = fill_of(chart, number, look) if count > 1 else single_fill(chart, datum, latest, look)
            slot = sheet.pitch * 4 // 5 // count
            middle = sheet.middles[place] + (2 * number - count + 1) * slot // 2
            marks += lying_bar((across.x(Decimal(0)), across.x(value), middle, thick), fill, datum.bound, tools)
            if labelled and datum.label:
                marks.append(_value(across, middle, (value, datum, fill is look.latest_fill), tools))
    zero = across.x(Decimal(0))
    for place, middle in enumerate(sheet.middles):
        if place not in told:
            marks.append(_missing(zero, middle, tools))
    marks.append(Rule(zero, sheet.middles[0] - sheet.pitch // 2, zero, sheet.foot, look.axis_width, look.axis_colour))
    return sheet, marks


def _across(frame: Frame, sheet: Rows, tools: Tools, labelled: bool) -> Across:
    """The axis, with room for the labels at the ends of the bars."""
    low, high = range_of(frame.chart)
    gap = tools.look.label_gap + tools.look.bound_gap
    widths: dict[bool, int] = {True: 0, False: 0}
    for datum in (datum for _, data in frame.chart.series for datum in data if labelled and datum.value is not None):
        line, _ = value_line(datum, tools.look.latest_style, tools)
        side = datum.value is not None and datum.value >= 0
        widths[side] = max(widths[side], line.width + gap)
    left, right = sheet.left + widths[False], frame.width - widths[True]
    across = Across(left, max(right, left + 1000), low, high)
    wide = tools.look.label_gap + missing_line(tools)[0].width
    if across.x(Decimal(0)) + wide <= frame.width or None not in (datum.value for _, data in frame.chart.series for datum in data):
        return across
    return Across(left, max(min(right, frame.width - wide), left + 1000), low, high)  # 缺 stands beside an axis at the far end


def lying_bar(bar: tuple[int, int, int, int], fill: FillLook, bound: bool, tools: Tools) -> list[Mark]:
    """A bar from zero to its value about a middle; a lower bound is hollow and open at its end."""
    zero, end, middle, thick = bar
    look, element = tools.look, tools.element
    head = middle - thick // 2
    if not bound:
        return fill_marks((min(zero, end), head, abs(end - zero), thick), fill, tools)
    colour = look.latest_fill.colour if fill is look.latest_fill else look.bound_colour
    beyond = end + look.bound_gap if end >= zero else end - look.bound_gap
    marks: list[Mark] = [Box(min(zero, end), head, abs(end - zero), thick, look.bound_fill, element=element)]
    line = min(look.line_width, thick // 6)
    for side in (head + line // 2, head + thick - line // 2):
        marks.append(Path(((zero, side), (end, side)), colour, line, element=element))
        marks.append(Rule(end, side, beyond, side, line, colour, look.dash, element))
    return marks


def _value(across: Across, middle: int, told: tuple[Decimal, Datum, bool], tools: Tools) -> Mark:
    """The value beyond the end of its bar."""
    value, datum, red = told
    look = tools.look
    line, size = value_line(datum, look.latest_style if red else look.value_style, tools)
    gap = look.label_gap + (look.bound_gap if datum.bound else 0)
    x = across.x(value)
    return tools.text(line, size, x + gap if value >= 0 else x - gap - line.width, middle - size // 2)


def _missing(zero: int, middle: int, tools: Tools) -> Mark:
    line, size = missing_line(tools)
    return tools.text(line, size, zero + tools.look.label_gap, middle - size // 2)


def missing_line(tools: Tools) -> tuple[Line, int]:
    """缺, and its size."""
    look = tools.look
    line = set_single((Piece(look.missing, look.grid_style, scale=tools.scale),), tools.setter)
    return line, tools.setter.style(look.grid_style).size * tools.scale // 1000


def smaller(tools: Tools) -> Tools:
    """The same with the smallest type of the look."""
    return replace(tools, scale=int(tools.look.scales[-1] * 1000))
