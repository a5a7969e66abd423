"""目录: rows become columns of page number and title, entries run in under their section, the tab key at the fore-edge."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from yearbook.compose.cells_measured import Passage, measure_together, passages
from yearbook.compose.contents_entries import Row, entry_lines, linked
from yearbook.compose.contents_rows import listed_rows, title_of
from yearbook.compose.display import TitleLook, display_lines, display_pitch, ink_width, title_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph
from yearbook.compose.tabs import fore_edge, tab_step
from yearbook.frozen import frozen, replace
from yearbook.model.galley import ContentsRow, Sheet
from yearbook.model.page import Link, Mark, Rule, Text


@frozen
class _Item:
    """Something set in a column, `before` below what stands above it; with `tied` it does not end a column.

    Marks stand relative to its head-left corner; their `element` counts the titles set in it, together with those of the
    item before when it `goes_on`.
    """

    marks: tuple[Text | Link, ...]
    height: int
    before: int = 0
    tied: bool = False
    goes_on: bool = False
    opens: bool = False  # a chapter or other part begins


_Column = list[tuple[_Item, int]]
_Titles = Mapping[tuple[Piece, ...], Passage]
OPENING = ("chapter", "part")  # kinds of rows


def contents_sheets(
    rows: tuple[ContentsRow, ...], setter: Typesetter, tabs: tuple[str, ...], name: str = "contents"
) -> tuple[Sheet, ...]:
    """The contents on as many sheets as they need, the first a verso; their number does not depend on the folios.

    `name` is that of the part: contents, contents-en, or a list of captions. One that would be empty has no sheets.
    """
    look = setter.layout.contents
    rows = listed_rows(rows, name, look)
    if not rows and name != "contents":
        return ()
    columns = _columns(_items(_listed(rows, setter), setter), setter)
    if look.columns > 1:
        columns = [[], *columns]  # the first page's first column is kept for title and note
    sheets: list[Sheet] = []
    for start in range(0, max(len(columns), 1), look.columns):
        structure = Structure()
        recto = len(sheets) % 2 == 1
        marks = [] if sheets else _title(name, setter, structure)
        line = look.later_from_line if sheets and look.later_from_line else look.from_line
        toc = structure.add("TOC")
        for position, column in enumerate(columns[start : start + look.columns]):
            marks += _set_column(column, (position * (look.column + look.gutter), line), setter, (structure, toc))
        if recto:
            marks += _tab_key(tabs, setter)
        sheets.append(Sheet(tuple(marks), structure.done(), "recto" if recto else "verso"))
    return tuple(sheets)


def _listed(rows: Sequence[ContentsRow], setter: Typesetter) -> list[ContentsRow]:
    """The rows as the layout lists them: 子目 left out, among the entries, or on lines of their own as sections are."""
    way = setter.layout.contents.subsections
    kinds = {"run-in": "entry", "line": "section"}
    return [replace(row, kind=kinds[way]) if row.kind == "subsection" else row for row in rows if way != "none" or row.kind != "subsection"]


def _lines(value: Decimal, setter: Typesetter) -> int:
    return int(value * setter.layout.page.leading)


def _items(rows: Sequence[ContentsRow], setter: Typesetter) -> list[_Item]:
    """Rows as items: a chapter, a section, one line of the entries run in under it."""
    items: list[_Item] = []
    titles = _titles(rows, setter)
    at = 0
    while at < len(rows):
        end = at + 1
        if rows[at].kind == "entry":
            while end < len(rows) and rows[end].kind == "entry":
                end += 1
            items += _entries(rows[at:end], setter)
        else:
            follower = rows[end].kind if end < len(rows) else "part"
            tied = follower not in OPENING if rows[at].kind == "chapter" else follower == "entry"
            item = replace(_row(rows[at], titles, setter), tied=tied and bool(setter.layout.contents.entry_lines or follower != "entry"))
            if at and rows[at].kind == rows[at - 1].kind == "part":
                item = replace(item, before=0)
            items.append(item)
        at = end
    return items


def _titles(rows: Sequence[ContentsRow], setter: Typesetter) -> _Titles:
    """The titles that are not run in, measured together, and so their folios."""
    looked = [(row, *_styles(row, setter)) for row in rows if row.kind != "entry"]
    measure_together([(Piece(row.folio, number_style),) for row, _, number_style in looked if row.anchor], setter)
    return passages([(Piece(row.title, style),) for row, style, _ in looked], setter)


def _styles(row: ContentsRow, setter: Typesetter) -> tuple[str, str]:
    """The styles of a title and its folio."""
    look = setter.layout.contents
    if row.kind in OPENING:
        return look.chapter_style, look.chapter_number_style
    return look.section_style, look.section_number_style


def _row(row: ContentsRow, measured: _Titles, setter: Typesetter) -> _Item:
    """A chapter, section or other part: page number first, then the title, on one baseline; the whole row a link."""
    look = setter.layout.contents
    opens = row.kind in OPENING
    style, number_style = _styles(row, setter)
    size, small = setter.style(style).size, setter.style(number_style).size
    pitch = _lines(look.chapter_lines if opens else look.section_lines, setter)
    drop = 0 if opens else (pitch - size) // 2
    titles = measured[Piece(row.title, style),].lines(look.column - look.number)
    if not row.anchor:  # the head of a group
        group: list[Text | Link] = [line_at(title, size, look.number, n * pitch, 0) for n, title in enumerate(titles)]
        return _Item(tuple(group), pitch * max(len(titles), 1), _lines(look.gap_lines, setter), opens=True, tied=True)
    (number, *_), fitted = display_lines(row.folio, number_style, look.number, 1, setter)
    marks: list[Text | Link] = [line_at(number, fitted, 0, drop + (size - small) * 88 // 100 + (small - fitted) * 88 // 100, 0)]
    marks += [line_at(title, size, look.number, drop + n * pitch, 0) for n, title in enumerate(titles)]
    height = pitch * max(len(titles), 1)
    marks.append(Link(0, drop, look.column, height - pitch + size, row.anchor, "", f"{row.title} {row.folio}", 0))
    return _Item(tuple(marks), height, _lines(look.gap_lines, setter) if opens else 0, opens=opens)


def _entries(rows: Sequence[ContentsRow], setter: Typesetter) -> list[_Item]:
    """Entries run in, one item a line, and a little white after the last."""
    look = setter.layout.contents
    if not look.entry_lines:
        return []
    size, pitch = setter.style(look.entry_style).size, _lines(look.entry_lines, setter)
    named = [Row(row.title, row.folio, row.anchor) for row in rows]
    items: list[_Item] = []
    for number, line in enumerate(entry_lines(named, setter)):
        marks: list[Text | Link] = []
        for entry, x, stretch, width in linked(line):
            marks.append(line_at(stretch, size, look.number + x, (pitch - size) // 2, entry))
            marks.append(Link(look.number + x, 0, width, pitch, named[entry].anchor, "", named[entry].words, entry))
        items.append(_Item(tuple(marks), pitch, goes_on=number > 0))
    items[-1] = replace(items[-1], height=pitch + look.entry_gap)
    items[-2:-1] = [replace(item, tied=True) for item in items[-2:-1]]  # no last line alone at a column's head
    return items


def _columns(items: list[_Item], setter: Typesetter) -> list[_Column]:
    """Items into columns; chapters that fit one are not broken, so long as that takes no further page."""
    look, leading = setter.layout.contents, setter.layout.page.leading
    kept = 1 if look.columns > 1 else 0
    tops = [_lines(line - 1, setter) for line in (look.from_line, look.later_from_line or look.from_line)]
    first, later = (setter.layout.page.lines * leading - top for top in tops)
    heights = (*(first,) * (look.columns - kept), later)  # the last is that of all further columns
    close, whole = (_fill(items, heights, leading, keep) for keep in (_tied, _chapter))
    pages = -(-(len(close) + kept) // look.columns)
    return whole if len(whole) + kept <= pages * look.columns else close


def _fill(items: list[_Item], heights: tuple[int, ...], leading: int, keep: Callable[[list[_Item], int], int]) -> list[_Column]:
    """Columns of `heights`, the last of them repeated; what opens begins on the grid.

    `keep` tells the height that must stand together from an item on.
    """
    columns: list[_Column] = [[]]
    y = 0
    for position, item in enumerate(items):
        top = y + item.before
        if item.opens:
            top = -(-top // leading) * leading
        height = heights[min(len(columns), len(heights)) - 1]
        need = keep(items, position)
        if columns[-1] and top + (need if need <= height else _tied(items, position)) > height:
            columns.append([])
        if not columns[-1]:
            top = 0
        columns[-1].append((item, top))
        y = top + item.height
    return columns


def _tied(items: list[_Item], position: int) -> int:
    """The height of an item with what it is tied to: a chapter, its first section, the first line of that one's entries."""
    end = position
    while items[end].tied and end + 1 < len(items):
        end += 1
    return sum(item.height for item in items[position : end + 1])


