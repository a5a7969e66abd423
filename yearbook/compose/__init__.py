"""Copy → Galley: text becomes lines, blocks get their sizes; pages are not yet known.

`compose` sets the book part by part; `Finisher` sets the few lines that wait for folios (openers, contents, heads).
"""

from typing import TYPE_CHECKING

from yearbook.compose.ahead import LONG_BOOK, batches, group_chapters, weight_of
from yearbook.compose.finish import Finisher
from yearbook.compose.kept_items import NO_STOCK, Stock, kept_galley
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import part_galley, unset
from yearbook.fonts import Faces
from yearbook.frozen import replace
from yearbook.model.copy import ChapterPart, Copy, Part
from yearbook.model.galley import ChapterGalley, Galley, PartGalley
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


def typesetter(copy: Copy, layout: Layout, faces: Faces, hands: int = 1) -> Typesetter:
    """What composing needs at every step; shared by both verbs, so that what is set once is set once. `hands` is how many processes set."""
    return Typesetter(layout, faces, copy.names, hands=hands, in_batches=copy.characters >= LONG_BOOK)


def compose(copy: Copy, setter: Typesetter, stock: Stock = NO_STOCK) -> Galley:
    """The book set on the layout's measures with its faces; in a further round only what its folios changed.

    With a `stock` what earlier builds kept is taken over, and what is set is kept. Blocks of chapters are set when they are asked for.
    """
    if setter.in_batches:
        group_chapters([part for part in copy.parts if isinstance(part, ChapterPart)], setter)
    made = (_galley(part, setter, stock) for part in copy.parts)
    parts = tuple(galley for galley in made if galley is not None)
    title = f"{copy.title} {copy.year}"
    info = BookInfo(title, copy.office, dict(copy.fields).get("records", ""), copy.date)
    return Galley(parts, copy.title, copy.year, copy.characters, info)


def _galley(part: Part, setter: Typesetter, stock: Stock) -> PartGalley | None:
    galley = setter.once(part_galley, part)
    if not isinstance(part, ChapterPart) or not isinstance(galley, ChapterGalley):
        return galley
    if stock.standing:
        galley = kept_galley(part, galley, setter, stock)
    if not setter.in_batches:
        return galley
    group, weight = setter.groups[part.anchor]
    return replace(galley, group=group, weight=weight, unset=weight_of(unset(part.items, setter)))


def dismiss(setter: Typesetter) -> None:
    """Lets go of all that was set, when its last page is made up.

    Cells know their setter, and it knows them: without this every block would be held to the end, 30 MB of a large book.
    """
    setter.cells.clear()


def finisher(copy: Copy, setter: Typesetter, stock: Stock = NO_STOCK) -> Finisher:
    """What makeup asks for lines that tell folios."""
    return Finisher(copy, setter, stock)
