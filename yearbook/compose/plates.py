"""图版: a page that lists them, then pages of one, two or four pictures with captions; a missing picture keeps its place."""

from yearbook.compose.marks import Structure, line_at, place_for_picture
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.copy import Figure, PlatesPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Box, Mark, Picture, Rule
from yearbook.units import to_mm


def plates_sheets(part: PlatesPart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The plates section; pages of pictures follow the list."""
    return (_list(part, setter), *(_page(layout, plates, setter) for layout, plates in part.pages))


def opener_plate_sheet(plate: Figure, setter: Typesetter) -> Sheet:
    """The picture facing a chapter's opener, bleeding on three sides of its verso."""
    look, page = setter.layout.plates, setter.layout.page
    left = -(page.trim[0] - page.inside - page.width) - page.bleed
    height = look.opener_lines * page.leading - (page.leading - page.body)
    box = (left, -page.head - page.bleed, page.trim[0] + page.bleed, page.head + page.bleed + height)
    structure = Structure()
    marks: list[Mark] = []
    _picture(plate, box, setter, structure, marks)
    _caption(plate, (0, (look.opener_lines + 1) * page.leading, page.width), setter, structure, marks)
    return Sheet(tuple(marks), structure.done(), "verso")


def _list(part: PlatesPart, setter: Typesetter) -> Sheet:
    """Title, English, and the captions in order under light rules."""
    look, page = setter.layout.plates, setter.layout.page
    structure = Structure()
    size, small = setter.style(look.title_style).size, setter.style(look.title_en_style).size
    spread = part.title[0] + "\u3000" + part.title[1] if len(part.title) == 2 else part.title
    title = set_single((Piece(spread, look.title_style),), setter)
    marks: list[Mark] = [line_at(title, size, 0, 0, structure.add("H1", title=part.title))]
    if part.title_en:
        english = set_single((Piece(part.title_en.upper(), look.title_en_style),), setter)
        marks.append(line_at(english, small, 0, size + page.leading // 2, structure.add("P")))
    plates = [plate for _, group in part.pages for plate in group]
    rows = [_listed(plate, setter) for plate in plates]
    height = sum(max(len(lines), 2) for _, lines in rows) * page.leading
    y = max(min((look.list_line - 1) * page.leading, page.lines * page.leading - height), 4 * page.leading)
    size, small = setter.style(look.list_style).size, setter.style(look.list_number_style).size
    for number, lines in rows:
        marks.append(Rule(0, y, look.list_width, y, look.list_rule, look.list_colour))
        element = structure.add("P")
        drop = page.leading // 4
        marks.append(line_at(number, small, 0, y + drop + (size - small) * 88 // 100, element))
        marks += [line_at(line, size, look.list_x, y + drop + n * page.leading * 7 // 8, element) for n, line in enumerate(lines)]
        y += max(len(lines), 2) * page.leading
    marks.append(Rule(0, y, look.list_width, y, look.list_rule, look.list_colour))
    if part.intro:
        style = setter.style(look.intro_style)
        note = structure.add("P")
        for n, line in enumerate(set_paragraph(pieces_of(part.intro, look.intro_style, setter.layout), setter, page.width, align="left")):
            marks.append(line_at(line, style.size, 0, y + page.leading + n * (style.leading or page.leading), note))
    return Sheet(tuple(marks), structure.done(), "verso")


def _listed(plate: Figure, setter: Typesetter) -> tuple:  # type: ignore[type-arg]
    look = setter.layout.plates
    number = plate.label.rsplit(" ", 1)[-1]
    lines = set_paragraph((Piece(plate.caption, look.list_style),), setter, look.list_width - look.list_x, align="left")
    return set_single((Piece(number, look.list_number_style),), setter), lines


def _page(layout: str, plates: tuple[Figure, ...], setter: Typesetter) -> Sheet:
    look, page = setter.layout.plates, setter.layout.page
    second = (look.second_line - 1) * page.leading
    width, height = look.four if layout == "four" else look.two
    places = {
        "two": [(0, 0), (0, second)],
        "four": [(0, 0), (page.column + page.gutter, 0), (0, second), (page.column + page.gutter, second)],
        "one": [(0, 0)],
        "full": [(0, 0)],
    }[layout]
    if layout in ("one", "full"):
        width, height = page.width, look.one_lines * page.leading - (page.leading - page.body)
    structure = Structure()
    marks: list[Mark] = []
    for plate, (x, y) in zip(plates, places, strict=False):
        _picture(plate, (x, y, width, height), setter, structure, marks)
        _caption(plate, (x, y + height + look.caption_gap, width), setter, structure, marks)
    return Sheet(tuple(marks), structure.done(), "any")


def _picture(
    plate: Figure, box: tuple[int, int, int, int], setter: Typesetter, structure: Structure, marks: list[Mark]
) -> None:
    """The picture, or the place kept for it with its size in words."""
    element = structure.add("Figure", alt=plate.alt or plate.caption)
    x, y, width, height = box
    if plate.file:
        marks.append(Picture(x, y, width, height, plate.file, element))
        return
    shape = "横幅" if width > height else "竖幅"
    look = setter.layout.frame
    words = f"{shape}\u3000{to_mm(width):.0f} mm × {to_mm(height):.0f} mm\u3000{look.text}"
    for mark in place_for_picture(setter, look, box, words):
        marks.append(mark)
    marks.append(Box(x, y, 0, 0, "", "", 0, element))


def _caption(
    plate: Figure, place: tuple[int, int, int], setter: Typesetter, structure: Structure, marks: list[Mark]
) -> None:
    """Label in red, caption, and the credit on the next line."""
    look = setter.layout.caption
    x, y, width = place
    style = setter.style(look.style)
    element = structure.add("Caption")
    pieces = (Piece(plate.label, look.number_style), Piece("\u3000", look.style), Piece(plate.caption, look.style))
    pitch = style.leading or setter.layout.page.leading * 7 // 8
    drop = (pitch - style.size) // 2
    lines = list(set_paragraph(pieces, setter, width, align="left"))
    marks += [line_at(line, style.size, x, y + drop + n * pitch, element) for n, line in enumerate(lines)]
    if plate.credit:
        note = setter.style(look.note_style)
        credit = set_single((Piece(plate.credit, look.note_style),), setter)
        marks.append(line_at(credit, note.size, x, y + drop + len(lines) * pitch, element))
