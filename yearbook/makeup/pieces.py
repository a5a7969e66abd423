"""Lines cut at runs, so that a title, a label or a link within a line has an element of its own."""

from collections.abc import Iterable, Sequence

from yearbook.frozen import replace
from yearbook.model.page import Line, Run


def cut(line: Line, ends: Iterable[int]) -> list[tuple[int, Line]]:
    """A line cut after so many of its runs each time, and how far each part stands from the line's left edge.

    The parts' texts together are the line's; marks under it stay with the first, those over it with the characters that they stand over.
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
        over = _over(line, left, line.runs[end].x if end < len(line.runs) else None)
        if start:
            moved = tuple(replace(run, x=run.x - left) for run in runs)
            parts.append((left, Line(moved, text, width, line.exact, over=over)))
        else:
            parts.append((0, replace(line, runs=runs, text=text, width=width, over=over)))
        at = stop
    return parts


def _over(line: Line, left: int, right: int | None) -> tuple[Run, ...]:
    """What stands over a part of a line, by its middle, from the left edge of that part."""
    found = (run for run in line.over if left <= run.x + run.width // 2 and (right is None or run.x + run.width // 2 < right))
    return tuple(replace(run, x=run.x - left) for run in found)


def cut_to_read_on(line: Line, ends: Iterable[int]) -> list[tuple[int, Line]]:
    """A line cut where it `may_part`, its parts told where the next begins, that readers find neither gap nor new line there.

    A word space at a cut belongs to neither part: readers find it in the white.
    """
    parts = cut(line, ends)
    for number, (left, part) in enumerate(parts[:-1]):
        after, following = parts[number + 1]
        spaced = following.text.startswith(" ")
        parts[number] = (left, replace(part, next_x=part.width if spaced else after - left))
        if spaced:
            parts[number + 1] = (after, replace(following, text=following.text[1:]))
    return parts


def changes(values: Sequence[str]) -> list[int]:
    """Where a value differs from the one before it."""
    return [number for number in range(1, len(values)) if values[number] != values[number - 1]]
