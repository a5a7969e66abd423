"""A table as rows of marks that can be split between pages: caption, three rules, head, rows, notes and source."""


from yearbook.compose.captions import (
    Place,
    Title,
    caption_marks,
    note_pieces,
    on_baseline,
    pitch,
    prose_marks,
    source_words,
)
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Typesetter, set_single
from yearbook.compose.table_grid import Grid, cell_lines, grid_of, head_lines, head_x, line_x
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Table
from yearbook.model.galley import RowMarks, TableBlock
from yearbook.model.page import ARTIFACT, Element, Line, Mark, Rule
from yearbook.model.text import Span, Words, plain

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@frozen
class _Sheet:
    """What every part of a table needs: the table, its grid, its width, and where elements are collected."""

    table: Table
    grid: Grid
    width: int
    setter: Typesetter
    structure: Structure
    root: int


def table_block(table: Table, setter: Typesetter) -> TableBlock:
    """The table; unsplit it takes whole lines of the grid, the rest of the last one stands below its notes."""
    page, look = setter.layout.page, setter.layout.table
    width = page.width if table.width == "page" else page.column
    structure = Structure()
    root = structure.add("Table", title=table.caption)
    sheet = _Sheet(table, grid_of(table, setter, width), width, setter, structure, root)
    caption = _caption(sheet, table.label, structure.add("Caption", root))
    continued = _caption(sheet, setter.layout.caption.continued + table.label, ARTIFACT)
    head = _head(sheet)
    sparse = _is_sparse(table, setter)
    rows = tuple(_row(sheet, number, sparse) for number in range(len(table.rows)))
    foot = -look.bottom_rule // 2
    bottom = RowMarks(0, (Rule(0, foot, width, foot, look.bottom_rule, look.rule_colour),))
    above = caption.height + head.height + sum(row.height + row.space for row in rows)
    notes = _notes(sheet, above)
    return TableBlock(
        caption, continued, head, rows, bottom, notes, _scoped(structure.done()), look.min_rows, table.width, table.floating,
        table.anchor, table.caption, table.label,
    )  # fmt: skip


def _caption(sheet: _Sheet, label: str, element: int) -> RowMarks:
    """The caption on the baseline of the grid; a further line is set as close as the style's leading."""
    setter, table = sheet.setter, sheet.table
    style = setter.layout.caption.style
    top = on_baseline(setter, style)
    title = Title(label, table.caption, table.unit)
    marks, foot = caption_marks(title, setter, Place(0, top, sheet.width), element)
    return RowMarks(setter.layout.page.leading + foot - top - setter.style(style).size, tuple(marks))


