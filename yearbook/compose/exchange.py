"""交流发言: two pieces a page, portrait and name left, couplet and two levelled columns right; long pieces take whole pages."""


from yearbook.compose.display import display_lines, display_marks
from yearbook.compose.lists import Lists
from yearbook.compose.marks import Structure, line_at, place_for_picture
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.compose.prose import Prose, prose_lines
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Speech
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Line, Mark, Picture, Rule, Text

STYLE = "body"
TIED = 3  # lines: a paragraph of so many is not broken between columns


@frozen
class _Row:
    """A line of a piece's text: how far it is moved in, its paragraph, and whether that begins or ends with it."""

    line: Line
    indent: int
    paragraph: int
    first: bool
    last: bool


_Columns = list[list[_Row]]


@frozen
class _Part:
    """A piece, or what goes on of it on another page: its rule stands `line` lines down, its text `start` lines below."""

    speech: Speech
    line: int
    start: int
    columns: _Columns
    begins: bool


def exchange_sheets(speeches: tuple[Speech, ...], setter: Typesetter) -> tuple[Sheet, ...]:
    """All pieces, `per_page` a page in places of equal height; one too long for its place begins a page and goes on if need be."""
    look, page = setter.layout.exchange, setter.layout.page
    pages: list[list[_Part]] = [[]]
    line = 0
    for speech in speeches:
        rows = _rows(speech, setter)
        begins = True
        while rows or begins:
            start = _start(speech, setter) if begins else 1
            place = look.text_line + look.text_lines - 1 - start
            high = _level(rows, look.columns)
            if line and (high > place or line + look.lines > look.per_page * look.lines):
                pages.append([])
                line = 0
            height = place if high <= place else page.lines - line - start
            columns = _cut(rows, look.columns, min(high, height))[: look.columns]
            pages[-1].append(_Part(speech, line, start, columns, begins))
            rows = rows[sum(len(column) for column in columns) :]
            used = start + max((len(column) for column in columns), default=0) + 1
            line += -(-max(used, 1) // look.lines) * look.lines if not rows else page.lines
            begins = False
    return tuple(_sheet(parts, setter) for parts in pages if parts)


def _rows(speech: Speech, setter: Typesetter) -> list[_Row]:
    width, style = _column(setter), setter.style(STYLE)
    indent = int(style.indent * style.size)
    rows: list[_Row] = []
    for number, paragraph in enumerate(speech.paragraphs):
        lines, first = prose_lines(paragraph, Prose(STYLE, width, indent), setter)
        rows += [_Row(line, 0 if n else first, number, n == 0, n == len(lines) - 1) for n, line in enumerate(lines)]
    return rows


def _column(setter: Typesetter) -> int:
    """The width of a column of text: as the layout says, else the room beside the portrait shared out in whole ems."""
    look, page = setter.layout.exchange, setter.layout.page
    room = page.width - look.text_x - (look.columns - 1) * look.gutter_em * page.body
    return (look.column_em or room // look.columns // page.body) * page.body


def _start(speech: Speech, setter: Typesetter) -> int:
    """The line of a piece that its text begins on: the layout's, or lower when the couplet, or an office over it, needs more."""
    look, page = setter.layout.exchange, setter.layout.page
    foot = _couplet(speech, 0, setter, -1)[1]
    if look.text_x < look.name_x + look.name_width:
        last = _name(speech, 0, setter, Structure())[-1]
        foot = max(foot, last.y if isinstance(last, Text) else 0)
    return max(look.text_line - 1, -(-(foot + page.leading) // page.leading))


def _level(rows: list[_Row], columns: int) -> int:
    """The least height in lines at which the columns hold all rows without a line of a paragraph alone."""
    height = -(-len(rows) // columns)
    while len(cut := _cut(rows, columns, height)) > columns or any(_parted(rows) for rows in cut[1:]):
        height += 1
    return height


def _parted(column: list[_Row]) -> bool:
    """Whether a column begins with the last line of a paragraph."""
    return column[0].last and not column[0].first


def _cut(rows: list[_Row], columns: int, height: int) -> _Columns:
    """The rows in columns of at most `height`; more columns than asked for when they do not hold them."""
    cut: _Columns = []
    at = 0
    while at < len(rows):
        end = _end(rows, at, at + max(height, 1)) if len(cut) < columns else len(rows)
        cut.append(rows[at:end])
        at = end
    return cut


def _end(rows: list[_Row], at: int, full: int) -> int:
    """Where a column that could reach `full` ends: sooner, when it would part a first or a last line from its paragraph."""
    if full >= len(rows):
        return len(rows)
    for end in range(full, max(full - TIED, at), -1):
        widow = rows[end].last and not rows[end].first
        orphan = rows[end - 1].first and not rows[end - 1].last
        if not widow and not orphan:
            return end
    return full


def _sheet(parts: list[_Part], setter: Typesetter) -> Sheet:
    structure = Structure()
    marks: list[Mark] = []
    for part in parts:
        marks += _head(part, setter, structure) if part.begins else _continued(part, setter, structure)
        marks += _text(part, setter, structure)
    titles = tuple((_title(part.speech), 2, part.speech.anchor) for part in parts if part.begins)
    return Sheet(tuple(marks), structure.done(), "any", True, True, "", titles)


def _title(speech: Speech) -> str:
    return "\u3000".join(speech.couplet)


def _text(part: _Part, setter: Typesetter, structure: Structure) -> list[Mark]:
    """The columns, every line on the page's grid; a paragraph that goes on in the next column is one element."""
    look, page = setter.layout.exchange, setter.layout.page
    top = (part.line + part.start) * page.leading
    elements: dict[int, int] = {}
    lists = Lists(structure, STYLE, setter)
    marks: list[Mark] = []
    for number, column in enumerate(part.columns):
        x = look.text_x + number * (_column(setter) + look.gutter_em * page.body)
        for position, row in enumerate(column):
            mark = line_at(row.line, page.body, x + row.indent, top + position * page.leading)
            if row.first:
                begun = lists.begun(mark, part.speech.paragraphs[row.paragraph])
                elements[row.paragraph] = begun[-1].element
                marks += begun
                continue
            if row.paragraph not in elements:  # goes on from the page before
                elements[row.paragraph] = structure.add("P")
            marks.append(replace(mark, element=elements[row.paragraph]))
    return marks


def _head(part: _Part, setter: Typesetter, structure: Structure) -> list[Mark]:
    """Rule, couplet, portrait or the place kept for it, name, office and unit."""
    look, page = setter.layout.exchange, setter.layout.page
    speech, top = part.speech, part.line * page.leading
    marks: list[Mark] = [Anchor(speech.anchor, 0, top), Rule(0, top, page.width, top, look.rule, look.rule_colour)]
    marks += _couplet(speech, top, setter, structure.add("H3", title=_title(speech)))[0]
    box = (0, top + look.portrait_drop, *look.portrait)
    if speech.portrait:
        marks.append(Picture(*box, speech.portrait, structure.add("Figure", alt=speech.name), speech.focus))
    else:
        frame = setter.layout.frame
        marks += place_for_picture(setter, frame, box, look.portrait_text, structure.add("Figure", alt=f"{frame.text}：{speech.name}"))
    return marks + _name(speech, top, setter, structure)


def _couplet(speech: Speech, top: int, setter: Typesetter, element: int) -> tuple[list[Mark], int]:
    """The couplet, its second line moved in; and the y of its foot."""
    look, page = setter.layout.exchange, setter.layout.page
    marks: list[Mark] = []
    y = foot = top + look.couplet_drop
    for half, text in enumerate(speech.couplet):
        x = look.couplet_x + look.couplet_indent * setter.style(look.couplet_style).size * half
        more, foot = display_marks(text, look.couplet_style, (x, y, page.width - x), setter, element)
        marks += more
        y = max(y, foot - setter.style(look.couplet_style).size) + look.couplet_pitch
    return marks, foot


def _name(speech: Speech, top: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    look, page = setter.layout.exchange, setter.layout.page
    x, width = look.name_x, look.name_width
    y = top + int((look.name_line - 1) * page.leading)
    line, size = set_single((Piece(speech.name, look.name_style),), setter), setter.style(look.name_style).size
    if line.width > width:
        (line, *_), size = display_lines(speech.name, look.name_style, width, 1, setter)
    marks: list[Mark] = [line_at(line, size, x, y, structure.add("P"))]
    y += look.office_drop
    for text, name in ((speech.office, look.office_style), (speech.unit, look.unit_style)):
        style, element = setter.style(name), structure.add("P")
        for row in set_paragraph((Piece(text, name),), setter, width, align="left"):
            marks.append(line_at(row, style.size, x, y, element))
            y += style.leading or page.leading
    return marks


def _continued(part: _Part, setter: Typesetter, structure: Structure) -> list[Mark]:
    """The rule and whose piece goes on here."""
    look, page = setter.layout.exchange, setter.layout.page
    y = part.line * page.leading
    words = set_single((Piece(part.speech.name + look.continued, look.office_style),), setter)
    size = setter.style(look.office_style).size
    line = line_at(words, size, 0, y + page.leading + (page.body - size) // 2, structure.add("P"))
    return [Rule(0, y, page.width, y, look.rule, look.rule_colour), line]
