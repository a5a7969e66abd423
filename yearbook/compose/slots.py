"""Fixed pages from a layout's slots: cover, titles, openers. A designer moves things in YAML; nothing here knows a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from yearbook.compose.display import display_lines, display_pitch, ink_width
from yearbook.compose.marks import Structure, baseline, line_at
from yearbook.compose.opener_rows import rows_marks
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.compose.tabs import all_ticks, own_tab
from yearbook.frozen import replace
from yearbook.model.galley import Sheet
from yearbook.model.page import ARTIFACT, Box, Line, Mark, Rule, Text
from yearbook.model.slots import BoxSlot, ProseSlot, RuleSlot, SectionsSlot, Slot, TextSlot, TicksSlot

Side: TypeAlias = Literal["recto", "verso"]

# GB/T 15834-2011 §5.2: marks that have a form of their own in vertical text
OPENING, CLOSING = "“‘「『（〔【《〈｛", "”’」』）〕】》〉｝"
VERTICAL = str.maketrans(OPENING + CLOSING + "—…", "﹃﹁﹁﹃︵︹︻︽︿︷" + "﹄﹂﹂﹄︶︺︼︾﹀︸" + "︱︙")


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills the slots of a page: prose by field, rows (folio, title, anchor), the chapter's (number, count, name)."""

    prose: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    rows: tuple[tuple[str, str, str], ...] = ()
    chapter: tuple[int, int, str] = (0, 0, "")


@dataclass
class _Page:
    """A page while its slots are drawn; `foot` is how far down its prose reaches, `actual` what vertical text says."""

    fields: Mapping[str, str]
    side: Side
    setter: Typesetter
    filling: Filling
    structure: Structure = field(default_factory=Structure)
    marks: list[Mark] = field(default_factory=list)
    actual: dict[int, str] = field(default_factory=dict)
    foot: int = 0


def fixed_sheet(
    slots: tuple[Slot, ...], fields: Mapping[str, str], side: Side, setter: Typesetter, filling: Filling | None = None
) -> Sheet:
    """The page of these slots, its `{field}` texts filled from `fields`; an empty `when` field leaves a slot out."""
    page = _Page(fields, side, setter, filling or Filling())
    for slot in slots:
        if slot.when and not fields.get(slot.when):
            continue
        match slot:
            case BoxSlot():
                x, y = _place(slot, page)
                page.marks.append(Box(x, y, slot.width, slot.height, slot.box))
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
    return Sheet(tuple(page.marks), tuple(elements), side)


def _ticks(slot: TicksSlot, page: _Page) -> None:
    number, count, name = page.filling.chapter
    if slot.ticks == "all":
        page.marks += all_ticks((number, count), page.side, slot.colour, page.setter)
    elif number:
        page.marks += own_tab(number, count, name, (page.side, page.setter.layout.tabs.width_opener), page.setter)


def _place(slot: BoxSlot | RuleSlot | TextSlot | ProseSlot | SectionsSlot, page: _Page) -> tuple[int, int]:
    """Where a slot stands, from the head-left corner of the type area."""
    look = page.setter.layout.page
    y = slot.y + (int((slot.line - 1) * look.leading) if slot.line is not None else 0)
    if slot.from_ == "area":
        return slot.x, y
    area = look.inside if page.side == "recto" else look.trim[0] - look.inside - look.width
    return slot.x - area, y - look.head


def _text(slot: TextSlot, page: _Page) -> None:
    text = slot.text.format_map(_Fields(page.fields)).strip()
    if not text:
        return
    x, y = _place(slot, page)
    element = page.structure.add(slot.tag, title=text) if slot.tag else ARTIFACT
    if slot.vertical:
        if slot.tag:
            page.actual[element] = text
        page.marks += _vertical(text, slot, (x, y), page.setter, element)
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
    look = page.setter.layout.page
    if slot.room:
        return slot.room
    left, right = 0, look.width
    if slot.from_ == "trim":
        area = look.inside if page.side == "recto" else look.trim[0] - look.inside - look.width
        left, right = -area, look.trim[0] - area
    return max({"left": right - x, "right": x - left, "center": 2 * min(right - x, x - left)}[slot.align], look.body)


def _vertical(text: str, slot: TextSlot, place: tuple[int, int], setter: Typesetter, element: int) -> list[Mark]:
    """Upright characters down the page at the slot's pitch; too many for its room, they and their pitch grow smaller."""
    x, y = place
    style = setter.style(slot.style)
    steps = _steps(text)
    pitch = slot.pitch or style.size
    need = steps[-1] * pitch // 2 + style.size
    scale = min(1000, slot.room * 1000 // need) if slot.room else 1000
    size, pitch = style.size * scale // 1000, pitch * scale // 1000
    marks: list[Mark] = []
    for step, character in zip(steps, text, strict=True):
        form = character.translate(VERTICAL)
        line = set_single((Piece(form, slot.style, scale=scale),), setter)
        wide = sum(run.width for run in line.runs)
        runs = tuple(replace(run, x=0) for run in line.runs)  # a line begins with half a bracket, a column does not
        line = replace(line, runs=runs, text=character, width=wide, exact=form == character)
        left = x + (size - ink_width(line, style.track)) // 2
        marks.append(Text(left, y + step * pitch // 2 + baseline(size), line, element))
    return marks


def _steps(text: str) -> tuple[int, ...]:
    """Where the characters of a column stand, in half pitches: brackets give up their blank half."""
    places, at = [], 0
    for character in text:
        if character in OPENING and at:
            at -= 1
        places.append(at)
        at += 1 if character in CLOSING else 2
    return tuple(places)


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
