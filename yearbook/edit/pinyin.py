"""Readings of Han characters and words as pypinyin has them (pinyin.txt), looked up as they are met: it would take 0.4 s to begin."""

from functools import cache
from pathlib import Path


def read_aloud(run: str) -> list[str]:
    """The syllable of every character of a run of Han, tone behind it (5: none); "" for one without a reading.

    At each place the longest word of the list is taken, else the character by itself; beside a character without a reading
    all are read by themselves, as pypinyin does.
    """
    syllables = [_alone(character) for character in run]
    if "" in syllables:
        return syllables
    at = 0
    while at < len(run):
        word, told = _longest(run, at)
        for n, syllable in enumerate(told.split(",") if told else ()):
            syllables[at + n] = syllable or syllables[at + n]
        at += 1 + len(word)
    return syllables


def _longest(run: str, at: int) -> tuple[str, str]:
    """The longest word that stands there, without its first character, and the readings of all its characters.

    The readings are "" when they are those of the characters alone.
    """
    longest = found = ""
    line, second = _lines().get(run[at], ""), f" {run[at + 1 : at + 2]}"
    begin = line.find(second) if len(second) > 1 else -1
    while begin >= 0:
        end = line.find(" ", begin + 1)
        word, _, told = line[begin + 1 : end if end > 0 else None].partition(":")
        if len(word) > len(longest) and run.startswith(word, at + 1):
            longest, found = word, told
        begin = line.find(second, begin + 1)
    return longest, found


@cache
def _sheet() -> tuple[str, str]:
    """The two halves of the file: readings with their characters, first characters with the words that they begin."""
    readings, _, words = (Path(__file__).parent / "pinyin.txt").read_text(encoding="utf-8").partition("\n\n")
    return "\n".join(line for line in readings.splitlines() if line[0] != "#"), words


@cache
def _lines() -> dict[str, str]:
    """First character → the line of its words."""
    return {line[0]: line for line in _sheet()[1].splitlines() if line}


@cache
def _alone(character: str) -> str:
    """The first reading of a character, "" when it has none; sought in the text, as a table of all would take longer to make."""
    readings = _sheet()[0]
    at = readings.rfind(character)
    if at < 0:
        return ""
    begin = readings.rfind("\n", 0, at) + 1
    return readings[begin : readings.index(" ", begin)]
