"""``yearbook build`` of several editions: the same files whatever the number of processes, faults told apart, words in order."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Yearbook, replace
from tests.edition import write_example
from yearbook import press
from yearbook.cli import machine

forked = pytest.mark.skipif(sys.platform != "linux", reason="what is patched here reaches forked processes only")


@pytest.fixture
def series(tmp_path: Path) -> list[Path]:
    """Three editions: the second with an error, the third with a warning."""
    folders = []
    for year in (2026, 2027, 2028):
        folder = write_example(tmp_path / str(year))
        replace(folder / "edition.yaml", "id: example-2026  ", f"id: example-{year}  ")
        folders.append(folder)
    replace(folders[1] / "economy.yaml", "{see:gdp-2025}", "{see:nothing}")
    replace(folders[2] / "plates.yaml", "        image: example.png", "        # image: example.png")
    return folders


def test_the_same_files_and_words_for_any_number_of_processes(yearbook: Yearbook, series: list[Path]) -> None:
    said, files = {}, {}
    for jobs in ("1", "3"):
        said[jobs] = yearbook("build", *series, "--jobs", jobs)
        files[jobs] = {path.name: path.read_bytes() for path in Path("build").iterdir()}
    assert said["1"] == said["3"]
    assert files["1"] == files["3"]
    assert said["3"].code == 1
    assert said["3"].out == "build/example-2026.pdf\nbuild/example-2028.pdf\n"
    lines = said["3"].err.splitlines()
    assert lines[-1] == f"3 卷中有 1 卷没有排成：{series[1]}"
    told = [next(n for n, line in enumerate(lines) if words in line) for words in ("0 个警告", "nothing", "1 个警告")]
    assert told == sorted(told)
    alone = yearbook("build", series[0], "-o", "alone.pdf")
    assert (alone.code, Path("alone.pdf").read_bytes()) == (0, files["3"]["example-2026.pdf"])


def test_quiet_says_only_errors_and_paths(yearbook: Yearbook, series: list[Path]) -> None:
    said = yearbook("build", "-q", *series)
    assert said.out == "build/example-2026.pdf\nbuild/example-2028.pdf\n"
    assert [line.partition("economy.yaml")[1] for line in said.err.splitlines()] == ["economy.yaml", ""]


@forked
def test_a_bug_in_one_edition_keeps_its_traceback(yearbook: Yearbook, series: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _during(monkeypatch, "2027", lambda: {}["a bug"])
    said = yearbook("build", *series)
    assert said.code == 1
    assert said.out == "build/example-2026.pdf\nbuild/example-2028.pdf\n"
    assert "Traceback" in said.err and "KeyError: 'a bug'" in said.err


@forked
def test_a_process_ended_by_the_system_is_told(yearbook: Yearbook, series: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _during(monkeypatch, "2027", lambda: os.kill(os.getpid(), signal.SIGKILL))
    said = yearbook("build", *series)
    assert (said.code, said.out) == (1, "build/example-2026.pdf\nbuild/example-2028.pdf\n")
    assert f"{series[1]}：排版进程被系统终止（信号 9）" in said.err


@forked
def test_ctrl_c_writes_nothing_more(yearbook: Yearbook, series: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(press, "write", interrupted)
    said = yearbook("build", *series)
    assert (said.code, said.out) == (130, "")
    assert list(Path("build").iterdir()) == []


def test_a_file_that_cannot_be_written_fails_its_edition_only(yearbook: Yearbook, series: list[Path]) -> None:
    Path("build/example-2026.pdf").mkdir(parents=True)
    said = yearbook("build", series[0], series[2])
    assert (said.code, said.out) == (1, "build/example-2028.pdf\n")
    assert "example-2026.pdf" in said.err


def test_what_an_edition_is_expected_to_take(series: list[Path]) -> None:
    small = machine.expected_memory(str(series[0]))
    (series[0] / "more.yaml").write_bytes(b"#" * 1_000_000)
    assert machine.expected_memory(str(series[0])) == small + 60_000_000
    assert machine.cores() >= 1
    assert machine.half_the_memory() > 0


def _during(monkeypatch: pytest.MonkeyPatch, edition: str, act: Any) -> None:
    """Does something instead of checking that edition."""
    check = press.check

    def acting(order: press.Order) -> press.Checked:
        if Path(order.folder).name == edition:
            act()
        return check(order)

    monkeypatch.setattr(press, "check", acting)
