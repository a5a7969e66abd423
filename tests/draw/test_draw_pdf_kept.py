"""When a chapter may be taken over as it was drawn before: what its glyphs stand for in the book decides."""

import random
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.draw.sheets import FACE, book, line, page_of, run
from tests.pages_taken import pages_taken
from yearbook.draw import PdfOptions, chapter_pen, draw_page, draw_pdf
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_kept import ChapterDrawn
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import Before, DrawnChapter, KeptMarks, StretchPage
from yearbook.model.page import Line, Page, Pages, Run
from yearbook.standing import NOTHING_STANDING, Standing

OTHER = "hei"  # a second name


def words(face: Face, text: str, told: str = "") -> Page:
    """A page of one line, whose glyphs stand for other words than they look like."""
    return page_of([line(replace(run(face, text), text=told or text))])


def drawn(face: Face, before: list[Page], *pages: Page) -> DrawnChapter:
    """Some pages drawn as a chapter, after others."""
    whole = book(*before, *pages)
    pen = PdfPen(whole, {FACE: face}, PdfOptions())
    for number in range(len(before)):
        draw_page(whole, number, pen)
    now = ChapterDrawn(pen.glyphs)
    for number, page in enumerate(pages):
        draw_page(whole, len(before) + number, pen)
        now.add(number, page, pen.read, pen.handed())
    return now.made()


def taken(face: Face, made: DrawnChapter, before: list[Page], *pages: Page) -> list[bool]:
    """Whether each page of the chapter is taken over after these."""
    pen = PdfPen(book(*before, *pages), {FACE: face}, PdfOptions())
    for number in range(len(before)):
        draw_page(book(*before), number, pen)
    return [pen.take(page, len(before) + number, made, number) for number, page in enumerate(pages)]


def test_a_page_that_reads_as_the_book_does_needs_nothing_before_it(block: Face) -> None:
    page = words(block, "国字")
    made = drawn(block, [], page)
    assert made.met == ()
    assert taken(block, made, [], page) == [True]
    assert taken(block, made, [words(block, "文字")], page) == [True]
    assert taken(block, made, [words(block, "国", "甲")], page) == [False], "国 stands for another character now"


def test_a_page_that_reads_otherwise_is_taken_where_the_book_reads_as_it_did(block: Face) -> None:
    page = words(block, "国字", "甲字")
    made = drawn(block, [words(block, "国")], page)
    assert [set(own.values()) for _, own in made.met] == [{"国"}]
    assert taken(block, made, [words(block, "国文")], page) == [True]
    assert taken(block, made, [words(block, "国", "乙")], page) == [False]
    assert taken(block, made, [], page) == [False], "by itself it would be read as it says"


def test_what_a_chapter_meets_first_in_itself_need_not_be_met_before_it(block: Face) -> None:
    pages = words(block, "国"), words(block, "国字", "甲字")
    made = drawn(block, [], *pages)
    assert made.met == ()
    assert taken(block, made, [], *pages) == taken(block, made, [words(block, "国")], *pages) == [True, True]
    assert taken(block, made, [words(block, "国", "甲")], *pages) == [False, False], "no page of a chapter that reads otherwise"


@pytest.mark.parametrize("first", ["", "字"])
def test_pages_among_which_a_glyph_comes_to_stand_for_something_are_of_no_use_to_others(block: Face, first: str) -> None:
    two = replace(run(block, "国字"), text="国")  # a cluster, whose second glyph stands for nothing
    cluster, plain = page_of([line(two)]), words(block, "字")
    made = drawn(block, [words(block, first)] if first else [], cluster, plain)
    assert [bool(page) for page in made.pages] == ([True, True] if first else [False, False])


