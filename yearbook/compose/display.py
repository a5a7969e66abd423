"""Display text: titles that shrink step by step, then break into balanced lines, before they run out of their room."""


from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.layout import Style
from yearbook.model.page import Line, Mark

STEP = 1000  # display sizes go down by whole points
MOST_LINES = 2  # of a title, before it is set smaller
SMALLEST = 3  # nothing is set smaller than its size divided by this: then it takes more lines than it was given


def display_lines(text: str, style: str, room: int, most: int, setter: Typesetter) -> tuple[tuple[Line, ...], int]:
    """The text in lines no wider than `room` (1/1000 pt), and the size they are set in.

    One line if it can be, at the style's size or down to its `least`; otherwise balanced lines, `most` of them, smaller
    again when that many do not hold it.
    """
    look = setter.style(style)
    for size in range(look.size, (look.least or look.size) - 1, -STEP):
        piece = _piece(text, style, size, look)
        line = set_single((piece,), setter)
        if ink_width(line, look.track) <= room:
            return (line,), look.size * piece.scale // 1000
    for size in range(look.size, look.size // SMALLEST, -STEP):
        piece = _piece(text, style, size, look)
        lines = _balanced(piece, room, setter)
        if len(lines) <= most:
            break
    return lines, look.size * piece.scale // 1000


def display_pitch(size: int, style: Style) -> int:
    """From line to line of display text: the style's leading in proportion, else a quarter more than the size."""
    return size * style.leading // style.size if style.leading else size * 5 // 4


def ink_width(line: Line, track: int) -> int:
    """The width of a line without the track after its last character."""
    return line.width - track


def _piece(text: str, style: str, size: int, look: Style) -> Piece:
    return Piece(text, style, scale=-(-size * 1000 // look.size))


def _balanced(piece: Piece, room: int, setter: Typesetter) -> tuple[Line, ...]:
    """As few lines as the room allows, of about one length: 三加三, not 五加一."""
    lines = set_paragraph((piece,), setter, room, align="left")
    if len(lines) < 2:
        return lines
    least = sum(line.width for line in lines) // len(lines)
    for width in range(least, room, max(room // 40, 1)):
        tried = set_paragraph((piece,), setter, width, align="left")
        if len(tried) <= len(lines) and all(line.width <= room for line in tried):
            return tried
    return lines


def display_marks(text: str, style: str, place: tuple[int, int, int], setter: Typesetter, element: int) -> tuple[list[Mark], int]:
    """Display text at (x, y) no wider than the room, its lines going down; and the y of its foot."""
    x, y, room = place
    lines, size = display_lines(text, style, room, MOST_LINES, setter)
    pitch = display_pitch(size, setter.style(style))
    marks: list[Mark] = [line_at(line, size, x, y + n * pitch, element) for n, line in enumerate(lines)]
    return marks, y + (len(lines) - 1) * pitch + size


@frozen
class TitleLook:
    """How a page's title and its English stand: their styles, the title's y, the white from its foot to the English."""

    style: str
    style_en: str
    top: int
    gap: int
    tag: str = "H1"


def title_marks(words: tuple[str, str], look: TitleLook, room: int, setter: Typesetter, structure: Structure) -> tuple[list[Mark], int]:
    """A page's title (an element of the look's tag) and its English under it in capitals; and the y of the foot of both."""
    title, english = words
    head = structure.add(look.tag, title=title)
    marks, foot = display_marks(title, look.style, (0, look.top, room), setter, head)
    if english:
        place = (0, foot + look.gap, room)
        more, foot = display_marks(english.upper(), look.style_en, place, setter, structure.add("P"))
        marks += more
    return marks, foot
