"""What flows in columns: entries with run-in heads, section heads, documents with their banner and editor's note."""

from collections.abc import Iterable, Iterator

from yearbook.compose.footnotes import note_blocks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import NO_WHITE, Asked, Piece, Typesetter, pieces_of, set_asked, set_paragraph, set_single
from yearbook.compose.prose import Prose, prose_asked, prose_lines, prose_pieces, signed_lines
from yearbook.compose.roles import as_item, title_end
from yearbook.compose.shaped_lines import Measure, Shape, narrowest, widest, without
from yearbook.frozen import replace
from yearbook.model.copy import Document, Entry, Heading
from yearbook.model.galley import BreakBlock, FlowBlock, FrameBlock, HeadBlock, TextBlock
from yearbook.model.layout import HeadingLook
from yearbook.model.page import Box, Mark, Rule, Text
from yearbook.model.text import BodyParagraph


def entry_blocks(entry: Entry, setter: Typesetter, width: Measure) -> list[FlowBlock]:
    """An entry: its head runs into the first paragraph, set flush; later paragraphs are indented."""
    texts: list[TextBlock] = []
    left = width
    for position, paragraph in enumerate(entry.paragraphs):
        if position == 0 and entry.title:
            block = _first_paragraph(entry, paragraph, setter, left)
        else:
            block = _paragraph(paragraph, setter, left, entry.anchor if position == 0 else "")
        texts.append(_beside(block, left))
        left = without(left, len(block.lines))
    texts = [block for block in texts if block.lines]
    if entry.signature:
        last = texts.pop() if texts else _beside(TextBlock(()), width)
        room = widest(width) - (last.inset if len(last.lines) <= last.beside else 0)
        texts.append(replace(last, lines=signed_lines(last.lines, last.indent, entry.signature, setter, room)))
    return list(texts)


def _beside(block: TextBlock, measure: Measure) -> TextBlock:
    """The paragraph with how many of its lines stand beside a figure, and how much they lack."""
    if not isinstance(measure, Shape):
        return block
    return replace(block, beside=min(measure.lines, len(block.lines) or 1), inset=measure.width - measure.narrow)


def _first_paragraph(entry: Entry, paragraph: BodyParagraph, setter: Typesetter, width: Measure) -> TextBlock:
    """The head with the first paragraph; over a list it stands on a line of its own."""
    look = setter.layout.entry
    indent = look.indent
    if paragraph.label:
        over = set_paragraph(_entry_head(entry, setter), setter, narrowest(width), indent, align="left")
        lines = over + _paragraph(paragraph, setter, without(width, len(over))).lines
        notes = note_blocks(paragraph.notes, lines, setter, widest(width))
        block = TextBlock(lines, indent, entry.anchor, entry.title, notes=notes, head=(len(over), 0))
        return as_item(block, paragraph, "body", setter, len(over))
    found = setter.taken(entry, width)
    lines = set_asked(_first_asked(entry, paragraph, setter, width), setter) if found is None else found
    notes = note_blocks(paragraph.notes, lines, setter, widest(width))
    end = title_end(lines, look.open + entry.title + look.close)
    return TextBlock(lines, indent, entry.anchor, entry.title, notes=notes, head=end)


