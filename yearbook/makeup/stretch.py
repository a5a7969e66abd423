"""A chapter or contents onto pages as a piece by itself: made up apart from the book, kept between builds, joined on where it belongs.

A chapter's pages depend on its copy and the design (`ChapterGalley.stamp`), on the page and the element it begins with, and on
how many chapters there are. When these hold, what an earlier build made up is taken over, and its lines are not even set.
Its marks are not kept: pages are taken over as they were drawn, and who asks for marks all the same has them made up again.
"""

from collections.abc import Callable, Sequence
from functools import partial
from operator import getitem
from typing import TypeAlias

from yearbook.frozen import frozen, replace, said
from yearbook.makeup.book import Book, Draft, printed_lines
from yearbook.makeup.chapter import put_chapter
from yearbook.makeup.composer import Composer
from yearbook.makeup.tree import open_sections, tell_english
from yearbook.model.galley import ChapterGalley, Sheet
from yearbook.model.kept import Before, KeptMarks, KeptSheets, Later, MadeElsewhere, PrintedLine, Start, Stretch, StretchPage, marks_of
from yearbook.model.layout import Layout
from yearbook.model.page import Anchor, Element, Mark, Picture, runs_by_face
from yearbook.packing import digest, packed, recalled, retold
from yearbook.standing import NOTHING_STANDING, Standing

Elsewhere: TypeAlias = Callable[[ChapterGalley, Start, Callable[[], Before]], MadeElsewhere | None]  # what others make of a chapter
_Marks: TypeAlias = Sequence[Sequence[Mark]]
_Lines: TypeAlias = Sequence[Sequence[PrintedLine]]


@frozen
class Helpers:
    """What makeup is helped by: what it asks of compose, what earlier builds kept, and chapters that other processes make up.

    `asked` tells whether one was asked for a chapter: what it is keeping of it at this time is no earlier build's, and not complete.
    """

    composer: Composer
    standing: Standing = NOTHING_STANDING
    elsewhere: Elsewhere | None = None
    asked: Callable[[ChapterGalley], bool] = lambda _: False


def put_kept_chapter(book: Book, chapter: ChapterGalley, count: int, helpers: Helpers) -> None:
    """The chapter onto new pages of the book, as `put_chapter` puts it; taken over when it is kept or made elsewhere."""
    first = len(book.elements)
    _put(book, chapter, count, helpers)
    book.branches.append(range(first, len(book.elements)))


def _put(book: Book, chapter: ChapterGalley, count: int, helpers: Helpers) -> None:
    composer, standing = helpers.composer, helpers.standing
    if book.pending or not (helpers.elsewhere or chapter.stamp):
        _put_new(book, chapter, composer, count)
        return
    start = Start(len(book.pages), len(book.elements), book.root, book.roman, book.before, count)
    key = chapter_key(chapter, start)
    here: Later[Sequence[Mark]] = Later(lambda: made_apart(book.layout, chapter, composer, start)[1])
    lines: _Lines = Later(lambda: kept_lines(here, key, standing))
    kept = standing.get("pages", key) if key and not (helpers.elsewhere and helpers.asked(chapter)) else None
    if stretch := retold(kept, Stretch):
        _join(book, stretch, (partial(getitem, here), lines), key)
    elif helpers.elsewhere and (made := helpers.elsewhere(chapter, start, book.met)):
        marks = partial(_elsewhere, made, here)
        _join(book, made.stretch, (marks, Later(lambda: made.lines() or lines)), key or chapter.anchor.encode())
    elif not key:
        _put_new(book, chapter, composer, count)
    else:
        stretch, new = made_apart(book.layout, chapter, composer, start, standing)
        _join(book, stretch, (partial(getitem, new), Later(lambda: kept_lines(new, key, standing))), key)


def _elsewhere(made: MadeElsewhere, here: _Marks, page: int) -> Sequence[Mark]:
    """The marks of a page from the process that has made it up; made up here when that is gone."""
    marks = made.marks(page)
    return here[page] if marks is None else marks


