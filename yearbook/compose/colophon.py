"""排印说明: how the edition was made, as far as the edition and its layout know it: faces and their licences, paper, printer."""

from yearbook.compose.imprint import label_row
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.copy import ColophonPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Mark


def colophon_sheet(part: ColophonPart, setter: Typesetter) -> Sheet:
    """Rows of label and value at the foot of a page; faces are those of the layout that say whose they are."""
    look, page = setter.layout.imprint, setter.layout.page
    structure = Structure()
    head = set_single((Piece(part.title, look.head_style),), setter)
    marks: list[Mark] = [line_at(head, setter.style(look.head_style).size, 0, 0, structure.add("H1", title=part.title))]
    faces = tuple(dict.fromkeys(face.credit for face in setter.layout.faces.values() if face.credit))
    values = [(look.faces_label, faces)] if faces else []
    values += [(label, (text,)) for label, text in part.rows]
    width = page.width - look.label_width
    rows = [
        (label, tuple(line for text in texts for line in set_paragraph((Piece(text, look.value_style),), setter, width, align="left")))
        for label, texts in values
    ]
    y = (page.lines - sum(len(lines) for _, lines in rows)) * page.leading
    for label, lines in rows:
        marks += label_row(label, lines, y, setter, structure)
        y += len(lines) * page.leading
    return Sheet(tuple(marks), structure.done(), "any")
