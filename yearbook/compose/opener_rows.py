"""An opener's own contents: page number first, title, light rules; many rows close up, start higher, take a second column."""


from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.page import Line, Link, Mark, Rule
from yearbook.model.slots import SectionsSlot

Row = tuple[str, str, str]  # folio, title, anchor
SCALES = (1000, 900, 800, 700)  # of titles that are too long, before they are squeezed onto one line


@frozen
class _Plan:
    """Where the rows stand: top, columns, height of a row with a title of one line."""

    top: int
    columns: int
    pitch: int
    crowded: bool = False  # titles must be squeezed onto one line


def rows_marks(
    slot: SectionsSlot, rows: tuple[Row, ...], place: tuple[int, int, int], setter: Typesetter, structure: Structure
) -> list[Mark]:
    """The rows with their links, from (x, y, highest y they may begin at) down to the slot's last line. None is left out."""
    if not rows:
        return []
    x, y, highest = place
    width = slot.sections - slot.number
    for scale in SCALES:
        pieces = [Piece(row[1], slot.style, scale=scale) for row in rows]
        titles = [set_paragraph((piece,), setter, width, align="left") for piece in pieces]
        turn = _turn(slot, setter) * scale // 1000
        plan = _plan(slot, [len(lines) for lines in titles], (y, highest, turn), setter)
        if not plan.crowded:
            break
    else:
        titles = [(_squeezed(row[1], slot, plan.pitch, setter),) for row in rows]
    toc = structure.add("TOC")
    marks: list[Mark] = []
    share = -(-len(rows) // plan.columns)
    step = slot.sections + setter.layout.page.gutter
    first = max(x - (plan.columns - 1) * step, 0)  # a second column goes left of the first where there is room
    for column in range(plan.columns):
        left = first + column * step
        top = plan.top
        for n in range(column * share, min((column + 1) * share, len(rows))):
            marks += _rule(slot, left, top)
            marks += _row(slot, (rows[n], titles[n]), (left, top, plan.pitch, turn), setter, (structure, toc))
            top += plan.pitch + (len(titles[n]) - 1) * turn
        marks += _rule(slot, left, top)
    return marks


def _rule(slot: SectionsSlot, x: int, y: int) -> list[Mark]:
    """The rule over a row, where the slot has any."""
    return [Rule(x, y, x + slot.sections, y, slot.rule, slot.colour)] if slot.rule else []


def rows_that_fit(slot: SectionsSlot, rows: tuple[Row, ...], place: tuple[int, int], setter: Typesetter) -> int:
    """How many of the rows stand between (y, highest y) and the slot's last line without being squeezed; at least one."""
    width = slot.sections - slot.number
    lines = [len(set_paragraph((Piece(row[1], slot.style),), setter, width, align="left")) for row in rows]
    count = len(rows)
    while count > 1 and _plan(slot, lines[:count], (*place, _turn(slot, setter)), setter).crowded:
        count -= 1
    return count


def _squeezed(title: str, slot: SectionsSlot, pitch: int, setter: Typesetter) -> Line:
    """A title on one line, as small as its row wants it: the last resort of a chapter with very many sections."""
    size = setter.style(slot.style).size
    line = set_single((Piece(title, slot.style),), setter)
    scale = min(1000, pitch * 850 // size, (slot.sections - slot.number) * 1000 // max(line.width, 1))
    return set_single((Piece(title, slot.style, scale=scale),), setter)


def _turn(slot: SectionsSlot, setter: Typesetter) -> int:
    """From line to line of a title that breaks."""
    style = setter.style(slot.style)
    return style.leading or style.size * 5 // 4


def _plan(slot: SectionsSlot, lines: list[int], place: tuple[int, int, int], setter: Typesetter) -> _Plan:
    """The first that holds all rows: the slot's row heights from its line, the least of them higher up, two columns of it."""
    leading, turn = setter.layout.page.leading, place[2]
    highest = -(-place[1] // leading) * leading + leading  # a line free below the prose
    y = max(place[0], highest) if place[1] > place[0] else place[0]
    highest, bottom = min(highest, y), (slot.last_line or setter.layout.page.lines) * leading
    pitches = [int(step * leading) for step in slot.row_lines]
    for pitch in pitches:
        if y + sum(pitch + (count - 1) * turn for count in lines) <= bottom:
            return _Plan(y, 1, pitch)
    least = pitches[-1]
    step = slot.sections + setter.layout.page.gutter
    most = 2 if step + slot.sections <= setter.layout.page.width else 1  # columns that stand side by side
    for columns in range(1, most + 1):
        share = -(-len(lines) // columns)
        parts = [lines[n : n + share] for n in range(0, len(lines), share)]
        height = max(sum(least + (count - 1) * turn for count in part) for part in parts)
        top = min(y, (bottom - height) // leading * leading)
        if top >= highest:
            return _Plan(top, columns, least)
    return _Plan(highest, most, max(bottom - highest, leading) // -(-len(lines) // most), True)


def _row(
    slot: SectionsSlot, row: tuple[Row, tuple[Line, ...]], place: tuple[int, int, int, int], setter: Typesetter,
    tree: tuple[Structure, int],
) -> list[Mark]:  # fmt: skip
    """Folio and title on one baseline, and the link over both."""
    (folio, title, anchor), lines = row
    x, top, pitch, turn = place
    structure, toc = tree
    size, small = setter.style(slot.style).size, setter.style(slot.number_style).size
    element = structure.add("Link", structure.add("Reference", structure.add("TOCI", toc)))
    head = top + min(slot.drop, (pitch - size) // 2)
    number = set_single((Piece(folio, slot.number_style, scale=min(1000, pitch * 850 // small)),), setter)
    marks: list[Mark] = [line_at(number, small, x, head + (size - small) * 88 // 100, element)]
    marks += [line_at(line, size, x + slot.number, head + n * turn, element) for n, line in enumerate(lines)]
    height = pitch + (len(lines) - 1) * turn
    return [*marks, Link(x, top, slot.sections, height, anchor, "", title, element)]