def _first_asked(entry: Entry, paragraph: BodyParagraph, setter: Typesetter, width: Measure) -> Asked:
    """What the head and the first paragraph are set from."""
    look = setter.layout.entry
    head, body = _entry_head(entry, setter), prose_pieces(paragraph, "body", setter)
    after = len(look.open) + len(entry.title) + len(look.close)
    # 】 brings half an em of blank; the layout's gap takes its place
    white = {after: look.gap - setter.style(look.style).size // 2} if any(piece.text for piece in body) else NO_WHITE
    return Asked((*head, *body), (width, look.indent, setter.style("body").align), white)


def _entry_head(entry: Entry, setter: Typesetter) -> tuple[Piece, ...]:
    look = setter.layout.entry
    sides = (Piece(look.open, look.style, colour=look.mark_colour), Piece(look.close, look.style, colour=look.mark_colour))
    return tuple(piece for piece in (sides[0], Piece(entry.title, look.style), sides[1]) if piece.text)


def asked_of(item: Entry | Document, setter: Typesetter, width: int) -> Iterator[tuple[object, object, Asked]]:
    """What the running paragraphs of an item will be set from, with the copy and the how that their lines are taken by."""
    paragraphs = item.paragraphs if isinstance(item, Entry) else [one for _, part in item.parts for one in part]
    if isinstance(item, Entry) and item.title and paragraphs and not paragraphs[0].label:
        yield item, width, _first_asked(item, paragraphs[0], setter, width)
        paragraphs = paragraphs[1:]
    body = _body(setter, width)
    for paragraph in paragraphs:
        yield paragraph, body, prose_asked(paragraph, body, setter)


def _body(setter: Typesetter, width: Measure) -> Prose:
    style = setter.style("body")
    return Prose("body", width, int(style.indent * style.size))


def _paragraph(paragraph: BodyParagraph, setter: Typesetter, width: Measure, anchor: str = "") -> TextBlock:
    lines, indent = prose_lines(paragraph, _body(setter, width), setter)
    block = TextBlock(lines, indent, anchor, notes=note_blocks(paragraph.notes, lines, setter, widest(width)))
    return as_item(block, paragraph, "body", setter)


def paragraph_blocks(paragraphs: Iterable[BodyParagraph], setter: Typesetter, width: int) -> list[FlowBlock]:
    """Paragraphs without a head."""
    return [block for paragraph in paragraphs if (block := _paragraph(paragraph, setter, width)).lines]


def head_block(heading: Heading, setter: Typesetter) -> HeadBlock:
    """A head of a section, or of a part of it, with its English beside it."""
    return _head(heading, setter, setter.layout.section if heading.level == 1 else setter.layout.subsection)


def month_head(title: str, anchor: str, setter: Typesetter) -> HeadBlock:
    """The head of a month of the chronicle."""
    return _head(Heading(title, "", anchor), setter, setter.layout.chronicle_month)


def _head(heading: Heading, setter: Typesetter, look: HeadingLook) -> HeadBlock:
    title, title_en = heading.title, heading.title_en
    structure = Structure()
    element = structure.add(f"H{heading.level + 1}", title=title)
    size = setter.style(look.style).size
    width = setter.layout.page.column
    lines = set_paragraph((Piece(title, look.style),), setter, width, look.indent, align="left")
    marks: list[Mark] = []
    leading = setter.layout.page.leading
    step = max(size * 5 // 4, leading)
    for position, line in enumerate(lines):
        marks.append(line_at(line, size, 0 if position else look.indent, look.drop + position * step, element))
    if title_en and look.style_en and len(lines) == 1:
        beside = set_single((Piece(title_en.upper(), look.style_en),), setter)
        x = look.indent + lines[0].width + look.gap_en
        if x + beside.width <= width:
            small = setter.style(look.style_en).size
            down = look.drop + (size - small) * 88 // 100  # on one baseline
            marks.append(line_at(beside, small, x, down, structure.add("Span", element)))
    # of the white under a head of one line at least half stays under one of many
    white = (look.lines * leading - look.drop - size) // 2
    foot = look.drop + (len(lines) - 1) * step + size + white
    extra = max(-(-foot // leading) - look.lines, 0) if len(lines) > 1 else 0
    at_top = tuple(_raised(mark, look.drop - look.drop_at_top) for mark in marks)
    return HeadBlock(
        look.lines + extra, look.lines_at_top + extra, tuple(marks), at_top, look.keep, title, heading.anchor,
        structure.done(), heading.level, heading.title_en,
    )  # fmt: skip


def _raised(mark: Mark, by: int) -> Mark:
    """A text mark moved up; heads have no others."""
    return replace(mark, y=mark.y - by) if isinstance(mark, Text) else mark


def document_blocks(document: Document, setter: Typesetter, width: int) -> list[FlowBlock]:
    """A document: a new page with its banner, then its parts in columns, the editor's note last."""
    blocks: list[FlowBlock] = [BreakBlock(_banner(document, setter))]
    for head, paragraphs in document.parts:
        if head:
            blocks.append(_head(Heading(head, "", "", 2), setter, setter.layout.document_head))
        blocks += paragraph_blocks(paragraphs, setter, width)
    if document.editor_note:
        blocks.append(_editor_note(document, setter, width))
    return blocks


def _banner(document: Document, setter: Typesetter) -> FrameBlock:
    look, page = setter.layout.document, setter.layout.page
    structure = Structure()
    title = structure.add("H2", title=document.title)
    size = setter.style(look.title_style).size
    lines = set_paragraph((Piece(document.title, look.title_style),), setter, page.width, align="left")
    more = (len(lines) - 1) * look.title_turn  # lines of the grid that a further line of the title takes
    marks: list[Mark] = []
    for position, line in enumerate(lines):
        marks.append(line_at(line, size, 0, (look.title_line - 1 + look.title_turn * position) * page.leading, title))
    kind = set_single((Piece(document.kind, look.kind_style),), setter)
    beside = lines[-1].width + size // 2 + kind.width <= page.width
    if document.kind and beside:
        small = setter.style(look.kind_style).size
        down = (look.title_line - 1 + more) * page.leading + (size - small) * 88 // 100
        marks.append(line_at(kind, small, lines[-1].width + size // 2, down, structure.add("Span", title)))
    place = int((look.occasion_line - 1) * page.leading) + more * page.leading
    size = setter.style(look.occasion_style).size
    for words in ("" if beside else document.kind, document.occasion, document.speaker):
        if words:
            for line in set_paragraph((Piece(words, look.occasion_style),), setter, page.width, align="left"):
                marks.append(line_at(line, size, 0, place, structure.add("P")))
                place += page.leading * 5 // 4
    below = -(-place // page.leading)  # a long occasion pushes rule and text down by whole lines, a short one lets them up by one
    more += max(below - (look.rule_line - 1 + more), -1)
    rule = (look.rule_line - 1 + more) * page.leading
    marks.append(Rule(0, rule, page.width, rule, look.rule, look.rule_colour))
    return FrameBlock(
        look.text_line - 1 + more, tuple(marks), structure.done(), "page", False, document.anchor, document.title
    )


def _editor_note(document: Document, setter: Typesetter, width: int) -> FrameBlock:
    look, page = setter.layout.document, setter.layout.page
    structure = Structure()
    size, label = setter.style(look.note_style), setter.style(look.note_label_style)
    inset = page.body
    pieces = pieces_of(document.editor_note, look.note_style, setter.layout)
    lines = set_paragraph(pieces, setter, width - 2 * inset)
    need = label.size + inset * 3 // 2 + len(lines) * page.leading + inset
    high = max(look.note_lines, -(-need // page.leading) + 1)
    top = page.leading
    marks: list[Mark] = [Box(0, top, width, high * page.leading - top, look.note_fill)]
    head = set_single((Piece(look.note_label, look.note_label_style),), setter)
    note = structure.add("Note")
    structure.attribute(note, ("ID", "note"))
    marks.append(line_at(head, label.size, inset, top + inset, structure.add("P", note)))
    body = structure.add("P", note)
    for position, line in enumerate(lines):
        y = top + inset + label.size + inset // 2 + position * page.leading
        marks.append(line_at(line, size.size, inset, y, body))
    return FrameBlock(high, tuple(marks), structure.done(), title=document.title, lead=1)
