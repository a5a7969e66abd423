"""版权页: statement at the head, rows of label and value from the middle down, a line of use at the foot."""

from collections.abc import Mapping

from yearbook.compose.display import display_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import replace
from yearbook.model.copy import ImprintPart
from yearbook.model.galley import Sheet
from yearbook.model.page import Line, Mark, Rule


def imprint_sheet(part: ImprintPart, setter: Typesetter, computed: Mapping[str, str]) -> Sheet:
    """The imprint on a verso. `computed` fills {format}, {sheets} and {characters}; what is missing says so."""
    look, page = setter.layout.imprint, setter.layout.page
    structure = Structure()
    marks, foot = _head(part, setter, structure)
    rows = [(label, _value(value, computed, setter)) for label, value in part.rows]
    # many or long rows begin higher, so that the foot stays on the page
    need = sum(max(len(lines), 1) for _, lines in rows) + 2
    last = (page.lines - look.foot_lines) * page.leading
    top = max(min((look.from_line - 1) * page.leading, last - (need + 1) * page.leading), foot + page.leading)
    title = structure.add("H2", title=part.title)
    marks += display_marks(part.title, look.title_style, (0, top, page.width), setter, title)[0]
    y = top + 2 * page.leading
    for label, lines in rows:
        marks += label_row(label, lines, y, setter, structure)
        y += max(len(lines), 1) * page.leading
    y = max(y + page.leading, last)
    marks.append(Rule(0, y, look.foot_width, y, look.foot_rule, look.rule_colour))
    size = setter.style(look.foot_style).size
    lines = set_paragraph((Piece(part.foot, look.foot_style),), setter, page.width, align="left")
    element = structure.add("P")
    marks += [line_at(line, size, 0, y + page.leading // 2 + n * page.leading, element) for n, line in enumerate(lines)]
    return Sheet(tuple(marks), structure.done(), "verso")


def _value(value: str, computed: Mapping[str, str], setter: Typesetter) -> tuple[Line, ...]:
    """A value with what was computed; other braces stay as they are."""
    look, page = setter.layout.imprint, setter.layout.page
    for name, text in computed.items():
        value = value.replace(f"{{{name}}}", text)
    width = page.width - look.label_width
    return set_paragraph((Piece(value or look.missing, look.value_style),), setter, width, align="left")


def _head(part: ImprintPart, setter: Typesetter, structure: Structure) -> tuple[list[Mark], int]:
    """The page's head and the statement of use; and the y of their foot."""
    look, page = setter.layout.imprint, setter.layout.page
    head = set_single((Piece(look.head, look.head_style),), setter)
    marks: list[Mark] = [line_at(head, setter.style(look.head_style).size, 0, 0, structure.add("H1", title=look.head))]
    size = setter.style(look.statement_style).size
    lines = set_paragraph((Piece(part.statement, look.statement_style),), setter, page.width, align="left")
    if lines:
        element = structure.add("P")
        marks += [line_at(line, size, 0, (2 + n) * page.leading, element) for n, line in enumerate(lines)]
    return marks, (2 + len(lines)) * page.leading


def label_row(label: str, lines: tuple[Line, ...], y: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    """A label spread over the label's width, its value beside it on one baseline."""
    look, page = setter.layout.imprint, setter.layout.page
    size, small = setter.style(look.value_style).size, setter.style(look.label_style).size
    element = structure.add("P")
    marks: list[Mark] = [line_at(_spread(label, setter), small, 0, y + (size - small) * 88 // 100, element)]
    marks += [line_at(line, size, look.label_width, y + n * page.leading, element) for n, line in enumerate(lines)]
    return marks


def _spread(label: str, setter: Typesetter) -> Line:
    """A label of few characters spread to the width of the layout's number of them (编　　者); a longer one as it is."""
    look = setter.layout.imprint
    style = setter.style(look.label_style)
    if not 1 < len(label) < look.label_characters or not label.isalpha() or label.isascii():
        return set_single((Piece(label, look.label_style),), setter)
    spare = (look.label_characters - len(label)) * (style.size + style.track) // (len(label) - 1)
    line = set_single((Piece(label[0], look.label_style),), setter)
    runs, x = [], 0
    for character in label:
        one = set_single((Piece(character, look.label_style),), setter)
        runs += [replace(run, x=run.x + x) for run in one.runs]
        x += one.width + spare
    return replace(line, runs=tuple(runs), text=label, width=x - spare, exact=False)
