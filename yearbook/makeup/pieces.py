"""Lines cut at runs, so that a title, a label or a link within a line has an element of its own."""

from collections.abc import Iterable, Sequence

from yearbook.frozen import replace
from yearbook.model.page import Line


def cut(line: Line, ends: Iterable[int]) -> list[tuple[int, Line]]:
    """A line cut after so many of its runs each time, and how far each part stands from the line's left edge.

    The parts' texts together are the line's; the marks between the lines stay with the first, within whose text the pen draws them.
    """
    marks = sorted({end for end in ends if 0 < end < len(line.runs)})
    if not marks:
        return [(0, line)]
    parts: list[tuple[int, Line]] = []
    at = 0
    for start, end in zip((0, *marks), (*marks, len(line.runs)), strict=True):
        runs = line.runs[start:end]
        stop = at + sum(len(run.text) for run in runs) if end < len(line.runs) else len(line.text)
        text, left = line.text[at:stop], runs[0].x if start else 0
        width = runs[-1].x + runs[-1].width - left
        if start:
            parts.append((left, Line(tuple(replace(run, x=run.x - left) for run in runs), text, width, line.exact)))
        else:
            parts.append((0, replace(line, runs=runs, text=text, width=width)))
        at = stop
    return parts


def changes(values: Sequence[str]) -> list[int]:
    """Where a value differs from the one before it."""
    return [number for number in range(1, len(values)) if values[number] != values[number - 1]]
