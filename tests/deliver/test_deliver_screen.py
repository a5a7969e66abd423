"""The PDF for the screen: clean, small, the same every time, saying in XMP what Info says."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.block_face import block_face
from tests.draw.sheets import FACE, INFO, book, line, page_of, run, sample, tool
from yearbook.deliver import for_screen
from yearbook.draw import draw_pdf
from yearbook.fonts import Face
from yearbook.frozen import replace


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Face:
    return Face(block_face(tmp_path_factory.mktemp("faces")))


@pytest.fixture(scope="module")
def pdf(face: Face) -> bytes:
    return for_screen(draw_pdf(sample(face), {FACE: face}), INFO)


def test_qpdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf)
    told = subprocess.run([tool("qpdf"), "--check", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in told.stdout


def test_objects_are_in_streams_and_the_header_tells_the_version(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/ObjStm" in pdf and b"\nxref\n" not in pdf
    assert not re.search(rb"[^\n]endstream", pdf)


def test_equal_books_are_equal_files_and_others_have_another_id(face: Face, pdf: bytes) -> None:
    assert for_screen(draw_pdf(sample(face), {FACE: face}), INFO) == pdf
    other = for_screen(draw_pdf(book(page_of([line(run(face, "一"))])), {FACE: face}), INFO)
    ids = [bytes(part) for data in (pdf, other) for part in pikepdf.open(BytesIO(data)).trailer.ID]
    assert len(set(ids)) == 2


@pytest.mark.parametrize("info", [INFO, replace(INFO, title='<红旗> & "年鉴"', author="", subject="")])
def test_xmp_says_what_info_says(face: Face, info: object) -> None:
    pages = replace(sample(face), info=info)  # type: ignore[arg-type]
    delivered = pikepdf.open(BytesIO(for_screen(draw_pdf(pages, {FACE: face}), pages.info)))
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
