"""Growth against the two values, growth through a year that is missing, jumps and falls between years, slips of unit."""

from collections.abc import Iterator
from decimal import Decimal

from yearbook.check.ledger.book import Books, Held
from yearbook.check.ledger.finding import Finding, finding, note
from yearbook.model.quantity import INFINITE, Range, plainly, range_of
from yearbook.patterns import late

JUMP = Decimal(4)  # times within a year: beyond it a slip is likelier than a boom [judgement]; `jump` of an indicator narrows it
FALL = Decimal("0.85")  # totals of an economy do not lose a sixth in a year or two without a word
_STEADY = late(r"生产总值|预算收入|零售总额|经济总量|人口|可支配收入|财政收入|经营主体|市场主体")
_REAL = late(r"生产总值|GDP|增加值|总产值|可支配收入|固定资产投资")  # whose growth is published at constant prices
_YEAR = late(r"(\d{4})\s*年")
_ABOVE = ("以上", "超", "超过", "突破", "逾")
FEW = 10  # below it, one more or less is a large part


def growths(books: Books) -> Iterator[Finding]:
    """Findings of the figures that this edition prints, held against all years known."""
    for held in books.this.held:
        stated = list(_growth(held, books)) if held.fact.growth and held.fact.value is not None else []
        yield from stated
        chained = any(one.problem.code == "growth-chain" for one in stated)  # which says as much, and more
        if held.when and held.when.whole_year and held.exact is not None and held.fact.kind != "target" and not chained:
            yield from _jump(held, books)
    yield from _doubled(books)


def _growth(held: Held, books: Books) -> Iterator[Finding]:
    """The stated rate and the one computed, when both years are known."""
    growth, year = held.fact.growth, _year_over(held)
    if growth is None or year == 0:
        return
    before = books.at(held.line, year)
    if before is None or before.fact.basis != held.fact.basis or not before.range or not held.range:
        yield from _chain(held, books)
        return
    stated = range_of(growth.value, growth.qualifier if growth.qualifier in (*_ABOVE, "") else "约")
    computed = _rate(before.range, held.range, growth.unit)
    if computed is None or computed.meets(stated) or before.fact.value is None or held.fact.value is None:
        return
    old, new = before.fact.value * before.unit.scale, held.fact.value * held.unit.scale
    shown = {
        "name": held.name, "value": held.shown, "before": before.shown, "year": year,
        "stated": f"{growth.value:f}{growth.unit}", "computed": _shown_rate(old, new, growth.unit),
    }  # fmt: skip
    real = growth.basis == "可比价" or (not growth.basis and held.unit.kind == "money" and _REAL.search(held.name))
    if real:
        basis = growth.basis or "口径未注明"
        yield note("growth-uncheckable", held.place("growth"), _keys(held, before), **shown, basis=basis, other=before.place())
    else:
        yield finding("growth-differs", held.place("growth"), _keys(held, before), **shown, other=before.place())


def _year_over(held: Held) -> int:
    """The year that a growth looks back to; 0 when it cannot be told."""
    if not held.when or not held.when.whole_year or not held.fact.growth:
        return 0
    over = held.fact.growth.over
    named = _YEAR.search(over)
    return int(named[1]) if named else held.when.first - 1 if over in ("上年", "上年同期", "去年", "同比", "") else 0


def _rate(before: Range, after: Range, unit: str) -> Range | None:
    """The rates that are possible between two values."""
    if unit == "个百分点":
        return Range(after.low - before.high, after.high - before.low) if INFINITE not in (before.high, after.high) else None
    if before.low <= 0:
        return None
    factor = Decimal(1) if unit == "倍" else Decimal(100)
    low = (after.low / before.high - 1) * factor if before.high != INFINITE else Decimal(-100)
    high = (after.high / before.low - 1) * factor if after.high != INFINITE else INFINITE
    return Range(low, high)


def _shown_rate(old: Decimal, new: Decimal, unit: str) -> str:
    if unit == "个百分点":
        return f"{plainly(new - old)}{unit}"
    return f"{plainly((new / old - 1) * (1 if unit == '倍' else 100), 2 if unit == '倍' else 1)}{unit}"


