"""Charts along rows: names at the left, one row a datum; bars lying on zero, parts of a hundred, targets, dots."""

from collections.abc import Callable

from yearbook.compose.chart_dots import dot_rows
from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_lying import lying_bars
from yearbook.compose.chart_row_names import Rows
from yearbook.compose.chart_share import share_rows
from yearbook.compose.chart_target import target_rows
from yearbook.model.page import Mark

DRAW: dict[str, Callable[[Frame, Tools], tuple[Rows, list[Mark]]]] = {
    "hbar": lying_bars, "share": share_rows, "target": target_rows, "dots": dot_rows,
}  # fmt: skip


def rows(frame: Frame, tools: Tools) -> tuple[int, list[Mark]]:
    """The lines that the chart takes, and its marks."""
    sheet, marks = DRAW[frame.chart.kind](frame, tools)
    return sheet.lines, [*marks, *sheet.names]
