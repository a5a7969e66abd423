"""Columns become pages: a region of columns runs until its copy ends or a full-width block cuts it; last columns are levelled."""

from collections.abc import Sequence
from itertools import pairwise

from yearbook.frozen import frozen
from yearbook.makeup.columns import (
    Column,
    Cursor,
    Placed,
    Space,
    fill_column,
    is_boundary,
    rows_that_fit,
    table_lines,
)
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, TableBlock


@frozen
class Frame:
    """The grid that a flow fills: columns a page, lines a column, leading in 1/1000 pt."""

    columns: int
    lines: int
    leading: int


@frozen
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
        if cursor.at < len(blocks) and not cursor.waiting and is_boundary(blocks, cursor.at):
            cursor, top, page = _Wide(blocks, frame, pages).put(cursor, top, page)
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


@frozen
class _Wide:
    """Sets what stands over the full width: page breaks with their banners, figures and tables with the heads over them."""

    blocks: Sequence[FlowBlock]
    frame: Frame
    pages: list[tuple[Set, ...]]

    def put(self, cursor: Cursor, top: int, page: list[Set]) -> tuple[Cursor, int, list[Set]]:
        """Place the block at the cursor on this page or the next; returns where to go on, on which line of which page.

        Heads and block that no page holds together part company: the first head keeps a page, the rest follow it.
        """
        block = self.blocks[cursor.at]
        if isinstance(block, BreakBlock):
            if page:
                self.pages.append(tuple(page))
            if block.banner is None:
                return Cursor(cursor.at + 1), 0, []
            return Cursor(cursor.at + 1), block.banner.lines, [Set(-1, 0, Placed(0, cursor.at, block.banner))]
        heads, at = self._heads(cursor.at, top)
        block = self.blocks[at]
        need = sum(lines for _, lines, _ in heads) + self._least(block, cursor)
        if top and top + need > self.frame.lines:
            self.pages.append(tuple(page))
            return cursor, 0, []
        if heads and not top and heads[-1][2] + heads[-1][1] + self._floor(block, cursor) > self.frame.lines:
            self.pages.append((Set(-1, 0, Placed(0, cursor.at, self.blocks[cursor.at], 0, 1)),))
            return Cursor(cursor.at + 1), 0, []
        page = [*page, *(Set(-1, line, Placed(0, index, self.blocks[index], 0, int(line == 0))) for index, _, line in heads)]
        top += sum(lines for _, lines, _ in heads)
        if isinstance(block, TableBlock):
            return self._table(block, Cursor(at, cursor.done), top, page)
        return Cursor(at + 1), top + self._least(block, cursor) + 1, [*page, Set(-1, top, Placed(0, at, block))]

    def _heads(self, at: int, top: int) -> tuple[list[tuple[int, int, int]], int]:
        """The heads before the wide block as (index, lines, line of the page), and the index of the block."""
        heads: list[tuple[int, int, int]] = []
        while isinstance(head := self.blocks[at], HeadBlock):
            lines = head.lines_at_top if top == 0 else head.lines
            heads.append((at, lines, top))
            top += lines
            at += 1
        return heads, at

    def _least(self, block: FlowBlock, cursor: Cursor) -> int:
        """Lines that must be free for the block: all of a figure or a table that fits a page, the first rows of a longer one."""
        if not isinstance(block, TableBlock):
            return self._floor(block, cursor)
        whole = table_lines(block, cursor.done, len(block.rows), self.frame.leading)
        return whole if whole <= self.frame.lines else self._floor(block, cursor)

    def _floor(self, block: FlowBlock, cursor: Cursor) -> int:
        """The fewest lines the block can be set in: all of a figure, the first rows of any table."""
        if isinstance(block, FrameBlock):
            return block.lines
        if not isinstance(block, TableBlock):
            raise TypeError(f"not a full-width block: {type(block).__name__}")
        first = min(cursor.done + block.min_rows, len(block.rows))
        return table_lines(block, cursor.done, first, self.frame.leading)

    def _table(self, block: TableBlock, cursor: Cursor, top: int, page: list[Set]) -> tuple[Cursor, int, list[Set]]:
        rows, done, leading = len(block.rows), cursor.done, self.frame.leading
        whole = table_lines(block, done, rows, leading)
        if top + whole <= self.frame.lines:
            return Cursor(cursor.at + 1), top + whole + 1, [*page, Set(-1, top, Placed(0, cursor.at, block, done, rows))]
        last = max(rows_that_fit(block, done, self.frame.lines - top, leading), done + 1)
        self.pages.append((*page, Set(-1, top, Placed(0, cursor.at, block, done, last))))
        return Cursor(cursor.at, last), 0, []


def _region(
    blocks: Sequence[FlowBlock], cursor: Cursor, height: int, frame: Frame
) -> tuple[tuple[Column, ...], bool]:
    """The columns of one region, levelled when its copy ends here, and whether it does."""
    columns = _fill(blocks, cursor, frame.columns, Space(height, frame.leading, height == frame.lines))
    if not _ended(blocks, columns[-1].cursor):
        return columns, False
    total = sum(column.used for column in columns)
    for level in range(max(1, total // frame.columns - 3), height):
        tried = _fill(blocks, cursor, frame.columns, Space(level, frame.leading, False))
        if _ended(blocks, tried[-1].cursor) and all(column.used <= level for column in tried) and _falls(tried):
            return tried, True
    return columns, True


def _falls(columns: Sequence[Column]) -> bool:
    """Whether no column is longer than one before it by more than a line: the last may be short (typography.md §1.9)."""
    return all(right.used <= left.used + 1 for left, right in pairwise(columns))


def _fill(blocks: Sequence[FlowBlock], cursor: Cursor, count: int, space: Space) -> tuple[Column, ...]:
    columns: list[Column] = []
    for _ in range(count):
        column = fill_column(blocks, cursor, space)
        columns.append(column)
        cursor = column.cursor
    return tuple(columns)


def _ended(blocks: Sequence[FlowBlock], cursor: Cursor) -> bool:
    """Whether the region's copy is all set: at the end or at a full-width block, with no float waiting."""
    return not cursor.waiting and cursor.done == 0 and (cursor.at >= len(blocks) or is_boundary(blocks, cursor.at))
