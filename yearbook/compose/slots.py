"""Fixed pages from a layout's slots: cover, titles, openers. A designer moves things in YAML; nothing here knows a place."""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Literal, TypeAlias

from yearbook.compose.barcode import barcode_marks
from yearbook.compose.display import display_lines, display_pitch, ink_width
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.opener_rows import rows_marks
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.tabs import all_ticks, own_tab
from yearbook.compose.vertical import Column, column_height, vertical_marks
from yearbook.frozen import frozen, replace, workpiece
from yearbook.model.galley import Sheet
from yearbook.model.page import ARTIFACT, Box, Line, Mark, Rule
from yearbook.model.slots import BarcodeSlot, BoxSlot, ProseSlot, RuleSlot, SectionsSlot, Slot, TextSlot, TicksSlot

Side: TypeAlias = Literal["recto", "verso"]

@frozen
class Canvas:
    """The rectangle that slots are placed on: its width, and where the head-left corner of its area is within it."""

    width: int
    left: int
    head: int
    area: int  # the width of the area


@frozen
class Filling:
    """What fills the slots of a page: prose by field, rows (folio, title, anchor), the chapter's (number, count, name)."""

    prose: Mapping[str, tuple[Line, ...]] = MappingProxyType({})
    rows: tuple[tuple[str, str, str], ...] = ()
    chapter: tuple[int, int, str] = (0, 0, "")


@workpiece
class _Page:
    """A page while its slots are drawn; `foot` is how far down its prose reaches, `actual` what vertical text says."""

    fields: Mapping[str, str]
    side: Side
    setter: Typesetter
    filling: Filling
    canvas: Canvas
    structure: Structure = field(default_factory=Structure)
    marks: list[Mark] = field(default_factory=list)
    actual: dict[int, str] = field(default_factory=dict)
    foot: int = 0


def fixed_sheet(
    slots: tuple[Slot, ...], fields: Mapping[str, str], side: Side, setter: Typesetter, filling: Filling | None = None
) -> Sheet:
    """The page of these slots, its `{field}` texts filled from `fields`; an empty `when` field leaves a slot out."""
    page = _Page(fields, side, setter, filling or Filling(), page_canvas(side, setter))
    return _filled(slots, page)


def page_canvas(side: Side, setter: Typesetter) -> Canvas:
    """A page of the book."""
    look = setter.layout.page
    return Canvas(look.trim[0], look.inside if side == "recto" else look.trim[0] - look.inside - look.width, look.head, look.width)


