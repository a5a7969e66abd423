"""编纂机构: bodies under light rules, roles left, names in a grid right of them; units in columns. It takes the pages it needs."""

from collections.abc import Iterator, Sequence
from typing import Literal

from yearbook.compose.display import TitleLook, ink_width, title_marks
from yearbook.compose.marks import Structure, baseline, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.copy import BoardPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Line, Mark, Rule


@frozen
class _Row:
    """A row: its height, lines with (x, drop, size), and whether a rule stands over it. A kept row does not end a page."""

    height: int
    lines: tuple[tuple[Line, int, int, int], ...]
    tag: str = "P"
    rule: bool = False
    kept: bool = False


def board_sheets(part: BoardPart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The first page is a recto; a body's head keeps its first row of names with it."""
    look, page = setter.layout.board, setter.layout.page
    structure = Structure()
    title = TitleLook(look.title_style, look.title_en_style, (look.title_line - 1) * page.leading, look.title_gap)
    marks, foot = title_marks((part.title, part.title_en), title, page.width, setter, structure)
    y = max((look.from_line - 1) * page.leading, foot + page.leading)
    bottom = page.lines * page.leading - (page.leading - page.body)
    sheets: list[Sheet] = []
    rows = list(_rows(part, setter))
    for number, row in enumerate(rows):
        if not row.lines:  # white between bodies: none where a page begins
            y += row.height if y else 0
            continue
        need = row.height + (rows[number + 1].height if row.kept and number + 1 < len(rows) else 0)
        if y + need > bottom and y > 0:
            sheets.append(_sheet(marks, structure, not sheets))
            marks, structure, y = [], Structure(), 0
        marks += _row_marks(row, y, setter, structure)
        y += row.height
    return (*sheets, _sheet(marks, structure, not sheets))


def _sheet(marks: Sequence[Mark], structure: Structure, first: bool) -> Sheet:
    side: Literal["recto", "any"] = "recto" if first else "any"
    return Sheet(tuple(marks), structure.done(), side)


def _rows(part: BoardPart, setter: Typesetter) -> Iterator[_Row]:
    look = setter.layout.board
    for number, (title, roles) in enumerate(part.groups):
        if number:
            yield _Row(look.group_gap, ())
        yield _head(title, setter)
        for role, names in roles:
            yield from _names(role, names, setter)
            yield _Row(look.role_gap, ())
    for title, items in part.lists:
        yield _Row(look.group_gap, ())
        yield _head(title, setter)
        yield from _items(items, setter)


def _head(title: str, setter: Typesetter) -> _Row:
    look = setter.layout.board
    lines = set_paragraph((Piece(title, look.group_style),), setter, setter.layout.page.width, align="left")
    size = setter.style(look.group_style).size
    down = setter.layout.page.leading
    set_lines = tuple((line, 0, look.group_drop + n * down, size) for n, line in enumerate(lines))
    return _Row(look.group_height + (len(lines) - 1) * down, set_lines, "H2", True, True)


def _names(role: str, names: Sequence[str], setter: Typesetter) -> Iterator[_Row]:
    """Rows of cells; a name wider than its cell takes as many as it needs. The role stands before the first row."""
    look, page = setter.layout.board, setter.layout.page
    style = setter.style(look.name_style)
    label, small = set_single((Piece(role, look.role_style),), setter), setter.style(look.role_style).size
    level = baseline(style.size) - baseline(small)
    cells = max((page.width - look.names_x) // look.cell, 1)
    row: list[tuple[Line, int, int, int]] = [(label, look.role_x, level, small)] if role else []
    at = 0
    for name in names:
        line = set_single((Piece(name, look.name_style),), setter)
        span = min(max(1, -(-(ink_width(line, style.track) + style.size) // look.cell)), cells)
        if at + span > cells:
            yield _Row(look.row, tuple(row))
            row, at = [], 0
        row.append((line, look.names_x + at * look.cell, 0, style.size))
        at += span
    yield _Row(look.row, tuple(row))


def _items(items: Sequence[str], setter: Typesetter) -> Iterator[_Row]:
    """Units row by row in columns; one that is too long for its column turns."""
    look, page = setter.layout.board, setter.layout.page
    size = setter.style(look.unit_style).size
    width = (page.width - look.names_x - (look.unit_columns - 1) * page.body) // look.unit_columns
    for start in range(0, len(items), look.unit_columns):
        row: list[tuple[Line, int, int, int]] = []
        deepest = 1
        for column, item in enumerate(items[start : start + look.unit_columns]):
            lines = set_paragraph((Piece(item, look.unit_style),), setter, width, align="left")
            deepest = max(deepest, len(lines))
            row += [(line, look.names_x + column * (width + page.body), n * page.leading, size) for n, line in enumerate(lines)]
        yield _Row(deepest * page.leading, tuple(row))


def _row_marks(row: _Row, y: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    look, page = setter.layout.board, setter.layout.page
    marks: list[Mark] = [Rule(0, y, page.width, y, look.rule, look.rule_colour)] if row.rule else []
    if row.lines:
        title = "".join(line.text for line, *_ in row.lines) if row.tag == "H2" else ""
        element = structure.add(row.tag, title=title)
        marks += [line_at(line, size, x, y + drop, element) for line, x, drop, size in row.lines]
    return marks
