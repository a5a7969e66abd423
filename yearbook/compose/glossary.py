"""名词解释: a title over the page, then terms and their text in columns, a blank line above each term."""

from collections.abc import Sequence

from yearbook.compose.captions import on_baseline
from yearbook.compose.display import TitleLook, title_marks
from yearbook.compose.footnotes import note_blocks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph
from yearbook.compose.prose import Prose, prose_lines
from yearbook.compose.roles import as_item
from yearbook.model.copy import GlossaryPart
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, TextBlock
from yearbook.model.page import Anchor, Mark
from yearbook.model.text import BodyParagraph, Span, Words


def glossary_blocks(part: GlossaryPart, setter: Typesetter) -> tuple[FlowBlock, ...]:
    """The part as a flow that opens its own page; a term is never parted from the first lines of its text."""
    blocks: list[FlowBlock] = [BreakBlock(banner((part.title, part.title_en), _intro(part, setter), setter))]
    for number, (term, paragraphs) in enumerate(part.terms, 1):
        blocks.append(_term(term, f"{part.anchor}.{number}", setter))
        blocks += [_text(paragraph, number, setter) for number, paragraph in enumerate(paragraphs) if paragraph.words]
    return tuple(blocks)


def _term(term: str, anchor: str, setter: Typesetter) -> HeadBlock:
    """A term over its text; the blank line above it falls away at the head of a column."""
    look, page = setter.layout.glossary, setter.layout.page
    size, drop = setter.style(look.head_style).size, on_baseline(setter, look.head_style)
    structure = Structure()
    head = structure.add("H3", title=term)
    lines = set_paragraph((Piece(term, look.head_style),), setter, page.column, align="left")
    tops = (page.leading, 0)
    pitch = page.leading
    marks, at_top = (
        _led_to(anchor, top, [line_at(one, size, 0, top + n * pitch + drop, head) for n, one in enumerate(lines)]) for top in tops
    )
    return HeadBlock(len(lines) + 1, len(lines), marks, at_top, look.keep, "", "", structure.done())


def _led_to(anchor: str, top: int, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks that links can lead to."""
    return (Anchor(anchor, 0, top), *marks)


def _text(paragraph: BodyParagraph, number: int, setter: Typesetter) -> TextBlock:
    """A paragraph on the grid: the first flush under its term, later ones two characters in."""
    look, page = setter.layout.glossary, setter.layout.page
    style = setter.style(look.text_style)
    indent = int(setter.style("body").indent * style.size) if number else 0
    lines, first = prose_lines(paragraph, Prose(look.text_style, page.column, indent), setter)
    block = TextBlock(lines, first, notes=note_blocks(paragraph.notes, lines, setter, page.column))
    return as_item(block, paragraph, look.text_style, setter)


def _intro(part: GlossaryPart, setter: Typesetter) -> Words:
    """What stands beside the title; it ends with how running text marks the first use of a term."""
    note = setter.layout.glossary.first_use_note
    return (*part.intro, Span(note)) if part.marked and note else part.intro


def banner(words: tuple[str, str], intro: Words, setter: Typesetter) -> FrameBlock:
    """Title and English left, the introduction beside them, in at least the layout's lines."""
    look, page = setter.layout.glossary, setter.layout.page
    structure = Structure()
    style = setter.style(look.intro_style)
    pitch = style.leading or page.leading
    room = look.intro_x - page.body if intro else page.width
    title = TitleLook(look.title_style, look.title_en_style, 0, look.title_gap)
    marks: list[Mark]
    marks, foot = title_marks(words, title, room, setter, structure)
    lines = set_paragraph(pieces_of(intro, look.intro_style, setter.layout), setter, page.width - look.intro_x)
    if lines:
        told, drop = structure.add("P"), on_baseline(setter, look.intro_style)
        marks += [line_at(line, style.size, look.intro_x, drop + n * pitch, told) for n, line in enumerate(lines)]
        foot = max(foot, len(lines) * pitch)
    return FrameBlock(max(look.lines, -(-foot // page.leading) + 1), tuple(marks), structure.done(), "page")
