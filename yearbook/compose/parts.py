"""One part of the book set: a chapter's items in order, or whole pages."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import Literal, TypeAlias

from yearbook.compose.ahead import measure_ahead, set_together
from yearbook.compose.board import board_sheets
from yearbook.compose.charts import chart_block
from yearbook.compose.chronicle import chronicle_blocks
from yearbook.compose.colophon import colophon_sheet
from yearbook.compose.errata import errata_blocks
from yearbook.compose.exchange import exchange_sheets
from yearbook.compose.figures import beside_block, figure_block
from yearbook.compose.flow import document_blocks, entry_blocks, head_block
from yearbook.compose.glossary import glossary_blocks
from yearbook.compose.honours import honours_sheets
from yearbook.compose.names import name_roll_block
from yearbook.compose.note_pages import note_sheets
from yearbook.compose.paragraph import Typesetter, pieces_of, set_paragraph
from yearbook.compose.people import person_blocks
from yearbook.compose.plates import opener_plate_sheet, plates_sheets
from yearbook.compose.scorecard import scorecard_sheets
from yearbook.compose.shaped_lines import Measure, Shape, without
from yearbook.compose.slots import fixed_sheet
from yearbook.compose.tables import table_block
from yearbook.frozen import replace
from yearbook.model.copy import (
    BoardPart,
    ChapterPart,
    Chart,
    ColophonPart,
    ContentsPart,
    Document,
    Entry,
    ErrataPart,
    Figure,
    FixedPart,
    GlossaryPart,
    Heading,
    Honours,
    ImprintPart,
    IndexPart,
    Item,
    NotePart,
    Part,
    PlatesPart,
    Scorecard,
    Speech,
    Table,
)
from yearbook.model.galley import (
    Block,
    ChapterGalley,
    ContentsGalley,
    FlowBlock,
    FlowGalley,
    HeadBlock,
    ImprintGalley,
    IndexGalley,
    PartGalley,
    Sheet,
    SheetsGalley,
    TextBlock,
)
from yearbook.model.kept import Anew
from yearbook.model.roll_copy import ChroniclePart, NameRoll, PersonEntry
from yearbook.model.slots import ProseSlot


def part_galley(part: Part, setter: Typesetter) -> PartGalley | None:
    """A part set; None for a fixed page that the layout does not have."""
    match part:
        case ChapterPart():
            return _chapter(part, setter)
        case FixedPart():
            return _fixed(part, setter)
        case BoardPart():
            return SheetsGalley(board_sheets(part, setter), "board", part.title, part.anchor)
        case ColophonPart():
            return SheetsGalley((colophon_sheet(part, setter),), "colophon", part.title, part.anchor)
        case NotePart():
            return SheetsGalley(note_sheets(part, setter), "note", part.title, part.anchor, part.title_en)
        case PlatesPart():
            captions = tuple((plate.label, plate.caption, plate.anchor) for _, plates in part.pages for plate in plates)
            return SheetsGalley(plates_sheets(part, setter), "plates", part.title, part.anchor, part.title_en, captions)
        case ChroniclePart():
            return FlowGalley(part.title, part.anchor, chronicle_blocks(part, setter), part.title_en)
        case ErrataPart():
            return FlowGalley(part.title, part.anchor, errata_blocks(part, setter), part.title_en)
        case GlossaryPart():
            return FlowGalley(part.title, part.anchor, glossary_blocks(part, setter), part.title_en)
        case ImprintPart():
            return ImprintGalley()
        case IndexPart():
            title, english = setter.layout.index.titles_of(part.name)
            return IndexGalley(part.name, title, part.name, part.headings, part.order, english)
        case ContentsPart():
            return ContentsGalley(part.name)


def _fixed(part: FixedPart, setter: Typesetter) -> SheetsGalley | None:
    slots = setter.layout.pages.get(part.name, ())
    if not slots:
        return None
    side: Literal["recto", "verso"] = "verso" if part.name == "back-cover" else "recto"
    return SheetsGalley((fixed_sheet(slots, dict(part.fields), side, setter),), part.name)


def _chapter(part: ChapterPart, setter: Typesetter) -> ChapterGalley:
    """A chapter; its blocks are set when they are asked for, which for one that makeup has kept is never."""
    plate = opener_plate_sheet(part.plate, setter) if part.plate else None
    fields = {
        "number": f"{part.number:02d}" if part.number else "", "order": part.order, "title": part.title,
        "short_title": part.short_title, "title_en": part.title_en, "title_en_upper": part.title_en.upper(),
    }  # fmt: skip
    abstract = set_paragraph(
        pieces_of(part.abstract, "opener-abstract", setter.layout), setter, _prose_width(setter, "abstract")
    )
    return ChapterGalley(
        part.place or part.number, part.title, part.short_title, part.title_en, part.anchor, tuple(fields.items()), abstract, plate,
        Anew(partial(item_blocks, part.items, setter), partial(_forget, part.items, setter)),
    )  # fmt: skip


def _prose_width(setter: Typesetter, field: str) -> int:
    """The measure of a field of prose on the opener."""
    slots = setter.layout.pages.get("opener", ())
    widths = (slot.width for slot in slots if isinstance(slot, ProseSlot) and slot.prose == field)
    return next(widths, setter.layout.page.column)


def item_blocks(items: Iterable[Item], setter: Typesetter) -> list[Block]:
    """Items as blocks. A head before whole pages is not set: it names their first page in contents and bookmarks."""
    _set_ahead(items, setter)
    blocks: list[Block] = []
    waiting: Heading | None = None
    level = 2  # of entries: under a 子目 one more
    speeches: list[Speech] = []
    items = tuple(items)
    measure_ahead([item for item in items if (item_set, id(item)) not in setter.kept], setter)
    for item in (*_grouped(items), None):
        if speeches and not isinstance(item, Speech):
            blocks += _named(setter.once(exchange_sheets, tuple(speeches)), waiting)
            speeches, waiting = [], None
        if item is None:
            break
        if isinstance(item, Speech):
            speeches.append(item)
        elif isinstance(item, Heading):
            if waiting is not None:
                blocks.append(_head(waiting, blocks, setter))
            waiting, level = item, item.level + 1
        elif isinstance(item, Honours | Scorecard):
            sheets = setter.once(honours_sheets, item) if isinstance(item, Honours) else setter.once(scorecard_sheets, item)
            blocks += _named((replace(sheets[0], title_en=item.title_en), *sheets[1:]) if sheets else sheets, waiting)
            waiting = None
        elif isinstance(item, tuple):
            if waiting is not None:
                blocks.append(_head(waiting, blocks, setter))
                waiting = None
            blocks += _levelled(setter.once(_beside, item), level)
        elif isinstance(item, Document):
            blocks += setter.once(document_set, item)
            waiting = None
        else:
            if waiting is not None:
                blocks.append(_head(waiting, blocks, setter))
                waiting = None
            fitting = _under_heads(item, blocks, setter) if isinstance(item, Figure) else item
            blocks += _levelled(setter.once(item_set, fitting), level)
    if waiting is not None:
        blocks.append(_head(waiting, blocks, setter))
    return blocks


def _set_ahead(items: Iterable[Item], setter: Typesetter) -> None:
    """Sets the running paragraphs of a chapter together with those of its group."""
    group = setter.coming.get(id(items), [])
    due = [item for chapter in group for item in unset(chapter, setter)]
    group.clear()
    set_together(due, setter)


def _forget(items: Iterable[Item], setter: Typesetter) -> None:
    """Lets go of what was set of items by themselves."""
    for item in items:
        for make in (item_set, document_set):
            setter.kept.pop((make, id(item)), None)


def unset(items: Iterable[Item], setter: Typesetter) -> list[Item]:
    """The items that neither an earlier round nor an earlier build has set by themselves."""
    return [item for item in items if not any((make, id(item)) in setter.kept for make in (item_set, document_set))]


def _levelled(blocks: Iterable[Block], level: int) -> list[Block]:
    """Entries of a level."""
    return [replace(one, level=level) if isinstance(one, TextBlock) else one for one in blocks]


_Flowing: TypeAlias = Entry | Table | Chart | Figure | NameRoll | PersonEntry
_Group: TypeAlias = tuple[Figure | Entry, ...]  # of which the first is a figure


def _grouped(items: Iterable[Item]) -> Iterator[Item | _Group]:
    """The items, a figure that wants text beside it together with the entries that follow it."""
    group: list[Figure | Entry] = []
    for item in items:
        if group and not isinstance(item, Entry):
            yield tuple(group) if len(group) > 1 else group[0]
            group = []
        if group or (isinstance(item, Figure) and item.beside):
            assert isinstance(item, Figure | Entry)
            group.append(item)
        else:
            yield item
    if group:
        yield tuple(group) if len(group) > 1 else group[0]


def _beside(group: _Group, setter: Typesetter) -> list[Block]:
    """A narrow figure and the entries, their first lines beside it; without room, or with little text or notes in it, as any other."""
    figure, *entries = group
    column, narrow = setter.layout.page.column, beside_block(figure, setter) if isinstance(figure, Figure) else None
    if narrow:
        texts = _in_shape(entries, Shape(column, column - narrow.width - setter.layout.beside.gap, narrow.lines), setter)
        beside = [one for one in texts if isinstance(one, TextBlock) and one.beside]
        if sum(one.beside for one in beside) * 2 > narrow.lines and not any(one.notes for one in beside):
            return [narrow, *texts]
    return [block for item in group for block in setter.once(item_set, item)]


def _in_shape(entries: Iterable[_Flowing], shape: Shape, setter: Typesetter) -> list[Block]:
    """Entries in what is left of a column beside a figure, and under it."""
    blocks: list[Block] = []
    room: Measure = shape
    for entry in entries:
        if isinstance(entry, Entry):
            made = entry_blocks(entry, setter, room)
            blocks += made
            room = without(room, sum(len(one.lines) for one in made if isinstance(one, TextBlock)))
    return blocks


def _head(heading: Heading, before: list[Block], setter: Typesetter) -> HeadBlock:
    """A head; straight under another it stands as at the head of a column (typography.md §1.9: 占行 less one)."""
    head = head_block(heading, setter)
    if before and isinstance(before[-1], HeadBlock):
        return replace(head, lines=head.lines_at_top, marks=head.marks_at_top)
    return head


def document_set(item: Document, setter: Typesetter) -> list[FlowBlock]:
    """A document as blocks."""
    return document_blocks(item, setter, setter.layout.page.column)


def _under_heads(figure: Figure, before: Sequence[Block], setter: Typesetter) -> Figure:
    """A figure as high as a page is lower under a head, so that both stand on one page."""
    heads = list(takewhile(lambda block: isinstance(block, HeadBlock), reversed(before)))
    room = setter.layout.page.lines - sum(head.lines_at_top for head in heads if isinstance(head, HeadBlock))
    return replace(figure, lines=room) if heads and figure.lines > room else figure


def item_set(item: _Flowing, setter: Typesetter) -> list[Block]:
    """An item of the flow as blocks."""
    match item:
        case Entry():
            return list(entry_blocks(item, setter, setter.layout.page.column))
        case Table():
            return [table_block(item, setter)]
        case NameRoll():
            return [name_roll_block(item, setter)]
        case PersonEntry():
            return list(person_blocks(item, setter, setter.layout.page.column))
        case Chart():
            return [chart_block(item, setter)]
        case Figure():
            return [figure_block(item, setter)]


def _named(sheets: tuple[Sheet, ...], heading: Heading | None) -> tuple[Sheet, ...]:
    """Sheets whose first page answers to the section's head as well, unless it bears the same title."""
    if heading is None or not sheets:
        return sheets
    first, anchors = sheets[0], sheets[0].titles
    if any(level == 1 for _, level, _ in anchors):
        return sheets
    anchor = anchors[0][2] if anchors else heading.anchor
    return (replace(first, titles=((heading.title, 1, anchor), *anchors), title_en=heading.title_en), *sheets[1:])


