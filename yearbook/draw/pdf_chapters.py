"""Chapters drawn for the file of another process: each page as that would draw it, with all that must be so for it to be of use there."""

from collections.abc import Mapping, Sequence

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_book import Book
from yearbook.draw.pdf_kept import Chapter, KeptPages
from yearbook.draw.pdf_objects import Objects
from yearbook.fonts import Face
from yearbook.model.kept import Before
from yearbook.model.page import Anchor, Link, Pages
from yearbook.standing import Standing


class ChapterPen:
    """Draws chapters one after another, as pages of a book that is put together elsewhere. `book` has its size and its colours.

    A page that is not kept is told with the glyphs only that no page before it has, be it of another chapter.
    """

    def __init__(self, book: Pages, faces: Mapping[str, Face], options: PdfOptions, standing: Standing) -> None:
        self._kept = KeptPages(book, options, standing)
        self._pen = PdfPen(book, faces, options, book=_Elsewhere(book, Objects(), options))

    def drawn(self, chapter: Pages, before: Before, key: bytes) -> tuple[bytes, ...]:
        """Its pages, each as it is `said`, b"" for one that depends on objects of its own file; kept under a key, unless that is empty."""
        self._pen.expect(before.faces, before.pictures)
        made = Chapter([])
        for number, page in enumerate(chapter.pages):
            drawn = self._pen.draw_for_another(chapter, number)
            made.keep(number, self._pen.told(page, drawn, made.met) if key else drawn)
        if key:
            self._kept.put_away(key, made.pages)
        return tuple(made.pages)


class _Elsewhere(Book):
    """The book that pages are drawn for: whoever puts them into it writes down where they are and what is on them."""

    def begin_page(self, index: int) -> None:
        """Nothing to begin here."""

    def end_page(self, content: bytes, resources: bytes, contents: Sequence[int]) -> None:
        """What was drawn is handed over."""

    def link(self, mark: Link) -> None:
        """Links are handed over."""

    def anchor(self, mark: Anchor) -> None:
        """Places to lead to are known to who puts the book together."""
