"""Papers of a meeting on pages with folios of their own, and any number of them bound into one file, each from a right-hand page on."""

from collections.abc import Sequence

from yearbook.frozen import frozen, replace
from yearbook.makeup.book import Book, regrown
from yearbook.makeup.chapter import put_flow
from yearbook.makeup.composer import Composer
from yearbook.makeup.tree import tell_english, whole_tree
from yearbook.model.galley import ChapterGalley, FlowGalley, Sheet
from yearbook.model.layout import Layout
from yearbook.model.page import Anchor, BookInfo, Bookmark, Element, Link, Mark, Page, Pages, shifted

ROOT = Element("Part", -1, "body")


@frozen
class Bound:
    """Pages as they go into a set under the name `key`: from `first` to `last` of them, counted from 1."""

    key: str
    title: str
    pages: Pages
    first: int = 1
    last: int = 10**6


def flow_pages(galley: FlowGalley, layout: Layout, composer: Composer, info: BookInfo) -> Pages:
    """A paper or an agenda, numbered from 1."""
    book = Book(layout, elements=[ROOT], root=0)
    bearing = (ChapterGalley(0, galley.title, galley.title, "", "", (), (), None, ()), composer, 0)
    put_flow(book, list(galley.blocks), book.element("Sect", 0, galley.title), bearing)
    return _pages(book, layout, info)


def sheet_pages(sheets: Sequence[Sheet], layout: Layout, info: BookInfo) -> Pages:
    """Whole pages without folios."""
    book = Book(layout, elements=[ROOT], root=0)
    for sheet in sheets:
        book.put_sheet(sheet, 0, "")
    return _pages(book, layout, info)


def _pages(book: Book, layout: Layout, info: BookInfo) -> Pages:
    width, height = layout.page.trim
    tell_english(book.elements, (draft.marks for draft in book.pages))
    return Pages(
        book.finished(), whole_tree(book.elements), tuple(book.bookmarks), layout.palette, width, height, layout.page.bleed, info,
    )  # fmt: skip


def bind(parts: Sequence[Bound], info: BookInfo) -> Pages:
    """One file of them all, each from a right-hand page on. What led to pages left out leads nowhere."""
    pages: list[Page] = []
    elements: list[Element] = []
    bookmarks: list[Bookmark] = []
    for part in parts:
        kept = part.pages.pages[part.first - 1 : part.last]
        blanks = len(pages) % 2 + (bool(kept) and kept[0].side == "verso")  # a leaf of its own, though its front stay blank
        pages += [_blank(len(pages) + n) for n in range(blanks)]
        base = len(elements)
        elements += regrown(part.pages.elements, base)
        for number, page in enumerate(kept):
            marks = tuple(_keyed(mark, part.key, base) for mark in page.marks)
            pages.append(replace(page, marks=(Anchor(part.key, 0, 0), *marks) if number == 0 else marks))
        bookmarks.append(Bookmark(part.title, 0, part.key))
        bookmarks += [Bookmark(one.title, one.level + 1, f"{part.key}.{one.target}") for one in part.pages.bookmarks]
    places = {mark.name for page in pages for mark in page.marks if isinstance(mark, Anchor)}
    led = tuple(replace(page, marks=tuple(mark for mark in page.marks if _leads(mark, places))) for page in pages)
    first = parts[0].pages
    kept_bookmarks = tuple(one for one in bookmarks if one.target in places)
    return replace(first, pages=led, elements=tuple(elements), bookmarks=kept_bookmarks, info=info)


def evened(pages: Pages) -> Pages:
    """The same with an even number of pages, so that another copy can follow."""
    count = len(pages.pages)
    return replace(pages, pages=(*pages.pages, _blank(count))) if count % 2 else pages


def _blank(before: int) -> Page:
    return Page("", "verso" if before % 2 else "recto", ())


def _keyed(mark: Mark, key: str, base: int) -> Mark:
    """A mark with its element and the names of places counted from its part's."""
    if isinstance(mark, Anchor):
        return replace(mark, name=f"{key}.{mark.name}")
    moved = shifted(mark, 0, 0, base)
    if isinstance(moved, Link) and moved.target and not moved.target.startswith("^"):
        return replace(moved, target=f"{key}.{moved.target}")
    if isinstance(moved, Link) and moved.target:
        return replace(moved, target=moved.target[1:])
    return moved


def _leads(mark: Mark, places: set[str]) -> bool:
    return not (isinstance(mark, Link) and mark.target and mark.target not in places)
