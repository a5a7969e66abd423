"""Parts of a whole: a bar of a hundred per cent a row, parts named above or below it; no pies."""

from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from yearbook.compose.chart_bars import value_inside
from yearbook.compose.chart_drawing import Tools, value_line
from yearbook.compose.chart_fills import fill_marks, fill_of
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_key import key_marks
from yearbook.compose.chart_labels import Room, Wish, place_labels
from yearbook.compose.chart_row_names import Rows, rows_of
from yearbook.compose.paragraph import Piece, set_single
from yearbook.frozen import replace
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Line, Mark, Rule

Part: TypeAlias = tuple[int, Datum]  # number of its series, datum


def share_rows(frame: Frame, tools: Tools) -> tuple[Rows, list[Mark]]:
    """The rows and all marks but their names. One whole whose parts have room are named above it, others in a key."""
    chart, look = frame.chart, tools.look
    parts = by_row(chart)
    names = list(parts)
    if len(names) == 1:
        direct = _named(frame, tools, parts[names[0]])
        if direct:
            return direct
    keyed = _valued(chart) if len(names) == 1 else chart
    key, top = key_marks(keyed, tools, frame.width, frame.top + frame.setter.layout.caption.drop)
    above = top - frame.top + look.label_gap if key else look.label_gap
    size = frame.setter.style(look.value_style).size
    crowded = len(names) > 1 and not all(_fits(row, frame.width * 3 // 5, tools) for row in parts.values())
    least = look.rows.share_bar + look.rows.share_bar // 2 + (2 * (size + look.label_gap) if crowded else 0)
    sheet = rows_of(frame, tools, [(name, "") for name in names], (least, above, 0))
    marks: list[Mark] = list(key)
    for name, middle in zip(names, sheet.middles, strict=True):
        marks += _bar(frame, tools, parts[name], (sheet.left, middle, sheet.pitch))
    return sheet, marks


def _valued(chart: Chart) -> Chart:
    """The chart whose parts have their values behind their names: for a key that leaves none out."""
    return replace(chart, series=tuple((f"{name} {data[0].label}", data) for name, data in chart.series))


def by_row(chart: Chart) -> dict[str, list[Part]]:
    """Row → its parts with a value, in the order of the series."""
    found: dict[str, list[Part]] = {}
    for number, (_, data) in enumerate(chart.series):
        for datum in data:
            row = found.setdefault(datum.at, [])
            if datum.value:
                row.append((number, datum))
    return found


def _ends(row: list[Part], left: int, width: int) -> list[tuple[int, int]]:
    """From where to where each part goes; together they fill the bar."""
    total = sum((datum.value or Decimal(0) for _, datum in row), Decimal(0))
    ends, so_far = [left], Decimal(0)
    for _, datum in row:
        so_far += datum.value or Decimal(0)
        ends.append(left + int(so_far / total * width))
    return list(pairwise(ends))


def _fits(row: list[Part], width: int, tools: Tools) -> bool:
    """Whether every value has room inside its part."""
    ends = _ends(row, 0, width)
    widths = [value_line(datum, tools.look.value_style, tools)[0].width for _, datum in row]
    return all(wide < end - start for wide, (start, end) in zip(widths, ends, strict=True))


def _bar(frame: Frame, tools: Tools, row: list[Part], place: tuple[int, int, int]) -> list[Mark]:
    """One bar, values inside their parts, or over and under it where they have no room there."""
    look, chart = tools.look, frame.chart
    left, middle, pitch = place
    thick = min(look.rows.share_bar, pitch)
    head = middle - thick // 2
    marks: list[Mark] = []
    wishes: list[Wish] = []
    for (number, datum), (start, end) in zip(row, _ends(row, left, frame.width - left), strict=True):
        fill = fill_of(chart, number, look)
        marks += fill_marks((start, head, end - start, thick), fill, tools)
        marks.append(Rule(start, head, start, head + thick, look.axis_width, look.ground))
        inside = value_inside((start, head, end - start, thick), datum, fill, tools)
        marks += inside
        if not inside and datum.label and len(by_row(chart)) > 1:
            line, size = value_line(datum, look.value_style, tools)
            wishes.append(Wish(line, size, (start + end) // 2, head, head + thick))
    bounds = (left, middle - pitch // 2, frame.width, middle + pitch // 2)
    places = place_labels(wishes, Room(bounds, ((left, head, frame.width, head + thick),), (), look.label_gap // 2, 0))
    return [*marks, *(tools.text(wish.line, wish.size, x, y) for wish, (x, y) in zip(wishes, places or (), strict=False))]


def _named(frame: Frame, tools: Tools, row: list[Part]) -> tuple[Rows, list[Mark]] | None:
    """One whole with the name and value of each part above it; None where two would touch."""
    chart, look, setter = frame.chart, tools.look, frame.setter
    size, value_size = setter.style(look.label_style).size, setter.style(look.value_style).size
    drop = setter.layout.caption.drop
    ends = _ends(row, 0, frame.width)
    labels: list[tuple[Line, Line]] = []
    for number, datum in row:
        name = set_single((Piece(chart.series[number][0], look.label_style),), setter)
        labels.append((name, value_line(datum, look.value_style, tools)[0]))
    gap = look.name_gap * 2
    for (start, end), both in zip(ends, labels, strict=True):
        if max(line.width for line in both) + gap > end - start:
            return None
    above = drop + size + look.label_gap // 2 + value_size + look.label_gap
    sheet = rows_of(frame, tools, [("", "")], (look.rows.share_bar + look.label_gap, above, 0))
    head = sheet.middles[0] - look.rows.share_bar // 2
    marks: list[Mark] = []
    for (number, _), (start, end), (name, value) in zip(row, ends, labels, strict=True):
        marks += fill_marks((start, head, end - start, look.rows.share_bar), fill_of(chart, number, look), tools)
        if start:
            marks.append(Rule(start, head, start, head + look.rows.share_bar, look.axis_width, look.ground))
        top = head - look.label_gap - value_size
        marks.append(tools.text(name, size, start, top - look.label_gap // 2 - size))
        marks.append(tools.text(value, value_size, start, top))
    return sheet, marks
