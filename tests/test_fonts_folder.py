"""What fonts/MANIFEST.toml says about each face is true of the file beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

FONTS = Path(__file__).resolve().parents[1] / "fonts"
MANIFEST: dict[str, Any] = tomllib.loads((FONTS / "MANIFEST.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = MANIFEST["face"]
HAN_ROLES = {"song", "hei", "kai", "fang"}
MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』…—·"
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ"

# 仿宋 and 楷 set two one-em dashes side by side; only the Noto faces have the long glyph.
NOTO_ROWS = [row for row in ROWS if {"song", "hei"} & set(row["roles"])]

every_face = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
noto_faces = pytest.mark.parametrize("row", NOTO_ROWS, ids=lambda row: row["file"])


def open_face(row: dict[str, Any]) -> hb.Face:
    return hb.Face((FONTS / row["file"]).read_bytes())


def shape(face: hb.Face, text: str) -> list[int]:
    """Return the advances of `text` set as simplified Chinese, in 1/1000 em."""
    line = hb.Buffer()
    line.add_str(text)
    line.direction, line.script, line.language = "ltr", "Hani", "zh-Hans"
    hb.shape(hb.Font(face), line)
    return [position.x_advance * 1000 // face.upem for position in line.glyph_positions]


@every_face
def test_file_is_the_one_in_the_manifest(row: dict[str, Any]) -> None:
    data = (FONTS / row["file"]).read_bytes()
    assert len(data) == row["bytes"] < 20_000_000
    assert hashlib.sha256(data).hexdigest() == row["sha256"]


@every_face
def test_licence_and_origin_are_named(row: dict[str, Any]) -> None:
    assert (FONTS / row["licence"]).stat().st_size > 1000
    assert row["package"] in MANIFEST["packages"]


@every_face
def test_face_opens_and_counts_agree(row: dict[str, Any]) -> None:
    face = open_face(row)
    assert (face.upem, face.glyph_count) == (row["upem"], row["glyphs"])
    assert len(set(face.unicodes)) == row["characters"]
    assert ("CFF " in face.table_tags) == (row["format"] == "cff")


@every_face
def test_coverage_of_the_standard_characters(row: dict[str, Any]) -> None:
    lines = (FONTS / "charsets" / "tgh-8105.txt").read_text("utf-8").splitlines()
    levels = [line for line in lines if not line.startswith("#")]
    assert [len(level) for level in levels] == [3500, 3000, 1605]
    characters = set(open_face(row).unicodes)
    missing = [character for character in "".join(levels) if ord(character) not in characters]
    assert row["tgh"] == 8105 - len(missing)
    assert row["missing"] in (len(missing), "".join(missing))


@every_face
def test_marks_or_pinyin_are_all_there(row: dict[str, Any]) -> None:
    characters = set(open_face(row).unicodes)
    wanted = MARKS if HAN_ROLES & set(row["roles"]) else PINYIN + "“”‘’–—€£"
    assert [mark for mark in wanted if ord(mark) not in characters] == []


@noto_faces
def test_dash_is_one_glyph_of_two_em(row: dict[str, Any]) -> None:
    assert shape(open_face(row), "——") == [2000]
    assert shape(open_face(row), "—") == [1000]


@every_face
def test_reserved_names_are_not_used(row: dict[str, Any]) -> None:
    if row["charset"] == "untouched":
        return
    ids = (hb.OTNameIdPredefined.FONT_FAMILY, hb.OTNameIdPredefined.FULL_NAME)
    names = [open_face(row).get_name(name) or "" for name in ids]
    assert all(name.startswith(row["family"]) for name in names)
    assert not any(reserved in name for reserved in ("Source", "LXGW", "霞鹜") for name in names)


def test_folder_holds_no_other_face_and_stays_small() -> None:
    files = [path for path in FONTS.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    faces = {path.name for path in files if path.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"}}
    assert faces == {row["file"] for row in ROWS}
    assert sum(path.stat().st_size for path in files) <= 50_000_000


def test_roles_of_the_design_are_filled() -> None:
    filled = {(role, row["weight"], row["style"]) for row in ROWS for role in row["roles"]}
    weights = {"song": (300, 400, 700, 900), "hei": (400, 500, 700), "latin-serif": (400, 700)}
    weights |= {"latin-sans": (400, 500, 700), "body": (400,), "kai": (400,), "fang": (400,)}
    wanted = {(role, weight, "normal") for role, several in weights.items() for weight in several}
    assert wanted | {("latin-serif", 400, "italic")} <= filled


def test_colour_profiles_are_those_of_their_manifest() -> None:
    folder = FONTS / "profiles"
    rows = tomllib.loads((folder / "MANIFEST.toml").read_text("utf-8"))["profile"]
    assert {row["file"] for row in rows} == {path.name for path in folder.glob("*.icc")}
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (row["bytes"], row["sha256"])
        assert data[16:20].decode().strip() == row["space"]
        assert data[8] == 2, "version 2: what every standard for print and archive takes"
        assert row["licence"] and row["package_version"]
