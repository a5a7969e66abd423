"""Plain justified paragraphs set many at once over arrays; each line is the one that paragraph.py makes of it.

A pure function of the paragraphs, as setting them one by one is: what is set beforehand changes nothing but time.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from yearbook.compose.batch_breaks import Lines, Sums, fill, in_order, sums_of
from yearbook.compose.batch_faces import Laid, Plain, laid
from yearbook.compose.batch_lines import lines_of
from yearbook.compose.batch_text import join, measured
from yearbook.compose.batch_weigh import best_lines
from yearbook.compose.breaks import Breaker, better_lines, whole_places
from yearbook.compose.classes import classes_of
from yearbook.compose.justify import set_line, set_lines
from yearbook.compose.measured import Look, Segment
from yearbook.compose.paragraph import Asked, Piece, Typesetter, look_of, segments_of
from yearbook.compose.soft_breaks import NO_SOFT
from yearbook.fonts import Face
from yearbook.model.page import Line

_WORTH = 4000  # characters of one size below which arrays cost more than they save


def lines_together(paragraphs: Sequence[Asked], setter: Typesetter) -> list[tuple[Line, ...] | None]:
    """The lines of those of the paragraphs that are plain; None for others."""
    taken = _FirstFaces(setter)
    sizes: dict[int, list[tuple[int, Plain]]] = defaultdict(list)
    for number, asked in enumerate(paragraphs):
        if one := taken.plain(asked):
            sizes[one.segments[0].look.size].append((number, one))
    found: list[tuple[Line, ...] | None] = [None] * len(paragraphs)
    for size, plain in sizes.items():
        if sum(len(one.text) for _, one in plain) >= _WORTH:
            texts = laid([one for _, one in plain], taken.mixed, [partial(segments_of, paragraphs[n].pieces, setter) for n, _ in plain])
            for (number, _), lines in zip(plain, _Batch(texts, setter, size).lines(), strict=True):
                found[number] = lines
    return found


class _FirstFaces:
    """Paragraphs taken to be set in the first faces of their chains throughout, as nearly all are."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self._looks: dict[tuple[object, ...], tuple[Look, Face]] = {}
        self.mixed: set[str] = set()  # first faces of chains whose words and figures come from others

    def plain(self, asked: Asked) -> Plain | None:
        """The paragraph, if nothing about it needs to be looked at alone."""
        pieces, (width, indent, align), white = asked
        if align != "justify" or not isinstance(width, int) or len(white) > 1:
            return None
        if len(pieces) == 1 and self._setter.style(pieces[0].style).spread:
            return None
        segments: list[Segment] = []
        end = 0
        for piece in pieces:
            if not piece.text:
                continue
            if piece.under or piece.over or piece.rise:
                return None
            look, face = self._look(piece)
            end += len(piece.text)
            if segments and segments[-1].look == look:
                segments[-1] = Segment(segments[-1].start, end, look, face)
            else:
                segments.append(Segment(end - len(piece.text), end, look, face))
        text = "".join([piece.text for piece in pieces]).replace("\t", " ")
        if not text.strip() or "\0" in text or any(segment.look.size != segments[0].look.size for segment in segments):
            return None
        at, amount = next(iter(white.items()), (0, 0))
        if white and classes_of(text[max(at - 1, 0) : at]) != ")":  # the white of an entry's head stands after its 】
            return None
        return Plain(text, tuple(segments), ((width - indent) * 1000, width * 1000), (at, amount * 1000) if white else None)

    def _look(self, piece: Piece) -> tuple[Look, Face]:
        key = piece[1:]
        found = self._looks.get(key)
        if found is None:
            way = self._setter.way(piece[1:4])
            name = way.chain[0]
            if way.western:
                self.mixed.add(name)
            found = self._looks[key] = look_of(key, way.style, name), self._setter.faces[name]
        return found


class _Batch:
    """Paragraphs of one size while they are set."""

    def __init__(self, texts: Laid, setter: Typesetter, size: int) -> None:
        self._joined = joined = join(texts, setter.rules, size)
        self._whole = np.array(sorted(whole_places(joined.text, setter.inside_names(joined.text))), np.int64)
        self._breakers: dict[int, Breaker] = {}

    def lines(self) -> Iterator[tuple[Line, ...]]:
        """The lines of each paragraph."""
        joined = self._joined
        sums = sums_of(joined, self._whole)
        lines, softened = self._broken(sums)
        made, alone = lines_of(sums, lines) if len(lines.owner) else ([], [])
        for n in alone:
            made[n] = self._one(int(lines.owner[n]), int(lines.first[n]), int(lines.end[n]))
        starts = np.searchsorted(lines.owner, np.arange(len(joined.base) + 1)).tolist()
        for p, (low, high) in enumerate(pairwise(starts)):
            yield softened[p] if p in softened else tuple(made[low:high])

    def _broken(self, sums: Sums) -> tuple[Lines, dict[int, tuple[Line, ...]]]:
        """The lines of all paragraphs as places, weighed where filling them one by one is not good; apart, of some, finished ones."""
        filled, good = fill(sums)
        best = best_lines(sums, np.flatnonzero(~good))
        looked = good.copy()
        looked[best.owner] = True
        one_by_one: list[tuple[int, int, int]] = []
        softened: dict[int, tuple[Line, ...]] = {}
        for p in np.flatnonzero(~looked).tolist():
            b, base = self._breaker(p), int(self._joined.base[p])
            low, high = np.searchsorted(filled.owner, (p, p + 1))
            ends = (filled.end[low:high] - base).tolist()
            broken = better_lines(b, tuple(pairwise([0, *ends])))
            if broken.soft:
                softened[p] = set_lines(b, broken.lines, True)
            else:
                one_by_one += [(p, base + i, base + k) for i, k in broken.lines]
        rest = Lines(*np.array(one_by_one, np.int64).reshape(-1, 3).T)
        return in_order((filled.of(good[filled.owner]), best, rest)), softened

    def _breaker(self, p: int) -> Breaker:
        """A paragraph by itself."""
        b = self._breakers.get(p)
        if b is None:
            joined, base = self._joined, int(self._joined.base[p])
            low, high = np.searchsorted(self._whole, (base, base + int(joined.count[p]) + 1))
            whole = frozenset((self._whole[low:high] - base).tolist())
            text = measured(joined, p)
            b = self._breakers[p] = Breaker(text, *joined.paragraphs[p].measures, joined.rules, whole)
        return b

    def _one(self, p: int, first: int, end: int) -> Line:
        b, base = self._breaker(p), int(self._joined.base[p])
        b.soft = NO_SOFT
        return set_line(b, first - base, end - base, end - base < len(b.text.text))
