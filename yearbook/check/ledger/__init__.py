"""The ledger: figures against one another, against the printed text, against earlier editions and against their sources.

`audit` looks at what it is given; without earlier editions or source texts it keeps to the edition in hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Day

from yearbook.check.gathered import organisations_of
from yearbook.check.ledger import growth, quotes, ranks, registers, restated, sums, values
from yearbook.check.ledger.acknowledge import Reach, sorted_out
from yearbook.check.ledger.book import Book, Books, book_of
from yearbook.check.ledger.coverage import Number, coverage
from yearbook.check.ledger.entries import entries
from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.past import Past, past_of
from yearbook.check.ledger.people import Registered, mentions, register
from yearbook.check.ledger.printed import Passage, passages
from yearbook.check.ledger.registers import Roll
from yearbook.check.ledger.stale import Copy, stale
from yearbook.check.ledger.text_dates import Calendar, dates
from yearbook.check.ledger.wording import wording
from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.frozen import frozen
from yearbook.model.blocks import EntryBlock
from yearbook.model.edition import DocumentSource, EditionFile, Honour, Office, Organisation, Person, Relation
from yearbook.model.ledger import Acknowledged, Coverage
from yearbook.model.source import Path, Source
from yearbook.problems import Problem

__all__ = ["Audit", "Wider", "audit"]


@frozen
class Wider:
    """What lies beyond the edition: its earlier editions, and `read`, which returns the text of a source file of `folder`."""

    earlier: tuple[Source, ...] = ()
    warnings: tuple[Problem, ...] = ()
    read: Callable[[str], str | None] | None = None
    folder: str = ""


@frozen
class Audit:
    """Problems to be told, findings that stand, and how much of the text is bound."""

    problems: tuple[Problem, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    coverage: Coverage = Coverage()


def audit(edition: Shaped, names: Names, wider: Wider | None) -> Audit:
    """Everything the ledger has to say; of an edition that is not whole only what its entries say by themselves."""
    book = book_of(edition, names)
    if not edition.whole() or names.facts is None or names.indicators is None:
        return Audit(tuple(one.problem for one in entries(book)))
    beyond = wider or Wider()
    past = tuple(past_of(source, names.indicators) for source in beyond.earlier)
    desk = _Desk(edition, names, book, past, tuple(passages(edition, names)))
    counted, unbound = coverage(desk.passages, desk.numbered)
    found = [*_figures(desk, unbound), *_texts(desk)]
    if wider:  # a build does without the registers: they cost a tenth of all checks and change nothing that is printed
        found.extend(_registers(desk))
    if beyond.earlier:
        found.extend(_series(desk))
    if beyond.read:
        found.extend(_sources(desk, beyond.read, beyond.folder))
    reach = Reach(beyond.read is not None, wider is not None, frozenset(names.sources or ()))
    problems, standing = sorted_out(edition, found, reach)
    return Audit((*problems, *beyond.warnings), standing, counted)


@frozen
class _Desk:
    """What lies on the table: the edition, its ledger and texts, and what is needed of earlier editions."""

    edition: Shaped
    names: Names
    book: Book
    past: tuple[Past, ...]
    passages: tuple[Passage, ...]

    @property
    def numbered(self) -> frozenset[str]:
        """Names with a number in them: the fields of ranks, organisations."""
        names = {held.fact.rank.field for held in self.book.held if held.fact.rank}
        names.update(form for one in organisations_of(self.edition) for form in (one.name, *one.short))
        return frozenset(name for name in names if any(character.isdigit() for character in name))

    @property
    def chapters(self) -> list[Sheet]:
        return [sheet for sheet in self.edition.chapters if sheet]

    @property
    def year(self) -> int:
        return self.book.year

    @property
    def books(self) -> Books:
        return Books(self.book, tuple(one.book for one in self.past))


def _figures(desk: _Desk, unbound: Sequence[tuple[Passage, Number]]) -> Iterator[Finding]:
    """The ledger against itself and against numbers typed into tables and text."""
    stated = [
        (sheet, path, noun) for name in ("indicators", "facts") if (sheet := desk.edition.companions.get(name))
        for path, noun in sheet.found if isinstance(noun, Relation)
    ]  # fmt: skip
    written = {(id(passage.sheet), passage.path): passage.text for passage in desk.passages if "cells" in passage.path}
    yield from entries(desk.book)
    yield from sums.stated(stated)
    yield from sums.relations(desk.book, [relation for _, _, relation in stated])
    yield from sums.spans(desk.book)
    yield from sums.table_sums(desk.chapters, written)
    yield from growth.growths(desk.books)
    yield from ranks.ranks(desk.book)
    yield from values.twice(desk.book)
    yield from values.tables(desk.chapters, desk.book)
    yield from values.texts(unbound, desk.book)


def _texts(desk: _Desk) -> Iterator[Finding]:
    """What the printed text says about figures and dates; a quotation within a quotation is somebody else's slip."""
    calendar = _calendar(desk.edition)
    for passage in desk.passages:
        text = passage.text
        for slip in (*wording(text), *(dates(text, calendar, passage.told) if calendar else ())):
            if text[max(0, slip.start - 1) : slip.start] != "‘":
                where = passage.place()
                yield finding(slip.code, passage.place(slip.start, slip.end), (text[slip.start : slip.end],), **slip.values, other=where)


