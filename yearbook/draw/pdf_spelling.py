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
        pieces = _all_in_order(line, clashing)
        if pieces:
            return pieces
        if in_brackets(line.runs, line.next_x):
            return [_in_brackets(line)]
    if len(line.text.encode("utf-16-be")) == 2 * len(line.text):
        return ((line.runs, line.text),)
    parts: list[tuple[list[Run], str, bool]] = []
    for run in line.runs:
        for part, rare in _cut(run):
            if parts and parts[-1][2] == rare:
                runs, text, _ = parts[-1]
                parts[-1] = ([*runs, part], text + part.text, rare)
            else:
                parts.append(([part], part.text, rare))
    drawn = "".join(text for _, text, _ in parts)
    tail = line.text[len(drawn) :] if line.text.startswith(drawn) else ""  # a word space that the line end took away
    last = len(parts) - 1
    return [(tuple(runs), "" if rare else text + (tail if at == last else "")) for at, (runs, text, rare) in enumerate(parts)]


def _all_in_order(line: Line, clashing: bool) -> list[Piece]:
    """The runs of a part of a line one by one; none when they cannot be read so (`in_order`)."""
    pieces: list[Piece] = []
    runs = line.runs
    for run, start in zip(runs, (*(run.x for run in runs[1:]), line.next_x), strict=True):
        if reads_alone(run, start) and not clashing:
            pieces.append(((run,), ""))
        elif in_order((run,), start):
            pieces += _in_order(run, start, clashing)
        else:
            return []
    return pieces


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
