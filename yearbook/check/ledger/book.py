"""The facts of an edition with their places, and of the series: earlier editions and this one, in order of year."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic_core import ValidationError

from yearbook.check.shaped import Names, Shaped
from yearbook.frozen import frozen
from yearbook.model.edition import EditionFile
from yearbook.model.facts import Fact, Indicator
from yearbook.model.quantity import Range, Unit, When, range_of, unit_of, when
from yearbook.model.source import Path, Source, SourceFile
from yearbook.problems import Place

NO_KIN: Mapping[str, tuple[str, ...]] = {}
NO_INDICATORS: Mapping[str, Indicator] = {}
Line = tuple[str, str, str]  # indicator, scope, "target" or "": the facts that form one series


@frozen
class Held:
    """A fact where it stands; `edition` is the year of its volume."""

    fact: Fact
    file: SourceFile
    path: Path
    edition: int
    indicator: Indicator | None
    unit: Unit
    when: When | None
    line: Line  # the series that the fact belongs to
    exact: Decimal | None  # the value in the base unit as written; None when a word such as 突破 leaves it open

    @property
    def name(self) -> str:
        """The indicator's name, for messages."""
        return self.indicator.name if self.indicator else self.fact.indicator

    @property
    def range(self) -> Range | None:
        """The value in the base unit; None without a value. Reckoned anew whenever it is asked for: of most facts nobody asks."""
        return None if self.fact.value is None else range_of(self.fact.value, self.fact.qualifier, self.unit.scale)

    @property
    def shown(self) -> str:
        """The value as written, for messages."""
        return "" if self.fact.value is None else f"{self.fact.qualifier}{self.fact.value:f}{self.unit.text}"

    def place(self, key: str = "value") -> Place:
        """Where one of its keys stands; the whole fact when it lacks the key."""
        return self.file.locate((*self.path, key))


@frozen
class Book:
    """The facts of one edition."""

    year: int
    held: tuple[Held, ...]
    by_line: Mapping[Line, tuple[Held, ...]]
    by_year: Mapping[tuple[Line, int], Held]  # the first for a whole year with a value

    def holds(self, held: Held) -> bool:
        """Whether it has the fact with the same value and qualifier."""
        same = (one.fact for one in self.by_line.get(held.line, ()) if one.when == held.when)
        return any((one.value, one.qualifier) == (held.fact.value, held.fact.qualifier) for one in same)

    def at(self, line: Line, year: int) -> Held | None:
        """The fact of a series for a whole year, with a value."""
        return self.by_year.get((line, year))


@frozen
class Books:
    """The edition in hand and those before it, oldest first."""

    this: Book
    earlier: tuple[Book, ...] = ()
    alike: Mapping[str, tuple[str, ...]] = NO_KIN  # indicators that carry on one series under other names

    def near(self, line: Line, year: int) -> Held | None:
        """As `at`; where the indicator is not known for that year, one like it."""
        held = self.at(line, year)
        if held is None and line[0] in self.alike:
            others = (self.at((name, line[1], line[2]), year) for name in self.alike[line[0]])
            held = next(filter(None, others), None)
        return held

    def told_before(self, *facts: Held) -> bool:
        """Whether an earlier edition holds all of them as they are: what they contradict was said there."""
        return any(all(book.holds(fact) for fact in facts) for book in self.earlier)

    def at(self, line: Line, year: int) -> Held | None:
        """The fact of a series for a whole year: of this edition, else of the latest that holds it."""
        key = line, year
        held = self.this.by_year.get(key)
        if held is None and self.earlier:
            held = next(filter(None, (book.by_year.get(key) for book in reversed(self.earlier))), None)
        return held


def book_of(edition: Shaped, names: Names) -> Book:
    """The book of an edition in hand; empty when its ledger or its indicators have faults."""
    sheet = edition.companions.get("facts")
    if sheet is None or names.facts is None or names.indicators is None:
        return _book(_year(edition), ())
    facts = ((fact, sheet.file, path) for path, fact in sheet.of(Fact))
    year = _year(edition)
    return _book(year, tuple(_held(fact, file, path, year, names.indicators) for fact, file, path in facts))


def earlier_book(source: Source, shared: Mapping[str, Indicator]) -> Book:
    """The book of an earlier edition, read without its other files; facts that are none are left out."""
    data = source.edition.data
    year = int(data["edition_year"]) if isinstance(data, dict) else 0
    file = source.companions.get("facts")
    ledger = file.data if file and isinstance(file.data, dict) else {}
    indicators = {**shared, **{one.id: one for one in _nouns(ledger.get("indicators"), Indicator)}}
    held = []
    for number, item in enumerate(ledger.get("facts") or ()):
        fact = _noun(item, Fact)
        if file and isinstance(fact, Fact):
            held.append(_held(fact, file, ("facts", number), year, indicators))
    return _book(year, tuple(held))


def _held(fact: Fact, file: SourceFile, path: Path, edition: int, indicators: Mapping[str, Indicator]) -> Held:
    indicator, value, qualifier = indicators.get(fact.indicator), fact.value, fact.qualifier
    unit = unit_of(fact.unit or (indicator.unit if indicator else ""))
    line = (fact.indicator, "" if fact.scope == "全区" else fact.scope, "target" if fact.kind == "target" else "")
    exact = None if value is None or qualifier not in ("", "增至") else value * unit.scale
    return Held(fact, file, path, edition, indicator, unit, when(fact.period), line, exact)


def _book(year: int, held: tuple[Held, ...]) -> Book:
    lines: dict[Line, list[Held]] = {}
    years: dict[tuple[Line, int], Held] = {}
    for one in held:
        lines.setdefault(one.line, []).append(one)
        if one.fact.value is not None and one.when and one.when.whole_year:
            years.setdefault((one.line, one.when.first), one)
    return Book(year, held, {line: tuple(facts) for line, facts in lines.items()}, years)


def _year(edition: Shaped) -> int:
    frame = edition.frame.noun if edition.frame else None
    return frame.edition_year if isinstance(frame, EditionFile) else 0


def _nouns(items: object, model: type[Indicator]) -> Iterator[Indicator]:
    for item in items if isinstance(items, Sequence) and not isinstance(items, str) else ():
        noun = _noun(item, model)
        if isinstance(noun, Indicator):
            yield noun


def _noun(item: object, model: type[Fact] | type[Indicator]) -> Fact | Indicator | None:
    try:
        return model.model_validate(item)
    except ValidationError:
        return None
