"""Thin gaps in long numbers: 4 or more digits are parted in threes (design.md), years and days never."""

import re
from collections.abc import Iterable
from decimal import Decimal

from yearbook.compose.paragraph import Asked, Piece, Typesetter, set_asked, set_single
from yearbook.model.page import Line

_LONG = re.compile(r"(?<![\d.])\d{4,}(?![\d年月日])")
ENDLESS = 10**9


def digit_white(text: str, gap: int) -> dict[int, int]:
    """Where `gap` stands: before the character of each index."""
    white: dict[int, int] = {}
    for match in _LONG.finditer(text):
        white.update(dict.fromkeys(range(match.end() - 3, match.start(), -3), gap))
    return white


def grouped_line(pieces: Iterable[Piece], setter: Typesetter, gap: Decimal, sign: re.Match[str] | None = None) -> Line:
    """One line with its long numbers parted by `gap` em; the sign of a note follows its figure without a gap."""
    pieces = tuple(pieces)
    text = "".join(piece.text for piece in pieces)
    white = digit_white(text, int(gap * size_of(pieces[0], setter))) if pieces else {}
    if sign:
        white[sign.start()] = 0
    if not white:
        return set_single(pieces, setter)
    line = setter.grouped.get((pieces, gap))
    if line is None:
        line = setter.grouped[pieces, gap] = set_asked(Asked(pieces, (ENDLESS, 0, "left"), white), setter)[0]
    return line


def size_of(piece: Piece, setter: Typesetter) -> int:
    """The size of a piece, 1/1000 pt."""
    return setter.style(piece.style).size * piece.scale // 1000
