"""What a book shows on whole pages as a paper prints it: documents and speeches under heads, displays as tables."""

from collections.abc import Sequence

from yearbook.frozen import replace
from yearbook.model.copy import (
    BigFigure,
    Document,
    Entry,
    Heading,
    Honours,
    Item,
    Scorecard,
    Speech,
    Table,
    TableColumn,
    TableRow,
)
from yearbook.model.text import BodyParagraph, Span, Words

HONOURS = ("荣誉名称", "获得者")
FIGURES = ("指标", "数值", "说明")


def in_flow(items: Sequence[Item], note: str, *, alone: bool = False) -> tuple[Item, ...]:
    """Items that flow. `note` opens an editor's note; a document `alone` gives its title to the paper."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Document):
            found += _document(item, note, alone)
        elif isinstance(item, Speech):
            found.append(Heading("\u3000".join(item.couplet), "", item.anchor))
            found.append(Entry("", (_aside(f"{item.unit}{item.office}\u3000{item.name}"), *item.paragraphs), ""))
        elif isinstance(item, Honours):
            found += _honours(item)
        elif isinstance(item, Scorecard):
            found += _scorecard(item)
        else:
            found.append(item)
    return tuple(found)


def _document(document: Document, note: str, alone: bool) -> list[Item]:
    level = 1 if alone else 2
    items: list[Item] = []
    if not alone:
        items.append(Heading(document.title, "", document.anchor))
        told = tuple(_aside(text) for text in (document.occasion, document.speaker) if text)
        items += [Entry("", told, "")] if told else []
    for number, (head, paragraphs) in enumerate(document.parts, 1):
        if head:
            items.append(Heading(head, "", f"{document.anchor}.part{number}", level))
        items.append(Entry("", paragraphs, ""))
    if document.editor_note:
        items.append(Entry("", (_emphasised((Span(f"（{note}"), *document.editor_note, Span("）"))),), ""))
    return items


def _emphasised(words: Words) -> BodyParagraph:
    """A paragraph of another hand."""
    return BodyParagraph(tuple(replace(span, kind="em") if span.kind == "text" else span for span in words))


def _aside(text: str) -> BodyParagraph:
    return BodyParagraph((Span(text, "em"),))


def _honours(honours: Honours) -> list[Item]:
    rows: list[TableRow] = []
    for group, lines in honours.groups:
        if len(honours.groups) > 1:
            rows.append(TableRow((_words(group), ()), 0, False, "group"))
        rows += [TableRow((_words(line.title), _words(line.recipient)), 0, False) for line in lines]
    columns = tuple(TableColumn(head, "left", 0) for head in HONOURS)
    table = Table("", honours.title, "", columns, tuple(rows), (), honours.source, "page", honours.anchor, False)
    return [*_intro(honours.intro), table]


def _scorecard(card: Scorecard) -> list[Item]:
    figures = ((card.hero, 0), *((one, 1) for one in card.beside), *((one, 0) for one in card.modules))
    told = any(figure.note for figure, _ in figures)
    rows = tuple(
        TableRow((_words(one.label), _words(_said(one)), *((one.note,) if told else ())), indent, False) for one, indent in figures
    )
    columns = tuple(TableColumn(head, "left", 0) for head in (FIGURES if told else FIGURES[:2]))
    return [*_intro(card.intro), Table("", card.title, "", columns, rows, (), "", "page", card.anchor, False)]


def _said(figure: BigFigure) -> str:
    return f"{figure.before}{figure.number}{figure.unit}"


def _intro(words: Words) -> list[Item]:
    return [Entry("", (BodyParagraph(words),), "")] if words else []


def _words(text: str) -> Words:
    return (Span(text),) if text else ()
