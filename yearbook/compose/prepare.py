"""Text of one paragraph becomes measured text: classes, advances, boundaries with their adjustable white.

All lengths here are in *milli* units (1/1000 of 1/1000 pt), so that em fractions of any size stay whole numbers.
A boundary b lies before character b. White that belongs to a boundary vanishes when a line ends there.
"""

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

from yearbook.compose.classes import FORBIDDEN, classes_of
from yearbook.compose.glyph_widths import EM, advances_of, kerned
from yearbook.fonts import Face
from yearbook.frozen import frozen
from yearbook.model.layout import Composition
from yearbook.model.looks import InterlinearLook
from yearbook.model.page import Line

NOTHING: Mapping[int, int] = {}
_RAISED = str.maketrans("H()", "xxx")


@frozen
class Rules:
    """The layout's rules of composition as the hot functions want them: 1/1000 em, and pairs no line may end between."""

    gap: int
    gap_min: int
    gap_max: int
    space: int
    space_max: int
    loose: int
    forbidden: frozenset[str]
    trim_line_start: bool
    squeeze_stops: bool
    hyphenate: bool = True


def rules_of(look: Composition) -> Rules:
    """The rules of a layout."""
    shares = (look.gap, look.gap_min, look.gap_max, look.space, look.space_max, look.loose)
    gap, gap_min, gap_max, space, space_max, loose = (int(share * EM) for share in shares)
    return Rules(
        gap, gap_min, gap_max, space, space_max, loose, FORBIDDEN[look.level], look.trim_line_start, look.squeeze_stops,
        look.hyphenate,
    )  # fmt: skip


class Look(NamedTuple):
    """How a stretch of text is set: face, size and track (1/1000 pt), colour, rise, link."""

    face: str
    size: int
    colour: str
    track: int = 0
    rise: int = 0
    link: str = ""


class Segment(NamedTuple):
    """Characters `start` to `end` of a paragraph in one look; `font` is the opened face."""

    start: int
    end: int
    look: Look
    font: Face


class White(NamedTuple):
    """Adjustable white at a boundary: `natural` is what stands there now, between `least` and `most`.

    `stage` orders reduction (CLREQ: 2 word spaces, 4 brackets, 5 commas, 6 Han–Western gaps, 7 stops; 0 is fixed).
    Blanks at marks (4, 5, 7) grow only where a line would otherwise be loose.
    """

    at: int
    natural: int
    least: int
    most: int
    stage: int


class Interlinear(NamedTuple):
    """What stands under or over characters `start` to `end`: names of marks ("dots", "name", "title"), a line set small."""

    start: int
    end: int
    look: InterlinearLook
    under: tuple[str, ...] = ()
    over: Line | None = None


class Cluster(NamedTuple):
    """Characters `start` to `end` drawn by glyphs of another number: a ligature, a long dash. `move` is its advance."""

    start: int
    end: int
    gids: bytes


@frozen
class Measured:
    """Measured text. `ends[k]` and `starts[i]` give the natural width of characters i…k as ends[k] − starts[i]."""

    text: str
    classes: str
    segments: tuple[Segment, ...]
    ends: list[int]
    starts: list[int]
    whites: tuple[White, ...]  # by place
    white_at: tuple[int, ...]
    tied: tuple[int, ...]  # boundaries that never stretch, by place
    clusters: tuple[Cluster, ...]
    em: int  # of the first segment, milli units
    even: bool  # whether all segments are of that size
    notes: tuple[Interlinear, ...] = ()  # by place


# places where white or a special glyph arises: everything but plain Han, and plain runs of letters and digits
_MARKS = re.compile(r"[(),.!Mm\-~DES/_x]")
_EDGES = re.compile(r"(?<=H)(?=[a0$+%q])|(?<=[a0%p])(?=H)")
_WORDS = re.compile(r"[a0pq%$+\-/]*[a0][a0pq%$+\-/]*|[a0pq%$+]+")


