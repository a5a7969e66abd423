"""What stands above and below figures, tables and charts: the caption with its number and unit, notes, the source."""

from collections.abc import Iterable
from typing import TypeAlias

from yearbook.compose.cells_measured import measure_together
from yearbook.compose.marks import Structure, baseline, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.frozen import frozen
from yearbook.model.copy import Chart, Figure, Table
from yearbook.model.page import ARTIFACT, Line, Mark
from yearbook.model.text import Words


@frozen
class Title:
    """A caption in its parts: 图 7-1 | 经营主体户数 | 万户."""

    label: str
    words: str
    unit: str = ""


@frozen
class Place:
    """Where something is set: its left edge, its head, its measure."""

    x: int
    top: int
    width: int


def pitch(setter: Typesetter, style: str) -> int:
    """From line to line in a style; the leading of the page when the style has none."""
    return setter.style(style).leading or setter.layout.page.leading


def on_baseline(setter: Typesetter, style: str) -> int:
    """How far below the head of a grid line a style stands, so that it shares the baseline of the body text."""
    return baseline(setter.layout.page.body) - baseline(setter.style(style).size)


def whole_lines(setter: Typesetter, height: int) -> int:
    """Lines of the grid that something ending with text takes: n lines are n leadings less the white under the last."""
    page = setter.layout.page
    return -(-(height + page.leading - page.body) // page.leading)


Elements: TypeAlias = tuple[int, int]  # of a caption's number and of its words
UNREAD: Elements = (ARTIFACT, ARTIFACT)


def caption_elements(structure: Structure, parent: int, label: str) -> Elements:
    """A caption within a table or figure, its number by itself."""
    caption = structure.add("Caption", parent)
    return structure.add("Lbl", caption) if label else caption, caption


def caption_marks(title: Title, setter: Typesetter, place: Place, elements: Elements) -> tuple[list[Mark], int]:
    """The caption, its further lines hanging beside the number, the unit at the right; and where its foot is.

    The unit stands on the caption's last line, or on one of its own where there is no room.
    """
    look = setter.layout.caption
    size, step = setter.style(look.style).size, pitch(setter, look.style)
    marks: list[Mark] = []
    indent, top = 0, place.top
    numbered, element = elements
    if title.label:
        number = set_single((Piece(title.label, look.number_style),), setter)
        marks.append(line_at(number, setter.style(look.number_style).size, place.x, top, numbered))
        indent = number.width + look.gap
    lines = _lines(Piece(title.words, look.style), setter, place.width - indent)
    for line in lines:
        marks.append(line_at(line, size, place.x + indent, top, element))
        top += step
    end = indent + lines[-1].width if lines else indent
    top -= step if lines else 0
    if title.unit:
        unit = set_single((Piece(_unit_words(title.unit, setter), look.unit_style),), setter)
        if end + look.gap + unit.width > place.width:
            top += step
        small = setter.style(look.unit_style).size
        down = top + baseline(size) - baseline(small)
        marks.append(line_at(unit, small, place.x + place.width - unit.width, down, element))
    return marks, top + size


def measure_captions(items: Iterable[object], setter: Typesetter) -> None:
    """Measures the captions of all tables, charts and figures among the items together."""
    look = setter.layout.caption
    captioned = [item for item in items if isinstance(item, Table | Chart | Figure)]
    labels = [item.label for item in captioned if item.label]
    labels += [f"{look.continued}{item.label}" for item in captioned if item.label and isinstance(item, Table)]
    texts = [Piece(label, look.number_style) for label in labels] + [Piece(item.caption, look.style) for item in captioned]
    measure_together([(text,) for text in texts], setter)


def _lines(piece: Piece, setter: Typesetter, width: int) -> tuple[Line, ...]:
    """One line, as most captions are, or as many as it takes."""
    line = set_single((piece,), setter)
    if line.width < width and piece.text.strip():
        return (line,)
    return set_paragraph((piece,), setter, width, align="left")


def _unit_words(unit: str, setter: Typesetter) -> str:
    """单位：亿元; what already says 单位, or is a phrase of its own, stays as it is."""
    label = setter.layout.caption.unit_label
    return unit if unit.startswith("单位") or "：" in unit or "=" in unit else f"{label}{unit}"


def prose_marks(pieces: Iterable[Piece], setter: Typesetter, place: Place, element: int) -> tuple[list[Mark], int]:
    """Lines in the style of notes with the head of the first at `place.top`, and where the next would begin."""
    style = setter.layout.caption.note_style
    look = setter.style(style)
    top = place.top
    marks: list[Mark] = []
    for line in set_paragraph(pieces, setter, place.width, align=look.align):
        marks.append(line_at(line, look.size, place.x, top, element))
        top += pitch(setter, style)
    return marks, top


def note_pieces(words: Words, setter: Typesetter) -> tuple[Piece, ...]:
    """The words of a note."""
    return pieces_of(words, setter.layout.caption.note_style, setter.layout)


def source_words(source: str, setter: Typesetter) -> str:
    """资料来源：…。"""
    label = setter.layout.caption.source_label
    words = source if source.startswith(label) else f"{label}{source}"
    return words if words.endswith(("。", "！", "？")) else f"{words}。"
