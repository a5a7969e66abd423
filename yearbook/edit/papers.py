"""Edition and agenda → papers of a meeting: what they print picked out, its heads numbered as official papers number them."""

from collections.abc import Sequence

from yearbook.edit.chapters import chapter_part
from yearbook.edit.figures import Ledger, chinese
from yearbook.edit.folios import unplaced
from yearbook.edit.paper_items import in_flow
from yearbook.frozen import frozen, replace
from yearbook.model.agenda import GLOSSARY, AgendaFile, Annex, Extract, Paper, Spot, span_of, spots
from yearbook.model.blocks import Chapter, DocumentBlock
from yearbook.model.copy import Chart, Document, Entry, Figure, Heading, Item, Speech, Table
from yearbook.model.edition import Edition
from yearbook.model.layout import Layout
from yearbook.model.meeting_looks import MeetingLook
from yearbook.model.paper_copy import AgendaCopy, AnnexCopy, MeetingCopy, PaperCopy
from yearbook.model.text import BodyParagraph, Span
from yearbook.patterns import late

_NUMBERED = late(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十\d]+[编章节部]")


@frozen
class _Gathered:
    """What a paper prints, and what its title says unless the agenda says otherwise."""

    items: tuple[Item, ...]
    title: tuple[str, ...] = ()
    kind: str = ""
    occasion: str = ""
    speaker: str = ""


def meeting_copy(edition: Edition, agenda: AgendaFile, layout: Layout) -> MeetingCopy:
    """The papers in the order of the agenda. Both have been checked: everything named exists."""
    assert layout.meeting is not None, "a layout without papers is refused before"
    clerk = _Clerk(edition, agenda, layout.meeting)
    papers = tuple(clerk.paper(paper, number) for paper, number in zip(agenda.papers, agenda.numbers, strict=True))
    lines = agenda.meeting
    items = tuple((f"{chinese(n)}、{item.title}", item.papers) for n, item in enumerate(agenda.items, 1))
    copy = MeetingCopy(
        agenda.name, AgendaCopy((*lines, layout.meeting.agenda), agenda.date, items),
        papers, tuple(_fields(agenda).items()),
    )  # fmt: skip
    told: MeetingCopy = unplaced(copy, layout.see)
    return told


def _fields(agenda: AgendaFile) -> dict[str, str]:
    """What the slots of a cover may name; the name of the meeting as a whole, or line by line where the agenda parts it."""
    lines = agenda.meeting
    parted = {f"meeting{n}": line for n, line in enumerate(lines, 1)} if len(lines) > 1 else {}
    whole = {} if parted else {"meeting": agenda.name}
    told = {"title": agenda.title, "date": agenda.date, "place": agenda.place, "office": agenda.office}
    return {**whole, **parted, **told, "when": "\u3000".join(part for part in (agenda.date, agenda.place) if part)}


class _Clerk:
    """Has edition, agenda and layout before him while he makes up one paper after the other."""

    def __init__(self, edition: Edition, agenda: AgendaFile, look: MeetingLook) -> None:
        self._edition, self._agenda, self._look = edition, agenda, look
        self._ledger = Ledger(edition)
        self._spots = spots(edition.chapters)

    def paper(self, paper: Paper, number: int) -> PaperCopy:
        """A paper with its annexes."""
        agenda, look = self._agenda, self._look
        found = self._gathered(paper)
        fields = {"short": agenda.short or agenda.name, "number": chinese(number) if agenda.numerals == "chinese" else str(number)}
        mark = tuple(line.format_map(_Words(fields)) for line in agenda.mark or (look.mark,))
        kind = paper.kind or found.kind
        occasion = paper.occasion or tuple(found.occasion.split("\u3000"))
        under = (look.kind.format(kind=kind) if kind else "", *occasion, paper.speaker or found.speaker)
        told = tuple(line for line in under if line)
        several = len(paper.annexes) > 1
        annexes = tuple(self._annex(annex, n, several) for n, annex in enumerate(paper.annexes, 1))
        return PaperCopy(
            number, fields["number"], mark, look.label.format(number=fields["number"]), paper.title or found.title, told,
            paper.recipients, paper.recall, found.items, annexes, paper.groups,
        )  # fmt: skip

    def _annex(self, annex: Annex, number: int, several: bool) -> AnnexCopy:
        found = self._gathered(annex)
        label = f"{self._look.annex}{number}" if several else self._look.annex
        return AnnexCopy(label, annex.title or found.title, found.items, f"annex{number}")

    def _gathered(self, sheaf: Paper | Annex) -> _Gathered:
        """The contents of a paper or an annex; a document or speech alone gives it its title."""
        parts = [self._extract(extract) for extract in sheaf.print_]
        own: tuple[Item, ...] = (Entry("", self._ledger.paragraphs(sheaf.text), ""),) if sheaf.text else ()
        title = parts[0][0] if parts else ()
        items = tuple(item for _, found in parts for item in found)
        if len(items) == 1 and isinstance(items[0], Document):
            one = items[0]
            alone = in_flow(items, self._look.editor_note, alone=True)
            return _Gathered(_finished((*own, *alone)), (one.title,), one.kind, one.occasion, one.speaker)
        if len(items) == 1 and isinstance(items[0], Speech):
            speech = items[0]
            told = f"{speech.unit}{speech.office}\u3000{speech.name}"
            return _Gathered(_finished((*own, Entry("", speech.paragraphs, ""))), speech.couplet, speaker=told)
        return _Gathered(_finished((*own, *in_flow(items, self._look.editor_note))), title)

    def _extract(self, extract: Extract) -> tuple[tuple[str, ...], tuple[Item, ...]]:
        """Title and items of something of the edition."""
        edition = self._edition
        if extract.of == GLOSSARY:
            glossary = edition.glossary
            assert glossary is not None, "the agenda has been checked"
            first, last = span_of(extract.parts, len(glossary.terms)) or (1, 0)
            terms = glossary.terms[first - 1 : last]
            return (glossary.title,), tuple(Entry("", _term(term.term, self._ledger.paragraphs(term.text)), "") for term in terms)
        (spot,) = self._spots[extract.of]
        title, chapter = _picked(edition, spot, extract.parts)
        return (title,), chapter_part(chapter, (spot.chapter + 1, 1), edition, self._ledger).items


