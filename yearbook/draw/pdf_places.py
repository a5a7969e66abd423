"""Where every object of a file stands: the rows of its cross-reference stream (PDF 32000-1, 7.5.8), a word of 64 bits each.

From the left a word holds the byte that tells the predictor of a PNG row, then the kind of entry in one byte, four bytes (where
the object begins, or the object stream it is in) and two (which of that stream's objects it is).
"""

import sys
from array import array
from collections.abc import Iterable

from yearbook.endings import mistakable

_WRITTEN, _PACKED = 1 << 48, 2 << 48
_FREE = 0xFFFF  # the entry of number 0
_UP = (2 << 56).to_bytes(8, "big")  # the predictor: what a row is more than the row above it
_TOP = b"\x80" * 8


class Places:
    """Gives out numbers and notes where their objects come to stand."""

    def __init__(self, first: int) -> None:
        self._rows = array("Q", [_FREE, *(0 for _ in range(1, first))])

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers in a row."""
        number = len(self._rows)
        self._rows.extend((0,) * count)
        return number

    def note(self, number: int, place: int) -> None:
        """The object begins at this byte of the file."""
        self._rows[number] = _WRITTEN | place << 16

    def note_packed(self, numbers: Iterable[int], stream: int) -> None:
        """The objects are those of an object stream, in this order."""
        rows, packed = self._rows, _PACKED | stream << 16
        for at, number in enumerate(numbers):
            rows[number] = packed | at

    def rows(self) -> tuple[bytes, int]:
        """The rows as differences, which compress to a third, and how many; one too many where they would end in a line end."""
        rows = array("Q", self._rows)
        if sys.byteorder == "little":
            rows.byteswap()
        words = rows.tobytes()
        while mistakable(told := _differences(words)):
            words += bytes(8)
        return told, len(words) // 8


def _differences(words: bytes) -> bytes:
    """Every byte less the one in the row above it, modulo 256: all of them at once, as one number, with no borrow between them."""
    count = len(words) // 8
    here, above = int.from_bytes(words, "big"), int.from_bytes(words, "big") >> 64
    top = int.from_bytes(_TOP * count, "big")
    less = ((here | top) - (above & ~top)) ^ ((here ^ ~above) & top)
    return (less | int.from_bytes(_UP * count, "big")).to_bytes(len(words), "big")
