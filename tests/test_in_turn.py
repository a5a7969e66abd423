"""Work taken in turn: every result once and in order, whoever made it; large ones too; what a process fails to do is done here."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from yearbook.in_turn import InTurn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no processes are forked elsewhere")
HERE = os.getpid()


def results(work: Callable[[int], object], count: int, jobs: int) -> list[object]:
    return InTurn(work, range(count), jobs).results()


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_result_in_the_order_of_its_piece(count: int, jobs: int) -> None:
    assert results(lambda number: number * number, count, jobs) == [number * number for number in range(count)]


def test_others_begin_while_this_process_does_something_else() -> None:
    sharing = InTurn(lambda number: (number, os.getpid()), range(4), 2)
    time.sleep(0.5)
    found = sharing.results()
    assert [number for number, _ in found] == [0, 1, 2, 3]
    assert os.getpid() not in [process for _, process in found]


def test_nobody_waits_until_a_large_result_is_read() -> None:
    def work(number: int) -> tuple[int, bytes]:
        return os.getpid(), bytes([number]) * 3_000_000

    sharing = InTurn(work, range(3), 2)
    time.sleep(1)
    found = sharing.results()
    assert [data for _, data in found] == [bytes([number]) * 3_000_000 for number in range(3)]
    assert os.getpid() not in [process for process, _ in found]


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_a_killed_process_has_not_done_is_done_here(jobs: int) -> None:
    def work(number: int) -> int:
        if os.getpid() != HERE and number > 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert results(work, 10, jobs) == [*range(10)]


def test_a_bug_shows_here() -> None:
    with pytest.raises(ZeroDivisionError):
        results(lambda number: 1 // number, 3, 2)


def test_closing_leaves_no_process_and_no_file() -> None:
    before = len(os.listdir("/proc/self/fd"))
    sharing = InTurn(lambda _: time.sleep(60), range(3), 3)
    sharing.close()
    sharing.close()
    assert len(os.listdir("/proc/self/fd")) == before