@pytest.fixture
def chapter(block: Face) -> Pages:
    """Three pages of one kept chapter, all of them with 国; the last is in another face too, by name."""
    pages = [words(block, text) for text in ("国", "国字", "国文")]
    other: Run = replace(run(block, "国"), face=OTHER)
    pages[2] = replace(pages[2], marks=(*pages[2].marks, *page_of([Line((other,), "国", other.width, True)]).marks))
    faces = (FACE,), (FACE,), (FACE, OTHER)
    kept = [
        KeptMarks(lambda page=page: page.marks, StretchPage("1", "recto", 0, True, (), (), names), (b"one", number))  # type: ignore[misc]
        for number, (page, names) in enumerate(zip(pages, faces, strict=True))
    ]
    return book(*(replace(page, marks=marks) for page, marks in zip(pages, kept, strict=True)))


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page that was kept was taken over."""
    return pages_taken(monkeypatch)


def again(pages: Pages, faces: dict[str, Face], standing: Standing, offered: list[bool]) -> list[bool]:
    """What was taken over of a book, which comes out as without."""
    offered.clear()
    assert draw_pdf(pages, faces, standing=standing) == draw_pdf(pages, faces)
    return offered


def test_a_kept_chapter_is_taken_over(block: Face, block_cff: Face, chapter: Pages, standing: Standing, offered: list[bool]) -> None:
    faces = {FACE: block, OTHER: block_cff}
    assert again(chapter, faces, standing, offered) == []
    assert again(chapter, faces, standing, offered) == [True, True, True]


def test_a_chapter_of_which_a_page_could_not_be_taken_is_kept_with_what_was_drawn_now(
    block: Face, block_cff: Face, chapter: Pages, standing: Standing, offered: list[bool]
) -> None:
    """Another font stands before it now, so that the second of its own goes by another name: two pages are as they were."""
    faces = {FACE: block, OTHER: block_cff, "fang": Face(block.path)}
    again(chapter, faces, standing, offered)
    both = [replace(run(block, "国"), face=name) for name in (FACE, "fang")]
    later = book(page_of([Line((one,), "国", one.width, True) for one in both]), *chapter.pages)
    assert again(later, faces, standing, offered) == [True, True, False]
    assert again(later, faces, standing, offered) == [True, True, True]


def test_a_chapter_reads_as_the_book_does_though_a_glyph_stands_for_something_else_before_it_now(
    block: Face, block_cff: Face, chapter: Pages, standing: Standing, offered: list[bool]
) -> None:
    faces = {FACE: block, OTHER: block_cff}
    again(chapter, faces, standing, offered)
    now = book(words(block, "国", "甲"), *chapter.pages)
    assert again(now, faces, standing, offered) == [False, False, False]
    assert again(now, faces, standing, offered) == [True, True, True]


@pytest.fixture
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return Standing(str(tmp_path_factory.mktemp("kept")))


# what is shown, and what else is told
RUNS = st.tuples(st.sampled_from(["国", "字", "国字", "文", "字文"]), st.sampled_from(["", "甲", "字", "甲乙"]))
CHAPTERS = st.lists(st.lists(st.lists(RUNS, min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=4)


def bound(face: Face, chapters: list[list[list[tuple[str, str]]]]) -> Pages:
    """A book of kept chapters, each named by what is in it; equal ones are one."""
    pages = []
    for chapter in chapters:
        key = repr(chapter).encode()
        for number, lines in enumerate(chapter):
            page = page_of([line(replace(run(face, shown), text=told or shown)) for shown, told in lines])
            stretch = StretchPage("1", "recto", 0, True, (), (), (FACE,))
            pages.append(replace(page, marks=KeptMarks(lambda page=page: page.marks, stretch, (key, number))))  # type: ignore[misc,arg-type]
    return book(*pages)


class TwoPens:
    """Two processes, of which each draws some of the chapters one after another."""

    def __init__(self, face: Face, chapters: list[list[list[tuple[str, str]]]], here: list[bool]) -> None:
        pens = [chapter_pen(book(), {FACE: face}, PdfOptions(), NOTHING_STANDING) for _ in range(2)]
        self._pages: list[tuple[DrawnChapter, int]] = []
        for number, (chapter, first) in enumerate(zip(chapters, chain(here, repeat(True)), strict=False)):
            before = Before((FACE,) if number else (), ())
            made = pens[first].drawn(bound(face, [chapter]), before, b"")
            self._pages += [(made, place) for place in range(len(chapter))]

    def drawn(self, page: int) -> tuple[DrawnChapter, int]:
        return self._pages[page]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=CHAPTERS, second=CHAPTERS, order=st.randoms(use_true_random=False), here=st.lists(st.booleans(), max_size=6))
def test_whatever_glyphs_stand_for_a_book_comes_out_as_it_would_without_what_is_kept_and_without_other_processes(
    block: Face, tmp_path_factory: pytest.TempPathFactory, first: list[Any], second: list[Any], order: random.Random, here: list[bool]
) -> None:
    """The second book has chapters of the first among its own, in any order."""
    mixed = [*first, *second]
    order.shuffle(mixed)
    standing = Standing(str(tmp_path_factory.mktemp("kept")))
    for several in (first, mixed, mixed, first):
        chapters = [chapter for number, chapter in enumerate(several) if chapter not in several[:number]]
        pages = bound(block, chapters)
        alone = draw_pdf(pages, {FACE: block})
        assert draw_pdf(pages, {FACE: block}, elsewhere=TwoPens(block, chapters, here)) == alone
        assert draw_pdf(pages, {FACE: block}, standing=standing) == alone
