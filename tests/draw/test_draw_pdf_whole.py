"""The PDF as a whole: clean, small, the same every time, saying in XMP what Info says, with an index that every reader follows."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.draw.sheets import FACE, INFO, book, line, page_of, run, sample, tool
from yearbook.draw import PdfOptions, draw_pdf
from yearbook.draw.pdf_objects import Objects
from yearbook.draw.pdf_places import Places
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.page import BookInfo


@pytest.fixture(scope="module")
def pdf(block: Face) -> bytes:
    return draw_pdf(sample(block), {FACE: block})


def test_objects_are_in_streams_and_the_header_tells_the_version(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/ObjStm" in pdf and b"\nxref\n" not in pdf
    assert not re.search(rb"[^\n]endstream", pdf)


def test_equal_books_are_equal_files_and_others_have_another_id(block: Face, pdf: bytes) -> None:
    assert draw_pdf(sample(block), {FACE: block}) == pdf
    other = draw_pdf(book(page_of([line(run(block, "一"))])), {FACE: block})
    ids = [bytes(part) for data in (pdf, other) for part in pikepdf.open(BytesIO(data)).trailer.ID]
    assert len(set(ids)) == 2


def test_only_a_tagged_file_claims_to_be_ua(block: Face, pdf: bytes) -> None:
    assert b"pdfuaid" not in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=True))


def made_of(count: int) -> bytes:
    """A file of so many numbers and one stream."""
    objects = Objects()
    first = objects.reserve(count)
    for number in range(count):
        objects.put(first + number, b"%d" % (number * number))
    page = objects.add(b"<</Type/Page/Parent %b/MediaBox[0 0 9 9]/Contents %d 0 R>>" % (objects.page_tree, objects.stream(b"0 g")))
    objects.page(page)
    numbers = b"[%b]" % b" ".join(b"%d 0 R" % (first + number) for number in range(count))
    return objects.finish({"SpiderInfo": b"<</Of%b>>" % numbers}, b"<<>>", b"<x/>")


@pytest.mark.parametrize("count", [1, 199, 200, 201, 1234])
def test_every_object_is_found_by_its_number(count: int, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(made_of(count))
    told = subprocess.run([tool("qpdf"), "--check", str(file)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in told.stdout
    with pikepdf.open(file) as book:
        assert [int(one) for one in book.Root.SpiderInfo.Of] == [number * number for number in range(count)]


def test_no_stream_of_any_file_ends_in_a_line_end() -> None:
    """One in 128 would: of objects and of the index alike."""
    files = [made_of(count) for count in range(1, 400)]
    assert not [file for file in files if re.search(rb"[\r\n]\nendstream", file)]
    ends = {file[file.rindex(b"\nendstream") - 1] for file in files}
    assert len(ends) > 100


def test_the_index_tells_where_objects_are() -> None:
    places = Places(1)
    first = places.reserve(3)
    places.note(first, 0x01020304)
    places.note_packed([first + 2, first + 1], first)
    told, size = places.rows()
    rows = [told[at : at + 8] for at in range(0, len(told), 8)]
    assert size >= 4 and {row[0] for row in rows} == {2}
    above, read = bytes(7), []
    for row in rows[:4]:
        above = bytes((one + more) % 256 for one, more in zip(above, row[1:], strict=True))
        read.append((above[0], int.from_bytes(above[1:5], "big"), int.from_bytes(above[5:], "big")))
    assert read == [(0, 0, 65535), (1, 0x01020304, 0), (2, first, 1), (2, first, 0)]


@pytest.mark.parametrize("info", [INFO, replace(INFO, title='<红旗> & "年鉴"', author="", subject="")])
def test_xmp_says_what_info_says(block: Face, info: BookInfo) -> None:
    pages = replace(sample(block), info=info)
    delivered = pikepdf.open(BytesIO(draw_pdf(pages, {FACE: block})))
    stream = delivered.Root.Metadata
    assert "/Filter" not in stream and (stream.Type, stream.Subtype) == ("/Metadata", "/XML")
    told = {key: str(value) for key, value in delivered.docinfo.items()}
    with delivered.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata.get("dc:title", "") == told["/Title"] == pages.info.title
        assert "".join(metadata.get("dc:creator", [])) == told.get("/Author", "") == pages.info.author
        assert metadata.get("dc:description", "") == told.get("/Subject", "") == pages.info.subject
        assert metadata["pdf:Producer"] == told["/Producer"]
        assert metadata["xmp:CreatorTool"] == told["/Creator"]
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-05-01T00:00:00Z"
