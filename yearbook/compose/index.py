"""索引: rows become columns of headings under their letters, every page number a link; the last page is balanced."""

from collections.abc import Sequence

from yearbook.compose.display import TitleLook, title_marks
from yearbook.compose.marks import TIE, Structure, baseline, line_at, untied
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.galley import IndexGalley, IndexRow, Sheet
from yearbook.model.page import Line, Link, Mark, Rule, Run, Text
from yearbook.model.page_looks import IndexLook


@frozen
class _Item:
    """What is not broken over columns: a letter with the first heading after it, or a heading; `letter` is "" for the latter."""

    letter: str
    lines: tuple[Line, ...]
    row: IndexRow


_Column = list[_Item]


def index_sheets(part: IndexGalley, rows: Sequence[IndexRow], setter: Typesetter) -> tuple[Sheet, ...]:
    """The index on as many sheets as it needs; none when it has no rows."""
    if not rows:
        return ()
    look = setter.layout.index
    structure = Structure()
    (top, tight), marks = _title(part, setter, structure)
    looser = [(head, letter) for letter in look.letter_heights for head in dict.fromkeys((top, tight))]
    plans = [_pages(_items(rows, setter), *places, setter) for places in looser]
    filled = [n for n, pages in enumerate(plans) if len(pages) == 1 or max(map(_rows, pages[-1])) >= look.least]
    best = next((n for n in filled if len(plans[n]) <= len(plans[0])), 0)
    top, letter = looser[best]
    sheets: list[Sheet] = []
    for columns in plans[best]:
        marks += _columns_marks(columns, (top, letter), setter, structure)
        sheets.append(Sheet(tuple(marks), structure.done(), "any", True))
        structure, top, marks = Structure(), 0, []
    return tuple(sheets)


def _pages(items: list[_Item], top: int, letter: int, setter: Typesetter) -> list[list[_Column]]:
    """The items on pages, the first of which begins at `top`, with letters of that height."""
    pages: list[list[_Column]] = []
    while items:
        columns, items = _page(items, 0 if pages else top, letter, setter)
        pages.append(columns)
    return pages


def _rows(column: _Column) -> int:
    return sum(len(item.lines) + bool(item.letter) for item in column)


def _items(rows: Sequence[IndexRow], setter: Typesetter) -> list[_Item]:
    items: list[_Item] = []
    letter = ""
    for row in rows:
        items.append(_Item(row.letter if row.letter != letter else "", _lines(row, setter), row))
        letter = row.letter
    return items


def _lines(row: IndexRow, setter: Typesetter) -> tuple[Line, ...]:
    """As `_set`; a row that an earlier round had is not set again."""
    kept = setter.rows.get(row)
    if kept is None:
        kept = setter.rows[row] = _set(row, setter)
    return kept


def _set(row: IndexRow, setter: Typesetter) -> tuple[Line, ...]:
    """A heading with its page numbers, its further lines indented; runs of numbers link to their places."""
    look = setter.layout.index
    width = look.column(setter.layout.page.width)
    pieces = [Piece(row.text, look.name_style if row.kind == "person" else look.style), Piece(GAP, look.style)]
    kind = {"table": look.table, "figure": look.figure}.get(row.kind, "")
    if kind:
        pieces.append(Piece(kind + TIE, look.kind_style))
    for number, locator in enumerate(row.locators):
        pieces.append(Piece(look.separator if number else "", look.number_style))
        pieces.append(Piece(locator.text, look.number_style, link=f"#{locator.anchor}"))
    for word, others in ((look.see, (row.see,) if row.see else ()), (look.also, row.also)):
        for number, other in enumerate(others):
            pieces.append(Piece(AND if number or row.locators else "", look.style))
            pieces += [Piece(word if not number else "", look.kind_style), Piece(other, look.style)]
    return tuple(map(untied, set_paragraph((one for one in pieces if one.text), setter, width - look.hang, -look.hang, align="left")))


GAP = "\u3000"  # between a heading and its numbers
AND = "；"


def _height(item: _Item, at_top: bool, letter: int, look: IndexLook) -> int:
    lines = len(item.lines) * look.pitch
    return lines + (0 if not item.letter else look.pitch if at_top else letter)


def _fill(items: Sequence[_Item], height: int, letter: int, look: IndexLook) -> tuple[list[_Column], list[_Item]]:
    """Columns of at most that height, and what is left over."""
    columns: list[_Column] = [[]]
    used = 0
    for position, item in enumerate(items):
        need = _height(item, not columns[-1], letter, look)
        if columns[-1] and used + need > height:
            if len(columns) == look.columns:
                return columns, list(items[position:])
            columns.append([])
            used, need = 0, _height(item, True, letter, look)
        columns[-1].append(item)
        used += need
    return columns, []


