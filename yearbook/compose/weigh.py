"""The lines of a paragraph weighed together: of all ways to break it, the one with the least sum of costs.

Places are numbers of characters, as in breaks.py; lengths in milli units. What a line is as a whole (its width, what it can
give and take) is a difference of two sums, so that a line costs the same however long it is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

from yearbook.compose.measured import Measured
from yearbook.frozen import frozen

if TYPE_CHECKING:
    from yearbook.compose.breaks import Breaker

HUGE = 10**9
INSIDE, SOFT, LONE = 400, 250, 8000  # costs of a line that ends inside a name or amount, at a soft place, of a lone character
SQUARE, PAST = 60, 50  # of a stretched line: what its square is divided by, what a thousandth of an em past the bound costs
TOO_LOOSE = 300  # 1/1000 em: a line this loose is offered only when no better one begins there
ILLEGAL = -1
BITS, PLACE = 32, (1 << 32) - 1  # of a place beside a cost
LETTERS = "H0a%"  # classes of what is no mark
PULLED = 5  # characters more than on the natural line that compressing is tried for
_NEVER = 1 << 160  # dearer than any line, even one that nothing in it lets stretch


@frozen
class Sums:
    """A paragraph by place, 0 to the number of its characters; what is said of a line's end is so without the spaces it ends in."""

    left: list[int]  # where a line that begins here stands, its first mark trimmed
    right: list[int]  # where a line that ends here ends, its last mark trimmed, its hyphen drawn
    seen: Sequence[int]  # the place without the spaces before it
    give: list[int]  # what the whites before a place can be compressed by
    room: list[int]  # what word spaces and gaps before a place can take
    free: list[int]  # how many boundaries up to a place stretch
    widest: list[int]  # where a line that ends here ends when its spaces and gaps have taken all they can
    joints: list[int]  # as free, before the end of a line that ends here
    penalty: list[int]  # of a line that ends here, or ILLEGAL


def sums_of(b: "Breaker") -> Sums:
    """The sums of a measured paragraph, by C-speed built-ins: some 40 µs for 250 characters."""
    m, count = b.text, len(b.text.text)
    right, seen = ends_of(b)
    give, room, free = [0] * (count + 1), [0] * (count + 1), [1] * (count + 1)
    for at, white in zip(m.white_at, m.whites, strict=True):
        give[at] += white.give
        room[at] += white.room
    for at in m.tied:
        free[at] = 0
    give, room, free = (list(accumulate(amounts)) for amounts in (give, room, free))
    if m.spaced:
        widest, joints = [right[k] + room[at - 1] for k, at in enumerate(seen)], [free[at - 1] for at in seen]
    else:
        widest, joints = [0, *map(add, right[1:], room)], [0, *free]
    return Sums(m.left, right, seen, give, room, free, widest, joints, _penalties(b))


def ends_of(b: "Breaker") -> tuple[list[int], Sequence[int]]:
    """The `right` and `seen` of Sums."""
    m, right = b.text, b.text.right
    if b.soft:
        right = right[:]
        for at, soft in b.soft.items():
            right[at] += soft.hyphen
    if not m.spaced:
        return right, range(len(m.classes) + 1)
    seen = list(range(len(m.classes) + 1))
    for at, kind in enumerate(m.classes):
        if kind in "_S" and at:
            seen[at + 1] = seen[at]
    return [right[at] for at in seen], seen


def _penalties(b: "Breaker") -> list[int]:
    classes, forbidden = b.text.classes, b.rules.forbidden
    penalty = [ILLEGAL, *map(costs_of(forbidden).__getitem__, map(add, classes, classes[1:])), 0]
    for at in b.soft:
        penalty[at] = SOFT
    for at in b.barred:
        if classes[at - 1 : at + 1] not in forbidden:
            penalty[at] = ILLEGAL
    for at in b.discouraged:
        if penalty[at] != ILLEGAL:
            penalty[at] += INSIDE
    return penalty


class _Costs(dict[str, int]):
    """What a line end between two classes costs before all else: nothing, or ILLEGAL."""

    def __init__(self, forbidden: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(forbidden, ILLEGAL))

    def __missing__(self, pair: str) -> int:
        self[pair] = 0
        return 0


