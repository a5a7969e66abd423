"""Many paragraphs measured at once: their texts one after another, each with a place more than characters, and sums over them all.

Places here are counted through the whole batch: those of paragraph p are base[p] … base[p] + count[p]. Lengths in milli units,
a wide gap between paragraphs, so that a line of one never reaches into the next. What a place or a white has is told in measured.py.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from yearbook.compose.batch_faces import CODES, Codes, Flags, Laid, Looks, Numbers, Plain, unmet
from yearbook.compose.batch_stretches import FIGURES, PLAIN, Stretches, numbered, parts
from yearbook.compose.classes import letter_of, paired
from yearbook.compose.glyph_widths import EM, figures_stand
from yearbook.compose.measured import Cluster, Measured, Rules, Segment
from yearbook.frozen import frozen

_APART = 10**12  # between paragraphs: more than any measure
Letters = NDArray[np.uint8]


@frozen
class Joined:
    """Paragraphs measured together; arrays go by place where nothing else is said."""

    paragraphs: Sequence[Plain]
    looks: Looks
    rules: Rules
    size: int
    text: str  # NUL after each paragraph
    classes: str  # ^ after each paragraph
    letters: Letters  # the same as numbers
    gids: bytes  # two a place
    base: Numbers  # by paragraph
    count: Numbers  # by paragraph
    ends: Numbers
    starts: Numbers
    right: Numbers
    left: Numbers
    seen: Numbers  # the place without the spaces before it
    stretches: Stretches
    whites: Numbers  # by white, in the order of places: its number
    white_at: Numbers  # by white: its place
    amounts: Numbers  # by field of White, then by white
    before: Numbers  # how many whites stand at places up to this one
    ties: Numbers  # the places that never stretch
    tied: Numbers  # how many of these up to this one
    clusters: Numbers  # how many clusters begin before this place
    clustered: tuple[tuple[int, int], ...]  # the stretches that have clusters: number and place

    def up_to(self, amounts: Numbers) -> Numbers:
        """Of amounts by white, the sums over all whites at places up to each."""
        return np.concatenate(([0], np.cumsum(amounts)))[self.before]

    def counted(self, kinds: str) -> Numbers:
        """How many characters up to and with that of each place are of one of these classes."""
        return among(kinds)[self.letters].cumsum()

    def legal(self) -> Flags:
        """Whether a line may end at each place, by the classes on both sides of it."""
        pairs = _legal(self.rules.forbidden)
        return np.concatenate(([False], pairs[self.letters[:-1], self.letters[1:]]))


@lru_cache(maxsize=8)
def among(kinds: str) -> Flags:
    """By letter, whether it is one of these classes."""
    found = np.zeros(128, np.bool_)
    found[[*kinds.encode()]] = True
    return found


@lru_cache(maxsize=8)
def _legal(forbidden: frozenset[str]) -> Flags:
    pairs = np.ones((128, 128), np.bool_)
    for pair in forbidden:
        pairs[ord(pair[0]), ord(pair[1])] = False
    return pairs


def join(laid: Laid, rules: Rules, size: int) -> Joined:
    """The paragraphs measured; all are of this size (1/1000 pt)."""
    stretches, looks, places = numbered(rules, size), laid.looks, len(laid.text)
    classes = _classes(laid.codes)
    letters = np.frombuffer(classes, np.uint8)
    numbers, starts = _stretches(laid, letters, stretches)

    def rows(name: str) -> Numbers:
        values, owner = stretches.rows(name).of(numbers)
        return values + starts[owner]

    whites, white_at, ties = stretches.rows("whites").of(numbers)[0], rows("places"), rows("tied")
    before = _reckoned(white_at, places)
    amounts = stretches.amounts(whites)
    natural = np.diff(np.concatenate(([0], np.cumsum(amounts[0])))[before], prepend=0)
    advances = laid.units * np.int64(size) + np.array([look.track * EM for look in looks.looks], np.int64)[looks.number]
    advances[rows("moved")] = stretches.rows("advances").of(numbers)[0]
    advances += natural
    advances[laid.base + laid.count] = _APART
    ends = np.cumsum(advances) - advances
    right, left = ends.copy(), (begun := ends + natural).copy()
    right[rows("closing")] -= size * 500
    if rules.trim_line_start:
        left[rows("opening")] += size * 500
    clustered = np.flatnonzero(stretches.rows("clusters").counts[numbers])
    return Joined(
        laid.paragraphs, looks, rules, size, laid.text, classes.decode(), letters, laid.gids.astype(">u2").tobytes(),
        laid.base, laid.count, ends, begun, right, left, _seen(letters, laid.base), stretches, whites, white_at, amounts, before,
        ties, _reckoned(ties, places), _reckoned(rows("clusters") + 1, places),
        tuple(zip(numbers[clustered].tolist(), starts[clustered].tolist(), strict=True)),
    )  # fmt: skip


def _reckoned(at: Numbers, places: int) -> Numbers:
    """How many of these stand at places up to each."""
    return np.cumsum(np.bincount(at, minlength=places)[:places])


def _classes(codes: Codes) -> bytes:
    """The classes of all characters, ^ after each paragraph."""
    for code in unmet(codes, _CLASSES):
        _CLASSES[code] = ord(letter_of(code)) if code else ord("^")
    return paired(_CLASSES[codes].tobytes().decode("ascii")).encode("ascii")


_CLASSES = np.zeros(CODES, np.uint8)  # by code point, 0 for what has not turned up


def _seen(letters: Letters, base: Numbers) -> Numbers:
    """The `seen` of Sums: a place after spaces is where the first of them begins; a paragraph's first character is no such space."""
    own = np.ones(len(letters), np.bool_)
    own[1:] = (letters[:-1] != ord("_")) & (letters[:-1] != ord("S"))
    own[base + 1] = True
    return np.maximum.accumulate(np.where(own, np.arange(len(letters)), 0))


