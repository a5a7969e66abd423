"""A chapter onto pages: its opener on the side that the layout says, a plate facing it, then flow and sheets with furniture and tab."""

from collections.abc import Iterable, Iterator

from yearbook.makeup.book import Book, Draft
from yearbook.makeup.columns import Placed
from yearbook.makeup.composer import Composer
from yearbook.makeup.feet import Foot, foot_shape
from yearbook.makeup.frame import Frame, Set, overflows
from yearbook.makeup.last_pages import Ends, closed
from yearbook.makeup.notes import Signs, put_called, put_foot
from yearbook.makeup.planting import Planted, marks_of, planted
from yearbook.model.galley import (
    BesideBlock,
    Block,
    ChapterGalley,
    FlowBlock,
    FrameBlock,
    HeadBlock,
    RowMarks,
    Sheet,
    TableBlock,
    TextBlock,
)
from yearbook.model.page import Anchor, Misfit


def put_chapter(book: Book, chapter: ChapterGalley, composer: Composer, count: int) -> None:
    """The chapter onto new pages. Its opener lists where its sections fell, so it is filled in after them."""
    facing = chapter.plate
    before = facing is not None and facing.side == "verso"
    root = book.element("Sect", book.root, chapter.title)
    if facing is not None and before:
        book.turn_to("verso")
        book.put_sheet(facing, root)
    book.turn_to(book.layout.opener_side)
    head = book.element("Div", root)
    opener = book.begin_page()
    book.name(chapter.anchor, chapter.title, "chapter", chapter.title_en)
    if facing is not None and not before:
        book.put_sheet(facing, root)
    first_row = len(book.rows)
    for piece in _pieces(chapter.blocks):
        if isinstance(piece, Sheet):
            _put_sheet(book, piece, root, (chapter, composer, count))
        else:
            put_flow(book, piece, root, (chapter, composer, count))
    rows = tuple(row for row in book.rows[first_row:] if row.kind == "section")
    sheet = composer.opener(chapter, rows, count, opener.side)
    book.put_on(opener, sheet, head)
    opener.marks.insert(0, Anchor(chapter.anchor, 0, 0))


def _pieces(blocks: Iterable[Block]) -> list[Sheet | list[FlowBlock]]:
    """The blocks cut into sheets and the flows between them."""
    pieces: list[Sheet | list[FlowBlock]] = []
    for block in blocks:
        if isinstance(block, Sheet):
            pieces.append(block)
        elif pieces and isinstance(pieces[-1], list):
            pieces[-1].append(block)
        else:
            pieces.append([block])
    return pieces


REPEATED = -(10**9)  # as a base: every element counted from it is an artifact
Bearing = tuple[ChapterGalley, Composer, int]


def _put_sheet(book: Book, sheet: Sheet, root: int, bearing: Bearing) -> None:
    book.turn_to(sheet.side)
    draft = book.put_sheet(sheet, root)
    placed = {mark.name for mark in sheet.marks if isinstance(mark, Anchor)}
    for title, level, anchor in sheet.titles:
        if anchor not in placed:
            book.anchor(anchor, 0)
        book.name(anchor, title, "section" if level == 1 else "entry", sheet.title_en if level == 1 else "")
    furnish(book, draft, bearing, sheet)


def furnish(book: Book, draft: Draft, bearing: Bearing, sheet: Sheet | None = None) -> None:
    """Running head, folio and tab of a page; a sheet says which of them it bears."""
    chapter, composer, count = bearing
    if sheet is None or sheet.furniture:
        draft.marks += composer.furniture(draft.folio, draft.side, chapter.short_title or chapter.title, draft.area)
    if chapter.number and (sheet is None or sheet.tabs):
        tab = composer.tab(chapter.number, count, chapter.short_title, draft.side)
        book.put(tab, draft.area, book.layout.page.head, 0, draft)


def put_flow(book: Book, blocks: list[FlowBlock], root: int, bearing: Bearing) -> None:
    """A flow in columns onto new pages."""
    page = book.layout.page
    shape = foot_shape(book.layout)
    frame = Frame(page.columns, page.lines, shape, page.width, page.full, book.next_side == "verso")
    made = planted(book, blocks, root)
    notes = {anchor: (label, words) for one in made for anchor, label, words in one.notes}
    signs = Signs(bearing[1], book.layout.footnote.number == "page")
    for sets in closed(blocks, frame, Ends(page.end_lines, page.level_lines)):
        draft = book.begin_page()
        draft.flow = True
        book.misfits += _misfits(sets, frame, draft.folio)
        for item in sets:
            x = draft.area + max(item.column, 0) * (page.column + page.gutter)
            place = (x, page.head + item.top * page.leading)
            if isinstance(item.placed, Foot):
                put_foot(book, item.placed, place, (notes, signs), shape)
            else:
                _put(book, item.column, item.placed, place, (made[item.placed.index], signs))
        if sets:  # the page before a table across the spread may be white
            furnish(book, draft, bearing)


