"""``yearbook build``: where the file goes, what is said, and what happens to the old file when something fails."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.cli.conftest import Yearbook, replace
from tests.edition import write_example
from yearbook import press


def test_the_path_on_stdout_and_the_talk_on_stderr(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example)
    assert (said.code, said.out) == (0, "build/example-2026.pdf\n")
    assert Path("build/example-2026.pdf").read_bytes().startswith(b"%PDF-")
    for told in ("页", "字", "0 个警告", "引用台账数字 9 个"):
        assert told in said.err


def test_quiet_says_nothing_but_the_path(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example, "--quiet", "-o", "book.pdf")
    assert (said.code, said.out, said.err) == (0, "book.pdf\n", "")


def test_the_same_files_give_the_same_bytes(yearbook: Yearbook, example: Path) -> None:
    yearbook("build", example, "-o", "one.pdf")
    yearbook("build", example, "-o", "two.pdf", YEARBOOK_LANG="en")
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_what_makes_a_book_differ_is_in_its_name(yearbook: Yearbook, example: Path) -> None:
    (example / "ours.yaml").write_text("extends: annual\ntitle: 我们的版式\n", "utf-8")
    assert yearbook("build", example, "--layout", example / "ours.yaml").out == "build/example-2026-ours.pdf\n"
    assert yearbook("build", example, "--chapter", "economy").out == "build/example-2026-economy.pdf\n"
    assert yearbook("build", example, "--layout", "annual").out == "build/example-2026.pdf\n"


def test_for_ofd_the_same_pages_are_an_ofd_file(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example, "--for", "ofd")
    assert (said.code, said.out) == (0, "build/example-2026.ofd\n")
    with zipfile.ZipFile("build/example-2026.ofd") as package:
        assert package.namelist()[0] == "OFD.xml" and package.testzip() is None
        assert "Doc_0/Res/rgb.icc" in package.namelist()
    before = Path("build/example-2026.ofd").read_bytes()
    replace(example / "edition.yaml", "title:", "titel:")
    assert yearbook("build", example, "--for", "ofd").code == 1
    assert Path("build/example-2026.ofd").read_bytes() == before
    assert sorted(path.name for path in Path("build").iterdir()) == ["example-2026.ofd"]


def test_an_unknown_chapter_is_content(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example, "--chapter", "ecnomy")
    assert said.code == 1
    assert "economy" in said.err


def test_errors_leave_the_old_file_as_it_was(yearbook: Yearbook, example: Path) -> None:
    Path("book.pdf").write_bytes(b"old")
    replace(example / "economy.yaml", "{see:gdp-2025}", "{see:nothing}")
    said = yearbook("build", example, "-o", "book.pdf")
    assert (said.code, said.out) == (1, "")
    assert Path("book.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in Path().iterdir()) == ["2026", "book.pdf"]


def test_an_interrupted_build_leaves_the_old_file_and_no_stray_one(
    yearbook: Yearbook, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    Path("book.pdf").write_bytes(b"old")
    monkeypatch.setattr(press, "set_pages", interrupted)
    assert yearbook("build", example, "-o", "book.pdf").code == 130
    assert Path("book.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in Path().iterdir()) == ["2026", "book.pdf"]


def test_strict_makes_warnings_errors(yearbook: Yearbook, example: Path) -> None:
    replace(example / "plates.yaml", "        image: example.png", "        # image: example.png")
    assert yearbook("build", example, "-o", "book.pdf").code == 0
    Path("book.pdf").unlink()
    said = yearbook("build", example, "-o", "book.pdf", "--strict")
    assert (said.code, said.out) == (1, "")
    assert not Path("book.pdf").exists()


def test_a_place_that_cannot_be_written_is_3(yearbook: Yearbook, example: Path) -> None:
    assert yearbook("build", example, "-o", "no/such/folder.pdf").code == 3
    assert yearbook("build", example, "-o", "2026").code == 3
    Path("build").write_text("a file where the folder should be")
    assert yearbook("build", example).code == 3


def test_a_source_file_is_not_overwritten(yearbook: Yearbook, example: Path) -> None:
    before = (example / "facts.yaml").read_bytes()
    assert yearbook("build", example, "-o", example / "facts.yaml").code == 2
    assert (example / "facts.yaml").read_bytes() == before


def test_one_edition_that_fails_does_not_stop_the_others(yearbook: Yearbook, example: Path) -> None:
    other = write_example(Path("2027"))
    replace(other / "edition.yaml", "id: example-2026  ", "id: example-2027  ")
    said = yearbook("build", "nowhere", example, other)
    assert said.code == 1
    assert said.out == "build/example-2026.pdf\nbuild/example-2027.pdf\n"
    assert said.err.splitlines()[-1] == "3 卷中有 1 卷没有排成：nowhere"


def test_two_editions_of_one_name_do_not_overwrite_each_other(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example, write_example(Path("copy")))
    assert (said.code, said.out) == (1, "build/example-2026.pdf\n")
    assert "id" in said.err


def test_several_editions_have_no_single_output(yearbook: Yearbook, example: Path) -> None:
    assert yearbook("build", example, example, "-o", "book.pdf").code == 2


def test_all_editions_built(yearbook: Yearbook, example: Path) -> None:
    other = write_example(Path("2027"))
    replace(other / "edition.yaml", "id: example-2026  ", "id: example-2027  ")
    said = yearbook("build", example, other)
    assert said.code == 0
    assert said.err.splitlines()[-1] == "2 卷全部排完"


def test_progress_on_a_terminal_only(yearbook: Yearbook, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "\r\x1b[K" in yearbook("build", example, TERM="xterm").err
    assert "\x1b" not in yearbook("build", example, TERM="xterm", NO_COLOR="1").err.replace("\r\x1b[K", "")
    assert "\x1b" not in yearbook("build", example, TERM="dumb").err


def test_the_cover_sheet_says_how_its_spine_was_reckoned(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("build", example, "-o", "book.pdf", "--cover", "cover.pdf")
    assert said.code == 0
    told = re.search(r"封面 cover.pdf：书脊 ([\d.]+) mm = (\d+) 页 ÷ 2 = (\d+) 张 × 0.1346 mm \+ 0.5 mm", said.err)
    assert told is not None, said.err
    spine, pages, leaves = float(told[1]), int(told[2]), int(told[3])
    assert (pages % 2, leaves, spine) == (0, pages // 2, round(leaves * 0.1346 + 0.5, 1))
    with pikepdf.open("cover.pdf") as cover:
        left, _, right, _ = (float(side) for side in cover.pages[0].TrimBox)
        assert len(cover.pages) == 1 and abs((right - left) * 25.4 / 72 - 420 - spine) < 0.5, "back, spine and front less what the red laps"
    assert yearbook("build", example, "--cover", "cover.pdf", "--chapter", "economy").code == 2


def test_a_picture_that_is_missing_stops_a_final_build_but_not_a_draft(yearbook: Yearbook, example: Path) -> None:
    replace(example / "edition.yaml", "profile: draft  ", "profile: meeting")
    replace(example / "economy.yaml", "        pending: 示例没有照片", "        # pending: 示例没有照片")
    said = yearbook("build", example, "-o", "book.pdf")
    assert (said.code, "“样河步道”没有图片" in said.err) == (1, True)
    assert not Path("book.pdf").exists()
    said = yearbook("build", example, "-o", "book.pdf", "--draft")
    assert (said.code, "还没有图片：样河步道" in said.err) == (0, True)
    assert Path("book.pdf").exists()
