"""The figures of a series over its editions: for each indicator and scope one row, for each period one column."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from yearbook.edit.figures import full
from yearbook.frozen import frozen
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact, Indicator
from yearbook.model.quantity import phrase, when

WHOLE = "全区"  # the scope that need not be named
Line: TypeAlias = tuple[str, str, str]  # indicator, scope, "target" or ""
Cells: TypeAlias = dict[Line, dict[str, list[tuple[Edition, Fact]]]]


@frozen
class Figure:
    """A value as one edition has it; `former` are the other values that earlier editions had, oldest first."""

    text: str
    growth: str
    edition: int
    source: str
    key: str
    basis: str = ""
    former: tuple[tuple[int, str], ...] = ()


@frozen
class SeriesRow:
    """An indicator in one scope; `figures` by period, None where nothing is known."""

    indicator: str
    name: str
    unit: str
    scope: str
    kind: str  # "target" or ""
    figures: tuple[Figure | None, ...]


@frozen
class SeriesTable:
    """Rows in the order asked for; `unknown` are indicators that no edition has."""

    periods: tuple[str, ...]
    rows: tuple[SeriesRow, ...]
    editions: tuple[int, ...]
    unknown: tuple[str, ...] = ()


def series_table(editions: Iterable[Edition], indicators: Sequence[str] = ()) -> SeriesTable:
    """The table of the indicators asked for, by id, name or alias; of all that two periods know when none is asked for."""
    volumes = sorted(editions, key=lambda edition: edition.frame.edition_year)
    known: dict[str, Indicator] = {one.id: one for edition in volumes for one in edition.indicators.values()}
    cells = collected(volumes)
    asked = [(word, _named(word, known)) for word in indicators]
    if indicators:
        wanted = [line for _, name in asked for line in cells if line[0] == name]
    else:
        wanted = [line for line, figures in cells.items() if len(figures) > 1 and not line[2]]
    periods = tuple(sorted({period for line in wanted for period in cells[line]}, key=in_order))
    rows = tuple(_row(line, cells[line], periods, known) for line in wanted)
    unknown = tuple(word for word, name in asked if not name or not any(line[0] == name for line in cells))
    return SeriesTable(periods, rows, tuple(edition.frame.edition_year for edition in volumes), unknown)


def collected(volumes: Iterable[Edition]) -> Cells:
    """Line → period → the fact as each edition has it, oldest first."""
    cells: Cells = {}
    for edition in volumes:
        for fact in edition.facts.values():
            line = (fact.indicator, "" if fact.scope == WHOLE else fact.scope, "target" if fact.kind == "target" else "")
            cells.setdefault(line, {}).setdefault(_period(fact), []).append((edition, fact))
    return cells


def _period(fact: Fact) -> str:
    """The period written one way: a year for its last day too."""
    span = when(fact.period)
    return str(span.first) if span and span.whole_year else fact.period


def in_order(period: str) -> tuple[int, int, int, int, str]:
    """By end, then by beginning; what cannot be read comes last."""
    span = when(period)
    return (span.last, span.first, span.month or 13, span.day, period) if span else (9999, 0, 0, 0, period)


def _named(word: str, known: dict[str, Indicator]) -> str:
    if word in known:
        return word
    return next((one.id for one in known.values() if word in (one.name, *one.aliases)), "")


def _row(
    line: tuple[str, str, str], figures: dict[str, list[tuple[Edition, Fact]]], periods: Sequence[str], known: dict[str, Indicator]
) -> SeriesRow:
    indicator = known.get(line[0])
    unit = indicator.unit if indicator else ""
    cells = tuple(_figure(figures[period], unit) if period in figures else None for period in periods)
    return SeriesRow(line[0], indicator.name if indicator else line[0], unit, line[1], line[2], cells)


def _figure(found: list[tuple[Edition, Fact]], unit: str) -> Figure:
    """The value of the latest edition, with the values before it that differ."""
    edition, fact = found[-1]
    text = _text(fact, unit)
    texts = ((volume.frame.edition_year, _text(old, unit)) for volume, old in found[:-1])
    former = tuple((year, was) for year, was in texts if was.removeprefix("增至") != text.removeprefix("增至"))
    growth = phrase(fact.growth.value, fact.growth.unit, fact.growth.qualifier) if fact.growth else ""
    return Figure(text, growth, edition.frame.edition_year, fact.source, fact.key, fact.basis, former)


def _text(fact: Fact, unit: str) -> str:
    """With its own unit where that differs from the row's."""
    return "" if fact.value is None else full(fact, "" if fact.unit in ("", unit) else fact.unit)
