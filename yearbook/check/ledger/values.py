"""One indicator with two values in one edition: in the ledger twice, in a table against the ledger, in text against the ledger."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from yearbook.check.joined import Joined
from yearbook.check.ledger.book import Book, Held, Line
from yearbook.check.ledger.coverage import Number, given
from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage
from yearbook.check.shaped import Names, Sheet
from yearbook.model.blocks import TableBlock
from yearbook.model.facts import Indicator
from yearbook.model.quantity import unit_of
from yearbook.model.source import Path
from yearbook.model.text import Span, plain
from yearbook.patterns import late

_YEAR_HEAD = late(r"\s*(\d{4})\s*年?\s*")
_LINKING = "(?:总量|总数|总额)?(?:已|共|累计|年末|首次|历史性)?(?:达到|达|为|完成|实现|突破|超过|超|约|近|增至|有)?"
_TAIL = 4  # characters that a name must have to be known in text
_LINK = late(f"{_LINKING}$")

_LINK_ENDS = frozenset("量数额已共计末次性到达为成现破过超约近至有")  # with which it ends


def twice(book: Book) -> Iterator[Finding]:
    """Keys that differ and mean one thing: 2025 and 2025年, 全区 and no scope; two indicators of one name."""
    for line in book.by_line.values():
        first: dict[object, Held] = {}
        for held in line if len(line) > 1 else ():
            if held.when is None or held.fact.value is None:
                continue
            one = first.setdefault((held.when, held.fact.basis), held)
            if one.fact.key != held.fact.key and one.range and held.range and not one.range.meets(held.range):
                yield _conflict(held, one)
    yield from _namesakes(book)


def _conflict(held: Held, one: Held) -> Finding:
    about = (held.fact.key, one.fact.key)
    return finding("value-twice", held.place(), about, name=held.name, value=held.shown, before=one.shown, other=one.place())


def _namesakes(book: Book) -> Iterator[Finding]:
    """The same name under two ids, with two values for one period."""
    lines: dict[tuple[str, str, str], list[Held]] = {}
    for held in book.held:
        if held.indicator and held.when and held.fact.value is not None:
            lines.setdefault((held.indicator.name, held.line[1], held.line[2]), []).append(held)
    for line in lines.values():
        if len(line) < 2 or len({held.fact.indicator for held in line}) < 2:
            continue
        first: dict[object, Held] = {}
        for held in line:
            one = first.setdefault((held.when, held.fact.basis), held)
            if one.fact.indicator != held.fact.indicator and one.range and held.range and not one.range.meets(held.range):
                yield _conflict(held, one)


def row_names(names: Names) -> Mapping[str, str]:
    """The indicators by the names that a row of a table may bear."""
    found: dict[str, str] = {}
    for fact in (names.facts or {}).values():
        indicator = (names.indicators or {}).get(fact.indicator)
        for name in (indicator.name, *indicator.aliases) if indicator else ():
            found.setdefault(name, fact.indicator)
    return found


def tables(sheet: Sheet, book: Callable[[], Book], names: Mapping[str, str]) -> Iterator[Finding]:
    """Numbers typed into a table, in a row named for an indicator and a column named for a year.

    `names` are `row_names`; the book, which costs more than all tables, is opened only when one has such a row.
    """
    for path, table in sheet.of(TableBlock) if names else ():
        yield from _table(sheet, path, table, (book, names))


def _table(sheet: Sheet, path: Path, table: TableBlock, known: tuple[Callable[[], Book], Mapping[str, str]]) -> Iterator[Finding]:
    book, names = known
    years = {number: int(found[1]) for number, column in enumerate(table.leaves) if (found := _YEAR_HEAD.fullmatch(column.title))}
    for number, row in enumerate(table.rows) if years else ():
        indicator = names.get((_typed(row.cells[0]) if row.cells else None) or "")
        for column, year in years.items() if indicator else ():
            typed = _typed(row.cells[column]) if column < len(row.cells) else None
            line: Line = (indicator or "", "", "")
            held = book().at(line, year)
            if typed is None or held is None or not re.fullmatch(r"\d+(\.\d+)?", typed):
                continue
            if held.fact.value is not None and Decimal(typed) != held.fact.value and not _same(Decimal(typed), held.fact.value):
                place = sheet.file.locate((*path, "rows", number, "cells", column))
                yield finding("value-table", place, (held.fact.key,), name=held.name, value=typed, before=held.shown, other=held.place())


def _same(typed: Decimal, value: Decimal) -> bool:
    """Whether one is the other in 万 or 亿, or rounded to fewer places."""
    larger, smaller = max(typed, value), min(typed, value)
    if smaller and larger / smaller in (100, 10_000, 100_000_000):
        return True
    return round(value, max(0, -int(typed.as_tuple().exponent))) == typed


def _typed(cell: object) -> str | None:
    """The text of a cell without references; None for one that has some."""
    if isinstance(cell, int | Decimal):
        return str(cell)
    if isinstance(cell, tuple) and all(isinstance(span, Span) and span.kind != "figure" for span in cell):
        return plain(cell).strip()
    return None


def text_names(names: Names) -> Mapping[str, Indicator]:
    """The indicators by names that are long enough to be told in text."""
    found: dict[str, Indicator] = {}
    for fact in (names.facts or {}).values():
        indicator = (names.indicators or {}).get(fact.indicator)
        if indicator and len(indicator.name) >= _TAIL and (fact.unit or indicator.unit).strip():
            found.setdefault(indicator.name, indicator)
    return found


def behind_names(passages: Sequence[Passage], whole: Joined, names: Mapping[str, Indicator]) -> list[Passage]:
    """Those of the passages, whose texts are joined, in which a number that the ledger did not give may stand behind one of the names.

    Why: `texts` takes 5 µs a number, and nearly none stands there.
    """
    if not names:
        return []
    ends, tails = re.escape("".join(sorted({name[-1] for name in names}))), {name[-_TAIL:] for name in names}
    bound, found = list(given(passages, whole)), dict[int, Passage]()
    starts = [start for start, _ in bound]
    for match in re.finditer(f"[{ends}]{_LINKING}(?=[0-9])", whole.whole):
        start, end = match.span()
        if whole.whole[max(0, start + 1 - _TAIL) : start + 1] not in tails:
            continue
        before = bisect_right(starts, end)
        if not before or bound[before - 1][1] <= end:
            at = bisect_right(whole.starts, end) - 1
            found[at] = passages[at]
    return list(found.values())


def texts(loose: Iterable[tuple[Passage, Number]], book: Callable[[], Book], names: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Numbers typed behind the name of an indicator, in its unit, that the ledger does not know for it. `names` are `text_names`."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    ends = {name[-1] for name in names} | _LINK_ENDS
    for passage, number in loose:
        if passage.text[number.start - 1 : number.start] not in ends:
            continue
        before = _LINK.sub("", passage.text[max(0, number.start - 30) : number.start])
        if before[-1:] not in ends:
            continue
        name = next((before[-length:] for length in lengths if before[-length:] in names), "")
        known = [one for one in book().held if one.fact.indicator == names[name].id and one.fact.value is not None] if name else []
        if known and not _known(passage.text, number, known):
            nearest = min(known, key=lambda one: abs((one.fact.value or Decimal(0)) - number.value))
            place = passage.place(number.start, number.end)
            about = (nearest.fact.key, number.text)
            yield finding("value-text", place, about, name=name, value=number.text, before=nearest.shown, other=nearest.place())


def _known(text: str, number: Number, held: list[Held]) -> bool:
    """Whether the ledger holds the number for one of these facts, or it stands in a unit of another kind."""
    unit = text[number.end : number.end + len(held[0].unit.text)]
    if not any(text.startswith(one.unit.text, number.end) for one in held):
        return not unit or unit_of(unit).kind not in ("money", "area")
    return any(one.fact.value == number.value for one in held)
