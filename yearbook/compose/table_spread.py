"""A table across a spread: set as one table twice as wide, then cut at the gutter, the first column set again on the right page.

Rows are as high on both pages, so that their lines meet across the gutter; no head and no cell reaches over it.
"""

from collections.abc import Iterator

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.table_columns import column_widths
from yearbook.compose.table_grid import Grid, Measured, grid_at, measured_at
from yearbook.frozen import replace
from yearbook.model.copy import Table
from yearbook.model.galley import RowMarks, TableBlock
from yearbook.model.page import ARTIFACT, Disc, Mark, Path, Rule, Text, shifted

FEWEST = 2  # columns of the left page, the first one included


def spread_grid(table: Table, setter: Typesetter) -> Grid | None:
    """The grid over two pages at the largest scale that fits, cut where both are about as full; None when no scale fits."""
    for share in setter.layout.table.scales:
        measured = measured_at(table, setter, int(share * 1000))
        found = [(_uneven(measured, at), at, placed) for at in _cuts(table) if (placed := _placed(measured, at, setter))]
        if found:
            _, at, (widths, starts) = min(found)
            return replace(grid_at(table, measured, widths, setter, starts), cut=at)
    return None


def _cuts(table: Table) -> Iterator[int]:
    """The columns that the right page may begin with: no head over several and no cell reaches across their left edge."""
    reaching = [(head.column, head.columns) for head in table.head]
    reaching += [(column, count) for row in table.rows for column, _, count in row.spans]
    for at in range(FEWEST, len(table.columns)):
        if not any(column < at < column + count for column, count in reaching):
            yield at


def _uneven(measured: Measured, at: int) -> int:
    """By how much one page would be fuller than the other."""
    naturals = [need.natural for need in measured.needs]
    return abs(sum(naturals[:at]) - naturals[0] - sum(naturals[at:]))


def _placed(measured: Measured, at: int, setter: Typesetter) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Widths of all columns and where each begins, counted from the left page's edge; None when a page does not hold its share."""
    look, page = setter.layout.table, setter.layout.page.width
    needs = measured.needs
    left = column_widths(needs[:at], page - 2 * look.inset - (at - 1) * look.cell_gap)
    if left is None:
        return None
    stub = min(left[0], max(needs[0].natural, needs[0].least))
    right = column_widths(needs[at:], page - 2 * look.inset - stub - (len(needs) - at) * look.cell_gap)
    if right is None:
        return None
    starts, x = [], look.inset
    for number, width in enumerate((*left, *right)):
        x = page + look.inset + stub + look.cell_gap if number == at else x
        starts.append(x)
        x += width + look.cell_gap
    return (*left, *right), tuple(starts)


def cut_at_gutter(block: TableBlock, grid: Grid, unit: tuple[RowMarks, RowMarks], setter: Typesetter) -> TableBlock:
    """The table set over two pages as that of the left page with that of the right one beside it; `unit` stands over the latter."""
    page, stub = setter.layout.page.width, grid.columns[1].x - setter.layout.table.cell_gap

    def part(row: RowMarks, right: bool) -> RowMarks:
        if row.note:
            return replace(row, marks=()) if right else row
        again = part(row.again, right) if row.again else None
        marks = _right_of(row.marks, page, stub) if right else _left_of(row.marks, page)
        return replace(row, marks=tuple(marks), again=again)

    halves = [
        replace(
            block, head=part(block.head, right), foot=part(block.foot, right),
            rows=tuple(part(row, right) for row in block.rows), width="page",
        )
        for right in (False, True)
    ]  # fmt: skip
    first, continued = (RowMarks(row.height, over.marks) for row, over in zip((block.caption, block.continued), unit, strict=True))
    facing = replace(halves[1], caption=first, continued=continued, notes=RowMarks(block.notes.height, ()), anchor="")
    return replace(halves[0], facing=facing)


def _left_of(marks: tuple[Mark, ...], gutter: int) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Rule) and mark.x1 < gutter < mark.x2:
            yield replace(mark, x2=gutter)
        elif _edge(mark) < gutter:
            yield mark


def _right_of(marks: tuple[Mark, ...], gutter: int, stub: int) -> Iterator[Mark]:
    """What stands on the right page, and the first column again: read once, so an artifact here."""
    for mark in marks:
        if isinstance(mark, Rule) and mark.x1 < gutter < mark.x2:
            yield shifted(replace(mark, x1=gutter), -gutter, 0)
        elif _edge(mark) >= gutter:
            yield shifted(mark, -gutter, 0)
        elif isinstance(mark, Text) and mark.x < stub:
            yield replace(mark, element=ARTIFACT)


def _edge(mark: Mark) -> int:
    """The left edge of a mark."""
    if isinstance(mark, Rule):
        return min(mark.x1, mark.x2)
    if isinstance(mark, Path):
        return min(x for x, _ in mark.points)
    return mark.x - mark.radius if isinstance(mark, Disc) else mark.x
