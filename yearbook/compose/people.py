"""人物: portrait, name and offices at the head of an entry, its text under them in the column."""

from yearbook.compose.flow import paragraph_blocks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.galley import FlowBlock, FrameBlock, HeadBlock
from yearbook.model.page import Mark, Picture, shifted
from yearbook.model.roll_copy import PersonEntry


def person_blocks(person: PersonEntry, setter: Typesetter, width: int) -> list[FlowBlock]:
    """The head keeps the first lines of the text; without a text it stands by itself."""
    page, look = setter.layout.page, setter.layout.people
    structure = Structure()
    marks, foot = _head(person, setter, width, structure)
    lines = -(-foot // page.leading)
    text = paragraph_blocks(person.paragraphs, setter, width)
    lowered = tuple(shifted(mark, 0, page.leading) for mark in marks)  # a blank line above, which falls away at the head of a column
    if not text:
        return [FrameBlock(lines + 1, lowered, structure.done())]
    return [HeadBlock(lines + 1, lines, lowered, marks, look.keep, "", "", structure.done()), *text]


def _head(person: PersonEntry, setter: Typesetter, width: int, structure: Structure) -> tuple[tuple[Mark, ...], int]:
    """Marks from the head of the entry, and their foot."""
    look = setter.layout.people
    marks: list[Mark] = []
    x = foot = 0
    if person.portrait:
        figure = structure.add("Figure", alt=person.name)
        marks.append(Picture(0, 0, *look.portrait, person.portrait, figure))
        x, foot = look.portrait[0] + look.portrait_gap, look.portrait[1]
    head = structure.add("H3", title=person.name)
    name, size = set_single((Piece(person.name, look.name_style),), setter), setter.style(look.name_style).size
    marks.append(line_at(name, size, x, 0, head))
    if person.note:
        note, small = set_single((Piece(f"（{person.note}）", look.note_style),), setter), setter.style(look.note_style).size
        if x + name.width + look.note_gap + note.width <= width:
            marks.append(line_at(note, small, x + name.width + look.note_gap, (size - small) * 88 // 100, head))
    y, small = size + look.office_gap, setter.style(look.office_style).size
    pitch = setter.style(look.office_style).leading or setter.layout.page.leading
    for office in person.offices:
        told = structure.add("P")
        for line in set_paragraph((Piece(office, look.office_style),), setter, width - x, align="left"):
            marks.append(line_at(line, small, x, y, told))
            y += pitch
    return tuple(marks), max(foot, y - pitch + small if person.offices else size) + setter.layout.page.leading // 2
