"""Chapters as copy: items in order, tables and figures numbered 7-1, 7-2 within their chapter."""

from decimal import Decimal
from typing import TypeAlias

from yearbook.edit.charts import chart_copy, datum
from yearbook.edit.figures import Ledger, chinese, number
from yearbook.edit.findings_block import findings
from yearbook.edit.honours_view import chosen_honours, honour_groups
from yearbook.edit.pictures import picture, pictured, shaped, thousandths
from yearbook.edit.rolls import honours_rolls, honours_table, name_roll, people_entries, people_table
from yearbook.edit.series_block import Grid, series_grid
from yearbook.edit.tables import table_copy
from yearbook.edit.targets_block import targets_grid
from yearbook.frozen import replace, workpiece
from yearbook.model import blocks
from yearbook.model.blocks import Chapter, Section
from yearbook.model.chart_blocks import ChartBlock
from yearbook.model.copy import (
    BigFigure,
    ChapterPart,
    Chart,
    Document,
    Entry,
    Heading,
    Honours,
    Item,
    Scorecard,
    Speech,
    Table,
)
from yearbook.model.edition import Edition
from yearbook.model.quantity import phrase
from yearbook.model.roll_blocks import NamesBlock, PeopleBlock
from yearbook.model.text import BodyParagraph, Span

_Plain: TypeAlias = (
    blocks.EntryBlock | blocks.TextBlock | blocks.TableBlock | ChartBlock | blocks.FigureBlock | blocks.HonoursBlock
    | blocks.SpeechBlock | blocks.ScorecardBlock | blocks.DocumentBlock
)  # fmt: skip

_Block: TypeAlias = _Plain | blocks.SubheadBlock | blocks.SeriesBlock | blocks.TargetsBlock | NamesBlock | PeopleBlock


@workpiece
class _Desk:
    """What an editor has before him while he numbers one chapter."""

    chapter: Chapter
    number: int
    edition: Edition
    ledger: Ledger
    tables: int = 0
    figures: int = 0
    entries: int = 0
    heads: int = 0
    findings: int = 0

    def label(self, kind: str, count: int) -> str:
        """表 7-1; what stands in a chapter without number is 附表 1, a plate before it 附图."""
        if self.chapter.numbered:
            return f"{kind} {self.number}-{count}"
        return f"附{kind} {count}" if count else f"附{kind}"

    def anchor(self, given: str | None, kind: str, count: int) -> str:
        """The id given, else one made from the chapter's; the same in every build."""
        return given or f"{self.chapter.id}.{kind}{count}"


def chapter_part(chapter: Chapter, place: tuple[int, int], edition: Edition, ledger: Ledger) -> ChapterPart:
    """The chapter with its items, sections' heads among them; `place` is its place, and its number among those that have one."""
    desk = _Desk(chapter, place[1], edition, ledger)
    items = [item for section in chapter.sections for item in _section(section, desk)]
    plate = chapter.plate
    opener = plate and pictured(plate, plate.caption, desk.label("图", 0), f"{chapter.id}.plate", edition)
    return ChapterPart(
        place[1] if chapter.numbered else 0, f"第{chinese(place[1])}编" if chapter.numbered else "", chapter.title,
        chapter.short_title or chapter.title, chapter.title_en,
        ledger.resolve(chapter.abstract), opener or None, tuple(items), chapter.id, place[0],
    )  # fmt: skip


def _section(section: Section, desk: _Desk) -> list[Item]:
    items: list[Item] = []
    if section.title:
        desk.heads += 1
        items.append(Heading(section.title, section.title_en, desk.anchor(section.id, "s", desk.heads)))
    for position, block in enumerate(section.body):
        if isinstance(block, blocks.FindingsBlock):
            items.extend(_findings(block, section.title, desk))
        else:
            first = position == 0 or isinstance(section.body[position - 1], blocks.SubheadBlock)
            items.extend(_items(block, desk, not first))
    if len(items) == 1 and isinstance(items[0], Heading):
        return []  # tables and findings that find nothing leave no head behind
    return _contributed(items, section.contributor) if section.contributor and items else items


