"""The book for benchmarks: the same in every run, of the length asked for, and sound."""

from pathlib import Path

from tests.bench.corpus import SIZES, write
from yearbook.press import Order, review
from yearbook.problems import Severity


def test_it_is_the_same_twice_and_sound(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", "S"), write(tmp_path / "b", "S")
    files = sorted(path.name for path in first.glob("*.yaml"))
    assert [(first / name).read_bytes() for name in files] == [(second / name).read_bytes() for name in files]
    checked = review(Order(str(first)))
    assert [problem for problem in checked.problems if problem.severity is not Severity.NOTE] == []
    assert 0.95 < checked.edition.characters / SIZES["S"] < 1.15
