"""Cells of a table measured: words that may wrap, numbers that are never broken and stand by their decimal point."""

import re
from collections.abc import Iterable
from dataclasses import field

from yearbook.compose.cells_measured import Passage
from yearbook.compose.digits import grouped_line
from yearbook.compose.paragraph import ENDLESS, Piece, Typesetter, pieces_of, set_single
from yearbook.frozen import workpiece
from yearbook.model.page import Line
from yearbook.model.text import Words, plain
from yearbook.patterns import late

# a figure as printed: sign or qualifier, whole part, fraction, what hangs after it (余, %, ①)
_NUMBER = late(r"(?P<before>[<>＜＞≤≥≈±+＋−–~约近超过突破逾-]*)(?P<whole>\d+)(?P<rest>(?:\.\d+)?)(?P<after>[^\d年月日]?\D*)")
_SIGN = late(r"(?<=[^①-⑳*])(?:[①-⑳]|\*)+$")  # of a note, hung behind what it is about
_WESTERN = late(r"[!-~]+")
_BLANKS = "\u3000 "


@workpiece
class Cell:
    """A cell and its `width` on one line: `whole` is that up to the units digit, `rest` that from there to the end of the digits.

    `least` is the narrowest that its words can be broken to; a number is as narrow as it is wide.
    """

    words: Passage
    width: int
    least: int
    whole: int = 0
    rest: int = 0
    is_number: bool = False
    indent: int = 0
    lines: dict[int, tuple[Line, ...]] = field(default_factory=dict)  # those it was set in, by measure

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words, none of a blank one."""
        return self.words.pieces

    @property
    def natural(self) -> int:
        """The width it would like, indent included."""
        return self.width + self.indent

    @property
    def line(self) -> Line:
        """All of it on one line."""
        if ENDLESS not in self.lines:
            self.lines[ENDLESS] = (self.words.line(),)
        return self.lines[ENDLESS][0]


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


def word_cell(words: Passage, western_widths: Iterable[int], indent: int = 0) -> Cell:
    """A cell of words, those in Western letters of these widths."""
    width = words.width
    return Cell(words, width, _least(words, width, western_widths) + indent, indent=indent)


def figure(pieces: tuple[Piece, ...]) -> re.Match[str] | None:
    """The words of a cell of a number column as a number, if they are one."""
    return _NUMBER.fullmatch("".join([piece.text for piece in pieces]))


def number_cell(pieces: tuple[Piece, ...], match: re.Match[str], setter: Typesetter) -> Cell:
    """A cell of a number column, its number matched."""
    text, gap = match.string, setter.layout.table.digit_gap
    line = grouped_line(pieces, setter, gap, _SIGN.search(text))
    widths = {len(text): line.width}
    for end in match.end("whole"), match.end("rest"):
        if end not in widths:
            widths[end] = grouped_line(cut(pieces, end), setter, gap).width
    whole = widths[match.end("whole")]
    rest = widths[match.end("rest")] - whole
    return Cell(Passage(pieces, setter), line.width, line.width, whole, rest, True, lines={ENDLESS: (line,)})


def head_cell(title: str, setter: Typesetter, scale: int) -> Cell:
    """A column's title; it may be broken before its bracketed unit, else into two halves."""
    look = setter.layout.table
    words = Passage((Piece(title, look.head_style, scale=scale),), setter)
    width, parts = words.width, title_parts(title)
    size = setter.style(look.head_style).size * scale // 1000
    least = max(set_single((words.pieces[0]._replace(text=part),), setter).width for part in parts)
    if len(parts) == 1 and width > 4 * size:
        western_widths = [set_single((word,), setter).width for word in western(words.pieces)]
        least = max((width + 1) // 2 + size, _least(words, width, western_widths))
    return Cell(words, width, min(least, width))


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


def _least(words: Passage, width: int, western_widths: Iterable[int]) -> int:
    """Three characters, or the longest Western word and one more."""
    first = words.pieces[0]
    size = words.setter.style(first.style).size * first.scale // 1000
    return min(width, max([3 * size, *[one + size for one in western_widths]]))


def western(pieces: tuple[Piece, ...]) -> list[Piece]:
    """The Western words of the pieces."""
    return [Piece(word, *piece[1:]) for piece in pieces for word in _WESTERN.findall(piece.text)]