def _page(items: Sequence[_Item], top: int, letter: int, setter: Typesetter) -> tuple[list[_Column], list[_Item]]:
    """The columns of a page; those of the last are as level as they can be."""
    look, page = setter.layout.index, setter.layout.page
    room = (page.lines * page.leading - top) // look.pitch * look.pitch
    columns, left = _fill(items, room, letter, look)
    if left:
        return columns, left
    low, high = 1, room // look.pitch
    while low < high:  # the least height that holds them all
        middle = (low + high) // 2
        if _fill(items, middle * look.pitch, letter, look)[1]:
            low = middle + 1
        else:
            high = middle
    return _fill(items, low * look.pitch, letter, look)


def _title(part: IndexGalley, setter: Typesetter, structure: Structure) -> tuple[tuple[int, int], list[Mark]]:
    """Title and English, the note on its order beside them; where the columns begin, and where they may when that saves a page."""
    look, page = setter.layout.index, setter.layout.page
    names = part.name == "name-index"
    title = TitleLook(look.title_style, look.title_en_style, 0, look.title_gap)
    told = look.columns_told if page.columns > 1 and look.columns_called else ""
    intro = look.intro.get(f"names-{part.order}" if names else part.order, "").replace("{columns}", told)
    room = look.intro_x - page.body if intro else page.width
    marks, foot = title_marks((part.title, part.title_en), title, room, setter, structure)
    if intro:
        style = setter.style(look.intro_style)
        pitch = style.leading or page.leading
        note = structure.add("P")
        lines = set_paragraph((Piece(intro, look.intro_style),), setter, page.width - look.intro_x)
        marks += [line_at(line, style.size, look.intro_x, n * pitch, note) for n, line in enumerate(lines)]
        foot = max(foot, len(lines) * pitch)
    tight = (-(-foot // page.leading) + 1) * page.leading
    return (max((look.from_line - 1) * page.leading, tight), tight), marks


def _columns_marks(columns: Sequence[_Column], places: tuple[int, int], setter: Typesetter, structure: Structure) -> list[Mark]:
    """The columns from `top` on, with letters of that height."""
    top, letter = places
    look = setter.layout.index
    index = structure.add("Index")
    step = look.column(setter.layout.page.width) + look.gutter
    marks: list[Mark] = []
    deepest = 0
    for number, column in enumerate(columns):
        x, y = number * step, top
        for item in column:
            at_top = y == top
            if item.letter:
                y += (look.pitch if at_top else letter) - look.pitch
                marks.append(_letter(item.letter, (x, y), setter, structure.add("P", index)))
                y += look.pitch
            for n, line in enumerate(item.lines):
                if n == 0:
                    entry = structure.add("P", index)
                marks += _entry_line(line, (x + (look.hang if n else 0), y), item.row, setter, (structure, entry))
                y += look.pitch
        deepest = max(deepest, y)
    if look.rule:
        for number in range(1, look.columns):
            x = number * step - look.gutter // 2
            marks.append(Rule(x, top, x, deepest, look.rule, look.rule_colour))
    return marks


def _letter(letter: str, place: tuple[int, int], setter: Typesetter, element: int) -> Mark:
    """A letter, on the baseline of the line before its first heading."""
    look = setter.layout.index
    small = setter.style(look.style).size
    line = set_single((Piece(letter, look.letter_style),), setter)
    return Text(place[0], place[1] + (look.pitch - small) // 2 + baseline(small), line, element)


def _entry_line(
    line: Line, place: tuple[int, int], row: IndexRow, setter: Typesetter, tree: tuple[Structure, int]
) -> list[Mark]:
    """A line as marks: words of the entry, and page numbers each a link."""
    structure, entry = tree
    look = setter.layout.index
    x, y = place
    size = setter.style(look.style).size
    down = y + (look.pitch - size) // 2 + baseline(size)
    marks: list[Mark] = []
    for link, runs in _stretches(line.runs):
        left, width = runs[0].x, runs[-1].x + runs[-1].width - runs[0].x
        text = "".join(run.text for run in runs)
        element = structure.add("Link", entry) if link else entry
        plain = tuple(replace(run, x=run.x - left, link="") for run in runs)
        marks.append(Text(x + left, down, Line(plain, text, width, line.exact), element))
        if link:
            marks.append(Link(x + left, y, width, look.pitch, link[1:], "", f"{row.text} {text}", element))
    return marks


def _stretches(runs: Sequence[Run]) -> list[tuple[str, list[Run]]]:
    """Runs in a row with one link."""
    stretches: list[tuple[str, list[Run]]] = []
    for run in runs:
        if stretches and stretches[-1][0] == run.link:
            stretches[-1][1].append(run)
        else:
            stretches.append((run.link, [run]))
    return stretches
