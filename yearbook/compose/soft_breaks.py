"""Where a line may end in need, which no line does otherwise: inside long Western words, addresses, between number and measure word.

Asked for only when a paragraph has no lines that are good without them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yearbook.compose.glyph_widths import advances_of
from yearbook.compose.hyphens import LEAST_WORD, hyphens
from yearbook.compose.measured import Measured, Segment, segment_at

NO_SOFT: Mapping[int, "Soft"] = {}

# of an address: it may end a line after a solidus or colon, or before the marks that join its parts (Chicago 7.46)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[!-~]+")
_AFTER = re.compile(r"(?<=[A-Za-z0-9])/(?=[A-Za-z0-9])|//|@")
_BEFORE = re.compile(r"(?<=[A-Za-z0-9])[.?&=#_~%-](?=[A-Za-z0-9])")
_WORD = re.compile(rf"[A-Za-z]{{{LEAST_WORD},}}")


class Soft(NamedTuple):
    """A place inside something: the width of the hyphen drawn there (milli units, 0 none), and where the word ends.

    The line that ends here stands for the word up to `end`, so that copied text has it whole; `end` 0: for what it shows.
    """

    hyphen: int = 0
    end: int = 0


def soft_breaks(m: Measured, hyphenate: bool) -> dict[int, Soft]:
    """The places of a paragraph by the character they stand before."""
    found = {match.start() + 1: Soft() for match in re.finditer("0(?=H)", m.classes)}
    if "aa" not in m.classes:
        return found
    addresses = [(match.start(), match.start() + len(match[0].rstrip(".,;:!?)"))) for match in _ADDRESS.finditer(m.text)]
    for start, end in addresses:
        found |= {at: Soft(0, end) for at in _in_address(m.text, start, end)}
    if hyphenate:
        for match in _WORD.finditer(m.text):
            if not any(start <= match.start() < end for start, end in addresses):
                found |= _in_word(m, match.start(), match.end())
    return found


def _in_address(text: str, start: int, end: int) -> Iterator[int]:
    for match in _AFTER.finditer(text, start, end):
        yield match.end()
    for match in _BEFORE.finditer(text, start, end):
        yield match.start()


def _in_word(m: Measured, start: int, end: int) -> dict[int, Soft]:
    """The places where a word may be divided; one in two looks, beside a hyphen, or the last of its paragraph stays whole."""
    segment = segment_at(m.segments, start)
    around = m.text[max(start - 1, 0) : start] + m.text[end : end + 1]
    last = not m.classes[end:].strip("),.!p_")
    if last or segment.end < end or "-" in around or segment.font.missing("-"):
        return {}
    width = hyphen_width(segment)
    joined = [cluster for cluster in m.clusters if start <= cluster.start < end]  # a ligature is not divided: ef-ficient
    places = (start + at for at in hyphens(m.text[start:end]))
    return {at: Soft(width, end) for at in places if not any(cluster.start < at < cluster.end for cluster in joined)}


def hyphen_width(segment: Segment) -> int:
    """The width of a hyphen in the look of a segment, milli units."""
    return advances_of(segment.font, segment.look.size)["-"]
