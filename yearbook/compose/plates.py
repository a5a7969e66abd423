"""图版: a page that lists them, then pages of one, two or four pictures with captions; a missing picture keeps its place."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from yearbook.compose.captions import Place, Title, caption_marks, note_pieces, pitch, prose_marks
from yearbook.compose.display import TitleLook, spaced_word, title_marks
from yearbook.compose.figures import picture_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.opener_rows import rows_marks, rows_that_fit
from yearbook.compose.paragraph import Typesetter, pieces_of, set_paragraph
from yearbook.frozen import replace
from yearbook.model.copy import Figure, PlatesPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Mark, Rule, Text
from yearbook.model.text import Span

Side: TypeAlias = Literal["recto", "verso"]
BoxPlace: TypeAlias = tuple[int, int, int, int]  # x, y, width, height


def plates_sheets(part: PlatesPart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The plates section from a verso on; pages of pictures follow the list. More plates than a page holds go on to another."""
    sheets = _lists(part, setter)
    for layout, plates in part.pages:
        count = len(_places(layout, "recto", setter))
        for start in range(0, len(plates), count):
            sheets.append(_page(layout, plates[start : start + count], _side(len(sheets)), setter))
    return tuple(sheets)


def _side(number: int) -> Side:
    """The side of a sheet of the section, counted from 0."""
    return "recto" if number % 2 else "verso"


def opener_plate_sheet(plate: Figure, setter: Typesetter) -> Sheet:
    """The picture facing a chapter's opener, bleeding on three sides of its verso."""
    look, page = setter.layout.plates, setter.layout.page
    box = _bleeding("verso", look.opener_lines, setter)
    structure = Structure()
    marks = _plate(plate, box, (0, (look.opener_lines + 1) * page.leading, page.width), setter, structure)
    return Sheet(tuple(marks), structure.done(), "verso")


def _lists(part: PlatesPart, setter: Typesetter) -> list[Sheet]:
    """Title, English, and the captions in order under light rules, each leading to its plate; a note below the last."""
    look, page = setter.layout.plates, setter.layout.page
    plates = [plate for _, group in part.pages for plate in group]
    rows = tuple((plate.label.rsplit(" ", 1)[-1], plate.caption, plate.anchor) for plate in plates)
    sheets: list[Sheet] = []
    while rows or not sheets:
        structure = Structure()
        marks, foot = _title(part, setter, structure) if not sheets else ([], -page.leading)
        place = (int(((look.list.line or 1) - 1) * page.leading), foot)
        count = rows_that_fit(look.list, rows, place, setter) if rows else 0
        listed = rows_marks(look.list, rows[:count], (look.list.x, *place), setter, structure)
        rows = rows[count:]
        marks += listed
        if not rows:
            foot = max((mark.y1 for mark in listed if isinstance(mark, Rule)), default=foot)
            marks += _note(part, foot + page.leading, setter, structure)
        sheets.append(Sheet(tuple(marks), structure.done(), _side(len(sheets))))
    return sheets


def _title(part: PlatesPart, setter: Typesetter, structure: Structure) -> tuple[list[Mark], int]:
    look = setter.layout.plates
    title = TitleLook(look.title_style, look.title_en_style, 0, look.title_gap)
    marks, foot = title_marks((part.title, part.title_en), title, setter.layout.page.width, setter, structure)
    if isinstance(marks[0], Text) and len(part.title) == len("图版"):
        marks[0] = replace(marks[0], line=spaced_word(part.title, look.title_style, setter))
    return marks, foot


def _note(part: PlatesPart, top: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    look, width = setter.layout.plates, setter.layout.page.width
    lines = set_paragraph(pieces_of(part.intro, look.intro_style, setter.layout), setter, width, align="left")
    if not lines:
        return []
    size, step, note = setter.style(look.intro_style).size, pitch(setter, look.intro_style), structure.add("P")
    return [line_at(line, size, 0, top + n * step, note) for n, line in enumerate(lines)]


def _places(layout: str, side: Side, setter: Typesetter) -> tuple[BoxPlace, ...]:
    """Where the pictures of a page stand."""
    look, page = setter.layout.plates, setter.layout.page
    second, right = (look.second_line - 1) * page.leading, page.width - look.four[0]
    if layout == "full":
        return (_bleeding(side, look.one_lines, setter),)
    if layout == "one":
        return ((0, 0, page.width, look.one_lines * page.leading),)
    if layout == "two":
        return ((0, 0, *look.two), (0, second, *look.two))
    return tuple((x, y, *look.four) for y in (0, second) for x in (0, right))


def _bleeding(side: Side, lines: int, setter: Typesetter) -> BoxPlace:
    """A box over the page's width down to the foot of a line, bleeding at the head and the fore-edge, not over the fold."""
    page = setter.layout.page
    left = -page.inside if side == "recto" else -(page.trim[0] - page.inside - page.width) - page.bleed
    return left, -page.head - page.bleed, page.trim[0] + page.bleed, page.head + page.bleed + lines * page.leading


def _page(layout: str, plates: Sequence[Figure], side: Side, setter: Typesetter) -> Sheet:
    look, page = setter.layout.plates, setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    cell = page.lines * page.leading if layout in ("full", "one") else (look.second_line - 1) * page.leading
    for plate, box in zip(plates, _places(layout, side, setter), strict=False):
        x, y, width, height = box
        measure = page.width if layout == "full" else width
        under = _under(plate, (0, 0, measure), setter, Structure().add("Caption"))[1]
        foot = max(y, 0) + cell - (page.leading - page.body)
        height = min(height, foot - look.caption_gap - under - y)  # a long caption takes its room from the picture
        marks += _plate(plate, (x, y, width, height), (max(x, 0), y + height + look.caption_gap, measure), setter, structure)
    return Sheet(tuple(marks), structure.done(), side)


def _plate(plate: Figure, box: BoxPlace, caption: tuple[int, int, int], setter: Typesetter, structure: Structure) -> list[Mark]:
    """A picture, or the place kept for it, and its caption at (x, y, width)."""
    element = structure.add("Figure", alt=plate.alt or plate.caption)
    marks: list[Mark] = [Anchor(plate.anchor, max(box[0], 0), max(box[1], 0))] if plate.anchor else []
    marks += picture_marks(plate.file, setter, box, element)
    return marks + _under(plate, caption, setter, structure.add("Caption", element))[0]


def _under(plate: Figure, place: tuple[int, int, int], setter: Typesetter, element: int) -> tuple[list[Mark], int]:
    """Label in red and caption, the credit on the next line; and the y of their foot."""
    look = setter.layout.caption
    x, y, width = place
    marks, foot = caption_marks(Title(plate.label, plate.caption), setter, Place(x, y, width), element)
    if plate.credit:
        white = pitch(setter, look.note_style) - setter.style(look.note_style).size
        credit = note_pieces((Span(plate.credit),), setter)
        more, end = prose_marks(credit, setter, Place(x, foot + white, width), element)
        marks, foot = marks + more, end - white
    return marks, foot
