"""Copy → Galley: text becomes lines, blocks get their sizes; pages are not yet known.

`compose` sets the book part by part; `Finisher` sets the few lines that wait for folios (openers, contents, heads).
"""

from typing import TYPE_CHECKING

from yearbook.compose.ahead import LONG_BOOK, batches
from yearbook.compose.finish import Finisher
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import part_galley
from yearbook.compose.preset import NO_STOCK, Stock, dismiss, preset
from yearbook.fonts import Faces
from yearbook.frozen import replace
from yearbook.model.copy import ChapterPart, Copy
from yearbook.model.galley import Galley
from yearbook.model.layout import Layout
from yearbook.model.page import BookInfo
from yearbook.on_demand import on_demand

if TYPE_CHECKING:  # what only errands ask for
    from yearbook.compose.chart_sheet import chart_pages
    from yearbook.compose.cover import cover_folds, cover_pages, spine_of
    from yearbook.compose.meeting import ContentsLine, agenda_galley, contents_sheets, copy_numbers, cover_sheet, paper_galley
    from yearbook.compose.press_marks import blank_pages, with_press_marks
    from yearbook.compose.sheet_marks import map_pages, sheet_pages
    from yearbook.compose.ticket import ticket_pages

__all__ = [
    "ContentsLine", "Finisher", "Stock", "Typesetter", "agenda_galley", "batches", "blank_pages", "chart_pages", "compose",
    "contents_sheets", "copy_numbers", "cover_folds", "cover_pages", "cover_sheet", "dismiss", "finisher", "map_pages",
    "paper_galley", "sheet_pages", "spine_of", "ticket_pages", "typesetter", "with_press_marks",
]  # fmt: skip

__getattr__ = on_demand(__name__, {
    "chart_pages": "chart_sheet",
    **dict.fromkeys(("cover_folds", "cover_pages", "spine_of"), "cover"),
    **dict.fromkeys(("ContentsLine", "agenda_galley", "contents_sheets", "copy_numbers", "cover_sheet", "paper_galley"), "meeting"),
    **dict.fromkeys(("blank_pages", "with_press_marks"), "press_marks"),
    **dict.fromkeys(("map_pages", "sheet_pages"), "sheet_marks"),
    "ticket_pages": "ticket",
})  # fmt: skip


def typesetter(copy: Copy, layout: Layout, faces: Faces) -> Typesetter:
    """What composing needs at every step; shared by both verbs, so that what is set once is set once."""
    return Typesetter(layout, faces, copy.names, in_batches=copy.characters >= LONG_BOOK)


def compose(copy: Copy, setter: Typesetter, stock: Stock | None = None) -> Galley:
    """The book set on the layout's measures with its faces; in a further round only what its folios changed.

    With a `stock` what earlier builds kept is taken over, and several processes set the rest.
    """
    if setter.in_batches:
        setter.coming[:] = [part.items for part in copy.parts if isinstance(part, ChapterPart)]
    stamps = preset(copy.parts, setter, stock) if stock else {}
    set_parts = ((setter.once(part_galley, part), stamps.get(id(part), b"")) for part in copy.parts)
    parts = tuple(replace(galley, stamp=stamp) if stamp else galley for galley, stamp in set_parts if galley is not None)
    title = f"{copy.title} {copy.year}"
    info = BookInfo(title, copy.office, dict(copy.fields).get("records", ""), copy.date)
    return Galley(parts, copy.title, copy.year, copy.characters, info)


def finisher(copy: Copy, setter: Typesetter, stock: Stock = NO_STOCK) -> Finisher:
    """What makeup asks for lines that tell folios."""
    return Finisher(copy, setter, stock)
