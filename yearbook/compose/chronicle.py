"""大事记: a banner, months under heads, dates in a column of their own beside the text, all on the body's grid."""

from yearbook.compose.flow import month_head
from yearbook.compose.glossary import banner
from yearbook.compose.joining import moved
from yearbook.compose.marks import Structure, baseline, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph
from yearbook.model.galley import BreakBlock, FlowBlock, HeadBlock, TextBlock
from yearbook.model.roll_copy import ChroniclePart
from yearbook.model.text import BodyParagraph


def chronicle_blocks(part: ChroniclePart, setter: Typesetter) -> tuple[FlowBlock, ...]:
    """The part as a flow that opens its own page; a date stays with the first lines of its text."""
    blocks: list[FlowBlock] = [BreakBlock(banner((part.title, part.title_en), part.intro, setter))]
    for month in part.months:
        if month.title:
            blocks.append(month_head(month.title, month.anchor, setter))
        for date, paragraphs in month.events:
            blocks.append(_date(date, setter))
            blocks += [block for number, one in enumerate(paragraphs) if (block := _text(one, number, setter)).lines]
    return tuple(blocks)


def _date(date: str, setter: Typesetter) -> HeadBlock:
    """A date takes no line of its own: its text begins beside it. A further event of the day has a sign."""
    look, page = setter.layout.chronicle, setter.layout.page
    size = setter.style(look.date_style).size
    structure = Structure()
    lines = set_paragraph((Piece(date or look.same, look.date_style),), setter, look.date_width - page.body // 2, align="left")
    element = structure.add("Lbl") if lines else -1
    drop = baseline(page.body) - baseline(size)
    marks = tuple(line_at(line, size, 0, drop + n * page.leading, element) for n, line in enumerate(lines))
    return HeadBlock(0, 0, marks, marks, look.keep, "", "", structure.done(), item=True)


def _text(paragraph: BodyParagraph, number: int, setter: Typesetter) -> TextBlock:
    """A paragraph beside the column of dates: the first flush, later ones two characters in."""
    look, page = setter.layout.chronicle, setter.layout.page
    style = setter.style(look.text_style)
    indent = int(style.indent * style.size) if number and not paragraph.label else 0
    pieces = pieces_of(paragraph.words, look.text_style, setter.layout)
    if paragraph.label:
        pieces = (Piece(f"{paragraph.label} ", look.text_style), *pieces)
    lines = set_paragraph(pieces, setter, page.column - look.date_width, indent, style.align)
    beside = tuple(moved(line, look.date_width + (0 if n else indent)) for n, line in enumerate(lines))
    return TextBlock(beside, depth=paragraph.depth + 1 if paragraph.label else 0, item=bool(paragraph.label))
