"""Pages drawn by several processes: the very bytes of one pen that draws them all, whatever becomes of the others."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.draw.sheets import FACE, book, line, page_of, run
from yearbook.draw import PdfOptions, draw_page, draw_pdf, pdf_shared
from yearbook.draw.pdf import PdfPen
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnPage
from yearbook.model.page import Anchor, Page, Pages, Picture

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

    def told(self: PdfPen, page: Page, before: DrawnPage) -> bool:
        found.append(take(self, page, before))
        return found[-1]

    monkeypatch.setattr(PdfPen, "take", told)
    return found


def test_the_same_bytes_by_any_number_of_processes(many: Pages, block: Face, taken: list[bool]) -> None:
    alone = draw_pdf(many, {FACE: block})
    assert taken == []
    for jobs, shared in ((2, 14), (3, 20), (7, 24)):
        assert draw_pdf(many, {FACE: block}, jobs=jobs) == alone
        assert len(taken) == shared, "this process draws a share of its own"
        assert taken.count(True) > 10, "pages drawn elsewhere are of no use"
        taken.clear()


def test_a_process_that_is_killed_leaves_its_pages_to_the_parent(
    many: Pages, block: Face, taken: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, parent, pass_by = draw_pdf(many, {FACE: block}), os.getpid(), PdfPen.pass_by
    taken.clear()

    def killed(self: PdfPen, page: Page) -> None:
        if os.getpid() != parent and page.folio == "13":
            time.sleep(0.2)  # so that it tells what it has drawn
            os.kill(os.getpid(), signal.SIGKILL)
        pass_by(self, page)

    monkeypatch.setattr(PdfPen, "pass_by", killed)
    assert draw_pdf(many, {FACE: block}, jobs=2) == alone
    assert 0 < len(taken) < 14, "nobody was killed on the way"


def test_a_blank_page_may_be_kept_and_one_handed_over_may_not(block: Face) -> None:
    blank = page_of([])
    pen = PdfPen(book(blank), {FACE: block}, PdfOptions())
    draw_page(book(blank), 0, pen)
    kept = pen.drawn(blank)
    assert kept is not None and kept.texts == () and pen.handed().texts is None
