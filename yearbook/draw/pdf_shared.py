"""Pages shared out among processes: each is drawn there as it would be here, or else, where it depends on other pages, here after all."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from yearbook.crew import CAN_FORK, Elsewhere, Turns
from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_glyphs import runs_by_face
from yearbook.draw.pdf_kept import KeptPages
from yearbook.fonts import Face
from yearbook.model.kept import DrawnPage, marks_of
from yearbook.model.page import Pages, Picture
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
        pieces = [numbers[at : at + _PIECE] for at in range(0, len(numbers), _PIECE)]
        # told beforehand, for all processes at once: who looks at a page has it made up if its chapter is kept, and copied
        faces = dict.fromkeys(face for page in body.pages for face in runs_by_face(page))
        pictures = [picture.file for page in body.pages for picture in marks_of(page, Picture)]

        @cache
        def own_pen() -> PdfPen:
            pen = PdfPen(body, self._faces, self._options, self._standing)
            pen.expect(faces, pictures)
            return pen

        def work(taken: _Taken) -> dict[int, bytes]:
            return {number: packed(own_pen().draw_for_another(body, number)) for number in taken[1]}

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