def _stretches(laid: Laid, letters: Letters, stretches: Stretches) -> tuple[Numbers, Numbers]:
    """The numbers of all stretches, and where they begin."""
    marks = np.concatenate(([False], (letters != ord("H")) & (letters != ord("^")), [False]))
    edges = np.flatnonzero(marks[1:] != marks[:-1])
    starts, ends = edges[::2], edges[1::2]
    numbers = stretches.by_letters(letters, starts, ends)
    looks, base, paragraphs = laid.looks, laid.base, laid.paragraphs
    # nearly all that is to be looked at closer are words of Latin letters
    ways = np.array([stretches.way(look, face) for look, face in zip(looks.looks, looks.faces, strict=True)])
    stand = all(figures_stand(face) and not look.track for look, face in zip(looks.looks, looks.faces, strict=True))
    closer = np.array(stretches.kinds)[numbers] > (FIGURES if stand else PLAIN)
    own = np.array([-1 if one.white is None else one.white[0] for one in paragraphs], np.int64)
    white = (base + own)[own >= 0]
    at = np.searchsorted(starts, white, "right") - 1  # the stretches that begin before white that is set at a place of them
    whitened = np.zeros(len(starts), np.bool_)
    whitened[at[(at >= 0) & (white <= ends[at])]] = True
    segment = np.searchsorted(looks.begun, starts, "right")
    peculiar = whitened | closer & (segment != np.searchsorted(looks.begun, ends - 1, "right"))
    plain = np.flatnonzero(closer & ~peculiar)
    way = ways[looks.number[starts[plain]]]
    told = zip(numbers[plain].tolist(), way.tolist(), parts(laid.text, starts[plain], ends[plain]), strict=True)
    numbers[plain] = np.fromiter(map(stretches.by_text.__getitem__, told), np.int64, len(plain))
    rest = np.flatnonzero(peculiar)
    owner = np.searchsorted(base, starts[rest], "right") - 1
    rows = zip(rest.tolist(), owner.tolist(), (starts[rest] - base[owner]).tolist(), (ends[rest] - base[owner]).tolist(), strict=True)
    for n, p, start, end in rows:
        numbers[n] = _with_text(paragraphs[p], start, end, int(numbers[n]), stretches)
    return numbers, starts


def _with_text(one: Plain, start: int, end: int, number: int, stretches: Stretches) -> int:
    """The number of a stretch of a paragraph as it is with its text."""
    segments = tuple([
        Segment(max(first - start, 0), min(last, end) - start, look, font)
        for first, last, look, font in one.segments if first < end and start < last
    ])  # fmt: skip
    white = (one.white[0] - start, one.white[1]) if one.white and start <= one.white[0] <= end else None
    return stretches.with_text(number, one.text[start:end], segments, white)


def measured(joined: Joined, p: int) -> Measured:
    """One of the paragraphs by itself, as prepare.measure has it."""
    one, base, end = joined.paragraphs[p], int(joined.base[p]), int(joined.base[p] + joined.count[p])
    places, offset = slice(base, end + 1), joined.ends[base]
    low, high = int(joined.before[base - 1]) if base else 0, int(joined.before[end])
    natural, _, _, _, give, room, gap = joined.amounts[:, low:high]
    first, last = np.searchsorted(joined.ties, (base, end + 1)).tolist()
    classes = joined.classes[base:end]
    ends, starts, right, left = (
        (values[places] - offset).tolist() for values in (joined.ends, joined.starts, joined.right, joined.left)
    )
    return Measured(
        one.text, classes, one.segments, ends, starts, right, left, [joined.stretches.whites[n] for n in joined.whites[low:high].tolist()],
        (joined.white_at[low:high] - base).tolist(), natural.tolist(), _summed(gap), _summed(give), _summed(room),
        (joined.ties[first:last] - base).tolist(), _clusters(joined, base, end), joined.size * 1000, True, joined.gids[2 * base : 2 * end],
        "_" in classes or "S" in classes or "N" in classes,
    )  # fmt: skip


def _summed(amounts: Numbers) -> list[int]:
    return [0, *np.cumsum(amounts).tolist()]


def _clusters(joined: Joined, base: int, end: int) -> tuple[Cluster, ...]:
    """The clusters of the paragraph between two places."""
    if joined.clusters[end] == joined.clusters[base]:
        return ()
    low, high = (bisect_left(joined.clustered, at, key=itemgetter(1)) for at in (base, end))
    return tuple([
        Cluster(start - base + one.start, start - base + one.end, one.gids)
        for number, start in joined.clustered[low:high]
        for one in joined.stretches.clusters[number]
    ])  # fmt: skip
