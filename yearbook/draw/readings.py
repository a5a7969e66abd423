"""Pages → text and HTML, for the day when no reader of PDF is to be had."""

from collections.abc import Callable

from yearbook.draw import draw
from yearbook.draw.reading import ReadingPen
from yearbook.draw.reading_html import html
from yearbook.draw.reading_text import plain_text
from yearbook.model.page import Pages


def draw_plain_text(pages: Pages) -> str:
    """What the book says as plain text, in the order of its structure tree."""
    pen = ReadingPen(pages)
    draw(pages, pen)
    return plain_text(pen.finish())


def draw_html(pages: Pages, image: Callable[[str], str]) -> str:
    """The book as one HTML file, in the order of its structure tree; `image` gives the address of a picture file, "" to leave it out."""
    pen = ReadingPen(pages)
    draw(pages, pen)
    return html(pen.finish(), pages.info, image)
