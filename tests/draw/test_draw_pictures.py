"""Picture files in a PDF: data untouched, metadata gone, every file once, turned and clipped as asked."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.draw.sheets import FACE, book, page_of
from yearbook.draw import draw_pdf
from yearbook.draw.pdf_pictures import jpeg_stream
from yearbook.fonts import Face
from yearbook.model.page import Picture
from yearbook.pictures import BadPicture


def picture(folder: Path, name: str, mode: str = "RGB", **options: Any) -> str:
    image = Image.linear_gradient("L").resize((40, 20)).convert(mode)
    image.save(folder / name, **options)
    return str(folder / name)


def pdf_with(face: Face, *marks: Picture) -> Any:
    return pikepdf.open(BytesIO(draw_pdf(book(page_of([], marks), page_of([], marks)), {FACE: face})))


def placed(x: int, file: str, width: int = 40_000, height: int = 20_000) -> Picture:
    return Picture(x, 0, width, height, file)


def test_jpeg_data_pass_through_without_their_metadata(block: Face, tmp_path: Path) -> None:
    plain = Path(picture(tmp_path, "plain.jpg", quality=80)).read_bytes()
    exif = Image.Exif()
    exif[0x010F] = "相机"
    file = picture(tmp_path, "camera.jpg", quality=80, exif=exif, comment=b"secret")
    pdf = pdf_with(block, placed(0, file))
    image = pdf.pages[0].Resources.XObject["/I1"]
    assert image.Filter == "/DCTDecode"
    assert image.read_raw_bytes() == plain
    assert (image.Width, image.Height, image.ColorSpace) == (40, 20, "/DeviceRGB")


def test_a_file_is_embedded_once(block: Face, tmp_path: Path) -> None:
    file = picture(tmp_path, "a.jpg")
    pdf = pdf_with(block, placed(0, file), placed(50_000, file))
    assert sum(isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image" for found in pdf.objects) == 1
    assert len(pdf.pages[1].Contents.read_bytes().split(b"/I1 Do")) == 3


def test_cmyk_of_adobe_is_turned_right_way_up(tmp_path: Path) -> None:
    _, entries = jpeg_stream(Path(picture(tmp_path, "a.jpg", "CMYK")).read_bytes())
    assert b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]" in entries


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_png_rows_pass_through(block: Face, tmp_path: Path, mode: str) -> None:
    file = picture(tmp_path, "a.png", mode)
    pdf = pdf_with(block, placed(0, file))
    image = pdf.pages[0].Resources.XObject["/I1"]
    shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    with Image.open(file) as original:
        assert shown.tobytes() == original.convert("RGB").tobytes()


def test_what_pdf_cannot_take_as_it_is_is_told(block: Face, tmp_path: Path) -> None:
    for name, mode in (("a.png", "RGBA"), ("a.gif", "L")):
        with pytest.raises(BadPicture):
            pdf_with(block, placed(0, picture(tmp_path, name, mode)))


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (40_000, 20_000, "q 40 0 0 20 0 580 cm /I1 Do Q"),
        (20_000, 20_000, "q 0 580 20 20 re W n 40 0 0 20 -10 580 cm /I1 Do Q"),
        (40_000, 10_000, "q 0 590 40 10 re W n 40 0 0 20 0 585 cm /I1 Do Q"),
    ],
)
def test_a_picture_fills_its_rectangle(block: Face, tmp_path: Path, width: int, height: int, expected: str) -> None:
    pdf = pdf_with(block, placed(0, picture(tmp_path, "a.jpg"), width, height))
    assert pdf.pages[0].Contents.read_bytes().decode() == expected


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_that_of_the_camera(block: Face, tmp_path: Path, orientation: int) -> None:
    """pdfium's picture of the page against Pillow's turned picture: the dark corner is where it belongs."""
    pdfium = pytest.importorskip("pypdfium2")
    from PIL import ImageOps

    image = Image.new("L", (40, 40), 255)
    image.paste(0, (0, 0, 20, 10))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    pages = book(page_of([], [Picture(0, 0, 40_000, 40_000, str(tmp_path / "a.jpg"))]))
    document = pdfium.PdfDocument(draw_pdf(pages, {FACE: block}))
    shown = document[0].render().to_pil().convert("L").crop((0, 0, 40, 40))
    document.close()
    with Image.open(tmp_path / "a.jpg") as original:
        turned = ImageOps.exif_transpose(original).convert("L")
    corners = [
        (3, 3),
        (3, 15),
        (15, 3),
        (36, 3),
        (36, 15),
        (24, 3),
        (3, 36),
        (15, 36),
        (3, 24),
        (36, 36),
        (24, 36),
        (36, 24),
    ]
    assert [shown.getpixel(at) < 128 for at in corners] == [turned.getpixel(at) < 128 for at in corners]


def test_rubbish_between_markers_is_passed_over(tmp_path: Path) -> None:
    data = Path(picture(tmp_path, "a.jpg")).read_bytes()
    padded = data[:2] + b"\xff\xff" + data[2:]
    assert jpeg_stream(padded)[0] == data
