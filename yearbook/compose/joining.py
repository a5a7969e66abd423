"""Set lines moved to the right and put together: a label and its text, a paragraph's end and its signature."""

from yearbook.frozen import replace
from yearbook.model.page import Disc, Line, Path, Rule


def moved(line: Line, by: int) -> Line:
    """The line with all it has moved to the right, its width reckoned from where it stood."""
    if not by:
        return line
    runs, over = (tuple(replace(run, x=run.x + by) for run in part) for part in (line.runs, line.over))
    return replace(line, runs=runs, over=over, under=tuple(_moved(mark, by) for mark in line.under), width=line.width + by)


def _moved(mark: Rule | Path | Disc, by: int) -> Rule | Path | Disc:
    match mark:
        case Rule():
            return replace(mark, x1=mark.x1 + by, x2=mark.x2 + by)
        case Path():
            return replace(mark, points=tuple((x + by, y) for x, y in mark.points))
        case Disc():
            return replace(mark, x=mark.x + by)


def joined(first: Line, second: Line, between: str, exact: bool) -> Line:
    """Two lines on one baseline as one; `between` stands between them in copied text, `exact` says that glyphs tell all."""
    return Line(
        (*first.runs, *second.runs), first.text + between + second.text, second.width, exact,
        (*first.under, *second.under), (*first.over, *second.over),
    )  # fmt: skip
