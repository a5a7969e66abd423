"""What stands at the boundaries of a paragraph: the white of marks, of words and of gaps, kerning, what never stretches.

Lengths in milli units, as in measured.py.
"""

from collections.abc import Sequence
from itertools import chain, repeat

from yearbook.compose.glyph_widths import EM, UNCHANGED, advances_of, figures_stand, kerned_words
from yearbook.compose.measured import Cluster, Interlinear, Rules, Segment, White, segment_at, white_of
from yearbook.compose.stretches import Space, Stretch, stretches_at, stretches_in
from yearbook.fonts import Face


class Gatherer:
    """Goes through the stretches between the Han of a paragraph once and collects what stands at its boundaries."""

    def __init__(self, text: str, classes: str, segments: tuple[Segment, ...], rules: Rules):
        self.text, self.classes, self.segments, self.rules = text, classes, segments, rules
        self.advances: list[int] = []
        for start, end, look, font in segments:
            self.advances += map(advances_of(font, look.size, look.track).__getitem__, text[start:end])
        self.whites: list[White] = []
        self.places: list[int] = []  # of the whites
        self.tied: list[int] = []
        self.clusters: list[Cluster] = []
        self.closing: list[int] = []  # where a line may end in a mark
        self.opening: list[int] = []
        self._in_order = True
        self.size = segments[0].look.size if segments else 0
        self.even = len(segments) < 2 or all(segment.look.size == self.size for segment in segments)

    def gather(self) -> None:
        """Fill all lists. Column by column, because so each costs 1/10 µs a stretch, of which a page of text has 200."""
        kinds, starts = stretches_in(self.classes)
        if len(kinds) == 1 and not kinds[0]:
            return
        if self.even:
            found = [*map(stretches_at(self.rules, self.size).__getitem__, kinds)]
        else:
            found = self._uneven(kinds, starts)
        self.take(found, starts)

    def take(self, found: Sequence[Stretch], starts: Sequence[int]) -> None:
        """Put together what stretches at these places bring."""
        pairs = [*zip(starts, found, strict=True)]
        self.whites = [*chain.from_iterable([stretch.whites for stretch in found])]
        self.places = [start + at for start, stretch in pairs for at in stretch.places]
        self.tied = [start + at for start, stretch in pairs for at in stretch.tied]
        self.closing = [start + at for start, stretch in pairs for at in stretch.closing]
        self.opening = [start + at for start, stretch in pairs for at in stretch.opening]
        for start, stretch in pairs:
            if stretch.peculiar:
                self._peculiar(stretch, start)

    def _uneven(self, kinds: Sequence[str], starts: Sequence[int]) -> list[Stretch]:
        """The stretches in a paragraph of several sizes."""
        sizes = [*chain.from_iterable([repeat(look.size, end - start) for start, end, look, _ in self.segments])]
        sizes.append(self.segments[-1].look.size)
        found = stretches_at(self.rules, self.size)
        return [found.of_sizes(kind, tuple(sizes[start : start + len(kind) + 1])) for kind, start in zip(kinds, starts, strict=True)]

    def _peculiar(self, stretch: Stretch, start: int) -> None:
        """What cannot be told by classes alone: words, boxes, spaces, dashes."""
        for first, last, digits in stretch.words:
            self._word(start + first, start + last, digits)
        for at, box in stretch.boxes:
            self._box(start + at, box)
        for space in stretch.spaces:
            self._space(space, start + space.at)
        for at in stretch.dashes:
            self._dash(start + at)

    def in_order(self) -> None:
        """Bring all into the order of its places."""
        self.clusters.sort()
        if not self._in_order:
            order = sorted(range(len(self.places)), key=self.places.__getitem__)
            self.places = [self.places[n] for n in order]
            self.whites = [self.whites[n] for n in order]

    def segment_of(self, at: int) -> Segment:
        """The segment of a character; of the one after the last, the last segment."""
        return segment_at(self.segments, at)

    def size_at(self, at: int) -> int:
        """The size of a character."""
        return self.segment_of(at).look.size

    def put(self, at: int, white: White) -> None:
        """Add a white."""
        self.places.append(at)
        self.whites.append(white)
        self._in_order = False

    def move(self, at: int, amount: int) -> None:
        """Add a fixed move before character `at`."""
        if amount:
            self.put(at, white_of(amount, amount, amount, 0))

    def set_white(self, at: int, amount: int) -> None:
        """Put white in place of all that stands at a boundary; it gives and takes like a gap. An opening bracket keeps its own."""
        if self.classes[at : at + 1] == "(":
            return
        self.whites = [white for place, white in zip(self.places, self.whites, strict=True) if place != at]
        self.places = [place for place in self.places if place != at]
        self.put(at, white_of(amount, amount - self.size * EM // 8, amount + self.size * EM // 4, 6))

    def spread(self, note: Interlinear) -> None:
        """Make room for what stands over fewer ems than it needs (CLREQ interlinear_annotations): white on both sides."""
        if note.over is None:
            return
        need = note.over.width * EM + self.size_at(note.start) * EM // 8 - sum(self.advances[note.start : note.end])
        if need <= 0:
            return
        share = need // (note.end - note.start)
        self.move(note.start, share // 2)
        for at in range(note.start + 1, note.end):
            self.move(at, share)
        self.move(note.end, share - share // 2)

    def _box(self, at: int, box: int) -> None:
        """Centre the glyph of `at` in a box of its own, without touching its neighbours' places."""
        spare = box - self.advances[at]
        if spare:
            self.move(at, spare // 2)
            self.move(at + 1, spare - spare // 2)

    def _dash(self, at: int) -> None:
        """One glyph draws the dash of two characters where the face has it."""
        if self.text[at : at + 2] != "——":
            return
        segment = self.segment_of(at)
        shaped = segment.font.shape("——", "Hani")
        if len(shaped) == 1 and shaped[0].advance == 2 * segment.font.units:
            self.clusters.append(Cluster(at, at + 2, shaped[0].gid.to_bytes(2, "big")))
            self.advances[at], self.advances[at + 1] = 2 * segment.look.size * EM, 0

    def _space(self, space: Space, at: int) -> None:
        own = self.advances[at]
        white = max(space.natural, own if space.stage == 2 else 0) - own
        self.put(at + 1, white_of(white, min(space.least - own, white), space.most - own, space.stage))

    def _word(self, start: int, end: int, digits: bool) -> None:
        """Shape one Western run: kerning becomes fixed moves, ligatures clusters."""
        segment = self.segment_of(start)
        if segment.end < end or segment.look.track or (digits and figures_stand(segment.font)):
            return  # a word across two looks, or letterspaced, is set unshaped
        word, size = self.text[start:end], segment.look.size
        found = kerned_words(segment.font)[word]
        if found is UNCHANGED:
            return
        if found is None:
            self._ligatures(start, end, size, segment.font)
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
