"""Edition → Copy: references resolved, figures and tables numbered, parts put in order."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from yearbook.edit.chapters import chapter_part
from yearbook.edit.figures import Ledger
from yearbook.edit.first_uses import with_first_uses
from yearbook.edit.folios import settled, with_folios
from yearbook.edit.front import fields_of, front_part
from yearbook.model.blocks import Chapter
from yearbook.model.copy import Copy, GlossaryPart, IndexPart, Part
from yearbook.model.edition import Edition

if TYPE_CHECKING:
    from yearbook.model.agenda import AgendaFile
    from yearbook.model.layout import Layout
    from yearbook.model.paper_copy import MeetingCopy

__all__ = ["edit", "meeting_copy", "settled", "with_folios"]


def edit(edition: Edition, chosen: Collection[str] = ()) -> Copy:
    """The edition as copy in the order of its parts, or only the chapters `chosen` by id, numbered as in the whole book.

    The edition has been checked: every reference resolves.
    """
    frame = edition.frame
    ledger = Ledger(edition, chosen)
    names = [name for name in frame.parts if name.endswith(".yaml")]
    chapters: dict[str, Chapter] = dict(zip(names, edition.chapters, strict=True))
    fields = fields_of(edition)
    parts: list[Part] = []
    place = number = 0
    for name in frame.parts:
        if name in chapters:
            place += 1
            number += chapters[name].numbered
            if not chosen or chapters[name].id in chosen:
                parts.append(chapter_part(chapters[name], (place, number), edition, ledger))
        elif not chosen:
            part = front_part(name, edition, ledger, fields)
            if part is not None:
                parts.append(part)
    if edition.glossary and any(isinstance(part, GlossaryPart) and part.marked for part in parts):
        parts = list(with_first_uses(parts, edition.glossary, "glossary"))
    if any(isinstance(part, IndexPart) for part in parts):
        from yearbook.edit.index import index_parts  # readings take 0.2 s to load

        parts = index_parts(parts, edition, ledger.terms)
    return Copy(
        frame.title, frame.edition_year, frame.region, frame.office, frame.date, tuple(parts), edition.characters,
        tuple(fields.items()), tuple(person.name for person in edition.people.values()), frame.imprint.paper, frame.short_title,
        tuple(ledger.refers),
    )  # fmt: skip


def meeting_copy(edition: Edition, agenda: "AgendaFile", layout: "Layout") -> "MeetingCopy":
    """The papers in the order of the agenda. Both have been checked: everything named exists."""
    from yearbook.edit.papers import meeting_copy as papers  # an import that no build needs

    return papers(edition, agenda, layout)
