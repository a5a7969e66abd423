"""Lines of many paragraphs become glyph runs, as justify.py makes them of one; a few are left to it."""

from collections.abc import Sequence

import numpy as np

from yearbook.compose.batch_breaks import Lines, Sums, measure_of
from yearbook.compose.batch_faces import Flags, Numbers, each_once
from yearbook.compose.batch_stretches import parts
from yearbook.compose.batch_text import Joined, among
from yearbook.compose.batch_white import Ends, Given, justify
from yearbook.compose.measured import Look
from yearbook.compose.weigh import ILLEGAL
from yearbook.frozen import frozen
from yearbook.model.joints import LEAST, MOST, MOST_KERN
from yearbook.model.page import Line, Run


def lines_of(s: Sums, lines: Lines) -> tuple[list[Line], list[int]]:
    """The lines as justify.set_line makes them, and which of them it must make: looser than the bound, or cut where none may end."""
    joined, first, after = s.joined, lines.first, lines.end
    end = np.maximum(joined.seen[after], first + 1)
    last = after == s.last[lines.owner]
    measure = measure_of(s, lines.owner, first)
    over = measure + joined.left[first] - joined.right[end]
    given = justify(joined, Ends(first, end, over, ~last))
    places = _places(joined, given, first, end)
    runs = _drawn(places, joined)
    width = np.where(last & (over >= 0), measure - over, measure) // 1000
    exact = np.logical_and.reduceat(places.spacing * 1000 <= MOST * joined.size, places.of_line)
    exact &= ~_has_spaces(joined, first, end) & _reads_through(given, (first, end), joined.size)
    bounds = np.append(places.of_line, len(runs))
    cut = (first != joined.base[lines.owner]) & (s.penalty[first] == ILLEGAL) | ~last & (s.penalty[after] == ILLEGAL)
    columns = parts(runs, bounds[:-1], bounds[1:]), parts(joined.text, first, after), width.tolist(), exact.tolist()
    return [*map(Line, *columns)], np.flatnonzero(given.loose | cut).tolist()


@frozen
class _Places:
    """The glyph runs of lines as whole numbers, by run; lengths in 1/1000 pt."""

    first: Numbers
    end: Numbers
    x: Numbers
    width: Numbers
    spacing: Numbers
    look: Numbers  # the number of its look
    looks: Sequence[Look]
    clusters: dict[int, bytes]  # the glyphs of those that are one cluster, by number
    moves: tuple[tuple[int, int], ...]  # of all runs: place in the run, amount
    low: Numbers  # where the moves of a run begin and end
    high: Numbers
    of_line: Numbers  # by line: its first run


def _places(joined: Joined, given: Given, first: Numbers, end: Numbers) -> _Places:
    """The lines cut where looks change and where clusters begin and end."""
    clusters = [
        (start + one.start, start + one.end, one.gids) for number, start in joined.clustered for one in joined.stretches.clusters[number]
    ]
    edges = np.array([(start, stop) for start, stop, _ in clusters], np.int64).ravel()
    cuts = each_once(np.concatenate((joined.looks.begun, edges)), len(joined.text))
    line = np.searchsorted(first, cuts, "right") - 1
    cuts = cuts[(first[line] < cuts) & (cuts < end[line])]
    starts = np.sort(np.concatenate((first, cuts)))
    of_line = np.searchsorted(starts, first)
    line = np.repeat(np.arange(len(first)), np.diff(of_line, append=len(starts)))
    ends = np.append(starts[1:], 0)
    ends[np.append(of_line[1:], len(starts)) - 1] = end

    shift = np.cumsum(np.where(given.said, given.moves - (joined.starts - joined.ends), 0))
    begin, white = first[line], given.spacing[line]
    x = joined.starts[starts] - joined.left[begin] + white * (starts - begin) + shift[starts] - shift[begin]
    width = joined.ends[ends] - joined.starts[starts] + white * (ends - starts) + shift[ends - 1] - shift[starts]
    look, looks = joined.looks.number[starts], joined.looks.looks
    spacing = white // 1000 + np.array([one.track for one in looks], np.int64)[look]
    by_place = {at: gids for at, _, gids in clusters}
    clustered = np.zeros(len(joined.text) + 1, np.bool_)  # np.isin would load another 10 ms of numpy, in every process
    clustered[np.array([*by_place], np.int64)] = True
    drawn = np.flatnonzero(clustered[starts])
    glyphs = {n: by_place[at] for n, at in zip(drawn.tolist(), starts[drawn].tolist(), strict=True)}
    for n, gids in glyphs.items():
        spacing[n] = white[n] // 1000 if len(gids) == 2 else 0
    rounded = np.where(given.said, (given.moves + 500) // 1000, 0)
    told = np.flatnonzero(rounded)
    run = np.searchsorted(starts, told, "right") - 1
    moves = tuple(zip((told - starts[run]).tolist(), rounded[told].tolist(), strict=True))
    return _Places(
        starts, ends, (x + 500) // 1000, (width + 500) // 1000, spacing, look, looks, glyphs,
        moves, np.searchsorted(told, starts + 1), np.searchsorted(told, ends), of_line,
    )  # fmt: skip


def _drawn(places: _Places, joined: Joined) -> tuple[Run, ...]:
    """The runs, column by column: there are more of them than of anything else."""
    gids = [*parts(joined.gids, 2 * places.first, 2 * places.end)]
    moves = [*parts(places.moves, places.low, places.high)]
    for n, glyphs in places.clusters.items():
        gids[n], moves[n] = glyphs, ()
    looks = places.look.tolist()
    face, size, colour, _, rise, link = (map(field.__getitem__, looks) for field in zip(*places.looks, strict=True))
    x, width, spacing = (column.tolist() for column in (places.x, places.width, places.spacing))
    return tuple(map(Run, face, size, colour, x, gids, parts(joined.text, places.first, places.end), width, spacing, moves, rise, link))


def _has_spaces(joined: Joined, first: Numbers, end: Numbers) -> Flags:
    """Whether lines hold, or end before, spaces that glyphs do not tell."""
    blank = joined.counted("_N")
    return blank[end] - blank[first] + among("_NS")[joined.letters[first]] > 0


def _reads_through(given: Given, lines: tuple[Numbers, Numbers], size: int) -> Flags:
    """Whether readers take no move in lines from … to for a space or a new line."""
    first, end = lines
    at = np.flatnonzero(given.said)
    begun = np.searchsorted(at, first + 1)
    some = np.searchsorted(at, end) > begun
    fine = np.ones(len(first), np.bool_)
    if some.any():
        moved = given.moves[at]
        least, most = (reckon.reduceat(moved, begun[some]) for reckon in (np.minimum, np.maximum))
        spacing = given.spacing[some]
        fine[some] = (most <= MOST_KERN * size) & (least + spacing >= LEAST * size) & (most + spacing <= MOST * size)
    return fine
