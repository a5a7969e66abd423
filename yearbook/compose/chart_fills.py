"""Fills of bars as plain marks: a colour, and lines or dots clipped to the bar, so that series differ in black and white."""

from collections.abc import Iterator

from yearbook.compose.chart_drawing import Tools
from yearbook.model.chart_looks import ChartLook, FillLook
from yearbook.model.copy import Chart
from yearbook.model.page import Box, Disc, Mark, Rule

Frame = tuple[int, int, int, int]  # left, head, width, height


def fill_of(chart: Chart, number: int, look: ChartLook) -> FillLook:
    """The fill of a series among several: the last, or the one to stand out, is red; parts of a whole have no last.

    Why the first of a whole is dark only when nothing is red: both would be one tone in black and white.
    """
    names = [name for name, _ in chart.series]
    accent = names.index(chart.highlight) if chart.highlight in names else -1
    if chart.kind in ("stacked", "share"):
        if accent < 0:
            return look.first_fill if number == 0 else look.fills[(number - 1) % len(look.fills)]
    elif accent < 0:
        accent = len(names) - 1
    if number == accent:
        return look.latest_fill
    return look.fills[(number - (number > accent)) % len(look.fills)]


def fill_marks(frame: Frame, fill: FillLook, tools: Tools) -> list[Mark]:
    """A rectangle in a fill."""
    x, y, width, height = frame
    look, element = tools.look, tools.element
    if width <= 0 or height <= 0:
        return []
    if fill.hatch == "none":
        return [Box(x, y, width, height, fill.colour, element=element)]
    marks: list[Mark] = [Box(x, y, width, height, fill.colour, fill.line, look.hatch_width, element)]
    if fill.hatch == "dots":
        return marks + list(_dots(frame, fill, tools))
    return marks + [Rule(*ends, look.hatch_width, fill.line, (), element) for ends in _lines(frame, fill.hatch, look.hatch_gap)]


def _lines(frame: Frame, hatch: str, gap: int) -> Iterator[tuple[int, int, int, int]]:
    """The ends of the lines of a hatch, clipped to its frame; slanting ones go at 45°, `gap` apart along the edge."""
    x, y, width, height = frame
    if hatch == "level":
        for down in range(gap, height, gap):
            yield x, y + down, x + width, y + down
        return
    step = gap * 7 // 5  # √2: as far apart as level lines are
    for along in range(step, width + height, step):
        left, foot = max(along - height, 0), min(along, height)
        right, head = min(along, width), max(along - width, 0)
        if hatch in ("rising", "crossed"):
            yield x + left, y + foot, x + right, y + head
        if hatch in ("falling", "crossed"):
            yield x + width - left, y + foot, x + width - right, y + head


def _dots(frame: Frame, fill: FillLook, tools: Tools) -> Iterator[Disc]:
    """Dots in staggered rows, none of them cut."""
    x, y, width, height = frame
    gap, radius = tools.look.hatch_gap, tools.look.hatch_width
    for row, down in enumerate(range(gap // 2, height - radius, gap * 6 // 7)):
        for right in range(gap // 2 + (row % 2) * gap // 2, width - radius, gap):
            yield Disc(x + right, y + down, radius, fill.line, element=tools.element)
