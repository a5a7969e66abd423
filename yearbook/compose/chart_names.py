"""The names along the axis of a chart: on one line, wrapped, smaller, or every second one, whatever fits first."""

import re

from yearbook.compose.captions import pitch
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.looks import ChartLook
from yearbook.model.page import Line, Text

_YEAR = re.compile(r"\d{4}年")
MOST_LINES = 3


@frozen
class Names:
    """The names set: lines by place, size and pitch of the type."""

    lines: tuple[tuple[Line, ...], ...]
    size: int
    step: int

    @property
    def height(self) -> int:
        """From the head of the first line to the foot of the last."""
        most = max(map(len, self.lines), default=0)
        return (most - 1) * self.step + self.size if most else 0

    def marks(self, width: int, top: int, element: int) -> list[Text]:
        """The names in the middle of their places along `width`."""
        marks = []
        for place, lines in enumerate(self.lines):
            middle = width * (2 * place + 1) // (2 * len(self.lines))
            for number, line in enumerate(lines):
                x = min(max(middle - line.width // 2, 0), max(width - line.width, 0))
                marks.append(Text(x, top + number * self.step + baseline(self.size), line, element))
        return marks


def set_names(names: tuple[str, ...], setter: Typesetter, look: ChartLook, width: int) -> Names:
    """The names at the largest size and in the fewest lines that keep them apart."""
    slot = width // max(len(names), 1) - look.name_gap
    shorter = tuple(name.removesuffix("年") for name in names) if all(map(_YEAR.fullmatch, names)) else names
    for most in (1, MOST_LINES):
        for share in look.scales:
            for spelt in dict.fromkeys((names, shorter)):
                found = _fitted(spelt, setter, (look.label_style, slot), (int(share * 1000), most))
                if found is not None:
                    return found
    return _thinned(shorter, setter, look, width)


def _fitted(
    names: tuple[str, ...], setter: Typesetter, kind: tuple[str, int], bounds: tuple[int, int]
) -> Names | None:
    """The names at a scale within a number of lines, None when one does not fit its slot or a number would be cut."""
    style, slot = kind
    scale, most = bounds
    sets = []
    for name in names:
        piece = Piece(name, style, scale=scale)
        line = set_single((piece,), setter)
        lines: tuple[Line, ...] = (line,)
        if line.width > slot:
            lines = set_paragraph((piece,), setter, slot, align="left") if most > 1 and slot > line.width // most else ()
        if not lines or len(lines) > most or any(part.width > slot for part in lines) or _cuts_number(lines):
            return None
        sets.append(lines)
    return Names(tuple(sets), setter.style(style).size * scale // 1000, pitch(setter, style) * scale // 1000)


def _cuts_number(lines: tuple[Line, ...]) -> bool:
    """Whether a line ends inside a number or between it and its measure word."""
    return any(one.text[-1:].isascii() and one.text[-1:].isalnum() for one in lines[:-1])


def _thinned(names: tuple[str, ...], setter: Typesetter, look: ChartLook, width: int) -> Names:
    """The last name and, before it, every second, third … one: as many as stand clear of each other."""
    scale = int(look.scales[-1] * 1000)
    lines = [set_single((Piece(name, look.label_style, scale=scale),), setter) for name in names]
    widest = max(line.width for line in lines) + look.name_gap
    every = max(-(-widest * len(names) // width), 1)
    kept: tuple[tuple[Line, ...], ...] = tuple((line,) if (len(lines) - 1 - n) % every == 0 else () for n, line in enumerate(lines))
    size = setter.style(look.label_style).size * scale // 1000
    if widest - look.name_gap > width:
        kept = (*((),) * (len(lines) - 1), set_paragraph((Piece(names[-1], look.label_style, scale=scale),), setter, width))
    return replace(Names(kept, size, 0), step=pitch(setter, look.label_style) * scale // 1000)
