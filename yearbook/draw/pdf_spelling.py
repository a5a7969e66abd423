"""Lines that need an ActualText, cut so that every reader takes it up.

pdfium drops characters beyond the BMP from an ActualText (CPDF_TextPage skips what is not below U+FFFD), though it
reads them well from the ToUnicode map: so rare characters stand outside, between spelt pieces.
"""

from collections.abc import Iterator, Sequence

from yearbook.frozen import replace
from yearbook.model.joints import in_brackets, in_order, parted, reaches, reads_alone
from yearbook.model.page import Line, Run

Piece = tuple[tuple[Run, ...], str]  # runs, and the ActualText that they need ("" when none)


def spelt_pieces(line: Line, *, clashing: bool = False) -> Sequence[Piece]:
    """A line as pieces that are each spelt out or left to their glyphs. One piece, but for rare characters and parts of a line."""
    if line.next_x:
        if in_order(line.runs, line.next_x):
            starts = [*(run.x for run in line.runs[1:]), line.next_x]
            return [piece for run, start in zip(line.runs, starts, strict=True) for piece in _in_order(run, start, clashing)]
        if in_brackets(line.runs, line.next_x):
            return [_in_brackets(line)]
    if len(line.text.encode("utf-16-be")) == 2 * len(line.text):
        return ((line.runs, line.text),)
    pieces: list[tuple[list[Run], str, bool]] = []
    for run in line.runs:
        for part, rare in _cut(run):
            if pieces and pieces[-1][2] == rare:
                runs, text, _ = pieces[-1]
                pieces[-1] = ([*runs, part], text + part.text, rare)
            else:
                pieces.append(([part], part.text, rare))
    drawn = "".join(text for _, text, _ in pieces)
    tail = line.text[len(drawn) :] if line.text.startswith(drawn) else ""  # a word space that the line end took away
    last = len(pieces) - 1
    return [(tuple(runs), "" if rare else text + (tail if at == last else "")) for at, (runs, text, rare) in enumerate(pieces)]


def _in_order(run: Run, x: int, clashing: bool) -> list[Piece]:
    """A run before what begins at x, left to its glyphs or spelt out, its last glyph by itself where that must reach to x."""
    if reads_alone(run, x) and not clashing:
        return [((run,), "")]
    if reaches(run, x):
        return [((run,), run.text)]
    *before, last = parted(run, x)
    return [*(piece for one in before for piece in _in_order(one, last.x, clashing)), ((last,), last.text)]


def _in_brackets(line: Line) -> Piece:
    """The runs of a part of a line, the last drawn together with the first, before the others."""
    first, *others, last = line.runs
    pair = replace(
        first, gids=first.gids + last.gids, kerns=(*first.kerns, (len(first.gids) // 2, last.x - first.x - first.width)),
        width=last.x + last.width - first.x,
    )  # fmt: skip
    return (pair, *others[:-1], *parted(others[-1], line.next_x)), line.text


def _cut(run: Run) -> Iterator[tuple[Run, bool]]:
    """A run cut before and after its rare characters, and whether a part is such.

    Parts have no width but the last, which has the whole: they stand where the pen is, so none has to be moved to.
    """
    rare = [character > "\uffff" for character in run.text]
    if len(run.gids) != 2 * len(run.text) or not any(rare):
        yield run, any(rare)
        return
    start = 0
    for end in range(1, len(rare) + 1):
        if end < len(rare) and rare[end] == rare[start]:
            continue
        kerns = tuple((index - start, amount) for index, amount in run.kerns if start <= index < end)
        width = run.width if end == len(rare) else 0
        yield (
            replace(run, gids=run.gids[2 * start : 2 * end], text=run.text[start:end], kerns=kerns, width=width),
            rare[start],
        )
        start = end
