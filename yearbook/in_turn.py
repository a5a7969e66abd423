"""Pieces of work that this process and others take in turn: what this one does before it comes to them is made up for by the others."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from yearbook.crew import CAN_FORK, Elsewhere, Turns

T = TypeVar("T")
R = TypeVar("R")

WORTH = 1_000_000  # bytes of YAML below which further processes cost more than they save


class InTurn(Generic[T, R]):
    """The results of `work` on all pieces, by as many as `jobs` processes: the others begin now, this one when `results` is asked for."""

    def __init__(self, work: Callable[[T], R], pieces: Sequence[T], jobs: int) -> None:
        self._work, self._pieces = work, pieces
        self._elsewhere: Elsewhere[int, int, R] | None = None
        if jobs > 1 and CAN_FORK and pieces:
            self._turns = Turns(range(len(pieces)))
            self._elsewhere = Elsewhere(lambda number: {number: work(pieces[number])}, [self._turns] * (jobs - 1))

    def results(self) -> list[R]:
        """All results, in the order of their pieces; what a process that failed was to do is done here."""
        if self._elsewhere is None:
            return [self._work(piece) for piece in self._pieces]
        try:
            here = {number: self._work(self._pieces[number]) for number in self._turns}
            made = [here[number] if number in here else self._elsewhere.made(number) for number in range(len(self._pieces))]
        finally:
            self.close()
        return [self._work(piece) if result is None else result for piece, result in zip(self._pieces, made, strict=True)]

    def close(self) -> None:
        """Ends the other processes."""
        if self._elsewhere:
            self._elsewhere.end()
            self._turns.close()
            self._elsewhere = None
