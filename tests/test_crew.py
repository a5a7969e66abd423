"""Work shared among processes: every result once, faults told, bounds held, nobody left at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yearbook.crew import AHEAD, Bounds, Desk, Elsewhere, Fallen, Turns, shared_out, streamed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the work of these tests cannot be pickled")


def test_every_result_once_with_its_number() -> None:
    found = dict(shared_out(lambda n: n * n, range(20), [1] * 20, Bounds(3)))
    assert found == {n: n * n for n in range(20)}
    assert list(shared_out(lambda n: n, [], [], Bounds(3))) == []


def test_a_large_result_and_none() -> None:
    found = dict(shared_out(lambda n: None if n else b"x" * 3_000_000, [0, 1], [1, 1], Bounds(2)))
    assert found == {0: b"x" * 3_000_000, 1: None}


def test_a_bug_keeps_its_traceback_and_stops_nobody() -> None:
    def work(number: int) -> int:
        return 1 // number

    found = dict(shared_out(work, [1, 0, 1], [1] * 3, Bounds(2)))
    assert (found[0], found[2]) == (1, 1)
    assert isinstance(found[1], Fallen)
    assert "ZeroDivisionError" in found[1].trace and "1 // number" in found[1].trace


def test_a_process_that_is_killed_is_told_by_its_signal() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    found = dict(shared_out(work, [0, 1, 2], [1] * 3, Bounds(1)))
    assert (found[0], found[2]) == (0, 2)
    assert isinstance(found[1], Fallen) and found[1].signal == signal.SIGKILL


@pytest.mark.parametrize(("bounds", "most"), [(Bounds(1), 1), (Bounds(3), 3), (Bounds(4, 25), 2), (Bounds(4, 5), 1)])
def test_no_more_at_once_than_the_bounds_allow(tmp_path: Path, bounds: Bounds, most: int) -> None:
    def work(number: int) -> int:
        mine = tmp_path / str(number)
        mine.touch()
        time.sleep(0.05)
        seen = len(list(tmp_path.iterdir()))
        mine.unlink()
        return seen

    at_once = [seen for _, seen in shared_out(work, range(8), [10] * 8, bounds)]
    assert max(at_once) <= most


def test_results_that_wait_for_an_earlier_one_are_few(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        if number == 0:
            while not (tmp_path / str(2 * AHEAD - 1)).exists():
                time.sleep(0.01)
            time.sleep(0.1)
            return len(list(tmp_path.iterdir()))
        return 0

    found = dict(shared_out(work, range(60), [1] * 60, Bounds(2)))
    assert len(found) == 60
    assert found[0] == 2 * AHEAD


def test_who_stops_listening_ends_those_at_work(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(os.getpid())).touch()
        if number:
            time.sleep(60)
        return number

    results = shared_out(work, range(3), [1] * 3, Bounds(3))
    assert next(results) == (0, 0)
    while len(pids := [int(path.name) for path in tmp_path.iterdir()]) < 3:
        time.sleep(0.01)
    results.close()
    assert not [pid for pid in pids if _lives(pid)]


def test_those_at_work_end_with_who_sent_them(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom yearbook.crew import Bounds, shared_out\n"
        "def work(n):\n    Path(sys.argv[1], str(os.getpid())).touch()\n    time.sleep(60)\n"
        "list(shared_out(work, range(3), [1] * 3, Bounds(3)))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as boss:
        while len(pids := [int(path.name) for path in tmp_path.iterdir()]) < 3:
            time.sleep(0.01)
        boss.kill()
        boss.wait()
    for _ in range(500):
        if not any(_lives(pid) for pid in pids):
            break
        time.sleep(0.01)
    assert not [pid for pid in pids if _lives(pid)]


def _lives(pid: int) -> bool:
    """Whether a process is there and no mere entry that its parent has not yet asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_shares_are_told_piece_by_piece_by_one_process_each() -> None:
    shares = [[1, 2, 3], [4], []]
    stream = streamed(lambda n: (n, os.getpid()), shares)
    found = [one for ready in stream for one in ready]
    assert sorted((share, piece, n) for share, piece, (n, _) in found) == [(0, 0, 1), (0, 1, 2), (0, 2, 3), (1, 0, 4)]
    assert len({(share, pid) for share, _, (_, pid) in found}) == len({pid for _, _, (_, pid) in found}) == 2


