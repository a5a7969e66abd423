"""Which face each part of a text is set in: the first of a chain that has all of a word, and marks as wide as they must be."""

import re

from yearbook.compose.classes import FULL_WIDTH_MARKS
from yearbook.fonts import Face, Faces

# quotes and apostrophes inside Western text come from the Latin face: in a Han face they are 1 em wide (typography.md §3.6)
_WESTERN_QUOTE = re.compile(r"(?<=[A-Za-z])[’'](?=[A-Za-z])|(?<![^ -~])“(?=[A-Za-z][ -~’]*”(?![^ -~]))|(?<=[A-Za-z.,!?])”(?![^ -~])")
QUOTES = "“”’'"  # Western or not by what stands beside them
_QUOTES = re.compile(f"[{QUOTES}]")
_CURLED = "‘’“”"  # in a Western word they come from the Latin face
_LETTER = re.compile(r"[A-Za-z]")
_WESTERN_WORD = re.compile(r"[!-~¡-ʯͰ-ӿ‘’“”]+")


def choose_faces(text: str, chain: tuple[str, ...], faces: Faces, names: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(part, face) over the text: a name or word with a missing character goes whole to the next face of the chain.

    `names` are those of people, which may be longer than a word.
    """
    first = faces[chain[0]]
    missing, narrow = first.missing(text), narrow_marks(first)
    if not missing and narrow.isdisjoint(text) and not (_QUOTES.search(text) and _WESTERN_QUOTE.search(text)):
        return [(text, chain[0])]
    parts: list[tuple[str, str]] = []
    doubtful = narrow.union(missing, _CURLED)
    for part in _words(text, missing, names):
        face = chain[0] if doubtful.isdisjoint(part) else _face_for(part, chain, faces)
        if parts and parts[-1][1] == face:
            parts[-1] = (parts[-1][0] + part, face)
        else:
            parts.append((part, face))
    return parts


def _face_for(part: str, chain: tuple[str, ...], faces: Faces) -> str:
    """The first face of the chain that has all of the part; the last when none has (check has reported it)."""
    if _WESTERN_WORD.fullmatch(part) and any(quote in part for quote in _CURLED) and _LETTER.search(part):
        latin = next((name for name in chain if faces[name].missing("永") and not faces[name].missing(part)), None)
        if latin:
            return latin
    for name in chain:
        if not faces[name].missing(part) and narrow_marks(faces[name]).isdisjoint(part):
            return name
    return next((name for name in chain if not faces[name].missing(part)), chain[-1])


def narrow_marks(face: Face) -> frozenset[str]:
    """The full-width marks that are not 1 em in this face (楷 has narrow quotes)."""
    narrow = _NARROW.get(id(face))
    if narrow is None:
        full_width = "".join(mark for mark in FULL_WIDTH_MARKS if not face.missing(mark))
        narrow = frozenset(mark for mark in full_width if face.advance(ord(face.glyphs[ord(mark)])) != face.units)
        _NARROW[id(face)] = narrow
    return narrow


_NARROW: dict[int, frozenset[str]] = {}  # by face; faces live as long as the process


# a Western word with its quotes; a run of Han; anything else one by one
_PARTS = re.compile(r"[A-Za-z0-9À-ʯͰ-ӿ.,%$+\-/&@#’']+|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|.", re.DOTALL)


def _words(text: str, missing: str, names: tuple[str, ...]) -> list[str]:
    """The text cut into what may not change face inside: Western words and quotations, Han words, single marks."""
    parts: list[str] = []
    quotes = {match.start() for match in _WESTERN_QUOTE.finditer(text)}
    for match in _PARTS.finditer(text):
        part = match[0]
        if match.start() in quotes and parts:
            parts[-1] += part if part in "”’'" else ""
            if part == "“":
                parts.append(part)
        elif parts and parts[-1] == "“" and match.start() - 1 in quotes:
            parts[-1] += part
        elif any(character in part for character in missing):
            parts += _han_words(part, missing, names)
        else:
            parts.append(part)
    return parts


def _han_words(run: str, missing: str, names: tuple[str, ...]) -> list[str]:
    """A run of Han cut at known names; without one a run of up to four characters is a word, in a longer one a character."""
    holding = [name for name in names if any(character in name for character in missing) and name in run]
    if holding:
        pattern = "|".join(re.escape(name) for name in sorted(holding, key=len, reverse=True))
        return [part for part in re.split(f"({pattern})", run) if part]
    return [run] if len(run) <= 4 else list(run)
