"""Stretches by number: what each brings to a paragraph as rows of whole numbers, so that many are put in their places at once.

A stretch that its classes tell all about has one number; one whose words are kerned, whose marks stand in boxes, has one for each
text it turns up with.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yearbook.compose.gather import Gatherer
from yearbook.compose.glyph_widths import UNCHANGED, figures_stand, kerned_words
from yearbook.compose.measured import Cluster, Rules, Segment, White
from yearbook.compose.stretches import Stretch, stretches_at

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Rows = list[tuple[int, ...]]
_ROWS = ("places", "whites", "tied", "closing", "opening", "clusters", "moved", "advances")

PLAIN, FIGURES, WORDS, PECULIAR = range(4)  # what a stretch has beside whites: nothing, figures only, words only, boxes or spaces or dashes


class Ragged(NamedTuple):
    """Rows of different lengths in one array: those of stretch n are `values[first[n] : first[n] + counts[n]]`."""

    values: Numbers
    first: Numbers
    counts: Numbers

    def of(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The rows of these stretches one after another, and for each value which of the stretches it belongs to."""
        places, owner = spans(self.first[numbers], self.counts[numbers])
        return self.values[places], owner


def spans(first: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """So many places from each first one on, all one after another, and for each which of the spans it belongs to."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return np.arange(len(owner)) + (first - (np.cumsum(counts) - counts))[owner], owner


def _ragged(rows: Rows) -> Ragged:
    count = np.fromiter(map(len, rows), np.int64, len(rows))
    return Ragged(np.array([value for row in rows for value in row], np.int64), np.cumsum(count) - count, count)


class Stretches:
    """The stretches of one size and one set of rules that have turned up in a process."""

    def __init__(self, rules: Rules, size: int) -> None:
        self._rules, self._size = rules, size
        self._looked = stretches_at(rules, size)
        self.by_classes = _ByClasses(self)
        self._by_text: dict[tuple[object, ...], int] = {}
        self.kinds: list[int] = []  # PLAIN …, by number
        self._words: list[tuple[tuple[int, int, bool], ...]] = []
        self.whites: list[White] = []  # each once
        self._white_numbers: dict[White, int] = {}
        self.clusters: list[tuple[Cluster, ...]] = []
        self._rows: dict[str, Rows] = {name: [] for name in _ROWS}
        self._tables: dict[str, Ragged] = {}

    def look_up(self, classes: str) -> int:
        """The number of a stretch that no text tells more about, and of one before its text is looked at."""
        stretch = self._looked[classes]
        words = stretch.words
        if stretch.boxes or stretch.spaces or stretch.dashes:
            kind = PECULIAR
        elif words:
            kind = FIGURES if all(digits for _, _, digits in words) else WORDS
        else:
            kind = PLAIN
        return self._add(kind, words, stretch, (), {})

    def with_text(self, number: int, classes: str, text: str, segments: tuple[Segment, ...], white: tuple[int, int] | None) -> int:
        """The number of a stretch as it is with its text, in these looks, with white set at a place of it."""
        kind = self.kinds[number]
        if white is None and len(segments) == 1 and kind != PECULIAR:
            segment = segments[0]
            if segment.look.track or kind == PLAIN or (kind == FIGURES and figures_stand(segment.font)):
                return number
            kerned = kerned_words(segment.font)
            if all(kerned[text[start:end]] is UNCHANGED for start, end, _ in self._words[number]):
                return number
        key = (classes, text, white, *[(segment.start, id(segment.font), segment.look.track) for segment in segments])
        found = self._by_text.get(key)
        if found is None:
            found = self._by_text[key] = self._with_text(classes, text, segments, white)
        return found

    def _with_text(self, classes: str, text: str, segments: tuple[Segment, ...], white: tuple[int, int] | None) -> int:
        marks = classes.strip("^")
        stretch = self._looked[classes]
        gatherer = Gatherer(text, marks, segments, self._rules)
        plain = [*gatherer.advances]
        gatherer.take((stretch,), (0,))
        if white is not None:
            gatherer.set_white(*white)
        gatherer.in_order()
        moved = {at: amount for at, amount in enumerate(gatherer.advances) if amount != plain[at]}
        found = stretch._replace(places=tuple(gatherer.places), whites=tuple(gatherer.whites))
        return self._add(PLAIN, (), found, tuple(gatherer.clusters), moved)

    def _add(
        self, kind: int, words: tuple[tuple[int, int, bool], ...], stretch: Stretch, clusters: tuple[Cluster, ...], moved: dict[int, int]
    ) -> int:
        number = len(self.kinds)
        self.kinds.append(kind)
        self._words.append(words)
        self.clusters.append(clusters)
        whites = tuple([self._white_number(white) for white in stretch.whites])
        row = (
            stretch.places, whites, stretch.tied, stretch.closing, stretch.opening,
            tuple([cluster.start for cluster in clusters]), tuple(moved), tuple(moved.values()),
        )  # fmt: skip
        for rows, values in zip(self._rows.values(), row, strict=True):
            rows.append(values)
        self._tables.clear()
        return number

    def _white_number(self, white: White) -> int:
        number = self._white_numbers.get(white)
        if number is None:
            number = self._white_numbers[white] = len(self.whites)
            self.whites.append(white)
        return number

    def amounts(self, whites: Numbers) -> Numbers:
        """Of whites by their numbers: by field of White, then by white."""
        table = np.array(self.whites, np.int64).reshape(-1, len(White._fields))
        return np.ascontiguousarray(table[whites].T)

    def rows(self, name: str) -> Ragged:
        """The rows called so: places, whites (numbers), tied, closing, opening, clusters (places), moved, advances."""
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = _ragged(self._rows[name])
        return table


class _ByClasses(dict[str, int]):
    def __init__(self, stretches: Stretches) -> None:
        super().__init__()
        self._stretches = stretches

    def __missing__(self, classes: str) -> int:
        number = self[classes] = self._stretches.look_up(classes)
        return number


def numbered(rules: Rules, size: int) -> Stretches:
    """The stretches of a size (1/1000 pt), shared by the batches of a process; begun anew when they have become too many."""
    found = _NUMBERED.get((rules, size))
    if found is None or len(found.kinds) > MOST:
        found = _NUMBERED[rules, size] = Stretches(rules, size)
    return found


MOST = 20_000  # stretches: some 20 MB
_NUMBERED: dict[tuple[Rules, int], Stretches] = {}
