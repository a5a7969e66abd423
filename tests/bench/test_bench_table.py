"""The table of the benchmark: ratios to Typst, growth from size to size; stages take their time off one another."""

import pytest

from tests.bench import stages
from tests.bench.__main__ import ALONE, BASE, Row, table_of


def test_ratios_and_growth() -> None:
    found = {"S": {ALONE: Row(1, 1, 50, 20, 5000), BASE: Row(2, 4, 100, 25, 10_000)}, "M": {ALONE: Row(10, 10, 500, 200, 50_000)}}
    lines = table_of(found).splitlines()
    assert lines[2] == "| S | yearbook（一个进程） | 1.00 | 1.00 | 50 | 20 | 5 | 0.50 | 0.25 | 0.50 |"
    assert lines[4].endswith("| 50 | – | – | – |")
    assert lines[-1] == "S → M：一个进程的 CPU 时间按字数的 1.00 次方增长，内存按 1.00 次方。"


def test_time_inside_another_stage_is_taken_off_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter((0.0, 1.0, 3.0, 7.0))
    monkeypatch.setattr(stages, "clock", lambda: next(ticks))
    watch = stages.Watch()
    watch.timed("写页", watch.timed("压缩", int))()
    assert (watch.spent["写页"], watch.spent["压缩"]) == (5.0, 2.0)
    assert len(list(stages.rows(watch, {}))) == len(stages.FLOORS) + 3