def _chain(held: Held, books: Books) -> Iterator[Finding]:
    """With the year before unknown: what its growth makes of that year, held against the year before it."""
    growth = held.fact.growth
    if growth is None or growth.unit != "%" or not held.when or held.exact is None or held.unit.kind == "rate":
        return
    earlier = books.at(held.line, held.when.first - 2)
    if earlier is None or not earlier.exact or held.fact.basis != earlier.fact.basis or growth.over not in ("上年", ""):
        return
    implied = held.exact / (1 + growth.value / 100)
    change = implied / earlier.exact - 1
    if abs(change) > Decimal("0.15") and (change < 0) == (growth.value > 0):
        yield finding(
            "growth-chain", held.place("growth"), _keys(held, earlier), name=held.name, value=held.shown, stated=f"{growth.value:f}%",
            before=earlier.shown, year=held.when.first - 1, computed=f"{plainly(implied / held.unit.scale)}{held.unit.text}",
            change=f"{plainly(change * 100, 1)}%", other=earlier.place(),
        )  # fmt: skip


def _jump(held: Held, books: Books) -> Iterator[Finding]:
    """The nearest earlier year, up to three back: times, falls, and a unit ten thousand times off."""
    if held.when is None or held.exact is None or held.unit.kind == "rate":
        return
    year = held.when.first
    before = books.near(held.line, year - 1) or books.near(held.line, year - 2) or books.near(held.line, year - 3)
    if before is None or not before.exact or held.exact <= 0 or before.fact.kind == "target" or before.fact.basis != held.fact.basis:
        return
    if books.told_before(held, before):
        return
    ratio = held.exact / before.exact
    most = held.indicator.jump if held.indicator and held.indicator.jump else None

    def told() -> dict[str, object]:
        return {"name": held.name, "value": held.shown, "before": before.shown, "year": before.fact.period, "other": before.place()}

    if _slipped(held, before, ratio):
        yield finding("unit-slip", held.place(), _keys(held, before), **told())
        return
    few = min(held.fact.value or 0, before.fact.value or 0) < FEW and held.unit.scale == 1
    beyond = ratio > (most or JUMP) or ratio < 1 / (most or JUMP)
    if beyond and not (few and most is None):
        yield finding("value-jump", held.place(), _keys(held, before), **told(), times=_times(ratio))
    elif most is None and ratio < FALL and _STEADY.search(held.name):
        yield finding("value-fall", held.place(), _keys(held, before), **told(), change=f"{plainly((1 - ratio) * 100, 1)}%")


def _slipped(held: Held, before: Held, ratio: Decimal) -> bool:
    """万 for 亿 and the like: the digits agree where the quantities are a thousand times apart; 亩 for 公顷: fifteen times."""
    if held.fact.value is None or before.fact.value is None or not before.fact.value:
        return False
    digits = held.fact.value / before.fact.value
    if held.unit.scale != before.unit.scale:
        return Decimal("0.4") < digits < Decimal("2.5") and not Decimal("0.2") < ratio < 5
    return ratio > 1000 or ratio < Decimal("0.001")


def _times(ratio: Decimal) -> str:
    return f"{plainly(ratio)}" if ratio >= 1 else f"1/{plainly(1 / ratio)}"


def _doubled(books: Books) -> Iterator[Finding]:
    """翻一番 in the words quoted for a target: twice the value known when it was set."""
    for held in books.this.held:
        if held.fact.kind != "target" or "翻一番" not in held.fact.quote or not held.when or held.fact.value is None:
            continue
        base = held.indicator.target_of if held.indicator and held.indicator.target_of else held.fact.indicator
        # a plan of five years starts from the year before it
        known = (books.near((base, held.line[1], ""), held.when.last - back) for back in (5, 4, 6))
        before = next((one for one in known if one and one.exact), None)
        if before and before.exact and not books.told_before(held, before):
            ratio = held.fact.value * held.unit.scale / before.exact
            if not Decimal("1.8") <= ratio <= Decimal("2.3"):
                yield finding(
                    "target-doubled", held.place(), _keys(held, before), name=held.name, value=held.shown, before=before.shown,
                    year=before.fact.period, times=plainly(ratio), other=before.place(),
                )  # fmt: skip


def _keys(*held: Held) -> tuple[str, ...]:
    return tuple(one.fact.key for one in held)
