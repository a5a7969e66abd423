"""When a page may be taken over as it was drawn before: what its glyphs stand for in the book decides."""

import pytest

from tests.draw.sheets import FACE, book, line, page_of, run
from yearbook.draw import PdfOptions, draw_page, draw_pdf
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_kept import KeptPages
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnPage, KeptMarks, StretchPage
from yearbook.model.page import Page, Pages
from yearbook.standing import Standing


def words(face: Face, text: str, told: str = "") -> Page:
    """A page of one line, whose glyphs stand for other words than they look like."""
    return page_of([line(replace(run(face, text), text=told or text))])


def drawn(face: Face, *pages: Page) -> DrawnPage:
    """The last of some pages drawn one after another, as it is kept."""
    pen = PdfPen(book(*pages), {FACE: face}, PdfOptions())
    for number in range(len(pages)):
        draw_page(book(*pages), number, pen)
    made = pen.told(pages[-1], pen.handed(), {})
    assert made is not None
    return made


def taken(face: Face, before: DrawnPage, *pages: Page) -> bool:
    """Whether a page is taken over as the last of these."""
    pen = PdfPen(book(*pages), {FACE: face}, PdfOptions())
    for number in range(len(pages) - 1):
        draw_page(book(*pages), number, pen)
    return pen.take(pages[-1], len(pages) - 1, before)


def test_a_page_that_reads_as_the_book_does_needs_nothing_before_it(block: Face) -> None:
    page = words(block, "国字")
    made = drawn(block, page)
    assert made.met == ()
    assert taken(block, made, page)
    assert taken(block, made, words(block, "文字"), page)
    assert not taken(block, made, words(block, "国", "甲"), page), "国 stands for another character now"


def test_a_page_that_reads_otherwise_is_taken_where_the_book_reads_as_it_did(block: Face) -> None:
    page = words(block, "国字", "甲字")
    made = drawn(block, words(block, "国"), page)
    assert [set(own.values()) for _, own in made.met] == [{"国"}]
    assert taken(block, made, words(block, "国文"), page)
    assert not taken(block, made, words(block, "国", "乙"), page)
    assert not taken(block, made, page), "by itself it would be read as it says"


@pytest.fixture
def chapter(block: Face) -> Pages:
    """Three pages of one kept chapter, all of them with 国."""
    pages = [words(block, text) for text in ("国", "国字", "国文")]
    told = StretchPage("1", "recto", 0, True, (), ())
    kept = [KeptMarks(lambda page=page: page.marks, told, (b"one", number)) for number, page in enumerate(pages)]  # type: ignore[misc]
    return book(*(replace(page, marks=marks) for page, marks in zip(pages, kept, strict=True)))


def kept_by(face: Face, pages: Pages, standing: Standing) -> None:
    """Keeps the pages as they are drawn one after another."""
    kept, pen = KeptPages(pages, PdfOptions(), standing), PdfPen(pages, {FACE: face}, PdfOptions())
    for number, page in enumerate(pages.pages):
        draw_page(pages, number, pen)
        met = kept.met(page)
        assert met is not None
        kept.keep(page, pen.told(page, pen.handed(), met))
    kept.close()


def test_a_page_is_kept_with_the_glyphs_that_are_new_in_its_chapter(block: Face, chapter: Pages, standing: Standing) -> None:
    kept_by(block, chapter, standing)
    kept = KeptPages(chapter, PdfOptions(), standing)
    found = []
    for page in chapter.pages:
        before = kept.drawn(page)
        assert before is not None and before.texts is not None
        found.append("".join(before.texts[0][1].values()))
        kept.taken(page, before)
    assert found == ["国", "字", "文"]


@pytest.mark.parametrize("again", [True, False])
def test_after_a_page_that_could_not_be_taken_no_other_of_its_chapter_is(
    block: Face, chapter: Pages, standing: Standing, again: bool
) -> None:
    kept_by(block, chapter, standing)
    kept = KeptPages(chapter, PdfOptions(), standing)
    first, second, third = chapter.pages
    before = kept.drawn(first)
    assert before is not None
    kept.taken(first, before)
    assert kept.drawn(second) is not None
    kept.keep(second, drawn(block, second) if again else None)
    assert kept.drawn(third) is None, "its glyphs are told without those of the second"


def test_a_chapter_reads_as_the_book_does_though_a_glyph_stands_for_something_else_before_it_now(
    block: Face, chapter: Pages, standing: Standing
) -> None:
    """Its first page is drawn again; the second was kept without 国, which the first had, and must be drawn again too."""
    kept_by(block, chapter, standing)
    now = book(words(block, "国", "甲"), *chapter.pages)
    alone = draw_pdf(now, {FACE: block})
    assert draw_pdf(now, {FACE: block}, standing=standing) == alone
    assert draw_pdf(now, {FACE: block}, standing=standing) == alone


@pytest.fixture
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return Standing(str(tmp_path_factory.mktemp("kept")))
