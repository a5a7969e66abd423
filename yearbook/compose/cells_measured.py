"""Short texts measured together: those of one style as one text, of which each is a passage.

Why: what it costs to measure a text is, for one of ten characters, nearly all cost by the text, and a table has hundreds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from yearbook.compose.breaks import Breaker, filled
from yearbook.compose.digits import digit_white, size_of
from yearbook.compose.faces_chosen import QUOTES
from yearbook.compose.glyph_widths import EM
from yearbook.compose.justify import set_line
from yearbook.compose.measured import Look, Measured, Rules, Segment
from yearbook.compose.paragraph import ENDLESS, Piece, Typesetter, segments_of, set_paragraph, set_single
from yearbook.compose.prepare import measure
from yearbook.compose.weigh import ends_of
from yearbook.frozen import frozen
from yearbook.model.page import Line

# stands between the texts: beside a character of the class of Han each of them is what it is alone, because white at a boundary
# vanishes where a line ends; and as it is no part of a Han word it leaves the choice of faces as it is
_BETWEEN = "の"
_QUOTES = frozenset(QUOTES)
_TOGETHER = 1000  # texts measured as one
_Joined: TypeAlias = tuple[str, tuple[Segment, ...]]  # a text and how its parts are set


@frozen
class Whole:
    """Texts measured as one, and the `right` of its ends as weigh.Sums has them."""

    text: Measured
    right: Sequence[int]
    rules: Rules

    def breaker(self, measure: int) -> Breaker:
        """All of it on lines of that measure, milli units."""
        return Breaker(self.text, measure, measure, self.rules, frozenset())


@frozen
class Passage:
    """The pieces of a text, and where it is measured among others: characters `start` to `end` of `whole`; None when it is not.

    Its lines are those that set_single and set_paragraph make of the pieces.
    """

    pieces: tuple[Piece, ...]
    setter: Typesetter
    whole: Whole | None = None
    start: int = 0
    end: int = 0

    @property
    def width(self) -> int:
        """How wide it is on one line."""
        if self.whole is None:
            return set_single(self.pieces, self.setter).width
        return (self.whole.right[self.end] - self.whole.text.left[self.start]) // 1000

    def line(self) -> Line:
        """It on one line."""
        if self.whole is None:
            return set_single(self.pieces, self.setter)
        return set_line(self.whole.breaker(ENDLESS), self.start, self.end, False)

    def texts(self, width: int) -> list[str]:
        """What its lines in a measure say."""
        if self.whole is not None and (places := self._broken(self.whole, width)):
            return [self.whole.text.text[i:k] for i, k in places]
        return [line.text for line in set_paragraph(self.pieces, self.setter, width, align="left")]

    def lines(self, width: int) -> tuple[Line, ...]:
        """Its lines in a measure, each filled as far as it goes."""
        if self.whole is not None and (places := self._broken(self.whole, width)):
            breaker = self.whole.breaker(width * 1000)
            return tuple([set_line(breaker, i, k, False) for i, k in places])
        return set_paragraph(self.pieces, self.setter, width, align="left")

    def _broken(self, whole: Whole, width: int) -> tuple[tuple[int, int], ...]:
        """Where its lines begin and end; none where one of them would have to end at a soft place."""
        breaker = whole.breaker(width * 1000)
        lines = filled(breaker, whole.right, self.start, self.end)
        return lines if all(breaker.legal(k) for _, k in lines[:-1]) else ()


def passages(texts: Iterable[tuple[Piece, ...]], setter: Typesetter) -> dict[tuple[Piece, ...], Passage]:
    """The texts as passages: those of one style measured as one, apart what would not be among others what it is alone."""
    found = {text: Passage(text, setter) for text in texts}
    for pieces, joined in _alike(found, setter):
        whole = _whole(joined, setter, {})
        for piece, start, end in _places(pieces):
            found[piece,] = Passage((piece,), setter, whole, start, end)
    return found


def measure_together(texts: Iterable[tuple[Piece, ...]], setter: Typesetter) -> None:
    """Sets texts on a line each where set_single looks for them."""
    for text, passage in passages([text for text in texts if text not in setter.singles], setter).items():
        if passage.whole is not None:  # else it is left to that
            setter.singles[text] = passage.line()


def measure_grouped(numbers: Iterable[tuple[Piece, ...]], setter: Typesetter, gap: Decimal) -> None:
    """Sets numbers parted by `gap` em where grouped_line looks for them."""
    for pieces, joined in _alike(dict.fromkeys(number for number in numbers if (number, gap) not in setter.grouped), setter):
        amount = int(gap * size_of(pieces[0], setter))
        white = {start + at: amount * EM for piece, start, _ in _places(pieces) for at in digit_white(piece.text, amount)}
        breaker = _whole(joined, setter, white).breaker(ENDLESS)
        for piece, start, end in _places(pieces):
            setter.grouped[(piece,), gap] = set_line(breaker, start, end, False)


def _alike(texts: Iterable[tuple[Piece, ...]], setter: Typesetter) -> Iterator[tuple[list[Piece], _Joined]]:
    """The plain texts, those of one style and in one face together, and as one text."""
    by_style: dict[tuple[object, ...], list[Piece]] = {}
    for text in texts:
        if len(text) == 1 and _is_plain(text[0], setter):
            by_style.setdefault(text[0][1:], []).append(text[0])
    for pieces in by_style.values():
        for start in range(0, len(pieces), _TOGETHER):
            some = pieces[start : start + _TOGETHER]
            joined = segments_of([_one(some)], setter)
            if len(joined[1]) > 1 and (some := _in_one_face(some, joined[1])):
                joined = segments_of([_one(some)], setter)
            if len(joined[1]) == 1:
                yield some, joined


def _is_plain(piece: Piece, setter: Typesetter) -> bool:
    peculiar = piece.rise or piece.under or piece.over or setter.style(piece.style).spread
    return bool(piece.text.strip()) and not peculiar and _QUOTES.isdisjoint(piece.text)


def _in_one_face(pieces: list[Piece], segments: Iterable[Segment]) -> list[Piece]:
    """The texts but those that have something in another face than most: a rare name, figures of another family."""
    looks: Counter[Look] = Counter()
    for segment in segments:
        looks[segment.look] += segment.end - segment.start
    look = max(looks, key=looks.__getitem__)
    others = [(segment.start, segment.end) for segment in segments if segment.look != look]
    return [piece for piece, start, end in _places(pieces) if not any(low < end and start < high for low, high in others)]


def _one(pieces: list[Piece]) -> Piece:
    """The texts as one."""
    return pieces[0]._replace(text=_BETWEEN.join([piece.text for piece in pieces]))


def _whole(joined: _Joined, setter: Typesetter, white: Mapping[int, int]) -> Whole:
    """Texts measured as one, with white (milli units) at some boundaries."""
    measured = measure(*joined, setter.rules, white)
    return Whole(measured, ends_of(Breaker(measured, ENDLESS, ENDLESS, setter.rules, frozenset()))[0], setter.rules)


def _places(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int, int]]:
    """Where each text begins and ends in all of them."""
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        yield piece, start, end
        start = end + 1