def spine_sheet(slots: tuple[Slot, ...], fields: Mapping[str, str], width: int, setter: Typesetter) -> Sheet:
    """A spine of that width: its area begins at its axis and its head, and text keeps the layout's margin from its folds."""
    margin = setter.layout.cover.spine_margin
    canvas = Canvas(width - 2 * margin, width // 2 - margin, 0, 0)
    return _filled(slots, _Page(fields, "recto", setter, Filling(), canvas))


def _filled(slots: tuple[Slot, ...], page: _Page) -> Sheet:
    """What `fixed_sheet` and `spine_sheet` do once they know their ground."""
    fields, setter = page.fields, page.setter
    for slot in slots:
        if slot.when and not fields.get(slot.when):
            continue
        match slot:
            case BoxSlot():
                x, y = _place(slot, page)
                if slot.width:
                    page.marks.append(Box(x, y, slot.width, slot.height, slot.box))
                else:  # over the whole canvas, a spine's margins included
                    whole = page.canvas.width + 2 * (setter.layout.cover.spine_margin if not page.canvas.area else 0)
                    page.marks.append(Box(x - whole // 2, y, whole, slot.height, slot.box))
            case BarcodeSlot():
                page.marks += barcode_marks(slot, fields.get(slot.barcode, ""), _place(slot, page), setter, page.structure)
            case RuleSlot():
                x, y = _place(slot, page)
                page.marks.append(Rule(x, y, x + slot.dx, y + slot.dy, slot.thickness, slot.rule))
            case TextSlot():
                _text(slot, page)
            case ProseSlot():
                _prose(slot, page)
            case SectionsSlot():
                rows = page.filling.rows
                page.marks += rows_marks(slot, rows, (*_place(slot, page), page.foot), setter, page.structure)
            case TicksSlot():
                _ticks(slot, page)
    elements = (replace(e, actual=page.actual.get(n, "")) for n, e in enumerate(page.structure.done()))
    return Sheet(tuple(page.marks), tuple(elements), page.side)


def _ticks(slot: TicksSlot, page: _Page) -> None:
    number, count, name = page.filling.chapter
    if slot.ticks == "all":
        page.marks += all_ticks((number, count), page.side, slot.colour, page.setter)
    elif number:
        page.marks += own_tab(number, count, name, (page.side, page.setter.layout.tabs.width_opener), page.setter)


def _place(slot: BoxSlot | RuleSlot | TextSlot | ProseSlot | SectionsSlot | BarcodeSlot, page: _Page) -> tuple[int, int]:
    """Where a slot stands, from the head-left corner of the type area."""
    look = page.setter.layout.page
    y = slot.y + (int((slot.line - 1) * look.leading) if slot.line is not None else 0)
    if slot.from_ == "area":
        return slot.x, y
    return slot.x - page.canvas.left, y - page.canvas.head


def _text(slot: TextSlot, page: _Page) -> None:
    text = slot.text.format_map(_Fields(page.fields)).strip()
    if not text:
        return
    x, y = _place(slot, page)
    element = page.structure.add(slot.tag, title=text) if slot.tag else ARTIFACT
    if slot.vertical:
        if slot.tag:
            page.actual[element] = text
        column = Column(slot.style, slot.pitch, slot.room)
        size = page.setter.style(slot.style).size
        x -= {"left": 0, "right": size, "center": size // 2}[slot.align]
        if slot.grow == "up":
            y -= min(column_height(text, column, page.setter), slot.room or column_height(text, column, page.setter))
        page.marks += vertical_marks(text, column, (x, y), page.setter, element)
        return
    style = page.setter.style(slot.style)
    lines, size = display_lines(text, slot.style, _room(slot, x, page), slot.lines, page.setter)
    pitch = display_pitch(size, style)
    if slot.grow == "up":  # the foot of the last line stands where the foot of a single one would
        y += style.size - size - (len(lines) - 1) * pitch
    for position, line in enumerate(lines):
        width = ink_width(line, style.track)
        left = {"left": x, "right": x - width, "center": x - width // 2}[slot.align]
        page.marks.append(line_at(line, size, left, y + position * pitch, element))


def _room(slot: TextSlot, x: int, page: _Page) -> int:
    """How wide a text may be: as the slot says, else to the edge of the type area (or of the page) that it runs to."""
    canvas = page.canvas
    if slot.room:
        return slot.room
    left, right = (-canvas.left, canvas.width - canvas.left) if slot.from_ == "trim" or not canvas.area else (0, canvas.area)
    least = page.setter.layout.page.body
    return max({"left": right - x, "right": x - left, "center": 2 * min(right - x, x - left)}[slot.align], least)


def _prose(slot: ProseSlot, page: _Page) -> None:
    style = page.setter.style(slot.style)
    pitch = style.leading or page.setter.layout.page.leading
    x, y = _place(slot, page)
    lines = page.filling.prose.get(slot.prose, ())
    if not lines:
        return
    element = page.structure.add("P")
    page.marks += [line_at(line, style.size, x, y + n * pitch, element) for n, line in enumerate(lines)]
    page.foot = max(page.foot, y + len(lines) * pitch)


class _Fields(dict[str, str]):
    """A field that a part does not have shows as nothing."""

    def __missing__(self, name: str) -> str:
        return ""
