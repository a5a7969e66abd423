"""Temporary."""

from collections.abc import Iterable

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.galley import RowMarks
from yearbook.model.page import Mark
from yearbook.model.text import Span, Words


def caption_row(label: str, caption: str, unit: str, setter: Typesetter, place: tuple[int, int]) -> RowMarks:
    measure, element = place
    look, leading = setter.layout.caption, setter.layout.page.leading
    size, small = setter.style(look.style).size, setter.style(look.unit_style).size
    words = f"单位：{unit}" if unit and not unit.startswith("单位") else unit
    right = set_single((Piece(words, look.unit_style),), setter)
    pieces = (Piece(label, look.number_style), Piece("\u2002", look.style), Piece(caption, look.style))
    whole = set_single(pieces, setter)
    marks: list[Mark] = []
    beside = whole.width + right.width + size <= measure
    lines = set_paragraph(pieces, setter, measure, align="left")
    drop = (leading - size) // 2
    pitch = leading * 3 // 4
    for n, line in enumerate(lines):
        marks.append(line_at(line, size, 0, drop + n * pitch, element))
    height = leading + (len(lines) - 1) * pitch
    if unit:
        if not beside:
            height += pitch
        y = height - leading + drop + (size - small) * 88 // 100
        marks.append(line_at(right, small, measure - right.width, y, element))
    return RowMarks(height, tuple(marks))


def note_lines(notes: Iterable[tuple[str, Words]], source: str, setter: Typesetter, place: tuple[int, Structure]) -> tuple[list[Mark], int]:
    measure, structure = place
    look = setter.layout.caption
    style = setter.style(look.note_style)
    pitch = style.leading or style.size * 8 // 5
    told = [(prefix, words) for prefix, words in notes if words]
    if source:
        told.append(("" if source.startswith("资料来源") else "资料来源：", (Span(source),)))
    marks: list[Mark] = []
    y = 0
    for prefix, words in told:
        element = structure.add("Note")
        pieces = (Piece(prefix, look.note_style), *pieces_of(words, look.note_style, setter.layout))
        for line in set_paragraph(pieces, setter, measure, align="left"):
            marks.append(line_at(line, style.size, 0, y + (pitch - style.size) // 2, element))
            y += pitch
    return marks, y
