"""What every part of a table needs while it is set: the table, its grid, its measure, and where elements are collected."""

from yearbook.compose.captions import pitch
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.table_grid import Grid
from yearbook.frozen import frozen
from yearbook.model.copy import HeadCell, Table


@frozen
class TableSheet:
    """A table on its way to marks; `root` is its element."""

    table: Table
    grid: Grid
    width: int
    setter: Typesetter
    structure: Structure
    root: int

    def size(self, style: str) -> int:
        """The size of a style at the scale of the grid."""
        return self.setter.style(style).size * self.grid.scale // 1000

    def step(self, style: str) -> int:
        """From line to line in a cell of that style."""
        return pitch(self.setter, style) * self.grid.scale // 1000

    def height(self, lines: int, style: str) -> int:
        """One line takes a row; more take what they need with the white of a single line, in half rows."""
        row = self.setter.layout.table.row
        half = row // 2
        return max(row, -(-(row + (lines - 1) * self.step(style)) // half) * half)

    @property
    def levelled(self) -> bool:
        """Whether titles of columns stand over others, so that a cell must name its heads: Scope alone would leave some out."""
        return any(head.level for head in self.table.head)

    def heads_of(self, column: int, count: int) -> str:
        """The IDs of the heads over a cell of so many columns, from the topmost down."""
        over = [head for head in self.table.head if head.column < column + count and column < head.column + head.columns]
        return " ".join(head_id(head) for head in sorted(over, key=lambda head: (head.level, head.column)))


def head_id(head: HeadCell) -> str:
    """The ID of a head within its table."""
    return f"h{head.level}.{head.column}"
