"""The ledger: figures against one another, against the printed text, against earlier editions and against their sources.

`audit` looks at what it is given; without earlier editions or source texts it keeps to the edition in hand.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Day

from yearbook.check.joined import joined
from yearbook.check.ledger import growth, ranks, sums, values
from yearbook.check.ledger.acknowledge import Reach, sorted_out
from yearbook.check.ledger.book import book_of
from yearbook.check.ledger.coverage import Number, coverage
from yearbook.check.ledger.desk import Desk, Wider
from yearbook.check.ledger.entries import entries
from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage, passages
from yearbook.check.ledger.text_dates import Calendar, dates
from yearbook.check.ledger.wording import SLIPPERY, wording
from yearbook.check.shaped import Names, Shaped
from yearbook.frozen import frozen, replace
from yearbook.model.blocks import Row
from yearbook.model.edition import DocumentSource, EditionFile
from yearbook.model.facts import Relation
from yearbook.model.ledger import Acknowledged, Coverage
from yearbook.model.registers import Office
from yearbook.problems import Problem

__all__ = ["Audit", "Wider", "audit"]


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
    desk = Desk(edition, names, book, (), tuple(passages(edition, names)))
    counted, unbound = coverage(desk.passages, desk.numbered)
    found: list[Finding] = []
    if wider:  # a build does without: it costs a tenth of all checks and changes nothing that is printed
        from yearbook.check.ledger import wide

        desk = replace(desk, past=tuple(wide.past_of(source, names.indicators) for source in wider.earlier))
        found.extend(wide.registered(desk))
        if wider.earlier:
            found.extend(wide.compared(desk))
        if wider.read:
            found.extend(wide.quoted(desk, wider.read, wider.folder))
    found += [*_figures(desk, unbound), *_texts(desk)]
    reach = Reach(beyond.read is not None, wider is not None, frozenset(names.sources or ()))
    problems, standing = sorted_out(edition, found, reach)
    return Audit((*problems, *beyond.warnings), standing, counted)


def _figures(desk: Desk, unbound: Sequence[tuple[Passage, Number]]) -> Iterator[Finding]:
    """The ledger against itself and against numbers typed into tables and text."""
    stated = [
        (sheet, path, noun) for name in ("indicators", "facts") if (sheet := desk.edition.companions.get(name))
        for path, noun in sheet.of(Relation)
    ]  # fmt: skip
    written = {(id(passage.sheet), passage.path): passage.text for passage in desk.passages if type(passage.noun) is Row}
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


def _texts(desk: Desk) -> Iterator[Finding]:
    """What the printed text says about figures and dates; a quotation within a quotation is somebody else's slip."""
    calendar = _calendar(desk.edition)
    for number in joined(passage.text for passage in desk.passages).holding(SLIPPERY):
        passage = desk.passages[number]
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
        for _, noun in sheet.of(DocumentSource, Office) if sheet else ():
            if isinstance(noun, DocumentSource) and noun.dated:
                known.add(noun.dated)
            elif isinstance(noun, Office):
                known.update(day for day in (noun.as_of, noun.from_, noun.to) if day)
    last = max(frame.period.to, frame.period.until or frame.period.to)
    return Calendar(frame.period.from_, last, frame.date, frozenset(known), frame.data_year)


