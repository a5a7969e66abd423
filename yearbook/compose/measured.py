"""Measured text, and the rules it is measured by: what line breaking and justifying work on.

All lengths here are in *milli* units (1/1000 of 1/1000 pt), so that em fractions of any size stay whole numbers.
A boundary b lies before character b. White that belongs to a boundary vanishes when a line ends there.
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from yearbook.compose.classes import FORBIDDEN
from yearbook.compose.glyph_widths import EM
from yearbook.fonts import Face
from yearbook.frozen import frozen
from yearbook.model.layout import Composition
from yearbook.model.looks import InterlinearLook
from yearbook.model.page import Line


@frozen
class Rules:
    """The layout's rules of composition as the hot functions want them: 1/1000 em, and pairs no line may end between."""

    gap: int
    gap_min: int
    gap_max: int
    space: int
    space_max: int
    loose: int
    forbidden: frozenset[str]
    trim_line_start: bool
    squeeze_stops: bool
    hyphenate: bool = True


def rules_of(look: Composition) -> Rules:
    """The rules of a layout."""
    shares = (look.gap, look.gap_min, look.gap_max, look.space, look.space_max, look.loose)
    gap, gap_min, gap_max, space, space_max, loose = (int(share * EM) for share in shares)
    return Rules(
        gap, gap_min, gap_max, space, space_max, loose, FORBIDDEN[look.level], look.trim_line_start, look.squeeze_stops,
        look.hyphenate,
    )  # fmt: skip


class Look(NamedTuple):
    """How a stretch of text is set: face, size and track (1/1000 pt), colour, rise, link."""

    face: str
    size: int
    colour: str
    track: int = 0
    rise: int = 0
    link: str = ""


class Segment(NamedTuple):
    """Characters `start` to `end` of a paragraph in one look; `font` is the opened face."""

    start: int
    end: int
    look: Look
    font: Face


class White(NamedTuple):
    """Adjustable white at a boundary: `natural` is what stands there now, between `least` and `most`.

    `stage` orders reduction (CLREQ: 2 word spaces, 4 brackets, 5 commas, 6 Han–Western gaps, 7 stops; 0 is fixed).
    Blanks at marks (4, 5, 7) grow only where a line would otherwise be loose. A few such whites serve a whole book.
    """

    natural: int
    least: int
    most: int
    stage: int
    give: int  # what it can be compressed by
    room: int  # what it can take before a line is loose: word spaces and gaps can
    gap: int  # 1 for these, else 0


def white_of(natural: int, least: int, most: int, stage: int) -> White:
    """A white between bounds."""
    gap = 1 if stage in (2, 6) else 0
    return White(natural, least, most, stage, natural - least, (most - natural) * gap, gap)


class Interlinear(NamedTuple):
    """What stands under or over characters `start` to `end`: names of marks ("dots", "name", "title"), a line set small."""

    start: int
    end: int
    look: InterlinearLook
    under: tuple[str, ...] = ()
    over: Line | None = None


class Cluster(NamedTuple):
    """Characters `start` to `end` drawn by glyphs of another number: a ligature, a long dash. `move` is its advance."""

    start: int
    end: int
    gids: bytes


@frozen
class Measured:
    """Measured text. `ends[k]` and `starts[i]` give the natural width of characters i…k as ends[k] − starts[i]; so do `right` and
    `left`, the marks at the edges of a line trimmed to half (GB/T 15834 5.1.10).
    """

    text: str
    classes: str
    segments: tuple[Segment, ...]
    ends: list[int]
    starts: list[int]
    right: list[int]
    left: list[int]
    whites: Sequence[White]  # by place
    white_at: list[int]  # their places
    natural: Sequence[int]
    gaps: list[int]  # how many of the whites before each are word spaces or gaps
    give: list[int]  # what the whites before each can be compressed by
    room: list[int]  # what the word spaces and gaps before each can take
    tied: Sequence[int]  # boundaries that never stretch, by place
    clusters: tuple[Cluster, ...]
    em: int  # of the first segment, milli units
    even: bool  # whether all segments are of that size
    gids: bytes  # of all characters, clusters not regarded
    spaced: bool  # whether any character is a space
    notes: tuple[Interlinear, ...] = ()  # by place


def segment_at(segments: tuple[Segment, ...], at: int) -> Segment:
    """The segment of a character; of the place after the last one, the last segment."""
    last = segments[-1]
    if last.start <= at:  # as those of most are
        return last
    return segments[bisect_right(segments, at, key=_START) - 1]


def segments_from(segments: tuple[Segment, ...], at: int) -> tuple[Segment, ...]:
    """The segment of a character, and those after it."""
    return segments[bisect_right(segments, at, key=_START) - 1 :] if len(segments) > 1 else segments


_START = itemgetter(0)
