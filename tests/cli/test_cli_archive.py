"""`yearbook archive` and `yearbook verify` from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Yearbook
from tests.deliver.bags import own_bag


def test_a_sound_bag(yearbook: Yearbook, tmp_path: Path) -> None:
    own_bag(tmp_path / "bag")
    said = yearbook("verify", "bag")
    assert said.code == 0 and said.err == ""
    assert said.out.startswith("完好：bag（small-2026），4 个文件") and "SM3" in said.out


def test_a_damaged_bag_is_told_file_by_file(yearbook: Yearbook, tmp_path: Path) -> None:
    own_bag(tmp_path / "bag")
    own_bag(tmp_path / "other")
    (tmp_path / "bag/data/README.txt").write_text("rewritten")
    (tmp_path / "bag/data/book/a.pdf").unlink()
    said = yearbook("verify", "bag", "other", YEARBOOK_LANG="en")
    assert said.code == 1
    assert "bag/data/README.txt: error: this file was altered" in said.err
    assert "bag/data/book/a.pdf: error: this file is missing" in said.err
    assert said.out.splitlines()[0] == "not sound: bag, 3 faults" and said.out.splitlines()[1].startswith("sound: other")


def test_what_is_no_bag(yearbook: Yearbook, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert yearbook("verify", "nowhere").code == 3
    assert yearbook("verify", "empty").code == 1
    (tmp_path / "a.txt").write_text("x")
    assert yearbook("verify", "a.txt").code == 3


def test_archives_overwrite_nothing(yearbook: Yearbook, example: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/mine.txt").write_text("mine")
    said = yearbook("archive", example, "taken")
    assert said.code == 3 and "归档不覆盖" in said.err
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine.txt"]


def test_a_replaced_bag_must_be_sound(yearbook: Yearbook, example: Path, tmp_path: Path) -> None:
    own_bag(tmp_path / "old")
    (tmp_path / "old/data/README.txt").unlink()
    said = yearbook("archive", example, "new", "--replaces", "old")
    assert said.code == 1 and "old/data/README.txt" in said.err and not (tmp_path / "new").exists()
