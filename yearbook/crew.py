"""Work shared among processes, within bounds on their number and on the memory they take together.

Each piece of work gets a process of its own, which gives back all its memory when it ends. Results come as they are ready,
with the number of their piece; what a process says besides is its own affair.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from yearbook.frozen import frozen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    _Running: TypeAlias = dict[Connection, tuple[int, BaseProcess]]

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K")

AHEAD = 8  # pieces a processor that may be done before an earlier one is: their results wait, and take memory
_TICKET = 4  # bytes of a number: a pipe holds sixteen thousand of them
_PATIENCE = 0.02  # seconds between looks at what the processes have done
CAN_FORK = sys.platform == "linux"  # elsewhere forking is missing, or unsafe beside the system's own threads


@frozen
class Bounds:
    """How many processes may work at once, and how many bytes they may take together (0: no bound)."""

    jobs: int
    memory: int = 0


@frozen
class Fallen:
    """A process that ended without a result: the traceback of its bug, or how it was ended."""

    trace: str
    signal: int = 0


class _Shift(Generic[T, R]):
    """The processes at work; `results` is its only door."""

    def __init__(self, work: Callable[[T], R], pieces: Sequence[T], weights: Sequence[int], bounds: Bounds) -> None:
        self.work, self.pieces, self.weights, self.bounds = work, pieces, weights, bounds
        self.running: _Running = {}
        self.next = 0

    def results(self) -> Generator[tuple[int, R | Fallen], None, None]:
        from multiprocessing.connection import wait

        try:
            while self.next < len(self.pieces) or self.running:
                while self._room():
                    self._start()
                for ready in wait(list(self.running)):
                    yield self._finished(ready)
        finally:  # an error or Ctrl-C here: nobody works on for nothing
            _end(self.running)

    def _room(self) -> bool:
        """Whether the next piece may begin. One always may: a piece too large for the bound works alone."""
        jobs, numbers = max(self.bounds.jobs, 1), [number for number, _ in self.running.values()]
        if not numbers:
            return self.next < len(self.pieces)
        if self.next == len(self.pieces) or len(numbers) >= jobs or self.next - min(numbers) >= jobs * AHEAD:
            return False
        taken = sum(self.weights[number] for number in numbers)
        return not self.bounds.memory or taken + self.weights[self.next] <= self.bounds.memory

    def _start(self) -> None:
        _begin(self.running, self.next, _serve, (self.work, self.pieces[self.next]), daemon=False)
        self.next += 1

    def _finished(self, ready: Any) -> tuple[int, R | Fallen]:
        number, process = self.running[ready]
        try:
            result = ready.recv()  # from our own child: no stranger writes on this pipe
        except (EOFError, OSError):
            result = None
        ready.close()
        process.join()
        del self.running[ready]
        if result is None:
            code = process.exitcode or 0
            return number, Fallen(f"exit code {code}", -code if code < 0 else 0)
        return number, result[0]


def shared_out(
    work: Callable[[T], R], pieces: Sequence[T], weights: Sequence[int], bounds: Bounds
) -> Generator[tuple[int, R | Fallen], None, None]:
    """`work` done on every piece; (number of the piece, its result), first come first told.

    `weights` are the bytes that each piece is expected to take. Where processes cannot be forked, `work` and the pieces must
    be such as pickle can send. Closing the iterator, or an exception in its caller, ends the processes still at work.
    """
    return _Shift(work, pieces, weights, bounds).results()


def streamed(work: Callable[[T], R], shares: Sequence[Iterable[T]]) -> Generator[list[tuple[int, int, R]], float | None, None]:
    """`work` done on the pieces of every share, each share by one process, which keeps what it learns from piece to piece.

    For who has work of his own meanwhile: `next` begins, `send(0)` tells what is ready now, `send(None)` waits, each as
    (share, piece, result). What a process that fails has not done never comes. Closing the generator ends the processes.
    """
    from multiprocessing.connection import wait

    running: _Running = {}
    patience: float | None = 0
    try:
        for number, share in enumerate(shares):
            _begin(running, number, _serve_on, (work, share), daemon=True)
        while running:
            ready: list[tuple[int, int, R]] = []
            told: list[Any] = wait(list(running), patience)
            for pipe in told:
                number, process = running[pipe]
                try:
                    ready.append((number, *pipe.recv()))  # from our own child: no stranger writes on this pipe
                except (EOFError, OSError):
                    pipe.close()
                    del running[pipe]
                    process.join()
            patience = yield ready
    finally:
        _end(running)


class Elsewhere(Generic[T, K, R]):
    """What other processes make, by keys, while this one has work of its own.

    `work` gives the results of a piece by their keys; every share is done by one process, piece by piece.
    """

    def __init__(self, work: Callable[[T], Mapping[K, R]], shares: Sequence[Iterable[T]]) -> None:
        self._made: dict[K, R] = {}
        self._asked = 0.0
        self._results: Generator[list[tuple[int, int, Mapping[K, R]]], float | None, None] | None = streamed(work, shares)
        self._take(next(self._results))

    def ready(self, key: K) -> bool:
        """Whether a result is there."""
        if self._results and monotonic() - self._asked > _PATIENCE:  # so that a process need not wait to tell what it has done
            while self._results and self._ask(0):
                pass
        return key in self._made

    def made(self, key: K) -> R | None:
        """A result, waited for and then let go; None when the process that was to make it failed."""
        while not self.ready(key) and self._results:
            self._ask(None)
        return self._made.pop(key, None)

    def end(self) -> None:
        """Ends all processes."""
        if self._results:
            self._results.close()
            self._results = None

    def _ask(self, patience: float | None) -> bool:
        """Hears what the processes have to tell; whether that was anything."""
        assert self._results is not None
        ready: Sequence[tuple[int, int, Mapping[K, R]]] = ()
        try:
            self._take(ready := self._results.send(patience))
        except StopIteration:
            self._results = None
        self._asked = monotonic()
        return bool(ready)

    def _take(self, ready: Sequence[tuple[int, int, Mapping[K, R]]]) -> None:
        for _, _, results in ready:
            self._made.update(results)


class Desk(Generic[T]):
    """What this process asks of one that is forked from it, in order: there it is iterated, for as long as this one lives."""

    def __init__(self) -> None:
        from multiprocessing import Pipe

        self._there, self._here = Pipe(duplex=False)

    def handed_over(self) -> None:
        """The other process is there: this one only asks from now on. Else it would wait for ever to ask one that has ended."""
        self._there.close()

    def ask(self, *asked: T) -> None:
        """Puts things on the desk. Who takes them may have ended: nobody hears of them then."""
        with contextlib.suppress(OSError):
            for one in asked:
                self._here.send(one)

    def __iter__(self) -> Iterator[T]:
        self._here.close()
        with contextlib.suppress(EOFError):
            while True:
                yield self._there.recv()  # from our own parent: no stranger writes on this pipe

    def close(self) -> None:
        """Asks no more."""
        self._here.close()


class Turns(Generic[T]):
    """Pieces that processes forked from this one and itself take in turn: each goes to whoever asks first."""

    def __init__(self, pieces: Sequence[T]) -> None:
        self._pieces: Sequence[T] = pieces
        self._tickets, machine = os.pipe()  # what one process reads no other does
        os.write(machine, b"".join(number.to_bytes(_TICKET, "big") for number in range(len(pieces))))
        os.close(machine)

    def __iter__(self) -> Iterator[T]:
        while self._pieces and (ticket := os.read(self._tickets, _TICKET)):
            yield self._pieces[int.from_bytes(ticket, "big")]

    def close(self) -> None:
        """Takes none from now on."""
        self._pieces = ()
        os.close(self._tickets)


def _begin(running: "_Running", number: int, serve: Callable[..., None], given: tuple[Any, ...], *, daemon: bool) -> None:
    """A process that serves what is given through a pipe of its own; a daemon has none of its own."""
    from multiprocessing import get_context

    context: Any = get_context("fork" if CAN_FORK else "spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(there, *given), daemon=daemon)
    process.start()
    there.close()  # so that the end of the process is the end of the pipe
    running[here] = number, process


def _end(running: "_Running") -> None:
    """Ends all processes that are still at work."""
    for _, process in running.values():
        process.terminate()
    for _, process in running.values():
        process.join()


def _serve_on(pipe: Any, work: Callable[[T], R], share: Iterable[T]) -> None:
    """The life of a process that does a share; a bug ends it, to show where the rest is done.

    A thread tells what is done: who asks for it may be at work himself, and a pipe does not hold a whole piece.
    """
    from queue import SimpleQueue
    from threading import Thread

    _keep_to_work()
    done: SimpleQueue[tuple[int, R] | None] = SimpleQueue()

    def tell() -> None:
        try:
            while (result := done.get()) is not None:
                pipe.send(result)
        except OSError:  # nobody waits any more
            os._exit(1)

    telling = Thread(target=tell, daemon=True)
    telling.start()
    failed = False
    try:
        for number, piece in enumerate(share):
            done.put((number, work(piece)))
    except Exception:  # whatever it is, the parent meets it again
        failed = True
    done.put(None)
    telling.join()
    if failed:
        os._exit(1)
    pipe.close()


def _serve(pipe: Any, work: Callable[[T], R], piece: T) -> None:
    """The life of one process."""
    _keep_to_work()
    result: R | Fallen
    try:
        result = work(piece)
    except Exception:  # a bug: told by who sent us, with its traceback
        from traceback import format_exc

        result = Fallen(format_exc())
    try:
        pipe.send((result,))
    except BrokenPipeError:  # nobody waits any more
        os._exit(1)
    pipe.close()


def _keep_to_work() -> None:
    """What signals and a parent that ends mean to a process at work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all at once; the one who sent us decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()


def _end_with_parent() -> None:
    """A process whose parent was killed ends too: a thread waits for that."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int = parent.sentinel) -> None:
        wait([sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
