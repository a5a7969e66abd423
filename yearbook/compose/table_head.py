"""The head of a table: titles of columns between two rules, in one level or several, those over others with a rule below."""

from yearbook.compose.marks import line_at
from yearbook.compose.table_breaks import head_lines
from yearbook.compose.table_grid import head_x
from yearbook.compose.table_sheet import TableSheet, head_id
from yearbook.model.copy import HeadCell
from yearbook.model.galley import RowMarks
from yearbook.model.page import Line, Mark, Rule

_Set = tuple[HeadCell, tuple[Line, ...]]


def head_row(sheet: TableSheet) -> RowMarks:
    """The column titles between the first and the second rule; only the first rule when no column has a title."""
    look = sheet.setter.layout.table
    top_rule = Rule(0, look.top_rule // 2, sheet.width, look.top_rule // 2, look.top_rule, look.rule_colour)
    sets = _sets(sheet)
    if not any(lines for _, lines in sets):
        return RowMarks(0, (top_rule,))
    levels = _levels(sheet, sets)
    marks: list[Mark] = [top_rule]
    group = sheet.structure.add("THead", sheet.root)
    for level in range(len(levels) - 1):
        row = sheet.structure.add("TR", group)
        for head, lines in sets:
            if head.level == level:
                marks += _head(sheet, (head, lines), levels, row)
    marks.append(Rule(0, levels[-1], sheet.width, levels[-1], look.head_rule, look.rule_colour))
    return RowMarks(levels[-1], tuple(marks))


def _sets(sheet: TableSheet) -> list[_Set]:
    """Every head with its lines, row by row from the left."""
    grid, setter = sheet.grid, sheet.setter
    heads = sheet.table.head or tuple(HeadCell(column.title, 0, n, 1, 1) for n, column in enumerate(sheet.table.columns))
    over = dict(grid.over)
    sets = [
        (head, head_lines(over.get(head, grid.head[head.column]), grid.across(head.column, head.columns), setter)) for head in heads
    ]
    return sorted(sets, key=lambda one: (one[0].level, one[0].column))


def _levels(sheet: TableSheet, sets: list[_Set]) -> list[int]:
    """Where each level begins and the last one ends; a title over several levels that needs more makes the last one higher."""
    look = sheet.setter.layout.table
    depth = max(head.level + head.rows for head, _ in sets)
    heights = [look.head_row] * depth
    for head, lines in sorted(sets, key=lambda one: one[0].rows):
        foot = head.level + head.rows
        short = sheet.height(max(len(lines), 1), look.head_style) - sum(heights[head.level : foot])
        heights[foot - 1] += max(short, 0)
    return [sum(heights[:level]) for level in range(depth + 1)]


def _head(sheet: TableSheet, one: _Set, levels: list[int], row: int) -> list[Mark]:
    head, lines = one
    grid, look = sheet.grid, sheet.setter.layout.table
    spans = (("ColSpan", head.columns), ("RowSpan", head.rows))
    attributes = [("ID", head_id(head))] if sheet.levelled else []
    attributes += [("Scope", "Column"), *((key, str(count)) for key, count in spans if count > 1)]
    cell = sheet.structure.add("TH", row, head.title, "", attributes)
    top, foot = levels[head.level], levels[head.level + head.rows]
    size, step = sheet.size(look.head_style), sheet.step(look.head_style)
    y = top + (foot - top - (len(lines) - 1) * step - size) // 2
    column = grid.across(head.column, head.columns)
    marks: list[Mark] = []
    for number, line in enumerate(lines):
        if head.columns > 1:
            x = column.x + max(column.width - line.width, 0) // 2
        else:
            x = head_x(line, column, [cells[head.column] for cells in grid.rows])
        marks.append(line_at(line, size, x, y + number * step, cell))
    if head.columns > 1:
        marks.append(Rule(column.x, foot, column.x + column.width, foot, look.group_rule, look.rule_colour))
    return marks