def _head(sheet: _Sheet) -> RowMarks:
    """The column titles between the first and the second rule; only the first rule when no column has a title."""
    setter, grid = sheet.setter, sheet.grid
    look = setter.layout.table
    top_rule = Rule(0, look.top_rule // 2, sheet.width, look.top_rule // 2, look.top_rule, look.rule_colour)
    sets = [head_lines(cell, column, setter) for cell, column in zip(grid.head, grid.columns, strict=True)]
    most = max(map(len, sets))
    if not most:
        return RowMarks(0, (top_rule,))
    height = max(_height(most, look.head_style, sheet), look.head_row)
    size, step = setter.style(look.head_style).size * grid.scale // 1000, _step(look.head_style, sheet)
    element = sheet.structure.add("TR", sheet.root)
    marks: list[Mark] = [top_rule]
    for n, lines in enumerate(sets):
        cell = sheet.structure.add("TH", element, title=sheet.table.columns[n].title)
        top = (height - (len(lines) - 1) * step - size) // 2
        for number, line in enumerate(lines):
            x = head_x(line, grid.columns[n], [row[n] for row in grid.rows])
            marks.append(line_at(line, size, x, top + number * step, cell))
    marks.append(Rule(0, height, sheet.width, height, look.head_rule, look.rule_colour))
    return RowMarks(height, tuple(marks))


def _row(sheet: _Sheet, number: int, sparse: bool) -> RowMarks:
    """A row: its cells begin on one line; a cell that wraps makes the row higher by half rows."""
    setter, grid, look = sheet.setter, sheet.grid, sheet.setter.layout.table
    cells = grid.rows[number]
    sets = [cell_lines(cell, column, setter) for cell, column in zip(cells, grid.columns, strict=True)]
    most = max(map(len, sets))
    height = _height(max(most, 1), look.style, sheet)
    size, step = setter.style(look.style).size * grid.scale // 1000, _step(look.style, sheet)
    top = (height - max(most - 1, 0) * step - size) // 2
    element = sheet.structure.add("TR", sheet.root)
    marks: list[Mark] = []
    for n, lines in enumerate(sets):
        named = n == 0 and grid.columns[0].align == "left" and bool(lines)
        cell = sheet.structure.add("TH" if named else "TD", element)
        for count, line in enumerate(lines):
            marks.append(line_at(line, size, line_x(cells[n], line, grid.columns[n]), top + count * step, cell))
    space = look.group_space if sheet.table.rows[number].space_before and number else 0
    if sparse:
        marks += _hairlines(sheet, number, height, space)
    return RowMarks(height, tuple(marks), space)


def _hairlines(sheet: _Sheet, number: int, height: int, space: int) -> list[Mark]:
    """A fine line under a row that is not the last, and between columns; none at the sides."""
    look, grid = sheet.setter.layout.table, sheet.grid
    marks: list[Mark] = []
    if number + 1 < len(sheet.table.rows):
        marks.append(Rule(0, height, sheet.width, height, look.inner_rule, look.inner_colour))
    for column in grid.columns[1:]:
        x = column.x - look.cell_gap // 2
        if column.align == "number":
            marks.append(Rule(x, -space, x, height, look.column_rule, look.inner_colour))
    return marks


def _step(style: str, sheet: _Sheet) -> int:
    return pitch(sheet.setter, style) * sheet.grid.scale // 1000


def _height(lines: int, style: str, sheet: _Sheet) -> int:
    """One line takes a row; more take what they need with the white of a single line, in half rows."""
    row = sheet.setter.layout.table.row
    half = row // 2
    return max(row, -(-(row + (lines - 1) * _step(style, sheet)) // half) * half)


def _is_sparse(table: Table, setter: Typesetter) -> bool:
    """Whether the eye needs lines to follow: many columns, many blank cells (design.md)."""
    look = setter.layout.table
    cells = [words for row in table.rows for words in row.cells[1:]]
    blank = sum(1 for words in cells if not plain(words).strip())
    return len(table.columns) >= look.sparse_columns and blank >= look.sparse * len(cells)


def _notes(sheet: _Sheet, above: int) -> RowMarks:
    """Notes and source, and the white that makes the whole table whole lines of the grid."""
    setter = sheet.setter
    page, look = setter.layout.page, setter.layout.table
    note = setter.style(setter.layout.caption.note_style)
    marks: list[Mark] = []
    top = look.note_gap
    for sign, words in _signed(sheet.table.notes, setter):
        element = sheet.structure.add("P")
        label, x = _note_label(sign, setter)
        if label is not None:
            marks.append(line_at(label, note.size, x, top, element))
        hang = setter.layout.caption.note_hang if sheet.table.notes else 0
        more, top = prose_marks(note_pieces(words, setter), setter, Place(hang, top, sheet.width - hang), element)
        marks += more
        if not more:  # a sign without words keeps its line
            top += note.leading
    if sheet.table.source:
        words = (Span(source_words(sheet.table.source, setter)),)
        place = Place(0, top, sheet.width)
        more, top = prose_marks(note_pieces(words, setter), setter, place, sheet.structure.add("P"))
        marks += more
    if not marks:
        return RowMarks(-above % page.leading, ())
    # the last line's foot stays above the white under the last line of the grid, so that columns end level
    used = above + top - (note.leading - note.size) + page.leading - page.body
    return RowMarks(-(-used // page.leading) * page.leading - above, tuple(marks))


def _signed(notes: tuple[Words, ...], setter: Typesetter) -> list[tuple[str, Words]]:
    """Notes with what stands before them: 注： before the first general one, a number when there are several, or their sign."""
    general = [note for note in notes if not plain(note).lstrip().startswith(tuple(SIGNS))]
    signed: list[tuple[str, Words]] = []
    for note in notes:
        sign = plain(note).lstrip()[:1]
        if sign and sign in SIGNS:
            signed.append((sign, _without(note, sign)))
        else:
            count = sum(1 for other, _ in signed if other not in SIGNS or not other) + 1
            label = setter.layout.caption.note_label if count == 1 else ""
            signed.append((label, (Span(f"{count}. "), *note) if len(general) > 1 else note))
    return signed


def _without(note: Words, sign: str) -> Words:
    """The note without its leading sign, which is set by itself."""
    first = note[0]
    return (replace(first, text=first.text.lstrip().removeprefix(sign).lstrip()), *note[1:])


def _note_label(sign: str, setter: Typesetter) -> tuple[Line | None, int]:
    """注： at the left edge; ① just before its note."""
    if not sign:
        return None, 0
    line = set_single(note_pieces((Span(sign),), setter), setter)
    hang = setter.layout.caption.note_hang
    return line, max(hang - line.width - setter.layout.table.inset, 0) if sign in SIGNS else 0


def _scoped(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Head cells with what they head (PDF/UA): titles, the only ones with a title of their own, a column, others a row."""
    return tuple(
        replace(element, attributes=(("Scope", "Column" if element.title else "Row"),)) if element.tag == "TH" else element
        for element in elements
    )