def measure(
    text: str,
    segments: tuple[Segment, ...],
    rules: Rules,
    set_white: Mapping[int, int] = NOTHING,
    notes: tuple[Interlinear, ...] = (),
) -> Measured:
    """The text measured under the rules; segments cover it without gaps.

    `set_white` replaces all white at a boundary: the gap after a run-in head, which gives and takes like the gap
    between Han and Western text (1/8 em less, 1/4 em more). `notes` may spread what they stand over.
    """
    classes = classes_of(text)
    for segment in segments:
        if segment.look.rise:  # the raised sign of a note begins no line
            raised = classes[segment.start : segment.end].replace("H", "K")
            classes = classes[: segment.start] + raised + classes[segment.end :]
    advances: list[int] = []
    for segment in segments:
        if segment.look.rise:  # the sign of a note stays with what it is put to, and is no character of the text's own
            signs = classes[segment.start : segment.end].translate(_RAISED)
            classes = classes[: segment.start] + signs + classes[segment.end :]
        table = advances_of(segment.font, segment.look.size, segment.look.track)
        advances += map(table.__getitem__, text[segment.start : segment.end])
    em = segments[0].look.size * EM if segments else 0
    gatherer = _Gatherer(text, classes, segments, advances, rules)
    gatherer.gather()
    for note in notes:
        gatherer.spread(note)
    fixed = gatherer.fixed
    set_white = {at: amount for at, amount in set_white.items() if classes[at : at + 1] != "("}
    if set_white:
        gatherer.whites = [white for white in gatherer.whites if white.at not in set_white]
        for at, amount in set_white.items():
            fixed.pop(at, None)
            gatherer.whites.append(White(at, amount, amount - em // 8, amount + em // 4, 6))
    naturals = dict(fixed)
    for white in gatherer.whites:
        naturals[white.at] = naturals.get(white.at, 0) + white.natural
    before = [0] * (len(text) + 1)
    for at, amount in naturals.items():
        before[at] = amount
    ends = [0, *accumulate(map(int.__add__, advances, before))]
    starts = list(map(int.__add__, ends, before))
    whites = _merged(gatherer.whites, fixed)
    return Measured(
        text, classes, segments, ends, starts, whites, tuple(white.at for white in whites),
        tuple(sorted(gatherer.tied)), tuple(gatherer.clusters), em,
        len(segments) < 2 or all(segment.look.size * EM == em for segment in segments), notes,
    )  # fmt: skip


def _merged(whites: list[White], fixed: dict[int, int]) -> tuple[White, ...]:
    """Whites with the fixed moves (kerning, squeezed pairs) as whites of stage 0, by place."""
    every = whites + [White(at, amount, amount, amount, 0) for at, amount in fixed.items() if amount]
    every.sort(key=lambda white: white.at)
    return tuple(every)


class _Gatherer:
    """Walks the marks, word edges and words of a paragraph once and collects what stands at its boundaries."""

    def __init__(self, text: str, classes: str, segments: tuple[Segment, ...], advances: list[int], rules: Rules):
        self.text, self.classes, self.segments, self.advances, self.rules = text, classes, segments, advances, rules
        self.fixed: dict[int, int] = {}
        self.whites: list[White] = []
        self.tied: set[int] = set()
        self.clusters: list[Cluster] = []
        self._segment = 0

    def gather(self) -> None:
        """Fill `fixed`, `whites`, `tied` and `clusters`."""
        classes, rules = self.classes, self.rules
        for match in _MARKS.finditer(classes):
            self._mark(match.start(), classes[match.start()])
        for match in _EDGES.finditer(classes):
            at = match.start()
            em = self.size_at(at)
            share = em // EM
            self.whites.append(White(at, rules.gap * share, rules.gap_min * share, rules.gap_max * share, 6))
        self._segment = 0
        for match in _WORDS.finditer(classes):
            if match.end() - match.start() > 1:
                self._word(match.start(), match.end())

    def size_at(self, at: int) -> int:
        """One em at a character, in milli units."""
        segments = self.segments
        if not (segments[self._segment].start <= at < segments[self._segment].end):
            self._segment = next((n for n, s in enumerate(segments) if s.start <= at < s.end), len(segments) - 1)
        return segments[self._segment].look.size * EM

    def move(self, at: int, amount: int) -> None:
        """Add a fixed move before character `at`."""
        self.fixed[at] = self.fixed.get(at, 0) + amount

    def spread(self, note: Interlinear) -> None:
        """Make room for what stands over fewer ems than it needs (CLREQ interlinear_annotations): white on both sides."""
        if note.over is None:
            return
        self._segment = 0
        need = note.over.width * EM + self.size_at(note.start) // 8 - sum(self.advances[note.start : note.end])
        if need <= 0:
            return
        share = need // (note.end - note.start)
        self.move(note.start, share // 2)
        for at in range(note.start + 1, note.end):
            self.move(at, share)
        self.move(note.end, share - share // 2)

    def _mark(self, at: int, kind: str) -> None:
        em = self.size_at(at)
        after = self.classes[at + 1 : at + 2]
        if kind in "),.":
            self._closing(at, kind, after, em)
        elif kind == "(":
            self._opening(at, em)
        elif kind == "!":
            self._exclamation(at, after, em)
        elif kind in "M-/":
            self._half(at, kind, em)
        elif kind in "DE":
            self._pair(at, kind)
        elif kind == "_":
            self._space(at, em)
        elif kind == "x":
            self.tied.add(at)
        elif kind == "~":
            self._box(at, em)
            self.tied.update((at, at + 1))

    def _closing(self, at: int, kind: str, after: str, em: int) -> None:
        """A mark with its blank on the right: gone before another closing mark, else given up by stages."""
        if after and after in "),.!mS":
            self.move(at + 1, -em // 2)
        elif after and (kind != "." or self.rules.squeeze_stops):
            stage = {")": 4, ",": 5, ".": 7}[kind]
            self.whites.append(White(at + 1, 0, -em // 2, em // 4 if after != "(" else 0, stage))

    def _opening(self, at: int, em: int) -> None:
        """A mark with its blank on the left: gone after any mark, else given up among the first."""
        if at == 0:
            return
        if self.classes[at - 1] in "(),.!mS":
            self.move(at, -em // 2)
        else:
            self.whites.append(White(at, 0, -em // 2, em // 4, 4))

    def _exclamation(self, at: int, after: str, em: int) -> None:
        """GB/T 15834 5.1.2: two of ！？ together take one em, three two; otherwise as a stop, and never before ，。."""
        first = at
        while first and self.classes[first - 1] == "!":
            first -= 1
        run = at - first
        if (after == "!" and run < 2) or run == 1 or (after and after in "),."):
            self.move(at + 1, -em // 2)
        elif after and after != "!" and self.rules.squeeze_stops:
            self.whites.append(White(at + 1, 0, -em // 2, em // 4 if after != "(" else 0, 7))

    def _half(self, at: int, kind: str, em: int) -> None:
        """· – - / take half an em, the glyph in the middle; inside Western words they keep their own width."""
        before, after = self.classes[at - 1 : at] if at else "", self.classes[at + 1 : at + 2]
        if kind != "M" and before in ("a", "p") and after in ("a", "q"):
            return
        self.tied.update((at, at + 1))
        self._box(at, em // 2)

    def _box(self, at: int, box: int) -> None:
        """Centre the glyph of `at` in a box of its own, without touching its neighbours' places."""
        spare = box - self.advances[at]
        if spare:
            self.move(at, spare // 2)
            self.move(at + 1, spare - spare // 2)

    def _pair(self, at: int, kind: str) -> None:
        """A dash or ellipsis of two characters is one unit of 2 em; one glyph draws the dash where the face has it."""
        if at and self.classes[at - 1] == kind and (at - self._run_start(at, kind)) % 2 == 1:
            self.tied.add(at)
            return
        if kind == "D" and self.text[at : at + 2] == "——":
            font = self._font_at(at)
            shaped = font.shape("——", "Hani")
            if len(shaped) == 1 and shaped[0].advance == 2 * font.units:
                self.clusters.append(Cluster(at, at + 2, shaped[0].gid.to_bytes(2, "big")))
                self.advances[at], self.advances[at + 1] = 2 * self.size_at(at), 0

    def _run_start(self, at: int, kind: str) -> int:
        while at and self.classes[at - 1] == kind:
            at -= 1
        return at

    def _font_at(self, at: int) -> Face:
        self.size_at(at)
        return self.segments[self._segment].font

    def _space(self, at: int, em: int) -> None:
        """A word space; between Han and a Western word it is the gap itself, not an addition (typography.md §1.7)."""
        before, after = self.classes[at - 1 : at], self.classes[at + 1 : at + 2]
        rules = self.rules
        if (before in ("H", "")) != (after in ("H", "")):
            natural, least, most, stage = rules.gap, rules.gap_min, rules.gap_max, 6
        elif before == after == "H":  # a blank that someone set between two words of a headline: it stays as it is
            natural, least, most, stage = rules.space, rules.space, rules.space, 2
        else:
            natural, least, most, stage = rules.space, rules.space, rules.space_max, 2
        own = self.advances[at]
        share = em // EM
        white = max(natural * share, own if stage == 2 else 0) - own
        self.whites.append(White(at + 1, white, min(least * share - own, white), most * share - own, stage))
        self.tied.add(at)

    def _word(self, start: int, end: int) -> None:
        """Shape a Western run: kerning becomes fixed moves, ligatures clusters; nothing inside it stretches."""
        self.tied.update(range(start + 1, end))
        font = self._font_at(start)
        segment = self.segments[self._segment]
        if segment.end < end or segment.look.track:
            return  # a word across two looks, or letterspaced, is set unshaped
        size = segment.look.size
        word = self.text[start:end]
        found = kerned(word, font)
        if found is None:
            self._ligatures(start, end, size, font)
            return
        moves, glyphs = found
        for at, units in moves:
            self.move(start + at, units * size)
        for at, gid in glyphs:
            self.clusters.append(Cluster(start + at, start + at + 1, gid))

    def _ligatures(self, start: int, end: int, size: int, font: Face) -> None:
        shaped = font.shape(self.text[start:end])
        edges = [glyph.cluster for glyph in shaped]
        for n, glyph in enumerate(shaped):
            first, last = start + glyph.cluster, start + (min((e for e in edges if e > glyph.cluster), default=end - start))
            if n and edges[n - 1] == glyph.cluster:
                continue
            gids = [g for g in shaped if g.cluster == glyph.cluster]
            self.clusters.append(Cluster(first, last, b"".join(g.gid.to_bytes(2, "big") for g in gids)))
            self.advances[first] = sum(g.advance for g in gids) * EM // font.units * size
            self.advances[first + 1 : last] = [0] * (last - first - 1)
