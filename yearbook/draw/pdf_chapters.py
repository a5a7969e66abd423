"""Chapters drawn for the file of another process: each page as that would draw it, with all that must be so for it to be of use there."""

from collections.abc import Mapping, Sequence

from yearbook.draw import draw_page
from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf import PdfPen
from yearbook.draw.pdf_book import Book
from yearbook.draw.pdf_kept import ChapterDrawn, KeptPages
from yearbook.draw.pdf_objects import Objects
from yearbook.fonts import Face
from yearbook.model.kept import Before, DrawnChapter
from yearbook.model.page import Anchor, Link, Pages
from yearbook.standing import Standing


class ChapterPen:
    """Draws chapters one after another, as pages of a book that is put together elsewhere. `book` has its size and its colours."""

    def __init__(self, book: Pages, faces: Mapping[str, Face], options: PdfOptions, standing: Standing) -> None:
        self._pen = PdfPen(book, faces, options, book=_Elsewhere(book, Objects(), options))
        self._kept = KeptPages(book, options, standing, self._pen.agrees)

    def drawn(self, chapter: Pages, before: Before, key: bytes) -> DrawnChapter:
        """Its pages; kept under a key, unless that is empty."""
        pen = self._pen
        pen.expect(before.faces, before.pictures)
        now = ChapterDrawn(pen.glyphs)
        for number, page in enumerate(chapter.pages):
            pen.leave_out(page)
            draw_page(chapter, number, pen)
            now.add(number, page, pen.read, pen.handed())
        made = now.made()
        if key:
            self._kept.put_away(key, made)
        return made


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
