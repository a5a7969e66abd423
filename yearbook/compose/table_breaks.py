"""Where the words of cells and titles of columns are broken: titles into even lines, cells never before a lone last character."""

from itertools import pairwise

from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph
from yearbook.compose.table_cells import Cell, title_parts
from yearbook.compose.table_grid import Column, Grid
from yearbook.frozen import replace
from yearbook.model.page import Line

TALL = 3  # lines of a name that make its row a tall one
CRAMPED = 5  # a table is cramped when more than one row in so many is tall
MANY = 6  # columns
YEAR = ("年", "月", "日", "季")
NARROWER = 3  # characters by which a measure may be narrowed for the sake of the last line


def cell_lines(cell: Cell, column: Column, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a cell in its column."""
    if not cell.pieces:
        return ()
    if cell.natural <= column.width:
        return (cell.line,)
    room = column.width - cell.indent
    if room not in cell.lines:
        cell.lines[room] = _within(cell.words.lines(_measure(cell, room, setter)), room)
    return cell.lines[room]


def head_lines(cell: Cell, column: Column, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a title: broken before its bracket when it does not fit on one, each part evenly: 2026年 | 目标."""
    if not cell.pieces or not cell.pieces[0].text or cell.natural <= column.width:
        return (cell.line,) if cell.line.runs else ()
    lines: list[Line] = []
    for part in title_parts(cell.pieces[0].text):
        lines += _even(cell.pieces[0]._replace(text=part), column.width, setter)
    return _within(tuple(lines), column.width)


def _even(piece: Piece, width: int, setter: Typesetter) -> tuple[Line, ...]:
    """As few lines as the width allows, the widest of them as narrow as can be, no year parted from its 年."""
    lines = set_paragraph((piece,), setter, width, align="left")
    if len(lines) < 2:
        return lines
    size = setter.style(piece.style).size * piece.scale // 1000
    tried = [lines, *(set_paragraph((piece,), setter, narrower, align="left") for narrower in range(width - size // 2, size, -size // 2))]
    even = [one for one in tried if len(one) == len(lines) and all(line.width <= width for line in one)] or [lines]
    return min(even, key=lambda one: (_parts_a_year(one), max(line.width for line in one)))


def _parts_a_year(lines: tuple[Line, ...]) -> bool:
    return any(one.text[-1:].isdigit() and other.text[:1] in YEAR for one, other in pairwise(lines))


def is_cramped(grid: Grid) -> bool:
    """Whether the names of so many rows are broken so often that the eye loses them among figures: turned, the table reads better.

    Columns of prose are long in any measure, so that only tables of many columns, led by names, are asked.
    """
    first = grid.columns[0].width
    names = [row[0] for row in grid.rows if sum(bool(cell.pieces) for cell in row) > 1]
    tall = sum(not name.is_number and name.natural > (TALL - 1) * first for name in names)
    return len(grid.columns) >= MANY and tall * CRAMPED > len(names)


def _measure(cell: Cell, width: int, setter: Typesetter) -> int:
    """The width, or a narrower measure of as many lines where that gives the last one two characters at least."""
    texts = cell.words.texts(width)
    if len(texts) < 2 or not _is_lone(texts[-1]):
        return width
    size = setter.style(cell.pieces[0].style).size * cell.pieces[0].scale // 1000
    for narrower in range(width - size // 4, max(width - (NARROWER + 1) * size, 2 * size - 1), -size // 4):
        tried = cell.words.texts(narrower)
        if len(tried) == len(texts) and not _is_lone(tried[-1]):
            return narrower
    return width


def _is_lone(text: str) -> bool:
    """Whether a line says one character, marks aside."""
    return sum(character.isalnum() for character in text) < 2


def _within(lines: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    """Lines that say no more than their measure: a compressed one still tells its natural width."""
    return tuple([line if line.width <= width else replace(line, width=width) for line in lines])
