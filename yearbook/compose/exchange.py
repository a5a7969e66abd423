"""交流发言: two pieces a page, portrait and name left, couplet and two levelled columns right; long pieces take a page."""

from dataclasses import dataclass

from yearbook.compose.marks import Structure, line_at, place_for_picture
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.copy import Speech
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Line, Mark, Picture, Rule


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a piece's text: its indent, and whether a paragraph ends with it or begins with it."""

    line: Line
    indent: int
    first: bool
    last: bool
    paragraph: int


def exchange_sheets(speeches: tuple[Speech, ...], setter: Typesetter) -> tuple[Sheet, ...]:
    """All pieces, `per_page` a page; one whose text is too long for its place has the page to itself, and goes on if need be."""
    look = setter.layout.exchange
    sheets: list[Sheet] = []
    waiting: list[tuple[Speech, list[_Row]]] = []

    def flush() -> None:
        if waiting:
            sheets.append(_sheet(waiting, setter))
            waiting.clear()

    for speech in speeches:
        rows = _rows(speech, setter)
        if _level(rows, look.columns) > look.text_lines:
            flush()
            sheets.extend(_long(speech, rows, setter))
            continue
        waiting.append((speech, rows))
        if len(waiting) == look.per_page:
            flush()
    flush()
    return tuple(sheets)


def _rows(speech: Speech, setter: Typesetter) -> list[_Row]:
    look, page = setter.layout.exchange, setter.layout.page
    width = look.column_em * page.body
    style = setter.style("body")
    indent = int(style.indent * style.size)
    rows: list[_Row] = []
    for number, paragraph in enumerate(speech.paragraphs):
        pieces = (Piece(paragraph.label, "body"), *pieces_of(paragraph.words, "body", setter.layout))
        lines = set_paragraph(pieces, setter, width, indent)
        rows += [_Row(line, 0 if n else indent, n == 0, n == len(lines) - 1, number) for n, line in enumerate(lines)]
    return rows


def _level(rows: list[_Row], columns: int) -> int:
    """The least height in lines at which the columns hold all rows without a widow line at a column's head."""
    height = -(-len(rows) // columns)
    while len(_cut(rows, columns, height)) > columns:
        height += 1
    return height


def _cut(rows: list[_Row], columns: int, height: int) -> list[list[_Row]]:
    """The rows in columns of at most `height`; more columns than asked for when they do not hold them."""
    cut: list[list[_Row]] = []
    at = 0
    while at < len(rows):
        end = min(at + height, len(rows))
        if end < len(rows) and rows[end].last and not rows[end].first and end - at > 1:
            end -= 1  # 孤行
        cut.append(rows[at:end])
        at = end
    return cut


def _sheet(pieces: list[tuple[Speech, list[_Row]]], setter: Typesetter) -> Sheet:
    look, page = setter.layout.exchange, setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    for number, (speech, rows) in enumerate(pieces):
        top = number * look.lines * page.leading
        _head(speech, top, setter, structure, marks)
        columns = _cut(rows, look.columns, _level(rows, look.columns))
        _text(columns, top + (look.text_line - 1) * page.leading, setter, structure, marks)
    titles = tuple((_title(speech), 2, speech.anchor) for speech, _ in pieces)
    return Sheet(tuple(marks), structure.done(), "any", True, True, "", titles)


def _long(speech: Speech, rows: list[_Row], setter: Typesetter) -> list[Sheet]:
    """A piece on pages of its own."""
    look, page = setter.layout.exchange, setter.layout.page
    sheets: list[Sheet] = []
    start = look.text_line - 1
    while rows or not sheets:
        structure = Structure()
        marks: list[Mark] = []
        if not sheets:
            _head(speech, 0, setter, structure, marks)
        room = page.lines - start
        height = min(_level(rows, look.columns), room)
        columns = _cut(rows, look.columns, height)[: look.columns]
        _text(columns, start * page.leading, setter, structure, marks)
        titles = ((_title(speech), 2, speech.anchor),) if not sheets else ()
        sheets.append(Sheet(tuple(marks), structure.done(), "any", True, True, "", titles))
        rows = rows[sum(len(column) for column in columns) :]
        start = 0
    return sheets


def _title(speech: Speech) -> str:
    return "\u3000".join(speech.couplet)


def _text(columns: list[list[_Row]], top: int, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    look, page = setter.layout.exchange, setter.layout.page
    elements: dict[int, int] = {}
    for number, column in enumerate(columns):
        x = look.text_x + number * (look.column_em + look.gutter_em) * page.body
        for position, row in enumerate(column):
            element = elements.setdefault(row.paragraph, len(elements)) if row.paragraph in elements else None
            if element is None:
                element = elements[row.paragraph] = structure.add("P")
            marks.append(line_at(row.line, page.body, x + row.indent, top + position * page.leading, element))


def _head(speech: Speech, top: int, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    """Rule, portrait, name, office and unit, couplet."""
    look, page = setter.layout.exchange, setter.layout.page
    marks += [Anchor(speech.anchor, 0, top), Rule(0, top, page.width, top, look.rule, look.rule_colour)]
    element = structure.add("H3", title=_title(speech))
    size = setter.style(look.couplet_style).size
    for n, half in enumerate(speech.couplet):
        line = set_single((Piece(half, look.couplet_style),), setter)
        indent = look.couplet_indent * size * n
        y = top + look.couplet_drop + n * look.couplet_pitch
        marks.append(line_at(line, size, look.text_x + indent, y, element))
    width, height = look.portrait
    box = (0, top + look.portrait_drop, width, height)
    figure = structure.add("Figure", alt=f"{speech.name}肖像")
    if speech.portrait:
        marks.append(Picture(*box, speech.portrait, figure))
    else:
        marks += place_for_picture(setter, setter.layout.frame, box, look.portrait_text)
    _name(speech, top, setter, structure, marks)


def _name(speech: Speech, top: int, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    look, page = setter.layout.exchange, setter.layout.page
    element = structure.add("P")
    name = speech.name[0] + "\u3000" + speech.name[1] if len(speech.name) == 2 else speech.name
    y = top + int((look.name_line - 1) * page.leading)
    marks.append(line_at(set_single((Piece(name, look.name_style),), setter), setter.style(look.name_style).size, 0, y, element))
    y += setter.style(look.name_style).size + page.leading * 5 // 8
    for text, style_name in ((speech.office, look.office_style), (speech.unit, look.unit_style)):
        style = setter.style(style_name)
        element = structure.add("P")
        for line in set_paragraph((Piece(text, style_name),), setter, look.portrait[0], align="left"):
            marks.append(line_at(line, style.size, 0, y, element))
            y += style.leading or page.leading * 7 // 8
