"""目录: rows become columns of page number and title, entries run in under their section, the tab key at the fore-edge."""

from dataclasses import dataclass
from decimal import Decimal

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.galley import ContentsRow, Sheet
from yearbook.model.page import Line, Mark, Rule


@dataclass(frozen=True, slots=True)
class _Item:
    """Something set in a contents column: lines with x, size, drop from its own top; `keep` next items stay with it."""

    lines: tuple[tuple[Line, int, int, int], ...]  # line, size, x, top
    height: int
    before: int
    keep: int


def contents_sheets(rows: tuple[ContentsRow, ...], setter: Typesetter, tabs: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The contents on as many sheets as they need, the first a verso; their number does not depend on the folios."""
    look, page = setter.layout.contents, setter.layout.page
    per_page = look.columns
    opening = max(2 * per_page - 1, 1)  # columns of the first spread, which begin lower
    columns = _columns(_items(rows, setter), (look.lines * page.leading, page.lines * page.leading, opening))
    # on the first page the first column is empty, for title and note
    slots: list[list[tuple[_Item, int]]] = [[], *columns] if per_page > 1 else columns
    sheets = []
    for start in range(0, max(len(slots), 1), per_page):
        number = len(sheets)
        marks: list[Mark] = []
        structure = Structure()
        if number == 0:
            marks += _title(setter, structure)
        for position, column in enumerate(slots[start : start + per_page]):
            x = position * (look.column + look.gutter)
            top = _lines(look.from_line - 1, setter) if number < 2 else 0
            marks += _set_column(column, (x, top), setter, structure)
        side = "recto" if number % 2 else "verso"
        if side == "recto":
            marks += _tab_key(tabs, setter)
        sheets.append(Sheet(tuple(marks), structure.done(), "recto" if side == "recto" else "verso"))
    return tuple(sheets)


def _lines(value: Decimal, setter: Typesetter) -> int:
    return int(value * setter.layout.page.leading)


def _items(rows: tuple[ContentsRow, ...], setter: Typesetter) -> list[_Item]:
    """Rows as items; the entries after a section become one item of run-in lines."""
    items: list[_Item] = []
    at = 0
    while at < len(rows):
        if rows[at].kind == "entry":
            end = at
            while end < len(rows) and rows[end].kind == "entry":
                end += 1
            items += _entries(rows[at:end], setter)
            at = end
        else:
            items.append(_row(rows[at], setter))
            at += 1
    return items


def _row(row: ContentsRow, setter: Typesetter) -> _Item:
    """A chapter, section or other part: page number first, then the title, on one baseline."""
    look = setter.layout.contents
    chapter = row.kind != "section"
    style, number_style = (
        (look.chapter_style, look.chapter_number_style) if chapter else (look.section_style, look.section_number_style)
    )
    size, small = setter.style(style).size, setter.style(number_style).size
    link = f"#{row.anchor}"
    width = look.column - look.number
    titles = set_paragraph((Piece(row.title, style, link=link),), setter, width, align="left")
    number = set_single((Piece(row.folio, number_style, link=link),), setter)
    pitch = _lines(look.chapter_lines if chapter else look.section_lines, setter)
    lines = [(number, small, 0, (size - small) * 88 // 100)]
    lines += [(title, size, look.number, n * pitch) for n, title in enumerate(titles)]
    before = _lines(look.gap_lines, setter) if chapter else 0
    return _Item(tuple(lines), pitch * len(titles), before, 1)


def _entries(rows: tuple[ContentsRow, ...], setter: Typesetter) -> list[_Item]:
    """Entries run in, each with its page number, which never leaves it; one item a line."""
    look = setter.layout.contents
    if not look.entry_lines:
        return []
    pieces: list[Piece] = []
    for position, row in enumerate(rows):
        link = f"#{row.anchor}"
        pieces.append(Piece(row.title, look.entry_style, link=link))
        pieces.append(Piece(f"\u00a0{row.folio}", look.entry_number_style, link=link))
        if position < len(rows) - 1:
            pieces.append(Piece("\u3000", look.entry_style))
    lines = set_paragraph(pieces, setter, look.column - look.number, align="left")
    size, pitch = setter.style(look.entry_style).size, _lines(look.entry_lines, setter)
    drop = (pitch - size) // 2
    items = [_Item(((line, size, look.number, drop),), pitch, 0, 0) for line in lines]
    spare = -(len(lines) * pitch) % setter.layout.page.leading  # back to the grid after the last line
    last = items[-1]
    items[-1] = _Item(last.lines, last.height + spare, 0, 0)
    return items


def _columns(items: list[_Item], heights: tuple[int, int, int]) -> list[list[tuple[_Item, int]]]:
    """Items into columns, each with its top; heads stay with what follows them.

    `heights`: of a column of the first spread, of a later one, and how many the first spread has.
    """
    low, high, opening = heights
    columns: list[list[tuple[_Item, int]]] = [[]]
    y = 0
    for position, item in enumerate(items):
        before = item.before if columns[-1] else 0
        need = item.height
        follower, keep = position + 1, item.keep
        while keep and follower < len(items):
            need += items[follower].height
            keep = items[follower].keep
            follower += 1
        if columns[-1] and y + before + need > (low if len(columns) <= opening else high):
            columns.append([])
            y, before = 0, 0
        y += before
        columns[-1].append((item, y))
        y += item.height
    return columns


def _set_column(
    column: list[tuple[_Item, int]], place: tuple[int, int], setter: Typesetter, structure: Structure
) -> list[Mark]:
    x, top = place
    marks: list[Mark] = []
    for item, y in column:
        element = structure.add("TOCI")
        marks += [line_at(line, size, x + dx, top + y + drop, element) for line, size, dx, drop in item.lines]
    return marks


def _title(setter: Typesetter, structure: Structure) -> list[Mark]:
    """Title and English on the first page, the note at the foot of its empty column."""
    look, page = setter.layout.contents, setter.layout.page
    size = setter.style(look.title_style).size
    title = set_single((Piece(look.title, look.title_style),), setter)
    marks: list[Mark] = [line_at(title, size, 0, 0, structure.add("H1", title=look.title))]
    if look.title_en:
        small = setter.style(look.title_en_style).size
        english = set_single((Piece(look.title_en, look.title_en_style),), setter)
        marks.append(line_at(english, small, 0, size + page.leading, structure.add("P")))
    if look.note and look.columns > 1:
        style = setter.style(look.note_style)
        pitch = style.leading or page.leading
        lines = set_paragraph((Piece(look.note, look.note_style),), setter, look.note_width)
        top = (page.lines - 2) * page.leading - len(lines) * pitch
        note = structure.add("P")
        marks += [line_at(line, style.size, 0, top + n * pitch, note) for n, line in enumerate(lines)]
    return marks


def _tab_key(tabs: tuple[str, ...], setter: Typesetter) -> list[Mark]:
    """The names of the thumb tabs at their heights, so that a reader turns straight to a chapter."""
    layout = setter.layout
    look, page = layout.tabs, layout.page
    style = layout.contents.key_style
    size = setter.style(style).size
    edge = page.trim[0] - page.inside
    pitch = look.pitch if len(tabs) <= look.steps else look.steps * look.pitch // len(tabs)
    marks: list[Mark] = []
    for number, name in enumerate(tabs):
        y = look.first - page.head + number * pitch + look.height // 2
        line = set_single((Piece(name, style),), setter)
        marks.append(line_at(line, size, edge - look.tick - size // 2 - line.width, y - size // 2))
        marks.append(Rule(edge - look.tick, y, edge + page.bleed, y, look.tick_width, layout.contents.key_colour))
    return marks
