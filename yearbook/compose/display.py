"""Display text: titles that shrink step by step, then break into balanced lines, before they run out of their room."""

from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.model.layout import Style
from yearbook.model.page import Line

STEP = 1000  # display sizes go down by whole points
SMALLEST = 3  # nothing is set smaller than its size divided by this: then it takes more lines than it was given


def display_lines(text: str, style: str, room: int, most: int, setter: Typesetter) -> tuple[tuple[Line, ...], int]:
    """The text in lines no wider than `room` (1/1000 pt), and the size they are set in.

    One line if it can be, at the style's size or down to its `least`; otherwise balanced lines, `most` of them, smaller
    again when that many do not hold it.
    """
    look = setter.style(style)
    for size in range(look.size, (look.least or look.size) - 1, -STEP):
        line = set_single((_piece(text, style, size, look),), setter)
        if line.width - look.track <= room:
            return (line,), size
    size = look.size
    lines = _balanced(_piece(text, style, size, look), room, setter)
    while len(lines) > most and (size - STEP) * SMALLEST >= look.size:
        size -= STEP
        lines = _balanced(_piece(text, style, size, look), room, setter)
    return lines, size


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
