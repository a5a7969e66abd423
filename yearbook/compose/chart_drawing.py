"""What bars and lines leave behind for their labels: marks drawn, labels wished for, areas that labels keep clear of."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from decimal import Decimal

from yearbook.compose.chart_labels import Area, Wish, touch
from yearbook.compose.chart_scale import Plot, grid_values, shown
from yearbook.compose.digits import grouped_line
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import frozen, replace, workpiece
from yearbook.model.chart_looks import ChartLook
from yearbook.model.copy import Datum
from yearbook.model.page import Line, Mark, Rule, Text


@frozen
class Tools:
    """What every mark of a chart needs: the typesetter, the look, the chart's element, the scale of the labels in 1/1000."""

    setter: Typesetter
    look: ChartLook
    element: int
    scale: int
    keys: bool = False  # label only what tells most: first, last, highest, lowest
    few: bool = False  # label only the last of each series
    bare: bool = False  # label nothing
    quiet: bool = False  # nothing is said of places without data: small multiples leave them open
    named: bool = True  # series have their names at their data; else a key tells them

    def labels(self, values: Sequence[Decimal]) -> frozenset[int]:
        """Which of a series' values have a label, by their order along the axis."""
        if self.bare or not values:
            return frozenset()
        last = len(values) - 1
        if self.few:
            return frozenset((last,))
        if self.keys:
            return frozenset((0, last, values.index(max(values)), values.index(min(values))))
        return frozenset(range(len(values)))

    def text(self, line: Line, size: int, x: int, head: int) -> Text:
        """A line of the chart with the head of its em box at `head`."""
        return line_at(line, size, x, head, self.element)


@workpiece
class Drawing:
    """A chart's data while it is drawn."""

    marks: list[Mark] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    taken: list[Area] = field(default_factory=list)
    lines: list[Area] = field(default_factory=list)

    def write(self, mark: Text, size: int) -> None:
        """Text whose place is given; labels keep clear of it."""
        self.marks.append(mark)
        head = mark.y - size
        self.taken.append((mark.x, head, mark.x + mark.line.width, mark.y + size // 5))


def value_line(datum: Datum, style: str, tools: Tools) -> tuple[Line, int]:
    """A datum's label with its long numbers parted, and the size of its type."""
    setter = tools.setter
    pieces = (Piece(minus(datum.label), style, scale=tools.scale),)
    return grouped_line(pieces, setter, setter.layout.table.digit_gap), setter.style(style).size * tools.scale // 1000


def minus(label: str) -> str:
    """A negative number with the sign of subtraction, not a hyphen."""
    return f"−{label[1:]}" if label[:1] == "-" and label[1:2].isdigit() else label


def draw_grid(drawing: Drawing, plot: Plot, tools: Tools) -> None:
    """Few fine lines at round values, each value at the left above its line."""
    look = tools.look
    size = tools.setter.style(look.grid_style).size * tools.scale // 1000
    for value in grid_values(plot.low, plot.high, look.grid_lines):
        y = plot.y(value)
        drawing.marks.append(Rule(0, y, plot.width, y, look.grid_width, look.grid_colour))
        pieces = (Piece(shown(value), look.grid_style, scale=tools.scale),)
        line = grouped_line(pieces, tools.setter, tools.setter.layout.table.digit_gap)
        drawing.write(line_at(line, size, 0, y - size - look.grid_width, tools.element), size)


def write_missing(drawing: Drawing, places: list[tuple[int, int]], tools: Tools) -> None:
    """缺 upon the axis at each place (its middle, the axis)."""
    look = tools.look
    line = set_single((Piece(look.missing, look.grid_style, scale=tools.scale),), tools.setter)
    size = tools.setter.style(look.grid_style).size * tools.scale // 1000
    for x, foot in places:
        left, head = max(x - line.width // 2, 0), foot - look.label_gap - size
        for other in sorted(drawing.taken):  # a figure of the grid may stand there already
            if touch((left, head, left + line.width, head + size), other):
                left = other[2] + look.label_gap
        drawing.write(line_at(line, size, left, head, tools.element), size)


def clear_of_words(marks: list[Mark], tools: Tools) -> list[Mark]:
    """The marks with grid lines left open where they would run through words."""
    gap = tools.look.label_gap // 2
    areas: list[Area] = []
    for mark in marks:
        if isinstance(mark, Text):
            size = max((run.size for run in mark.line.runs), default=0)
            areas.append((mark.x - gap, mark.y - size * 9 // 10, mark.x + mark.line.width + gap, mark.y + size // 10))
    parted: list[Mark] = []
    for mark in marks:
        if not isinstance(mark, Rule) or mark.colour != tools.look.grid_colour:
            parted.append(mark)
        elif mark.y1 == mark.y2:
            ends = _open(mark.x1, mark.x2, [(area[0], area[2]) for area in areas if area[1] < mark.y1 < area[3]])
            parted += (replace(mark, x1=start, x2=end) for start, end in ends)
        else:
            ends = _open(mark.y1, mark.y2, [(area[1], area[3]) for area in areas if area[0] < mark.x1 < area[2]])
            parted += (replace(mark, y1=start, y2=end) for start, end in ends)
    return parted


def _open(start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a stretch between the spans taken out of it."""
    for first, last in sorted(spans):
        if min(first, end) > start:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end
