"""Chapters drawn for the file of another pen: the very bytes of one pen that draws them all, or else they are drawn again."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.draw.sheets import FACE, book, line, page_of, run
from yearbook.draw import PdfOptions, chapter_pen, draw_page, draw_pdf
from yearbook.draw.pdf import PdfPen
from yearbook.fonts import Face
from yearbook.frozen import heard, replace
from yearbook.model.kept import Before, DrawnPage
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
    """Pages that other pens have drawn, each a stretch of the body; a pen that is refused has no more of them."""

    def __init__(self, pages: Pages, face: Face, stretches: Sequence[range]) -> None:
        self.taken: list[int] = []
        self.refused: list[int] = []
        self._drawn: dict[int, bytes] = {}
        self._pens: dict[int, int] = {}
        for stretch in stretches:
            pen = chapter_pen(book(), {FACE: face}, PdfOptions(), NOTHING_STANDING)
            before = pages.pages[pages.body : pages.body + stretch.start]
            pictures = dict.fromkeys(mark.file for page in before for mark in page.marks if isinstance(mark, Picture))
            some = replace(pages, pages=tuple(pages.pages[pages.body + number] for number in stretch))
            made = pen.drawn(some, Before((FACE,) if before else (), tuple(pictures)), b"")
            self._drawn.update(zip(stretch, made, strict=True))
            self._pens.update(dict.fromkeys(stretch, stretch.start))

    def drawn(self, page: int) -> DrawnPage | None:
        if page not in self._drawn or self._pens[page] in {self._pens[one] for one in self.refused}:
            return None
        self.taken.append(page)
        found: DrawnPage = heard(self._drawn[page], DrawnPage)
        return found

    def refuse(self, page: int) -> None:
        self.refused.append(page)


@pytest.mark.parametrize("body", [0, 6])
@pytest.mark.parametrize("bounds", [(0, 24), (10, 24), (2, 10, 11, 24), (3, 4, 20)])
def test_the_same_bytes_whoever_draws_which_pages(many: Pages, block: Face, body: int, bounds: tuple[int, ...]) -> None:
    """What stands before the body is drawn last, and here."""
    pages = replace(many, body=body)
    alone = draw_pdf(pages, {FACE: block})
    elsewhere = Elsewhere(pages, block, [range(start, stop) for start, stop in pairwise(bounds)])
    assert draw_pdf(pages, {FACE: block}, elsewhere=elsewhere) == alone
    assert len(elsewhere.taken) == bounds[-1] - bounds[0]
    assert elsewhere.refused == []


def test_pages_that_only_the_whole_book_knows_to_be_read_otherwise_are_drawn_here(many: Pages, block: Face) -> None:
    turned = replace(many, pages=(many.pages[1], many.pages[0], *many.pages[2:]))  # its first words are told otherwise: all others clash
    elsewhere = Elsewhere(turned, block, [range(5, 30)])
    assert draw_pdf(turned, {FACE: block}, elsewhere=elsewhere) == draw_pdf(turned, {FACE: block})
    assert elsewhere.taken == elsewhere.refused == [5], "what its pen drew later rests on what the page says"


def test_a_page_may_be_kept_unless_it_names_objects_of_its_own_file(block: Face) -> None:
    blank = page_of([])
    pen = PdfPen(book(blank), {FACE: block}, PdfOptions())
    draw_page(book(blank), 0, pen)
    made = pen.handed()
    kept = pen.told(blank, made, {})
    assert kept is not None and kept.texts == ()
    assert pen.told(blank, replace(made, texts=None), {}) is None
