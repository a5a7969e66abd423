"""What lies on the table while an edition is audited, and what lies beyond it."""

from collections.abc import Callable, Mapping
from datetime import date as Day
from functools import cached_property
from typing import TYPE_CHECKING

from yearbook.check.gathered import organisations_of, relations_of
from yearbook.check.ledger.book import Book, Books, book_of
from yearbook.check.ledger.printed import Passage, passages
from yearbook.check.ledger.text_dates import Calendar
from yearbook.check.ledger.values import row_names, text_names
from yearbook.check.shaped import Names, Shaped
from yearbook.frozen import frozen
from yearbook.model.edition import DocumentSource, EditionFile
from yearbook.model.facts import Indicator
from yearbook.model.registers import Office
from yearbook.model.source import Source
from yearbook.problems import Problem

if TYPE_CHECKING:
    from yearbook.check.ledger.past import Past


@frozen
class Wider:
    """What lies beyond the edition: its earlier editions, and `read`, which returns the text of a source file of `folder`."""

    earlier: tuple[Source, ...] = ()
    warnings: tuple[Problem, ...] = ()
    read: Callable[[str], str | None] | None = None
    folder: str = ""


class Desk:
    """What lies on the table: the edition, and what is needed of earlier ones; ledger, calendar and texts when they are asked for."""

    def __init__(self, edition: Shaped, names: Names, past: "tuple[Past, ...]" = ()) -> None:
        self.edition, self.names, self.past = edition, names, past

    @cached_property
    def book(self) -> Book:
        """The ledger of the edition."""
        return book_of(self.edition, self.names)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts that are printed."""
        return tuple(passage for sheet in self.edition.printed() for passage in passages(sheet, self.names))

    @cached_property
    def calendar(self) -> Calendar | None:
        """The edition's period; the days that its sources and its register of people tell are known besides."""
        frame = self.edition.frame.noun if self.edition.frame else None
        if not isinstance(frame, EditionFile):
            return None
        known: set[Day] = set()
        for name in ("sources", "people"):
            sheet = self.edition.companions.get(name)
            for _, noun in sheet.of(DocumentSource, Office) if sheet else ():
                if isinstance(noun, DocumentSource) and noun.dated:
                    known.add(noun.dated)
                elif isinstance(noun, Office):
                    known.update(day for day in (noun.as_of, noun.from_, noun.to) if day)
        last = max(frame.period.to, frame.period.until or frame.period.to)
        return Calendar(frame.period.from_, last, frame.date, frozenset(known), frame.data_year)

    @cached_property
    def row_names(self) -> Mapping[str, str]:
        """The indicators by the names of rows."""
        return row_names(self.names)

    @cached_property
    def text_names(self) -> Mapping[str, Indicator]:
        """The indicators by names told in text."""
        return text_names(self.names)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Names with a number in them: the fields of ranks, organisations."""
        names = {rank.field for fact in (self.names.facts or {}).values() for rank in fact.ranks}
        names.update(form for one in organisations_of(self.edition) for form in (one.name, *one.short))
        return frozenset(name for name in names if any(character.isdigit() for character in name))

    @property
    def running(self) -> list[Passage]:
        """Running text in the order in which the book is read: no tables, captions or titles."""
        frame = self.edition.frame.noun if self.edition.frame else None
        parts = frame.parts if isinstance(frame, EditionFile) else ()
        order = {part.removesuffix(".yaml"): number for number, part in enumerate(parts)}
        told = [one for one in self.passages if one.told or one.document]
        return sorted(told, key=lambda one: order.get(one.sheet.file.name.removesuffix(".yaml"), len(order)))

    @property
    def year(self) -> int:
        return self.book.year

    @property
    def data_year(self) -> int:
        """The year that the edition tells of."""
        frame = self.edition.frame.noun if self.edition.frame else None
        return frame.data_year if isinstance(frame, EditionFile) else self.year - 1

    @property
    def books(self) -> Books:
        kin: dict[str, tuple[str, ...]] = {}
        for relation in relations_of(self.edition):
            for name in relation.alike:
                kin[name] = tuple(other for other in relation.alike if other != name)
        return Books(self.book, tuple(one.book for one in self.past), kin)
