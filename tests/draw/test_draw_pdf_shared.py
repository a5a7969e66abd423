"""Pages drawn by several processes: the very bytes of one pen that draws them all, whatever becomes of the others."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from PIL import Image

from tests.draw.sheets import FACE, book, line, page_of, run
from yearbook.crew import Turns
from yearbook.draw import PdfOptions, draw_page, draw_pdf, drawn_elsewhere, pdf_shared
from yearbook.draw.pdf import PdfPen
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnPage
from yearbook.model.page import Anchor, Page, Pages, Picture
from yearbook.standing import NOTHING_STANDING

T = TypeVar("T")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pages are drawn by one process where processes cannot be forked")


@pytest.fixture
def many(block: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Thirty pages, pictures on some; glyphs of the second page stand for something else on all others."""
    monkeypatch.setattr(pdf_shared, "_WORTH", 10)
    monkeypatch.setattr(pdf_shared, "_PIECE", 2)
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


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page that another process drew was of use."""
    found: list[bool] = []
    take = PdfPen.take

    def told(self: PdfPen, page: Page, index: int, before: DrawnPage) -> bool:
        found.append(take(self, page, index, before))
        return found[-1]

    monkeypatch.setattr(PdfPen, "take", told)
    return found


def drawn_by(pages: Pages, face: Face, jobs: int) -> bytes:
    """The book drawn by so many processes."""
    faces, options = {FACE: face}, PdfOptions()
    elsewhere = drawn_elsewhere(faces, options, NOTHING_STANDING, jobs)
    elsewhere.begin(replace(pages, pages=pages.pages[pages.body :], body=0))
    try:
        return draw_pdf(pages, faces, options, elsewhere=elsewhere)
    finally:
        elsewhere.end()


class SomeHere(Turns[T]):
    """Turns of which this process takes some, and others the rest once it has done so."""

    mine, boss = 0, os.getpid()
    done: Path  # is there once this process has taken its own

    def __iter__(self) -> Iterator[T]:
        if os.getpid() == self.boss:
            yield from islice(super().__iter__(), self.mine)
            self.done.touch()
            return
        while not self.done.exists():
            time.sleep(0.01)
        yield from super().__iter__()


@pytest.fixture
def some_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[SomeHere[object]]:
    """Turns of which this process takes as many as are said."""
    monkeypatch.setattr(pdf_shared, "Turns", SomeHere)
    monkeypatch.setattr(SomeHere, "done", tmp_path / "done", raising=False)
    monkeypatch.setattr(SomeHere, "mine", 0)
    return SomeHere


@pytest.mark.parametrize("jobs", [2, 3, 7])
@pytest.mark.parametrize("mine", [0, 4, 15])
def test_the_same_bytes_whoever_draws_which_pages(
    many: Pages, block: Face, taken: list[bool], some_here: type[SomeHere[object]], jobs: int, mine: int
) -> None:
    alone = draw_pdf(many, {FACE: block})
    assert taken == []
    some_here.mine = mine
    assert drawn_by(many, block, jobs) == alone
    assert len(taken) == 30 - 2 * mine
    assert taken.count(True) >= len(taken) - 1, "pages drawn elsewhere are of no use"


def test_pages_that_only_the_whole_book_knows_to_be_read_otherwise_are_drawn_here(
    many: Pages, block: Face, taken: list[bool], some_here: type[SomeHere[object]]
) -> None:
    first = many.pages[1]  # whose words are told otherwise: now all others read otherwise than the book
    turned = replace(many, pages=(first, many.pages[0], *many.pages[2:]))
    alone = draw_pdf(turned, {FACE: block})
    assert drawn_by(turned, block, 2) == alone
    assert taken == [], "a process that begins with the last page takes the first for the odd one"


def test_what_stands_before_the_body_is_drawn_last_and_here(
    many: Pages, block: Face, taken: list[bool], some_here: type[SomeHere[object]]
) -> None:
    book_of_two = replace(many, body=6)
    alone = draw_pdf(book_of_two, {FACE: block})
    assert drawn_by(book_of_two, block, 2) == alone
    assert taken == [True] * 24
    with pikepdf.open(BytesIO(alone)) as file:
        assert [page.label for page in file.pages] == [str(number) for number in range(30)]


def test_the_same_bytes_as_it_falls_out(many: Pages, block: Face) -> None:
    alone = draw_pdf(many, {FACE: block})
    assert all(drawn_by(many, block, jobs) == alone for jobs in (2, 3, 3, 4))


def test_a_process_that_is_killed_leaves_its_pages_to_the_parent(
    many: Pages, block: Face, taken: list[bool], some_here: type[SomeHere[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, parent, begin = draw_pdf(many, {FACE: block}), os.getpid(), PdfPen.begin_page

    def killed(self: PdfPen, page: Page, index: int) -> None:
        if os.getpid() != parent and page.folio == "13":
            time.sleep(1)  # so that it tells what it has drawn
            os.kill(os.getpid(), signal.SIGKILL)
        begin(self, page, index)

    monkeypatch.setattr(PdfPen, "begin_page", killed)
    some_here.mine = 2
    assert drawn_by(many, block, 2) == alone
    assert 0 < len(taken) <= 16, "nobody was killed on the way"


def test_a_page_may_be_kept_unless_it_names_objects_of_its_own_file(block: Face) -> None:
    blank = page_of([])
    pen = PdfPen(book(blank), {FACE: block}, PdfOptions())
    draw_page(book(blank), 0, pen)
    made = pen.handed()
    kept = pen.told(blank, made, {})
    assert kept is not None and kept.texts == ()
    assert pen.told(blank, replace(made, texts=None), {}) is None
