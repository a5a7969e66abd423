"""Pages → PDF, OFD or transcript: one loop for every pen, and the three pens. The only door to ReportLab."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from yearbook.draw.options import PdfOptions, PressOptions
from yearbook.draw.pen import Pen
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnElsewhere
from yearbook.model.page import ARTIFACT, Anchor, Box, Disc, Link, Page, Pages, Path, Picture, Rule, Text
from yearbook.standing import NOTHING_STANDING, Standing

if TYPE_CHECKING:
    from yearbook.draw.pdf_chapters import ChapterPen

__all__ = ["PdfOptions", "Pen", "PressOptions", "chapter_pen", "draw", "draw_ofd", "draw_pdf", "draw_transcript"]

_NO_GROUP = ARTIFACT - 1


def draw_pdf(
    pages: Pages, faces: Mapping[str, Face], options: PdfOptions | None = None, standing: Standing = NOTHING_STANDING,
    elsewhere: DrawnElsewhere | None = None,
) -> bytes:
    """The book as a PDF file. Run.face names a face of `faces`, colours are those of `pages`.

    Pages of kept chapters are taken over as `standing` has them drawn, others as other processes drew them `elsewhere`, where that is
    what drawing them here would give.
    Raises KeyError when a mark names a face or colour that is not there, OSError when a picture cannot be read.
    """
    from yearbook.draw.pdf import PdfPen  # ReportLab costs 0.1 s: `yearbook --help` does not pay it
    from yearbook.draw.pdf_kept import KeptPages

    options = options or PdfOptions()
    pen = PdfPen(pages, faces, options, standing)
    kept = KeptPages(pages, options, standing, pen.agrees)
    for number in (*range(pages.body, len(pages.pages)), *range(pages.body)):
        page = pages.pages[number]
        if elsewhere and number >= pages.body and (made := elsewhere.drawn(number - pages.body)) and pen.take(page, number, *made):
            continue
        if (before := kept.drawn(page)) and pen.take(page, number, *before):
            continue
        begun = kept.begin(page, pen.glyphs)
        draw_page(pages, number, pen)
        if begun:
            chapter, place = begun
            chapter.add(place, page, pen.read, pen.handed())
    kept.close()
    return pen.finish()


def chapter_pen(book: Pages, faces: Mapping[str, Face], options: PdfOptions, standing: Standing) -> "ChapterPen":
    """What draws chapters for the file of another process; of the `book` it knows the size and the colours."""
    from yearbook.draw.pdf_chapters import ChapterPen

    return ChapterPen(book, faces, options, standing)


def draw_ofd(pages: Pages, faces: Mapping[str, Face], profile: bytes = b"") -> bytes:
    """The book as an OFD file; `profile` says what its RGB colours are. Raises KeyError and OSError as `draw_pdf` does."""
    from yearbook.draw.ofd import OfdPen

    pen = OfdPen(pages, faces, profile)
    draw(pages, pen)
    return pen.finish()


def draw_transcript(pages: Pages) -> str:
    """The book as text, one line a mark, for tests and for reading differences."""
    from yearbook.draw.transcript import TranscriptPen

    pen = TranscriptPen(pages)
    draw(pages, pen)
    return pen.finish()


def draw(pages: Pages, pen: Pen) -> None:
    """Draws every mark of every page; neighbours of one element, or artifacts, are one group."""
    for index in range(len(pages.pages)):
        draw_page(pages, index, pen)


def draw_page(pages: Pages, index: int, pen: Pen) -> None:
    """Draws every mark of one page."""
    verbs: dict[type, Callable[[Any], None]] = {
        Rule: pen.rule, Box: pen.box, Path: pen.path, Disc: pen.disc, Picture: pen.picture,
        Link: pen.link, Anchor: pen.anchor,
    }  # fmt: skip
    pen.begin_page(pages.pages[index], index)
    _draw_marks(pages.pages[index], pages, pen, verbs)
    pen.end_page()


def _draw_marks(page: Page, pages: Pages, pen: Pen, verbs: Mapping[type, Callable[[Any], None]]) -> None:
    group = _NO_GROUP
    lines: list[Text] = []  # of the group, not drawn yet: a pen takes those that come one after another at once
    under: list[Rule | Path | Disc] = []  # drawn last: a paragraph's text is not cut up by the marks below it
    mark: Any
    for mark in page.marks:
        kind = type(mark)
        if kind is not Text or mark.element != group:
            if lines:
                pen.lines(lines)
                lines = []
            if kind is not Anchor and kind is not Link and mark.element != group:
                _change_group(group, mark.element, pages, pen)
                group = mark.element
            if kind is not Text:
                verbs[kind](mark)
                continue
        lines.append(mark)
        if mark.line.under:
            under += under_text(mark)
    if lines:
        pen.lines(lines)
    if group != _NO_GROUP:
        pen.end()
    if under:
        pen.artifact()
        for one in under:
            verbs[type(one)](one)
        pen.end()


def _change_group(before: int, after: int, pages: Pages, pen: Pen) -> None:
    if before != _NO_GROUP:
        pen.end()
    if after == ARTIFACT:
        pen.artifact()
    else:
        pen.begin(after, pages.elements[after])


def under_text(text: Text) -> list[Rule | Path | Disc]:
    """The marks under a line's characters, at their places on the page."""
    x, y = text.x, text.y
    moved: list[Rule | Path | Disc] = []
    for mark in text.line.under:
        match mark:
            case Rule():
                moved.append(replace(mark, x1=mark.x1 + x, y1=mark.y1 + y, x2=mark.x2 + x, y2=mark.y2 + y))
            case Path():
                moved.append(replace(mark, points=tuple((px + x, py + y) for px, py in mark.points)))
            case Disc():
                moved.append(replace(mark, x=mark.x + x, y=mark.y + y))
    return moved
