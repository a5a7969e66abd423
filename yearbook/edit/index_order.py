"""The order of an index: keys of headings by pinyin or by strokes, and the letter or number of strokes they stand under.

By pinyin (GB/T 13418, GB/T 22466): character by character, each by syllable, tone, strokes; so that those of one character
stay together. Figures come first, Western words stand in their letter before Han, marks count nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from yearbook.edit.figures import chinese
from yearbook.edit.readings import PARTS, Readings, Syllable, surname_length
from yearbook.edit.strokes import UNKNOWN, stroke_place
from yearbook.model.index import Order

FIGURES, OTHERS = "数字", "其他"  # the heads over headings that begin with no letter
UNREAD = "\uffff"  # the letter of a character without a reading: after all others
_LATIN, _HAN_CLASS = 0, 1
_FULL = str.maketrans("０１２３４５６７８９．", "0123456789.")


class Place(NamedTuple):
    """Where a heading stands: its key, and the head it stands under."""

    key: tuple[object, ...]
    letter: str


class _Part(NamedTuple):
    """A comparable piece of a heading; empty letters sort before all others."""

    letter: str
    kind: int
    text: str
    umlaut: int
    tone: int
    strokes: tuple[int, int]


def place_of(heading: str, order: Order, person: bool, readings: Readings) -> Place:
    """The place of a heading; the key ends with the heading itself, so that no two headings are equal."""
    if order == "pinyin":
        parts = tuple(_by_pinyin(heading, person, readings))
        letter = _letter(parts)
        return Place((not parts, parts, heading), letter)
    strokes = tuple(_by_strokes(heading))
    count = strokes[0][1] if strokes and strokes[0][0] else 0
    if order == "surname-strokes" and person:
        cut = surname_length(heading)
        surname, given = strokes[:cut], strokes[cut:]
        # a name of one character has a blank before it, which comes before all strokes
        blank = ((0, 0, 0, ""),) if len(given) == 1 else ()
        return Place((not strokes, (surname, *blank, *given), heading), _counted(strokes, count))
    return Place((not strokes, strokes, heading), _counted(strokes, count))


def _by_pinyin(heading: str, person: bool, readings: Readings) -> Iterator[_Part]:
    syllables = readings.of(heading, person)
    for found in PARTS.finditer(heading):
        if found["figures"]:
            yield _Part("", _LATIN, found[0].translate(_FULL), 0, 0, (0, 0))
        elif found["latin"]:
            word = found[0].upper()
            yield _Part(word[0], _LATIN, word, 0, 0, (0, 0))
        else:
            yield from map(_han, found[0], syllables[found.start() : found.end()])


def _han(character: str, syllable: Syllable | None) -> _Part:
    strokes = stroke_place(character)
    if syllable is None:
        return _Part(UNREAD, _HAN_CLASS, "", 0, 0, strokes)
    return _Part(syllable.letters[0].upper(), _HAN_CLASS, syllable.letters, syllable.umlaut, syllable.tone, strokes)


def _letter(parts: tuple[_Part, ...]) -> str:
    if not parts or parts[0].letter == UNREAD:
        return OTHERS
    return parts[0].letter or FIGURES


def _by_strokes(heading: str) -> Iterator[tuple[int, int, int, str]]:
    """(1, strokes, place, "") for Han; figures and Western words before them."""
    for found in PARTS.finditer(heading):
        if found["han"]:
            yield from ((1, *stroke_place(character), "") for character in found[0])
        else:
            yield 0, 0, 0, found[0].upper()


def _counted(strokes: tuple[tuple[int, int, int, str], ...], count: int) -> str:
    if not strokes or count >= UNKNOWN[0]:
        return OTHERS
    return f"{chinese(count)}画" if count else "数字、字母"
