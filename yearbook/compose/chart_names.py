"""The names along the axis of a chart: on one line, wrapped, smaller, or as many as stand clear of each other."""

import re

from yearbook.compose.captions import pitch
from yearbook.compose.chart_time import Places
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.chart_looks import ChartLook
from yearbook.model.page import Line, Text

_YEAR = re.compile(r"\d{4} ?年")
MOST_LINES = 3
DEEPEST, LEAST_ROOM = 10, 5  # lines of the longest names, characters a line of them has room for


@frozen
class Names:
    """The names set: lines by place, the places, size and pitch of the type."""

    lines: tuple[tuple[Line, ...], ...]
    places: Places
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
            middle = self.places.x(place, width)
            for number, line in enumerate(lines):
                marks.append(Text(_left(line, middle, width), top + number * self.step + baseline(self.size), line, element))
        return marks


def set_names(places: Places, setter: Typesetter, look: ChartLook, width: int) -> Names:
    """The names at the largest size and in the fewest lines that keep them apart."""
    names = places.names
    shorter = tuple(name.removesuffix("年").rstrip() if _YEAR.fullmatch(name) else name for name in names) if places.timed else names
    for most in (1, MOST_LINES):
        for share in look.scales:
            for spelt in dict.fromkeys((names, shorter)):
                found = _fitted((spelt, places), setter, (look, width), (int(share * 1000), most))
                if found is not None:
                    return found
    return _deep(places, setter, look, width) or _thinned((shorter, places), setter, look, width)


def _deep(places: Places, setter: Typesetter, look: ChartLook, width: int) -> Names | None:
    """Names of things rather than of years, in as many lines as they need, where a line holds a few characters."""
    style, scale = look.label_style, int(look.scales[-1] * 1000)
    size, slot = setter.style(style).size * scale // 1000, places.slot(width) - look.name_gap
    if places.timed or slot < LEAST_ROOM * size:
        return None
    sets = tuple(set_paragraph((Piece(name, style, scale=scale),), setter, slot, align="left") for name in places.names)
    found = Names(sets, places, size, pitch(setter, style) * scale // 1000)
    return found if max(map(len, sets)) <= DEEPEST and _apart(found, width, look.name_gap) else None


def _fitted(
    named: tuple[tuple[str, ...], Places], setter: Typesetter, room: tuple[ChartLook, int], bounds: tuple[int, int]
) -> Names | None:
    """The names at a scale within a number of lines, None when two touch or a number would be cut."""
    (names, places), (look, width), (scale, most) = named, room, bounds
    style = look.label_style
    slot = places.slot(width) - look.name_gap
    sets = []
    for name in names:
        piece = Piece(name, style, scale=scale)
        line = set_single((piece,), setter)
        lines: tuple[Line, ...] = (line,)
        if line.width > slot and most > 1:
            lines = set_paragraph((piece,), setter, slot, align="left") if slot > line.width // most else ()
            if not lines or len(lines) > most or any(part.width > slot for part in lines) or _cuts_number(lines):
                return None
        sets.append(lines)
    found = Names(tuple(sets), places, setter.style(style).size * scale // 1000, pitch(setter, style) * scale // 1000)
    return found if _apart(found, width, look.name_gap) else None


def _apart(names: Names, width: int, gap: int) -> bool:
    """Whether no two neighbours touch."""
    end = -gap
    for place, lines in enumerate(names.lines):
        middle = names.places.x(place, width)
        lefts = [_left(line, middle, width) for line in lines]
        if lefts and min(lefts) < end + gap:
            return False
        if any(line.width > width for line in lines):
            return False
        end = max((left + line.width for left, line in zip(lefts, lines, strict=True)), default=end)
    return True


def _left(line: Line, middle: int, width: int) -> int:
    return min(max(middle - line.width // 2, 0), max(width - line.width, 0))


def _cuts_number(lines: tuple[Line, ...]) -> bool:
    """Whether a line ends inside a number or between it and its measure word."""
    return any(one.text[-1:].isascii() and one.text[-1:].isalnum() for one in lines[:-1])


def _thinned(named: tuple[tuple[str, ...], Places], setter: Typesetter, look: ChartLook, width: int) -> Names:
    """The last name and, before it, those that stand clear of the one kept last; at even distances every second, third … one."""
    names, places = named
    scale = int(look.scales[-1] * 1000)
    lines = [set_single((Piece(name, look.label_style, scale=scale),), setter) for name in names]
    size, step = setter.style(look.label_style).size * scale // 1000, pitch(setter, look.label_style) * scale // 1000
    widest = max(line.width for line in lines)
    kept: list[tuple[Line, ...]] = [()] * len(lines)
    if widest > width:
        kept[-1] = set_paragraph((Piece(names[-1], look.label_style, scale=scale),), setter, width)
        return Names(tuple(kept), places, size, step)
    start = width + 2 * look.name_gap
    every = 1 if places.timed else max(-(-(widest + look.name_gap) * len(names) // width), 1)
    for place in range(len(lines) - 1, -1, -every):
        left = _left(lines[place], places.x(place, width), width)
        if left + lines[place].width + look.name_gap <= start:
            kept[place], start = (lines[place],), left
    return Names(tuple(kept), places, size, step)
