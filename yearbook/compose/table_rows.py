"""The rows of a table as marks: cells begin on one line, cells that reach over others, groups, what a page break may part."""

from itertools import pairwise

from yearbook.compose.marks import baseline, line_at
from yearbook.compose.paragraph import set_single
from yearbook.compose.sparkline import sparkline
from yearbook.compose.table_breaks import cell_lines
from yearbook.compose.table_cells import cell_pieces
from yearbook.compose.table_grid import Column, line_x
from yearbook.compose.table_sheet import TableSheet
from yearbook.compose.table_spans import Spans, joined, kept
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Spark, Table, TableRow
from yearbook.model.galley import RowMarks
from yearbook.model.page import ARTIFACT, Line, Mark, Rule, Text, shifted
from yearbook.model.text import Span, plain


@frozen
class _Laid:
    """A row before its marks: where each cell stands, its lines, where the first one's head is, its height with what spans need."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[Line, ...], ...]
    top: int
    height: int


def table_rows(sheet: TableSheet) -> tuple[RowMarks, ...]:
    """What may be parted from one another by a page break: rows, groups of rows, lines of a very tall row."""
    rows, sparse = sheet.table.rows, _is_sparse(sheet)
    sheet = replace(sheet, root=sheet.structure.add("TBody", sheet.root))
    spans = Spans(rows)
    laid = [_laid(sheet, number) for number in range(len(rows))]
    needs = {
        (number, column): sheet.height(len(laid[number].lines[column]), _style(sheet, rows[number]))
        for number, column, down, _ in spans.all if down > 1
    }  # fmt: skip
    heights = spans.heights([row.height for row in laid], needs)
    set_rows: list[RowMarks] = []
    breaks: list[bool] = []  # whether a page may end after each of them
    look, page = sheet.setter.layout.table, sheet.setter.layout.page
    keeps = kept(rows, heights, needs, (look.span_rows, page.lines * page.leading // 2))
    again: RowMarks | None = None
    for number, row in enumerate(rows):
        again = None if row.kind != "row" else again
        made = _row(sheet, spans, (number, laid[number], heights[number]), sparse)
        pieces = _pieces(sheet, made, laid[number], row)
        set_rows += [replace(one, again=_over(again, one.again)) if again else one for one in pieces]
        breaks += [*(True for _ in pieces[1:]), number not in keeps]
        again = _again(sheet, row) if row.kind == "group" else again
    return joined(set_rows, breaks)


def _style(sheet: TableSheet, row: TableRow) -> str:
    look = sheet.setter.layout.table
    return look.style if row.kind == "row" else look.head_style


def _laid(sheet: TableSheet, number: int) -> _Laid:
    grid, row = sheet.grid, sheet.table.rows[number]
    style = _style(sheet, row)
    columns = [*grid.columns]
    for n, _, count in row.spans:
        columns[n] = grid.across(n, count)
    if row.kind == "group":
        columns[0] = replace(grid.across(0, len(grid.columns)), align="left")
    lines = [cell_lines(cell, column, sheet.setter) for cell, column in zip(grid.rows[number], columns, strict=True)]
    over = {n for n, down, _ in row.spans if down > 1}  # rows below, which give the room as well
    most = max([len(one) for n, one in enumerate(lines) if n not in over], default=1)
    height = sheet.height(max(most, 1), style)
    top = (height - max(most - 1, 0) * sheet.step(style) - sheet.size(style)) // 2
    return _Laid(tuple(columns), tuple(lines), top, height)


def _row(sheet: TableSheet, spans: Spans, told: tuple[int, _Laid, int], sparse: bool) -> RowMarks:
    """A row: its cells begin on one line; a cell that wraps makes the row higher by half rows."""
    number, laid, height = told
    grid, look, row = sheet.grid, sheet.setter.layout.table, sheet.table.rows[number]
    style = _style(sheet, row)
    below, step = laid.top + baseline(sheet.size(style)), sheet.step(style)
    element = sheet.structure.add("TR", sheet.root)
    wide = {column: (down, count) for column, down, count in row.spans}
    sparks = dict(row.sparks)
    marks: list[Mark] = []
    for n, (column, lines) in enumerate(zip(laid.columns, laid.lines, strict=True)):
        if (number, n) in spans.covered or (row.kind == "group" and n):
            continue
        span = (1, len(grid.columns)) if row.kind == "group" else wide.get(n, (1, 1))
        cell = _cell(sheet, element, (number, n), span)
        for position, line in enumerate(lines):
            marks.append(Text(line_x(grid.rows[number][n], line, column), below + position * step, line, cell))
        if n in sparks:
            marks += _spark(sheet, sparks[n], column, (height, cell))
    space = look.group_space if (row.space_before or row.kind == "group") and number else 0
    marks += _hairlines(sheet, spans, (number, height, space), sparse)
    return RowMarks(height, tuple(marks), space)


def _cell(sheet: TableSheet, parent: int, place: tuple[int, int], span: tuple[int, int]) -> int:
    """The element of the cell at (row, column) that reaches over (rows, columns)."""
    (number, n), (down, count) = place, span
    heads = n == 0 and _headed(sheet, number)
    attributes = [("Scope", "Row")] if heads else []
    if sheet.levelled and sheet.table.rows[number].kind != "group":
        over = sheet.heads_of(n, count)
        attributes += [("ID", f"r{number}")] if heads else []
        attributes += [("Headers", over if heads or not _headed(sheet, number) else f"{over} r{number}")]
    if count > 1:
        attributes.append(("ColSpan", str(count)))
    if down > 1:
        attributes.append(("RowSpan", str(down)))
    return sheet.structure.add("TH" if heads else "TD", parent, "", "", attributes)


def _headed(sheet: TableSheet, number: int) -> bool:
    """Whether the first cell of a row heads it: with words at the left, over a group, or where no column has a title."""
    row = sheet.table.rows[number]
    at_head = sheet.grid.columns[0].align == "left" or row.kind == "group" or not any(one.title for one in sheet.table.columns)
    return at_head and bool(plain(row.cells[0]).strip())


def _spark(sheet: TableSheet, spark: Spark, column: Column, place: tuple[int, int]) -> tuple[Mark, ...]:
    """A sparkline in the middle of its row, under an element of its own that says it in words."""
    height, cell = place
    look = sheet.setter.layout.chart.sparkline
    figure = sheet.structure.add("Figure", cell, alt=spark.alt)
    x = column.x + (0 if column.align == "left" else max(column.width - look.width, 0) // 2)
    return tuple(shifted(mark, x, (height - look.height) // 2) for mark in sparkline(spark.data, look, element=figure))


def _hairlines(sheet: TableSheet, spans: Spans, told: tuple[int, int, int], sparse: bool) -> list[Mark]:
    """Fine lines where the eye needs them: under the rows of a sparse table, over the first row of one that spans; between columns."""
    number, height, space = told
    look, grid = sheet.setter.layout.table, sheet.grid
    marks: list[Mark] = []
    if number and not sparse and number in spans.starts and number - 1 not in spans.groups:
        marks.append(Rule(0, -space // 2, sheet.width, -space // 2, look.inner_rule, look.inner_colour))
    if not sparse:
        return marks
    if number + 1 < len(sheet.table.rows):
        for start, end in _free(sheet, spans, number):
            marks.append(Rule(start, height, end, height, look.inner_rule, look.inner_colour))
    across = {n for at, column, _, count in spans.all if at == number for n in range(column + 1, column + count)}
    for n, column in enumerate(grid.columns[1:], 1):
        x = column.x - look.cell_gap // 2
        if column.align == "number" and n not in across and number not in spans.groups:
            marks.append(Rule(x, -space, x, height, look.column_rule, look.inner_colour))
    return marks


def _free(sheet: TableSheet, spans: Spans, number: int) -> list[tuple[int, int]]:
    """The stretches under a row that no cell crosses on its way down."""
    gap, columns = sheet.setter.layout.table.cell_gap, sheet.grid.columns
    stretches: list[tuple[int, int]] = []
    for n, column in enumerate(columns):
        if (number + 1, n) in spans.crossed:
            continue
        start = column.x - gap // 2 if n else 0
        end = columns[n + 1].x - gap // 2 if n + 1 < len(columns) else sheet.width
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def _pieces(sheet: TableSheet, row: RowMarks, laid: _Laid, told: TableRow) -> list[RowMarks]:
    """A row as it is, or line by line when it is so tall that it may have to go on on another page."""
    most = max(map(len, laid.lines))
    if most <= sheet.setter.layout.table.tall_lines or any(down > 1 for _, down, _ in told.spans):
        return [row]
    style = _style(sheet, told)
    step = sheet.step(style)
    feet = [laid.top + (line + 1) * step - (step - sheet.size(style)) // 2 for line in range(most - 1)]
    pieces = []
    for start, end in pairwise([0, *feet, row.height]):
        marks = [part for mark in row.marks if (part := _part(mark, (start, end), row.height, sheet.size(style)))]
        white = RowMarks(laid.top, ()) if start else None  # under the head of a part that goes on with this line
        pieces.append(RowMarks(end - start, tuple(shifted(mark, 0, -start) for mark in marks), 0 if start else row.space, white))
    return pieces


def _part(mark: Mark, piece: tuple[int, int], height: int, size: int) -> Mark | None:
    """A mark of a row if it stands between these places; of a rule between columns what runs there."""
    start, end = piece
    if isinstance(mark, Rule) and mark.x1 == mark.x2:
        return replace(mark, y1=start if start else mark.y1, y2=end)
    y: int = mark.y1 if isinstance(mark, Rule) else getattr(mark, "y", size) - size // 2
    return mark if start <= y < end or end == height <= y else None


def _again(sheet: TableSheet, row: TableRow) -> RowMarks:
    """The title of a group, for a part of the table that begins inside it: read once, so an artifact here."""
    look = sheet.setter.layout.table
    words = (Span(plain(row.cells[0]) + look.group_continued),)
    line = set_single(cell_pieces(words, sheet.setter, look.head_style, sheet.grid.scale), sheet.setter)
    height = sheet.height(1, look.head_style)
    top = (height - sheet.size(look.head_style)) // 2
    return RowMarks(height, (line_at(line, sheet.size(look.head_style), sheet.grid.columns[0].x, top, ARTIFACT),))


def _over(group: RowMarks | None, white: RowMarks | None) -> RowMarks | None:
    """A group's title and the white under it."""
    return RowMarks(group.height + white.height, group.marks) if group and white else group or white


def _is_sparse(sheet: TableSheet) -> bool:
    """Whether the eye needs lines to follow: many columns, many blank cells (design.md)."""
    table: Table = sheet.table
    look = sheet.setter.layout.table
    cells = [words for row in table.rows if row.kind != "group" for words in row.cells[1:]]
    blank = sum(1 for words in cells if not plain(words).strip()) - sum(len(row.sparks) for row in table.rows)
    return len(table.columns) >= look.sparse_columns and blank >= look.sparse * len(cells)
