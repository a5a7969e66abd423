"""One column at a time: which blocks, and which part of them, stand where. Pure: returns what was placed and where to go on.

Everything is counted in lines of the grid. What cannot be placed as the rules ask goes to the next column; heads keep
text below them, no paragraph leaves its last line alone at a column's head, floats go to the head of a column.
"""

from collections.abc import Sequence

from yearbook.frozen import frozen
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, TableBlock, TextBlock


@frozen
class Cursor:
    """How far the copy is set: block `at`, `done` lines or rows of it; `waiting` floats with the rows done of each."""

    at: int = 0
    done: int = 0
    waiting: tuple[tuple[int, int], ...] = ()


@frozen
class Placed:
    """A block, or its lines or rows `first` to `last`, with its head at line `top` of the column."""

    top: int
    index: int
    block: FlowBlock
    first: int = 0
    last: int = 0


@frozen
class Column:
    """A filled column: what stands in it, how many lines that takes, and where the copy goes on."""

    placed: tuple[Placed, ...]
    used: int
    cursor: Cursor


@frozen
class Space:
    """An empty column: `height` in lines; a `fresh` one, as high as a page, takes even what breaks the rules.

    Why: copy must always go on. A block too long for any column is set at the head of a fresh one; in a lower space
    (under a full-width block, or while columns are levelled) it waits for the next page instead.
    """

    height: int
    leading: int
    fresh: bool


def is_boundary(blocks: Sequence[FlowBlock], at: int) -> bool:
    """Whether a block ends the columns above it: a page break, a figure or table over the full width, or its head."""
    block = blocks[at]
    if isinstance(block, HeadBlock):
        return at + 1 < len(blocks) and not isinstance(blocks[at + 1], BreakBlock) and is_boundary(blocks, at + 1)
    return isinstance(block, BreakBlock) or (isinstance(block, FrameBlock | TableBlock) and block.width == "page")


