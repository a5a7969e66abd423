"""Numbered paragraphs on whole pages: 编辑说明 before the book, 资料来源 after it. Numerals left, text on the body's grid."""

from typing import Literal

from yearbook.compose.display import TitleLook, display_marks, title_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.compose.prose import Prose, prose_lines
from yearbook.frozen import frozen, replace
from yearbook.model.copy import NotePart
from yearbook.model.galley import Sheet
from yearbook.model.page import Line, Mark
from yearbook.model.text import BodyParagraph


@frozen
class _Row:
    """A line of the grid: its text at x in a size, the numeral before it, the paragraph it is of; without text a blank one.

    `item` is the item of the list that it belongs to, -1 for the signature.
    """

    line: Line | None = None
    x: int = 0
    size: int = 0
    numeral: str = ""
    paragraph: int = 0
    item: int = -1


_Block = tuple[_Row, ...]  # what stands together on a page


def note_sheets(part: NotePart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The note on as many pages as it takes; the first of the front matter is a recto."""
    look, page = setter.layout.note, setter.layout.page
    head = Structure()
    top = (look.title_line - 1) * page.leading
    title = TitleLook(look.title_style, look.title_en_style, top, look.title_gap)
    marks, foot = title_marks((part.title, part.title_en), title, page.width, setter, head)
    first = max(look.from_line - 1, -(-foot // page.leading) + 1)  # lines that the title takes
    sheets: list[Sheet] = []
    for rows in _pages(_blocks(part, setter), (page.lines - first, page.lines)):
        opens = not sheets
        structure = head if opens else Structure()
        marks = [*(marks if opens else ()), *_rows_marks(rows, first if opens else 0, setter, structure)]
        side: Literal["recto", "any"] = "recto" if opens and part.front else "any"
        sheets.append(Sheet(tuple(marks), structure.done(), side, not part.front))
    return tuple(sheets)


def _blocks(part: NotePart, setter: Typesetter) -> list[_Block]:
    """Every item with the blank line after it; the signature stays with the last."""
    blocks: list[_Block] = []
    counted = 0
    for item, (numeral, paragraphs) in enumerate(part.items):
        rows: list[_Row] = []
        for paragraph in paragraphs:
            counted += 1
            lines = _lines(paragraph, (not rows, counted), _style(part, setter), setter)
            rows += lines
        if rows:
            rows[0] = replace(rows[0], numeral=numeral)
            blocks.append((*(replace(row, item=item) for row in rows), _Row()))
    signature = tuple(_signed(text, counted + n, setter) for n, text in enumerate(part.signature, 1))
    if signature and blocks:
        return [*blocks[:-1], (*blocks[-1], *signature)]
    return [*blocks, signature] if signature else blocks


def _lines(paragraph: BodyParagraph, place: tuple[bool, int], style: str, setter: Typesetter) -> list[_Row]:
    """A paragraph as rows. The first of an item is flush with its numeral, later ones begin two characters in."""
    look = setter.layout.note
    opens, number = place
    size = setter.style(style).size
    indent = 0 if opens else int(setter.style(look.text_style).indent * size)
    lines, first = prose_lines(paragraph, Prose(style, _measure(setter), indent), setter)
    return [_Row(line, look.text_x + (0 if n else first), size, "", number) for n, line in enumerate(lines)]


def _measure(setter: Typesetter) -> int:
    """How wide the text is: as the layout says, else whole ems to the edge of the type area."""
    look, page = setter.layout.note, setter.layout.page
    return (look.text_em or (page.width - look.text_x) // page.body) * page.body


def _style(part: NotePart, setter: Typesetter) -> str:
    """What stands behind the book is set a little smaller."""
    look = setter.layout.note
    return look.text_style if part.front else look.back_style


def _signed(text: str, number: int, setter: Typesetter) -> _Row:
    """A line of the signature, flush right."""
    style = setter.layout.note.signature_style
    line = set_single((Piece(text, style),), setter)
    return _Row(line, setter.layout.page.width - line.width, setter.style(style).size, "", number)


def _pages(blocks: list[_Block], room: tuple[int, int]) -> list[_Block]:
    """The blocks on pages of room[0] lines, then room[1]; only what is longer than a page is broken."""
    first, other = room
    pages: list[list[_Row]] = [[]]
    for block in blocks:
        rows = list(block)
        while rows:
            left = (other if len(pages) > 1 else first) - len(pages[-1])
            seen = len(rows) - (rows[-1].line is None)  # a blank last row may fall away
            if seen <= left:
                pages[-1] += rows[:left]
                break
            if seen > other and left > 1:
                pages[-1] += rows[:left]
                rows = rows[left:]
            pages.append([])
    return [tuple(page) for page in pages]


def _rows_marks(rows: _Block, top: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    look, page = setter.layout.note, setter.layout.page
    tree = _Tree(structure)
    marks: list[Mark] = []
    for position, row in enumerate(rows, top):
        if row.line is None:
            continue
        y = position * page.leading
        if row.numeral:
            small = setter.style(look.numeral_style).size
            place = (look.numeral_x, y + (row.size - small) * 88 // 100, look.text_x - look.numeral_x)
            marks += display_marks(row.numeral, look.numeral_style, place, setter, tree.label(row))[0]
        marks.append(line_at(row.line, row.size, row.x, y, tree.words(row)))
    return marks


class _Tree:
    """The elements of a page: items of a list, each with its label and its paragraphs; the signature after them."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._list = -1
        self._items: dict[int, int] = {}
        self._bodies: dict[int, int] = {}
        self._paragraphs: dict[int, int] = {}

    def label(self, row: _Row) -> int:
        """The element of an item's numeral."""
        return self._structure.add("Lbl", self._item(row.item))

    def words(self, row: _Row) -> int:
        """The element of a row's paragraph."""
        if row.paragraph not in self._paragraphs:
            if row.item >= 0 and row.item not in self._bodies:
                self._bodies[row.item] = self._structure.add("LBody", self._item(row.item))
            self._paragraphs[row.paragraph] = self._structure.add("P", self._bodies.get(row.item, -1))
        return self._paragraphs[row.paragraph]

    def _item(self, number: int) -> int:
        if self._list < 0:
            self._list = self._structure.add("L")
        if number not in self._items:
            self._items[number] = self._structure.add("LI", self._list)
        return self._items[number]
