"""Set lines moved to the right and put together: a label and its text, a paragraph's end and its signature."""

from yearbook.frozen import replace
from yearbook.model.page import Line, shifted


def moved(line: Line, by: int) -> Line:
    """The line with all it has moved to the right, its width reckoned from where it stood."""
    if not by:
        return line
    runs, over = (tuple(replace(run, x=run.x + by) for run in part) for part in (line.runs, line.over))
    return replace(line, runs=runs, over=over, under=tuple(shifted(mark, by, 0) for mark in line.under), width=line.width + by)


def joined(first: Line, second: Line, between: str, exact: bool) -> Line:
    """Two lines on one baseline as one; `between` stands between them in copied text, `exact` says that glyphs tell all."""
    return Line(
        (*first.runs, *second.runs), first.text + between + second.text, second.width, exact,
        (*first.under, *second.under), (*first.over, *second.over),
    )  # fmt: skip
