"""Pages shared out among processes: each is drawn there as it would be here, or else, where it depends on other pages, here after all."""

from collections.abc import Callable, Iterable, Sequence

from yearbook.crew import CAN_FORK, Elsewhere, dealt
from yearbook.model.kept import DrawnPage
from yearbook.packing import packed, recalled

_WORTH = 100  # pages below which further processes cost more than they save
_PIECE = 8  # pages that a process draws before it tells


class DrawnElsewhere:
    """The pages of a book that are drawn by processes forked from this one. `draw` gives the page of a number, asked in order, as drawn.

    This process is one of the `jobs` and keeps the first share for itself: a further one that only waits for the others
    would take time from two processors, and every process has to meet the glyphs of all pages, which takes a sixth of drawing them.
    """

    def __init__(self, wanted: Iterable[int], jobs: int, draw: Callable[[int], DrawnPage]) -> None:
        numbers = [*wanted] if jobs > 1 and CAN_FORK else []
        pieces = [numbers[at : at + _PIECE] for at in range(0, len(numbers), _PIECE)]
        shares = dealt(pieces, jobs)[1:] if len(numbers) >= _WORTH else []  # the first is drawn here
        self._numbers = frozenset(number for share in shares for piece in share for number in piece)
        self._results: Elsewhere[Sequence[int], int, bytes] | None = None

        def work(piece: Sequence[int]) -> dict[int, bytes]:
            return {number: packed(draw(number)) for number in piece}

        if shares:
            self._results = Elsewhere(work, shares)

    def drawn(self, number: int) -> DrawnPage | None:
        """A page, waited for; None when it is to be drawn here."""
        if self._results is None or number not in self._numbers:
            return None
        return recalled(self._results.made(number), DrawnPage)

    def end(self) -> None:
        """Ends the processes."""
        if self._results:
            self._results.end()
