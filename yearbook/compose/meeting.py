"""Papers of a meeting set on the grid of official papers: banners, annexes, agenda, cover, contents, numbers of copies."""

from collections.abc import Mapping, Sequence

from yearbook.compose.display import display_lines
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.compose.parts import item_blocks
from yearbook.compose.slots import Filling, fixed_sheet
from yearbook.frozen import frozen
from yearbook.model.copy import Item
from yearbook.model.galley import BreakBlock, FlowBlock, FlowGalley, FrameBlock, Sheet, TextBlock
from yearbook.model.meeting_looks import MeetingLook
from yearbook.model.page import Line, Link, Mark
from yearbook.model.paper_copy import AgendaCopy, AnnexCopy, PaperCopy
from yearbook.model.slots import TextSlot

COVER = "meeting-cover"
NUMBER = "{number}"  # the slots of a cover and of a corner that tell it are set copy by copy


@frozen
class ContentsLine:
    """A row of a set's contents: what a paper is called and its title, what is told right of it, where it leads; annexes stand in."""

    label: str
    title: str
    told: str
    anchor: str
    annex: bool = False


def paper_galley(paper: PaperCopy, setter: Typesetter) -> FlowGalley:
    """A paper with its annexes, each on pages of its own behind it."""
    blocks: list[FlowBlock] = [BreakBlock(_banner(paper, setter)), *_flow(paper.items, setter)]
    if paper.annexes:
        blocks.append(_annex_note(paper.annexes, setter))
    for annex in paper.annexes:
        blocks += [BreakBlock(_annex_banner(annex, setter)), *_flow(annex.items, setter)]
    return FlowGalley(paper.name, "", tuple(blocks))


def _flow(items: Sequence[Item], setter: Typesetter) -> list[FlowBlock]:
    return [block for block in item_blocks(items, setter) if not isinstance(block, Sheet)]


def agenda_galley(agenda: AgendaCopy, told: Sequence[tuple[str, str]], setter: Typesetter) -> FlowGalley:
    """议程: `told` are the items, numbered, each with what is read to it."""
    look, page = _look(setter), setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    line = _title(agenda.title, look.front_line, (marks, structure), setter)
    if agenda.date:
        line += look.under_gap
        line = _under((look.kind.format(kind=agenda.date),), line, (marks, structure), setter)
    blocks: list[FlowBlock] = [
        BreakBlock(FrameBlock(line - 1 + look.text_gap, tuple(marks), structure.done(), "page", False, "agenda", look.agenda))
    ]
    style = setter.style("body")
    indent = int(style.indent * style.size)
    for text, papers in told:
        blocks.append(TextBlock(set_paragraph((Piece(text, "body"),), setter, page.width, indent, style.align), indent))
        if papers:
            small = (Piece(papers, look.under_style),)
            blocks.append(TextBlock(set_paragraph(small, setter, page.width, look.papers_indent, "left"), look.papers_indent))
    return FlowGalley(look.agenda, "agenda", tuple(blocks))


def cover_sheet(fields: Mapping[str, str], rows: Sequence[tuple[str, str, str]], setter: Typesetter) -> Sheet | None:
    """The cover of a set with `rows` (number, title, anchor) of its papers; None where the layout has none.

    Its copy number is left to `copy_numbers`.
    """
    slots = tuple(slot for slot in setter.layout.pages.get(COVER, ()) if not _tells_number(slot))
    return fixed_sheet(slots, fields, "recto", setter, Filling(rows=tuple(rows))) if slots else None


