"""Columns become pages: a region of columns runs until its copy ends or a full-width block cuts it; last columns are levelled."""

from collections.abc import Sequence
from itertools import pairwise

from yearbook.frozen import replace
from yearbook.makeup.columns import Column, Cursor, Placed, Space, fill_column, is_boundary, is_fixed
from yearbook.makeup.frame import Frame, Set, down_to
from yearbook.makeup.table_parts import rows_that_fit, table_lines
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, TableBlock

LEAST = 3  # lines under a full-width block that are worth filling with columns


def paginate(blocks: Sequence[FlowBlock], frame: Frame) -> list[tuple[Set, ...]]:
    """The pages of a flow: for each, what stands where, in reading order."""
    return pages_from(blocks, frame, Cursor())[0]


def pages_from(blocks: Sequence[FlowBlock], frame: Frame, cursor: Cursor) -> tuple[list[tuple[Set, ...]], dict[int, Cursor]]:
    """The pages of a flow from a place in its copy on, and how far the copy was set at the head of each that began empty."""
    maker = _Maker(blocks, frame, cursor)
    starts: dict[int, Cursor] = {}
    while maker.goes_on():
        if not maker.page:
            starts[len(maker.pages)] = maker.cursor
        maker.step()
    maker.fresh()
    return maker.pages, starts


