"""Which chapters have a branch of the structure tree that a later build may take over."""

from collections.abc import Sequence

from tests.draw.sheets import book, page_of
from yearbook.draw.pdf_branches import Annotation, branches_of
from yearbook.frozen import replace
from yearbook.model.kept import KeptMarks, StretchPage
from yearbook.model.page import Anchor, Box, Element, Mark, Page, Pages

ELEMENTS = (Element("Document"), *(Element("P", 0) for _ in range(9)))
CHAPTERS = (range(1, 4), range(5, 8))
CONTENTS = ((1, 2), (3, 1), (4,), (5, 7))


def kept_page(key: bytes, number: int, *added: Mark) -> Page:
    marks = KeptMarks(tuple, StretchPage("1", "recto", 0, True, (), ()), (key, number)).with_added(added)
    return Page("1", "recto", marks)  # type: ignore[arg-type]  # as makeup gives it


def four_pages(*pages: Page) -> Pages:
    """A chapter of two pages, a page of no chapter, a chapter of one page; some of them others."""
    usual = (kept_page(b"one", 0), kept_page(b"one", 1), page_of([], []), kept_page(b"two", 0))
    return replace(book(*(pages + usual[len(pages) :]), elements=ELEMENTS), branches=CHAPTERS)


def keys(pages: Pages, contents: Sequence[Sequence[int]] = CONTENTS, links: Sequence[Annotation] = (), first: int = 10) -> list[bytes]:
    return [branch.key for branch in branches_of(pages, contents, links, (first, range(2, 6)))]


def test_a_branch_has_the_pages_that_show_it() -> None:
    one, two = branches_of(four_pages(), CONTENTS, (), (10, range(2, 6)))
    assert (one.elements, one.pages) == (range(1, 4), (0, 1))
    assert (two.elements, two.pages) == (range(5, 8), (3,))
    assert one.key and two.key and one.key != two.key


def test_a_chapter_that_is_not_kept_has_no_key() -> None:
    assert [bool(key) for key in keys(four_pages(page_of([], []), page_of([], [])))] == [False, True]
    assert [bool(key) for key in keys(four_pages(kept_page(b"one", 0), page_of([], [])))] == [False, True]


def test_marks_added_later_may_be_places_and_nothing_else() -> None:
    assert all(keys(four_pages(kept_page(b"one", 0, Anchor("a", 0, 0)))))
    assert not keys(four_pages(kept_page(b"one", 0, Box(0, 0, 1, 1, "ink"))))[0]


def test_a_chapter_has_no_key_when_its_pages_show_others_or_others_show_it() -> None:
    assert [bool(key) for key in keys(four_pages(), ((1, 2), (3, 4), (), (5, 7)))] == [False, True]
    assert [bool(key) for key in keys(four_pages(), ((1, 2), (3,), (4, 5), (6, 7)))] == [True, False]
    assert [bool(key) for key in keys(four_pages(), ((1, 2), (3, 5), (4,), (6, 7)))] == [False, False]


def test_the_key_tells_all_that_a_branch_is_written_from() -> None:
    usual = keys(four_pages())
    assert keys(four_pages(kept_page(b"other", 0), kept_page(b"other", 1)))[0] != usual[0]
    assert keys(four_pages(), first=11)[0] != usual[0], "its elements have other numbers"
    assert keys(four_pages(), ((2, 1), *CONTENTS[1:]))[0] != usual[0], "they are drawn in another order"
    linked = keys(four_pages(), links=(Annotation(2, 90, 0), Annotation(4, 91, 2)))
    assert linked[0] != usual[0] and linked[1] == usual[1]
    assert keys(four_pages(), links=(Annotation(2, 95, 0), Annotation(4, 91, 2)))[0] != linked[0], "a link is another object"
