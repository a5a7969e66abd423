"""What a stretch of marks, letters and digits between Han brings with it: white, ties, words, glyphs to be moved.

A text has some thousand different stretches by class (`，`, `12.5%`, `）。“`), so each is looked into once a process. Places
count from the stretch's own beginning, lengths are in milli units.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from yearbook.compose.measured import Rules, White, white_of

_BEFORE, _AFTER = "a0$+%q", "a0%p"  # what stands off from Han before it, and from Han after it
_HAN = re.compile("(H+)")
_WORDS = re.compile(r"[a0pq%$+\-/]*[a0][a0pq%$+\-/]*|[a0pq%$+]+")
_LONG = 60  # classes: a longer stretch, words of English, hardly comes again, and is not kept
_GOES_BEFORE = "),.!mS"  # what takes away the blank of a closing mark before it


class Space(NamedTuple):
    """A word space at a place: the white it stands for, its glyph included, is still to be compared with the glyph's own."""

    at: int
    natural: int
    least: int
    most: int
    stage: int


class Stretch(NamedTuple):
    """What a stretch brings: whites, by place, and where they are; boundaries that never stretch, by place.

    A line may end in a mark at `closing`, begin with one at `opening`. `words` are (start, end, whether it is all digits) of
    Western runs of two characters or more; `boxes` (place, width): the glyph is centred in a box of its own; `dashes`
    begin —— that one glyph may draw.
    """

    places: tuple[int, ...]
    whites: tuple[White, ...]
    tied: tuple[int, ...]
    closing: tuple[int, ...]
    opening: tuple[int, ...]
    peculiar: bool  # whether any of these follow
    words: tuple[tuple[int, int, bool], ...]
    boxes: tuple[tuple[int, int], ...]
    spaces: tuple[Space, ...]
    dashes: tuple[int, ...]


def stretches_in(classes: str) -> tuple[list[str], list[int]]:
    """The stretches of a text, ^ put to those that begin or end it, and the places where they begin. The first or last may be empty."""
    parts = _HAN.split(classes)
    ends = [0, *accumulate(map(len, parts))]
    stretches = parts[::2]
    if stretches[0]:
        stretches[0] = "^" + stretches[0]
    if stretches[-1]:
        stretches[-1] += "^"
    return stretches, ends[:-1:2]


class Stretches(dict[str, Stretch]):
    """Stretches at one size by their classes, as stretches_in gives them."""

    def __init__(self, rules: Rules, size: int) -> None:
        super().__init__()
        self._rules, self._size = rules, size
        self._uneven: dict[tuple[str, tuple[int, ...]], Stretch] = {}

    def __missing__(self, classes: str) -> Stretch:
        found = stretch_of(classes, [self._size] * (len(classes) + 1), self._rules)
        if len(classes) <= _LONG:
            self[classes] = found
        return found

    def of_sizes(self, classes: str, sizes: tuple[int, ...]) -> Stretch:
        """The stretch whose characters, and the one after them, are of these sizes, as in a caption."""
        found = self._uneven.get((classes, sizes))
        if found is None:
            found = stretch_of(classes, sizes, self._rules)
            if len(classes) <= _LONG:
                self._uneven[classes, sizes] = found
        return found


@lru_cache(maxsize=256)
def stretches_at(rules: Rules, size: int) -> Stretches:
    """The stretches at a size (1/1000 pt), shared by all paragraphs of the process."""
    return Stretches(rules, size)


def stretch_of(classes: str, sizes: Sequence[int], rules: Rules) -> Stretch:
    """What a stretch brings whose characters, and the one after them, are of these sizes."""
    gathering = _Gathering(classes, sizes, rules)
    gathering.look()
    return gathering.stretch()


