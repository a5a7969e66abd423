"""The cells of tables, equal ones made once; those that are new in all tables of a chapter are measured together."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from yearbook.compose.cells_measured import Passage, measure_grouped, measure_together, passages
from yearbook.compose.digits import digit_white
from yearbook.compose.paragraph import Piece, Typesetter
from yearbook.compose.table_cells import Cell, cell_pieces, cut, figure, head_cell, number_cell, western, word_cell
from yearbook.model.copy import Table, TableRow
from yearbook.model.text import Words

_Kind: TypeAlias = tuple[str, str, int, int]  # align, style, indent, scale
_Key: TypeAlias = str | Words


def measure_tables(items: Iterable[object], setter: Typesetter) -> None:
    """Makes the cells of all tables among the items, at the scale that is tried first."""
    _stock([item for item in items if isinstance(item, Table)], setter, int(setter.layout.table.scales[0] * 1000))


def cells_of(table: Table, setter: Typesetter, scale: int) -> tuple[tuple[Cell, ...], ...]:
    """All cells of a table, row by row."""
    _stock((table,), setter, scale)
    return tuple([
        tuple([setter.cells[kind][_key(words)] for kind, words in zip(kinds, row.cells, strict=True)])
        for kinds, row in _rows(table, setter, scale)
    ])  # fmt: skip


def head_of(title: str, setter: Typesetter, scale: int) -> Cell:
    """The title of a column."""
    heads: dict[str, Cell] = setter.cells.setdefault(("head", scale), {})
    if title not in heads:
        heads[title] = head_cell(title, setter, scale)
    return heads[title]


def _stock(tables: Iterable[Table], setter: Typesetter, scale: int) -> None:
    """Makes the cells of these tables that no table had before."""
    fresh: dict[_Kind, dict[_Key, tuple[Piece, ...]]] = {}
    for table in tables:
        for kinds, row in _rows(table, setter, scale):
            for kind, words in zip(kinds, row.cells, strict=True):
                key, shelf = _key(words), setter.cells.setdefault(kind, {})
                if key not in shelf and key not in (new := fresh.setdefault(kind, {})):
                    new[key] = cell_pieces(words, setter, kind[1], scale)
    found = _measured([(pieces, kind[0]) for kind, new in fresh.items() for pieces in new.values()], setter)
    for kind, new in fresh.items():
        setter.cells[kind] |= {key: _cell(pieces, kind, found, setter) for key, pieces in new.items()}


def _rows(table: Table, setter: Typesetter, scale: int) -> Iterator[tuple[list[_Kind], TableRow]]:
    """The rows, each with what its cells are beside their words."""
    look = setter.layout.table
    known: dict[tuple[bool, int], list[_Kind]] = {}
    for row in table.rows:
        beside = row.kind == "row", row.indent
        if beside not in known:
            style, indent = look.style if row.kind == "row" else look.head_style, row.indent * look.indent * scale // 1000
            known[beside] = [(column.align, style, 0 if n else indent, scale) for n, column in enumerate(table.columns)]
        yield known[beside], row


def _key(words: Words) -> _Key:
    """What the cell of these words is found by: plain ones by their text, whose hash is reckoned once."""
    if len(words) == 1 and (span := words[0]).kind == "text" and not span.tone:
        return span.text
    return words


def _cell(pieces: tuple[Piece, ...], kind: _Kind, found: dict[tuple[Piece, ...], Passage], setter: Typesetter) -> Cell:
    align, _, indent, _ = kind
    if not pieces:
        return Cell(found[pieces], 0, 0)
    if align == "number" and (match := figure(pieces)):
        return number_cell(pieces, match, setter)
    widths = [found[word,].width for word in western(pieces)]
    return word_cell(found[pieces], widths, 0 if align == "number" else indent)


def _measured(cells: Iterable[tuple[tuple[Piece, ...], str]], setter: Typesetter) -> dict[tuple[Piece, ...], Passage]:
    """Measures together what cells of these pieces and aligns will ask the widths of; words as passages, with the Western ones in them."""
    words: list[tuple[Piece, ...]] = []
    numbers: list[tuple[Piece, ...]] = []
    grouped: list[tuple[Piece, ...]] = []
    for pieces, align in cells:
        match = figure(pieces) if align == "number" else None
        if match is None:
            words += [pieces, *[(word,) for word in western(pieces)]]
            continue
        for end in dict.fromkeys((len(match.string), match.end("whole"), match.end("rest"))):
            (grouped if digit_white(match.string[:end], 1) else numbers).append(cut(pieces, end))
    measure_together(numbers, setter)
    measure_grouped(grouped, setter, setter.layout.table.digit_gap)
    return passages(words, setter)
