"""Text of one paragraph becomes measured text: classes, advances, boundaries with their adjustable white."""

import re
from collections.abc import Mapping
from itertools import accumulate
from operator import itemgetter, mul, sub

from yearbook.compose.classes import classes_of
from yearbook.compose.gather import Gatherer, new_white
from yearbook.compose.glyph_widths import EM, advances_of
from yearbook.compose.measured import Interlinear, Measured, Rules, Segment, White, segment_at

NOTHING: Mapping[int, int] = {}
_RAISED = str.maketrans("H()", "Kxx")


def measure(
    text: str,
    segments: tuple[Segment, ...],
    rules: Rules,
    set_white: Mapping[int, int] = NOTHING,
    notes: tuple[Interlinear, ...] = (),
) -> Measured:
    """The text measured under the rules; segments cover it without gaps.

    `set_white` replaces all white at a boundary: the gap after a run-in head, which gives and takes like the gap
    between Han and Western text (1/8 em less, 1/4 em more). `notes` may spread what they stand over.
    """
    classes = classes_of(text)
    advances: list[int] = []
    for segment in segments:
        start, end, look, font = segment
        if look.rise:  # the sign of a note begins no line, stays with what it is put to, and is no character of the text's own
            classes = classes[:start] + classes[start:end].translate(_RAISED) + classes[end:]
        advances += map(advances_of(font, look.size, look.track).__getitem__, text[start:end])
    gids = b"".join([font.gids(text[start:end]) for start, end, _, font in segments])
    gatherer = Gatherer(text, classes, segments, advances, rules)
    if classes.strip("H"):
        gatherer.gather()
    for note in notes:
        gatherer.spread(note)
    whites, fixed = gatherer.whites, gatherer.fixed
    for at, amount in set_white.items():
        if classes[at : at + 1] != "(":
            fixed.pop(at, None)
            whites = [white for white in whites if white.at != at]
            whites.append(White(at, amount, amount - gatherer.em // 8, amount + gatherer.em // 4, 6))
    moved = fixed.copy()
    for at, amount, _, _, _ in whites:
        if amount:
            moved[at] = moved.get(at, 0) + amount
    for at, amount in moved.items():
        if at < len(advances):
            advances[at] += amount
    starts = ends = [0, *accumulate(advances)]
    if moved:
        starts = ends[:]
        for at, amount in moved.items():
            starts[at] += amount
    if fixed:  # kerning, squeezed pairs
        whites += [new_white((at, amount, amount, amount, 0)) for at, amount in fixed.items() if amount]
    whites.sort(key=_PLACE)
    right, left = edges(classes, segments, (ends, starts), rules)
    places, natural, gaps, give, room = _sums(whites) if whites else _NO_WHITES
    return Measured(
        text, classes, segments, ends, starts, right, left, tuple(whites), places, natural, gaps, give, room,
        tuple(sorted(gatherer.tied)), tuple(gatherer.clusters), gatherer.em, gatherer.even, gids,
        "_" in classes or "S" in classes or "N" in classes, notes,
    )  # fmt: skip


def _sums(whites: list[White]) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
    """Of whites by place: places, natural, and the gaps, give and room of Measured."""
    places, natural, least, most, stages = zip(*whites, strict=True)
    gaps = [*map(_GAPS.__getitem__, stages)]
    give, room = accumulate(map(sub, natural, least)), accumulate(map(mul, map(sub, most, natural), gaps))
    return [*places], [*natural], [0, *accumulate(gaps)], [0, *give], [0, *room]


_NO_WHITES: tuple[list[int], list[int], list[int], list[int], list[int]] = [], [], [0], [0], [0]


def edges(
    classes: str, segments: tuple[Segment, ...], natural: tuple[list[int], list[int]], rules: Rules
) -> tuple[list[int], list[int]]:
    """The `right` and `left` of Measured, from its ends and starts."""
    right, left = natural
    size = segments[0].look.size if len(segments) == 1 else 0
    if classes.strip(_UNTRIMMED):
        right = right[:]
        for match in _CLOSING.finditer(classes):
            end = match.end()
            right[end] -= (size or segment_at(segments, end - 1).look.size) * (EM // 2)
    if rules.trim_line_start and "(" in classes:
        left = left[:]
        for match in _OPENING.finditer(classes):
            at = match.start()
            left[at] += (size or segment_at(segments, at).look.size) * (EM // 2)
    return right, left


_PLACE = itemgetter(0)
_UNTRIMMED, _CLOSING, _OPENING = "Ha0", re.compile("[),.!]"), re.compile(r"\(")
_GAPS = (0, 0, 1, 0, 0, 0, 1, 0)  # by stage
