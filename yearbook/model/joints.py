"""Joints of a line: whether readers of a file see a space or a new line where one run ends and the next begins, and lines cut there."""

from collections.abc import Iterable, Sequence

from yearbook.frozen import replace
from yearbook.model.page import Line, Run

# Bounds in 1/1000 em within which poppler and pdfium read glyphs as written, without taking a gap for a word space or
# a squeeze for a new line; measured with poppler 22.12 and pdfium 5.15 (poppler: space over 150, new line under -200;
# pdfium: space over 75 beside a narrow glyph, the spacing of the whole run not counted, and no squeeze is a new line).
LEAST, MOST, MOST_KERN = -195, 145, 70
MOST_WIDE = 160  # after Han: pdfium has a sixth of an em there
SPACE = 200  # as much white is a space to both


def may_part(line: Line, after: int) -> bool:
    """Whether a line may be cut after so many of its runs, the first part to be drawn as `in_order` or `in_brackets` says."""
    if line.exact or not 0 < after < len(line.runs):
        return True
    runs, following = line.runs[:after], line.runs[after]
    if any(run.x < following.x for run in line.over):
        return False
    if line.text[sum(len(run.text) for run in runs) :].startswith(" "):  # a label and its white
        end = runs[-1].x + runs[-1].width
        return (following.x - end) * 1000 >= SPACE * following.size and in_order(runs, end)
    return in_order(runs, following.x) or in_brackets(runs, following.x)


def cut(line: Line, ends: Iterable[int]) -> list[tuple[int, Line]]:
    """A line cut after so many of its runs each time, and how far each part stands from the line's left edge.

    The parts' texts together are the line's; marks under it stay with the first, those over it with the characters that they stand over.
    """
    every = line.runs
    marks = sorted({end for end in ends if 0 < end < len(every)})
    if not marks:
        return [(0, line)]
    parts: list[tuple[int, Line]] = []
    at = start = 0
    for end in (*marks, len(every)):
        runs, following = every[start:end], every[end] if end < len(every) else None
        left = runs[0].x if start else 0
        if following:
            stop = at
            for run in runs:
                stop += len(run.text)
            width = runs[-1].x + runs[-1].width - left
        else:
            stop, width = len(line.text), line.width - left  # a line's last mark may stand out of it
        over = _over(line, left, following.x if following else None) if line.over else ()
        text, under = line.text[at:stop], () if start else line.under
        moved = tuple([run_at(run, run.x - left) for run in runs]) if left else runs
        parts.append((left, Line(moved, text, width, line.exact, under, over, 0 if start else line.next_x)))
        at, start = stop, end
    return parts


def run_at(run: Run, x: int) -> Run:
    """The run at another place of its line; half the time of `replace`."""
    return Run(run.face, run.size, run.colour, x, run.gids, run.text, run.width, run.spacing, run.kerns, run.rise, run.link)


def _over(line: Line, left: int, right: int | None) -> tuple[Run, ...]:
    """What stands over a part of a line, by its middle, from the left edge of that part."""
    found = (run for run in line.over if left <= run.x + run.width // 2 and (right is None or run.x + run.width // 2 < right))
    return tuple(run_at(run, run.x - left) for run in found)


def cut_to_read_on(line: Line, ends: Iterable[int]) -> list[tuple[int, Line]]:
    """A line cut where it `may_part`, its parts told where the next begins, that readers find neither gap nor new line there.

    A word space at a cut belongs to neither part: readers find it in the white.
    """
    parts = cut(line, ends)
    for number, (left, part) in enumerate(parts[:-1]):
        after, following = parts[number + 1]
        spaced = following.text.startswith(" ")
        next_x = part.width if spaced else after - left
        parts[number] = (left, Line(part.runs, part.text, part.width, part.exact, part.under, part.over, next_x))
        if spaced:
            parts[number + 1] = (after, replace(following, text=following.text[1:]))
    return parts


def in_order(runs: Sequence[Run], x: int) -> bool:
    """Whether runs can be read one by one in their order before what begins at x, those that do not read alone spelt out.

    No white may be so wide that it would be a space.
    """
    starts = [*(run.x for run in runs[1:]), x]
    return all(_in_order(run, start) for run, start in zip(runs, starts, strict=True))


def _in_order(run: Run, x: int) -> bool:
    if reads_alone(run, x):
        return True
    if not _near(run, x) or not _spellable(run) or len(run.gids) != 2 * len(run.text):
        return False
    if reaches(run, x):
        return True
    *before, last = parted(run, x)
    return all(_in_order(one, last.x) for one in before)


def in_brackets(runs: Sequence[Run], x: int) -> bool:
    """Whether runs can be spelt out as one before x, the first and the last drawn together before the others: they must look alike.

    pdfium measures the white after words that are spelt out from the end of what was drawn for them first.
    """
    first, last = runs[0], runs[-1]
    looks = [(run.face, run.size, run.colour, run.rise, run.spacing) for run in (first, last)]
    return _near(last, x) and len(runs) > 2 and looks[0] == looks[1] and not last.kerns and all(map(_spellable, runs))


def reads_alone(run: Run, x: int) -> bool:
    """Whether readers find a run's text by its glyphs, and neither a space nor a new line before what begins at x."""
    least = most = _white(run, x)
    for _, amount in run.kerns:
        if amount < least:
            least = amount
        elif amount > most:
            most = amount
    low, high = least + run.spacing, max(most, 0) + run.spacing
    narrow = most * 1000 <= MOST_KERN * run.size and high * 1000 <= MOST * run.size
    return low * 1000 >= LEAST * run.size and narrow and " " not in run.text and not run.rise


def reaches(run: Run, x: int) -> bool:
    """Whether what begins at x is neither space nor new line to poppler after a run spelt out, whose width counts all its spacing."""
    return LEAST * run.size <= _white(run, x) * 1000 <= MOST * run.size


def parted(run: Run, x: int) -> tuple[Run, ...]:
    """A run whose last glyph has spacing up to x, by which poppler finds what is spelt out as wide as the room it has.

    What comes before that glyph is a run of its own. Their widths tell where the next begins, not how the glyphs share them.
    """
    at, end = len(run.gids) // 2 - 1, run.x + run.width
    kern = dict(run.kerns).get(at, 0)
    last = replace(run, x=end, gids=run.gids[2 * at :], text=run.text[at:], kerns=(), width=x - end, spacing=run.spacing + x - end)
    if not at:
        return (replace(last, x=run.x, width=x - run.x),)
    kept = tuple(one for one in run.kerns if one[0] < at)
    return replace(run, gids=run.gids[: 2 * at], text=run.text[:at], kerns=kept, width=run.width - kern), last


def _white(run: Run, x: int) -> int:
    """The white between a run and what begins at x, beside the spacing of its glyphs."""
    return x - run.x - run.width


def _near(run: Run, x: int) -> bool:
    """Whether the white before what begins at x is no space to pdfium, which has more patience after a wide glyph."""
    white = _white(run, x)
    if run.text[-1:] >= "\u2e80":
        return (white + run.spacing) * 1000 <= MOST_WIDE * run.size
    return white * 1000 <= MOST_KERN * run.size and (white + run.spacing) * 1000 <= MOST * run.size


def _spellable(run: Run) -> bool:
    """Whether all of a run can stand in an ActualText: pdfium drops characters beyond the BMP from one."""
    return max(run.text, default="") <= "\uffff"