def _term(term: str, paragraphs: tuple[BodyParagraph, ...]) -> tuple[BodyParagraph, ...]:
    """A term runs into the first paragraph of its text."""
    head = (Span(term, "strong"), Span("："))
    if not paragraphs or paragraphs[0].label:
        return (BodyParagraph(head), *paragraphs)
    return (replace(paragraphs[0], words=(*head, *paragraphs[0].words)), *paragraphs[1:])


def _picked(edition: Edition, spot: Spot, parts: str) -> tuple[str, Chapter]:
    """The title of what stands there, and its chapter with nothing else in it."""
    from yearbook.model.agenda import title_of

    chapter = edition.chapters[spot.chapter]
    if spot.section < 0:
        first, last = span_of(parts, len(chapter.sections)) or (1, 0)
        return chapter.title, chapter.model_copy(update={"sections": chapter.sections[first - 1 : last], "numbered": True})
    section = chapter.sections[spot.section]
    if spot.block < 0:
        first, last = span_of(parts, len(section.body)) or (1, 0)
        alone = section.model_copy(update={"title": "", "body": section.body[first - 1 : last]})
        return section.title, chapter.model_copy(update={"sections": (alone,)})
    block = section.body[spot.block]
    if isinstance(block, DocumentBlock):
        first, last = span_of(parts, len(block.parts)) or (1, 0)
        block = block.model_copy(update={"parts": block.parts[first - 1 : last]})
    alone = section.model_copy(update={"title": "", "body": (block,), "contributor": ""})
    return title_of(block), chapter.model_copy(update={"sections": (alone,)})


def _finished(items: Sequence[Item]) -> tuple[Item, ...]:
    """Heads numbered 一、 and （一）, tables and figures 表 1, 图 1; nothing floats in a paper."""
    tables = figures = 0
    found: list[Item] = []
    for item in _numbered(items):
        if isinstance(item, Table):
            tables += 1
            found.append(replace(item, label=f"表 {tables}", width="page", floating=False))
        elif isinstance(item, Chart | Figure):
            figures += 1
            found.append(replace(item, label=f"图 {figures}", width="page", floating=False))
        else:
            found.append(item)
    return tuple(found)


def _numbered(items: Sequence[Item]) -> list[Item]:
    """Heads that bear no number yet get one where several stand on their level (GB/T 9704-2012 §7.3.3)."""
    heads = sum(isinstance(item, Heading) and item.level == 1 for item in items)
    found: list[Item] = []
    first = second = third = 0
    for item in items:
        if isinstance(item, Heading) and item.level == 1:
            first, second, third = first + 1, 0, 0
            found.append(item if heads < 2 else _with_number(item, f"{chinese(first)}、"))
        elif isinstance(item, Heading):
            second, third = second + 1, 1
            found.append(_with_number(item, f"（{chinese(second)}）"))
        elif isinstance(item, Entry) and item.title:
            number = f"{third}. " if third else f"（{chinese(second + 1)}）"
            second, third = (second, third + 1) if third else (second + 1, 0)
            found.append(_with_number(item, number))
        elif isinstance(item, Entry):
            found.append(replace(item, paragraphs=_run_in(item.paragraphs)))
        else:
            found.append(item)
    return found


def _with_number(item: Heading | Entry, number: str) -> Heading | Entry:
    return item if _NUMBERED.match(item.title) else replace(item, title=f"{number}{item.title}")


def _run_in(paragraphs: tuple[BodyParagraph, ...]) -> tuple[BodyParagraph, ...]:
    """Run-in heads that end in 。 numbered （一）, where a text has several and none has a number of its own."""
    heads = [n for n, paragraph in enumerate(paragraphs) if _has_head(paragraph)]
    if len(heads) < 2 or any(_NUMBERED.match(paragraphs[n].words[0].text) for n in heads):
        return paragraphs
    found = list(paragraphs)
    for count, n in enumerate(heads, 1):
        head, *rest = paragraphs[n].words
        found[n] = replace(paragraphs[n], words=(replace(head, text=f"（{chinese(count)}）{head.text}"), *rest))
    return tuple(found)


def _has_head(paragraph: BodyParagraph) -> bool:
    first = paragraph.words[0] if paragraph.words and not paragraph.label else None
    return first is not None and first.kind == "strong" and first.text.endswith("。")


class _Words(dict[str, str]):
    """What an agenda puts in braces and nobody knows stays as it is written."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
