"""``yearbook fonts``, ``layouts`` and ``schema``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Yearbook, replace
from yearbook.check import SCHEMAS


def test_layouts_are_listed_with_their_grid(yearbook: Yearbook) -> None:
    said = yearbook("layouts")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == sorted(path.stem for path in layouts())
    (booklet,) = [line for line in said.out.splitlines() if line.startswith("booklet")]
    assert "148 × 210 毫米" in booklet and "1 栏，每栏 27 字 × 32 行，正文 10.5 磅" in booklet
    assert "口袋本" in booklet


def layouts() -> list[Path]:
    return list((Path(__file__).resolve().parents[2] / "layouts").glob("*.yaml"))


def test_fonts_lists_faces_coverage_and_chains(yearbook: Yearbook) -> None:
    said = yearbook("fonts")
    assert said.code == 0
    assert "Noto Serif SC" in said.out
    assert "8105/8105" in said.out
    assert "song 400" in said.out
    assert "song-400 → " in said.out


def test_fonts_of_an_edition_tells_who_prints_what_a_face_lacks(yearbook: Yearbook, example: Path) -> None:
    replace(example / "overview.yaml", "样河自西向东流过", "样河自西向东流过㎡")
    said = yearbook("fonts", "2026")
    assert said.code == 0
    (line,) = [line for line in said.out.splitlines() if "㎡" in line]
    assert line.startswith("2026/overview.yaml:23:")
    assert "U+33A1" in line
    assert "fang 400" in line
    assert "song-400" in line


def test_fonts_of_an_edition_fails_on_a_character_that_no_face_has(yearbook: Yearbook, example: Path) -> None:
    replace(example / "overview.yaml", "样河自西向东流过", "样河自西向东流过\U0001f600")
    said = yearbook("fonts", "2026")
    assert said.code == 1
    assert "U+1F600" in said.out


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_kind_of_file_has_a_schema(yearbook: Yearbook, kind: str) -> None:
    said = yearbook("schema", kind)
    schema = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["properties"]


def test_a_schema_goes_to_a_file_when_asked(yearbook: Yearbook) -> None:
    assert yearbook("schema", "chapter", "-o", "chapter.json").out == "chapter.json\n"
    assert "sections" in json.loads(Path("chapter.json").read_text("utf-8"))["properties"]
    assert yearbook("schema").out == yearbook("schema", "edition").out


def test_an_unknown_kind_is_wrong_usage(yearbook: Yearbook) -> None:
    said = yearbook("schema", "chpter")
    assert said.code == 2
    assert "chapter" in said.err
