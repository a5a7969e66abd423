"""How wide characters are in a face at a size, and what shaping changes in a Western word; both are found once a process."""

import re
from functools import lru_cache

from yearbook.fonts import Face

EM = 1000  # font units of an em, to which all faces are brought


class _Advances(dict[str, int]):
    """Character → advance in a face at a size with a track, milli units; a glyph is asked for once."""

    def __init__(self, font: Face, size: int, track: int) -> None:
        super().__init__()
        self._font, self._size, self._track = font, size, track * EM

    def __missing__(self, character: str) -> int:
        advance = units_of(self._font, character) * self._size + self._track
        self[character] = advance
        return advance


def units_of(font: Face, character: str) -> int:
    """The advance of a character's glyph in 1/1000 em."""
    return font.advance(ord(font.glyphs[ord(character)])) * EM // font.units


_ADVANCES: dict[tuple[int, int, int], _Advances] = {}


def advances_of(font: Face, size: int, track: int = 0) -> _Advances:
    """The advances of a face at a size, shared by all paragraphs of the process."""
    key = (id(font), size, track)
    table = _ADVANCES.get(key)
    if table is None:
        table = _ADVANCES[key] = _Advances(font, size, track)
    return table


Kerned = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, bytes], ...]]
UNCHANGED: Kerned = ((), ())
_FIGURES = re.compile("[0-9.,]+")


class _KernedWords(dict[str, Kerned | None]):
    """Word → what shaping changes in it; a yearbook has some hundred words and years, each shaped once a process."""

    def __init__(self, font: Face) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, word: str) -> Kerned | None:
        found = self[word] = _shaped(word, self._font)
        return found


_KERNED: dict[int, _KernedWords] = {}  # by face; faces live as long as the process


def kerned_words(font: Face) -> _KernedWords:
    """What shaping changes in words of as many glyphs as characters: (boundary, 1/1000 em) moves and (place, gid) glyphs.

    None for a word whose characters and glyphs differ in number: there are ligatures.
    """
    table = _KERNED.get(id(font))
    if table is None:
        table = _KERNED[id(font)] = _KernedWords(font)
    return table


@lru_cache(maxsize=64)
def figures_stand(font: Face) -> bool:
    """Whether shaping leaves all numbers as they are: no two of the figures, point and comma move or change one another."""
    signs = "0123456789.,"
    return font.stands("".join(first + second for first in signs for second in signs))


def _shaped(word: str, font: Face) -> Kerned | None:
    if (figures_stand(font) and _FIGURES.fullmatch(word)) or font.stands(word):
        return UNCHANGED
    shaped = font.shape(word)
    if [glyph.cluster for glyph in shaped] != list(range(len(word))):
        return None
    moves, glyphs = [], []
    for at, (glyph, character) in enumerate(zip(shaped, word, strict=True)):
        if glyph.gid != ord(font.glyphs[ord(character)]):
            glyphs.append((at, glyph.gid.to_bytes(2, "big")))
        spare = glyph.advance * EM // font.units - units_of(font, character)
        if spare:
            moves.append((at + 1, spare))
    return tuple(moves), tuple(glyphs)
