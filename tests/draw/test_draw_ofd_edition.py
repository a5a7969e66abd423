"""A whole edition as OFD: what an independent reader finds in it, and that its pages are those of the PDF."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.draw import ofd_order
from tests.draw.ofd_order import faults
from tests.draw.ofd_reader import NAMES, Ofd
from tests.draw.test_draw_ofd import differing
from tests.edition import HONGQI_2026, built, checked, texts_of, words_of
from yearbook.draw import draw, draw_ofd
from yearbook.draw.reading import Node, ReadingPen


@pytest.fixture(scope="module")
def package() -> bytes:
    return draw_ofd(built(HONGQI_2026).pages, checked(HONGQI_2026).faces)


@pytest.fixture(scope="module")
def ofd(package: bytes) -> Ofd:
    return Ofd(package)


def bare(text: str) -> str:
    """Without blanks, which readers make and take away as they like."""
    return "".join(text.split())


def test_it_is_as_the_standard_asks(package: bytes) -> None:
    assert faults(package) == []


def test_every_page_tells_its_lines_in_reading_order(ofd: Ofd) -> None:
    pages = built(HONGQI_2026).pages
    assert len(ofd.pages) == len(pages.pages)
    for number, page in enumerate(pages.pages):
        assert bare(ofd.text(number)) == bare("".join(mark.line.text for mark in texts_of(page))), number


def test_an_independent_reader_finds_the_text_of_the_edition(package: bytes) -> None:
    ofdkit = pytest.importorskip("ofdkit")
    pages = built(HONGQI_2026).pages
    with ofdkit.open(package) as document:
        assert document.warnings == [] and document.info.title == pages.info.title
        in_order = "".join(run.text for page in document.pages for run in page.runs)
        as_read = document.text()
    assert bare(in_order) == bare(words_of(pages))
    assert Counter(bare(as_read)) == Counter(bare(words_of(pages)))


def test_its_tags_are_those_of_the_pdf(ofd: Ofd) -> None:
    """Every element of the structure tree in the same order, with the same title, alternative and language."""
    pikepdf = pytest.importorskip("pikepdf")

    def walked(node: Any) -> Iterator[tuple[str, ...]]:
        yield str(node.S).lstrip("/"), *(str(node.get(key, "")) for key in ("/T", "/Alt", "/ActualText", "/Lang", "/ID"))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walked(kid)

    with pikepdf.open(io.BytesIO(built(HONGQI_2026).data)) as pdf:
        wanted = [one for top in pdf.Root.StructTreeRoot.K for one in walked(top)]
    told = ("Title", "Alt", "ActualText", "Lang", "ID")
    elements = [one for one in ofd.xml(ofd_order.TAGS).iter() if one.tag.startswith(ofd_order.STRUCTURE)][1:]
    assert [(one.tag.removeprefix(ofd_order.STRUCTURE), *(one.get(key, "") for key in told)) for one in elements] == wanted
    assert len(wanted) > 1000


def test_text_and_html_are_read_in_the_same_order(ofd: Ofd) -> None:
    """Floats stand where the copy has them, not where their page shows them."""
    pages = built(HONGQI_2026).pages
    pen = ReadingPen(pages)
    draw(pages, pen)

    def read(node: Node) -> Iterator[tuple[str, str]]:
        yield node.tag, node.element.title
        for kid in node.kids:
            yield from read(kid) if isinstance(kid, Node) else ()

    tagged = (one for one in ofd.xml(ofd_order.TAGS).iter() if one.tag.startswith(ofd_order.STRUCTURE))
    assert list(read(pen.finish()))[1:] == [(one.tag.removeprefix(ofd_order.STRUCTURE), one.get("Title", "")) for one in tagged][1:]


def test_every_element_names_the_objects_that_say_its_words(ofd: Ofd) -> None:
    pages = built(HONGQI_2026).pages
    lines: dict[int, str] = {}
    for mark in (mark for page in pages.pages for mark in texts_of(page) if mark.element >= 0):
        lines[mark.element] = lines.get(mark.element, "") + bare(mark.line.text)
    objects = (one for page in range(len(ofd.pages)) for one in ofd.content(page))
    words = {one.get("ID"): "".join(code.text or "" for code in one.findall("o:TextCode", NAMES)) for one in objects}
    said = ("".join(words[kid.text] for kid in one.findall("o:ObjectRef", NAMES)) for one in ofd.xml(ofd_order.TAGS).iter())
    assert Counter(bare(text) for text in said if text) == Counter(lines.values())


def test_pages_look_like_those_of_the_pdf(ofd: Ofd) -> None:
    shares = differing(ofd, built(HONGQI_2026).data, 1.0)
    assert max(shares) < 0.005, shares


def test_links_and_outline_are_those_of_the_pdf(ofd: Ofd) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(built(HONGQI_2026).data)) as pdf:
        boxes = [
            [tuple(round(float(number), 1) for number in annot.Rect) for annot in page.get("/Annots", [])] for page in pdf.pages
        ]
        height = float(pdf.pages[0].MediaBox[3])
    mm = 72 / 25.4
    ours = [
        [(x * mm, height - (y + tall) * mm, (x + wide) * mm, height - y * mm) for (x, y, wide, tall), _ in ofd.links(page)]
        for page in range(len(ofd.pages))
    ]
    assert [len(page) for page in ours] == [len(page) for page in boxes]
    for mine, theirs in zip(ours, boxes, strict=True):
        assert all(box == pytest.approx(other, abs=0.11) for box, other in zip(mine, theirs, strict=True))
    titles = [one.attrib["Title"] for one in ofd.document.iter("{http://www.ofdspec.org/2016}OutlineElem")]
    assert titles == [bookmark.title for bookmark in built(HONGQI_2026).pages.bookmarks]
