"""Short texts measured together: those of one style as one text, which is then cut apart again.

Why: what it costs to measure a text is, for one of ten characters, nearly all cost by the text, and a table has hundreds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from yearbook.compose.breaks import Breaker
from yearbook.compose.digits import digit_white, size_of
from yearbook.compose.glyph_widths import EM
from yearbook.compose.justify import set_line
from yearbook.compose.measured import Cluster, Measured, Segment
from yearbook.compose.paragraph import ENDLESS, Piece, Typesetter, segments_of
from yearbook.compose.prepare import measure

# stands between the texts: beside a character of the class of Han each of them is what it is alone, because white at a boundary
# vanishes where a line ends; and as it is no part of a Han word it leaves the choice of faces as it is
_BETWEEN = "の"
_QUOTES = frozenset("“”’'")  # Western or not by what stands beside them
_TOGETHER = 200  # texts measured as one: so many measures are kept
_SHORT = 3  # characters that no column is too narrow for: such texts are not broken


def measure_together(texts: Iterable[tuple[Piece, ...]], setter: Typesetter) -> None:
    """Sets texts on a line each, and keeps the measures of longer ones, where set_single and set_paragraph look for them.

    What is set already, or would not be alone what it is among others, is left to these.
    """
    for pieces in _alike([text for text in dict.fromkeys(texts) if text not in setter.singles], setter):
        if not (breaker := _joined(pieces, setter, {})):
            continue
        if len(setter.texts) + len(pieces) > _TOGETHER:
            setter.texts.clear()
        for piece, start, end in _places(pieces):
            setter.singles[piece,] = set_line(breaker, start, end, False)
            if end - start > _SHORT:
                setter.texts[piece,] = _part(breaker.text, start, end)


def measure_grouped(numbers: Iterable[tuple[Piece, ...]], setter: Typesetter, gap: Decimal) -> None:
    """Sets numbers parted by `gap` em where grouped_line looks for them."""
    for pieces in _alike([number for number in dict.fromkeys(numbers) if (number, gap) not in setter.grouped], setter):
        amount = int(gap * size_of(pieces[0], setter))
        white = {start + at: amount * EM for piece, start, _ in _places(pieces) for at in digit_white(piece.text, amount)}
        if breaker := _joined(pieces, setter, white):
            for piece, start, end in _places(pieces):
                setter.grouped[(piece,), gap] = set_line(breaker, start, end, False)


def _alike(texts: Iterable[tuple[Piece, ...]], setter: Typesetter) -> Iterator[list[Piece]]:
    """The plain texts, those of one style together."""
    by_style: dict[tuple[object, ...], list[Piece]] = {}
    for text in texts:
        if len(text) == 1 and _is_plain(text[0], setter):
            by_style.setdefault(text[0][1:], []).append(text[0])
    for pieces in by_style.values():
        for start in range(0, len(pieces), _TOGETHER):
            yield pieces[start : start + _TOGETHER]


def _is_plain(piece: Piece, setter: Typesetter) -> bool:
    peculiar = piece.rise or piece.under or piece.over or setter.style(piece.style).spread
    return bool(piece.text) and not peculiar and _QUOTES.isdisjoint(piece.text)


def _joined(pieces: list[Piece], setter: Typesetter, white: Mapping[int, int]) -> Breaker | None:
    """The texts measured as one, with white (milli units) at some boundaries; None when some of them are in another face."""
    text, segments = segments_of([pieces[0]._replace(text=_BETWEEN.join([piece.text for piece in pieces]))], setter)
    if len(segments) > 1:
        return None
    return Breaker(measure(text, segments, setter.rules, white), ENDLESS, ENDLESS, setter.rules, frozenset())


def _places(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int, int]]:
    """Where each text begins and ends in all of them."""
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        yield piece, start, end
        start = end + 1


def _part(whole: Measured, start: int, end: int) -> Measured:
    """Characters `start` to `end` of a text in one look, as they are measured alone; lengths count from elsewhere."""
    (_, _, look, font), places, tied = whole.segments[0], whole.white_at, whole.tied
    low, high = bisect_right(places, start), bisect_left(places, end)
    first, last = bisect_right(tied, start), bisect_left(tied, end)
    sums, characters = slice(low, high + 1), slice(start, end + 1)
    return Measured(
        whole.text[start:end], whole.classes[start:end], (Segment(0, end - start, look, font),), whole.ends[characters],
        whole.starts[characters], whole.right[characters], whole.left[characters], whole.whites[low:high],
        [at - start for at in places[low:high]], whole.natural[low:high], whole.gaps[sums], whole.give[sums], whole.room[sums],
        [at - start for at in tied[first:last]],
        tuple([Cluster(at - start, to - start, gids) for at, to, gids in whole.clusters if start <= at < end]),
        whole.em, True, whole.gids[2 * start : 2 * end], whole.spaced,
    )  # fmt: skip
