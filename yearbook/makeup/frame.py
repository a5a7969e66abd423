"""The grid that a flow fills, what stands where on its pages, and how many lines that takes."""

from collections.abc import Sequence

from yearbook.frozen import frozen
from yearbook.makeup.columns import Placed, Space
from yearbook.makeup.feet import Foot, FootShape
from yearbook.makeup.table_parts import table_height, table_lines
from yearbook.model.galley import FrameBlock, HeadBlock, TableBlock, TextBlock


@frozen
class Frame:
    """The grid that a flow fills: columns a page, lines a column, and the shape of a foot, which knows the leading.

    `width` of the type area (1/1000 pt) bounds the parts of turned tables; `full` columns end with any line of a paragraph;
    the first page is a left-hand one when it is a `verso`.
    """

    columns: int
    lines: int
    foot: FootShape
    width: int = 0
    full: bool = False
    verso: bool = False

    def space(self, height: int, fresh: bool = False) -> Space:
        """An empty column of that height."""
        return Space(height, self.foot, fresh, full=self.full, alone=self.columns == 1)


@frozen
class Set:
    """Something placed on a page: in `column` (-1: over the full width), its head `top` lines below the page's first."""

    column: int
    top: int
    placed: Placed | Foot


def overflows(item: Set, frame: Frame) -> bool:
    """Whether something set runs off its page: a turned table off its width."""
    placed = item.placed
    if isinstance(placed, Placed) and isinstance(placed.block, TableBlock) and placed.block.turned:
        return item.top * frame.foot.leading + table_height(placed.block, placed.first, placed.last) > frame.width
    return isinstance(placed, Placed) and item.top + lines_of(placed, frame) > frame.lines


def lines_of(placed: Placed, frame: Frame) -> int:
    """Lines of the page that something placed takes."""
    block = placed.block
    if isinstance(block, TextBlock):
        return placed.last - placed.first
    if isinstance(block, HeadBlock):
        return block.lines_at_top if placed.last else block.lines
    if isinstance(block, TableBlock):
        return table_lines(block, placed.first, placed.last, frame.foot.leading)
    return block.lines if isinstance(block, FrameBlock) else 0


def down_to(page: Sequence[Set], frame: Frame) -> int:
    """How many lines down a page is filled."""
    return max(item.top + (lines_of(item.placed, frame) if isinstance(item.placed, Placed) else item.placed.height) for item in page)
