"""What lies on the table while an edition is audited, and what lies beyond it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from yearbook.check.gathered import organisations_of, relations_of
from yearbook.check.ledger.book import Book, Books
from yearbook.check.ledger.printed import Passage
from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.frozen import frozen
from yearbook.model.edition import EditionFile
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


@frozen
class Desk:
    """What lies on the table: the edition, its ledger and texts, and what is needed of earlier editions."""

    edition: Shaped
    names: Names
    book: Book
    past: "tuple[Past, ...]"
    passages: tuple[Passage, ...]

    @property
    def numbered(self) -> frozenset[str]:
        """Names with a number in them: the fields of ranks, organisations."""
        names = {rank.field for held in self.book.held for rank in held.fact.ranks}
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
    def chapters(self) -> list[Sheet]:
        return [sheet for sheet in self.edition.chapters if sheet]

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