class _Maker:
    """The page in the making: what stands on it down to line `top`, and how far the copy is set."""

    def __init__(self, blocks: Sequence[FlowBlock], frame: Frame, cursor: Cursor) -> None:
        self.blocks, self.frame, self.leading = blocks, frame, frame.foot.leading
        self.pages: list[tuple[Set, ...]] = []
        self.page: list[Set] = []
        self.top = 0
        self.cursor = cursor
        self.facing: Set | None = None  # what the next page has of a table across the spread

    def goes_on(self) -> bool:
        """Whether anything is left to set."""
        cursor = self.cursor
        return bool(cursor.at < len(self.blocks) or cursor.waiting or cursor.wide or cursor.notes)

    def turn(self) -> None:
        """The page is full; the next one has its half of a table across the spread."""
        if self.page:
            self.pages.append(tuple(self.page))
        self.page, self.top = [], 0
        if self.facing:
            self.page, self.top, self.facing = [self.facing], down_to([self.facing], self.frame) + 1, None
            self._turn_if_full()

    def fresh(self) -> None:
        """The next page on which nothing stands yet."""
        while self.page:
            self.turn()

    def step(self) -> None:
        """Set the next piece: floats over the full width at a page's head, what stands in place there, or columns."""
        cursor = self.cursor
        done = _is_done(self.blocks, cursor)
        if cursor.wide and not _is_behind(cursor) and (done or self._is_ready(*cursor.wide[0])):
            self._float(*cursor.wide[0])
        elif done and isinstance(block := self.blocks[cursor.at], BreakBlock):
            self.fresh()
            self.cursor = replace(cursor, at=cursor.at + 1)
            if block.banner is not None:
                self._set(cursor.at, block.banner, block.banner.lines)
        elif done:
            self._in_place()
        elif not self.page and cursor.done == 0 and not cursor.waiting and self._is_wide_float(cursor.at):
            self.cursor = replace(cursor, at=cursor.at + 1, wide=((cursor.at, 0),))
        else:
            self._columns()

    def _is_ready(self, index: int, done: int) -> bool:
        """Whether a float over the full width may stand here while text goes on: one across the spread at a left page's head."""
        if self._is_spread(index):
            return self.top == 0 and self._on_verso
        return self.top == 0 or self._floats_only()

    def _is_spread(self, index: int) -> bool:
        block = self.blocks[index]
        return isinstance(block, TableBlock) and block.facing is not None

    @property
    def _on_verso(self) -> bool:
        return self.frame.verso == (len(self.pages) % 2 == 0)

    def _floats_only(self) -> bool:
        """Whether only floats over the full width stand on the page, and the next one fits under them."""
        blocks = [item.placed.block for item in self.page if isinstance(item.placed, Placed)]
        if not all(isinstance(block, FrameBlock | TableBlock) and block.floating and block.width == "page" for block in blocks):
            return False
        return self.top + self._least(self.blocks[self.cursor.wide[0][0]], self.cursor.wide[0][1]) <= self.frame.lines

    def _is_wide_float(self, at: int) -> bool:
        block = self.blocks[at] if at < len(self.blocks) else None
        return isinstance(block, FrameBlock | TableBlock) and block.floating and block.width == "page"

    def _set(self, index: int, block: FlowBlock, lines: int, part: tuple[int, int] = (0, 0)) -> None:
        """A block over the full width under what stands on the page."""
        self.page.append(Set(-1, self.top, Placed(0, index, block, *part)))
        self.top += lines

    # full width

    def _float(self, index: int, done: int) -> None:
        """The first waiting float over the full width here, or on the next page."""
        block = self.blocks[index]
        if isinstance(block, TableBlock):
            last = self._set_table(index, block, done)
            left = self.cursor.wide[1:] if last == len(block.rows) else ((index, last), *self.cursor.wide[1:])
            self.cursor = replace(self.cursor, wide=left)
        elif isinstance(block, FrameBlock):
            while self.top and self.top + block.lines > self.frame.lines:
                self.turn()
            self._set(index, block, block.lines)
            self.top += 1
            self.cursor = replace(self.cursor, wide=self.cursor.wide[1:])
        self._turn_if_full()

    def _set_table(self, index: int, block: TableBlock, done: int) -> int:
        """A table from row `done` on, as it wants to stand; the row after the last one set."""
        if block.turned:
            return self._turned(index, block, done, [])
        return self._table(index, block, done) if block.facing is None else self._across(index, block, done)

    def _turn_if_full(self) -> None:
        if self.top > self.frame.lines - LEAST:
            self.turn()

    def _in_place(self) -> None:
        """A figure or table over the full width where it stands in the copy, with the heads over it.

        Heads and block that no page holds together part company: the first head keeps a page, the rest follow it.
        """
        cursor = self.cursor
        heads, at = self._heads(cursor.at)
        block = self.blocks[at]
        bannered = cursor.at > 0 and isinstance(self.blocks[cursor.at - 1], BreakBlock)
        drawn = int(bool(heads and self.top) and not bannered)  # the blank line above: a head brings white of its own
        over = sum(lines for _, lines in heads) - drawn
        if isinstance(block, TableBlock) and block.turned:
            if self.top:
                self.turn()
            else:
                last = self._turned(at, block, cursor.done, heads)
                self.cursor = Cursor(at + 1) if last == len(block.rows) else Cursor(at, last)
            return
        if self.top and (self._is_spread(at) or self.top + over + self._least(block, cursor.done) > self.frame.lines):
            self.turn()
            return
        if self._is_spread(at) and not self._on_verso:
            self.pages.append(())
        if heads and not self.top and over + self._floor(block, cursor.done) > self.frame.lines:
            self._set(cursor.at, self.blocks[cursor.at], heads[0][1], (0, 1))
            self.turn()
            self.cursor = Cursor(cursor.at + 1)
            return
        self.top -= drawn
        for index, lines in heads:
            self._set(index, self.blocks[index], lines, (0, int(self.top == 0)))
        if isinstance(block, TableBlock):
            last = self._set_table(at, block, cursor.done)
            self.cursor = Cursor(at + 1) if last == len(block.rows) else Cursor(at, last)
        else:
            self._set(at, block, self._floor(block, 0))
            self.top += 1
            self.cursor = Cursor(at + 1)
        self._turn_if_full()

    def _heads(self, at: int) -> tuple[list[tuple[int, int]], int]:
        """The heads before the wide block as (index, lines), and the index of the block."""
        heads: list[tuple[int, int]] = []
        while isinstance(head := self.blocks[at], HeadBlock):
            heads.append((at, head.lines if heads or self.top else head.lines_at_top))
            at += 1
        return heads, at

    def _least(self, block: FlowBlock, done: int) -> int:
        """Lines that must be free for the block: all of a figure or a table that fits a page, the first rows of a longer one.

        The first rows also of a table that would leave more of this page empty than it may.
        """
        if not isinstance(block, TableBlock):
            return self._floor(block, done)
        if block.turned:
            return self.frame.lines
        whole = table_lines(block, done, len(block.rows), self.leading)
        parted = whole > self.frame.lines or 0 < block.leave < self.frame.lines - self.top
        return self._floor(block, done) if parted else whole

    def _floor(self, block: FlowBlock, done: int) -> int:
        """The fewest lines the block can be set in: all of a figure, the first rows of any table."""
        if isinstance(block, FrameBlock):
            return block.lines
        if not isinstance(block, TableBlock):
            raise TypeError(f"not a full-width block: {type(block).__name__}")
        return table_lines(block, done, min(done + block.min_rows, len(block.rows)), self.leading)

    def _table(self, index: int, block: TableBlock, done: int) -> int:
        """A table from row `done` as far as the page takes it; the row after the last one set."""
        rows = len(block.rows)
        under_heads = self._heads_only()
        while self.top and not under_heads and self.top + self._least(block, done) > self.frame.lines:
            self.turn()
        whole = table_lines(block, done, rows, self.leading)
        if self.top + whole <= self.frame.lines:
            self._set(index, block, whole, (done, rows))
            self.top += 1
            return rows
        last = max(rows_that_fit(block, done, self.frame.lines - self.top, self.leading), done + 1)
        self._set(index, block, table_lines(block, done, last, self.leading), (done, last))
        self.turn()
        return last

    def _across(self, index: int, block: TableBlock, done: int) -> int:
        """A table on a left page and the right one beside it, under heads or nothing; the row after the last one set.

        Where copy ends on a left page, or heads stand alone on a right one, the page before the table stays white.
        """
        if not self._heads_only():
            self.fresh()
        if not self._on_verso:
            self.pages.append(())
        rows, room = len(block.rows), self.frame.lines - self.top
        fits = table_lines(block, done, rows, self.leading) <= room
        last = rows if fits else max(rows_that_fit(block, done, room, self.leading), done + 1)
        if block.facing is not None:
            self.facing = Set(-1, self.top, Placed(0, index, block.facing, done, last))
        self._set(index, block, table_lines(block, done, last, self.leading), (done, last))
        self.top += 1
        return last

    def _heads_only(self) -> bool:
        return all(isinstance(item.placed, Placed) and isinstance(item.placed.block, HeadBlock) for item in self.page)

    def _turned(self, index: int, block: TableBlock, done: int, heads: Sequence[tuple[int, int]]) -> int:
        """A page of a turned table under its heads, turned with it; the row after the last one set."""
        self.fresh()
        for at, lines in heads:
            self.page.append(Set(-1, self.top, Placed(0, at, self.blocks[at], 0, int(self.top == 0), True)))
            self.top += lines
        rows, room = len(block.rows), self.frame.width - self.top * self.leading
        fits = table_lines(block, done, rows, 1) <= room
        last = rows if fits else max(rows_that_fit(block, done, room, 1), done + 1)
        self._set(index, block, self.frame.lines, (done, last))
        self.turn()
        return last

    # columns

    def _columns(self) -> None:
        """Columns down to the foot of the page, or levelled where the copy ends before it."""
        height = self.frame.lines - self.top
        columns, ended = _region(self.blocks, self.cursor, height, self.frame)
        if not any(column.placed or column.foot for column in columns) and self.page:
            if ended and columns[-1].cursor != self.cursor:
                self.cursor = columns[-1].cursor  # nothing but floats over the full width: they may stand here
            else:
                self.turn()
            return
        met = [float_ for float_ in columns[-1].cursor.wide if _is_behind(self.cursor) or float_ not in self.cursor.wide]
        if met and not ended and (fewer := self._over_foot(met[0], height)):
            columns = fewer
        for number, column in enumerate(columns):
            self.page += [Set(number, self.top + placed.top, placed) for placed in column.placed]
            if column.foot:
                self.page.append(Set(number, self.top + column.used - column.foot.height, column.foot))
        if met and not ended and fewer:
            index = met[0][0]
            lines = self._lines(index)
            self.page.append(Set(-1, self.frame.lines - lines, Placed(0, index, self.blocks[index], 0, self._rows(index))))
        self.cursor = columns[-1].cursor
        if ended:
            self.top += max(column.used for column in columns) + 1
        if not ended or self.top > self.frame.lines - LEAST:
            self.turn()

    def _over_foot(self, float_: tuple[int, int], height: int) -> tuple[Column, ...]:
        """The columns shortened for a float at the foot of the page, if it is still met in them; else none."""
        room = height - self._lines(float_[0]) - 1
        if room < LEAST:
            return ()
        columns = _fill(self.blocks, self.cursor, self.frame.columns, self.frame.space(room))
        cursor = columns[-1].cursor
        if float_ not in cursor.wide or cursor.wide[0] != float_ or any(waits[0] < float_[0] for waits in cursor.waiting):
            return ()
        left = replace(cursor, wide=cursor.wide[1:])
        return (*columns[:-1], replace(columns[-1], cursor=left))

    def _lines(self, index: int) -> int:
        block = self.blocks[index]
        if not isinstance(block, TableBlock):
            return self._floor(block, 0)
        return self.frame.lines if block.turned or block.facing else table_lines(block, 0, len(block.rows), self.leading)

    def _rows(self, index: int) -> int:
        block = self.blocks[index]
        return len(block.rows) if isinstance(block, TableBlock) else 0