def _chapter(items: list[_Item], position: int) -> int:
    """The height of a whole chapter from its head on; of other items as they are tied."""
    if not items[position].opens:
        return _tied(items, position)
    end = position + 1
    while end < len(items) and not items[end].opens:
        end += 1
    return sum(item.height for item in items[position:end])


def _set_column(column: _Column, place: tuple[int, Decimal], setter: Typesetter, tree: tuple[Structure, int]) -> list[Mark]:
    """The items of a column at x, from a line of the page down; every title is a link of its own."""
    structure, toc = tree
    x, top = place[0], _lines(place[1] - 1, setter)
    marks: list[Mark] = []
    elements: dict[int, int] = {}  # of the titles run in, by their number
    for item, y in column:
        if not item.goes_on:
            elements = {}
        leads = any(isinstance(mark, Link) for mark in item.marks)
        for mark in item.marks:
            if mark.element not in elements:
                entry = structure.add("TOCI", toc)
                elements[mark.element] = structure.add("Link", structure.add("Reference", entry)) if leads else entry
            marks.append(_placed(mark, x, top + y, elements[mark.element]))
    return marks


def _placed(mark: Text | Link, x: int, y: int, element: int) -> Text | Link:
    if isinstance(mark, Text):
        return Text(mark.x + x, mark.y + y, mark.line, element)
    return Link(mark.x + x, mark.y + y, mark.width, mark.height, mark.target, mark.uri, mark.title, element)


