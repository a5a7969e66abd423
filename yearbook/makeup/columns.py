"""One column at a time: which blocks, and which part of them, stand where. Pure: returns what was placed and where to go on.

Everything is counted in lines of the grid. What cannot be placed as the rules ask goes to the next column; heads keep
text below them, no paragraph leaves its last line alone at a column's head. Floats go to the head of the next column,
or to the foot of this one when it is the last of its page; footnotes stand below everything.
"""

from collections.abc import Sequence

from yearbook.frozen import frozen
from yearbook.makeup.feet import Foot, FootShape, NotePart, Notes, called_in
from yearbook.makeup.table_parts import rows_that_fit, table_lines
from yearbook.model.galley import BesideBlock, BreakBlock, FlowBlock, FrameBlock, HeadBlock, TableBlock, TextBlock

HOLE = 1  # blank lines over a float at the foot of a page; where there would be more, it comes up under the text
RUN = 6  # heads in a row that are looked at together; no page opens with more


@frozen
class Cursor:
    """How far the copy is set: block `at`, `done` lines or rows of it.

    `waiting` are floats of a column and `wide` those over the full width, as (block, rows done); `notes` what earlier
    columns left of their footnotes.
    """

    at: int = 0
    done: int = 0
    waiting: tuple[tuple[int, int], ...] = ()
    wide: tuple[tuple[int, int], ...] = ()
    notes: tuple[NotePart, ...] = ()


@frozen
class Placed:
    """A block, or its lines or rows `first` to `last`, with its head at line `top` of the column.

    A `turned` head stands over a turned table, `top` lines from the head of that page as it is read.
    """

    top: int
    index: int
    block: FlowBlock
    first: int = 0
    last: int = 0
    turned: bool = False


@frozen
class Column:
    """A filled column: what stands in it and at its foot, the lines down to its last one, those set, where to go on."""

    placed: tuple[Placed, ...]
    foot: Foot | None
    used: int
    content: int
    cursor: Cursor


@frozen
class Space:
    """An empty column: `height` in lines; a `fresh` one, as high as a page, takes even what breaks the rules.

    `last` says that it is the last of its page, `alone` the only one; a `full` one may leave the last line of a paragraph to the next page.
    Why fresh: copy must always go on. A block too long for any column is
    set at the head of a fresh one; in a lower space (under a full-width block, or while columns are levelled) it waits
    for the next page instead.
    """

    height: int
    foot: FootShape
    fresh: bool
    last: bool = False
    full: bool = False
    alone: bool = False


def is_boundary(blocks: Sequence[FlowBlock], at: int) -> bool:
    """Whether a block ends the columns above it: a page break, what stands in place over the full width, or its head."""
    if at < len(blocks) and isinstance(blocks[at], TextBlock):  # as most are
        return False
    for block in blocks[at : at + RUN]:
        if not isinstance(block, HeadBlock):
            wide = isinstance(block, FrameBlock | TableBlock) and block.width == "page" and not block.floating
            return wide or (block is blocks[at] and isinstance(block, BreakBlock))
    return False


def is_fixed(blocks: Sequence[FlowBlock], at: int) -> bool:
    """Whether a figure or table that does not float comes next, or the heads over it."""
    for block in blocks[at : at + RUN]:
        if not isinstance(block, HeadBlock):
            return isinstance(block, FrameBlock | TableBlock) and not block.floating
    return False