costs_of = lru_cache(maxsize=8)(_Costs)


def best_lines(b: "Breaker") -> tuple[tuple[int, int], ...]:
    """The lines with the least sum of costs, of equal ones those that end first; empty when the text cannot be set without fault.

    Places are taken up by what the lines before them cost, the least first, so that the dear ones are never looked at:
    a third of those that could be reached. A cost and a place are kept as one number, the cost above the place.
    """
    count, sums = len(b.text.text), sums_of(b)
    best = [_NEVER] * (count + 1)  # by place: the cost so far, and the start of the line that ends here
    best[0] = 0
    open_ = [0]
    while open_:
        first = heappop(open_)
        so_far, i = first >> BITS, first & PLACE
        if i == count:
            return _traced(best, count)
        if so_far > best[i] >> BITS:
            continue  # found cheaper meanwhile
        for k, cost in candidates(b, sums, i):
            reached, known = so_far + cost << BITS | i, best[k]
            if reached < known:
                best[k] = reached
                if reached >> BITS < known >> BITS:
                    heappush(open_, reached - i + k)
    return ()


def _traced(best: list[int], count: int) -> tuple[tuple[int, int], ...]:
    lines, k = [], count
    while k > 0:
        i = best[k] & PLACE
        lines.append((i, k))
        k = i
    return tuple(reversed(lines))


def candidates(b: "Breaker", sums: Sums, i: int) -> list[tuple[int, int]]:
    """Ends that a line from i could have, with their costs: compressed ones above the natural end, stretched ones below.

    The hottest function of composing: 5 µs.
    """
    m, count = b.text, len(b.text.text)
    right, seen, penalty, give, widest, joints = sums.right, sums.seen, sums.penalty, sums.give, sums.widest, sums.joints
    reach = b.measure_of(i) + sums.left[i]
    if reach >= right[count]:
        return [(count, _alone(m, i))]
    natural = natural_end(m, right, b.measure_of(i), i)
    found: list[tuple[int, int]] = []
    for k in range(natural + 1, min(natural + PULLED + 1, count + 1)):
        over, least = reach - right[k], give[seen[k] - 1] - give[i]
        if over + least < 0:
            break
        if penalty[k] >= 0:
            found.append((k, penalty[k] + (-over * 100 // least if over < 0 else 0) + (_alone(m, i) if k == count else 0)))
    far, first, em, bound = reach + sums.room[i], sums.free[i], m.em, b.rules.loose
    for k in range(natural, i, -1):
        cost, rest = penalty[k], far - widest[k]
        if cost < 0:
            continue
        if rest > 0:
            stretched = joints[k] - first
            loose = rest * 1000 // (stretched * em) if stretched > 0 else HUGE
            if loose > TOO_LOOSE and found:
                break
            cost += stretch_cost(loose, bound) if loose > bound else loose * loose // SQUARE
        found.append((k, cost + (_alone(m, i) if k == count else 0)))
        if rest > 0 and loose > TOO_LOOSE:
            break
    return found


def natural_end(m: Measured, right: Sequence[int], measure: int, i: int) -> int:
    """The last place at which the uncompressed line from i still fits on a measure; at least one character on.

    `right` is that of Sums: marks at the edges are trimmed to half (GB/T 15834 5.1.10).
    """
    reach = measure + m.left[i]
    k = max(bisect_right(m.ends, m.starts[i] + measure) - 1, i + 1)
    last = len(right) - 2
    while k < last and right[k + 1] <= reach:
        k += 1
    while k > i + 1 and right[k] > reach:
        k -= 1
    return k


def stretch_cost(loose: int, bound: int) -> int:
    """Badness of a stretched line: square of the white per joint; past the bound every thousandth of an em tells."""
    return loose * loose // SQUARE + (PAST * (loose - bound) if loose > bound else 0)


def _alone(m: Measured, i: int) -> int:
    """The cost of a last line from i."""
    return LONE if i and lone(m, i, len(m.text)) else 0


def lone(m: Measured, i: int, k: int) -> bool:
    """孤字: whether characters i … k are a single character, marks not counted (CLREQ; GB/T 15834 5.1.11)."""
    return sum(1 for letter in m.classes[i:k] if letter in LETTERS) <= 1