def _misfits(sets: Iterable[Set], frame: Frame, folio: str) -> Iterator[Misfit]:
    """What stands on a page and is higher than it; heads that stand there alone before what is too high for both."""
    blocks = [(item, item.placed) for item in sets if isinstance(item.placed, Placed)]
    for item, placed in blocks:
        if isinstance(placed.block, TextBlock):  # as most are
            continue
        if isinstance(placed.block, HeadBlock | FrameBlock | TableBlock) and overflows(item, frame):
            yield Misfit("overset", placed.block.title, folio)
        if isinstance(placed.block, TableBlock) and placed.block.misfit and not placed.first:
            yield Misfit(placed.block.misfit, placed.block.title, folio)
    heads = [placed.block for _, placed in blocks if isinstance(placed.block, HeadBlock)]
    if len(heads) == len(blocks) == 1:
        yield Misfit("parted", heads[0].title, folio)


def _put(book: Book, column: int, placed: Placed, place: tuple[int, int], tree: tuple[Planted, Signs]) -> None:
    """One placed block onto the last page."""
    made, signs = tree
    x, y = place
    block = placed.block
    if isinstance(block, TextBlock):
        if placed.first == 0 and block.anchor:
            book.anchor(block.anchor, y, column)
            if block.title:
                book.name(block.anchor, block.title, "entry", level=block.level)
        texts = marks_of(book, block, (placed.first, placed.last), place, made)
        if block.notes:
            for text in texts:
                put_called(book, block, text, signs)
        else:
            book.put_lines(texts)
    elif isinstance(block, HeadBlock):
        if block.anchor:
            book.anchor(block.anchor, y, column)
            book.name(block.anchor, block.title, "section" if block.level == 1 else "subsection", block.title_en, block.level)
        head = block.marks_at_top if placed.last else block.marks
        if placed.turned:
            book.put_turned(head, y - book.layout.page.head, made.base)
        else:
            book.put(head, x, y, made.base)
    elif isinstance(block, FrameBlock | BesideBlock):
        _put_figure(book, column, block, place, made.base)
    elif isinstance(block, TableBlock):
        if placed.first == 0 and block.anchor:
            book.anchor(block.anchor, y, column)
            book.caption("table", (block.label, block.title), block.anchor)
        _put_table(book, block, placed, place, made.base)


def _put_figure(book: Book, column: int, block: FrameBlock | BesideBlock, place: tuple[int, int], base: int) -> None:
    """A figure, chart or banner; a narrow one at the outer side of its column."""
    x, y = place
    if block.anchor:
        book.anchor(block.anchor, y, column)
        if block.label:
            book.caption("figure", (block.label, block.title), block.anchor)
        elif block.title:
            book.name(block.anchor, block.title, "section")
    if isinstance(block, BesideBlock) and not book.outer_left(x):
        x += book.layout.page.column - block.width
    book.put(block.marks, x, y, base)


def _put_table(book: Book, block: TableBlock, placed: Placed, place: tuple[int, int], base: int) -> None:
    """A table or a part of it: caption or 续表, head, rows, foot rule, notes under the last part."""
    x, y = place

    def put(row: RowMarks, space: int = 0, tagged: int = base) -> None:
        nonlocal y
        y += space
        if block.turned:
            book.put_turned(row.marks, y - book.layout.page.head, tagged)
        else:
            book.put(row.marks, x, y, tagged)
        y += row.height

    # caption and head are read once; set again over a further part they are artifacts
    put(block.continued if placed.first else block.caption, 0, REPEATED if placed.first else base)
    rows = block.rows[placed.first : placed.last]
    bodied = not (rows and rows[0].note)
    if bodied:
        put(block.head, 0, REPEATED if placed.first else base)
    for position, row in enumerate(rows, placed.first):
        if row.again and position == placed.first > 0:
            put(row.again, 0, REPEATED)
        if row.note and bodied:
            put(block.foot)
            bodied = False
        put(row, row.space if position > placed.first or placed.first == 0 else 0)
    if bodied:
        put(block.foot)
    if placed.last == len(block.rows):
        put(block.notes)