class _Gathering:
    """One stretch while it is looked into; `around` are its classes with the one before and the one after them."""

    def __init__(self, classes: str, sizes: Sequence[int], rules: Rules) -> None:
        self.around = ("" if classes[:1] == "^" else "H") + classes + ("" if classes[-1:] == "^" else "H")
        self.classes, self.sizes, self.rules = self.around[1:-1], sizes, rules
        spans = (match.span() for match in _WORDS.finditer(self.classes))
        self.words = tuple((start, end, not self.classes[start:end].strip("0")) for start, end in spans if end - start > 1)
        self.whites: list[tuple[int, White]] = []
        self.fixed: dict[int, int] = {}
        self.tied: set[int] = set()
        self.boxes: list[tuple[int, int]] = []
        self.spaces: list[Space] = []
        self.dashes: list[int] = []

    def look(self) -> None:
        """Go through its characters, then its edges, then its words."""
        for at, kind in enumerate(self.classes):
            self._mark(at, kind)
        rules, end = self.rules, len(self.classes)
        for at, edge, kinds in ((0, self.around[:2], _BEFORE), (end, self.around[-2:][::-1], _AFTER)):
            if edge[0] == "H" and edge[1] in kinds:
                self._white(at, at, (rules.gap, rules.gap_min, rules.gap_max, 6))
        for start, end, _ in self.words:
            self.tied.update(range(start + 1, end))

    def stretch(self) -> Stretch:
        """What was found."""
        whites = [*self.whites, *((at, white_of(amount, amount, amount, 0)) for at, amount in self.fixed.items() if amount)]
        whites.sort(key=lambda white: white[0])
        closing = tuple(at + 1 for at, kind in enumerate(self.classes) if kind in "),.!")
        opening = tuple(at for at, kind in enumerate(self.classes) if kind == "(")
        peculiar = bool(self.words or self.boxes or self.spaces or self.dashes)
        return Stretch(
            tuple(at for at, _ in whites), tuple(white for _, white in whites), tuple(sorted(self.tied)), closing, opening,
            peculiar, self.words, tuple(self.boxes), tuple(self.spaces), tuple(self.dashes),
        )  # fmt: skip

    def _half(self, at: int) -> int:
        """Half an em at a character."""
        return self.sizes[at] * 500

    def _white(self, place: int, at: int, shares: tuple[int, int, int, int]) -> None:
        """White at a place, its amounts in 1/1000 em of character `at`."""
        natural, least, most, stage = shares
        size = self.sizes[at]
        self.whites.append((place, white_of(natural * size, least * size, most * size, stage)))

    def _move(self, at: int, amount: int) -> None:
        self.fixed[at] = self.fixed.get(at, 0) + amount

    def _mark(self, at: int, kind: str) -> None:
        before, after = self.around[at], self.around[at + 2]
        if kind in "),.":
            self._closing(at, kind, after)
        elif kind == "(":
            self._opening(at, before)
        elif kind == "!":
            self._exclamation(at, after)
        elif kind in "M-/":
            # · – - / take half an em, the glyph in the middle; inside Western words they keep their own width
            if kind == "M" or before not in "ap" or after not in "aq":
                self.tied.update((at, at + 1))
                self.boxes.append((at, self._half(at)))
        elif kind in "DE":
            self._pair(at, kind)
        elif kind == "_":
            self._space(at, before, after)
        elif kind == "x":
            self.tied.add(at)
        elif kind == "~":
            self.boxes.append((at, 2 * self._half(at)))
            self.tied.update((at, at + 1))

    def _closing(self, at: int, kind: str, after: str) -> None:
        """A mark with its blank on the right: gone before another closing mark, else given up by stages."""
        if after in _GOES_BEFORE:
            self._move(at + 1, -self._half(at))
        elif after != "^" and (kind != "." or self.rules.squeeze_stops):
            self._white(at + 1, at, (0, -500, 0 if after == "(" else 250, {")": 4, ",": 5, ".": 7}[kind]))

    def _opening(self, at: int, before: str) -> None:
        """A mark with its blank on the left: gone after any mark, else given up among the first."""
        if before in "(),.!mS":
            self._move(at, -self._half(at))
        elif before != "^":
            self._white(at, at, (0, -500, 250, 4))

    def _exclamation(self, at: int, after: str) -> None:
        """GB/T 15834 5.1.2: two of ！？ together take one em, three two; otherwise as a stop, and never before ，。."""
        first = at
        while first and self.classes[first - 1] == "!":
            first -= 1
        run = at - first
        if (after == "!" and run < 2) or run == 1 or after in "),.":
            self._move(at + 1, -self._half(at))
        elif after not in "!^" and self.rules.squeeze_stops:
            self._white(at + 1, at, (0, -500, 250 if after != "(" else 0, 7))

    def _pair(self, at: int, kind: str) -> None:
        """A dash or ellipsis of two characters is one unit of 2 em; one glyph draws the dash where the face has it."""
        first = at
        while first and self.classes[first - 1] == kind:
            first -= 1
        if (at - first) % 2:
            self.tied.add(at)
        elif kind == "D":
            self.dashes.append(at)

    def _space(self, at: int, before: str, after: str) -> None:
        """A word space; between Han and a Western word it is the gap itself, not an addition (typography.md §1.7)."""
        rules, size = self.rules, self.sizes[at]
        if (before in "H^") != (after in "H^"):
            shares = rules.gap, rules.gap_min, rules.gap_max, 6
        elif before == after == "H":  # a blank that someone set between two words of a headline: it stays as it is
            shares = rules.space, rules.space, rules.space, 2
        else:
            shares = rules.space, rules.space, rules.space_max, 2
        self.spaces.append(Space(at, shares[0] * size, shares[1] * size, shares[2] * size, shares[3]))
        self.tied.add(at)
