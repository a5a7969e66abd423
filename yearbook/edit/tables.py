"""Statistical tables as copy: heads in levels, cells resolved, 其中 marked, sparklines with their values."""

from yearbook.edit.figures import Ledger, number
from yearbook.model import blocks, cells
from yearbook.model.copy import Datum, HeadCell, Spark, Table, TableColumn, TableRow
from yearbook.model.quantity import LOWER_BOUNDS
from yearbook.model.text import Span, Words

OF_WHICH = "# "
GAP = "缺"


def table_copy(block: blocks.TableBlock, ledger: Ledger, label: str, anchor: str) -> Table:
    """The table under its label; it may float."""
    columns = tuple(TableColumn(column.title, column.align, int((column.width or 0) * 1000)) for column in block.leaves)
    return Table(
        label, block.table, block.unit, columns, tuple(_row(row, len(columns), ledger) for row in block.rows),
        tuple(ledger.resolve(note) for note in block.notes), block.source, block.width, anchor, True, head_cells(block.columns), block.turn,
        block.spread,
    )  # fmt: skip


def head_cells(columns: tuple[blocks.Column, ...]) -> tuple[HeadCell, ...]:
    """The heads with their places; none when they stand in one level."""
    depth = _depth(columns)
    return tuple(_heads(columns, 0, 0, depth)) if depth > 1 else ()


def _depth(columns: tuple[blocks.Column, ...]) -> int:
    return 1 + max((_depth(column.columns) for column in columns if column.columns), default=0)


def _heads(columns: tuple[blocks.Column, ...], level: int, first: int, depth: int) -> list[HeadCell]:
    heads: list[HeadCell] = []
    for column in columns:
        wide = len(blocks.leaves_of((column,)))
        heads.append(HeadCell(column.title, level, first, 1 if column.columns else depth - level, wide))
        heads += _heads(column.columns, level + 1, first, depth) if column.columns else []
        first += wide
    return heads


def _row(row: blocks.Row, width: int, ledger: Ledger) -> TableRow:
    if row.group:
        return TableRow(((Span(row.group),), *(() for _ in range(width - 1))), row.indent, row.space_before, "group")
    words = [_cell(cell, ledger) for cell in row.cells]
    if row.of_which:
        words[0] = (Span(OF_WHICH), *words[0])
    spans = tuple((n, cell.rows, cell.columns) for n, cell in enumerate(row.cells) if isinstance(cell, cells.Spanned))
    sparks = tuple((n, _spark(cell, ledger)) for n, cell in enumerate(row.cells) if isinstance(cell, cells.Spark))
    indent = max(row.indent, 1) if row.of_which else row.indent
    return TableRow(tuple(words), indent, row.space_before, "total" if row.total else "row", spans, sparks)


def _cell(cell: object, ledger: Ledger) -> Words:
    if cell is None or isinstance(cell, cells.Spark):
        return ()
    if isinstance(cell, cells.Spanned):
        return ledger.resolve(cell.text)
    return ledger.resolve(cell) if isinstance(cell, tuple) else (Span(str(cell)),)


def _spark(cell: cells.Spark, ledger: Ledger) -> Spark:
    data = [_datum(key, ledger) if key else None for key in cell.spark]
    units = {_unit(key, ledger) for key in cell.spark if key}
    told = "、".join(f"{datum.at} {datum.label}" if datum else GAP for datum in data)
    return Spark(tuple(datum for datum in data if datum), f"走势：{told}（{units.pop()}）" if len(units) == 1 else f"走势：{told}")


def _datum(key: str, ledger: Ledger) -> Datum:
    fact = ledger.fact(key)
    told = fact.growth if key.endswith(":growth") and fact.growth else fact
    return Datum(fact.period, told.value, f"{told.qualifier}{number(told.value)}", told.qualifier in LOWER_BOUNDS, told.basis)


def _unit(key: str, ledger: Ledger) -> str:
    fact = ledger.fact(key)
    return fact.growth.unit if key.endswith(":growth") and fact.growth else ledger.unit(fact)
