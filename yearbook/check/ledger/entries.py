"""Ledger entries that cannot be right by themselves: basis, unit, percentages, a value that its own quote does not hold."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yearbook.check.ledger.book import Book, Held
from yearbook.check.ledger.finding import Finding, fault, finding
from yearbook.check.ledger.numerals import numbers_in
from yearbook.model.facts import Indicator
from yearbook.model.quantity import unit_of
from yearbook.patterns import late

# Shares of a whole: above 100 % only by mistake. 增长率、投资率、完成率 and the like may exceed it.
_SHARE = late(r"(?:占比|比重|覆盖率|普及率|入学率|合格率|满意度|满意率|签约率|征收率|就业率|普惠率|参保率|森林覆盖|知晓率|达标率)")
MANY = 5  # more facts without anything in a file are told by their number: they are still to be filled in
_NO_PLAIN_NUMERAL = late(r"[一三四五十百两专]|人助|万企")  # in the words that are taken out of a quote before its numbers are read
_OF_NUMBERS = late(r"[\d.．,，]")
_QUOTED_GROWTH = late(r"[%％]|倍|百分点|百分之|成")


def entries(book: Book) -> Iterator[Finding]:
    """Findings in single facts; faults of input are errors, a quote that tells another number is a warning."""
    for held in book.held:  # thousands, of which few say what any of these looks at
        fact, indicator = held.fact, held.indicator
        if indicator and indicator.bases:
            yield from _basis(held, indicator)
        if indicator and fact.unit:
            yield from _unit(held, indicator)
        if indicator and (indicator.most is not None or held.unit.base == "%"):
            yield from _percent(held, indicator)
        if fact.quote:
            yield from _quote(held)
    yield from _empty(book.held)


def _basis(held: Held, indicator: Indicator) -> Iterator[Finding]:
    fact = held.fact
    if fact.value is None and fact.growth is None:
        return
    basis = fact.basis or (fact.growth.basis if fact.growth and fact.value is None else "")
    bases = "、".join(indicator.bases)
    if not basis:
        yield fault("basis-missing", held.place("indicator"), (fact.key,), name=held.name, bases=bases)
    elif basis not in indicator.bases:
        yield fault("basis-unknown", held.place("basis"), (fact.key,), basis=basis, name=held.name, bases=bases)


def _unit(held: Held, indicator: Indicator) -> Iterator[Finding]:
    fact = held.fact
    if not indicator.unit or fact.unit in indicator.units:
        return
    if not unit_of(fact.unit).fits(unit_of(indicator.unit)):
        wanted = "、".join((indicator.unit, *indicator.units))
        yield fault("unit-unfit", held.place("unit"), (fact.key,), unit=fact.unit, name=held.name, wanted=wanted)


def _percent(held: Held, indicator: Indicator) -> Iterator[Finding]:
    value = held.fact.value
    if value is None:
        return
    share = held.unit.base == "%" and _SHARE.search(indicator.name) and "增" not in indicator.name
    most = indicator.most if indicator.most is not None else Decimal(100) if share else None
    if most is not None and (value > most or (share and value < 0)):
        yield fault("value-over", held.place(), (held.fact.key,), name=held.name, value=held.shown, most=most)


def _quote(held: Held) -> Iterator[Finding]:
    """The value, growth and rank of a fact must stand in the words quoted for it, in whatever numerals and scale."""
    fact = held.fact
    if fact.kind == "computed" or (fact.value is not None and not fact.growth and not fact.ranks and _plainly(fact.value, fact.quote)):
        return
    numbers = numbers_in(fact.quote)
    if not numbers:
        return
    scale = held.unit.scale
    if fact.value is not None and not _holds(numbers, fact.value, scale):
        yield finding("quote-value", held.place(), (fact.key,), value=held.shown, quote=fact.quote, other=held.place("quote"))
    growth = fact.growth
    if growth and _QUOTED_GROWTH.search(fact.quote) and len(numbers) > (fact.value is not None) and abs(growth.value) not in numbers:
        stated = f"{growth.value:f}{growth.unit}"
        yield finding("quote-growth", held.place("growth"), (fact.key,), value=stated, quote=fact.quote, other=held.place("quote"))
    for rank in fact.ranks if "第" in fact.quote else ():
        if Decimal(rank.place) not in numbers:
            yield finding("quote-rank", held.place("rank"), (fact.key,), value=rank.place, quote=fact.quote, other=held.place("quote"))


def _plainly(value: Decimal, quote: str) -> bool:
    """Whether the value stands in the quote as it is written in the ledger, where nothing can make another number of it.

    Why: so do most; to read every number of a quote takes ten times as long.
    """
    written = str(value)
    at = quote.find(written)
    if at < 0 or _NO_PLAIN_NUMERAL.search(quote):
        return False
    return not _OF_NUMBERS.match(quote[max(0, at - 1) : at]) and not _OF_NUMBERS.match(quote, at + len(written))


def _holds(numbers: frozenset[Decimal], value: Decimal, scale: Decimal) -> bool:
    """The value as written, in the other scale of its unit, or below zero said in words (下降3.2%)."""
    return abs(value) in numbers or abs(value * scale) in numbers or any(abs(value) == one / 10000 for one in numbers)


def _empty(ledger: Sequence[Held]) -> Iterator[Finding]:
    """Facts that say nothing; where a file has many, as a new edition's has, one finding with their number."""
    by_file: dict[str, list[Held]] = {}
    for held in ledger:
        fact = held.fact
        if fact.value is None and fact.growth is None and not fact.ranks:
            by_file.setdefault(held.file.name, []).append(held)
    for empty in by_file.values():
        first = empty[0]
        if len(empty) > MANY:
            yield finding("facts-empty", first.place("indicator"), (first.fact.key,), name=first.name, count=len(empty))
        else:
            yield from (finding("fact-empty", held.place("indicator"), (held.fact.key,), name=held.name) for held in empty)
