"""The run of a figure over the years, small enough for a table cell: a thin line, the latest datum red, gaps broken.

A pure function from data to marks within `look.width` × `look.height` (design.md: 72 × 8 pt), its head left corner at 0, 0.
Every sparkline of a column shares one time axis, when all are given the same names in `axis`; each has its own value axis.
"""

from collections.abc import Sequence
from itertools import pairwise

from yearbook.compose.chart_time import neighbours, places_along
from yearbook.model.copy import Datum
from yearbook.model.looks import SparklineLook
from yearbook.model.page import ARTIFACT, Disc, Mark, Path


def sparkline(data: Sequence[Datum], look: SparklineLook, axis: Sequence[str] = (), element: int = ARTIFACT) -> tuple[Mark, ...]:
    """The marks; none for fewer than two values, for one dot tells nothing of a run."""
    values = {datum.at: datum.value for datum in data if datum.value is not None}
    if len(values) < 2:
        return ()
    places = places_along((*axis, *(datum.at for datum in data)))
    low, high = min(values.values()), max(values.values())
    room, inset = look.height - 2 * look.latest_dot, look.latest_dot
    known = {datum.at: datum for datum in data if datum.value is not None}
    spots: list[tuple[int, int, Datum]] = []
    for place, name in enumerate(places.names):
        if name in known:
            share = (values[name] - low) / (high - low) if high > low else (high - high) + 1
            y = inset + room - (int(room * share) if high > low else room // 2)
            x = inset + places.middles[place] * (look.width - 2 * inset) // places.slots
            spots.append((x, y, known[name]))
    marks: list[Mark] = []
    for one, other in pairwise(spots):
        if one[2].basis == other[2].basis:
            dash = () if _next(one[2], other[2], data) else look.dash
            marks.append(Path((one[:2], other[:2]), look.colour, look.line_width, "", dash, element))
    marks += (_dot(spot, spot is spots[-1], look, element) for spot in spots)
    return tuple(marks)


def _next(one: Datum, other: Datum, data: Sequence[Datum]) -> bool:
    """Whether nothing lies between: no gap that is told, no period left out."""
    names = [datum.at for datum in data]
    return neighbours(one.at, other.at) and abs(names.index(other.at) - names.index(one.at)) == 1


def _dot(spot: tuple[int, int, Datum], latest: bool, look: SparklineLook, element: int) -> Disc:
    """The latest datum is red and larger, a lower bound hollow."""
    x, y, datum = spot
    colour, radius = (look.latest_colour, look.latest_dot) if latest else (look.colour, look.dot)
    if datum.bound:
        half = look.line_width // 2
        return Disc(x, y, max(radius, look.latest_dot) - half, look.ground, colour, look.line_width, element)
    return Disc(x, y, radius, colour, element=element)
