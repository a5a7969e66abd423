"""Chapters drawn for the file of another pen: the very bytes of one pen that draws them all, or else they are drawn again."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.draw.sheets import FACE, book, line, page_of, run
from tests.pages_taken import pages_taken
from yearbook.draw import PdfOptions, chapter_pen, draw_page, draw_pdf
from yearbook.draw.pdf import PdfPen
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import Before, DrawnChapter
from yearbook.model.page import Anchor, Page, Pages, Picture
from yearbook.standing import NOTHING_STANDING


@pytest.fixture
def many(block: Face, tmp_path: Path) -> Pages:
    """Thirty pages, pictures on some; glyphs of the second page stand for something else on all others."""
    made: list[Page] = []
    for number in range(30):
        file = str(tmp_path / f"{number % 5}.png")
        Image.new("RGB", (8, 6), (number % 5, 99, 0)).save(file)
        words = run(block, "国字")
        if number == 1:
            words = replace(words, text="甲乙")
        pictures = (Picture(0, 0, 80_000, 60_000, file),) if number % 3 == 0 else ()
        made.append(page_of([line(words), line(run(block, "文" * (number + 1)))], (*pictures, Anchor(f"a{number}", 0, 0)), str(number)))
    return book(*made)


class Elsewhere:
    """Pages that other pens have drawn, each a stretch of the body."""

    def __init__(self, pages: Pages, face: Face, stretches: Sequence[range]) -> None:
        self.asked: list[int] = []
        self._drawn: dict[int, tuple[DrawnChapter, int]] = {}
        for stretch in stretches:
            pen = chapter_pen(book(), {FACE: face}, PdfOptions(), NOTHING_STANDING)
            before = pages.pages[pages.body : pages.body + stretch.start]
            pictures = dict.fromkeys(mark.file for page in before for mark in page.marks if isinstance(mark, Picture))
            some = replace(pages, pages=tuple(pages.pages[pages.body + number] for number in stretch))
            made = pen.drawn(some, Before((FACE,) if before else (), tuple(pictures)), b"")
            self._drawn.update((number, (made, place)) for place, number in enumerate(stretch))

    def drawn(self, page: int) -> tuple[DrawnChapter, int] | None:
        if page in self._drawn:
            self.asked.append(page)
        return self._drawn.get(page)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page that was offered was taken."""
    return pages_taken(monkeypatch)


@pytest.mark.parametrize("body", [0, 6])
@pytest.mark.parametrize("bounds", [(0, 24), (10, 24), (2, 10, 11, 24), (3, 4, 20)])
def test_the_same_bytes_whoever_draws_which_pages(
    many: Pages, block: Face, taken: list[bool], body: int, bounds: tuple[int, ...]
) -> None:
    """What stands before the body is drawn last, and here."""
    pages = replace(many, body=body)
    alone = draw_pdf(pages, {FACE: block})
    elsewhere = Elsewhere(pages, block, [range(start, stop) for start, stop in pairwise(bounds)])
    assert draw_pdf(pages, {FACE: block}, elsewhere=elsewhere) == alone
    assert len(taken) == len(elsewhere.asked) == bounds[-1] - bounds[0]
    assert all(taken)


def test_chapters_that_only_the_whole_book_knows_to_be_read_otherwise_are_drawn_here(many: Pages, block: Face, taken: list[bool]) -> None:
    turned = replace(many, pages=(many.pages[1], many.pages[0], *many.pages[2:]))  # its first words are told otherwise: all others clash
    turned = replace(turned, pages=(*turned.pages[:20], page_of([line(run(block, "文"))]), *turned.pages[21:]))
    elsewhere = Elsewhere(turned, block, [range(5, 20), range(20, 21), range(21, 30)])
    assert draw_pdf(turned, {FACE: block}, elsewhere=elsewhere) == draw_pdf(turned, {FACE: block})
    assert elsewhere.asked == [*range(5, 30)]
    assert [5 + number for number, was in enumerate(taken) if was] == [20], "it has none of those glyphs"


def test_a_page_is_handed_over_unless_it_names_objects_of_its_own_file(block: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = page_of([])
    pen = PdfPen(book(blank), {FACE: block}, PdfOptions())
    draw_page(book(blank), 0, pen)
    assert pen.handed() is not None
    monkeypatch.setattr("yearbook.draw.pdf_colours.Inks.resources", lambda _: b"/ExtGState<</G1 9 0 R>>")
    assert pen.handed() is None
