"""Columns become pages: a region of columns runs until its copy ends or a full-width block cuts it; last columns are levelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from yearbook.makeup.columns import (
    Column,
    Cursor,
    Placed,
    fill_column,
    is_boundary,
    rows_that_fit,
    table_lines,
)
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, TableBlock


@dataclass(frozen=True, slots=True)
class Frame:
    """The grid that a flow fills: columns a page, lines a column, leading in 1/1000 pt."""

    columns: int
    lines: int
    leading: int


@dataclass(frozen=True, slots=True)
class Set:
    """Something placed on a page: in `column` (-1: over the full width), its head `top` lines below the page's first."""

    column: int
    top: int
    placed: Placed


def paginate(blocks: Sequence[FlowBlock], frame: Frame) -> list[tuple[Set, ...]]:
    """The pages of a flow: for each, what stands where, in reading order."""
    pages: list[tuple[Set, ...]] = []
    page: list[Set] = []
    cursor, top = Cursor(), 0
    while cursor.at < len(blocks) or cursor.waiting:
        block = blocks[cursor.at] if cursor.at < len(blocks) else None
        if block is not None and is_boundary(block) and not cursor.waiting:
            cursor, top, page = _full_width(block, cursor, top, page, (pages, frame))
            continue
        height = frame.lines - top
        columns, ended = _region(blocks, cursor, height, frame)
        if not any(column.placed for column in columns) and page:
            pages.append(tuple(page))
            page, top = [], 0
            continue
        for number, column in enumerate(columns):
            page += [Set(number, top + placed.top, placed) for placed in column.placed]
        cursor = columns[-1].cursor
        if ended:
            top += max(column.used for column in columns) + 1
        if not ended or top >= frame.lines - 2:
            pages.append(tuple(page))
            page, top = [], 0
    if page:
        pages.append(tuple(page))
    return pages


def _full_width(
    block: FlowBlock, cursor: Cursor, top: int, page: list[Set], book: tuple[list[tuple[Set, ...]], Frame]
) -> tuple[Cursor, int, list[Set]]:
    """Place a page break with its banner, or a block over the full width, on this page or the next."""
    pages, frame = book

    def turn() -> tuple[int, list[Set]]:
        if page:
            pages.append(tuple(page))
        return 0, []

    if isinstance(block, BreakBlock):
        top, page = turn()
        if block.banner is None:
            return Cursor(cursor.at + 1), top, page
        return Cursor(cursor.at + 1), block.banner.lines, [Set(-1, 0, Placed(0, cursor.at, block.banner))]
    if isinstance(block, FrameBlock):
        if top and top + block.lines > frame.lines:
            top, page = turn()
        page = [*page, Set(-1, top, Placed(0, cursor.at, block))]
        return Cursor(cursor.at + 1), top + block.lines + 1, page
    if not isinstance(block, TableBlock):
        raise TypeError(f"not a full-width block: {type(block).__name__}")
    rows, done = len(block.rows), cursor.done
    whole = table_lines(block, done, rows, frame.leading)
    if top + whole <= frame.lines:
        page = [*page, Set(-1, top, Placed(0, cursor.at, block, done, rows))]
        return Cursor(cursor.at + 1), top + whole + 1, page
    if top and whole <= frame.lines:
        top, page = turn()
        return cursor, top, page
    last = rows_that_fit(block, done, frame.lines - top, frame.leading)
    if top and last - done < block.min_rows:
        top, page = turn()
        return cursor, top, page
    last = max(last, done + 1)
    pages.append((*page, Set(-1, top, Placed(0, cursor.at, block, done, last))))
    return Cursor(cursor.at, last), 0, []


def _region(
    blocks: Sequence[FlowBlock], cursor: Cursor, height: int, frame: Frame
) -> tuple[tuple[Column, ...], bool]:
    """The columns of one region, levelled when its copy ends here, and whether it does."""
    columns = _fill(blocks, cursor, height, frame)
    if not _ended(blocks, columns[-1].cursor):
        return columns, False
    total = sum(column.used for column in columns)
    for level in range(max(1, total // frame.columns - 3), height):
        tried = _fill(blocks, cursor, level, frame)
        if _ended(blocks, tried[-1].cursor) and all(column.used <= level for column in tried) and _falls(tried):
            return tried, True
    return columns, True


def _falls(columns: Sequence[Column]) -> bool:
    """Whether no column is longer than one before it by more than a line: the last may be short (typography.md §1.9)."""
    return all(right.used <= left.used + 1 for left, right in zip(columns, columns[1:], strict=False))


def _fill(blocks: Sequence[FlowBlock], cursor: Cursor, height: int, frame: Frame) -> tuple[Column, ...]:
    columns: list[Column] = []
    for _ in range(frame.columns):
        column = fill_column(blocks, cursor, height, frame.leading)
        columns.append(column)
        cursor = column.cursor
    return tuple(columns)


def _ended(blocks: Sequence[FlowBlock], cursor: Cursor) -> bool:
    """Whether the region's copy is all set: at the end or at a full-width block, with no float waiting."""
    return not cursor.waiting and cursor.done == 0 and (cursor.at >= len(blocks) or is_boundary(blocks[cursor.at]))
