"""What every run of a line tells, so that together they tell the line's text: the words of the source, not the glyphs.

They differ where a word is divided: the line that begins it tells all of it at its hyphen, the next line's rest of it tells
nothing; and what stands over a line is told by none of its glyphs.
"""

from collections.abc import Callable, Sequence

from yearbook.model.page import Line, Run

SILENT = "\u00a0"  # what glyphs stand for that tell nothing: copied, it is but a blank
Told = tuple[Run, str]
Cut = Callable[[Run, int], tuple[Run, Run]]


def told_runs(line: Line, cut: Cut) -> list[Told]:
    """The runs of a line, cut where one tells in part, each with its text; then those over the line."""
    drawn = "".join([run.text for run in line.runs])
    told = [(run, run.text or SILENT) for run in line.runs] if drawn == line.text else _told(line, drawn, cut)
    return [*told, *((run, SILENT) for run in line.over)] if line.over else told


def _told(line: Line, drawn: str, cut: Cut) -> list[Told]:
    """Glyphs at the beginning are silent until the text begins; the last one tells what the others do not."""
    text = line.text
    silent = next((start for start in range(len(drawn)) if text.startswith(drawn[start:-1])), 0)
    rest = drawn[silent:]
    head, told = _silenced(line.runs, silent, cut)
    if not told:
        return head
    run, own = told.pop()
    if text.startswith(rest):
        more = text[len(rest) :]
        if more.isspace():  # blanks that the line end took away
            return [*head, *told, (run, own + more)]
        last = own[-1:]
    else:  # a hyphen
        more, last = text[len(rest) - 1 :], ""
    if len(own) > 1 and _by_character(run):
        before, run = cut(run, len(run.text) - 1)
        return [*head, *told, (before, own[:-1]), (run, last + more or SILENT)]
    return [*head, *told, (run, own[:-1] + last + more or SILENT)]


def _silenced(runs: Sequence[Run], number: int, cut: Cut) -> tuple[list[Told], list[Told]]:
    """The runs of the first characters, which tell nothing, and the others, each with its text."""
    head: list[Told] = []
    told: list[Told] = []
    for run in runs:
        if number >= len(run.text):
            head.append((run, SILENT))
            number -= len(run.text)
        elif number and _by_character(run):
            before, after = cut(run, number)
            head.append((before, SILENT))
            told.append((after, after.text))
            number = 0
        else:
            told.append((run, run.text[number:]))
            number = 0
    return head, told


def _by_character(run: Run) -> bool:
    return len(run.gids) == 2 * len(run.text)
