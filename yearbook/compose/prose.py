"""Paragraphs of running text as lines: run-in heads, lists whose labels hang, signatures flush right at the end."""

from collections.abc import Sequence
from decimal import Decimal

from yearbook.compose.joining import joined, moved
from yearbook.compose.paragraph import Asked, Piece, Typesetter, pieces_of, set_asked, set_paragraph, set_single
from yearbook.compose.shaped_lines import Measure, narrowest
from yearbook.frozen import frozen
from yearbook.model.page import Line
from yearbook.model.text import BodyParagraph

_ENDS_HEAD = "。．：！？.:"  # a run-in head ends in a mark (design.md: 黑 with full stop)
CENTRE = Decimal("0.38")  # of an em above the baseline: the middle of Han (typography.md §3.6)
_BRINGS_WHITE = "、）．"  # labels that end so have half an em of blank of their own


@frozen
class Prose:
    """How paragraphs are set: their style, the measure, how far the first line of one is moved in."""

    style: str
    width: Measure
    indent: int


def prose_lines(paragraph: BodyParagraph, prose: Prose, setter: Typesetter) -> tuple[tuple[Line, ...], int]:
    """The lines of a paragraph, and how far its first one is still to be moved to the right."""
    if paragraph.label or paragraph.widest:
        return _item_lines(paragraph, prose, setter), 0
    return _words_set(paragraph, prose, setter), prose.indent


def _words_set(paragraph: BodyParagraph, prose: Prose, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of the words of a paragraph, which may have been set beforehand."""
    lines = setter.taken(paragraph, prose)
    return set_asked(prose_asked(paragraph, prose, setter), setter) if lines is None else lines


def prose_asked(paragraph: BodyParagraph, prose: Prose, setter: Typesetter) -> Asked:
    """What the words of a paragraph are set from, beside its label where it has one."""
    pieces, align = prose_pieces(paragraph, prose.style, setter), setter.style(prose.style).align
    if paragraph.label or paragraph.widest:
        text_x, _, goes_on = _places(paragraph, prose, setter)
        return Asked(pieces, (narrowest(prose.width) - text_x, goes_on, align))
    return Asked(pieces, (prose.width, prose.indent, align))


def prose_pieces(paragraph: BodyParagraph, style: str, setter: Typesetter) -> tuple[Piece, ...]:
    """The words of a paragraph without its label; strong text that opens it and ends in a mark is a run-in head."""
    pieces = pieces_of(paragraph.words, style, setter.layout)
    if not _has_run_in_head(paragraph):
        return pieces
    look = setter.layout.run_in
    return (pieces[0]._replace(family=look.family, weight=look.weight, colour=look.colour), *pieces[1:])


def _has_run_in_head(paragraph: BodyParagraph) -> bool:
    first = next((span for span in paragraph.words if span.text), None)
    return first is not None and first.kind == "strong" and first.text.rstrip()[-1:] in tuple(_ENDS_HEAD)


def _item_lines(paragraph: BodyParagraph, prose: Prose, setter: Typesetter) -> tuple[Line, ...]:
    """An item: its label in a column as wide as the widest of its list, all its text beside it (凸排)."""
    text_x, hang, goes_on = _places(paragraph, prose, setter)
    lines = _words_set(paragraph, prose, setter)
    lines = tuple(moved(line, text_x + (0 if n else goes_on)) for n, line in enumerate(lines))
    if not paragraph.label or not lines:
        return lines
    label = moved(_label(paragraph.label, paragraph, prose.style, setter), max(text_x - hang, 0))
    blank = "" if paragraph.label[-1] in _BRINGS_WHITE else " "
    first = joined(label, lines[0], blank, lines[0].exact and not blank and len(paragraph.label) == len(paragraph.widest))
    return (first, *lines[1:])


def _places(paragraph: BodyParagraph, prose: Prose, setter: Typesetter) -> tuple[int, int, int]:
    """Where the text of an item begins, how wide its label's column is, and how far a paragraph that goes on with it is moved in."""
    width = narrowest(prose.width)  # an item is not parted at the foot of a figure
    look, size = setter.layout.list_, setter.style(prose.style).size
    hang = _room(paragraph.widest or paragraph.label, paragraph, prose.style, setter)
    text_x = min(look.indent + paragraph.depth * look.step + hang, int(look.most * width))
    return text_x, hang, 0 if paragraph.label else int(setter.style("body").indent * size)


def _label(label: str, paragraph: BodyParagraph, style: str, setter: Typesetter) -> Line:
    """A label as it is printed: strong where the item begins so, a bullet as the layout has it."""
    look = setter.layout
    if label == "·":
        shown, share = look.list_.bullets[paragraph.depth % len(look.list_.bullets)], look.list_.bullet_size
        rise = int(setter.style(style).size * (1 - share) * CENTRE)
        return set_single((Piece(shown, style, rise=rise, scale=int(share * 1000)),), setter)
    strong = bool(paragraph.words) and paragraph.words[0].kind == "strong"
    family, weight = (look.run_in.family, look.run_in.weight) if strong else ("", 0)
    return set_single((Piece(label, style, family, weight),), setter)


def label_runs(paragraph: BodyParagraph, style: str, setter: Typesetter) -> int:
    """How many runs the label of an item is set in: the first ones of its first line."""
    return len(_label(paragraph.label, paragraph, style, setter).runs)


def _room(label: str, paragraph: BodyParagraph, style: str, setter: Typesetter) -> int:
    """The width of a label with the white after it."""
    white = setter.style(style).size // 2 if label[-1] in _BRINGS_WHITE else setter.layout.list_.gap
    return _label(label, paragraph, style, setter).width + white


def signed_lines(lines: Sequence[Line], indent: int, signature: str, setter: Typesetter, width: int) -> tuple[Line, ...]:
    """Lines with a signature flush right: on the last of them when it has room, else on a line of its own below it.

    `indent` is how far the first line will be moved in.
    """
    line = set_single((Piece(signature, "signature"),), setter)
    size = setter.style("signature").size
    if line.width > width:
        rows = set_paragraph((Piece(signature, "signature"),), setter, width, align="left")
        return (*lines, *(moved(row, width - row.width) for row in rows))
    if lines:
        inset = indent if len(lines) == 1 else 0
        if inset + lines[-1].width + 2 * size + line.width <= width:
            return (*lines[:-1], joined(lines[-1], moved(line, width - inset - line.width), "", False))
    return (*lines, moved(line, width - line.width))
