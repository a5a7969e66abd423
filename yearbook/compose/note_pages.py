"""Numbered paragraphs on whole pages: 编辑说明 before the book, 资料来源 after it. Numerals left, text on the body's grid."""

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.copy import NotePart
from yearbook.model.galley import Sheet
from yearbook.model.page import Line, Mark


def note_sheets(part: NotePart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The note on as many pages as it takes; the first of the front matter is a recto."""
    look, page = setter.layout.note, setter.layout.page
    rows = _rows(part, setter)
    pages: list[list[tuple[str, Line | None]]] = [[]]
    first, other = page.lines - look.from_line + 1, page.lines
    room = first
    for block in rows:
        if len(block) - (block[-1][1] is None) > room and pages[-1]:
            pages.append([])
            room = other
        pages[-1] += block
        room -= len(block)
    return tuple(_sheet(part, lines, number, setter) for number, lines in enumerate(pages))


def _rows(part: NotePart, setter: Typesetter) -> list[list[tuple[str, Line | None]]]:
    """Every item as rows of (numeral or "", line); an empty row parts items."""
    look, page = setter.layout.note, setter.layout.page
    width = look.text_em * page.body
    blocks: list[list[tuple[str, Line | None]]] = []
    for numeral, paragraphs in part.items:
        block: list[tuple[str, Line | None]] = []
        for paragraph in paragraphs:
            pieces = pieces_of(paragraph.words, _style(part, setter), setter.layout)
            block += [("", line) for line in set_paragraph(pieces, setter, width)]
        if block:
            block[0] = (numeral, block[0][1])
            blocks.append([*block, ("", None)])
    if part.signature:
        blocks.append([("\u3000", _right(text, setter)) for text in part.signature])
    return blocks


def _style(part: NotePart, setter: Typesetter) -> str:
    """What stands behind the book is set a little smaller."""
    look = setter.layout.note
    return look.text_style if part.front else look.back_style


def _right(text: str, setter: Typesetter) -> Line:
    return set_single((Piece(text, setter.layout.note.signature_style),), setter)


def _sheet(part: NotePart, rows: list[tuple[str, Line | None]], number: int, setter: Typesetter) -> Sheet:
    look, page = setter.layout.note, setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    top = 0
    if number == 0:
        top = look.from_line - 1
        size, small = setter.style(look.title_style).size, setter.style(look.title_en_style).size
        title = set_single((Piece(part.title, look.title_style),), setter)
        y = (look.title_line - 1) * page.leading
        marks.append(line_at(title, size, 0, y, structure.add("H1", title=part.title)))
        if part.title_en:
            english = set_single((Piece(part.title_en.upper(), look.title_en_style),), setter)
            marks.append(line_at(english, small, 0, y + size + page.leading // 2, structure.add("P")))
    element = structure.add("P")
    size, small = setter.style(_style(part, setter)).size, setter.style(look.numeral_style).size
    for position, (numeral, line) in enumerate(rows):
        y = (top + position) * page.leading
        if numeral.strip():
            element = structure.add("P")
            sign = set_single((Piece(numeral, look.numeral_style),), setter)
            marks.append(line_at(sign, small, look.numeral_x, y + (size - small) * 88 // 100, element))
        if line is None:
            continue
        x = look.text_x
        if numeral == "\u3000":  # a signature stands flush right
            x = page.width - line.width
        marks.append(line_at(line, size, x, y, element))
    side = "any" if number or not part.front else "recto"
    return Sheet(tuple(marks), structure.done(), side, not part.front)