class _Filler:
    """Fills one empty column from a cursor."""

    def __init__(self, blocks: Sequence[FlowBlock], cursor: Cursor, space: Space) -> None:
        self.blocks, self.height, self.fresh = blocks, space.height, space.fresh
        self.last, self.full, self.alone = space.last, space.full, space.alone
        self.leading = space.foot.leading
        self.at, self.done = cursor.at, cursor.done
        self.waiting, self.wide = list(cursor.waiting), list(cursor.wide)
        self.notes = Notes(space.foot, cursor.notes)
        self.placed: list[Placed] = []
        self.at_foot: list[tuple[int, int]] = []  # floats over the footnotes: block, lines
        self.y = 0
        self.whited = 0  # the line down to which a blank one was left under a figure or table
        self.clear = 0  # the line under a figure with text beside it
        self.texted = False  # whether anything but floats stands in the column

    @property
    def room(self) -> int:
        """Lines still free."""
        return self.height - self.y - self._reserved - self.notes.lines

    @property
    def _reserved(self) -> int:
        """Lines of the floats at the foot, each with a blank one above it."""
        return sum(lines + 1 for _, lines in self.at_foot) if self.at_foot else 0

    def fill(self) -> Column:
        """Place what fits."""
        if self.notes.pending:
            self.notes.carry_in(self.height - self._kept_from_notes())
        while self.waiting and self._in_turn(self.waiting[0][0]) and self._float(*self.waiting[0]):
            pass
        while self.at < len(self.blocks) and not is_boundary(self.blocks, self.at):
            if (self.waiting or self.wide) and self.done == 0 and is_fixed(self.blocks, self.at):
                break  # figures keep their order
            if not self._place(self.blocks[self.at]):
                break
        self._take_back_heads()
        return self._column()

    def _kept_from_notes(self) -> int:
        """Lines that notes of earlier columns leave free: for a float that waits, else for two lines of text."""
        if self.waiting and self._in_turn(self.waiting[0][0]):
            index, done = self.waiting[0]
            return self._lines(index, done)
        return 2 if self.at < len(self.blocks) and not is_boundary(self.blocks, self.at) else 0

    def _take_back_heads(self) -> None:
        """No head stands last in its column while copy goes on; what floated from below it goes with it."""
        while self.placed and isinstance(self.placed[-1].block, HeadBlock) and self._can_go_back():
            stranded = self.placed.pop()
            self.at, self.done, self.y = stranded.index, 0, stranded.top
            for floats in (self.waiting, self.wide, self.at_foot):
                floats[:] = [float_ for float_ in floats if float_[0] < stranded.index]

    def _can_go_back(self) -> bool:
        return self.at < len(self.blocks) and (len(self.placed) > 1 or not self.fresh)

    def _column(self) -> Column:
        self._go_clear(False)
        notes, foot = self.notes.lines, self.notes.foot()
        content = self.y + self._reserved + notes
        top = self.height - notes - self._reserved
        if self.alone and self.y and top - self.y > HOLE:
            top = self.y
        used = self.height if foot else top + self._reserved if self.at_foot else min(self.y, self.height)
        for index, lines in self.at_foot:
            block = self.blocks[index]
            rows = len(block.rows) if isinstance(block, TableBlock) else 0
            self.placed.append(Placed(top + 1, index, block, 0, rows))
            top += lines + 1
        cursor = Cursor(self.at, self.done, tuple(self.waiting), tuple(self.wide), tuple(self.notes.pending))
        return Column(tuple(self.placed), foot, used, content, cursor)

    @property
    def _waits(self) -> bool:
        """Whether what does not fit may go to another column: always, but at the head of a fresh one."""
        return self.y > 0 or not self.fresh or bool(self.notes.parts)

    @property
    def _only_heads(self) -> bool:
        """Whether a fresh column holds nothing but heads: a table under them is cut rather than parted from them."""
        return self.fresh and bool(self.placed) and all(isinstance(one.block, HeadBlock) for one in self.placed)

    def _next(self) -> bool:
        self.at, self.done = self.at + 1, 0
        return True

    def _place(self, block: FlowBlock) -> bool:
        """Place a block or the part of it that fits; False when the column is full for it."""
        if isinstance(block, TextBlock):
            self._go_clear(block.beside > self.done)
            return self._text(block)
        self._go_clear(False)
        if isinstance(block, BesideBlock):
            return self._beside(block)
        if isinstance(block, HeadBlock):
            return self._head(block)
        if isinstance(block, FrameBlock | TableBlock):
            behind = self.texted or self.waiting or self.wide or block.width == "page"
            if block.floating and behind and self.done == 0:
                return self._let_float(block)
            return self._table(block) if isinstance(block, TableBlock) else self._frame(block)
        return False

    def _go_clear(self, beside: bool) -> None:
        """Below a figure, unless what comes next stands beside it."""
        if not beside:
            self.y = max(self.y, min(self.clear, self.height))

    def _beside(self, block: BesideBlock) -> bool:
        """A figure with the lines beside it and one more, so that none of them is taken over."""
        if self._waits and block.lines + 1 > self.room:
            return False
        self._put(block, 0, 0, 0)
        self.clear = self.y + block.lines
        return self._next()

    def _let_float(self, block: FrameBlock | TableBlock) -> bool:
        """A float keeps its turn among figures and tables: at the foot of a page's last column, else further on."""
        lines, white = self._lines(self.at, 0), int(0 < self.y == self.whited)
        if block.width == "page":
            self.wide.append((self.at, 0))
        elif self.last and not self.waiting and not self.wide and lines + 1 - white <= self.room:
            self.y, self.whited = self.y - white, 0  # it has a blank line over it as it is
            self.at_foot.append((self.at, lines))
        else:
            self.waiting.append((self.at, 0))
        return self._next()

    def _in_turn(self, index: int) -> bool:
        """Whether no float over the full width comes before this one."""
        return not self.wide or index < self.wide[0][0]

    def _lines(self, index: int, done: int) -> int:
        """Lines of a figure, or of what is left of a table."""
        block = self.blocks[index]
        if isinstance(block, TableBlock):
            return table_lines(block, done, len(block.rows), self.leading)
        if not isinstance(block, FrameBlock):
            raise TypeError(f"not a float: {type(block).__name__}")
        return block.lines

    def _text(self, block: TextBlock) -> bool:
        rest = len(block.lines) - self.done
        part = self._fitting(block, rest)
        if part == rest:
            self._put_text(block, rest)
            return self._next()
        if self._parts_a_note(block, part, rest):
            self._put_text(block, part + 1)
            if part + 1 == rest:
                self._next()
            return False
        if rest - part == 1 and not self.full:
            part -= 1  # 孤行: the last line of a paragraph never stands alone at a column's head
        if part < 1:
            return self._force(block, rest)
        if part < min(self._keep(), rest):
            return False  # under a head that goes with it
        self._put_text(block, part)
        return False

    def _fitting(self, block: TextBlock, rest: int) -> int:
        """The most lines that fit together with the notes they call."""
        part = max(min(rest, self.room), 0)
        if block.notes:
            free = self.height - self.y - self._reserved
            while part and part + self.notes.with_lines(block, self.done, self.done + part) > free:
                part -= 1
        return part

    def _parts_a_note(self, block: TextBlock, part: int, rest: int) -> bool:
        """Whether the line after those that fit stands here with a part of its note: else too much stays empty, or all."""
        first, last = self.done, self.done + part
        if not self.fresh or rest - part == 2 or not called_in(block, last, last + 1):
            return False
        free = self.height - self.y - self._reserved - part
        if free - self.notes.with_lines(block, first, last) <= self.notes.shape.leave:
            return False
        return self.notes.with_lines(block, first, last) < self.notes.shape.lines(self.notes.shape.most(free - 1))

    def _keep(self) -> int:
        """Lines that the head just placed asks for, when it can still be taken back."""
        last = self.placed[-1].block if self.placed else None
        return last.keep if isinstance(last, HeadBlock) and (len(self.placed) > 1 or not self.fresh) else 1

    def _force(self, block: TextBlock, rest: int) -> bool:
        """A column too low for any rule takes a line all the same, so that the copy always goes on."""
        if not self._waits:
            part = min(self.height, rest)
            self._put_text(block, part)
            if part == rest:
                self._next()
        return False

    def _head(self, block: HeadBlock) -> bool:
        lines = block.lines_at_top if self.y == 0 else block.lines
        if 0 < self.y == self.whited and lines > block.lines_at_top:
            self.y, self.whited = self.y - 1, 0  # the head brings white of its own
        if lines + self._kept(self.at + 1, block.keep) > self.room and self._waits:
            return False
        self._put(block, lines, 0, 1 if self.y == 0 else 0)
        return self._next()

    def _kept(self, index: int, keep: int) -> int:
        """Lines that must stand under a head: `keep` of text, or the whole of another head and what it keeps, or a frame."""
        need = 0
        for at in range(index, len(self.blocks)):
            block = self.blocks[at]
            if isinstance(block, HeadBlock):
                need, keep = need + block.lines, block.keep
            elif isinstance(block, TextBlock):
                count = len(block.lines)
                return need + (count if count <= keep + 1 else keep)
            elif isinstance(block, BesideBlock):
                return need + block.lines + 1
            elif isinstance(block, BreakBlock):
                return need
            elif not block.floating:
                return need + (block.lines if isinstance(block, FrameBlock) else min(self._lines(at, 0), 8))
            if need > self.height:
                break
        return need

    def _frame(self, block: FrameBlock) -> bool:
        lead = 0 if self.y else block.lead
        if self._waits and block.lines - lead > self.room:
            return False
        self.y -= lead
        self._put(block, block.lines, 0, 0)
        self._white()
        return self._next()

    def _table(self, block: TableBlock) -> bool:
        """A table stands whole where it can; one that is longer than a column is split between rows."""
        rows = len(block.rows)
        whole = self._lines(self.at, self.done)
        if whole <= self.room:
            self._put(block, whole, self.done, rows)
            self._white()
            return self._next()
        waits = self._waits and not self._only_heads
        if waits and (whole <= self.height or not self.fresh):
            return False  # never a row cut without need: it goes to the next column
        last = rows_that_fit(block, self.done, self.room, self.leading)
        if last - self.done < block.min_rows and waits:
            return False
        last = max(last, self.done + 1)
        if self._only_heads and table_lines(block, self.done, last, self.leading) > self.room:
            return False
        self._put(block, table_lines(block, self.done, last, self.leading), self.done, last)
        self.done = last
        if last == rows:  # notes too high to stand under a row: nothing is left to set all the same
            self._next()
        return False

    def _float(self, index: int, done: int) -> bool:
        """Place a waiting float at the head of the column; a table too long for it leaves its rest waiting."""
        block, lines = self.blocks[index], self._lines(index, done)
        rows = len(block.rows) if isinstance(block, TableBlock) else 0
        if lines <= self.room or (isinstance(block, FrameBlock) and not self._waits):
            self._put_float(block, index, (lines, done, rows))
            self.waiting.pop(0)
            return True
        if self._waits or not isinstance(block, TableBlock):
            return False
        last = max(rows_that_fit(block, done, self.room, self.leading), done + 1)
        self._put_float(block, index, (table_lines(block, done, last, self.leading), done, last))
        self.waiting[:1] = [(index, last)] if last < rows else []
        return False

    def _put(self, block: FlowBlock, lines: int, first: int, last: int) -> None:
        self.placed.append(Placed(self.y, self.at, block, first, last))
        self.y += lines
        self.texted = True

    def _put_text(self, block: TextBlock, count: int) -> None:
        """Lines of a paragraph with the notes they call."""
        first, self.done = self.done, self.done + count
        self._put(block, count, first, self.done)
        if block.notes:
            self.notes.take(block, first, self.done, self.height - self.y - self._reserved)

    def _put_float(self, block: FlowBlock, index: int, part: tuple[int, int, int]) -> None:
        lines, first, last = part
        self.placed.append(Placed(self.y, index, block, first, last))
        self.y += lines
        self._white()

    def _white(self) -> None:
        """A blank line under a figure or table, unless the column ends there; a head needs none."""
        white = max(min(1, self.room), 0)
        self.y += white
        self.whited = self.y if white else 0


def fill_column(blocks: Sequence[FlowBlock], cursor: Cursor, space: Space) -> Column:
    """Fill one column."""
    return _Filler(blocks, cursor, space).fill()
