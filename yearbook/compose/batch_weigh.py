"""The lines of many paragraphs weighed together: the best lines of each, as weigh.best_lines finds them, found for all at once.

From round to round all places are looked at that were reached at less cost than before. What no path cheaper than a bound reaches is
not looked at, so that the bound is raised for the few paragraphs whose best lines are dear.
"""

from typing import NamedTuple

import numpy as np

from yearbook.compose.batch_breaks import Lines, Sums, in_order, lone, looseness, measure_of, natural_end
from yearbook.compose.batch_faces import Flags, Numbers, each_once
from yearbook.compose.weigh import BITS, ILLEGAL, LONE, PAST, PLACE, PULLED, SQUARE, TOO_LOOSE

_BOUNDS = 300, 3000  # costs: four paragraphs of five have lines cheaper than the first, nearly all than the second
_NEVER = 1 << 62
_MORE = np.arange(1, PULLED + 1)
_LESS = np.arange(8)  # characters less that are looked at together: on most measures a line that wants more is too loose
_DEAR = 30_000  # 1/1000 em: a line so loose costs more than any bound


def best_lines(s: Sums, paragraphs: Numbers) -> Lines:
    """The lines of those paragraphs whose best lines are found below the bounds and are not loose."""
    weighing = _Weighing(s)
    found, left = [], paragraphs
    for bound in _BOUNDS:
        lines, left = weighing.lines(left, bound)
        found.append(lines)
    lines = in_order(found)
    reach = measure_of(s, lines.owner, lines.first) + s.joined.left[lines.first]
    loose = (looseness(s, lines.first, reach, lines.end) > s.joined.rules.loose) & (lines.end < s.last[lines.owner])
    return lines.of(~np.isin(lines.owner, lines.owner[loose]))


class _Ways(NamedTuple):
    """Lines that could be: where from, where to, at what cost."""

    first: Numbers
    end: Numbers
    cost: Numbers


class _Weighing:
    """Places by the least cost that reaches them, above the place where the line that ends there begins."""

    def __init__(self, s: Sums) -> None:
        self._sums = s
        self._owner = np.repeat(np.arange(len(s.last)), s.joined.count + 1)

    def lines(self, paragraphs: Numbers, bound: int) -> tuple[Lines, Numbers]:
        """The best lines of paragraphs that have any below the bound, and the paragraphs that have none."""
        s, owner = self._sums, self._owner
        best = np.full(len(owner), _NEVER, np.int64)
        begin = s.joined.base[paragraphs]
        best[begin] = 0
        while len(begin):
            ways = self._ways(owner[begin], begin)
            reached = ((best[ways.first] >> BITS) + ways.cost << BITS) | ways.first
            least = np.minimum(best[s.last[owner[ways.first]]] >> BITS, bound)
            kept = np.flatnonzero(reached >> BITS <= least)
            end, reached = ways.end[kept], reached[kept]
            before = best[end] >> BITS
            np.minimum.at(best, end, reached)
            begin = each_once(end[best[end] >> BITS < before], len(owner))
            begin = begin[begin < s.last[owner[begin]]]
        done = best[s.last[paragraphs]] >> BITS <= bound
        return self._traced(best, paragraphs[done]), paragraphs[~done]

    def _traced(self, best: Numbers, paragraphs: Numbers) -> Lines:
        s, end = self._sums, self._sums.last[paragraphs]
        lines = [Lines(paragraphs[:0], end[:0], end[:0])]
        while len(paragraphs):
            lines.append(Lines(paragraphs, begin := best[end] & PLACE, end))
            more = begin > s.joined.base[paragraphs]
            paragraphs, end = paragraphs[more], begin[more]
        return in_order(lines)

    def _ways(self, paragraphs: Numbers, begin: Numbers) -> _Ways:
        """The ends that lines from these places could have, with their costs, as weigh.candidates."""
        s, last, measure = self._sums, self._sums.last[paragraphs], measure_of(self._sums, paragraphs, begin)
        reach = measure + s.joined.left[begin]
        alone = np.where((begin != s.joined.base[paragraphs]) & lone(s, begin, last), LONE, 0)
        ends = reach >= s.right[last]
        on = np.flatnonzero(~ends)
        first, far, most = (column[on, np.newaxis] for column in (begin, reach, last))
        natural = natural_end(s, begin[on], measure[on], last[on])[:, np.newaxis]
        pulled = self._pulled(first, far, natural, most)
        pulled = _Tried(pulled.taken, pulled.end, pulled.cost + np.where(pulled.end == most, alone[on, np.newaxis], 0))
        ways = [(begin[ends], last[ends], alone[ends]), pulled.of(begin[on])]
        found: Flags = np.logical_or.reduce(pulled.taken, axis=1)
        rows, less = np.arange(len(on)), _LESS
        while len(rows):
            pushed, more = self._pushed(first[rows], far[rows], natural[rows] - less, found[rows])
            ways.append(pushed.of(begin[on[rows]]))
            found[rows] |= np.logical_or.reduce(pushed.taken, axis=1)
            rows, less = rows[more], less + len(less)
        return _Ways(*(np.concatenate(column) for column in zip(*ways, strict=True)))

    def _pulled(self, first: Numbers, reach: Numbers, natural: Numbers, last: Numbers) -> "_Tried":
        """Lines longer than natural, as far as they can be compressed."""
        s, end = self._sums, natural + _MORE
        there = end <= last
        end = np.minimum(end, last)
        over, least = reach - s.right[end], s.inner[end] - s.give[first]
        fits = np.logical_and.accumulate(there & (over + least >= 0), axis=1)
        cost = s.penalty[end] + np.where(over < 0, -over * 100 // np.maximum(least, 1), 0)
        return _Tried(fits & (s.penalty[end] != ILLEGAL), end, cost)

    def _pushed(self, first: Numbers, reach: Numbers, end: Numbers, found: Flags) -> "tuple[_Tried, Flags]":
        """Lines that are stretched to end at these places, in falling order; and which first places more lines could begin at.

        Of lines that are too loose the longest is taken, where no other is found.
        """
        s, there = self._sums, end > first
        end = np.maximum(end, first + 1)
        loose = np.minimum(looseness(s, first, reach, end), _DEAR)
        legal = there & (s.penalty[end] != ILLEGAL)
        too_loose = legal & (loose > TOO_LOOSE)
        past = np.logical_or.accumulate(too_loose, axis=1)
        taken = legal & ~past
        found = found | np.logical_or.reduce(taken, axis=1)
        taken |= too_loose & (np.cumsum(too_loose, axis=1) == 1) & ~found[:, np.newaxis]
        cost = s.penalty[end] + loose * loose // SQUARE + np.maximum(loose - s.joined.rules.loose, 0) * PAST
        return _Tried(taken, end, cost), ~past[:, -1] & there[:, -1]


class _Tried(NamedTuple):
    """Lines by row and column: whether one could be, its end, its cost."""

    taken: Flags
    end: Numbers
    cost: Numbers

    def of(self, first: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Those that could be, of the rows that begin at these places, as _Ways has them."""
        row, column = np.nonzero(self.taken)
        return first[row], self.end[row, column], self.cost[row, column]
