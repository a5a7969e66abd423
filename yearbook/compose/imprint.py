"""版权页: statement at the head, rows of label and value from the middle down, a line of use at the foot."""

from collections.abc import Mapping

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.copy import ImprintPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Mark, Rule


def imprint_sheet(part: ImprintPart, setter: Typesetter, computed: Mapping[str, str]) -> Sheet:
    """The imprint on a verso. `computed` fills {format}, {sheets} and {characters}; what is missing says so."""
    look, page = setter.layout.imprint, setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    _head(part, setter, structure, marks)
    top = (look.from_line - 1) * page.leading
    title = set_single((Piece(part.title, look.title_style),), setter)
    size = setter.style(look.title_style).size
    marks.append(line_at(title, size, 0, top, structure.add("H2", title=part.title)))
    y = top + 2 * page.leading
    for label, value in part.rows:
        y = _row(label, value.format_map(dict(computed)) or look.missing, y, (setter, structure), marks)
    foot = set_single((Piece(part.foot, look.foot_style),), setter)
    y = max(y + 2 * page.leading, (page.lines - 2) * page.leading)
    marks.append(Rule(0, y, page.column, y, look.foot_rule, look.rule_colour))
    marks.append(line_at(foot, setter.style(look.foot_style).size, 0, y + page.leading // 2, structure.add("P")))
    return Sheet(tuple(marks), structure.done(), "verso")


def _head(part: ImprintPart, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    look, page = setter.layout.imprint, setter.layout.page
    head = set_single((Piece(look.head, look.head_style),), setter)
    marks.append(line_at(head, setter.style(look.head_style).size, 0, 0, structure.add("H1", title=look.head)))
    element = structure.add("P")
    size = setter.style(look.statement_style).size
    lines = set_paragraph((Piece(part.statement, look.statement_style),), setter, page.width, align="left")
    marks += [line_at(line, size, 0, (2 + n) * page.leading, element) for n, line in enumerate(lines)]


def _row(
    label: str, value: str, y: int, tools: tuple[Typesetter, Structure], marks: list[Mark]
) -> int:
    """A label spread over the label's width, its value beside it on one baseline; returns the y of the next row."""
    setter, structure = tools
    look, page = setter.layout.imprint, setter.layout.page
    size, small = setter.style(look.value_style).size, setter.style(look.label_style).size
    element = structure.add("P")
    spread = _spread(label, 4)
    name = set_single((Piece(spread, look.label_style),), setter)
    marks.append(line_at(name, small, 0, y + (size - small) * 88 // 100, element))
    for line in set_paragraph((Piece(value, look.value_style),), setter, page.width - look.label_width, align="left"):
        marks.append(line_at(line, size, look.label_width, y, element))
        y += page.leading
    return y


def _spread(label: str, characters: int) -> str:
    """A two- or three-character label letterspaced to the width of four (编　　者)."""
    if len(label) == 2:
        return label[0] + "\u3000" * (characters - 2) + label[1]
    return label
