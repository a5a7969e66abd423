"""The rows of a chart: their names at the left with a few words below them, and the height that each row takes."""

from collections.abc import Sequence

from yearbook.compose.captions import pitch
from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_frame import Frame
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.page import Line, Mark


@frozen
class Rows:
    """Rows with their names set: data stand from `left` on, the middle of row n at `middles[n]`, each `pitch` high.

    `foot` is where the last row ends, and the chart takes `lines`.
    """

    left: int
    middles: tuple[int, ...]
    pitch: int
    foot: int
    lines: int
    names: tuple[Mark, ...]


def rows_of(frame: Frame, tools: Tools, named: Sequence[tuple[str, str]], room: tuple[int, int, int]) -> Rows:
    """Rows for (name, words below it); `room` is the height of one row at least, what stands above the first and below the last."""
    least, above, beneath = room
    look, setter = tools.look.rows, frame.setter
    style, step = tools.look.label_style, pitch(setter, tools.look.label_style)
    below = setter.style(look.aside_style)
    small = (below.leading or below.size * 4 // 3) if any(aside for _, aside in named) else 0
    most = int(look.name_share * frame.width)
    page = setter.layout.page
    for fitted in (_wrapped, _narrowed):
        sets = [(fitted(name, style, setter, most), fitted(aside, look.aside_style, setter, most)) for name, aside in named]
        tallest = max((len(lines) * step + len(asides) * small for lines, asides in sets), default=0)
        natural = max(least, tallest + tools.look.label_gap)
        if frame.lines(above + (tallest + tools.look.label_gap) * len(named) + beneath) <= page.lines:
            break  # else names take one line each, as narrow as that asks for: a page holds no more
    width = max((line.width for one in sets for lines in one for line in lines), default=0)
    closest = frame.lines(above + setter.style(style).size * len(named) + beneath)  # more rows than a page holds run off it
    lines_taken = max(min(max(frame.chart.lines, frame.lines(above + natural * len(named) + beneath)), page.lines), closest)
    top, foot = frame.top + above, frame.foot(lines_taken) - beneath
    each = min((foot - top) // max(len(named), 1), natural * 3 // 2)
    middles = tuple(top + each * n + each // 2 for n in range(len(named)))
    marks: list[Mark] = []
    for (lines, asides), middle in zip(sets, middles, strict=True):
        size, size_below = setter.style(style).size, below.size
        head = middle - (len(lines) * step + len(asides) * small - (step - size if not asides else small - size_below)) // 2
        for number, line in enumerate(lines):
            marks.append(tools.text(line, size, 0, head + number * step))
        for number, line in enumerate(asides):
            marks.append(tools.text(line, size_below, 0, head + len(lines) * step + number * small))
    return Rows(width + look.name_gap if width else 0, middles, each, top + each * len(named), lines_taken, tuple(marks))


def _wrapped(words: str, style: str, setter: Typesetter, most: int) -> tuple[Line, ...]:
    """The words in as many lines as they need."""
    if not words:
        return ()
    single = set_single((Piece(words, style),), setter)
    return (single,) if single.width <= most else set_paragraph((Piece(words, style),), setter, most, align="left")


def _narrowed(words: str, style: str, setter: Typesetter, most: int) -> tuple[Line, ...]:
    """The words in one line, smaller when they are too long for it."""
    if not words:
        return ()
    single = set_single((Piece(words, style),), setter)
    return (single,) if single.width <= most else (set_single((Piece(words, style, scale=most * 1000 // single.width),), setter),)