def copy_numbers(number: str, setter: Typesetter) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The number of a copy as it stands on a cover and in the corner of a paper, over the type area."""
    slots = tuple(slot for slot in setter.layout.pages.get(COVER, ()) if _tells_number(slot))
    look = _look(setter)
    structure = Structure()
    corner = _corner(look.copy_number.format(number=number), 2, setter, structure.add("P"))
    return fixed_sheet(slots, {"number": number}, "recto", setter).marks, (corner,)


def _tells_number(slot: object) -> bool:
    return isinstance(slot, TextSlot) and NUMBER in slot.text


def contents_sheets(rows: Sequence[ContentsLine], setter: Typesetter) -> tuple[Sheet, ...]:
    """目录: a row a paper with its pages, its annexes under it."""
    look, page = _look(setter), setter.layout.page
    sheets: list[Sheet] = []
    structure, marks = Structure(), list[Mark]()
    line = _title((look.contents,), look.front_line, (marks, structure), setter) + look.text_gap
    toc = structure.add("TOC")
    for row in rows:
        held = _row(row, setter)
        lines = held[1]
        if line + len(lines) - 1 > page.lines and marks:
            sheets.append(Sheet(tuple(marks), structure.done()))
            structure, marks, line = Structure(), [], 1
            toc = structure.add("TOC")
        marks += _row_marks(row, held, (line, structure.add("TOCI", toc)), setter)
        line += len(lines)
    return (*sheets, Sheet(tuple(marks), structure.done()))


def _row(row: ContentsLine, setter: Typesetter) -> tuple[tuple[Line, Line], tuple[Line, ...]]:
    """Label and what is told of a row, and the lines of its title, which hang beside the label."""
    look, page = _look(setter), setter.layout.page
    label, told = (set_single((Piece(text, look.row_style),), setter) for text in (row.label, row.told))
    left = (look.annex_indent if row.annex else 0) + label.width + page.body
    width = page.width - left - told.width - 2 * look.row_gap - page.body
    return (label, told), set_paragraph((Piece(row.title, look.row_style),), setter, width, align="left")


def _row_marks(
    row: ContentsLine, held: tuple[tuple[Line, Line], tuple[Line, ...]], place: tuple[int, int], setter: Typesetter
) -> list[Mark]:
    """A row from that line of the grid on, its marks in that element; dots lead from the end of its title."""
    look, page = _look(setter), setter.layout.page
    ((label, told), lines), (first, element) = held, place
    size = setter.style(look.row_style).size
    left = look.annex_indent if row.annex else 0
    hang = left + label.width + page.body
    marks: list[Mark] = [line_at(label, size, left, _top(first, size, setter), element)]
    marks += [line_at(line, size, hang, _top(first + n, size, setter), element) for n, line in enumerate(lines)]
    top = _top(first + len(lines) - 1, size, setter)
    start, end = hang + lines[-1].width + look.row_gap, page.width - told.width - look.row_gap
    dots = set_single((Piece(look.leader * max((end - start) // size, 0), look.row_style),), setter)
    marks += [line_at(dots, size, end - dots.width, top), line_at(told, size, page.width - told.width, top, element)]
    return [*marks, Link(0, (first - 1) * page.leading, page.width, len(lines) * page.leading, row.anchor, "", row.title, element)]


def _banner(paper: PaperCopy, setter: Typesetter) -> FrameBlock:
    """Corner marks, title, what stands under it, in whole lines of the grid."""
    look = _look(setter)
    structure = Structure()
    marks: list[Mark] = []
    size = setter.style(look.mark_style).size
    told = [*paper.mark, *([look.recipients.format(recipients=paper.recipients)] if paper.recipients else [])]
    for line, text in enumerate(told, 1):
        one = set_single((Piece(text, look.mark_style),), setter)
        marks.append(line_at(one, size, 0, _top(line, size, setter), structure.add("P")))
    if paper.recall:
        marks.append(_corner(look.recall, 1, setter, structure.add("P")))
    line = _title(paper.title, max(look.title_line, len(told) + 2), (marks, structure), setter)
    if paper.under:
        line = _under(paper.under, line + look.under_gap, (marks, structure), setter)
    return FrameBlock(line - 1 + look.text_gap, tuple(marks), structure.done(), "page", False, "start", paper.name)


def _annex_banner(annex: AnnexCopy, setter: Typesetter) -> FrameBlock:
    look = _look(setter)
    structure = Structure()
    size = setter.style(look.annex_style).size
    label = set_single((Piece(annex.label, look.annex_style),), setter)
    marks: list[Mark] = [line_at(label, size, 0, _top(1, size, setter), structure.add("P"))]
    line = _title(annex.title, look.annex_title_line, (marks, structure), setter, "H2")
    name = f"{annex.label}\u3000{''.join(annex.title)}"
    return FrameBlock(line - 1 + look.text_gap, tuple(marks), structure.done(), "page", False, annex.anchor, name)


def _annex_note(annexes: Sequence[AnnexCopy], setter: Typesetter) -> FrameBlock:
    """附件说明 under the text: 附件：1. …, further names under the first (GB/T 9704-2012 §7.3.4)."""
    look, page = _look(setter), setter.layout.page
    style = setter.style("body")
    structure = Structure()
    indent = int(style.indent * style.size)
    label = set_single((Piece(look.annex_note, "body"),), setter)
    hang = indent + label.width
    marks: list[Mark] = [line_at(label, style.size, indent, _top(1 + look.note_gap, style.size, setter), structure.add("P"))]
    line = 1 + look.note_gap
    for number, annex in enumerate(annexes, 1):
        name = (f"{number}. " if len(annexes) > 1 else "") + "".join(annex.title)
        element = structure.add("P")
        for one in set_paragraph((Piece(name, "body"),), setter, page.width - hang, align="left"):
            marks.append(line_at(one, style.size, hang, _top(line, style.size, setter), element))
            line += 1
    return FrameBlock(line - 1, tuple(marks), structure.done())


_Page = tuple[list[Mark], Structure]


def _title(lines: Sequence[str], line: int, page: _Page, setter: Typesetter, tag: str = "H1") -> int:
    """Lines of a title in the middle of the measure, the first on that line of the grid; the line after them."""
    look, width = _look(setter), setter.layout.page.width
    marks, structure = page
    element = structure.add(tag, title="".join(lines))
    turned = 0
    for text in lines:
        set_lines, size = display_lines(text, look.title_style, width, 3, setter)
        for one in set_lines:
            top = _top(line, size, setter) + int(turned * look.title_turn * setter.layout.page.leading)
            marks.append(line_at(one, size, (width - one.width) // 2, top, element))
            turned += 1
    return line + -(-int(turned * look.title_turn * 100) // 100)


def _under(lines: Sequence[str], line: int, page: _Page, setter: Typesetter) -> int:
    """What stands under a title, line by line in the middle; the line after it."""
    look, width = _look(setter), setter.layout.page.width
    marks, structure = page
    size = setter.style(look.under_style).size
    for text in lines:
        element = structure.add("P")
        for one in display_lines(text, look.under_style, width, 3, setter)[0]:
            marks.append(line_at(one, size, (width - one.width) // 2, _top(line, size, setter), element))
            line += 1
    return line


def _corner(text: str, line: int, setter: Typesetter, element: int) -> Mark:
    """A line that ends at the right edge of the type area."""
    style = _look(setter).corner_style
    size = setter.style(style).size
    one = set_single((Piece(text, style),), setter)
    return line_at(one, size, setter.layout.page.width - one.width, _top(line, size, setter), element)


def _top(line: int, size: int, setter: Typesetter) -> int:
    """The head of an em box of any size in the middle of the character of that line of the grid."""
    page = setter.layout.page
    return (line - 1) * page.leading + (page.body - size) // 2


def _look(setter: Typesetter) -> MeetingLook:
    look = setter.layout.meeting
    assert look is not None, "a layout without papers is refused before"
    return look
