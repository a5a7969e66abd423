"""Many texts one after another, with the glyphs they are set in: of the first faces of their chains, unless these are in doubt."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yearbook.compose.faces_chosen import QUOTES, narrow_marks
from yearbook.compose.glyph_widths import units_of
from yearbook.compose.measured import Look, Segment
from yearbook.fonts import Face
from yearbook.frozen import frozen, replace

CODES = 0x110000
_SURE, _UNSURE = 1, 2
_QUOTES = np.array([ord(mark) for mark in QUOTES], np.uint32)

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@frozen
class Plain:
    """A paragraph that can be measured with others: all of one size, nothing under or over it.

    `measures` are those of its first and its other lines; `white` is (place, amount) of white set at a boundary.
    """

    text: str
    segments: tuple[Segment, ...]
    measures: tuple[int, int]
    white: tuple[int, int] | None = None


@frozen
class Looks:
    """How paragraphs laid one after another are set: their looks and the faces of these, by number."""

    looks: Sequence[Look]
    faces: Sequence[Face]
    begun: Numbers  # the places where a look begins, or a paragraph
    number: Numbers  # by place


@frozen
class Laid:
    """Paragraphs one after another, each with a place more than characters. Arrays go by place where nothing else is said."""

    paragraphs: Sequence[Plain]
    text: str  # NUL after each paragraph
    codes: Codes
    base: Numbers  # by paragraph: its first place
    count: Numbers  # by paragraph: its characters
    looks: Looks
    gids: NDArray[np.uint16]
    units: NDArray[np.int32]  # what the glyphs take, 1/1000 em


def laid(paragraphs: Sequence[Plain], mixed: Collection[str], closer: Sequence[Callable[[], tuple[str, tuple[Segment, ...]]]]) -> Laid:
    """The paragraphs laid one after another; those that may need other faces than their own in the segments that a closer look finds.

    In doubt is what a face lacks or has too narrow, what may be a Western quote, and all in the faces `mixed`, whose words and
    figures come from others.
    """
    text = "".join([one.text + "\0" for one in paragraphs])
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    count = np.fromiter([len(one.text) for one in paragraphs], np.int64, len(paragraphs))
    base = np.cumsum(count + 1) - count - 1
    looks = _looks(paragraphs)
    gids, units, doubtful = _glyphs(codes, looks.number, looks.faces)
    doubtful |= _western_quotes(codes) | np.array([look.face in mixed for look in looks.looks])[looks.number]
    doubts = np.logical_or.reduceat(doubtful, base)
    if doubts.any():
        paragraphs = [*paragraphs]
        for n in np.flatnonzero(doubts).tolist():
            paragraphs[n] = replace(paragraphs[n], segments=closer[n]()[1])
        looks, again = _looks(paragraphs), np.flatnonzero(np.repeat(doubts, count + 1))
        gids[again], units[again], _ = _glyphs(codes[again], looks.number[again], looks.faces)
    return Laid(paragraphs, text, codes, base, count, looks, gids, units)


def _looks(paragraphs: Sequence[Plain]) -> Looks:
    segments = [segment for one in paragraphs for segment in one.segments]
    faces = {look: face for _, _, look, face in segments}
    numbers = {look: number for number, look in enumerate(faces)}
    count = np.array([end - start for start, end, _, _ in segments], np.int64)
    count[np.cumsum([len(one.segments) for one in paragraphs]) - 1] += 1
    number = np.array([numbers[look] for _, _, look, _ in segments], np.int64)
    return Looks([*faces], [*faces.values()], np.cumsum(count) - count, np.repeat(number, count))


class Glyphs:
    """What is known of the characters of a face, by code point; filled as they turn up."""

    def __init__(self, face: Face) -> None:
        self._face, self._narrow = face, {ord(mark) for mark in narrow_marks(face)}
        self._known = np.zeros(CODES, np.uint8)
        self._gids = np.zeros(CODES, np.uint16)
        self._units = np.zeros(CODES, np.int32)
        self._known[0] = _SURE  # what stands between texts

    def of(self, codes: Codes) -> tuple[NDArray[np.uint16], NDArray[np.int32], Flags]:
        """The glyph ids of characters, their advances in 1/1000 em, and which of them the face lacks or has too narrow."""
        for code in unmet(codes, self._known):
            gid = ord(self._face.glyphs[code])
            self._gids[code] = gid
            self._units[code] = units_of(self._face, chr(code))
            self._known[code] = _SURE if gid and code not in self._narrow else _UNSURE
        return self._gids[codes], self._units[codes], self._known[codes] == _UNSURE


def unmet(codes: Codes, known: NDArray[np.uint8]) -> list[int]:
    """The code points of which nothing is known yet."""
    new = codes[known[codes] == 0]
    return each_once(new, CODES).tolist() if len(new) else []


def each_once(numbers: NDArray[Any], bound: int) -> Numbers:
    """Whole numbers below a bound in their order, each once: what numpy.unique gives, which loads 0.02 s of numpy besides."""
    met = np.zeros(bound, np.bool_)
    met[numbers] = True
    return np.flatnonzero(met)


def glyphs_of(face: Face) -> Glyphs:
    """What is known of a face, shared by all batches of the process."""
    found = _GLYPHS.get(id(face))
    if found is None:
        found = _GLYPHS[id(face)] = Glyphs(face)
    return found


_GLYPHS: dict[int, Glyphs] = {}  # by face; faces live as long as the process


def _glyphs(codes: Codes, look: Numbers, faces: Sequence[Face]) -> tuple[NDArray[np.uint16], NDArray[np.int32], Flags]:
    """As Glyphs.of, of characters in looks that have these faces."""
    gids, units, unsure = np.empty(len(codes), np.uint16), np.empty(len(codes), np.int32), np.empty(len(codes), np.bool_)
    numbers = {id(face): number for number, face in enumerate(faces)}
    face = np.array([numbers[id(one)] for one in faces])[look]
    for number in numbers.values():
        at = np.flatnonzero(face == number)
        gids[at], units[at], unsure[at] = glyphs_of(faces[number]).of(codes[at])
    return gids, units, unsure


def _western_quotes(codes: Codes) -> Flags:
    """Which characters are quotes that may be Western: beside a sign of ASCII (all that faces_chosen takes for Western ones are)."""
    ascii_signs = np.concatenate(([False], (codes > 0x20) & (codes < 0x7F), [False]))
    return np.isin(codes, _QUOTES) & (ascii_signs[:-2] | ascii_signs[2:])
