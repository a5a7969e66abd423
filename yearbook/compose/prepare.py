"""Text of one paragraph becomes measured text: classes, advances, boundaries with their adjustable white."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from yearbook.compose.classes import classes_of
from yearbook.compose.gather import Gatherer
from yearbook.compose.glyph_widths import EM
from yearbook.compose.measured import Interlinear, Measured, Rules, Segment, White

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
    for start, end, look, _ in segments:
        if look.rise:  # the sign of a note begins no line, stays with what it is put to, and is no character of the text's own
            classes = classes[:start] + classes[start:end].translate(_RAISED) + classes[end:]
    found = Gatherer(text, classes, segments, rules)
    found.gather()
    for note in notes:
        found.spread(note)
    for at, amount in set_white.items():
        found.set_white(at, amount)
    found.in_order()
    natural, gaps, give, room = _sums(found.whites) if found.whites else _NO_WHITES
    ends, starts = _placed(found.advances, found.places, natural)
    return Measured(
        text, classes, segments, ends, starts, _trimmed(ends, found.closing, -1, found),
        _trimmed(starts, found.opening, 1, found) if rules.trim_line_start else starts, found.whites, found.places, natural, gaps,
        give, room, found.tied, tuple(found.clusters), found.size * EM, found.even,
        b"".join([font.gids(text[start:end]) for start, end, _, font in segments]), "_" in classes or "S" in classes or "N" in classes,
        notes,
    )  # fmt: skip


def _sums(whites: Sequence[White]) -> tuple[Sequence[int], list[int], list[int], list[int]]:
    """Of whites by place: natural, and the gaps, give and room of Measured."""
    natural, _, _, _, give, room, gaps = zip(*whites, strict=True)
    return natural, [0, *accumulate(gaps)], [0, *accumulate(give)], [0, *accumulate(room)]


_NO_WHITES: tuple[Sequence[int], list[int], list[int], list[int]] = (), [0], [0], [0]


def _placed(advances: list[int], places: list[int], natural: Sequence[int]) -> tuple[list[int], list[int]]:
    """The `ends` and `starts` of Measured. White at the end of the text belongs to no character."""
    moves = [(at, amount) for at, amount in zip(places, natural, strict=True) if amount]
    if not moves:
        ends = [0, *accumulate(advances)]
        return ends, ends
    advances.append(0)
    for at, amount in moves:
        advances[at] += amount
    ends = [0, *accumulate(advances)]
    ends.pop()
    starts = ends[:]
    for at, amount in moves:
        starts[at] += amount
    return ends, starts


def _trimmed(places: list[int], marks: list[int], way: int, found: Gatherer) -> list[int]:
    """The `right` (way −1) or `left` (1) of Measured: ends or starts, at marks moved by the half em that is trimmed there."""
    if not marks:
        return places
    places = places[:]
    half = way * found.size * EM // 2
    for at in marks:
        places[at] += half if found.even else way * found.size_at(at - (way < 0)) * EM // 2
    return places
