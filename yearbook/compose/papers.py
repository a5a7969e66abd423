"""A paper of one page that a layout describes in slots, such as a certificate: short fields, and paragraphs one below the other."""

from collections.abc import Mapping, Sequence

from yearbook.compose.paragraph import Typesetter, pieces_of, set_paragraph
from yearbook.compose.slots import Filling, fixed_sheet
from yearbook.model.page import BookInfo, Page, Pages, shifted
from yearbook.model.slots import ProseSlot
from yearbook.model.text import Span


def paper(name: str, fields: Mapping[str, str], prose: Mapping[str, Sequence[str]], info: BookInfo, setter: Typesetter) -> Pages:
    """The page that the layout calls `name`, filled."""
    layout = setter.layout
    slots = layout.pages[name]
    styles = {slot.prose: (slot.style, slot.width) for slot in slots if isinstance(slot, ProseSlot)}
    lines = {
        field: tuple(
            line
            for text in paragraphs
            for line in set_paragraph(pieces_of((Span(text),), styles[field][0], layout), setter, styles[field][1], align="left")
        )
        for field, paragraphs in prose.items()
    }  # fmt: skip
    sheet = fixed_sheet(slots, fields, "recto", setter, Filling(lines))
    marks = tuple(shifted(mark, layout.page.inside, layout.page.head, 0) for mark in sheet.marks)
    width, height = layout.page.trim
    return Pages((Page("", "recto", marks),), sheet.elements, (), layout.palette, width, height, layout.page.bleed, info)
