"""Rows of text as columns that line up on a terminal, where a Han character is two places wide."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line a row; the last column is left ragged."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
