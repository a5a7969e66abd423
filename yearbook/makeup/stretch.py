"""A chapter or contents onto pages as a piece by itself: made up apart from the book, kept between builds, joined on where it belongs.

A chapter's pages depend on its copy and the design (`ChapterGalley.stamp`), on the page and the element it begins with, and on
how many chapters there are. When these hold, what an earlier build made up is taken over, and its lines are not even set.
Its marks are not kept: pages are taken over as they were drawn, and who asks for marks all the same has them made up again.
"""

from collections.abc import Callable, Sequence
from functools import partial
from operator import getitem
from typing import TypeVar

from yearbook.frozen import replace
from yearbook.makeup.book import Book, Draft, PrintedLine, printed_lines
from yearbook.makeup.chapter import put_chapter
from yearbook.makeup.composer import Composer
from yearbook.makeup.tree import open_sections, tell_english
from yearbook.model.galley import ChapterGalley, Sheet
from yearbook.model.kept import KeptMarks, KeptSheets, Later, Stretch, StretchPage
from yearbook.model.layout import Layout
from yearbook.model.page import Anchor, Element, Mark, Picture
from yearbook.packing import digest, packed, recalled
from yearbook.standing import Standing

M = TypeVar("M", Anchor, Picture)
_Marks = Sequence[Sequence[Mark]]


def put_kept_chapter(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int], standing: Standing) -> None:
    """The chapter onto new pages of the book, as `put_chapter` puts it; taken over when it is kept, kept when it is new."""
    first = len(book.elements)
    _put(book, chapter, bearing, standing)
    book.branches.append(range(first, len(book.elements)))


def _put(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int], standing: Standing) -> None:
    if not standing or not chapter.stamp or book.pending:
        _put_new(book, chapter, bearing)
        return
    key = digest(chapter.stamp, bearing[1], len(book.pages), book.before, book.roman, len(book.elements), book.root)
    before = replace(book, pages=book.pages[:], elements=book.elements[:])
    stretch, marks = _had(lambda: _made_up(before, chapter, bearing), key, standing)
    _join(book, stretch, (marks, Later(lambda: _lines(marks, key, standing))), key)


def put_kept_sheets(book: Book, reserved: Sequence[tuple[Draft, int]], sheets: KeptSheets, standing: Standing) -> None:
    """Sheets of one part onto the pages that were reserved for them, under its element; taken over when they are kept."""
    first, root = len(book.elements), reserved[0][1]
    drafts = [draft for draft, _ in reserved]
    blank = [Draft(draft.folio, draft.side, draft.area) for draft in drafts]
    key = digest(sheets.stamp, [(draft.folio, draft.side, draft.area) for draft in drafts], first, root) if sheets.stamp else b""
    stretch, marks = _had(lambda: _filled(book.layout, blank, sheets, (first, root)), key, standing)
    for number, (draft, page) in enumerate(zip(drafts, stretch.pages, strict=True)):
        if key:
            draft.kept = KeptMarks(partial(getitem, marks, number), page, (key, number))
        else:
            draft.marks[:0] = marks[number]  # places that were told before come last, as on kept pages
    book.elements += stretch.elements
    book.branches.append(range(first, len(book.elements)))


def _had(make: Callable[[], tuple[Stretch, _Marks]], key: bytes, standing: Standing) -> tuple[Stretch, _Marks]:
    """What an earlier build made up, or else what is made up now; of the former the marks are made again when somebody asks."""
    kept = recalled(standing.get("pages", key), Stretch) if key else None
    if kept is not None:
        return kept, Later(lambda: make()[1])
    stretch, marks = make()
    if key:
        standing.put("pages", key, packed(stretch))
    return stretch, marks


def _filled(layout: Layout, blank: Sequence[Draft], sheets: Sequence[Sheet], place: tuple[int, int]) -> tuple[Stretch, _Marks]:
    """Sheets on pages of a book of their own, their elements counted from the first number of `place`, under the second."""
    first, root = place
    apart = Book(layout, [replace(draft, marks=[]) for draft in blank], [Element("NonStruct")] * first)
    for draft, sheet in zip(apart.pages, sheets, strict=True):
        apart.put_on(draft, sheet, root)
    open_sections(apart.elements, first, root)
    return _as_stretch(apart, apart.pages, first)


def _lines(marks: _Marks, key: bytes, standing: Standing) -> Sequence[Sequence[PrintedLine]]:
    """The lines of every page, kept as soon as an index asks for them: most books have none."""
    lines = recalled(standing.get("lines", key), tuple)
    if lines is None:
        lines = tuple([tuple(printed_lines(page)) for page in marks])
        standing.put("lines", key, packed(lines))
    return lines


def _made_up(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int]) -> tuple[Stretch, _Marks]:
    """The chapter on pages of a book of its own, which begins where the other has got to."""
    first, base = len(book.pages), len(book.elements)
    blank, none = [Draft("", "recto", 0)] * first, [Element("NonStruct")] * base
    apart = Book(book.layout, blank, none, root=book.root, roman=book.roman, before=book.before)
    _put_new(apart, chapter, bearing)
    drafts = apart.pages[first:]
    return _as_stretch(apart, drafts, base)


def _as_stretch(apart: Book, drafts: Sequence[Draft], base: int) -> tuple[Stretch, _Marks]:
    """Pages of a book, with its elements from `base` on, and the marks of each."""
    tell_english(apart.elements, (draft.marks for draft in drafts))
    pages = tuple(
        StretchPage(draft.folio, draft.side, draft.area, draft.flow, _of(draft, Anchor), _of(draft, Picture)) for draft in drafts
    )
    told = tuple(apart.bookmarks), tuple(apart.rows), tuple(apart.captions), tuple(apart.misfits), tuple(apart.columns.items())
    return Stretch(pages, tuple(apart.elements[base:]), *told), tuple(tuple(draft.marks) for draft in drafts)


def _put_new(book: Book, chapter: ChapterGalley, bearing: tuple[Composer, int]) -> None:
    """The chapter made up now, with its sections."""
    first = len(book.elements)
    put_chapter(book, chapter, *bearing)
    open_sections(book.elements, first, first)


def _of(draft: Draft, kind: type[M]) -> tuple[M, ...]:
    return tuple(mark for mark in draft.marks if type(mark) is kind)


def _join(book: Book, stretch: Stretch, printed: tuple[_Marks, Sequence[Sequence[PrintedLine]]], key: bytes) -> None:
    """The pages of a stretch at the end of the book, with the marks and the lines of each, which are had when somebody asks."""
    marks, lines = printed
    book.elements += stretch.elements
    for number, page in enumerate(stretch.pages):
        kept = KeptMarks(partial(getitem, marks, number), page, (key, number))
        book.pages.append(Draft(page.folio, page.side, page.area, [], page.flow, kept, partial(getitem, lines, number)))
    book.bookmarks += stretch.bookmarks
    book.rows += stretch.rows
    book.captions += stretch.captions
    book.misfits += stretch.misfits
    book.columns |= dict(stretch.columns)
