"""How headings are read: the pinyin syllable of every Han character, by the edition's word, ours, then the dictionary's."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yearbook.edit.pinyin import read_aloud
from yearbook.model.index import HAN, syllables_of
from yearbook.patterns import late


class Syllable(NamedTuple):
    """A syllable in the order of dictionaries: letters with u for ü, 1 where it was ü, the tone (5: none)."""

    letters: str
    umlaut: int
    tone: int


class Readings:
    """Reads headings; `given` are the edition's own readings by word: 单庄 → shàn zhuāng."""

    def __init__(self, given: Mapping[str, str]) -> None:
        own = {word: syllables_of(reading) for word, reading in given.items()}
        self._words = {**_table("words"), **own}
        self._pattern = _any_of(self._words)
        self._names = {**_table("surnames"), **{word: reading for word, reading in own.items() if len(word) <= LONGEST_SURNAME}}
        self._own, self._own_pattern = own, _any_of(own)

    def of(self, heading: str, person: bool) -> list[Syllable | None]:
        """A syllable for every character of the heading, None for what is not Han; the name of a person begins with its surname."""
        read: list[str] = [""] * len(heading)
        for run in PARTS.finditer(heading):
            if run["han"]:
                read[run.start() : run.end()] = read_aloud(run[0])
        words = self._own if person else self._words
        for found in (self._own_pattern if person else self._pattern).finditer(heading):
            read[found.start() : found.end()] = words[found[0]]
        if person and heading not in self._own:
            surname = next((heading[:n] for n in range(LONGEST_SURNAME, 0, -1) if heading[:n] in self._names), "")
            read[: len(surname)] = self._names.get(surname, ())
        return [_syllable(text) if text else None for text in read]


LONGEST_SURNAME = 2
PARTS = late(rf"(?P<figures>[0-9０-９]+(?:[.．][0-9０-９]+)?)|(?P<latin>[A-Za-zÀ-ɏ]+)|(?P<han>{HAN}+)")  # of a heading, but for its marks


def surname_length(name: str) -> int:
    """How many characters of a name are its surname."""
    return 2 if len(name) > 2 and name[:2] in _table("surnames") else 1


def _table(name: str) -> dict[str, tuple[str, ...]]:
    return _tables()[name]


@cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    with (Path(__file__).parent / "readings.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: {word: tuple(reading.split()) for word, reading in table.items()} for name, table in tables.items()}


def _any_of(words: Mapping[str, object]) -> re.Pattern[str]:
    """The longest of the words that stands at a place."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


def _syllable(text: str) -> Syllable:
    letters, tone = (text[:-1], int(text[-1])) if text[-1].isdigit() else (text, 5)
    return Syllable(letters.replace("ü", "u"), int("ü" in letters), tone)
