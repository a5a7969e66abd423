"""Pictures by their headers: kinds, sizes as shown, bounds, and files that are none."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from yearbook import pictures, press
from yearbook.check import album
from yearbook.check.album import Album
from yearbook.check.pictures import APPROVAL
from yearbook.check.resolution import effective_dpi
from yearbook.errands import starting
from yearbook.frozen import replace
from yearbook.model.page import Picture
from yearbook.pictures import BadPicture, probe, prove
from yearbook.problems import ContentError, Problem
from yearbook.standing import Standing


def saved(path: Path, mode: str, size: tuple[int, int], **options: Any) -> str:
    Image.new(mode, size).save(path, **options)
    return str(path)


@pytest.mark.parametrize(
    ("name", "mode", "kind", "space"),
    [("a.jpg", "RGB", "jpeg", "rgb"), ("b.jpg", "CMYK", "jpeg", "cmyk"), ("c.png", "L", "png", "grey"), ("d.png", "P", "png", "rgb"),
     ("e.tif", "RGB", "tiff", "rgb"), ("f.webp", "RGB", "webp", "rgb"), ("g.gif", "P", "gif", "rgb"), ("h.bmp", "RGB", "bmp", "rgb")],
)  # fmt: skip
def test_kinds(tmp_path: Path, name: str, mode: str, kind: str, space: str) -> None:
    info = probe(saved(tmp_path / name, mode, (30, 20)))
    assert (info.kind, info.width, info.height, info.space, info.orientation) == (kind, 30, 20, space, 1)


def test_orientation_and_resolution(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    info = probe(saved(tmp_path / "a.jpg", "RGB", (30, 20), exif=exif, dpi=(300, 300)))
    assert (info.width, info.height, info.orientation, info.dpi) == (20, 30, 6, 300)
    assert probe(saved(tmp_path / "b.png", "RGBA", (3, 2))).alpha
    turned = probe(saved(tmp_path / "c.tif", "RGB", (30, 20), exif=exif))
    assert (turned.width, turned.height, turned.orientation) == (20, 30, 6)


@pytest.mark.parametrize(
    ("said", "taken"),
    [("2025:03:02 09:30:00", date(2025, 3, 2)), ("0000:00:00 00:00:00", None), ("2025-03-02", None), ("", None)],
)
def test_the_day_of_the_exposure(tmp_path: Path, said: str, taken: date | None) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:01:01 00:00:00"  # when the file was changed says nothing
    exif.get_ifd(0x8769)[0x9003] = said
    assert probe(saved(tmp_path / "a.jpg", "RGB", (30, 20), exif=exif)).taken == taken


def test_a_telephone_with_more_pictures_in_one_file(tmp_path: Path) -> None:
    second = Image.new("RGB", (10, 10))
    Image.new("RGB", (30, 20)).save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    info = probe(str(tmp_path / "a.jpg"))
    prove(str(tmp_path / "a.jpg"), info)
    assert (info.kind, info.width, info.height) == ("jpeg", 30, 20)


@pytest.mark.parametrize(
    ("text", "right"),
    [("GS(2019)1822号", True), ("GS京（2022）1061号", True), ("豫S〔2023〕011号", True), ("豫S(2020年)011号", True),
     ("新乡S[2024]3号", True), ("GS2019-1822", False), ("国审字(2019)第5号", False), ("GS(19)1822号", False)],
)  # fmt: skip
def test_numbers_of_map_permits(text: str, right: bool) -> None:
    assert bool(APPROVAL.fullmatch(text)) is right


@pytest.mark.parametrize(
    ("size", "box", "dpi"),
    [
        ((300, 200), (72_000, 48_000), 300), ((300, 200), (72_000, 72_000), 200), ((300, 200), (36_000, 72_000), 200),
        ((1, 1), (72_000, 72_000), 1),
    ],
)  # fmt: skip
def test_resolution_is_that_of_the_longer_crop(tmp_path: Path, size: tuple[int, int], box: tuple[int, int], dpi: int) -> None:
    info = probe(saved(tmp_path / "a.png", "L", size))
    assert effective_dpi(Picture(0, 0, *box, "a.png"), info) == dpi


def edition(folder: Path, **said: str) -> Path:
    """The example edition as a final one, its plate with these values more."""
    for name, data in starting.new_edition(None, str(folder / "2026")).files.items():
        path = folder / "2026" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    plates = folder / "2026" / "plates.yaml"
    lines = "".join(f"        {key}: {value}\n" for key, value in said.items())
    plates.write_text(plates.read_text("utf-8").replace("image: example.png", "image: a.jpg") + lines, "utf-8")
    return folder / "2026"


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity.value) for problem in problems]


def photograph(folder: Path, size: tuple[int, int], day: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = day
    saved(folder / "images" / "a.jpg", "RGB", size, exif=exif)


def test_a_coarse_picture_is_a_warning_on_screen_and_an_error_for_print(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    photograph(folder, (600, 400), "2025:05:01 09:00:00")
    (found,) = press.build(press.Order(str(folder))).problems
    assert (found.code, found.severity.value, found.place.line) == ("picture-coarse", "warning", 10)
    values = dict(found.values)
    assert (values["width"], values["page"], values["least"], values["have"]) == ("163", "ix", "120", "600×400")
    needed = [int(number) for number in values["pixels"].split("×")]
    photograph(folder, (needed[0], needed[1]), "2025:05:01 09:00:00")
    assert press.build(press.Order(str(folder))).problems == ()
    for_print = press.review(press.Order(str(folder), purpose="draft"))
    assert codes(press.preflight(replace(for_print, purpose="print"))) == [("picture-coarse", "error")]


def test_a_picture_of_another_year_is_told_unless_the_editor_has_said_the_day(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    photograph(folder, (3000, 3000), "2019:05:01 09:00:00")
    (found,) = press.check(press.Order(str(folder))).problems
    assert (found.code, dict(found.values)["day"]) == ("picture-date", "2019-05-01")
    other = edition(tmp_path / "other", taken="2019-05-01")
    photograph(other, (3000, 3000), "2019:05:01 09:00:00")
    assert press.check(press.Order(str(other))).problems == ()


def test_what_only_drawing_finds_has_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = edition(tmp_path)
    photograph(folder, (3000, 3000), "2025:05:01 09:00:00")
    checked = press.check(press.Order(str(folder)))
    (folder / "images" / "a.jpg").write_bytes(b"not any more")
    with pytest.raises(ContentError) as caught:
        press.print_pdf(checked)
    assert codes(caught.value.problems) == [("image-kind", "error")]
    assert caught.value.problems[0].place.file.endswith("plates.yaml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kind"),
        (b"%PDF-1.4", "kind"),
        (b"PK\x03\x04word", "kind"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "broken"),
        (b"\x89PNG\r\n\x1a\n\0", "broken"),
    ],
)
def test_files_that_are_no_pictures(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.jpg").write_bytes(content)
    with pytest.raises(BadPicture) as caught:
        probe(str(tmp_path / "x.jpg"))
    assert caught.value.reason in (reason, "kind")


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.png", "L", (200, 100))
    monkeypatch.setattr(pictures, "MAX_PIXELS", 19_999)
    with pytest.raises(BadPicture, match="pixels"):
        probe(path)
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    with pytest.raises(BadPicture, match="bytes"):
        probe(path)
    with pytest.raises(BadPicture, match="missing"):
        probe(str(tmp_path / "none.png"))
    with pytest.raises(BadPicture, match="unreadable"):
        probe(str(tmp_path))


def test_a_picture_found_sound_is_read_again_only_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, folder, read = Standing(str(tmp_path / "kept")), tmp_path / "images", []
    folder.mkdir()
    file = saved(folder / "a.jpg", "RGB", (30, 20))
    monkeypatch.setattr(album, "prove", lambda path, info: (read.append(path), prove(path, info)))
    found = []
    for _ in range(3):
        monkeypatch.setattr(pictures, "_KNOWN", {})  # what this process itself remembers
        pictured = Album(standing, str(folder))
        found.append(pictured.sound(file))
        pictured.close()
    assert read == [file] and found == [probe(file)] * 3
    Path(file).write_bytes(Path(file).read_bytes()[:-20])
    with pytest.raises(BadPicture, match="broken"):
        Album(standing, str(folder)).sound(file)
    assert read == [file, file]
