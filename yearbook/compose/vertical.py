"""横排竖题: text set down the page. Han stands upright, brackets and dashes turn, two or three figures share a place, words lie down.

CLREQ (typography.md §1.10) and GB/T 15834-2011 §5.2: marks that have a form of their own in vertical text take it; what
readers of the file copy stays the text as written.
"""


from yearbook.compose.display import ink_width
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.page import Line, Mark, Text
from yearbook.patterns import late

OPENING, CLOSING = "“‘「『（〔【《〈｛", "”’」』）〕】》〉｝"
VERTICAL = str.maketrans(OPENING + CLOSING + "—…，、。：；！？", "﹃﹁﹁﹃︵︹︻︽︿︷" + "﹄﹂﹂﹄︶︺︼︾﹀︸" + "︱︙︐︑︒︓︔︕︖")
# a word or four figures and more lie down; two or three figures share one place; single letters and capitals stand upright
_CELLS = late(
    r"(?P<turned>\d{4,}(?:[.,:/~-]\d+)*|[A-Za-zÀ-ɏ]*[a-zà-ɏ][A-Za-zÀ-ɏ'’.-]*(?: [A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]+)*)|(?P<together>\d{2,3})"
)
_CENTRED = 140  # 1/1000 em from the left edge of the column to the baseline of lying capitals, 0.72 em high


@frozen
class Column:
    """Vertical text of one style: where it may begin, how far apart characters stand, and the height it may take (0: any)."""

    style: str
    pitch: int
    room: int


@frozen
class _Cell:
    """What stands at one place of a column: its text, and whether it is set upright, together or lying."""

    text: str
    kind: str = "upright"  # "upright" | "together" | "turned"


def vertical_marks(text: str, look: Column, place: tuple[int, int], setter: Typesetter, element: int) -> list[Mark]:
    """The text from (x, y) down; too long for its room, it and its pitch grow smaller."""
    x, y = place
    style = setter.style(look.style)
    cells = _cells(text)
    pitch = look.pitch or style.size
    need = _places(cells, (style.size, pitch, 1000), look.style, setter)[1]
    scale = min(1000, look.room * 1000 // need) if look.room else 1000
    size, pitch = style.size * scale // 1000, pitch * scale // 1000
    places, _ = _places(cells, (size, pitch, scale), look.style, setter)
    return [
        mark for cell, down in zip(cells, places, strict=True)
        for mark in _cell_marks(cell, (x, y + down), (size, scale), (look.style, element), setter)
    ]  # fmt: skip


def column_height(text: str, look: Column, setter: Typesetter) -> int:
    """How high the text stands when its room does not press it."""
    size = setter.style(look.style).size
    return _places(_cells(text), (size, look.pitch or size, 1000), look.style, setter)[1]


def _cells(text: str) -> tuple[_Cell, ...]:
    cells: list[_Cell] = []
    at = 0
    for found in _CELLS.finditer(text):
        cells += [_Cell(character) for character in text[at : found.start()]]
        cells.append(_Cell(found.group(), str(found.lastgroup)))
        at = found.end()
    return (*cells, *(_Cell(character) for character in text[at:]))


def _places(cells: tuple[_Cell, ...], measure: tuple[int, int, int], style: str, setter: Typesetter) -> tuple[list[int], int]:
    """Where the cells begin, and where the last one ends: brackets give up their blank half, what lies down takes its length."""
    size, pitch, scale = measure
    places, at, end = [], 0, 0
    for cell in cells:
        if cell.text in OPENING and at:
            at -= pitch // 2
        places.append(at)
        if cell.kind == "turned":
            length = ink_width(_line(cell.text, style, scale, setter), setter.style(style).track)
            end, at = at + length, at + length + pitch - size
        else:
            end, at = at + size, at + (pitch // 2 if cell.text in CLOSING else pitch)
    return places, end


def _cell_marks(
    cell: _Cell, place: tuple[int, int], measure: tuple[int, int], role: tuple[str, int], setter: Typesetter
) -> list[Mark]:  # fmt: skip
    (x, y), (size, scale), (style, element) = place, measure, role
    if cell.kind == "turned":
        return [Text(x + size * _CENTRED // 1000, y, _line(cell.text, style, scale, setter), element, True)]
    form = cell.text.translate(VERTICAL)
    line = _line(form, style, scale, setter)
    track = setter.style(style).track
    if cell.kind == "together" and ink_width(line, track) > size:
        line = _line(form, style, scale * size // ink_width(line, track), setter)
    elif cell.kind == "upright":
        runs = tuple(replace(run, x=0) for run in line.runs)  # a line begins with half a bracket, a column does not
        line = replace(line, runs=runs, text=cell.text, width=sum(run.width for run in line.runs), exact=form == cell.text)
    smaller = line.runs[0].size if line.runs else size
    left = x + (size - ink_width(line, track)) // 2
    return [Text(left, y + (size - smaller) // 2 + baseline(smaller), line, element)]


def _line(text: str, style: str, scale: int, setter: Typesetter) -> Line:
    return set_single((Piece(text, style, scale=scale),), setter)
