"""What goes to press is PDF/X-4 and PDF/A-2b: each rule of ISO 15930-7 counted from the file (reference/pdf.md §5)."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pytest

from tests.draw.sheets import tool
from yearbook import press
from yearbook.errands.printing import printed

MM = 72 / 25.4
RGB = {"rg", "RG"}


def xmp(pdf: Any) -> str:
    return bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8")


def box(page: Any, name: str) -> list[float]:
    return [float(side) for side in page.obj[f"/{name}"]]


def test_header_and_identity(pdf: Any) -> None:
    assert pdf.pdf_version == "1.6"
    assert pdf.trailer.ID[0] == pdf.trailer.ID[1] != b""
    assert not pdf.is_encrypted


def test_the_version_is_claimed_in_xmp(pdf: Any) -> None:
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp(pdf)
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in xmp(pdf)


def test_the_document_is_identified_in_xmp(pdf: Any) -> None:
    found = xmp(pdf)
    assert re.search(r"<xmpMM:DocumentID>uuid:[0-9a-f-]{36}</xmpMM:DocumentID>", found)
    assert "<xmpMM:VersionID>1</" in found and "<xmpMM:RenditionClass>default</" in found
    date = re.search(r"<xmp:MetadataDate>([\d-]+)T00:00:00Z<", found)
    assert date and f"D:{date[1].replace('-', '')}000000Z" == str(pdf.docinfo["/ModDate"]) == str(pdf.docinfo["/CreationDate"])
    assert str(pdf.docinfo["/Title"]) in found


def test_trapped_is_said_in_info_alone(pdf: Any) -> None:
    assert pdf.docinfo["/Trapped"] == "/False"
    assert "Trapped" not in xmp(pdf)


def test_one_output_intent_of_each_kind_with_one_profile(pdf: Any) -> None:
    intents = {str(one.S): one for one in pdf.Root.OutputIntents}
    assert sorted(intents) == ["/GTS_PDFA1", "/GTS_PDFX"] and len(pdf.Root.OutputIntents) == 2
    profiles = {one.DestOutputProfile.objgen for one in intents.values()}
    assert len(profiles) == 1
    print_intent = intents["/GTS_PDFX"]
    assert str(print_intent.OutputConditionIdentifier) == "FOGRA39" and str(print_intent.RegistryName) == "http://www.color.org"
    profile = bytes(print_intent.DestOutputProfile.read_bytes())
    assert (profile[12:16], profile[16:20], print_intent.DestOutputProfile.N) == (b"prtr", b"CMYK", 4)


def test_boxes_lie_in_each_other(pdf: Any) -> None:
    for page in pdf.pages:
        media, bleed, trim = (box(page, name) for name in ("MediaBox", "BleedBox", "TrimBox"))
        assert all(m < b < t for m, b, t in zip(media[:2], bleed[:2], trim[:2], strict=True))
        assert all(m > b > t for m, b, t in zip(media[2:], bleed[2:], trim[2:], strict=True))
        assert all(abs(abs(t - b) - 3 * MM) < 0.01 for t, b in zip(trim, bleed, strict=True)), "3 mm on every side"
        assert abs(trim[3] - trim[1] - 285 * MM) < 0.01
        assert "/ArtBox" not in page.obj and "/CropBox" not in page.obj and "/Rotate" not in page.obj


def test_nothing_acts_or_is_annotated(pdf: Any) -> None:
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Outlines", "/OCProperties", "/Dests"):
        assert key not in pdf.Root
    assert all("/Annots" not in page.obj and "/AA" not in page.obj for page in pdf.pages)
    kinds = {str(found.get("/S", "")) for found in pdf.objects if isinstance(found, pikepdf.Dictionary)}
    assert not kinds & {"/JavaScript", "/Launch", "/URI", "/GoTo"}


def test_pictures_have_no_alternates_and_no_forbidden_filter(pdf: Any) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            assert "LZW" not in str(found.get("/Filter", "")) and "Crypt" not in str(found.get("/Filter", ""))
            assert not {"/Alternates", "/OPI", "/PS", "/Ref", "/TR", "/F"} & set(found.keys())
            assert found.get("/Interpolate", False) is False


def test_every_font_is_embedded(pdf: Any) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert str(font.BaseFont)[7] == "+", "a subset says so"


def test_no_rgb_operator_and_no_rgb_picture(pdf: Any) -> None:
    for page in pdf.pages:
        operators = {str(one.operator) for one in pikepdf.parse_content_stream(page)}
        assert not operators & RGB
    pictures = [found for found in pdf.objects if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"]
    spaces = {str(found.get("/ColorSpace")) for found in pictures}
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"}


def test_black_text_is_black_alone_and_overprints(pdf: Any) -> None:
    for page in pdf.pages:
        fill, over, stack, black = None, False, [], 0
        states = page.Resources.get("/ExtGState", {})
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "q":
                    stack.append((fill, over))
                case "Q":
                    fill, over = stack.pop()
                case "k":
                    fill = tuple(float(one) for one in operands)
                case "cs" | "scn":
                    fill = None
                case "gs":
                    over = bool(states[operands[0]].op)
                    assert states[operands[0]].OPM == 1
                case "Tj" | "TJ" if fill is not None:
                    assert fill[3] < 0.85 or fill == (0, 0, 0, 1)
                    assert over == (fill == (0, 0, 0, 1)), "black overprints, all else knocks out"
                    black += over
        assert black or not page.Resources.get("/Font") or page.index == 0 or len(page.Resources.Font) <= 3


def test_marks_are_on_all_plates_and_outside_the_bleed(pdf: Any) -> None:
    for page in pdf.pages:
        assert list(page.Resources.ColorSpace.All)[:3] == ["/Separation", "/All", "/DeviceCMYK"]


def test_a_validator_of_archives_agrees(built: press.Built, cover: bytes, tmp_path: Path) -> None:
    for name, data in (("text", built.data), ("cover", cover)):
        (tmp_path / name).write_bytes(data)
        result = validator.validate_pdf(str(tmp_path / name), profile="2b")
        assert result.is_compliant, result.failures


@pytest.mark.parametrize("command", [["qpdf", "--check"], ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"], ["pdfinfo"]])
def test_others_open_it(command: list[str], built: press.Built, cover: bytes, tmp_path: Path) -> None:
    for data in (built.data, cover):
        (tmp_path / "a.pdf").write_bytes(data)
        done = subprocess.run([tool(command[0]), *command[1:], str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "rror" not in done.stderr


def test_what_bleeds_reaches_the_end_of_the_bleed(built: press.Built, cover: bytes) -> None:
    """The cover's grounds on all four sides, the tabs of the text at the fore-edge; nothing of them in the margin of the marks."""
    scale = 4
    pixels = pypdfium2.PdfDocument(cover)[0].render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    with pikepdf.open(BytesIO(cover)) as pdf:
        left, foot, right, head = (round(side * scale) for side in box(pdf.pages[0], "BleedBox"))
        height = round(float(pdf.pages[0].MediaBox[3]) * scale)
    top, bottom, across, down = height - head, height - foot, (left + right) // 4, height // 3
    edges = [(left + 2, down), (right - 3, down), (across, top + 2), (across, bottom - 3)]
    beyond = [(left - 3, down), (right + 3, down), (across, top - 3), (across, bottom + 3)]
    assert all(min(pixels.getpixel(place)) < 250 for place in edges)  # type: ignore[type-var]
    assert all(pixels.getpixel(place) == (255, 255, 255) for place in beyond)


def test_the_block_is_padded_to_whole_signatures_and_holds_no_cover(built: press.Built, example: Path) -> None:
    whole = press.set_pages(press.check(press.Order(str(example))))
    inner = [page for page in whole.pages if page.folio]
    with pikepdf.open(BytesIO(built.data)) as pdf:
        count = len(pdf.pages)
        assert count % 8 == 0 and 0 <= count - len(inner) < 8
        assert all(not page.marks for page in built.pages.pages[len(inner) :])


def test_the_same_twice(built: press.Built, cover: bytes, example: Path) -> None:
    again = printed(press.check(press.Order(str(example))), press.silent)
    assert (again.data, dict(again.beside)["-cover.pdf"]) == (built.data, cover)
