"""What tests of whole pages ask of a sheet: what it says, and whether anything runs out of the page or into its neighbour."""

from functools import lru_cache

from yearbook import press
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Typesetter
from yearbook.errands import shelves
from yearbook.model.galley import Sheet
from yearbook.model.page import Link, Mark, Text
from yearbook.model.text import BodyParagraph, Span


@lru_cache(maxsize=1)
def annual() -> Typesetter:
    """The shipped layout with its faces."""
    layout = shelves.layout_called("annual")
    return Typesetter(layout, press.open_shelf(layout))


def body(*texts: str) -> tuple[BodyParagraph, ...]:
    """Plain paragraphs."""
    return tuple(BodyParagraph((Span(text),)) for text in texts)


def texts(marks: tuple[Mark, ...]) -> list[Text]:
    return [mark for mark in marks if isinstance(mark, Text)]


def links(sheet: Sheet) -> list[Link]:
    return [mark for mark in sheet.marks if isinstance(mark, Link)]


def said(*sheets: Sheet) -> str:
    """All words of the sheets, without blanks and line ends."""
    words = "".join(text.line.text for sheet in sheets for text in texts(sheet.marks))
    return "".join(words.split())


def size_of(text: Text) -> int:
    return max((run.size for run in text.line.runs), default=0)


def box(text: Text) -> tuple[int, int, int, int]:
    """The em boxes of a text: left, head, right, foot."""
    size = size_of(text)
    head = text.y - baseline(size)
    return text.x, head, text.x + text.line.width, head + size


def outside(sheet: Sheet, setter: Typesetter) -> list[str]:
    """Texts that reach beyond the trimmed page; a sheet of any side must fit both."""
    page = setter.layout.page
    lefts = {"recto": [page.inside], "verso": [page.trim[0] - page.inside - page.width]}
    areas = lefts.get(sheet.side, lefts["recto"] + lefts["verso"])
    beyond = []
    for text in texts(sheet.marks):
        left, head, right, foot = box(text)
        inside = all(area + left >= 0 and area + right <= page.trim[0] for area in areas)
        if not inside or head < -page.head or foot > page.trim[1] - page.head:
            beyond.append(text.line.text)
    return beyond


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of texts whose em boxes meet by more than a tenth of an em each way."""
    met = []
    # brackets of vertical text have given up their blank half, so their boxes meet their neighbours' by design
    every = [text for text in texts(sheet.marks) if text.line.text not in set("“”（）《》〔〕")]
    for n, one in enumerate(every):
        a, slack = box(one), size_of(one) // 10
        for other in every[n + 1 :]:
            b = box(other)
            wide = min(a[2], b[2]) - max(a[0], b[0])
            high = min(a[3], b[3]) - max(a[1], b[1])
            if wide > slack and high > slack:
                met.append((one.line.text, other.line.text))
    return met


def off_grid(sheet: Sheet, setter: Typesetter) -> list[str]:
    """Texts in the body's size whose baseline is on no line of the page's grid."""
    page = setter.layout.page
    down = baseline(page.body)
    return [text.line.text for text in texts(sheet.marks) if size_of(text) == page.body and (text.y - down) % page.leading]


def sound(sheet: Sheet, setter: Typesetter) -> bool:
    """Nothing outside, nothing overlapping, body text on the grid; tells what is wrong by failing."""
    assert outside(sheet, setter) == []
    assert overlaps(sheet) == []
    assert off_grid(sheet, setter) == []
    return True