def _calendar(edition: Shaped) -> Calendar | None:
    """The edition's period; the days that its sources and its register of people tell are known besides."""
    frame = edition.frame.noun if edition.frame else None
    if not isinstance(frame, EditionFile):
        return None
    known: set[Day] = set()
    for name in ("sources", "people"):
        sheet = edition.companions.get(name)
        for _, noun in sheet.found if sheet else ():
            if isinstance(noun, DocumentSource) and noun.dated:
                known.add(noun.dated)
            elif isinstance(noun, Office):
                known.update(day for day in (noun.as_of, noun.from_, noun.to) if day)
    last = max(frame.period.to, frame.period.until or frame.period.to)
    return Calendar(frame.period.from_, last, frame.date, frozenset(known), frame.data_year)


def _registers(desk: _Desk) -> Iterator[Finding]:
    """People, organisations, honours and glossary, this edition's with those of the series."""
    edition, year = desk.edition, desk.year
    people = tuple(_registered(edition.companions.get("people"), year))
    yield from mentions(desk.passages, people)
    yield from register((*people, *(one for past in desk.past for one in past.people)), year)
    known: list[tuple[Sheet, Path, Organisation]] = [
        (sheet, path, noun) for name in ("indicators", "organisations") if (sheet := edition.companions.get(name))
        for path, noun in sheet.found if isinstance(noun, Organisation)
    ]  # fmt: skip
    yield from registers.organisations(desk.passages, known)
    sheet = edition.companions.get("honors")
    rolls = [Roll(noun, sheet.file, path, year) for path, noun in sheet.found if isinstance(noun, Honour)] if sheet else []
    yield from registers.honours([*rolls, *(roll for past in desk.past for roll in past.honours)], year)
    yield from registers.glossary(edition.companions.get("glossary"), desk.passages)


def _registered(sheet: Sheet | None, year: int) -> Iterator[Registered]:
    for path, noun in sheet.found if sheet else ():
        if isinstance(noun, Person) and sheet:
            yield Registered(noun, sheet.file, path, year)


def _series(desk: _Desk) -> Iterator[Finding]:
    """The edition against those before it."""
    yield from restated.restated(desk.books)
    yield from restated.answered(desk.books)
    copies = [_copy(passage, desk.year) for passage in desk.passages if isinstance(passage.noun, EntryBlock)]
    yield from stale(copies, (copy for past in desk.past for copy in past.copies))
    names: Mapping[str, tuple[str, str]] = {name: one for past in desk.past for name, one in past.names.items()}
    yield from registers.variants((passage for passage in desk.passages if passage.told), names)
    if "errata" in desk.edition.companions:
        texts = {key: text for past in desk.past for text in (past.text(),) for key in past.keys}
        yield from registers.errata(desk.edition.companions["errata"], texts)


def _copy(passage: Passage, year: int) -> Copy:
    title = passage.noun.entry if isinstance(passage.noun, EntryBlock) else ""
    return Copy(title, passage.text, passage.sheet.file, passage.path[:-1], str(year))


def _sources(desk: _Desk, read: Callable[[str], str | None], folder: str) -> Iterator[Finding]:
    """Quotes against the documents, and the documents themselves."""
    known, missing = quotes.documents(desk.edition, read, folder)
    yield from missing
    yield from quotes.quotes(desk.edition, known)
    told = {file for past in desk.past for file in past.source_files}
    fresh = {name: document for name, document in known.items() if document.source.file not in told}
    yield from quotes.slips(fresh, {name: _year_of(name, desk.year) for name in fresh})


def _year_of(name: str, year: int) -> int:
    """The year in a source's id, else the edition's."""
    digits = "".join(character if character.isdigit() else " " for character in name).split()
    return next((int(part) for part in digits if len(part) == 4 and part.startswith(("19", "20"))), year)