def test_what_a_process_has_told_before_it_fails_is_kept() -> None:
    stream = streamed(lambda n: b"x" * 300_000 if n else 1 // n, [[1, 0, 1], [1, 1]])
    assert sorted((share, piece) for ready in stream for share, piece, _ in ready) == [(0, 0), (1, 0), (1, 1)]


def test_who_asks_without_patience_is_not_kept_waiting() -> None:
    stream = streamed(lambda n: time.sleep(30), [[1]])
    started = time.monotonic()
    assert next(stream) == stream.send(0) == []
    stream.close()
    assert time.monotonic() - started < 20


def test_results_are_asked_for_by_their_keys_in_any_order() -> None:
    elsewhere = Elsewhere(lambda piece: {n: n * n for n in piece}, [[[1, 2], [4, 5]], [[3], [6]]])
    assert [elsewhere.made(n) for n in (6, 1, 5, 2, 3, 4)] == [36, 1, 25, 4, 9, 16]
    assert elsewhere.made(6) is None, "what was asked for is let go"
    elsewhere.end()


def test_what_a_failed_process_was_to_make_is_none() -> None:
    elsewhere = Elsewhere(lambda piece: {n: 1 // n for n in piece}, [[[1], [0], [2]], [[3]]])
    assert [elsewhere.made(n) for n in (2, 0, 1, 3, 9)] == [None, None, 1, 0, None]


def test_whoever_asks_first_takes_the_next_piece_and_nobody_takes_it_again() -> None:
    turns = Turns([*range(40)])
    here = [next(iter(turns)), next(iter(turns))]
    elsewhere = Elsewhere(lambda n: {n: os.getpid()}, [turns, turns])
    here += turns
    found = {n: elsewhere.made(n) for n in range(40)}
    assert here[:2] == [0, 1] and here == sorted(here)
    assert {n for n, pid in found.items() if pid is None} == {*here}
    turns.close()
    assert [*turns] == []


def test_who_asks_whether_a_result_is_ready_is_not_kept_waiting() -> None:
    elsewhere = Elsewhere(lambda n: {n: time.sleep(n)}, [[0, 30]])
    while not elsewhere.ready(0):
        time.sleep(0.01)
    assert not elsewhere.ready(30)
    elsewhere.end()
    assert elsewhere.ready(0) and not elsewhere.ready(30)


def test_a_process_works_on_while_nobody_listens(tmp_path: Path) -> None:
    def work(n: int) -> dict[int, bytes]:
        (tmp_path / str(n)).touch()
        return {n: b"x" * 300_000}  # more than a pipe holds

    elsewhere = Elsewhere(work, [[1, 2, 3]])
    while not (tmp_path / "3").exists():
        time.sleep(0.01)
    assert {len(elsewhere.made(n) or b"") for n in (1, 2, 3)} == {300_000}


def test_a_process_that_works_on_a_piece_may_have_others_help() -> None:
    def work(number: int) -> int:
        return sum(result for ready in streamed(lambda n: n * number, [[1], [2, 3]]) for _, _, result in ready)

    assert dict(shared_out(work, [1, 2], [1, 1], Bounds(2))) == {0: 6, 1: 12}


def test_a_process_does_what_it_is_asked_for_in_its_order() -> None:
    desk: Desk[int] = Desk()
    elsewhere: Elsewhere[int, int, tuple[int, int]] = Elsewhere(lambda number: {number: (number * number, os.getpid())}, [desk])
    desk.handed_over()
    try:
        assert not elsewhere.ready(3)
        desk.ask(3, 4)
        assert elsewhere.made(4) == (16, (elsewhere.made(3) or (0, 0))[1])
        desk.ask(5)
        found = elsewhere.made(5)
        assert found is not None and found[0] == 25 and found[1] != os.getpid()
    finally:
        elsewhere.end()
        desk.close()


def test_what_is_asked_of_a_process_that_is_gone_is_not_waited_for() -> None:
    desk: Desk[int] = Desk()
    elsewhere: Elsewhere[int, int, int] = Elsewhere(lambda number: {number: 1 // number}, [desk])
    desk.handed_over()
    desk.ask(1, 0)
    assert (elsewhere.made(1), elsewhere.made(0)) == (1, None)
    desk.ask(*[2] * 10_000)
    assert elsewhere.made(2) is None
    desk.close()


def test_all_that_is_told_is_heard_at_once() -> None:
    """Else who asks for the last of many results while he is at work himself would wait for as many looks."""
    elsewhere: Elsewhere[int, int, int] = Elsewhere(lambda number: {number: number}, [range(50)])
    for _ in range(3):
        time.sleep(0.3)
        if elsewhere.ready(49):
            break
    assert elsewhere.ready(49)
    elsewhere.end()