def chapter_key(chapter: ChapterGalley, start: Start) -> bytes:
    """The digest of all that a chapter's pages depend on; none when nothing is to be kept."""
    return digest(chapter.stamp, start) if chapter.stamp else b""


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
    kept = retold(standing.get("pages", key), Stretch) if key else None
    if kept is not None:
        return kept, Later(lambda: make()[1])
    stretch, marks = make()
    _keep(stretch, key, standing)
    return stretch, marks


def _keep(stretch: Stretch, key: bytes, standing: Standing) -> None:
    if key and standing:
        standing.put("pages", key, said(stretch))


def _filled(layout: Layout, blank: Sequence[Draft], sheets: Sequence[Sheet], place: tuple[int, int]) -> tuple[Stretch, _Marks]:
    """Sheets on pages of a book of their own, their elements counted from the first number of `place`, under the second."""
    first, root = place
    apart = Book(layout, [replace(draft, marks=[]) for draft in blank], [Element("NonStruct")] * first)
    for draft, sheet in zip(apart.pages, sheets, strict=True):
        apart.put_on(draft, sheet, root)
    open_sections(apart.elements, first, root)
    return _as_stretch(apart, apart.pages, first)


def kept_lines(marks: _Marks, key: bytes, standing: Standing) -> _Lines:
    """The lines of every page, kept as soon as an index asks for them: most books have none."""
    lines = recalled(standing.get("lines", key), tuple) if key else None
    if lines is None:
        lines = tuple([tuple(printed_lines(page)) for page in marks])
        if key:
            standing.put("lines", key, packed(lines))
    return lines


def made_apart(
    layout: Layout, chapter: ChapterGalley, composer: Composer, start: Start, standing: Standing = NOTHING_STANDING
) -> tuple[Stretch, _Marks]:
    """The chapter on pages of a book of its own, which begins where another has got to; kept in `standing` for later builds."""
    blank, none = [Draft("", "recto", 0)] * start.pages, [Element("NonStruct")] * start.elements
    apart = Book(layout, blank, none, root=start.root, roman=start.roman, before=start.before)
    _put_new(apart, chapter, composer, start.chapters)
    stretch, marks = _as_stretch(apart, apart.pages[start.pages :], start.elements)
    _keep(stretch, chapter_key(chapter, start), standing)
    return stretch, marks


def _as_stretch(apart: Book, drafts: Sequence[Draft], base: int) -> tuple[Stretch, _Marks]:
    """Pages of a book, with its elements from `base` on, and the marks of each."""
    tell_english(apart.elements, (draft.marks for draft in drafts))
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    pages = tuple(
        StretchPage(
            draft.folio, draft.side, draft.area, draft.flow, tuple(marks_of(draft, Anchor)), tuple(marks_of(draft, Picture)),
            same.setdefault(faces := tuple(runs_by_face(draft.marks)), faces),
        )
        for draft in drafts
    )
    told = tuple(apart.bookmarks), tuple(apart.rows), tuple(apart.captions), tuple(apart.misfits), tuple(apart.columns.items())
    return Stretch(pages, tuple(apart.elements[base:]), *told), tuple(tuple(draft.marks) for draft in drafts)


def _put_new(book: Book, chapter: ChapterGalley, composer: Composer, count: int) -> None:
    """The chapter made up now, with its sections."""
    first = len(book.elements)
    put_chapter(book, chapter, composer, count)
    open_sections(book.elements, first, first)


def _join(book: Book, stretch: Stretch, printed: tuple[Callable[[int], Sequence[Mark]], _Lines], key: bytes) -> None:
    """The pages of a stretch at the end of the book, with the marks and the lines of each, which are had when somebody asks."""
    marks, lines = printed
    book.elements += stretch.elements
    for number, page in enumerate(stretch.pages):
        kept = KeptMarks(partial(marks, number), page, (key, number))
        book.pages.append(Draft(page.folio, page.side, page.area, [], page.flow, kept, partial(getitem, lines, number)))
    book.bookmarks += stretch.bookmarks
    book.rows += stretch.rows
    book.captions += stretch.captions
    book.misfits += stretch.misfits
    book.columns |= dict(stretch.columns)
