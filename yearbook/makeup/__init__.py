"""Galley → Pages: the body first, with arabic folios, then front matter with roman ones and the contents filled in last."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from yearbook.frozen import replace
from yearbook.makeup.book import Book
from yearbook.makeup.chapter import Bearing, put_flow
from yearbook.makeup.front import COVER_PAGES, put_front
from yearbook.makeup.index import index_rows
from yearbook.makeup.meeting import Bound, bind, evened, flow_pages, sheet_pages
from yearbook.makeup.stretch import Helpers, chapter_key, kept_lines, made_apart, put_kept_chapter
from yearbook.makeup.tree import BODY, FRONT, roots, tell_english, whole_tree
from yearbook.model.galley import ChapterGalley, FlowGalley, Galley, IndexGalley, PartGalley, SheetsGalley
from yearbook.model.layout import Layout
from yearbook.model.page import Pages

__all__ = [
    "Bound", "Helpers", "bind", "chapter_key", "empty_book", "evened", "flow_pages", "kept_lines", "made_apart", "make_up",
    "sheet_pages", "sketch",
]  # fmt: skip


def make_up(galley: Galley, layout: Layout, helpers: Helpers) -> Pages:
    """The book on pages. Nothing is composed twice: folios of the body do not depend on the front matter's length.

    Chapters that were made up before, beginning on the same page, are taken over, and those that other processes make up.
    """
    before_body, in_body = _halves(galley)
    # both books grow one tree
    elements = roots()
    body = Book(layout, elements=elements, root=BODY)
    _put_body(body, in_body, helpers)
    for part in galley.parts:
        if isinstance(part, SheetsGalley) and _closes(part):
            _put_back_cover(body, part)
    made = body.finished()
    front = Book(layout, elements=elements, root=FRONT, roman=True)
    put_front(front, before_body, (helpers.composer, helpers.standing), (galley, body))
    tell_english(elements, (draft.marks for draft in (*front.pages, *body.pages)))  # those of kept chapters told theirs before
    before, bookmarks = front.finished(), tuple(front.bookmarks + body.bookmarks)
    branches = (*body.branches, *front.branches)
    found = {"bookmarks": bookmarks, "misfits": tuple(body.misfits), "body": len(before), "branches": branches}
    return replace(empty_book(galley, layout), pages=before + made, elements=whole_tree(elements, branches), **found)


def empty_book(galley: Galley, layout: Layout) -> Pages:
    """A book of no pages: their size and colours, and what it says of itself."""
    return Pages((), (), (), layout.palette, *layout.page.trim, layout.page.bleed, galley.info)


def sketch(galley: Galley, layout: Layout, helpers: Helpers, sought: Collection[str]) -> Pages:
    """As much of the book as tells where the places `sought` fall: the body up to its index, or all when one is not there.

    Why: of a round that only tells folios, index and front matter are a quarter.
    """
    body = Book(layout, elements=roots(), root=BODY)
    _put_body(body, [*takewhile(lambda part: not isinstance(part, IndexGalley), _halves(galley)[1])], helpers)
    if {anchor.name for draft in body.pages for anchor in draft.anchors()}.issuperset(sought):
        return replace(empty_book(galley, layout), pages=body.finished())
    return make_up(galley, layout, helpers)


def _halves(galley: Galley) -> tuple[tuple[PartGalley, ...], tuple[PartGalley, ...]]:
    """The parts before the body, and the body without the back cover."""
    parts = tuple(part for part in galley.parts if not _closes(part))
    in_body = ChapterGalley | FlowGalley | IndexGalley
    first = next((n for n, part in enumerate(parts) if isinstance(part, in_body)), len(parts))
    return parts[:first], parts[first:]


def _closes(part: PartGalley) -> bool:
    """Whether a part is the back cover, which is the last page wherever it is named."""
    return isinstance(part, SheetsGalley) and part.name == "back-cover"


def _put_back_cover(book: Book, part: SheetsGalley) -> None:
    """The inner side of the back cover and the back cover, without folios."""
    book.after = COVER_PAGES
    book.begin_page("")
    for sheet in part.sheets:
        book.put_sheet(sheet, book.element("Sect", book.root, part.name), "")


def _put_body(book: Book, parts: Sequence[PartGalley], helpers: Helpers) -> None:
    """Chapters and what follows them; the last page is a verso."""
    composer, count = helpers.composer, sum(isinstance(part, ChapterGalley) for part in parts)
    for part in parts:
        if isinstance(part, ChapterGalley):
            put_kept_chapter(book, part, count, helpers)
        elif isinstance(part, SheetsGalley):
            _put_sheets(book, part, (_back(part.title), composer, count))
        elif isinstance(part, FlowGalley):
            book.rows_for_next(part.anchor, part.title, part.title_en)
            put_flow(book, list(part.blocks), book.element("Sect", book.root, part.title), (_back(part.title), composer, count))
        elif isinstance(part, IndexGalley):
            sheets = composer.index(part, index_rows(book, part))
            _put_sheets(book, SheetsGalley(sheets, part.name, part.title, part.anchor, part.title_en), (_back(part.title), composer, count))
    if len(book.pages) % 2:
        book.begin_page()


def _put_sheets(book: Book, part: SheetsGalley, bearing: Bearing) -> None:
    """Whole pages at the end of the book: lists of sources, colophon."""
    root = book.element("Sect", book.root, part.title)
    for number, sheet in enumerate(part.sheets):
        book.turn_to(sheet.side)
        draft = book.put_sheet(sheet, root)
        if number == 0 and part.title:
            book.anchor(part.anchor, 0)
            book.name(part.anchor, part.title, "part", part.title_en)
        if sheet.furniture:
            draft.marks += bearing[1].furniture(draft.folio, draft.side, part.title, draft.area)


def _back(title: str) -> ChapterGalley:
    """What running heads of back matter say: its title; it has no tab (number 0)."""
    return ChapterGalley(0, title, title, "", "", (), (), None, ())
