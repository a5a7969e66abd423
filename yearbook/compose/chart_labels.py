"""Labels of a chart put where nothing else stands: beside their datum first, then farther away, never over each other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from yearbook.frozen import frozen
from yearbook.model.page import Line

Area = tuple[int, int, int, int]  # left, head, right, foot


@frozen
class Wish:
    """A label and its datum: `x` its middle, `head` and `foot` what it may stand above and below; `up` says which first."""

    line: Line
    size: int
    x: int
    head: int
    foot: int
    up: bool = True
    beside: int = 0  # how far from x a label may stand at the side; 0: never
    name: bool = False  # the name of a series: beside its last datum first, a little higher or lower when others stand there


@frozen
class Room:
    """Where labels may stand, and what they must not touch: other text and data, lines between data."""

    bounds: Area
    taken: tuple[Area, ...]
    lines: tuple[Area, ...]
    gap: int
    reach: int  # how far from its datum a label may go, straight up or down


def place_labels(wishes: Sequence[Wish], room: Room) -> tuple[tuple[int, int], ...] | None:
    """The left head corner of every label, the last datum served first; None when there is no place for one."""
    taken = list(room.taken)
    places: dict[int, tuple[int, int]] = {}
    for index in sorted(range(len(wishes)), reverse=True):
        place = _place(wishes[index], room, taken)
        if place is None:
            return None
        places[index] = place
        left, head, right, foot = _area(place, wishes[index])
        taken.append((left - room.gap, head, right + room.gap, foot))  # two labels on one level read as two
    return tuple(places[index] for index in range(len(wishes)))


def _place(wish: Wish, room: Room, taken: list[Area]) -> tuple[int, int] | None:
    """The first free place: near, then straight above or below as far as the room reaches."""
    barred = (*taken, *room.lines)
    for x, y in chain(_near(wish, room), _far(wish, room)):
        area = _area((x, y), wish)
        if _inside(area, room.bounds) and not any(touch(area, other) for other in barred):
            return x, y
    return None


def _near(wish: Wish, room: Room) -> Iterator[tuple[int, int]]:
    """Above and below the datum, in the middle or shifted to a side, and beside it."""
    width, height = wish.line.width, wish.size
    middle = (wish.head + wish.foot - height) // 2
    if wish.name:
        for step in (0, -1, 1, -2, 2, -3, 3):
            yield wish.x + wish.beside, middle + step * height // 3
    above, below = wish.head - room.gap - height, wish.foot + room.gap
    for y in (above, below) if wish.up else (below, above):
        for x in (wish.x - width // 2, wish.x - width * 3 // 4, wish.x - width // 4, wish.x - width, wish.x):
            yield min(max(x, room.bounds[0]), room.bounds[2] - width), y
    if wish.beside:
        yield wish.x + wish.beside, middle
        yield wish.x - wish.beside - width, middle


def _far(wish: Wish, room: Room) -> Iterable[tuple[int, int]]:
    """Straight above, then straight below, in steps of half its height."""
    width, height = wish.line.width, wish.size
    x = min(max(wish.x - width // 2, room.bounds[0]), room.bounds[2] - width)
    step = max(height // 2, 1)
    first, other = wish.head - room.gap - height, wish.foot + room.gap
    above = [(x, y) for y in range(first, max(room.bounds[1], first - room.reach) - 1, -step)]
    below = [(x, y) for y in range(other, min(room.bounds[3], other + room.reach), step)]
    return above + below if wish.up else below + above


def _area(place: tuple[int, int], wish: Wish) -> Area:
    return place[0], place[1], place[0] + wish.line.width, place[1] + wish.size


def _inside(area: Area, bounds: Area) -> bool:
    return area[0] >= bounds[0] and area[1] >= bounds[1] and area[2] <= bounds[2] and area[3] <= bounds[3]


def touch(one: Area, other: Area) -> bool:
    """Whether two areas have a point in common; edges do not count."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def along(start: tuple[int, int], end: tuple[int, int], thick: int) -> Iterator[Area]:
    """A straight line as small areas, each no longer than a few times its thickness."""
    count = max(1, max(abs(end[0] - start[0]), abs(end[1] - start[1])) // (4 * thick))
    for n in range(count):
        x1, x2 = sorted(start[0] + (end[0] - start[0]) * k // count for k in (n, n + 1))
        y1, y2 = sorted(start[1] + (end[1] - start[1]) * k // count for k in (n, n + 1))
        yield x1, y1 - thick // 2, x2, y2 + thick // 2