def _contributed(items: list[Item], contributor: str) -> list[Item]:
    """The section with who sent it: at the end of its last entry, or by itself where that has an author or there is none."""
    signature = f"（{contributor}供稿）"
    for at in range(len(items) - 1, -1, -1):
        entry = items[at]
        if isinstance(entry, Entry):
            if entry.signature:
                break
            return [*items[:at], replace(entry, signature=signature), *items[at + 1 :]]
    return [*items, Entry("", (), "", signature)]


def _items(block: _Block, desk: _Desk, floating: bool) -> list[Item]:
    """One block as copy; a view over the series that finds nothing prints nothing (check has said so)."""
    match block:
        case blocks.SeriesBlock():
            grid = series_grid(block, desk.edition, tuple(desk.ledger.resolve(note) for note in block.notes))
            return [_derived(grid, block.series, block, desk, floating)] if grid else []
        case blocks.SubheadBlock():
            desk.heads += 1
            return [Heading(block.subhead, block.title_en, desk.anchor(block.id, "s", desk.heads), 2)]
        case blocks.TargetsBlock():
            grid = targets_grid(block, desk.edition, tuple(desk.ledger.resolve(note) for note in block.notes))
            return [_derived(grid, block.targets, block, desk, floating)] if grid else []
        case NamesBlock() | PeopleBlock():
            return _roll(block, desk)
        case blocks.HonoursBlock() if block.style != "display":
            return _honours_in_flow(block, desk)
        case _:
            return [_item(block, desk, floating)]


def _roll(block: NamesBlock | PeopleBlock, desk: _Desk) -> list[Item]:
    desk.entries += 1
    anchor = desk.anchor(block.id, "e", desk.entries)
    if isinstance(block, NamesBlock):
        return [name_roll(block, desk.edition.index, anchor)]
    if block.style == "entries":
        return list(people_entries(block, desk.edition, desk.ledger, anchor))
    desk.tables += 1
    return [people_table(block, desk.edition, desk.ledger, (desk.label("表", desk.tables), anchor))]


def _honours_in_flow(block: blocks.HonoursBlock, desk: _Desk) -> list[Item]:
    """Honours as a table, or as rolls of names, in the columns of the chapter; their introduction before them."""
    groups = chosen_honours(block, desk.edition)
    anchor = desk.anchor(block.id, "honours", 1)
    intro: list[Item] = [Entry("", (BodyParagraph(desk.ledger.resolve(block.intro)),), "")] if block.intro else []
    if block.style == "names":
        source: list[Item] = [Entry("", (BodyParagraph((Span(block.source),)),), "")] if block.source else []
        return [*intro, *honours_rolls(groups, anchor), *source]
    desk.tables += 1
    return [*intro, honours_table(groups, (desk.label("表", desk.tables), block.honours, block.source, anchor))]


def _findings(block: blocks.FindingsBlock, head: str, desk: _Desk) -> list[Item]:
    """The findings under a head of their own, or that of their section when it is the same."""
    desk.findings += 1
    anchor = desk.anchor(block.id, "findings", desk.findings)
    found = list(findings(desk.edition, anchor))
    if not found or block.findings == head:
        return [replace(one, anchor=anchor) if one is found[0] else one for one in found]
    return [Heading(block.findings, "", anchor), *found]


def _derived(grid: Grid, caption: str, block: blocks.SeriesBlock | blocks.TargetsBlock, desk: _Desk, floating: bool) -> Table:
    desk.tables += 1
    return Table(
        desk.label("表", desk.tables), caption, grid.unit, grid.columns, grid.rows, grid.notes, grid.source, block.width,
        desk.anchor(block.id, "t", desk.tables), floating,
    )  # fmt: skip


def _item(block: _Plain, desk: _Desk, floating: bool) -> Item:
    """One block as copy; what stands first under its head does not float away from it."""
    match block:
        case blocks.EntryBlock() | blocks.TextBlock():
            return _entry(block, desk)
        case blocks.TableBlock():
            return _table(block, desk, floating)
        case ChartBlock():
            return _chart(block, desk, floating)
        case blocks.FigureBlock():
            desk.figures += 1
            label, anchor = desk.label("图", desk.figures), desk.anchor(block.id, "f", desk.figures)
            figure = pictured(block, block.figure, label, anchor, desk.edition)
            figure = replace(figure, lines=block.lines, width=block.width, floating=floating, beside=block.beside)
            return shaped(figure) if block.beside else figure
        case blocks.HonoursBlock():
            return _honours(block, desk)
        case blocks.SpeechBlock():
            return _speech(block, desk)
        case blocks.ScorecardBlock():
            return _scorecard(block, desk)
        case blocks.DocumentBlock():
            return _document(block, desk)


