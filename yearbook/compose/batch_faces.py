"""The glyphs of many texts at once, and which texts are surely set in the first faces of their chains throughout."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yearbook.compose.faces_chosen import narrow_marks
from yearbook.compose.glyph_widths import EM, units_of
from yearbook.compose.measured import Segment
from yearbook.fonts import Face
from yearbook.frozen import frozen

_CODES = 0x110000
_SURE, _UNSURE = 1, 2
_QUOTES = np.array([ord(mark) for mark in "“”’'"], np.uint32)

Codes = NDArray[np.uint32]
T = TypeVar("T")


@frozen
class Plain:
    """A paragraph that can be measured with others: all of one size, nothing under or over it.

    `measures` are those of its first and its other lines; `white` is (place, amount) of white set at a boundary.
    """

    text: str
    segments: tuple[Segment, ...]
    measures: tuple[int, int]
    white: tuple[int, int] | None = None


class Glyphs:
    """What is known of the characters of a face, by code point; filled as they turn up."""

    def __init__(self, face: Face) -> None:
        self._face, self._narrow = face, {ord(mark) for mark in narrow_marks(face)}
        self._known = np.zeros(_CODES, np.uint8)
        self._gids = np.zeros(_CODES, np.uint16)
        self._units = np.zeros(_CODES, np.int32)
        self._known[0] = _SURE  # what stands between texts

    def _meet(self, codes: Codes) -> None:
        for code in np.unique(codes[self._known[codes] == 0]).tolist():
            gid = ord(self._face.glyphs[code])
            self._gids[code] = gid
            self._units[code] = units_of(self._face, chr(code))
            self._known[code] = _SURE if gid and code not in self._narrow else _UNSURE

    def of(self, codes: Codes) -> tuple[NDArray[np.uint16], NDArray[np.int32]]:
        """The glyph ids of characters, and their advances in 1/1000 em."""
        self._meet(codes)
        return self._gids[codes], self._units[codes]

    def unsure(self, codes: Codes) -> NDArray[np.bool_]:
        """Which characters the face lacks, or has too narrow."""
        self._meet(codes)
        unsure: NDArray[np.bool_] = self._known[codes] == _UNSURE
        return unsure


def glyphs_of(face: Face) -> Glyphs:
    """What is known of a face, shared by all batches of the process."""
    found = _GLYPHS.get(id(face))
    if found is None:
        found = _GLYPHS[id(face)] = Glyphs(face)
    return found


_GLYPHS: dict[int, Glyphs] = {}  # by face; faces live as long as the process


def doubts(paragraphs: Sequence[Plain], mixed: Collection[str]) -> list[bool]:
    """Which paragraphs may need other faces than their segments have: for what these lack or have too narrow, for Western quotes.

    `mixed` are faces whose words and figures come from others.
    """
    if not paragraphs:
        return []
    codes = codes_of("".join([one.text + "\0" for one in paragraphs]))
    doubtful = _western_quotes(codes)
    for face, at in _by_face(paragraphs):
        doubtful[at] |= glyphs_of(face).unsure(codes[at])
    count = np.fromiter([len(one.text) + 1 for one in paragraphs], np.int64, len(paragraphs))
    found = np.logical_or.reduceat(doubtful, np.cumsum(count) - count).tolist()
    return [doubt or any(segment.look.face in mixed for segment in one.segments) for doubt, one in zip(found, paragraphs, strict=True)]


def glyphs(paragraphs: Sequence[Plain], codes: Codes, size: int) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """The glyphs of all characters, and their advances."""
    gids, advances = np.empty(len(codes), np.uint16), np.repeat(*by_segment(paragraphs, lambda segment: segment.look.track * EM))
    for face, at in _by_face(paragraphs):
        gids[at], units = glyphs_of(face).of(codes[at])
        advances[at] += units * np.int64(size)
    return gids, advances


def _by_face(paragraphs: Sequence[Plain]) -> Iterator[tuple[Face, NDArray[np.int64]]]:
    """Each face, and the places that are set in it."""
    faces = {id(segment.font): segment.font for one in paragraphs for segment in one.segments}
    face = np.repeat(*by_segment(paragraphs, lambda segment: id(segment.font)))
    return ((one, np.flatnonzero(face == key)) for key, one in faces.items())


def by_segment(paragraphs: Sequence[Plain], told: Callable[[Segment], T]) -> tuple[list[T], list[int]]:
    """What is told of each segment, and how many places it has, that after the paragraph's last character with the last."""
    lengths = [segment.end - segment.start + (segment.end == len(one.text)) for one in paragraphs for segment in one.segments]
    return [told(segment) for one in paragraphs for segment in one.segments], lengths


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _western_quotes(codes: Codes) -> NDArray[np.bool_]:
    """Which characters are quotes that may be Western: beside a sign of ASCII (all that faces_chosen takes for Western ones are)."""
    ascii_signs = np.concatenate(([False], (codes > 0x20) & (codes < 0x7F), [False]))
    return np.isin(codes, _QUOTES) & (ascii_signs[:-2] | ascii_signs[2:])
