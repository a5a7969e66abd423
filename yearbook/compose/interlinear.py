"""Marks under and over characters of a set line: emphasis dots, proper-name lines, title waves, pinyin (CLREQ 4.3, typography.md §1.8)."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from yearbook.compose.measured import Interlinear, Measured
from yearbook.frozen import replace
from yearbook.model.page import Disc, Line, Path, Rule, Run

Place = Callable[[int], int]  # character → an edge of it, from the line's left edge, in 1/1000 pt
Under = Rule | Path | Disc

# a quarter of a sine wave in eighths, 1/1000: no float reaches a page
_RISE = (0, 195, 383, 556, 707, 831, 924, 981)
_WAVE = (*_RISE, 1000, *reversed(_RISE[1:]))
_UNMARKED = "(),.!MmK~-/DE_SNpq"  # no dot stands under a mark or blank


def marks_under(m: Measured, span: tuple[int, int], left: Place, right: Place) -> tuple[Under, ...]:
    """What stands under characters span[0] … span[1], from the line's left edge and baseline: lines first, dots below them."""
    marks: list[Under] = []
    for note, first, last in _on_line(m, span):
        if note.under:
            marks += _under(m, note, (first, last), (left, right))
    return tuple(marks)


def _on_line(m: Measured, span: tuple[int, int]) -> Iterable[tuple[Interlinear, int, int]]:
    for note in m.notes:
        first, last = max(note.start, span[0]), min(note.end, span[1])
        if first < last:
            yield note, first, last


def _under(m: Measured, note: Interlinear, part: tuple[int, int], places: tuple[Place, Place]) -> list[Under]:
    """One item's line of one piece, cut back at both ends so that neighbours' lines stay apart; a dot a character."""
    look, (first, last), (left, right) = note.look, part, places
    segment = next(one for one in m.segments if first < one.end)
    size, colour = segment.look.size, segment.look.colour
    marks: list[Under] = []
    x1, x2 = left(first) + _share(look.inset, size), right(last - 1) - _share(look.inset, size)
    lined = "name" in note.under or "title" in note.under
    if "name" in note.under:
        y = _share(look.line_drop, size)
        marks.append(Rule(x1, y, x2, y, look.line_width, colour))
    elif "title" in note.under:
        marks.append(Path(_wave(x1, x2, _share(look.line_drop, size), note, size), colour, look.line_width))
    if "dots" in note.under:
        y, radius = _share(look.dot_drop_under_line if lined else look.dot_drop, size), _share(look.dot_radius, size)
        marked = (at for at in range(first, last) if m.classes[at] not in _UNMARKED)
        marks += [Disc((left(at) + right(at)) // 2, y, radius, colour) for at in marked]
    return marks


def _wave(x1: int, x2: int, y: int, note: Interlinear, size: int) -> tuple[tuple[int, int], ...]:
    """Whole half waves of about the look's length from x1 to x2."""
    length, height = _share(note.look.wave_length, size) // 2, _share(note.look.wave_height, size) // 2
    halves = max(round((x2 - x1) / max(length, 1)), 1)
    steps = len(_WAVE)
    points = []
    for n in range(halves * steps + 1):
        half, step = divmod(n, steps)
        rise = _WAVE[step] * height // 1000
        points.append((x1 + (x2 - x1) * n // (halves * steps), y + (rise if half % 2 else -rise)))
    return tuple(points)


def runs_over(m: Measured, span: tuple[int, int], measure: int, left: Place, right: Place) -> tuple[Run, ...]:
    """The runs that stand over characters of a line, each centred over its own, none over another or beyond the measure."""
    placed: list[tuple[Line, int]] = []
    free = 0
    for note, first, last in _on_line(m, span):
        if note.over is None or first > note.start:
            continue  # set over the first part of what a line end divides in need
        x = max((left(first) + right(last - 1) - note.over.width) // 2, free)
        free = x + note.over.width
        placed.append((note.over, x))
    runs: list[Run] = []
    free = measure
    for over, x in reversed(placed):
        free = min(x, free - over.width)
        runs[:0] = [replace(run, x=run.x + free) for run in over.runs]
    return tuple(runs)


def _share(share: Decimal, size: int) -> int:
    return int(share * size)
