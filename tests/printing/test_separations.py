"""Pictures in the inks of the press: converted by profile, their ink bounded, greys and press-ready files left alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from tests.block_face import block_face
from tests.draw.sheets import FACE, book, page_of
from yearbook.draw import PdfOptions, PressOptions, draw_pdf
from yearbook.fonts import Face, shipped_fonts
from yearbook.model.page import Picture
from yearbook.pictures.separations import Separated, heaviest, separations

PROFILES = shipped_fonts() / "profiles"
FOGRA, SRGB = (PROFILES / "fogra39l-coated.icc").read_bytes(), (PROFILES / "srgb.icc").read_bytes()
KINDS = {"a.jpg": "DCT", "a.png": "rows", "a.webp": "DCT", "a.tif": "rows"}


def stored(folder: Path, image: Image.Image, name: str = "a.png", **options: Any) -> str:
    image.save(folder / name, **options)
    return str(folder / name)


def rainbow(size: tuple[int, int] = (128, 128)) -> Image.Image:
    bands = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    return Image.merge("RGB", bands).resize(size)


def made(file: str, ink: int = 300) -> Separated:
    found = separations(file, FOGRA, SRGB, ink, 95)
    assert found is not None
    return found


def rows(found: Separated) -> Image.Image:
    return Image.frombytes("CMYK", (found.width, found.height), found.rows)


def test_white_stays_paper_and_black_stays_within_the_bound(tmp_path: Path) -> None:
    white = rows(made(stored(tmp_path, Image.new("RGB", (4, 4), "white"))))
    assert white.getpixel((0, 0)) == (0, 0, 0, 0)
    black = rows(made(stored(tmp_path, Image.new("RGB", (4, 4), "black")))).getpixel((0, 0))
    assert isinstance(black, tuple) and black[3] > 200 and sum(black) <= 300 * 255 / 100 + 4


@pytest.mark.parametrize("ink", [180, 240, 280])
def test_no_place_has_more_ink_than_allowed_and_black_is_kept(ink: int, tmp_path: Path) -> None:
    file = stored(tmp_path, rainbow().point(lambda value: value // 4))
    found, free = made(file, ink), made(file, 400)
    assert heaviest(found.rows, (128, 128), turned=False) <= ink
    assert heaviest(free.rows, (128, 128), turned=False) > 280, "the bound was needed"
    assert rows(found).getchannel("K").tobytes() == rows(free).getchannel("K").tobytes()


@pytest.mark.parametrize("name", KINDS)
def test_what_had_losses_stays_jpeg_and_what_had_none_gets_none(name: str, tmp_path: Path) -> None:
    found = made(stored(tmp_path, rainbow(), name))
    assert bool(found.jpeg) == (KINDS[name] == "DCT") and bool(found.rows) != bool(found.jpeg)
    if found.jpeg:
        assert heaviest(found.jpeg, None, turned=True) <= 310


def test_a_profile_of_its_own_is_used(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = rainbow()
    plain, same = made(stored(tmp_path, image)), made(stored(tmp_path, image, "b.png", icc_profile=lab))
    pairs = zip(plain.rows, same.rows, strict=True)
    assert max(abs(one - other) for one, other in pairs) < 16, "sRGB is sRGB"
    bad = stored(tmp_path, image, "c.png", icc_profile=lab[:16] + b"GRAY" + lab[20:])
    assert made(bad).rows == plain.rows, "one that does not fit is not"


def test_greys_and_press_ready_pictures_go_as_they_are(tmp_path: Path) -> None:
    for mode in ("L", "1", "LA", "I;16"):
        assert separations(stored(tmp_path, Image.new(mode, (4, 4))), FOGRA, SRGB, 300, 95) is None
    light = stored(tmp_path, Image.new("CMYK", (4, 4), (100, 100, 100, 0)), "light.jpg")
    assert separations(light, FOGRA, SRGB, 300, 95) is None
    heavy = made(stored(tmp_path, Image.new("CMYK", (4, 4), (255, 255, 255, 255)), "heavy.tif"))
    assert heaviest(heavy.rows, (4, 4), turned=False) <= 300


def test_transparency_becomes_a_mask(tmp_path: Path) -> None:
    image = rainbow()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = made(stored(tmp_path, image))
    with Image.open(BytesIO(found.mask)) as mask:
        assert (mask.mode, mask.size) == ("L", image.size)


def test_sums_agree_across_strips(tmp_path: Path) -> None:
    """Pictures are summed some rows at a time; the heaviest row may be any."""
    image = Image.new("CMYK", (3, 700), (0, 0, 0, 0))
    image.putpixel((1, 650), (255, 255, 128, 128))
    assert heaviest(image.tobytes(), image.size, turned=False) == 301


def pdf_with(tmp_path: Path, file: str, *, convert: bool) -> Any:
    face = Face(block_face(tmp_path))
    pages = book(page_of([], [Picture(0, 0, 40_000, 40_000, file)]))
    options = PdfOptions("cmyk", bleed=True, press=PressOptions(10_000, FOGRA, SRGB, convert))
    return pikepdf.open(BytesIO(draw_pdf(pages, {FACE: face}, options)))


def test_kept_pictures_bring_a_profile_even_when_they_had_none(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        pdf = pdf_with(tmp_path, stored(tmp_path, rainbow(), name), convert=False)
        space = pdf.pages[0].Resources.XObject.I1.ColorSpace
        assert space[0] == "/ICCBased" and space[1].read_bytes() == SRGB
    palette = stored(tmp_path, rainbow().quantize(16), "p.png")
    pdf = pdf_with(tmp_path, palette, convert=False)
    space = pdf.pages[0].Resources.XObject.I1.ColorSpace
    assert (space[0], space[1][0]) == ("/Indexed", "/ICCBased")


def test_converted_pictures_are_in_the_inks_of_the_press(tmp_path: Path) -> None:
    for name, mode in (("a.jpg", "RGB"), ("a.png", "RGB"), ("p.png", "P"), ("g.png", "L"), ("c.jpg", "CMYK")):
        pdf = pdf_with(tmp_path, stored(tmp_path, rainbow().convert(mode), name), convert=True)
        image = pdf.pages[0].Resources.XObject.I1
        assert image.ColorSpace == ("/DeviceGray" if mode == "L" else "/DeviceCMYK")
