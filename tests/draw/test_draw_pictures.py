"""Picture files in a PDF: data untouched, metadata gone, every file once, turned and clipped as asked."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageOps

from tests.draw.sheets import FACE, book, page_of
from yearbook import pictures
from yearbook.draw import draw_pdf
from yearbook.draw.pdf_pictures import jpeg_stream
from yearbook.fonts import Face
from yearbook.model.page import Picture
from yearbook.pictures import BadPicture, probe, prove


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
    made = jpeg_stream(Path(picture(tmp_path, "a.jpg", "CMYK")).read_bytes())
    assert made is not None
    assert b"/DeviceCMYK/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]" in made[1]


def test_a_profile_is_kept_once_and_only_when_it_fits(block: Face, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    colours = [picture(tmp_path, name, icc_profile=profile) for name in ("a.jpg", "b.png", "c.tif")]
    grey = picture(tmp_path, "grey.jpg", "L", icc_profile=profile)
    pdf = pdf_with(block, *(placed(50_000 * n, file) for n, file in enumerate([*colours, grey])))
    images = [pdf.pages[0].Resources.XObject[f"/I{n}"] for n in (1, 2, 3, 4)]
    assert len({image.ColorSpace[1].objgen for image in images[:3]}) == 1
    assert images[0].ColorSpace[1].read_bytes() == profile
    assert images[3].ColorSpace == "/DeviceGray"


def test_nothing_that_a_camera_or_telephone_adds_is_in_the_pdf(block: Face, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0xA431] = "SECRET camera", "SECRET serial"
    exif.get_ifd(0x8825)[1] = "N"
    data = Path(picture(tmp_path, "a.jpg", quality=80, exif=exif, xmp=b"SECRET packet", comment=b"SECRET note")).read_bytes()
    jfif = data.index(b"JFIF\0") - 4
    thumbnail = b"\xff\xe0\0\x16JFIF\0\1\1\0\0\1\0\1\1\2SECRET"
    (tmp_path / "b.jpg").write_bytes(data[:jfif] + thumbnail + data[jfif + 18 :] + b"SECRET trailer")
    pdf = draw_pdf(book(page_of([], [placed(0, str(tmp_path / "b.jpg"))])), {FACE: block})
    assert b"SECRET" in data
    assert b"SECRET" not in pdf
    assert_shown_as(block, tmp_path / "b.jpg")


def shown(face: Face, file: Path, width: int, height: int) -> Any:
    """The file as pdfium shows it on a page, one pixel a point."""
    pdfium = pytest.importorskip("pypdfium2")
    pages = book(page_of([], [Picture(0, 0, width * 1000, height * 1000, str(file))]))
    document = pdfium.PdfDocument(draw_pdf(pages, {FACE: face}))
    image = document[0].render().to_pil().convert("RGB").crop((0, 0, width, height))
    document.close()
    return image


def assert_shown_as(face: Face, file: Path, slack: int = 12) -> None:
    """pdfium shows what Pillow shows on white paper, apart from the smoothing of edges."""
    with Image.open(file) as opened:
        image = ImageOps.exif_transpose(opened)
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    expected = image.convert("RGB")
    found = shown(face, file, *expected.size)
    spread = sorted(abs(a - b) for a, b in zip(found.tobytes(), expected.tobytes(), strict=True))
    assert spread[len(spread) * 9 // 10] <= slack, spread[-1]


def gradient(mode: str) -> Any:
    """A ramp of greys with a red corner, half of it see-through where the mode allows."""
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    image.paste((200, 20, 20), (0, 0, 20, 16))
    if mode in ("LA", "RGBA"):
        image.putalpha(Image.linear_gradient("L").rotate(90).resize((64, 48)))
    if mode.startswith("I"):
        return image.convert("L").convert("I").point(lambda value: value * 257).convert(mode)
    return image.convert(mode)


def interlaced(folder: Path, mode: str) -> Path:
    """Pillow writes no interlaced files: one with a single pixel has the same rows either way."""
    path = folder / "i.png"
    gradient(mode).resize((1, 1)).save(path)
    data = bytearray(path.read_bytes())
    data[28] = 1
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("a.jpg", "RGB", {"quality": 95}), ("p.jpg", "RGB", {"quality": 95, "progressive": True}), ("g.jpg", "L", {"quality": 95}),
        ("a.png", "RGB", {}), ("a.png", "L", {}), ("a.png", "P", {}), ("a.png", "1", {}), ("a.png", "I;16", {}),
        ("a.png", "RGBA", {}), ("a.png", "LA", {}), ("t.png", "P", {"transparency": 0}), ("t.png", "RGB", {"transparency": (200, 20, 20)}),
        ("a.tif", "RGB", {}), ("l.tif", "RGB", {"compression": "tiff_lzw"}), ("a.tif", "1", {"compression": "group4"}),
        ("a.tif", "I;16", {}), ("a.webp", "RGB", {"lossless": True}), ("a.webp", "RGBA", {"lossless": True}),
        ("a.gif", "P", {}), ("a.bmp", "RGB", {}), ("a.tif", "LA", {}),
    ],
)  # fmt: skip
def test_every_kind_is_shown_as_it_is(block: Face, tmp_path: Path, name: str, mode: str, options: dict[str, Any]) -> None:
    gradient(mode).save(tmp_path / name, **options)
    assert_shown_as(block, tmp_path / name)


@pytest.mark.parametrize("mode", ["RGB", "I;16"])
def test_interlaced_rows_are_put_in_order(block: Face, tmp_path: Path, mode: str) -> None:
    assert_shown_as(block, interlaced(tmp_path, mode))


@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_cmyk_keeps_its_four_colours(block: Face, tmp_path: Path, name: str) -> None:
    Image.new("CMYK", (8, 8), (255, 0, 0, 0)).save(tmp_path / name)
    pdf = pdf_with(block, placed(0, str(tmp_path / name)))
    assert pdf.pages[0].Resources.XObject["/I1"].ColorSpace == "/DeviceCMYK"
    red, green, blue = shown(block, tmp_path / name, 8, 8).getpixel((4, 4))
    assert red < 90 < blue
    assert green > 90


def test_a_wrong_extension_does_no_harm(block: Face, tmp_path: Path) -> None:
    gradient("RGB").save(tmp_path / "a.tif", "PNG")
    assert_shown_as(block, tmp_path / "a.tif")


@pytest.mark.parametrize(("focus", "x"), [(0, 0), (300, -2), (500, -10), (1000, -20)])
def test_a_crop_keeps_the_focus_in_sight(block: Face, tmp_path: Path, focus: int, x: int) -> None:
    mark = Picture(0, 0, 20_000, 20_000, picture(tmp_path, "a.jpg"), focus=(focus, 500))
    pdf = pdf_with(block, mark)
    assert f"re W n 40 0 0 20 {x} 580 cm" in pdf.pages[0].Contents.read_bytes().decode()


@pytest.mark.parametrize(("focus", "y"), [(0, 580), (1000, 590)])
def test_the_focus_counts_from_the_head(block: Face, tmp_path: Path, focus: int, y: int) -> None:
    mark = Picture(0, 0, 40_000, 10_000, picture(tmp_path, "a.jpg"), focus=(500, focus))
    pdf = pdf_with(block, mark)
    text = pdf.pages[0].Contents.read_bytes().decode()
    assert text == f"q 0 590 40 10 re W n 40 0 0 20 0 {y} cm /I1 Do Q"


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_png_rows_pass_through(block: Face, tmp_path: Path, mode: str) -> None:
    file = picture(tmp_path, "a.png", mode)
    pdf = pdf_with(block, placed(0, file))
    image = pdf.pages[0].Resources.XObject["/I1"]
    shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    with Image.open(file) as original:
        assert shown.tobytes() == original.convert("RGB").tobytes()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.gif"])
def test_a_file_cut_short_is_told(tmp_path: Path, name: str) -> None:
    """At the check, and in a drawing of a file that was whole when it was checked."""
    noise = Image.effect_noise((200, 200), 90).convert("P" if name == "a.gif" else "RGB")
    noise.save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    file = str(tmp_path / name)
    prove(file, probe(file))
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(BadPicture, match="broken"):
        prove(file, probe(file))


def test_rows_that_were_altered_are_told(tmp_path: Path) -> None:
    file = picture(tmp_path, "a.png")
    data = bytearray(Path(file).read_bytes())
    data[len(data) // 2] ^= 0xFF
    Path(file).write_bytes(bytes(data))
    with pytest.raises(BadPicture, match="broken"):
        prove(file, probe(file))


def test_pixels_that_would_not_fit_into_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = picture(tmp_path, "a.tif")
    monkeypatch.setattr(pictures, "MAX_DECODED", 40 * 20 - 1)
    with pytest.raises(BadPicture, match="pixels"):
        prove(file, probe(file))


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
    made = jpeg_stream(padded)
    assert made is not None
    assert made[0] == data
