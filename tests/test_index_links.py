"""The index in the finished file: every page number is a link that lands on the page of that number."""

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.edition import HONGQI_2026, built, checked
from yearbook.draw import PdfOptions, draw_pdf

LABEL = re.compile(r"(\d+)[a-d]?(?:—\d+[a-d]?)?$")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "2026.pdf"
    made = built(HONGQI_2026)
    path.write_bytes(draw_pdf(made.pages, checked(HONGQI_2026).faces, PdfOptions(tags=True)))
    return path


def test_every_locator_of_the_index_lands_on_its_page(book: Path) -> None:
    pages = built(HONGQI_2026).pages.pages
    folios = [page.folio for page in pages]
    labels = pypdfium2.PdfDocument(book)
    landed = 0
    with pikepdf.open(book) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        tags = _tags(pdf)
        for page in pdf.pages:
            for note in page.obj.get("/Annots", ()):
                if tags.get(note.get("/StructParent")) != "/Index":
                    continue
                said = str(note.Contents).rpartition(" ")[2]
                target = numbers[note.Dest[0].objgen]
                assert LABEL.match(said), said
                assert folios[target] == LABEL.match(said)[1] == labels.get_page_label(target)
                landed += 1
    assert landed > 200


def test_a_locator_lands_where_its_heading_is_printed() -> None:
    """From the pages: the text of every element that a name's link leads to, at that height or below, holds the name."""
    pages = built(HONGQI_2026).pages
    names = [link for page in pages.pages for link in page.marks if getattr(link, "title", "").startswith("陈理想 ")]
    assert names
    for link in names:
        page, y = next((p, m.y) for p in pages.pages for m in p.marks if type(m).__name__ == "Anchor" and m.name == link.target)
        near = "".join(m.line.text for m in page.marks if type(m).__name__ == "Text" and y <= m.y <= y + 40_000)
        assert "陈理想" in near


def _tags(pdf: pikepdf.Pdf) -> dict[int, str]:
    """StructParent key of every link → the tag three levels up: Link, P, Index."""
    found = {}
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for key, element in zip(nums[::2], nums[1::2], strict=True):
        if isinstance(element, pikepdf.Dictionary) and element.S == "/Link" and element.P.S == "/P":
            found[int(key)] = str(element.P.P.S)
    return found
