"""Builds that are killed, that find the disk full, that run ten at once: the right PDF, the old one, or a clear error.

The slow layer kills two hundred, and makes sixty edits of a whole edition with a cache that grows: `pytest -m slow tests/test_hardship.py`.
"""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.compose.test_kept_items import chapter
from tests.small_edition import written
from yearbook import press
from yearbook.frozen import replace
from yearbook.problems import ContentError, Problem
from yearbook.standing import Standing

TOP = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and mounts as Linux has them")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, bytes], ...]:
    """Two versions of one edition, in folders of one name, and their PDFs as this process makes them without a cache."""
    folders = [
        written(tmp_path_factory.mktemp("version") / "2026", *(chapter(n, text if n == 2 else "") for n in range(1, 4)))
        for text in ("", "又一句。" * 40)
    ]
    return tuple((folder, press.build(press.Order(folder)).data) for folder in folders)


def started(folder: str, out: Path, cache: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "yearbook", "build", folder, "-q", "-o", str(out), "--jobs", "2"]
    environment = {**os.environ, "YEARBOOK_CACHE": str(cache), "YEARBOOK_LANG": "zh"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=limit,  # noqa: PLW1509  # no threads here
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=300)
    assert "Traceback" not in said
    return process.returncode, said


@pytest.mark.parametrize("times", [5, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_random_moments(tmp_path: Path, versions: tuple[tuple[str, bytes], ...], times: int) -> None:
    """After every kill the file is whole: the old version or the new one; the cache that is left gives the right PDF."""
    dice, out, cache = random.Random(times), tmp_path / "book.pdf", tmp_path / "cache"
    lasts = []  # a cold build, then warm ones
    for _ in range(4):
        begun = time.monotonic()
        assert finished(started(versions[0][0], out, cache)) == (0, "")
        lasts.append(time.monotonic() - begun)
    last, cold_last = min(lasts[1:]), lasts[0]
    right, killed = {data for _, data in versions}, 0
    for number in range(times):
        folder, data = versions[number % 2]
        cold = number % 7 == 3  # now and then: it writes the whole cache
        if cold:
            for path in cache.iterdir():
                path.unlink()
        process = started(folder, out, cache)
        time.sleep(dice.random() * (cold_last if cold else last))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        assert out.read_bytes() in right
        if number % 20 == 4:
            assert finished(started(folder, out, cache)) == (0, "")
            assert out.read_bytes() == data
    for folder, data in versions:
        assert finished(started(folder, out, cache)) == (0, "")
        assert out.read_bytes() == data
    assert killed >= times // 2
    print(f"{killed} of {times} builds killed")


@pytest.mark.parametrize("most", [0, 40_000, 400_000])
def test_no_file_may_grow(tmp_path: Path, versions: tuple[tuple[str, bytes], ...], most: int) -> None:
    """A disk without room, as a limit on the size of files: the old PDF stays, and the error names the file."""
    folder, data = versions[1]
    out = tmp_path / "book.pdf"
    out.write_bytes(b"old")
    code, said = finished(started(folder, out, tmp_path / "cache", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))))
    if most >= len(data):
        assert (code, out.read_bytes()) == (0, data)
    else:
        assert (code, out.read_bytes()) == (3, b"old")
        assert "book.pdf" in said
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    assert finished(started(folder, out, tmp_path / "cache")) == (0, "")
    assert out.read_bytes() == data


@pytest.mark.parametrize("pages", [4, 64])
def test_a_full_disk(tmp_path: Path, versions: tuple[tuple[str, bytes], ...], pages: int) -> None:
    """The cache and the file on a disk of so many pages of 4 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={pages * 4}k", "none", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        folder, data = versions[0]
        code, said = finished(started(folder, disk / "book.pdf", disk / "cache"))
        if code:
            assert (code, "book.pdf" in said) == (3, True)
            assert not (disk / "book.pdf").exists()
        else:
            assert (disk / "book.pdf").read_bytes() == data
        elsewhere = tmp_path / "book.pdf"
        assert finished(started(folder, elsewhere, disk / "cache")) == (0, "")
        assert elsewhere.read_bytes() == data
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_ten_at_once(tmp_path: Path, versions: tuple[tuple[str, bytes], ...]) -> None:
    """Ten builds with one cache, six of them into one file."""
    shared = tmp_path / "shared.pdf"
    runs = [(*versions[n % 2], shared if n < 6 else tmp_path / f"{n}.pdf") for n in range(10)]
    processes = [started(folder, out, tmp_path / "cache") for folder, _, out in runs]
    assert [finished(process) for process in processes] == [(0, "")] * 10
    assert shared.read_bytes() in {data for _, data in versions}
    for _, data, out in runs[6:]:
        assert out.read_bytes() == data
    assert not list((tmp_path / "cache").glob("*.part"))


def test_ctrl_c_leaves_nobody_at_work(tmp_path: Path, versions: tuple[tuple[str, bytes], ...]) -> None:
    """An interrupt, as a terminal sends it to the whole group, ends the build and its processes, and is told."""
    out = tmp_path / "book.pdf"
    for wait in (0.3, 0.6, 0.9):
        process = started(versions[0][0], out, tmp_path / "cache")
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode in (0, 130, -signal.SIGINT)
        assert process.returncode != 130 or "已中断" in said
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    assert not out.exists() or out.read_bytes() == versions[0][1]


def edit(dice: random.Random, folder: Path) -> tuple[Path, str]:
    """A small edit somewhere in the folder; the file and what it held before."""
    path = dice.choice([path for path in sorted(folder.glob("*.yaml")) if "。" in path.read_text("utf-8")])
    before = path.read_text("utf-8")
    lines = before.split("\n")
    at = dice.choice([number for number, line in enumerate(lines) if "。" in line])
    sentences = re.split(r"(?<=。)", lines[at])
    number = dice.randrange(len(sentences) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        sentences[number] += re.sub(r"^\s*(- |[a-z_]+: )*|\{[^}]*\}", "", sentences[number])
    elif kind == 1 and number:
        del sentences[number]
    else:
        letters = [place for place, letter in enumerate(sentences[number]) if "\u4e00" <= letter <= "\u9fff"] or [0]
        one, other = dice.choice(letters), dice.choice(letters)
        text = list(sentences[number])
        text[one], text[other] = text[other], text[one]
        sentences[number] = "".join(text)
    lines[at] = "".join(sentences)
    path.write_text("\n".join(lines), "utf-8")
    return path, before


def outcome(order: press.Order) -> bytes | tuple[Problem, ...]:
    """The PDF, or all problems."""
    try:
        return press.build(order).data
    except ContentError as error:
        return error.problems


@pytest.mark.slow
@pytest.mark.parametrize("year", ["2023", "2026"])
def test_thirty_edits_one_after_another(year: str, tmp_path: Path) -> None:
    """Whatever earlier versions, layouts and numbers of processes have left in the cache."""
    dice, standing = random.Random(year), Standing(str(tmp_path / "kept"))
    shutil.copytree(TOP / "seeds/hongqi", tmp_path / "hongqi")
    folder = tmp_path / "hongqi" / year
    done = 0
    while done < 30:
        path, before = edit(dice, folder)
        order = press.Order(str(folder), dice.choice((None, None, None, "booklet", "large-print")))
        plain = outcome(order)
        kept = outcome(replace(order, means=press.Means(standing, dice.choice((1, 2)))))
        assert kept == plain, f"edit {done} of {path.name}"
        if isinstance(plain, bytes):
            done += 1
        else:
            path.write_text(before, "utf-8")
