"""名词解释 and 大事记: a title over the page, then terms and their text in columns, a blank line between."""

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.copy import GlossaryPart
from yearbook.model.galley import Block, BreakBlock, FrameBlock, TextBlock
from yearbook.model.page import Mark


def glossary_blocks(part: GlossaryPart, setter: Typesetter) -> tuple[Block, ...]:
    """The part as a flow that opens its own page. A term and the first lines of its text stay together."""
    look, page = setter.layout.glossary, setter.layout.page
    blocks: list[Block] = [BreakBlock(_banner(part, setter))]
    size = setter.style(look.head_style).size
    for term, paragraphs in part.terms:
        lines = [
            line
            for paragraph in paragraphs
            for line in set_paragraph(pieces_of(paragraph.words, look.text_style, setter.layout), setter, page.column)
        ]
        structure = Structure()
        head = structure.add("H3", title=term)
        heads = set_paragraph((Piece(term, look.head_style),), setter, page.column, align="left")
        drop = (page.leading - size) // 2
        marks: list[Mark] = [line_at(line, size, 0, n * page.leading + drop, head) for n, line in enumerate(heads)]
        body = structure.add("P")
        small = setter.style(look.text_style).size
        for n, line in enumerate(lines[: look.keep]):
            marks.append(line_at(line, small, 0, (len(heads) + n) * page.leading + drop, body))
        rest = lines[look.keep :]
        kept = len(heads) + min(len(lines), look.keep)
        blocks.append(FrameBlock(kept, tuple(marks), structure.done()) if not rest else _long(kept, marks, structure))
        if rest:
            blocks.append(TextBlock(tuple(rest)))
    return tuple(blocks)


def _long(lines: int, marks: list[Mark], structure: Structure) -> FrameBlock:
    return FrameBlock(lines, tuple(marks), structure.done())


def _banner(part: GlossaryPart, setter: Typesetter) -> FrameBlock:
    look, page = setter.layout.glossary, setter.layout.page
    structure = Structure()
    size, small = setter.style(look.title_style).size, setter.style(look.title_en_style).size
    title = set_single((Piece(part.title, look.title_style),), setter)
    marks: list[Mark] = [line_at(title, size, 0, 0, structure.add("H1", title=part.title))]
    if part.title_en:
        english = set_single((Piece(part.title_en.upper(), look.title_en_style),), setter)
        marks.append(line_at(english, small, 0, size + page.leading // 2, structure.add("P")))
    style = setter.style(look.intro_style)
    pitch = style.leading or page.leading
    intro = structure.add("P")
    lines = set_paragraph(pieces_of(part.intro, look.intro_style, setter.layout), setter, page.width - look.intro_x)
    marks += [line_at(line, style.size, look.intro_x, n * pitch, intro) for n, line in enumerate(lines)]
    high = max(look.lines, -(-len(lines) * pitch // page.leading) + 1)
    return FrameBlock(high, tuple(marks), structure.done(), "page")
