"""Cells of a table measured: words that may wrap, numbers that are never broken and stand by their decimal point."""


from collections.abc import Iterable

from yearbook.compose.cells_measured import measure_grouped, measure_together
from yearbook.compose.digits import digit_white, grouped_line
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_single
from yearbook.frozen import frozen
from yearbook.model.page import Line
from yearbook.model.text import Words, plain
from yearbook.patterns import late

# a figure as printed: sign or qualifier, whole part, fraction, what hangs after it (余, %, ①)
_NUMBER = late(r"(?P<before>[<>＜＞≤≥≈±+＋−–~约近超过突破逾-]*)(?P<whole>\d+)(?P<rest>(?:\.\d+)?)(?P<after>[^\d年月日]?\D*)")
_SIGN = late(r"(?<=[^①-⑳*])(?:[①-⑳]|\*)+$")  # of a note, hung behind what it is about
_WESTERN = late(r"[!-~]+")
_BLANKS = "\u3000 "
NO_LINE = Line((), "", 0, True)


@frozen
class Cell:
    """A cell on one line: `whole` is the width up to the units digit, `rest` from there to the end of the digits.

    `least` is the narrowest that its words can be broken to; a number is as narrow as it is wide.
    """

    pieces: tuple[Piece, ...]
    line: Line
    least: int
    whole: int = 0
    rest: int = 0
    is_number: bool = False
    indent: int = 0

    @property
    def natural(self) -> int:
        """The width it would like, indent included."""
        return self.line.width + self.indent


def cell_pieces(words: Words, setter: Typesetter, style: str, scale: int) -> tuple[Piece, ...]:
    """The words of a cell as pieces, none for a blank one; scale in 1/1000.

    Blanks at both ends are dropped: they would move a number off its place. Signs of notes are raised.
    """
    if not plain(words).strip():
        return ()
    pieces = pieces_of(words, style, setter.layout)
    if pieces[0].text[0] in _BLANKS or pieces[-1].text[-1] in _BLANKS:
        pieces = (pieces[0]._replace(text=pieces[0].text.lstrip(_BLANKS)), *pieces[1:])
        pieces = (*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip(_BLANKS)))
    pieces = (*pieces[:-1], *_raised(pieces[-1], setter))
    return tuple([piece if scale == 1000 else piece._replace(scale=piece.scale * scale // 1000) for piece in pieces if piece.text])


def _raised(piece: Piece, setter: Typesetter) -> tuple[Piece, ...]:
    found = _SIGN.search(piece.text)
    if found is None:
        return (piece,)
    table, size = setter.layout.table, setter.style(piece.style).size
    sign = piece._replace(text=found[0], scale=int(table.sign_scale * 1000), rise=int(table.sign_rise * size))
    return piece._replace(text=piece.text[: found.start()]), sign


def word_cell(pieces: tuple[Piece, ...], setter: Typesetter, indent: int = 0) -> Cell:
    """A cell of words."""
    line = set_single(pieces, setter)
    return Cell(pieces, line, _least(pieces, line, setter) + indent, indent=indent)


def number_cell(pieces: tuple[Piece, ...], setter: Typesetter) -> Cell:
    """A cell of a number column; what is no number there stays words."""
    text = _text(pieces)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return word_cell(pieces, setter)
    gap = setter.layout.table.digit_gap
    line = grouped_line(pieces, setter, gap, _SIGN.search(text))
    widths = {len(text): line.width}
    for end in match.end("whole"), match.end("rest"):
        if end not in widths:
            widths[end] = grouped_line(cut(pieces, end), setter, gap).width
    whole = widths[match.end("whole")]
    return Cell(pieces, line, line.width, whole, widths[match.end("rest")] - whole, True)


def measure_cells(cells: Iterable[tuple[tuple[Piece, ...], str]], setter: Typesetter) -> None:
    """Measures together what cells of these pieces and aligns will ask the widths of."""
    words: list[tuple[Piece, ...]] = []
    numbers: list[tuple[Piece, ...]] = []
    for pieces, align in cells:
        text = _text(pieces)
        match = _NUMBER.fullmatch(text) if align == "number" else None
        if match is None:
            words += [pieces, *[(word,) for word in _western(pieces)]]
            continue
        for end in dict.fromkeys((len(text), match.end("whole"), match.end("rest"))):
            (numbers if digit_white(text[:end], 1) else words).append(cut(pieces, end))
    measure_together(words, setter)
    measure_grouped(numbers, setter, setter.layout.table.digit_gap)


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join([piece.text for piece in pieces])


def head_cell(title: str, setter: Typesetter, scale: int) -> Cell:
    """A column's title; it may be broken before its bracketed unit, else into two halves."""
    look = setter.layout.table
    pieces = (Piece(title, look.head_style, scale=scale),)
    line = set_single(pieces, setter)
    size = setter.style(look.head_style).size * scale // 1000
    least = max(set_single((pieces[0]._replace(text=part),), setter).width for part in title_parts(title))
    if len(title_parts(title)) == 1 and line.width > 4 * size:
        least = max((line.width + 1) // 2 + size, _least(pieces, line, setter))
    return Cell(pieces, line, min(least, line.width))


def title_parts(title: str) -> tuple[str, ...]:
    """总量（亿元） in its two parts."""
    name, bracket, unit = title.partition("（")
    return (name, bracket + unit) if name and bracket and title.endswith("）") else (title,)


def cut(pieces: tuple[Piece, ...], count: int) -> tuple[Piece, ...]:
    """The first `count` characters of the pieces."""
    kept: list[Piece] = []
    for piece in pieces:
        if count <= 0:
            break
        kept.append(piece._replace(text=piece.text[:count]))
        count -= len(piece.text)
    return tuple(kept)


def _least(pieces: tuple[Piece, ...], line: Line, setter: Typesetter) -> int:
    """Three characters, or the longest Western word."""
    if not pieces:
        return 0
    size = setter.style(pieces[0].style).size * pieces[0].scale // 1000
    return min(line.width, max([3 * size, *[set_single((word,), setter).width + size for word in _western(pieces)]]))


def _western(pieces: tuple[Piece, ...]) -> list[Piece]:
    """The Western words of the pieces."""
    return [piece._replace(text=word) for piece in pieces for word in _WESTERN.findall(piece.text)]