def _region(
    blocks: Sequence[FlowBlock], cursor: Cursor, height: int, frame: Frame
) -> tuple[tuple[Column, ...], bool]:
    """The columns of one region, levelled when its copy ends here, and whether it does."""
    space = frame.space(height, height == frame.lines)
    columns = _fill(blocks, cursor, frame.columns, space)
    left = columns[-1].cursor
    if left.waiting and (left.at >= len(blocks) or is_boundary(blocks, left.at)):
        # only floats are left over: let them stand at the foot of any column rather than alone on a further page
        closer = _fill(blocks, cursor, frame.columns, replace(space, last=True))
        columns = closer if len(closer[-1].cursor.waiting) < len(left.waiting) else columns
    if not _is_done(blocks, columns[-1].cursor):
        return columns, False
    total = sum(column.content for column in columns)
    for level in range(max(1, total // frame.columns - 3), height):
        tried = _fill(blocks, cursor, frame.columns, frame.space(level))
        if _is_done(blocks, tried[-1].cursor) and all(column.used <= level for column in tried) and _falls(tried):
            return tried, True
    return columns, True


def _falls(columns: Sequence[Column]) -> bool:
    """Whether no column is longer than one before it by more than a line: the last may be short (typography.md §1.9)."""
    return all(right.used <= left.used + 1 for left, right in pairwise(columns))


def _fill(blocks: Sequence[FlowBlock], cursor: Cursor, count: int, space: Space) -> tuple[Column, ...]:
    columns: list[Column] = []
    for number in range(count):
        column = fill_column(blocks, cursor, replace(space, last=space.last or number == count - 1))
        columns.append(column)
        cursor = column.cursor
    return tuple(columns)


def _is_behind(cursor: Cursor) -> bool:
    """Whether the first float over the full width comes after one of a column that still waits: figures and tables keep their order."""
    return bool(cursor.wide and cursor.waiting) and cursor.waiting[0] < cursor.wide[0]


def _is_done(blocks: Sequence[FlowBlock], cursor: Cursor) -> bool:
    """Whether columns end here, with no note waiting and no float of a column, but for one behind a float over the full width.

    At the end, at a full-width block, or at a figure that floats over the full width must not be overtaken by.
    """
    waits = cursor.waiting and not (cursor.wide and cursor.waiting[0] > cursor.wide[0])
    if waits or cursor.notes:
        return False
    behind = bool(cursor.wide) and cursor.done == 0 and is_fixed(blocks, cursor.at)
    return cursor.at >= len(blocks) or behind or is_boundary(blocks, cursor.at)
