"""White given and taken in many lines at once, stage by stage, as justify.py does it in one."""

import numpy as np

from yearbook.compose.batch_faces import Flags, Numbers
from yearbook.compose.batch_stretches import spans
from yearbook.compose.batch_text import Joined
from yearbook.compose.justify import EXPANSION, REDUCTION
from yearbook.frozen import frozen, workpiece


@frozen
class Ends:
    """Lines as the places they begin and end at, and what they leave of their measures at natural width (milli units)."""

    first: Numbers
    end: Numbers  # without the spaces it ends in
    over: Numbers
    justified: Flags


@frozen
class Given:
    """What justifying comes to, by line: spacing at every joint; by place: the moves there, and whether anything is said of it."""

    spacing: Numbers
    moves: Numbers
    said: Flags
    loose: Flags  # by line: it is looser than the layout's bound, and set by itself


@workpiece
class _Whites:
    """The whites inside lines: their numbers in the order of places, their lines, and where they are now."""

    at: Numbers
    line: Numbers
    now: Numbers
    stage: Numbers
    least: Numbers
    most: Numbers


def justify(joined: Joined, ends: Ends) -> Given:
    """The white of every line."""
    whites = _inside(joined, joined.before[ends.first], joined.before[ends.end - 1])
    _reduce(whites, np.where(ends.over < 0, -ends.over, 0))
    left = _expand(whites, np.where(ends.justified & (ends.over > 0), ends.over, 0))
    joints = ends.end - ends.first - 1 - (joined.tied[ends.end - 1] - joined.tied[ends.first])
    loose = left > joined.rules.loose * joined.size * joints
    spread = np.where((joints > 0) & ~loose, left, 0)
    spacing = spread // np.maximum(joints, 1) // 1000 * 1000
    moves, said = np.zeros(len(joined.ends), np.int64), np.zeros(len(joined.ends), np.bool_)
    np.add.at(moves, whites.at, whites.now)
    said[whites.at] = True
    ties, of_line = _ties(joined, ends, np.flatnonzero(spacing))
    moves[ties] -= spacing[of_line]
    said[ties] = True
    rest = spread - spacing * joints
    lines = np.flatnonzero(rest)
    last = _last_joints(joined, ends.end[lines])
    moves[last] += rest[lines]
    said[last] = True
    return Given(spacing, moves, said, loose)


def _inside(joined: Joined, low: Numbers, high: Numbers) -> _Whites:
    number, line = spans(low, high - low)
    natural, least, most, stage = joined.amounts[:4, number]
    return _Whites(joined.white_at[number], line, natural, stage, least, most)


def _reduce(whites: _Whites, need: Numbers) -> None:
    """Take what lines need out of their whites, equal amounts inside a stage as far as each can give."""
    for stage in REDUCTION:
        members = np.flatnonzero((whites.stage == stage) & (need[whites.line] > 0))
        while len(members):
            line, starts, count = _by_line(whites, members)
            share = -(-need[line] // count)
            given = np.minimum(np.repeat(share, count), (whites.now - whites.least)[members])
            sums = np.cumsum(given) - given
            sums -= np.repeat(sums[starts], count)
            given = np.clip(np.repeat(need[line], count) - sums, 0, given)
            whites.now[members] -= given
            need[line] -= np.add.reduceat(given, starts)
            members = members[(whites.now > whites.least)[members] & (need[whites.line[members]] > 0)]


def _expand(whites: _Whites, need: Numbers) -> Numbers:
    """Give lines what they need at word spaces, then at gaps; returns what is left for all joints."""
    for stage in EXPANSION:
        members = np.flatnonzero((whites.stage == stage) & (need[whites.line] > 0))
        if len(members):
            line, starts, count = _by_line(whites, members)
            given = np.minimum(np.repeat(need[line] // count, count), (whites.most - whites.now)[members])
            whites.now[members] += given
            need[line] -= np.add.reduceat(given, starts)
    return np.maximum(need, 0)


def _by_line(whites: _Whites, members: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The lines that these whites stand in, at which of them each begins, and how many it has."""
    lines = whites.line[members]
    starts = np.flatnonzero(np.diff(lines, prepend=-1))
    return lines[starts], starts, np.diff(starts, append=len(lines))


def _ties(joined: Joined, ends: Ends, lines: Numbers) -> tuple[Numbers, Numbers]:
    """The boundaries inside these lines that never stretch, and the line of each."""
    low, high = joined.tied[ends.first[lines]], joined.tied[ends.end[lines] - 1]
    number, owner = spans(low, high - low)
    return joined.ties[number], lines[owner]


def _last_joints(joined: Joined, end: Numbers) -> Numbers:
    """The last boundary of each line that may stretch: it takes the thousandths that do not divide."""
    free = np.ones(len(joined.ends), np.bool_)
    free[joined.ties] = False
    return np.maximum.accumulate(np.where(free, np.arange(len(free)), -1))[end - 1]
