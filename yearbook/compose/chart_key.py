"""The key of a chart whose names find no room at their data: a patch or a stroke before each name, in rows."""

from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_fills import fill_marks, fill_of
from yearbook.compose.chart_lines import aimed, dot_marks
from yearbook.compose.paragraph import Piece, set_paragraph
from yearbook.frozen import replace
from yearbook.model.copy import Chart
from yearbook.model.page import Mark, Path


def key_marks(chart: Chart, tools: Tools, width: int, top: int) -> tuple[list[Mark], int]:
    """The names of several series from `top` on; and where the last row ends."""
    style = tools.look.label_style
    size = tools.setter.style(style).size
    marks: list[Mark] = []
    names = [(number, name) for number, (name, _) in enumerate(chart.series) if name]
    if len(chart.series) < 2 or not names:
        return marks, top
    x, patch = 0, size * 2 if chart.kind == "line" else size
    lines_down = 1
    for number, name in names:
        lines = set_paragraph((Piece(name, style),), tools.setter, width - patch - size // 2, align="left")
        need = patch + size // 2 + max(line.width for line in lines)
        if x and x + need > width:
            x, top, lines_down = 0, top + size * (lines_down * 3) // 2, 1
        marks += _patch(chart, number, (x, top, patch, size), tools)
        for down, line in enumerate(lines):
            marks.append(tools.text(line, size, x + patch + size // 2, top + down * size * 3 // 2))
        lines_down = max(lines_down, len(lines))
        x += need + size * 3 // 2
    return marks, top + size * (lines_down * 3 - 1) // 2


def _patch(chart: Chart, number: int, frame: tuple[int, int, int, int], tools: Tools) -> list[Mark]:
    """A piece of what stands for the series: its fill, or its line with a dot."""
    x, top, width, size = frame
    if chart.kind != "line":
        return fill_marks((x, top + size // 10, width, size * 4 // 5), fill_of(chart, number, tools.look), tools)
    stroke = tools.look.strokes[number % len(tools.look.strokes)]
    name, data = chart.series[number]
    datum = replace(next((one for one in data if one.value is not None), data[0]), bound=False)
    middle = top + size // 2
    target = aimed(name, datum, tools.look)
    line: list[Mark] = []
    if not target:
        line.append(Path(((x, middle), (x + width, middle)), stroke.colour, stroke.width, "", stroke.dash, tools.element))
    return line + dot_marks((x + width // 2, middle, datum), stroke, target, tools)
