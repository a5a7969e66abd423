"""A table's cells measured and its columns placed: where each begins, how wide it is, where its decimal points stand."""

from yearbook.compose.cells_once import cells_of, head_of
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.table_cells import Cell
from yearbook.compose.table_columns import Naturals, Need, column_widths, least_widths
from yearbook.frozen import frozen, replace
from yearbook.model.copy import HeadCell, Table
from yearbook.model.page import Line


@frozen
class Column:
    """A column in its place. `point` is where units digits end, `digits` where the longest fraction does."""

    x: int
    width: int
    align: str
    point: int = 0
    digits: int = 0


@frozen
class Grid:
    """Head cells, rows of cells, and columns, all at one scale of the type; `over` the heads that stand over columns."""

    scale: int
    columns: tuple[Column, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    over: tuple[tuple[HeadCell, Cell], ...] = ()
    fits: bool = True
    cut: int = 0  # the column that begins the right page of a spread

    def across(self, column: int, count: int) -> Column:
        """Columns taken together, for what reaches over them; a group's title keeps to the left page of a spread."""
        count = min(count, self.cut - column) if column < self.cut else count
        if count == 1:
            return self.columns[column]
        first, last = self.columns[column], self.columns[column + count - 1]
        return Column(first.x, last.x + last.width - first.x, "left" if first.align == "left" else "center")


@frozen
class Measured:
    """All cells at one scale, and what the columns need."""

    scale: int
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    over: tuple[tuple[HeadCell, Cell], ...]
    alone: tuple[list[Cell], ...]
    needs: tuple[Need, ...]


def grid_of(table: Table, setter: Typesetter, width: int) -> Grid:
    """The grid at the largest scale of the layout at which everything fits.

    Where none does, the type shrinks as far as the layout's `least_scale` lets it; then cells are broken to fit.
    """
    look = setter.layout.table
    measure = width - 2 * look.inset - (len(table.columns) - 1) * look.cell_gap
    for share in look.scales:
        measured = measured_at(table, setter, int(share * 1000))
        widths = column_widths(measured.needs, measure, _naturals(table, measured, setter))
        if widths is not None:
            return grid_at(table, measured, widths, setter)
    total = sum(need.least for need in measured.needs)
    smaller = max(measured.scale * measure // total * 98 // 100, int(look.least_scale * 1000))
    measured = measured_at(table, setter, smaller)
    widths = column_widths(measured.needs, measure) or least_widths(measured.needs, measure)
    return replace(grid_at(table, measured, widths, setter), fits=False)


def measured_at(table: Table, setter: Typesetter, scale: int) -> Measured:
    """All cells at a scale in 1/1000, and what the columns need."""
    head = tuple(head_of(column.title, setter, scale) for column in table.columns)
    rows = cells_of(table, setter, scale)
    over = tuple((cell, head_of(cell.title, setter, scale)) for cell in table.head if cell.columns > 1)
    alone = tuple(_alone(n, table, rows) for n in range(len(table.columns)))
    needs = tuple(_need(n, (table, head[n], alone[n]), setter) for n in range(len(table.columns)))
    return Measured(scale, head, rows, over, alone, _under(needs, over, setter.layout.table.cell_gap))


def _naturals(table: Table, measured: Measured, setter: Typesetter) -> Naturals:
    """What every cell of words would like, row by row; what reaches over several columns asks nothing of one."""
    rows = zip(table.rows, measured.rows, strict=True)
    cells = []
    for row, measures in rows:
        if row.kind != "group":
            wide = {column for column, _, _ in row.spans}
            cells.append(tuple([0 if cell.is_number or n in wide else cell.natural for n, cell in enumerate(measures)]))
    return Naturals(setter.style(setter.layout.table.style).size * measured.scale // 1000, tuple(cells))


def grid_at(
    table: Table, measured: Measured, widths: tuple[int, ...], setter: Typesetter, starts: tuple[int, ...] = ()
) -> Grid:
    """The columns in their places: one after another, or where each of them `starts`."""
    look = setter.layout.table
    columns, x = [], look.inset
    for n, column in enumerate(table.columns):
        x = starts[n] if starts else x
        columns.append(_placed(Column(x, widths[n], column.align), measured.head[n], measured.alone[n]))
        x += widths[n] + look.cell_gap
    return Grid(measured.scale, tuple(columns), measured.head, measured.rows, measured.over)


def _alone(column: int, table: Table, rows: tuple[tuple[Cell, ...], ...]) -> list[Cell]:
    """The cells of a column that stand in it alone: not a group's title, nor words that reach over further columns."""
    return [
        cells[column] for row, cells in zip(table.rows, rows, strict=True)
        if row.kind != "group" and not any(n == column and count > 1 for n, _, count in row.spans)
    ]  # fmt: skip


def _under(needs: tuple[Need, ...], over: tuple[tuple[HeadCell, Cell], ...], gap: int) -> tuple[Need, ...]:
    """The needs of columns raised until the heads over them have room, the innermost heads first."""
    raised = list(needs)
    for head, cell in sorted(over, key=lambda pair: -pair[0].level):
        under = range(head.column, head.column + head.columns)
        gaps = gap * (head.columns - 1)
        least = max(cell.least - gaps - sum(raised[n].least for n in under), 0)
        natural = max(cell.natural - gaps - sum(raised[n].natural for n in under), 0)
        for n in under:
            need = raised[n]
            wide = need.least + -(-least // head.columns)
            raised[n] = replace(need, least=wide, natural=max(need.natural + -(-natural // head.columns), wide))
    return tuple(raised)


def _need(number: int, told: tuple[Table, Cell, list[Cell]], setter: Typesetter) -> Need:
    """What a column needs. Titles wrap before cells do, so a long title asks for its parts only."""
    table, head, cells = told
    column = table.columns[number]
    block = _left(cells) + _right(cells)
    if any(n == number for row in table.rows for n, _ in row.sparks):
        block = max(block, setter.layout.chart.sparkline.width)
    words = [cell for cell in cells if not cell.is_number]
    least = max([head.least, block, *(cell.least for cell in words)])
    natural = max([block, min(head.natural, max(head.least, block)), *(cell.natural for cell in words)])
    fixed = column.width * setter.style(setter.layout.table.style).size // 1000
    return Need(fixed, max(natural, least), least, column.align in ("number", "center"))


def _left(cells: list[Cell]) -> int:
    return max((cell.whole for cell in cells if cell.is_number), default=0)


def _right(cells: list[Cell]) -> int:
    return max((cell.width - cell.whole for cell in cells if cell.is_number), default=0)


def _placed(column: Column, head: Cell, cells: list[Cell]) -> Column:
    """Numbers stand together at the right of their column, in the middle under a title that is wider than they."""
    if column.align != "number":
        return column
    left, right = _left(cells), _right(cells)
    spare = max(min(head.natural, column.width) - left - right, 0) // 2
    point = max(column.x + column.width - right - spare, column.x + left)
    return replace(column, point=point, digits=point + max((cell.rest for cell in cells), default=0))


def line_x(cell: Cell, line: Line, column: Column) -> int:
    """Where a line of a cell begins: words left, centred or right, numbers by their decimal point, others with the digits."""
    free = column.width - line.width
    if column.align == "left":
        return column.x + cell.indent
    if column.align == "center":
        return column.x + max(free, 0) // 2
    if column.align == "right":
        return column.x + max(free, 0)
    place = column.point - cell.whole if cell.is_number and line is cell.line else column.digits - line.width
    return min(max(place, column.x), column.x + max(free, 0))


def head_x(line: Line, column: Column, cells: list[Cell]) -> int:
    """Where a line of a title begins: over the words it heads, or in the middle over the digits."""
    free = max(column.width - line.width, 0)
    if column.align == "left":
        return column.x
    if column.align == "center":
        return column.x + free // 2
    if column.align == "right" or not any(cell.is_number for cell in cells):
        return column.x + free
    middle = (column.point - _left(cells) + column.digits) // 2
    return min(max(middle - line.width // 2, column.x), column.x + free)