def _entry(block: blocks.EntryBlock | blocks.TextBlock, desk: _Desk) -> Entry:
    desk.entries += 1
    title, signature = "", ""
    if isinstance(block, blocks.EntryBlock):
        title = block.entry
        signed = "　".join(part for part in (block.author, block.contributor and f"{block.contributor}供稿") if part)
        signature = f"（{signed}）" if signed else ""
    anchor = desk.anchor(block.id, "e", desk.entries)
    return Entry(title, desk.ledger.paragraphs(block.text, anchor), anchor, signature)


def _table(block: blocks.TableBlock, desk: _Desk, floating: bool) -> Table:
    desk.tables += 1
    anchor = desk.anchor(block.id, "t", desk.tables)
    return replace(table_copy(block, desk.ledger, desk.label("表", desk.tables), anchor), floating=floating)


def _chart(block: ChartBlock, desk: _Desk, floating: bool) -> Chart:
    desk.figures += 1
    label, anchor = desk.label("图", desk.figures), desk.anchor(block.id, "f", desk.figures)
    return chart_copy(block, desk.edition, (label, anchor, floating), desk.ledger.resolve(block.note))


def _honours(block: blocks.HonoursBlock, desk: _Desk) -> Honours:
    intro = desk.ledger.resolve(block.intro)
    groups = honour_groups(block, desk.edition)
    return Honours(block.honours, block.title_en, intro, groups, block.source, desk.anchor(block.id, "honours", 1))


def _speech(block: blocks.SpeechBlock, desk: _Desk) -> Speech:
    desk.entries += 1
    return Speech(
        block.speech, desk.edition.people[block.speaker].name, block.office, block.unit, picture(desk.edition, block.portrait),
        desk.ledger.paragraphs(block.text), desk.anchor(block.id, "e", desk.entries), thousandths(block.focus),
    )  # fmt: skip


def _big(module: blocks.Module, desk: _Desk) -> BigFigure:
    """A figure cut into the words before it, the number and the unit."""
    ledger = desk.ledger
    fact = ledger.fact(module.fact)
    bars = tuple(datum(point, desk.edition) for point in module.bars)
    note = ledger.resolve(module.note)
    if module.form == "growth" and fact.growth:
        growth = fact.growth
        before, unit = _around(growth.unit, growth.qualifier)
        return BigFigure(module.label, before, number(growth.value), unit, note, bars, None)
    rank = fact.rank() if module.form == "rank" else None
    if rank:
        return BigFigure(module.label, "第", str(rank.place), "位", note, bars, None)
    before, unit = _around(ledger.unit(fact), fact.qualifier)
    share = fact.value if module.grid and unit.startswith("%") else None
    return BigFigure(module.label, before, number(fact.value), unit, note, bars, share)


def _around(unit: str, qualifier: str) -> tuple[str, str]:
    """What stands before the number, and behind it."""
    before, _, behind = phrase(Decimal(0), unit, qualifier).partition("0")
    return before, behind


def _scorecard(block: blocks.ScorecardBlock, desk: _Desk) -> Scorecard:
    ledger = desk.ledger
    return Scorecard(
        block.scorecard, block.title_en, ledger.resolve(block.intro), _big(block.hero, desk),
        tuple(_big(m, desk) for m in block.beside), tuple(_big(m, desk) for m in block.modules),
        desk.anchor(block.id, "scorecard", 1),
    )  # fmt: skip


def _document(block: blocks.DocumentBlock, desk: _Desk) -> Document:
    desk.entries += 1
    anchor = desk.anchor(block.id, "d", desk.entries)
    parts = tuple(
        (part.head, desk.ledger.paragraphs(part.text, f"{anchor}.{n}" if n else anchor)) for n, part in enumerate(block.parts)
    )
    return Document(
        block.document, block.kind, block.occasion, block.speaker, parts, desk.ledger.resolve(block.editor_note), anchor,
    )  # fmt: skip
