"""What stands around a page on a press sheet: crop marks, register marks, colour patches, and a line that says which page it is.

All of it outside the bleed; lines and words in the registration colour, so that they are on every plate.
"""

from collections.abc import Iterator
from typing import Literal

from yearbook.compose.marks import label
from yearbook.compose.paragraph import Typesetter
from yearbook.frozen import replace
from yearbook.model.page import Box, Colour, Disc, Page, Pages, Rule, Text
from yearbook.model.press_looks import MarksLook
from yearbook.units import to_mm

ALL = "registration"
PATCH = "patch-{}"


def with_press_marks(pages: Pages, part: str, setter: Typesetter, folds: tuple[int, ...] = ()) -> Pages:
    """The pages with what stands around them; `part` says which part of the book they are, `folds` where they are folded."""
    press = setter.layout.press
    look = press.marks
    drawn = (*_crops(pages, look), *_registers(pages, look, bool(folds)), *_patches(pages, look), *_folds(pages, folds, look))
    size = " × ".join(f"{to_mm(side):.1f}".removesuffix(".0") for side in (pages.width, pages.height))
    told = {"title": pages.info.title, "part": part, "size": size, "intent": press.output_intent.identifier}
    marked = []
    for number, page in enumerate(pages.pages, 1):
        words = look.slug.format(**told, sheet=number, folio=f"（{page.folio}）" if page.folio else "")
        marked.append(replace(page, around=(*drawn, _told(words, pages, setter))))
    patches = tuple((PATCH.format(number), Colour(cmyk, (0, 0, 0))) for number, cmyk in enumerate(look.patches))
    registration = Colour((100, 100, 100, 100), (0, 0, 0), registration=True)
    return replace(pages, pages=tuple(marked), colours=(*pages.colours, *patches, (ALL, registration)))


def blank_pages(pages: Pages, count: int) -> Pages:
    """The same with so many blank pages at its end, their folios counting on."""
    folio = pages.pages[-1].folio if pages.pages else ""
    made: list[Page] = []
    for number in range(1, count + 1):
        side: Literal["recto", "verso"] = "recto" if (len(pages.pages) + number) % 2 else "verso"
        made.append(Page(str(int(folio) + number) if folio.isdigit() else folio, side, ()))
    return replace(pages, pages=(*pages.pages, *made))


def _crops(pages: Pages, look: MarksLook) -> Iterator[Rule]:
    """Two strokes at every corner, in line with the trim."""
    near = pages.bleed + look.gap
    far = near + look.length
    for x in (0, pages.width):
        for start, end in ((-near, -far), (pages.height + near, pages.height + far)):
            yield Rule(x, start, x, end, look.width, ALL)
    for y in (0, pages.height):
        for start, end in ((-near, -far), (pages.width + near, pages.width + far)):
            yield Rule(start, y, end, y, look.width, ALL)


def _folds(pages: Pages, folds: tuple[int, ...], look: MarksLook) -> Iterator[Rule]:
    """Broken strokes where a cover is folded."""
    near = pages.bleed + look.gap
    for x in folds:
        for start, end in ((-near, -near - look.length), (pages.height + near, pages.height + near + look.length)):
            yield Rule(x, start, x, end, look.width, ALL, (look.length // 6, look.length // 6))


def _registers(pages: Pages, look: MarksLook, folded: bool) -> Iterator[Rule | Disc]:
    """A cross in a ring in the middle of every side; where that is folded, beside it."""
    away = pages.bleed + look.gap + look.cross + (look.length - look.cross) // 2
    middle_x, middle_y, r = pages.width // (3 if folded else 2), pages.height // 2, look.cross
    for x, y in ((middle_x, -away), (middle_x, pages.height + away), (-away, middle_y), (pages.width + away, middle_y)):
        yield Disc(x, y, r * 3 // 5, "", ALL, look.width)
        yield Rule(x - r, y, x + r, y, look.width, ALL)
        yield Rule(x, y - r, x, y + r, look.width, ALL)


def _patches(pages: Pages, look: MarksLook) -> Iterator[Box]:
    """Patches of every ink, of halftones and grey, above the head, left of its register mark."""
    bottom = -pages.bleed - look.gap
    room = pages.width // 3 - 2 * look.cross - look.patch
    for number in range(min(len(look.patches), room // look.patch)):
        yield Box(look.patch * (number + 1), bottom - look.patch, look.patch, look.patch, PATCH.format(number))


def _told(words: str, pages: Pages, setter: Typesetter) -> Text:
    look = setter.layout.press.marks
    line, size = label(setter, words, look.style, ALL)
    return Text(look.patch, pages.height + pages.bleed + look.gap + size, line)
