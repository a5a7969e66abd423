"""Stretches by number: what each brings to a paragraph as rows of whole numbers, so that many are put in their places at once.

A stretch that its classes tell all about has one number; one whose words are kerned, whose marks stand in boxes, has one for each
text it turns up with.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from yearbook.compose.batch_faces import Numbers
from yearbook.compose.gather import Gatherer
from yearbook.compose.glyph_widths import UNCHANGED, figures_stand, kerned_words
from yearbook.compose.measured import Cluster, Look, Rules, Segment, White
from yearbook.compose.stretches import Stretch, stretches_at
from yearbook.fonts import Face

S = TypeVar("S", str, bytes, tuple[Any, ...])
Letters = NDArray[np.uint8]
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


def parts(whole: S, first: Numbers, end: Numbers) -> Iterator[S]:
    """The parts of a text or tuple between these places."""
    return map(whole.__getitem__, map(slice, first.tolist(), end.tolist()))


def _ragged(rows: Rows) -> Ragged:
    count = np.fromiter(map(len, rows), np.int64, len(rows))
    return Ragged(np.array([value for row in rows for value in row], np.int64), np.cumsum(count) - count, count)


class Stretches:
    """The stretches of one size and one set of rules that have turned up in a process."""

    def __init__(self, rules: Rules, size: int) -> None:
        self._rules, self._size = rules, size
        self._looked = stretches_at(rules, size)
        self._by_classes: dict[str, int] = {}
        self._by_word = _ByWord(self)
        self.by_text = _ByText(self)
        self._by_text: dict[tuple[object, ...], int] = {}
        self._ways: dict[tuple[int, int], int] = {}  # by track and face
        self.ways: list[tuple[Look, Face]] = []
        self._classes: list[str] = []  # by number
        self.kinds: list[int] = []  # PLAIN …, by number
        self._words: list[tuple[tuple[int, int, bool], ...]] = []
        self.whites: list[White] = []  # each once
        self._white_numbers: dict[White, int] = {}
        self.clusters: list[tuple[Cluster, ...]] = []
        self._rows: dict[str, Rows] = {name: [] for name in _ROWS}
        self._tables: dict[str, Ragged] = {}

    def by_letters(self, letters: Letters, starts: Numbers, ends: Numbers) -> Numbers:
        """The numbers of the stretches between these places of paragraphs with ^ between them, before their texts are looked at.

        Eight letters are looked up as one whole number: few stretches have more.
        """
        edged = b"^" + letters.tobytes()
        first = starts + (letters[starts - 1] != ord("^"))  # the place −1 is the ^ after all
        end = ends + 1 + (letters[ends] == ord("^"))
        words: NDArray[np.uint64] = np.ndarray(len(edged), "<u8", edged + bytes(8), strides=(1,))[first]
        words &= _MASKS[np.minimum(end - first, len(_MASKS) - 1)]
        numbers = np.fromiter(map(self._by_word.__getitem__, words.tolist()), np.int64, len(words))
        long = np.flatnonzero(numbers < 0)
        numbers[long] = [self.number(classes.decode()) for classes in parts(edged, first[long], end[long])]
        return numbers

    def number(self, classes: str) -> int:
        """The number of a stretch by its classes, before its text is looked at."""
        """The number of a stretch that no text tells more about, and of one before its text is looked at."""
        number = self._by_classes.get(classes)
        if number is None:
            number = self._by_classes[classes] = self._look_up(classes)
        return number

    def way(self, look: Look, face: Face) -> int:
        """The number of a way that text is set in, as by_text wants it: looks differ there by their tracks and faces."""
        number = self._ways.setdefault((look.track, id(face)), len(self.ways))
        if number == len(self.ways):
            self.ways.append((look, face))
        return number

    def _look_up(self, classes: str) -> int:
        stretch = self._looked[classes]
        words = stretch.words
        if stretch.boxes or stretch.spaces or stretch.dashes:
            kind = PECULIAR
        elif words:
            kind = FIGURES if all(digits for _, _, digits in words) else WORDS
        else:
            kind = PLAIN
        self._classes.append(classes)
        return self._add(kind, words, stretch, (), {})

    def with_text(self, number: int, text: str, segments: tuple[Segment, ...], white: tuple[int, int] | None) -> int:
        """The number of a stretch as it is with its text, in these looks, with white set at a place of it."""
        kind = self.kinds[number]
        if white is None and len(segments) == 1 and kind != PECULIAR:
            segment = segments[0]
            if segment.look.track or kind == PLAIN or (kind == FIGURES and figures_stand(segment.font)):
                return number
            kerned = kerned_words(segment.font)
            if all(kerned[text[start:end]] is UNCHANGED for start, end, _ in self._words[number]):
                return number
        classes = self._classes[number]
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
        self._classes.append(classes)
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


# by how many letters a stretch has: which bytes of a word are its own; none of one that has too many
_MASKS = np.array([*(256**count - 1 for count in range(9)), 0], np.uint64)


class _ByWord(dict[int, int]):
    """Stretches of up to eight classes by their letters as one number; −1 for longer ones."""

    def __init__(self, stretches: Stretches) -> None:
        super().__init__({0: -1})
        self._stretches = stretches

    def __missing__(self, word: int) -> int:
        number = self[word] = self._stretches.number(word.to_bytes(8, "little").rstrip(b"\0").decode())
        return number


class _ByText(dict[tuple[int, int, str], int]):
    """Stretches as they are with their text in one look, by their number before, the number of the way, and the text."""

    def __init__(self, stretches: Stretches) -> None:
        super().__init__()
        self._stretches = stretches

    def __missing__(self, key: tuple[int, int, str]) -> int:
        number, way, text = key
        found = self[key] = self._stretches.with_text(number, text, (Segment(0, len(text), *self._stretches.ways[way]),), None)
        return found


def numbered(rules: Rules, size: int) -> Stretches:
    """The stretches of a size (1/1000 pt), shared by the batches of a process; begun anew when they have become too many."""
    found = _NUMBERED.get((rules, size))
    if found is None or len(found.kinds) > MOST:
        found = _NUMBERED[rules, size] = Stretches(rules, size)
    return found


MOST = 20_000  # stretches: some 20 MB
_NUMBERED: dict[tuple[Rules, int], Stretches] = {}
