"""Target against outcome: a pale band to a hundred, a red bar within it, an ink line at a hundred through all rows."""

from decimal import Decimal

from yearbook.compose.chart_drawing import Tools, value_line
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_lying import Across, lying_bar, missing_line
from yearbook.compose.chart_row_names import Rows, rows_of
from yearbook.compose.paragraph import Piece, set_single
from yearbook.model.page import Box, Mark, Rule

HUNDRED = Decimal(100)


def target_rows(frame: Frame, tools: Tools) -> tuple[Rows, list[Mark]]:
    """The rows and all marks but their names."""
    look, rows = tools.look, tools.look.rows
    data = [datum for _, one in frame.chart.series for datum in one]
    hundred = set_single((Piece(rows.hundred, look.label_style),), frame.setter)
    size = frame.setter.style(look.label_style).size
    above = frame.setter.layout.caption.drop + size + look.label_gap
    least = max(rows.pitch, rows.band + look.label_gap)
    sheet = rows_of(frame, tools, [(datum.at, datum.aside) for datum in data], (least, above, 0))
    lines = [value_line(datum, look.value_style, tools)[0] for datum in data if datum.value is not None]
    reserve = max((line.width for line in lines), default=0) + 2 * look.label_gap + look.bound_gap
    low = min([Decimal(0), *(datum.value for datum in data if datum.value is not None)])
    high = max([HUNDRED, *(datum.value for datum in data if datum.value is not None)])
    left = sheet.left + (reserve if low < 0 else 0)
    across = Across(left, max(frame.width - reserve, left + 1000), low, high)
    zero, full = across.x(Decimal(0)), across.x(HUNDRED)
    marks: list[Mark] = []
    for datum, middle in zip(data, sheet.middles, strict=True):
        marks.append(Box(zero, middle - rows.band // 2, full - zero, rows.band, rows.band_colour, element=tools.element))
        if datum.value is None:
            line, small = missing_line(tools)
            marks.append(tools.text(line, small, zero + look.label_gap, middle - small // 2))
            continue
        end = across.x(datum.value)
        marks += lying_bar((zero, end, middle, rows.band // 2), look.latest_fill, datum.bound, tools)
        line, small = value_line(datum, look.value_style, tools)
        x = max(end + (look.bound_gap if datum.bound else 0), full + rows.line) + look.label_gap
        marks.append(tools.text(line, small, x, middle - small // 2))
    head = sheet.middles[0] - sheet.pitch // 2
    marks.append(Rule(full, head, full, sheet.foot, rows.line, look.axis_colour))
    x = min(max(full - hundred.width // 2, sheet.left), frame.width - hundred.width)
    marks.append(tools.text(hundred, size, x, head - look.label_gap // 2 - size))
    return sheet, marks
