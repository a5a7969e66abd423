"""Pages shared out among processes: each is drawn there as it would be here, or else, where it depends on other pages, here after all."""

from collections.abc import Callable, Iterable, Sequence

from yearbook.crew import CAN_FORK, Elsewhere, Turns
from yearbook.model.kept import DrawnPage
from yearbook.packing import packed, recalled

_WORTH = 100  # pages below which further processes cost more than they save
_PIECE = 8  # pages that a process draws before it tells


class DrawnElsewhere:
    """The pages of a book that are drawn by processes forked from this one. `draw` gives the page of a number as drawn.

    This process, one of the `jobs`, draws from the first page on and puts its pages straight into the file; the others draw from
    the last page backwards. Who takes a piece first takes a token, of which there are as many as pieces: so they meet somewhere, and
    nobody waits for others before the last piece.
    """

    def __init__(self, wanted: Iterable[int], jobs: int, draw: Callable[[int], DrawnPage]) -> None:
        numbers = [*wanted] if jobs > 1 and CAN_FORK else []
        self._wanted = frozenset(numbers if len(numbers) >= _WORTH else ())
        self._own: set[int] = set()
        if not self._wanted:
            return

        def work(taken: tuple[object, Sequence[int]]) -> dict[int, bytes]:
            return {number: packed(draw(number)) for number in taken[1]}

        pieces = [numbers[at : at + _PIECE] for at in range(0, len(numbers), _PIECE)]
        self._tokens, self._last = Turns(pieces), Turns(pieces[::-1])
        self._results: Elsewhere[tuple[object, Sequence[int]], int, bytes] = Elsewhere(
            work, [zip(self._tokens, self._last, strict=False) for _ in range(jobs - 1)]
        )
        self._mine = zip(self._tokens, pieces, strict=False)

    def drawn(self, number: int) -> DrawnPage | None:
        """A page, waited for; None when it is to be drawn here. Pages are asked for in their order."""
        if number not in self._wanted or number in self._own:
            return None
        if not self._results.ready(number):
            for _, piece in self._mine:
                self._own.update(piece)
                return None
        return recalled(self._results.made(number), DrawnPage)

    def end(self) -> None:
        """Ends the processes."""
        if self._wanted:
            self._results.end()
            self._tokens.close()
            self._last.close()
