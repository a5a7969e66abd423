"""What bars and lines leave behind for their labels: marks drawn, labels wished for, areas that labels keep clear of."""

from dataclasses import dataclass, field

from yearbook.compose.chart_labels import Area, Wish
from yearbook.compose.digits import grouped_line
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import frozen
from yearbook.model.copy import Datum
from yearbook.model.looks import ChartLook
from yearbook.model.page import Line, Mark, Text


@frozen
class Tools:
    """What every mark of a chart needs: the typesetter, the look, the chart's element, the scale of the labels in 1/1000."""

    setter: Typesetter
    look: ChartLook
    element: int
    scale: int


@dataclass
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
    pieces = (Piece(datum.label, style, scale=tools.scale),)
    return grouped_line(pieces, setter, setter.layout.table.digit_gap), setter.style(style).size * tools.scale // 1000


def write_missing(drawing: Drawing, places: list[tuple[int, int]], tools: Tools) -> None:
    """缺 upon the axis at each place (its middle, the axis)."""
    look = tools.look
    line = set_single((Piece(look.missing, look.grid_style, scale=tools.scale),), tools.setter)
    size = tools.setter.style(look.grid_style).size * tools.scale // 1000
    for x, foot in places:
        drawing.write(line_at(line, size, x - line.width // 2, foot - look.label_gap - size, tools.element), size)
