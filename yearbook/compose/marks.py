"""Small verbs that make marks: a set line as it is copied, placed by its em box, a place kept for a picture, structure on the go."""

from collections.abc import Sequence

from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import replace
from yearbook.model.looks import FrameLook
from yearbook.model.page import ARTIFACT, Box, Element, Line, Mark, Path, Text

# the baseline stands at 0.88 em below the head of the em box in all shipped faces (typography.md §3.6)
BASELINE = 880
TIE = "\u00a0"  # a space at which no line ends


def baseline(size: int) -> int:
    """From the head of the em box to the baseline, 1/1000 pt."""
    return size * BASELINE // 1000


class Structure:
    """Collects the elements of a block; `add` gives the index to put on marks."""

    def __init__(self) -> None:
        self._elements: list[Element] = []

    def add(self, tag: str, parent: int = -1, title: str = "", alt: str = "", attributes: Sequence[tuple[str, str]] = ()) -> int:
        """A new element under `parent` (-1: the block's own root) and its index."""
        self._elements.append(Element(tag, parent, title, alt, "", tuple(attributes)))
        return len(self._elements) - 1

    def attribute(self, element: int, *pairs: tuple[str, str]) -> None:
        """Attributes of an element already added."""
        self._elements[element] = replace(self._elements[element], attributes=pairs)

    def done(self) -> tuple[Element, ...]:
        """All elements, in order of their indexes."""
        return tuple(self._elements)


def line_at(line: Line, size: int, x: int, top: int, element: int = ARTIFACT) -> Text:
    """A line with the head of its em box (of `size`) at `top`."""
    return Text(x, top + baseline(size), line, element)


def untied(line: Line) -> Line:
    """A line as a reader copies it: once it is broken a tie is a space like others, whose glyph it has."""
    if TIE not in line.text:
        return line
    runs = tuple([replace(run, text=run.text.replace(TIE, " ")) if TIE in run.text else run for run in line.runs])
    return replace(line, runs=runs, text=line.text.replace(TIE, " "))


def label(setter: Typesetter, text: str, style: str, colour: str = "") -> tuple[Line, int]:
    """A single line of a style and its size."""
    return set_single((Piece(text, style, colour=colour),), setter), setter.style(style).size


def place_for_picture(setter: Typesetter, look: FrameLook, box: tuple[int, int, int, int], words: str, element: int) -> list[Mark]:
    """An empty frame at (x, y, width, height): ground, diagonals that spare the words, words in the middle, which are of `element`."""
    x, y, width, height = box
    line, size = label(setter, words, look.style)
    half_w, half_h = line.width // 2 + 6000, size
    marks: list[Mark] = [Box(x, y, width, height, look.fill)]
    if width > 4 * half_h and height > 4 * half_h:
        # a diagonal meets the words' box at its side or its head, whichever it comes to last
        if half_w * height < half_h * width:
            spare_x, spare_y = half_w, half_w * height // width
        else:
            spare_x, spare_y = half_h * width // height, half_h
        centre_x, centre_y = x + width // 2, y + height // 2
        for way_x in (-1, 1):
            for way_y in (-1, 1):
                corner = (centre_x + way_x * width // 2, centre_y + way_y * height // 2)
                near = (centre_x + way_x * min(spare_x, width // 2), centre_y + way_y * min(spare_y, height // 2))
                marks.append(Path((corner, near), look.stroke, look.diagonal))
    if line.width <= width:
        marks.append(line_at(line, size, x + (width - line.width) // 2, y + (height - size) // 2, element))
    return marks
