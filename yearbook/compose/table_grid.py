"""A table's cells measured and its columns placed: where each begins, how wide it is, where its decimal points stand."""


from yearbook.compose.paragraph import Typesetter, set_paragraph
from yearbook.compose.table_cells import NO_LINE, Cell, head_cell, number_cell, title_parts, word_cell
from yearbook.compose.table_columns import Need, column_widths, least_widths
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Table, TableColumn
from yearbook.model.page import Line
from yearbook.model.text import Words, plain

BLANK = Cell((), NO_LINE, 0)


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
    """Head cells, rows of cells, and columns, all at one scale of the type."""

    scale: int
    columns: tuple[Column, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grid_of(table: Table, setter: Typesetter, width: int) -> Grid:
    """The grid at the largest scale of the layout at which everything fits; at the last, cells are broken to fit."""
    look = setter.layout.table
    measure = width - 2 * look.inset - (len(table.columns) - 1) * look.cell_gap
    for share in look.scales:
        scale = int(share * 1000)
        head = tuple(head_cell(column.title, setter, scale) for column in table.columns)
        rows = _cells(table, setter, scale)
        needs = tuple(
            _need(column, head[n], [row[n] for row in rows], setter) for n, column in enumerate(table.columns)
        )
        widths = column_widths(needs, measure)
        if widths is not None:
            break
    widths = widths or least_widths(needs, measure)
    columns, x = [], look.inset
    for n, column in enumerate(table.columns):
        columns.append(_placed(Column(x, widths[n], column.align), head[n], [row[n] for row in rows]))
        x += widths[n] + look.cell_gap
    return Grid(scale, tuple(columns), head, rows)


def _cells(table: Table, setter: Typesetter, scale: int) -> tuple[tuple[Cell, ...], ...]:
    """All cells measured; equal ones once."""
    known: dict[tuple[Words, str, int], Cell] = {}
    rows = []
    for row in table.rows:
        cells = []
        for n, words in enumerate(row.cells):
            align = table.columns[n].align
            indent = row.indent * setter.layout.table.indent * scale // 1000 if n == 0 else 0
            key = (words, align, indent)
            if key not in known:
                known[key] = _cell(words, align, indent, setter, scale)
            cells.append(known[key])
        rows.append(tuple(cells))
    return tuple(rows)


def _cell(words: Words, align: str, indent: int, setter: Typesetter, scale: int) -> Cell:
    if not plain(words).strip():
        return BLANK
    return number_cell(words, setter, scale) if align == "number" else word_cell(words, setter, scale, indent)


def _need(column: TableColumn, head: Cell, cells: list[Cell], setter: Typesetter) -> Need:
    """What a column needs. Titles wrap before cells do, so a long title asks for its parts only."""
    block = _left(cells) + _right(cells)
    words = [cell for cell in cells if not cell.is_number]
    least = max([head.least, block, *(cell.least for cell in words)])
    natural = max([block, min(head.natural, max(head.least, block)), *(cell.natural for cell in words)])
    fixed = column.width * setter.style(setter.layout.table.style).size // 1000
    return Need(fixed, max(natural, least), least, column.align in ("number", "center"))


def _left(cells: list[Cell]) -> int:
    return max((cell.whole for cell in cells if cell.is_number), default=0)


def _right(cells: list[Cell]) -> int:
    return max((cell.line.width - cell.whole for cell in cells if cell.is_number), default=0)


def _placed(column: Column, head: Cell, cells: list[Cell]) -> Column:
    """Numbers stand together at the right of their column, in the middle under a title that is wider than they."""
    if column.align != "number":
        return column
    left, right = _left(cells), _right(cells)
    spare = max(min(head.natural, column.width) - left - right, 0) // 2
    point = max(column.x + column.width - right - spare, column.x + left)
    return replace(column, point=point, digits=point + max((cell.rest for cell in cells), default=0))


def cell_lines(cell: Cell, column: Column, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a cell in its column."""
    if not cell.pieces:
        return ()
    if cell.natural <= column.width:
        return (cell.line,)
    return _within(set_paragraph(cell.pieces, setter, column.width - cell.indent, align="left"), column.width - cell.indent)


def head_lines(cell: Cell, column: Column, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a title: broken before its bracket when it does not fit on one."""
    if not cell.pieces or not cell.pieces[0].text or cell.natural <= column.width:
        return (cell.line,) if cell.line.runs else ()
    lines: list[Line] = []
    for part in title_parts(cell.pieces[0].text):
        lines += set_paragraph((cell.pieces[0]._replace(text=part),), setter, column.width, align="left")
    return _within(tuple(lines), column.width)


def _within(lines: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    """Lines that say no more than their measure: a compressed one still tells its natural width."""
    return tuple(replace(line, width=min(line.width, width)) for line in lines)


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
