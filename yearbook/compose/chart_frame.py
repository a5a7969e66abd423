"""What bars and lines share: the plot's box, its value axis, the names along it, labels that do not collide."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yearbook.compose.marks import baseline, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.page import Line, Mark, Text


@dataclass(frozen=True, slots=True)
class Plot:
    """The box that values are drawn in (1/1000 pt), the value at its bottom, and how many places its axis has."""

    left: int
    top: int
    right: int
    bottom: int
    start: Decimal
    places: int

    @property
    def step(self) -> int:
        """Width of one place along the axis."""
        return (self.right - self.left) // max(self.places, 1)

    def x(self, place: int) -> int:
        """The middle of a place."""
        return self.left + (self.right - self.left) * (2 * place + 1) // (2 * max(self.places, 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to heights: `low` at the plot's bottom, `high` at its top."""

    plot: Plot
    low: Decimal
    high: Decimal

    def y(self, value: Decimal) -> int:
        """Where a value stands, from the block's head down."""
        span = self.high - self.low
        share = (value - self.low) / span if span else Decimal(0)
        return self.plot.bottom - int(share * (self.plot.bottom - self.plot.top))


def scale_of(plot: Plot, values: Sequence[Decimal]) -> Scale:
    """A scale that takes in all values: from the plot's start (lower when a value is) to the greatest."""
    low = min([plot.start, *values])
    high = max(values, default=plot.start + 1)
    return Scale(plot, low, high if high > low else low + 1)


def round_steps(low: Decimal, high: Decimal, most: int = 4) -> list[Decimal]:
    """At most `most` round values between low and high, for grid lines (design.md: ≤ 4)."""
    span = high - low
    if span <= 0:
        return []
    unit = Decimal(10) ** (span.adjusted())
    for factor in (Decimal("0.1"), Decimal("0.2"), Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10)):
        step = unit * factor
        first = (low // step + 1) * step
        steps = []
        while first < high and len(steps) <= most:
            steps.append(first)
            first += step
        if len(steps) <= most:
            return steps
    return []


def axis_names(names: Sequence[str], setter: Typesetter, width: int) -> tuple[list[Mark], int]:
    """The names under the axis (marks from the axis down) and their height; long ones wrap, crowded ones are thinned out."""
    look = setter.layout.chart
    style = setter.style(look.label_style)
    pitch = style.size * 5 // 4
    step = width // max(len(names), 1)
    marks: list[Mark] = []
    most = 1
    for place, name in enumerate(names):
        line = set_single((Piece(name, look.label_style),), setter)
        lines: Sequence[Line] = (line,)
        if line.width > step - style.size // 4:
            lines = set_paragraph((Piece(name, look.label_style),), setter, max(step - style.size // 4, 2 * style.size), align="left")
        most = max(most, len(lines))
        centre = width * (2 * place + 1) // (2 * max(len(names), 1))
        for n, part in enumerate(lines):
            x = min(max(centre - part.width // 2, 0), width - part.width)
            marks.append(line_at(part, style.size, x, look.label_gap + n * pitch))
    return marks, look.label_gap + most * pitch


class Labels:
    """Places labels over data one by one, each moved up until it touches no earlier one."""

    def __init__(self, setter: Typesetter, plot: Plot) -> None:
        self._setter, self._plot = setter, plot
        self._taken: list[tuple[int, int, int, int]] = []

    def above(self, text: str, style: str, point: tuple[int, int], element: int) -> list[Mark]:
        """A label centred over a point, its foot a little above it; nothing for an empty text."""
        if not text:
            return []
        size = self._setter.style(style).size
        line = set_single((Piece(text, style),), self._setter)
        x = min(max(point[0] - line.width // 2, self._plot.left), self._plot.right - line.width)
        top = point[1] - size - size // 3
        while any(_touch((x, top, x + line.width, top + size), box) for box in self._taken):
            top -= size // 2
        self._taken.append((x, top, x + line.width, top + size))
        return [Text(x, top + baseline(size), line, element)]

    def keep_clear(self, box: tuple[int, int, int, int]) -> None:
        """A box that no label may touch."""
        self._taken.append(box)


def _touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
