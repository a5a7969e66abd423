"""How a flow ends: too few lines on its last page are shared with the page facing it, or made more by all pages running short."""

from collections.abc import Mapping, Sequence

from yearbook.frozen import frozen, replace
from yearbook.makeup.columns import Cursor, Placed
from yearbook.makeup.frame import Frame, Set, down_to, lines_of, overflows
from yearbook.makeup.regions import pages_from
from yearbook.model.galley import FlowBlock, TableBlock, TextBlock

SHORT = 3  # lines by which all pages of a chapter may end early for the sake of the last
NEAR = 2  # lines by which facing pages may differ and still look level

_Page = tuple[Set, ...]


@frozen
class Ends:
    """Too few lines for a last page: fewer than `least` anywhere, fewer than `level` on a right page that faces its own flow."""

    least: int = 0
    level: int = 0


def closed(blocks: Sequence[FlowBlock], frame: Frame, ends: Ends) -> list[_Page]:
    """The pages of a flow, the last two of them level or all a few lines short where the last would hold too few lines."""
    pages, starts = pages_from(blocks, frame, Cursor())
    if len(pages) < 2:
        return pages
    last, facing = down_to(pages[-1], frame), frame.verso == (len(pages) % 2 == 0)
    if facing and last < ends.level and (level := _levelled(blocks, frame, pages, starts)):
        return level
    return _shortened(blocks, frame, pages, ends.least) if last < ends.least else pages


def _levelled(blocks: Sequence[FlowBlock], frame: Frame, pages: list[_Page], starts: Mapping[int, Cursor]) -> list[_Page]:
    """The pages with the last two as high as each other as can be; none where that parts a table or makes nothing better."""
    first = len(pages) - 2
    if first not in starts or not pages[first]:
        return []
    left, right = (down_to(page, frame) for page in pages[first:])
    best, apart = [], (left - right) // 3 + 1  # what does not come much nearer stays full
    for lines in range((left + right) // 2, left):
        low = replace(frame, lines=lines, verso=True)
        tail, _ = pages_from(blocks, low, starts[first])
        sound = len(tail) == 2 and _parts(tail) <= _parts(pages[first:]) and not _runs_off(tail, low)
        if sound and not _is_scrap(tail[-1], low):
            one, other = (down_to(page, low) for page in tail)
            if abs(one - other) < apart:
                best, apart = [*pages[:first], *tail], abs(one - other)
        if apart <= NEAR:
            break
    return best


def _shortened(blocks: Sequence[FlowBlock], frame: Frame, pages: list[_Page], least: int) -> list[_Page]:
    """All pages a few lines short, so that the last holds `least` lines, or as many as that brings it."""
    best, most = pages, down_to(pages[-1], frame)
    for less in range(1, SHORT + 1):
        short = replace(frame, lines=frame.lines - less)
        shorter, _ = pages_from(blocks, short, Cursor())
        last = down_to(shorter[-1], short)
        sound = len(shorter) == len(pages) and _least(shorter, short) >= _least(pages, frame) - less and not _runs_off(shorter, short)
        if sound and last > most:
            best, most = shorter, last
        if most >= least:
            break
    return best


def _least(pages: Sequence[_Page], frame: Frame) -> int:
    """How far down the emptiest page but the last is filled; white pages before a table across the spread do not count."""
    return min((down_to(page, frame) for page in pages[:-1] if page), default=0)


def _runs_off(pages: Sequence[_Page], frame: Frame) -> bool:
    return any(overflows(item, frame) for page in pages for item in page)


def _is_scrap(page: _Page, frame: Frame) -> bool:
    """Whether less text stands on a page than two lines a column."""
    placed = [item.placed for item in page if isinstance(item.placed, Placed)]
    lines = sum(lines_of(one, frame) for one in placed if isinstance(one.block, TextBlock))
    return 0 < lines < 2 * frame.columns


def _parts(pages: Sequence[_Page]) -> int:
    """How many tables and parts of tables stand on pages."""
    return sum(isinstance(item.placed, Placed) and isinstance(item.placed.block, TableBlock) for page in pages for item in page)
