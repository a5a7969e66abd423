"""A chapter onto pages as a piece by itself: made up apart from the book, kept between builds, and joined on where it belongs.

A chapter's pages depend on its copy and the design (`ChapterGalley.stamp`), on the page and the element it begins with, and on
how many chapters there are. When these hold, what an earlier build made up is taken over, and its lines are not even set.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from yearbook.frozen import replace
from yearbook.makeup.book import Book, Draft
from yearbook.makeup.chapter import put_chapter
from yearbook.makeup.composer import Composer
from yearbook.makeup.tree import tell_english
from yearbook.model.galley import ChapterGalley
from yearbook.model.kept import KeptMarks, Stretch, StretchPage
from yearbook.model.page import Anchor, Element, Mark, Picture
from yearbook.packing import BadPack, digest, packed, unpacked
from yearbook.standing import Standing

M = TypeVar("M", Anchor, Picture)
_Marks = Sequence[Sequence[Mark]]


def put_kept_chapter(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int], standing: Standing) -> None:
    """The chapter onto new pages of the book, as `put_chapter` puts it; taken over when it is kept, kept when it is new."""
    composer, count = bearing
    if not standing or not chapter.stamp or book.pending:
        put_chapter(book, chapter, composer, count)
        return
    key = digest(chapter.stamp, count, len(book.pages), book.before, book.roman, len(book.elements), book.root)
    stretch = _recalled(standing, key)
    if stretch is None:
        stretch, marks = _made_up(book, chapter, bearing)
        standing.put("pages", key, packed(stretch))
        standing.put("marks", key, packed(tuple(packed(page) for page in marks)))
        _join(book, stretch, lambda: marks, key)
    else:
        before = replace(book, pages=book.pages[:], elements=book.elements[:])  # should the marks be gone when somebody asks for them
        _join(book, stretch, lambda: _marks(standing, key) or _made_up(before, chapter, bearing)[1], key)


def _recalled(standing: Standing, key: bytes) -> Stretch | None:
    data = standing.get("pages", key)
    try:
        stretch = unpacked(data) if data is not None else None
    except BadPack:
        return None
    return stretch if isinstance(stretch, Stretch) else None


def _marks(standing: Standing, key: bytes) -> _Marks | None:
    """The kept marks of all pages; None when they are not there any more."""
    data = standing.get("marks", key)
    try:
        return tuple(unpacked(page) for page in unpacked(data)) if data is not None else None
    except BadPack:
        return None


def _made_up(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int]) -> tuple[Stretch, _Marks]:
    """The chapter on pages of a book of its own, which begins where the other has got to."""
    first, base = len(book.pages), len(book.elements)
    blank, none = [Draft("", "recto", 0)] * first, [Element("NonStruct")] * base
    apart = Book(book.layout, blank, none, root=book.root, roman=book.roman, before=book.before)
    put_chapter(apart, chapter, *bearing)
    drafts = apart.pages[first:]
    tell_english(apart.elements, (draft.marks for draft in drafts))
    pages = tuple(
        StretchPage(draft.folio, draft.side, draft.area, draft.flow, _of(draft, Anchor), _of(draft, Picture)) for draft in drafts
    )
    told = tuple(apart.bookmarks), tuple(apart.rows), tuple(apart.captions), tuple(apart.misfits), tuple(apart.columns.items())
    return Stretch(pages, tuple(apart.elements[base:]), *told), tuple(tuple(draft.marks) for draft in drafts)


def _of(draft: Draft, kind: type[M]) -> tuple[M, ...]:
    return tuple(mark for mark in draft.marks if type(mark) is kind)


def _join(book: Book, stretch: Stretch, marks: Callable[[], _Marks], key: bytes) -> None:
    """The pages of a stretch at the end of the book."""
    loaded: list[_Marks] = []

    def marks_of_page(number: int) -> Sequence[Mark]:
        if not loaded:
            loaded.append(marks())
        return loaded[0][number]

    book.elements += stretch.elements
    for number, page in enumerate(stretch.pages):
        kept = KeptMarks(partial(marks_of_page, number), page, (key, number))
        book.pages.append(Draft(page.folio, page.side, page.area, [], page.flow, kept))
    book.bookmarks += stretch.bookmarks
    book.rows += stretch.rows
    book.captions += stretch.captions
    book.misfits += stretch.misfits
    book.columns |= dict(stretch.columns)
