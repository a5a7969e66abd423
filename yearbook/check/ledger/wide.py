"""What only `check` looks at: registers, earlier editions, source documents. A build prints the same without them."""

from collections.abc import Callable, Iterator, Mapping

from yearbook.check.gathered import organisations_of
from yearbook.check.ledger import organisations, quotes, registers, restated, terms
from yearbook.check.ledger.aims import aims, sought
from yearbook.check.ledger.claims import Known, checked, claims, earlier_claims
from yearbook.check.ledger.desk import Desk
from yearbook.check.ledger.finding import Finding
from yearbook.check.ledger.past import past_of
from yearbook.check.ledger.people import Registered, mentions, register
from yearbook.check.ledger.printed import Passage
from yearbook.check.ledger.registers import Roll
from yearbook.check.ledger.source_slips import registers_of, source_slips
from yearbook.check.ledger.stale import Copy, stale
from yearbook.check.shaped import Sheet
from yearbook.model.blocks import EntryBlock
from yearbook.model.edition import Term
from yearbook.model.registers import Honour, Organisation, Person
from yearbook.model.source import Path

__all__ = ["compared", "past_of", "quoted", "registered"]


def registered(desk: Desk) -> Iterator[Finding]:
    """People, organisations, honours and glossary, this edition's with those of the series."""
    edition, year = desk.edition, desk.year
    people = tuple(_people(edition.companions.get("people"), year))
    yield from mentions(desk.passages, people)
    yield from _ranked(desk)
    yield from register((*people, *(one for past in desk.past for one in past.people)), year)
    known: list[tuple[Sheet, Path, Organisation]] = [
        (sheet, path, noun) for name in ("indicators", "organisations") if (sheet := edition.companions.get(name))
        for path, noun in sheet.found if isinstance(noun, Organisation)
    ]  # fmt: skip
    running = desk.running
    yield from organisations.wrong_names(desk.passages, known)
    if all(sheet.noun.__dict__.get("full_first", True) for sheet, _, _ in known):
        yield from organisations.full_first(running, known)
    sheet = edition.companions.get("honors")
    rolls = [Roll(noun, sheet.file, path, year) for path, noun in sheet.found if isinstance(noun, Honour)] if sheet else []
    rolls += [roll for past in desk.past for roll in past.honours]
    yield from registers.honours(rolls, year)
    yield from aims(desk.books)
    yield from sought(desk.running, rolls, desk.data_year)
    glossary = edition.companions.get("glossary")
    yield from terms.glossary(glossary, desk.passages)
    told = [noun for _, noun in glossary.found if isinstance(noun, Term)] if glossary else []
    yield from terms.explained_late(running, told, {form for _, _, one in known for form in one.short})


def _ranked(desk: Desk) -> Iterator[Finding]:
    """Ranks told in text; what earlier editions told of them is read only when this one tells some."""
    known = Known(desk.books)
    told = list(claims((one for one in desk.passages if not one.document), known, desk.data_year))
    before = [claim for past in desk.past for claim in earlier_claims(past.copies, known)] if told else []
    yield from checked(told, desk.books, before)


def _people(sheet: Sheet | None, year: int) -> Iterator[Registered]:
    for path, noun in sheet.found if sheet else ():
        if isinstance(noun, Person) and sheet:
            yield Registered(noun, sheet.file, path, year)


def compared(desk: Desk) -> Iterator[Finding]:
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


def quoted(desk: Desk, read: Callable[[str], str | None], folder: str) -> Iterator[Finding]:
    """Quotes against the documents, and the documents themselves."""
    known, missing = quotes.documents(desk.edition, read, folder)
    yield from missing
    yield from quotes.quotes(desk.edition, known)
    told = {file for past in desk.past for file in past.source_files}
    fresh = {name: document for name, document in known.items() if document.source.file not in told}
    yield from quotes.slips(fresh, {name: _year_of(name, desk.year) for name in fresh})
    people = (one.person.name for one in _people(desk.edition.companions.get("people"), desk.year))
    yield from source_slips(fresh, registers_of(people, organisations_of(desk.edition)))


def _year_of(name: str, year: int) -> int:
    """The year in a source's id, else the edition's."""
    digits = "".join(character if character.isdigit() else " " for character in name).split()
    return next((int(part) for part in digits if len(part) == 4 and part.startswith(("19", "20"))), year)