def _title(name: str, setter: Typesetter, structure: Structure) -> list[Mark]:
    """Title and English on the first page, the note at the foot of its empty column."""
    look, page = setter.layout.contents, setter.layout.page
    title = TitleLook(look.title_style, look.title_en_style, 0, look.title_gap)
    marks, _ = title_marks(title_of(name, look), title, look.column if name == "contents" else page.width, setter, structure)
    if look.note and look.columns > 1 and name == "contents":
        style = setter.style(look.note_style)
        pitch = style.leading or page.leading
        lines = set_paragraph((Piece(look.note, look.note_style),), setter, look.note_width)
        top = _lines(look.note_foot, setter) - len(lines) * pitch
        note = structure.add("P")
        marks += [line_at(line, style.size, 0, top + n * pitch, note) for n, line in enumerate(lines)]
    return marks


def _tab_key(tabs: tuple[str, ...], setter: Typesetter) -> list[Mark]:
    """The names of the thumb tabs at their heights, so that a reader turns straight to a chapter."""
    layout = setter.layout
    look, style = layout.tabs, setter.style(layout.contents.key_style)
    outer, inner = fore_edge("recto", look.tick, setter)
    gap = style.size // 2
    marks: list[Mark] = []
    for number, name in enumerate(tabs, 1):
        y = tab_step(number, len(tabs), setter)[0]
        lines, size = display_lines(name, layout.contents.key_style, inner - layout.page.width - 2 * gap, 2, setter)
        pitch = display_pitch(size, style)
        head = y - (size + (len(lines) - 1) * pitch) // 2
        for n, line in enumerate(lines):
            marks.append(line_at(line, size, inner - gap - ink_width(line, style.track), head + n * pitch))
        marks.append(Rule(inner, y, outer, y, look.tick_width, layout.contents.key_colour))
    return marks
