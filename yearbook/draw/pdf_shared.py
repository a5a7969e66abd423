"""Pages shared out among processes: each is drawn there as it would be here, or else, where it depends on other pages, here after all."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from yearbook.crew import CAN_FORK, Elsewhere, Turns
from yearbook.draw import draw_page
from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_kept import KeptPages
from yearbook.fonts import Face
from yearbook.model.kept import DrawnPage
from yearbook.model.page import Pages
from yearbook.packing import packed, recalled
from yearbook.standing import Standing

_WORTH = 100  # pages below which further processes cost more than they save
_PIECE = 8  # pages that a process draws before it tells
_Taken: TypeAlias = tuple[object, Sequence[int]]  # a token, the numbers of a piece


class DrawnElsewhere:
    """The pages of a body that are drawn by processes forked from this one, which itself is one of the `jobs`.

    This process draws from the first page on and puts its pages straight into the file; the others draw from the last page
    backwards. Who takes a piece first takes a token, of which there are as many as pieces: so they meet somewhere, and nobody
    waits for others before the last piece.
    """

    def __init__(self, faces: Mapping[str, Face], options: PdfOptions, standing: Standing, jobs: int) -> None:
        self._faces, self._options, self._standing = faces, options, standing
        self._others = jobs - 1 if CAN_FORK and not options.press else 0  # a page for a press is drawn with marks around it
        self._wanted: frozenset[int] = frozenset()
        self._own: set[int] = set()
        self.kept: KeptPages | None = None  # what earlier builds drew, where that has been looked up

    def begin(self, body: Pages) -> None:
        """The body is made up: the others begin, while this process makes up what stands before it."""
        self.end()
        if self._others < 1 or len(body.pages) < _WORTH:
            return
        kept = self.kept = KeptPages(body, self._options, self._standing)
        numbers = [number for number, page in enumerate(body.pages) if not kept.has(page)]
        if len(numbers) < _WORTH:
            return
        for page in body.pages:
            len(page.marks)  # those of kept chapters are made up now, once for all processes
        pieces = [numbers[at : at + _PIECE] for at in range(0, len(numbers), _PIECE)]
        draw = _drawing_apart(body, cache(lambda: PdfPen(body, self._faces, self._options, self._standing)))

        def work(taken: _Taken) -> dict[int, bytes]:
            return {number: packed(draw(number)) for number in taken[1]}

        self._wanted, self._own = frozenset(numbers), set()
        self._tokens, self._last = Turns(pieces), Turns(pieces[::-1])
        shares = [zip(self._tokens, self._last, strict=False) for _ in range(self._others)]
        self._results: Elsewhere[_Taken, int, bytes] = Elsewhere(work, shares)
        self._mine = zip(self._tokens, pieces, strict=False)

    def drawn(self, number: int) -> DrawnPage | None:
        """A page of the body, waited for; None when it is to be drawn here. Pages are asked for in their order."""
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
            self._wanted = frozenset()


def _drawing_apart(body: Pages, own_pen: Callable[[], PdfPen]) -> Callable[[int], DrawnPage]:
    """Draws pages by their numbers, with a pen of its own that meets the glyphs of all pages before each, in their order."""
    passed = 0

    def draw(number: int) -> DrawnPage:
        nonlocal passed
        pen = own_pen()
        for other in body.pages[passed:number]:
            pen.pass_by(other)
        passed = max(passed, number + 1)
        draw_page(body, number, pen)
        return pen.handed()

    return draw
