"""Years, periods and days that contradict one another or the calendar."""

from collections.abc import Iterator
from datetime import date as Day
from functools import lru_cache

from yearbook.check.shaped import Shaped, Sheet
from yearbook.model.edition import ChronicleFile, EditionFile, Event
from yearbook.model.facts import Fact
from yearbook.model.registers import Office
from yearbook.model.source import Path
from yearbook.patterns import late
from yearbook.problems import Problem, Severity

_ISO = late(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_HAN = late(r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_RANGE = late(r"(\d{4}(?:-\d{2}){0,2})\s*[—–~～/至]+\s*(\d{4}(?:-\d{2}){0,2})")


def dates(sheet: Sheet, edition: Shaped) -> Iterator[Problem]:
    """Problems of the dates of a file."""
    frame = edition.frame.noun if edition.frame else None
    if sheet is edition.frame and isinstance(frame, EditionFile):
        yield from _frame(sheet, frame)
    year = frame.data_year if isinstance(frame, EditionFile) else 2000
    for path, noun in sheet.of(Office, Event, ChronicleFile, Fact):
        if isinstance(noun, Office) and noun.from_ and noun.to and noun.from_ > noun.to:
            yield Problem.of("period-order", sheet.file.locate((*path, "to")), start=noun.from_, end=noun.to)
        elif isinstance(noun, Event):
            yield from _in_calendar(sheet, (*path, "date"), noun.date, year)
        elif isinstance(noun, ChronicleFile):
            yield from _in_order(sheet, noun)
        elif isinstance(noun, Fact):
            yield from _fact_period(sheet, (*path, "period"), noun.period)


def _in_order(sheet: Sheet, chronicle: ChronicleFile) -> Iterator[Problem]:
    """A warning for an event that is earlier than the one before it, as far as their dates tell."""
    last = (0, 0, 0)
    for number, event in enumerate(chronicle.events):
        found = _ISO.match(event.date) or _HAN.match(event.date)
        if not found:
            continue
        here = (int(found[1] or last[0]), int(found[2]), int(found[3] or 0))
        if here < last and (found[3] or here[:2] < last[:2]):
            place = sheet.file.locate(("events", number, "date"))
            yield Problem.of("chronicle-order", place, Severity.WARNING, date=event.date, before=chronicle.events[number - 1].date)
        last = here


def _frame(sheet: Sheet, frame: EditionFile) -> Iterator[Problem]:
    period, locate = frame.period, sheet.file.locate
    if period.from_ > period.to:
        yield Problem.of("period-order", locate(("period", "to")), start=period.from_, end=period.to)
    elif not period.from_.year <= frame.data_year <= period.to.year:
        place = locate(("data_year",))
        yield Problem.of("data-year-outside", place, year=frame.data_year, start=period.from_, end=period.to)
    if frame.edition_year < frame.data_year:
        yield Problem.of("edition-before-data", locate(("edition_year",)), year=frame.edition_year, data=frame.data_year)


def _fact_period(sheet: Sheet, path: Path, period: str) -> Iterator[Problem]:
    found = None if period.isdigit() else _RANGE.fullmatch(period)
    if found and found[1] > found[2]:
        yield Problem.of("period-order", sheet.file.locate(path), start=found[1], end=found[2])
    yield from _in_calendar(sheet, path, period, 2000)


def _in_calendar(sheet: Sheet, path: Path, text: str, year: int) -> Iterator[Problem]:
    """Every day or month written in the text must exist; `year` stands in where none is written."""
    for wrong in _impossible(text, year):
        yield Problem.of("bad-date", sheet.file.locate(path), key=str(path[-1]), wanted="date", text=wrong)


@lru_cache(maxsize=4096)
def _impossible(text: str, year: int) -> tuple[str, ...]:
    """The dates of a text that no calendar has. Why kept: thousands of facts share a few periods."""
    wrong: list[str] = []
    for found in (*_ISO.finditer(text), *_HAN.finditer(text)):
        try:
            Day(int(found[1] or year), int(found[2]), int(found[3] or 1))
        except ValueError:
            wrong.append(found[0])
    return tuple(wrong)
