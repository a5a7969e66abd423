"""What stands at the boundaries of a paragraph: the white of marks, of words and of gaps, kerning, what never stretches.

Lengths in milli units, as in measured.py.
"""

import re
from functools import partial

from yearbook.compose.glyph_widths import EM, UNCHANGED, kerned_words
from yearbook.compose.measured import Cluster, Interlinear, Rules, Segment, White
from yearbook.fonts import Face

# places where white or a special glyph arises: everything but plain Han, and plain runs of letters and digits
_MARKS = re.compile(r"[(),.!Mm\-~DES/_x]")
_EDGES = re.compile(r"(?<=H)(?=[a0$+%q])|(?<=[a0%p])(?=H)")
_WORDS = re.compile(r"[a0pq%$+\-/]*[a0][a0pq%$+\-/]*|[a0pq%$+]+")

new_white = partial(tuple.__new__, White)  # at half the time of White(…)


class _Adjustments(dict[str, "tuple[int, int, int] | str | None"]):
    """What the mark in the middle of three classes brings: (place from it, quarters of an em it may grow, stage).

    Stage 0 is a blank of half an em that is gone; a letter is a kind of mark that needs more than its neighbours to be
    judged; None is a mark that stays as it is. Found once a process for every three classes (^ is the end of the text).
    """

    def __init__(self, squeeze_stops: bool) -> None:
        super().__init__()
        self._squeeze_stops = squeeze_stops

    def __missing__(self, around: str) -> "tuple[int, int, int] | str | None":
        kind = around[1]
        found: tuple[int, int, int] | str | None = kind
        if kind in "),.":
            found = self._closing(kind, around[2])
        elif kind == "(":
            found = self._opening(around[0])
        self[around] = found
        return found

    def _closing(self, kind: str, after: str) -> "tuple[int, int, int] | None":
        """A mark with its blank on the right: gone before another closing mark, else given up by stages."""
        if after in "),.!mS":
            return (1, 0, 0)
        if after == "^" or (kind == "." and not self._squeeze_stops):
            return None
        return (1, 0 if after == "(" else 1, {")": 4, ",": 5, ".": 7}[kind])

    def _opening(self, before: str) -> "tuple[int, int, int] | None":
        """A mark with its blank on the left: gone after any mark, else given up among the first."""
        if before == "^":
            return None
        return (0, 0, 0) if before in "(),.!mS" else (0, 1, 4)


_ADJUSTMENTS = (_Adjustments(squeeze_stops=False), _Adjustments(squeeze_stops=True))


class Gatherer:
    """Walks the marks, word edges and words of a paragraph once and collects what stands at its boundaries."""

    def __init__(self, text: str, classes: str, segments: tuple[Segment, ...], advances: list[int], rules: Rules):
        self.text, self.classes, self.segments, self.advances, self.rules = text, classes, segments, advances, rules
        self.fixed: dict[int, int] = {}
        self.whites: list[White] = []
        self.tied: set[int] = set()
        self.clusters: list[Cluster] = []
        self._segment = 0
        self.em = segments[0].look.size * EM if segments else 0
        self.even = len(segments) < 2 or all(segment.look.size * EM == self.em for segment in segments)

    def gather(self) -> None:
        """Fill `fixed`, `whites`, `tied` and `clusters`: 1 µs a mark, of which a page of text has 200."""
        classes, rules, whites, fixed = self.classes, self.rules, self.whites, self.fixed
        adjustments, around = _ADJUSTMENTS[rules.squeeze_stops], f"^{classes}^"
        em, even = self.em, self.even
        for match in _MARKS.finditer(classes):
            at = match.start()
            found = adjustments[around[at : at + 3]]
            if found is None:
                continue
            if not even:
                em = self.size_at(at)
            if isinstance(found, str):
                self._mark(at, found, em)
                continue
            further, quarters, stage = found
            if stage:
                whites.append(new_white((at + further, 0, -em // 2, quarters * em // 4, stage)))
            else:
                fixed[at + further] = fixed.get(at + further, 0) - em // 2
        share, gap, least, most = self.em // EM, rules.gap, rules.gap_min, rules.gap_max
        for match in _EDGES.finditer(classes):
            at = match.start()
            if not even:
                share = self.size_at(at) // EM
            whites.append(new_white((at, gap * share, least * share, most * share, 6)))
        self._words()

    def _words(self) -> None:
        """Shape the Western runs: kerning becomes fixed moves, ligatures clusters; nothing inside one stretches."""
        text, tied = self.text, self.tied
        alone = self.segments[0] if len(self.segments) == 1 and not self.segments[0].look.track else None
        kerned = kerned_words(alone.font) if alone else {}
        self._segment = 0
        for match in _WORDS.finditer(self.classes):
            start, end = match.span()
            if end - start > 1:
                tied.update(range(start + 1, end))
                if not alone or kerned[text[start:end]] is not UNCHANGED:
                    self._word(start, end)

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

    def _mark(self, at: int, kind: str, em: int) -> None:
        if kind == "!":
            self._exclamation(at, self.classes[at + 1 : at + 2], em)
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
        """Shape one Western run."""
        font = self._font_at(start)
        segment = self.segments[self._segment]
        if segment.end < end or segment.look.track:
            return  # a word across two looks, or letterspaced, is set unshaped
        size = segment.look.size
        word = self.text[start:end]
        found = kerned_words(font)[word]
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
