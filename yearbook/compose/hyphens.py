"""Where an English word may be divided, by Liang's patterns (hyphens_en.txt); read only when a line would otherwise be loose.

Why patterns of our own: a book must come out the same in 2040, and a library's word lists change with its releases.
"""

from functools import lru_cache
from pathlib import Path

LEAST_BEFORE, LEAST_AFTER, LEAST_WORD = 2, 3, 6  # letters; LEFTHYPHENMIN and RIGHTHYPHENMIN of the patterns


@lru_cache(maxsize=4096)
def hyphens(word: str) -> tuple[int, ...]:
    """The places in a word of Latin letters before which a hyphenated part may begin; none for names of capitals."""
    if len(word) < LEAST_WORD or not (word.isascii() and word.isalpha()) or not word[1:].islower():
        return ()
    patterns, longest = _patterns()
    text = f".{word.lower()}."
    levels = [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            found = patterns.get(text[start:end])
            if found:
                for n, level in enumerate(found, start):
                    levels[n] = max(levels[n], level)
    return tuple(at for at in range(LEAST_BEFORE, len(word) - LEAST_AFTER + 1) if levels[at + 1] % 2)


@lru_cache(maxsize=1)
def _patterns() -> tuple[dict[str, tuple[int, ...]], int]:
    """Letters → the levels before, between and after them; and the length of the longest."""
    path = Path(__file__).with_name("hyphens_en.txt")
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    patterns = dict(_pattern(one) for row in rows for one in row.split())
    return patterns, max(map(len, patterns))


def _pattern(written: str) -> tuple[str, tuple[int, ...]]:
    levels = [0]
    for character in written:
        if character.isdigit():
            levels[-1] = int(character)
        else:
            levels.append(0)
    return "".join(c for c in written if not c.isdigit()), tuple(levels)
