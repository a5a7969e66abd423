"""Where the lines of many paragraphs end, filled one line of all of them at a time, as breaks.py fills those of one."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from yearbook.compose.batch_faces import Flags, Numbers
from yearbook.compose.batch_text import Joined, among
from yearbook.compose.breaks import PULLED
from yearbook.compose.weigh import HUGE, ILLEGAL, INSIDE, LETTERS
from yearbook.frozen import frozen


@frozen
class Sums:
    """What weigh.Sums has, of all paragraphs, and what their lines are measured by."""

    joined: Joined
    right: Numbers
    give: Numbers
    inner: Numbers  # the give before the end of a line that ends here
    room: Numbers
    free: Numbers
    widest: Numbers
    joints: Numbers
    penalty: Numbers
    discouraged: Flags  # no line should end here
    legal: Numbers  # the last place up to this one that a line may end at, or -1
    last: Numbers  # by paragraph: its last place
    measures: Numbers  # by paragraph: of its first and its other lines
    letters: Numbers  # how many characters up to and with this one are no marks
    em: int


def sums_of(joined: Joined, discouraged: Numbers) -> Sums:
    """The sums of paragraphs; no line should end at the places discouraged."""
    seen, (_, _, _, _, give_by_white, room_by_white, _) = joined.seen, joined.amounts
    before = np.maximum(seen - 1, 0)
    right = joined.right[seen]
    give, room, free = joined.up_to(give_by_white), joined.up_to(room_by_white), np.arange(len(seen)) - joined.tied
    legal, barred = joined.legal(), np.zeros(len(seen), np.bool_)
    barred[discouraged] = True
    penalty = np.where(legal, barred * INSIDE, ILLEGAL)
    last_legal = np.maximum.accumulate(np.where(legal, np.arange(len(seen)), -1))
    return Sums(
        joined, right, give, give[before], room, free, right + room[before], free[before], penalty, barred, last_legal,
        joined.base + joined.count,
        np.array([one.measures for one in joined.paragraphs], np.int64), joined.counted(LETTERS), joined.size * 1000,
    )  # fmt: skip


class Lines(NamedTuple):
    """Lines in their order: the paragraph of each, its first place and the one after its last."""

    owner: Numbers
    first: Numbers
    end: Numbers

    def of(self, some: Flags) -> "Lines":
        """Some of the lines."""
        return Lines(self.owner[some], self.first[some], self.end[some])


def in_order(lines: Iterable[Lines]) -> Lines:
    """Lines put together."""
    owner, first, end = (np.concatenate(column) for column in zip(*lines, strict=True))
    order = np.argsort(first)
    return Lines(owner[order], first[order], end[order])


def fill(s: Sums) -> tuple[Lines, Flags]:
    """Lines filled one after the other: compress, then push (CLREQ); and by paragraph whether they are good.

    They are when none is loose, ends in a bad place or leaves a lone character.
    """
    begin, paragraphs = s.joined.base, np.arange(len(s.joined.base))
    lines: list[Lines] = []
    good = np.ones(len(begin), np.bool_)
    while len(paragraphs):
        end, fine = _line(s, paragraphs, begin)
        lines.append(Lines(paragraphs, begin, end))
        good[paragraphs[~fine]] = False
        more = end < s.last[paragraphs]
        begin, paragraphs = end[more], paragraphs[more]
    return in_order(lines), good


def measure_of(s: Sums, paragraphs: Numbers, begin: Numbers) -> Numbers:
    """The measures of lines that begin at these places."""
    first, others = s.measures.T
    measures: Numbers = np.where(begin == s.joined.base[paragraphs], first[paragraphs], others[paragraphs])
    return measures


def lone(s: Sums, begin: Numbers, end: Numbers) -> Flags:
    """孤字, as weigh.lone."""
    few: Flags = s.letters[end - 1] - s.letters[begin] + among(LETTERS)[s.joined.letters[begin]] <= 1
    return few


def looseness(s: Sums, begin: Numbers, reach: Numbers, end: Numbers) -> Numbers:
    """As Breaker.looseness, of lines that reach so far."""
    rest = reach + s.room[begin] - s.widest[end]
    joints = s.joints[end] - s.free[begin]
    return np.where(rest > 0, np.where(joints > 0, rest * 1000 // np.maximum(joints * s.em, 1), HUGE), 0)


def _line(s: Sums, paragraphs: Numbers, begin: Numbers) -> tuple[Numbers, Flags]:
    """The ends of lines that begin here, and which of them are good."""
    last, measure = s.last[paragraphs], measure_of(s, paragraphs, begin)
    reach = measure + s.joined.left[begin]
    going = np.flatnonzero(reach < s.right[last])
    end, fine = last.copy(), (begin == s.joined.base[paragraphs]) | ~lone(s, begin, last)
    begin, reach, last = begin[going], reach[going], last[going]
    end[going] = found = _end(s, begin, reach, natural_end(s, begin, measure[going], last), last)
    fine[going] = ~s.discouraged[found] & (looseness(s, begin, reach, found) <= s.joined.rules.loose)
    return end, fine


def natural_end(s: Sums, begin: Numbers, measure: Numbers, last: Numbers) -> Numbers:
    """The last place at which the uncompressed line from each still fits, as weigh.natural_end; none holds all to the last place."""
    joined, right = s.joined, s.right
    reach = measure + joined.left[begin]
    end = np.searchsorted(joined.ends, joined.starts[begin] + measure, "right") - 1
    end = np.maximum(np.minimum(end, last), begin + 1)
    more = np.flatnonzero(end < last - 1)
    while len(more := more[right[end[more] + 1] <= reach[more]]):
        end[more] += 1
        more = more[end[more] < last[more] - 1]
    less = np.flatnonzero(end > begin + 1)
    while len(less := less[right[end[less]] > reach[less]]):
        end[less] -= 1
        less = less[end[less] > begin[less] + 1]
    return end


def _end(s: Sums, begin: Numbers, reach: Numbers, natural: Numbers, last: Numbers) -> Numbers:
    """先挤进，后推出, as breaks.end_of_line."""
    end = natural.copy()
    barred = pulled = np.flatnonzero(s.penalty[natural] == ILLEGAL)
    for characters in range(1, PULLED + 1):
        pulled = pulled[natural[pulled] + characters < last[pulled]]
        more = natural[pulled] + characters
        fits = reach[pulled] - s.right[more] + s.inner[more] - s.give[begin[pulled]] >= 0
        pulled, more = pulled[fits], more[fits]
        legal = s.penalty[more] != ILLEGAL
        end[pulled[legal]] = more[legal]
        pulled = pulled[~legal]
    pushed = barred[end[barred] == natural[barred]]
    back = s.legal[natural[pushed] - 1]
    end[pushed] = np.where(back > begin[pushed], back, natural[pushed])
    return end