class _Filler:
    """Fills one empty column from a cursor."""

    def __init__(self, blocks: Sequence[FlowBlock], cursor: Cursor, space: Space) -> None:
        self.blocks, self.height, self.leading, self.fresh = blocks, space.height, space.leading, space.fresh
        self.at, self.done = cursor.at, cursor.done
        self.waiting = list(cursor.waiting)
        self.placed: list[Placed] = []
        self.y = 0
        self.texted = False  # whether anything but floats stands in the column

    def fill(self) -> Column:
        """Place what fits."""
        while self.waiting and self._float(*self.waiting[0]):
            pass
        stuck = bool(self.waiting) and self.y == 0
        while not stuck and self.at < len(self.blocks) and not is_boundary(self.blocks, self.at):
            block = self.blocks[self.at]
            if not self._place(block):
                break
        while self.placed and isinstance(self.placed[-1].block, HeadBlock) and self._goes_on():
            stranded = self.placed.pop()
            self.at, self.done, self.y = stranded.index, 0, stranded.top
            self.waiting = [float_ for float_ in self.waiting if float_[0] < stranded.index]
        return Column(tuple(self.placed), min(self.y, self.height), Cursor(self.at, self.done, tuple(self.waiting)))

    @property
    def _waits(self) -> bool:
        """Whether what does not fit may go to another column: always, but at the head of a fresh one."""
        return self.y > 0 or not self.fresh

    def _goes_on(self) -> bool:
        return self.at < len(self.blocks) and (len(self.placed) > 1 or not self.fresh)

    def _place(self, block: FlowBlock) -> bool:
        """Place a block or the part of it that fits; False when the column is full for it."""
        if isinstance(block, TextBlock):
            return self._text(block)
        if isinstance(block, HeadBlock):
            return self._head(block)
        if isinstance(block, FrameBlock | TableBlock):
            if block.floating and self.texted:
                self.waiting.append((self.at, 0))
                self.at, self.done = self.at + 1, 0
                return True
            return self._table(block) if isinstance(block, TableBlock) else self._frame(block)
        return False

    def _text(self, block: TextBlock) -> bool:
        count, room = len(block.lines), self.height - self.y
        rest = count - self.done
        if rest <= room:
            self._put(block, rest, self.done, count)
            self.at, self.done = self.at + 1, 0
            return True
        part = room
        if rest - part == 1:
            part -= 1  # 孤行: the last line of a paragraph never stands alone at a column's head
        if part < 1 or (part == 1 and self.done == 0 and rest - part < 2):
            return self._force(block, rest)
        self._put(block, part, self.done, self.done + part)
        self.done += part
        return False

    def _force(self, block: TextBlock, rest: int) -> bool:
        """A column too low for any rule takes a line all the same, so that the copy always goes on."""
        if not self._waits:
            part = min(self.height, rest)
            self._put(block, part, self.done, self.done + part)
            self.done += part
            if self.done == len(block.lines):
                self.at, self.done = self.at + 1, 0
        return False

    def _head(self, block: HeadBlock) -> bool:
        lines = block.lines_at_top if self.y == 0 else block.lines
        need = lines + self._kept(self.at + 1, block.keep)
        if self.y + need > self.height and self._waits:
            return False
        self._put(block, lines, 0, 1 if self.y == 0 else 0)
        self.at, self.done = self.at + 1, 0
        return True

    def _kept(self, index: int, keep: int) -> int:
        """Lines that must stand under a head: `keep` of text, or the whole of another head and what it keeps, or a frame."""
        if index >= len(self.blocks):
            return 0
        block = self.blocks[index]
        if isinstance(block, TextBlock):
            count = len(block.lines)
            return count if count <= keep + 1 else keep
        if isinstance(block, HeadBlock):
            return block.lines + self._kept(index + 1, block.keep)
        if isinstance(block, FrameBlock):
            return self._kept(index + 1, keep) if block.floating else block.lines
        if isinstance(block, TableBlock):
            return self._kept(index + 1, keep) if block.floating else min(table_lines(block, 0, len(block.rows), self.leading), 8)
        return 0

    def _frame(self, block: FrameBlock) -> bool:
        if self._waits and self.y + block.lines > self.height:
            return False
        self._put(block, block.lines, 0, 0)
        self._white()
        self.at, self.done = self.at + 1, 0
        return True

    def _table(self, block: TableBlock) -> bool:
        """A table stands whole where it can; one that is longer than a column is split between rows."""
        rows = len(block.rows)
        whole = table_lines(block, self.done, rows, self.leading)
        if self.y + whole <= self.height:
            self._put(block, whole, self.done, rows)
            self._white()
            self.at, self.done = self.at + 1, 0
            return True
        if self._waits and (whole <= self.height or not self.fresh):
            return False  # never a row cut without need: it goes to the next column
        last = rows_that_fit(block, self.done, self.height - self.y, self.leading)
        if last - self.done < block.min_rows and self._waits:
            return False
        last = max(last, self.done + 1)
        self._put(block, table_lines(block, self.done, last, self.leading), self.done, last)
        self.done = last
        return False

    def _float(self, index: int, done: int) -> bool:
        """Place a waiting float at the head of the column; a table too long for it leaves its rest waiting."""
        block = self.blocks[index]
        if isinstance(block, FrameBlock):
            if self._waits and self.y + block.lines > self.height:
                return False
            self._put_float(block, index, (block.lines, 0, 0))
            self.waiting.pop(0)
            return True
        if not isinstance(block, TableBlock):
            raise TypeError(f"not a float: {type(block).__name__}")
        rows = len(block.rows)
        whole = table_lines(block, done, rows, self.leading)
        if self.y + whole <= self.height:
            self._put_float(block, index, (whole, done, rows))
            self.waiting.pop(0)
            return True
        if self._waits:
            return False
        last = max(rows_that_fit(block, done, self.height, self.leading), done + 1)
        self._put_float(block, index, (table_lines(block, done, last, self.leading), done, last))
        self.waiting[0] = (index, last)
        return False

    def _put(self, block: FlowBlock, lines: int, first: int, last: int) -> None:
        self.placed.append(Placed(self.y, self.at, block, first, last))
        self.y += lines
        self.texted = True

    def _put_float(self, block: FlowBlock, index: int, part: tuple[int, int, int]) -> None:
        lines, first, last = part
        self.placed.append(Placed(self.y, index, block, first, last))
        self.y += lines
        self._white()

    def _white(self) -> None:
        """A blank line under a figure or table, unless the column ends there."""
        self.y = min(self.y + 1, self.height)


def fill_column(blocks: Sequence[FlowBlock], cursor: Cursor, space: Space) -> Column:
    """Fill one column; its leading (1/1000 pt) turns tables' heights into lines."""
    return _Filler(blocks, cursor, space).fill()


def table_height(table: TableBlock, first: int, last: int) -> int:
    """Height in 1/1000 pt of rows first … last with caption, head and foot, and the notes under the last part."""
    rows = table.rows[first:last]
    height = (table.continued if first else table.caption).height + table.head.height + table.foot.height
    height += sum(row.height + row.space for row in rows)
    if rows and first:
        height += (rows[0].again.height if rows[0].again else 0) - rows[0].space
    return height + (table.notes.height if last == len(table.rows) else 0)


def table_lines(table: TableBlock, first: int, last: int, leading: int) -> int:
    """The same in lines of the grid."""
    return -(-table_height(table, first, last) // leading)


def rows_that_fit(table: TableBlock, first: int, height: int, leading: int) -> int:
    """The row after the last one that a part beginning with `first` can take in `height` lines."""
    last = first
    while last < len(table.rows) - 1 and table_lines(table, first, last + 1, leading) <= height:
        last += 1
    left = len(table.rows) - last
    return last - (table.min_rows - left) if 0 < left < table.min_rows and last - first > 2 * table.min_rows else last
