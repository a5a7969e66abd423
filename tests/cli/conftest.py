"""A command line in this process, with an environment of its own, and a small edition to work on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.edition import write_example
from yearbook.cli import run


@dataclass(frozen=True)
class Said:
    """What a command line left behind."""

    code: int
    out: str
    err: str


Yearbook = Callable[..., Said]


@pytest.fixture
def yearbook(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Yearbook:
    """Runs a command line in an empty folder; environment variables are given by name."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, **environment: str) -> Said:
        for name in ("YEARBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The edition that `new` writes, in a folder called 2026."""
    return write_example(tmp_path / "2026")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")
