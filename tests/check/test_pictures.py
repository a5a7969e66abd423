"""Pictures by their headers: kinds, sizes as shown, bounds, and files that are none."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from yearbook import pictures
from yearbook.pictures import BadPicture, probe


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
