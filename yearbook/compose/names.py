"""名录: names in cells of equal width under a rule and a title; a long roll goes on under its title with 续, in whole lines."""

from yearbook.compose.captions import on_baseline
from yearbook.compose.display import display_lines
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.galley import RowMarks, TableBlock
from yearbook.model.page import ARTIFACT, Line, Mark, Rule
from yearbook.model.roll_copy import NameRoll

NOTHING = RowMarks(0, ())


@frozen
class _Name:
    """A name set, its size, its note or None, and how many cells both take."""

    name: Line
    size: int
    note: Line | None
    cells: int


def name_roll_block(roll: NameRoll, setter: Typesetter) -> TableBlock:
    """The roll as rows that a page may part; a name too wide for its cell takes two or more."""
    page, look = setter.layout.page, setter.layout.names
    width = page.width if roll.width == "page" else page.column
    columns = roll.columns or max(width // look.cell, 1)
    structure = Structure()
    root = structure.add("L", title=roll.title)
    title = _title(roll, roll.title, (width, structure.add("Caption", root)), setter)
    again = _title(roll, f"{roll.title}{look.continued}", (width, ARTIFACT), setter)
    names = [_name(name, note, (width, columns), setter) for name, note in roll.names]
    rows = tuple(_row(row, (width, columns), setter, (structure, root)) for row in _rows(names, columns))
    return TableBlock(
        title, again, NOTHING, rows, NOTHING, NOTHING, structure.done(), look.min_rows, roll.width, False, roll.anchor, roll.title
    )


def _title(roll: NameRoll, words: str, place: tuple[int, int], setter: Typesetter) -> RowMarks:
    """A rule, the title under it, its group at the right end of the line when there is room."""
    page, look = setter.layout.page, setter.layout.names
    width, element = place
    marks: list[Mark] = [Rule(0, look.rule_drop, width, look.rule_drop, look.rule, look.rule_colour)]
    size = setter.style(look.title_style).size
    lines = set_paragraph((Piece(words, look.title_style),), setter, width, align="left")
    marks += [line_at(line, size, 0, look.title_drop + n * page.leading, element) for n, line in enumerate(lines)]
    if roll.group and len(lines) == 1:
        group = set_single((Piece(roll.group, look.group_style),), setter)
        small = setter.style(look.group_style).size
        if lines[0].width + page.body + group.width <= width:
            marks.append(line_at(group, small, width - group.width, look.title_drop + (size - small) * 88 // 100, element))
    return RowMarks((look.title_lines + max(len(lines) - 1, 0)) * page.leading, tuple(marks))


def _name(name: str, note: str, measure: tuple[int, int], setter: Typesetter) -> _Name:
    """A name of two characters is spaced to three; one wider than the measure is set smaller."""
    look = setter.layout.names
    width, columns = measure
    line, size = spaced_name(name, look.name_style, setter), setter.style(look.name_style).size
    behind = set_single((Piece(f"（{note}）", look.note_style),), setter) if note else None
    tail = behind.width + look.note_gap if behind else 0
    if line.width + tail > width:
        (line, *_), size = display_lines(name, look.name_style, width - tail, 1, setter)
    need = line.width + tail + look.gap
    return _Name(line, size, behind, min(max(-(-need * columns // width), 1), columns))


def spaced_name(name: str, style: str, setter: Typesetter) -> Line:
    """A name on one line; one of two characters has a blank between them, which copied text leaves out."""
    if len(name) != len("张三") or name.isascii():
        return set_single((Piece(name, style),), setter)
    return replace(set_single((Piece(f"{name[0]}\u3000{name[1]}", style),), setter), text=name, exact=False)


def _rows(names: list[_Name], columns: int) -> list[list[_Name]]:
    """Names in their order, as many a row as its cells hold."""
    rows: list[list[_Name]] = [[]]
    for name in names:
        if sum(one.cells for one in rows[-1]) + name.cells > columns:
            rows.append([])
        rows[-1].append(name)
    return rows


def _row(names: list[_Name], measure: tuple[int, int], setter: Typesetter, tree: tuple[Structure, int]) -> RowMarks:
    page, look = setter.layout.page, setter.layout.names
    structure, root = tree
    width, columns = measure
    small, base = setter.style(look.note_style).size, setter.style(look.name_style).size
    marks: list[Mark] = []
    cell = 0
    for name in names:
        body = structure.add("LBody", structure.add("LI", root))
        x, top = width * cell // columns, on_baseline(setter, look.name_style)
        marks.append(line_at(name.name, name.size, x, top + (base - name.size) * 88 // 100, body))
        if name.note:
            drop = on_baseline(setter, look.note_style)
            marks.append(line_at(name.note, small, x + name.name.width + look.note_gap, drop, body))
        cell += name.cells
    return RowMarks(page.leading, tuple(marks))
