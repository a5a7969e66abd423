"""Small books for drawing tests: lines set glyph by glyph in a face, a page of them, and what outside tools read in the PDF."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from yearbook.fonts import Face
from yearbook.model.page import Anchor, BookInfo, Bookmark, Colour, Element, Line, Mark, Page, Pages, Run, Text

INFO = BookInfo("红旗年鉴（2026）", "编辑部", "年鉴", date(2026, 5, 1))
COLOURS = (("ink", Colour((0, 0, 0, 100), (0, 0, 0))), ("red", Colour((0, 90, 85, 10), (200, 35, 30))))
FACE = "song"


def run(face: Face, text: str, size: int = 10_000, x: int = 0, kerns: tuple[tuple[int, int], ...] = ()) -> Run:
    """Unshaped glyphs of a text, one a character."""
    gids = face.gids(text)
    advances = sum(face.advance(int.from_bytes(gids[at : at + 2], "big")) for at in range(0, len(gids), 2))
    return Run(FACE, size, "ink", x, gids, text, advances * size // face.units + sum(amount for _, amount in kerns), 0, kerns)


def shaped(face: Face, text: str, script: str = "", x: int = 0) -> Run:
    """A cluster as compose makes it: glyphs of the shaped text, the run's text as a whole."""
    glyphs = face.shape(text, script)
    gids = b"".join(glyph.gid.to_bytes(2, "big") for glyph in glyphs)
    return Run(FACE, 10_000, "ink", x, gids, text, sum(glyph.advance for glyph in glyphs) * 10_000 // face.units)


def line(*runs: Run, exact: bool = True, text: str | None = None) -> Line:
    """Runs as a line; its text is theirs."""
    whole = "".join(part.text for part in runs) if text is None else text
    return Line(runs, whole, runs[-1].x + runs[-1].width, exact)


def page_of(lines: Sequence[Line], extra: Sequence[Mark] = (), folio: str = "1") -> Page:
    """Lines one under the other, 18 pt apart, all of one element."""
    return Page(folio, "recto", (*(Text(50_000, 60_000 + 18_000 * at, text, 0) for at, text in enumerate(lines)), *extra))


def book(*made: Page, bookmarks: tuple[Bookmark, ...] = (), elements: tuple[Element, ...] = (Element("P"),)) -> Pages:
    """Pages of 400 × 600 pt with 3 mm of bleed."""
    return Pages(made, elements, bookmarks, COLOURS, 400_000, 600_000, 8504, INFO)


def sample(face: Face) -> Pages:
    """A little of everything that needs no picture file."""
    anchors = (Anchor("one", 0, 40_000), Anchor("two", 0, 60_000), Anchor("three", 0, 80_000))
    first = page_of([line(run(face, "红旗街道")), line(run(face, "（二〇二〇）"), exact=False)], anchors, "i")
    second = page_of([line(run(face, "The office"))], folio="1")
    return book(
        first,
        second,
        bookmarks=(Bookmark("第一章", 0, "one"), Bookmark("一节", 1, "two"), Bookmark("第二章", 0, "three")),
    )


def tool(name: str) -> str:
    """The path of an outside tool; the test is skipped when it is not there."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def poppler_lines(pdf: bytes, folder: Path) -> list[str]:
    """The lines that pdftotext -raw finds."""
    file = folder / "poppler.pdf"
    file.write_bytes(pdf)
    command = [tool("pdftotext"), "-raw", "-enc", "UTF-8", str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [found for found in text.replace("\f", "").split("\n") if found]


def pdfium_lines(pdf: bytes) -> list[str]:
    """The lines that pdfium finds."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    try:
        return [found for page in document for found in page.get_textpage().get_text_range().split("\r\n")]
    finally:
        document.close()
