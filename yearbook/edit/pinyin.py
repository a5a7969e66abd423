"""Readings of Han characters and words as pypinyin has them (pinyin.txt), looked up as they are met: it would take 0.4 s to begin."""

from functools import cache
from pathlib import Path


def read_aloud(run: str) -> list[str]:
    """The syllable of every character of a run of Han, tone behind it (5: none); "" for one without a reading.

    At each place the longest word of the list is taken, else the character by itself; beside a character without a reading
    all are read by themselves, as pypinyin does.
    """
    alone = _alone()
    syllables = [alone.get(character, "") for character in run]
    if "" in syllables:
        return syllables
    at = 0
    while at < len(run):
        words = _words_from(run[at])
        length = next((n for n in _lengths(run[at]) if run[at + 1 : at + n] in words and at + n <= len(run)), 1)
        told = words.get(run[at + 1 : at + length], "") if length > 1 else ""
        for n, syllable in enumerate(told.split(",") if told else ()):
            syllables[at + n] = syllable or syllables[at + n]
        at += length
    return syllables


@cache
def _sheet() -> tuple[str, str]:
    """The two halves of the file: readings with their characters, first characters with the words that they begin."""
    readings, _, words = (Path(__file__).parent / "pinyin.txt").read_text(encoding="utf-8").partition("\n\n")
    return readings, words


@cache
def _lines() -> dict[str, str]:
    """First character → the line of its words."""
    return {line[0]: line for line in _sheet()[1].splitlines() if line}


@cache
def _alone() -> dict[str, str]:
    """Character → its first reading."""
    alone: dict[str, str] = {}
    for line in _sheet()[0].splitlines():
        if line[0] != "#":
            reading, _, characters = line.partition(" ")
            alone.update(dict.fromkeys(characters, reading))
    return alone


@cache
def _words_from(first: str) -> dict[str, str]:
    """The words that begin with a character, without it → the readings of all their characters, "" where they read as alone."""
    pairs = (word.partition(":") for word in _lines().get(first, "")[2:].split(" "))
    return {word: told for word, _, told in pairs if word}


@cache
def _lengths(first: str) -> tuple[int, ...]:
    """How long the words that begin with a character are, the longest first."""
    return tuple(sorted({len(word) + 1 for word in _words_from(first)}, reverse=True))
