"""Dashed lines as the dashes themselves. OFD has a DashPattern, but not every reader draws one, and in charts dashes tell something."""

from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise
from math import hypot

Point = tuple[int, int]


def dashes(points: Sequence[Point], pattern: Sequence[int]) -> Iterator[list[Point]]:
    """The polylines that a pattern (on, off) leaves of one; a dash goes round corners, as in a PDF."""
    if sum(pattern) <= 0:
        yield list(points)
        return
    lengths = cycle(pattern)
    left: float = next(lengths)  # how much of this dash or gap is still to come
    drawn = True
    dash = [points[0]]
    for (x1, y1), (x2, y2) in pairwise(points):
        whole = hypot(x2 - x1, y2 - y1)
        at = 0.0
        while whole - at > left:
            at += left
            place = (round(x1 + (x2 - x1) * at / whole), round(y1 + (y2 - y1) * at / whole))
            if drawn:
                yield [*dash, place]
            dash, drawn, left = [place], not drawn, next(lengths)
        left -= whole - at
        dash.append((x2, y2))
    if drawn and dash[0] != dash[-1]:
        yield dash
