"""The finished file in other programs' eyes: labels, bookmarks, links and the index of 2026 lead where they say."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.edition import HONGQI_2026, built, checked

LOCATOR = re.compile(r"(?P<heading>.+) (?P<folio>\d+)(?P<column>[ab]?)(?:—\d+[ab]?)?$", re.DOTALL)
CONTENTS = re.compile(r"(?P<title>.+) (?P<folio>\d+|[ivxl]+)$", re.DOTALL)
REFERENCE = re.compile(r"第(\d+)页")

CELL = 24  # pt: a cell of a table over the full width may stand over the gutter


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "2026.pdf"
    path.write_bytes(built(HONGQI_2026).data)
    return path


@pytest.fixture(scope="module")
def said(book: Path) -> tuple[str, ...]:
    """What poppler reads on every page, without blanks and line ends."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    text = subprocess.run([pdftotext, "-raw", book, "-"], capture_output=True, text=True, check=True).stdout
    return tuple(_bare(page) for page in text.split("\f"))


def test_pages_are_labelled_as_they_are_numbered(book: Path) -> None:
    """The cover has no label, front matter i, ii, …, the body 1, 2, …; running heads print the very label."""
    document = pypdfium2.PdfDocument(book)
    labels = [document.get_page_label(number) for number in range(len(document))]
    first = labels.index("1")
    assert labels[:2] == ["", ""] and labels[2 : first] == [_roman(number) for number in range(1, first - 1)]
    assert labels[first:] == [str(number) if number <= len(labels) - first - 2 else "" for number in range(1, len(labels) - first + 1)]
    head = checked(HONGQI_2026).layout.page.head / 1000
    heads = [_over(document[number], head) for number in range(len(document))]
    printed = [(found[0], label) for words, label in zip(heads, labels, strict=True) if (found := re.search(r"\d+", words))]
    assert len(printed) > 30
    assert [folio for folio, _ in printed] == [label for _, label in printed]


def test_every_bookmark_leads_to_its_title(book: Path, said: tuple[str, ...]) -> None:
    with pikepdf.open(book) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        marks = [(str(item.title), numbers[item.destination[0].objgen]) for item in _items(outline.root)]
    assert len(marks) > 200
    assert [number for _, number in marks] == sorted(number for _, number in marks)
    # a group of speeches is named by its bookmark, contents and opener alone: the pages are the speakers'
    unsaid = [title for title, number in marks if _bare(title) not in said[number]]
    assert unsaid == ["镇街与区政府", "企业与高校", "村与社区"]


def test_every_row_of_the_contents_leads_to_its_page(book: Path, said: tuple[str, ...]) -> None:
    rows = [(CONTENTS.match(words), number, label) for words, number, label in _links(book, None) if CONTENTS.match(words)]
    assert len(rows) > 150
    for row, number, label in rows:
        assert row is not None and row["folio"] == label
        assert number < len(said)


def test_every_reference_leads_to_the_page_it_names(book: Path) -> None:
    named = [(REFERENCE.search(words), label) for words, _, label in _links(book, "/Sect") if REFERENCE.search(words)]
    assert named
    assert [found[1] for found, _ in named if found] == [label for _, label in named]


def test_every_entry_of_the_index_is_printed_where_it_says(book: Path, said: tuple[str, ...]) -> None:
    """Page by poppler's text, column by pdfium's: the heading stands there, or begins there and goes on in the next."""
    document, misses = pypdfium2.PdfDocument(book), []
    locators = [(LOCATOR.match(words), number, label) for words, number, label in _links(book, "/Index")]
    headings = {found["heading"] for found, _, _ in locators if found}
    assert len(headings) > 200 and all(found and found["folio"] == label for found, _, label in locators)
    for found, number, _ in locators:
        assert found is not None
        heading = _bare(found["heading"])
        assert heading in said[number]
        if found["column"] and not _stands_in(document[number], heading, found["column"]):
            misses.append(found[0])
    assert misses == []


def _stands_in(page: pypdfium2.PdfPage, heading: str, column: str) -> bool:
    """Whether a heading, or its beginning at the column's foot, is in the left (a) or right (b) half of the page."""
    width, height = page.get_size()
    middle = width / 2
    left, right = (0, middle + CELL) if column == "a" else (middle - CELL, width)
    text = _bare(page.get_textpage().get_text_bounded(left, 0, right, height))
    return heading in text or any(text.endswith(heading[:count]) for count in range(2, len(heading)))


def _links(book: Path, tag: str | None) -> Iterator[tuple[str, int, str]]:
    """Words, target's number and its label for the links within the file under an element of that tag (None: others than these)."""
    labels = pypdfium2.PdfDocument(book)
    with pikepdf.open(book) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        links = {int(key): element for key, element in zip(nums[::2], nums[1::2], strict=True) if isinstance(element, pikepdf.Dictionary)}
        for page in pdf.pages:
            for note in page.obj.get("/Annots", ()):
                if "/Dest" in note:
                    number = numbers[note.Dest[0].objgen]
                    if _tag(links[int(note.StructParent)]) == tag:
                        yield str(note.Contents), number, labels.get_page_label(number)


def _tag(link: pikepdf.Dictionary) -> str | None:
    """The tag of what a link's paragraph stands in, when it stands in one."""
    above = link.P
    return str(above.P.S) if above.S == "/P" else None


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _over(page: pypdfium2.PdfPage, head: float) -> str:
    """What stands over the type area, but the book's title with its year."""
    width, height = page.get_size()
    title = f"{checked(HONGQI_2026).edition.frame.title}{checked(HONGQI_2026).edition.frame.edition_year}"
    return _bare(page.get_textpage().get_text_bounded(0, height - head, width, height)).replace(title, "")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _roman(number: int) -> str:
    return ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"][number - 1]
