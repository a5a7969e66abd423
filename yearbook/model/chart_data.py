"""The data of a chart as plain values: from its points, or from the ledgers by indicators, periods and scopes.

Both who checks a chart and who edits it ask here, so that they never see different data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from yearbook.frozen import frozen, replace
from yearbook.model.chart_blocks import ChartBlock, Point, Series
from yearbook.model.facts import Fact, Indicator
from yearbook.model.quantity import BEFORE, LOWER_BOUNDS, unit_of, when

WHOLE = "全区"  # the scope that need not be named
Form: TypeAlias = tuple[str, str]  # value, growth or rank; and the field of the rank
Where: TypeAlias = tuple[str | int, ...]  # keys from the chart's block


@frozen
class Ledger:
    """What one edition knows."""

    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]


@frozen
class Told:
    """A datum: its name on the axis, its value and words; `where` it is asked for.

    `field` is what a rank is counted in; `goal` and `reached` are the two figures of a comparison, whose value is the
    percentage; a comparison without a goal that can be held against it is `stray`.
    """

    at: str
    value: Decimal | None
    label: str = ""
    bound: bool = False
    unit: str = ""
    basis: str = ""
    target: bool = False
    field: str = ""
    goal: str = ""
    reached: str = ""
    stray: bool = False
    where: Where = ()


@frozen
class ToldSeries:
    """The data of one name."""

    name: str
    unit: str
    data: tuple[Told, ...]
    where: Where = ()


def chart_data(block: ChartBlock, ledgers: Sequence[Ledger]) -> tuple[ToldSeries, ...]:
    """The series of a chart; `ledgers` oldest first, the edition's own last. Facts that do not exist are left out as gaps."""
    if block.indicators:
        return _compared(block, ledgers) if block.kind == "target" else _asked(block, ledgers)
    own = ledgers[-1]
    if not block.points:
        return tuple(_given(one, block, own, ("series", number)) for number, one in enumerate(block.series))
    return (_given(Series(points=block.points), block, own, ()),)


def point_data(point: Point, ledger: Ledger) -> Told:
    """One point by its value, outside a chart."""
    return _valued(point, ("value", ""), ledger, ())


def number(value: Decimal | None) -> str:
    """A number as it is held; a growth or share computed here has been rounded before."""
    return "" if value is None else format(value, "f")


def worded(value: str, qualifier: str) -> str:
    """The figure with its qualifier where there is little room."""
    if qualifier in ("余", "多", "以上", "以内"):
        return value + qualifier
    return qualifier + value if qualifier in BEFORE and qualifier != "增至" else value


def period_name(period: str) -> str:
    """2022 → 2022年, 2022-03 → 2022年3月; what is written otherwise stays."""
    span = when(period)
    if span is None or span.first != span.last or span.day:
        return period
    return f"{span.first}年{span.month}月" if span.month else f"{span.first}年"


# point by point


def _given(series: Series, block: ChartBlock, ledger: Ledger, where: Where) -> ToldSeries:
    data = tuple(_point(point, block, ledger, (*where, "points", number)) for number, point in enumerate(series.points))
    unit = series.unit or next((told.unit for told in data if told.unit), "")
    return ToldSeries(series.name, unit, data, where)


def _point(point: Point, block: ChartBlock, ledger: Ledger, where: Where) -> Told:
    if block.kind == "target":
        return _comparison(point, block, ledger, where)
    return _valued(point, (block.form, block.field), ledger, where)


def _valued(point: Point, form: Form, ledger: Ledger, where: Where) -> Told:
    fact = ledger.facts.get(point.fact) if point.fact else None
    if fact is None:
        return Told(point.at, point.value, point.label or number(point.value), point.bound, where=where)
    told = _told(point.at, fact, form, ledger.indicators, where)
    return replace(told, label=point.label or told.label, bound=told.bound or point.bound)


def _told(at: str, fact: Fact, asked: Form, indicators: Mapping[str, Indicator], where: Where) -> Told:
    """One fact in the form asked for; a form that it lacks is a gap."""
    (form, field), aimed = asked, fact.kind == "target"
    if form == "rank":
        rank = fact.rank(field)
        if rank is None:
            return Told(at, None, where=where)
        return Told(at, Decimal(rank.place), f"第{rank.place}位", unit="位", field=rank.field, where=where)
    if form == "growth":
        growth = fact.growth
        if growth is None:
            return Told(at, None, where=where)
        label, bound = worded(number(growth.value), growth.qualifier), growth.qualifier in LOWER_BOUNDS
        return Told(at, growth.value, label, bound, growth.unit, growth.basis, aimed, where=where)
    label = worded(number(fact.value), fact.qualifier)
    return Told(at, fact.value, label, fact.qualifier in LOWER_BOUNDS, unit_in(fact, indicators), fact.basis, aimed, where=where)


def unit_in(fact: Fact, indicators: Mapping[str, Indicator]) -> str:
    """The fact's unit, else its indicator's."""
    indicator = indicators.get(fact.indicator)
    return fact.unit or (indicator.unit if indicator else "")


# targets and outcomes


def _comparison(point: Point, block: ChartBlock, ledger: Ledger, where: Where) -> Told:
    """A point of a target chart: the outcome in hundredths of its target, or a rate of completion as it is."""
    fact = ledger.facts.get(point.fact) if point.fact else None
    goal = ledger.facts.get(point.target) if point.target else None
    value, unit = (fact.value, unit_in(fact, ledger.indicators)) if fact else (point.value, block.unit if goal else "%")
    qualifier = fact.qualifier if fact else ""
    bound = point.bound or qualifier in LOWER_BOUNDS
    if goal is None:
        stray = not point.target and value is not None and unit not in ("%", "％")
        label = point.label or worded(number(value), qualifier)
        return Told(point.at, None if stray or point.target else value, label, bound, "%", stray=stray, where=where)
    reached = worded(number(value), qualifier) + unit if value is not None else ""
    return _held(Told(point.at, value, point.label, bound, unit, reached=reached, where=where), goal, ledger.indicators)


def _held(outcome: Told, goal: Fact, indicators: Mapping[str, Indicator]) -> Told:
    """An outcome held against its goal; stray when their units or a goal of nothing forbid it."""
    unit = unit_in(goal, indicators)
    goal_words = worded(number(goal.value), goal.qualifier) + unit
    scale, goal_scale = unit_of(outcome.unit or unit), unit_of(unit)
    fits = goal.value is not None and goal.value > 0 and scale.fits(goal_scale)
    share = None
    if fits and outcome.value is not None and goal.value is not None:
        share = (outcome.value * scale.scale * 100 / (goal.value * goal_scale.scale)).quantize(Decimal("0.1"))
    return replace(outcome, value=share, label=outcome.label or number(share), unit="%", goal=goal_words, stray=not fits)


def _compared(block: ChartBlock, ledgers: Sequence[Ledger]) -> tuple[ToldSeries, ...]:
    """The targets of the indicators asked for, each with the outcome of its period as the latest edition tells it."""
    indicators = _indicators(ledgers)
    data: list[Told] = []
    for position, asked in enumerate(block.indicators):
        names = {asked} | {one.id for one in indicators.values() if one.target_of == asked}
        goals = {
            _one_way(fact.period): fact for ledger in ledgers for fact in ledger.facts.values()
            if fact.kind == "target" and fact.indicator in names and fact.value is not None and fact.scope in ("", WHOLE)
        }  # fmt: skip
        periods = [period for period in goals if not block.periods or period in map(_one_way, block.periods)]
        for period in sorted(periods):
            goal = goals[period]
            about = indicators[goal.indicator].target_of or goal.indicator if goal.indicator in indicators else goal.indicator
            data.append(_outcome(goal, (about, period), (ledgers, indicators), ("indicators", position)))
    several = len({told.at.partition("，")[2] for told in data}) > 1
    return (ToldSeries("", "%", tuple(data if several else map(_without_year, data))),)


def _outcome(goal: Fact, about: tuple[str, str], known: tuple[Sequence[Ledger], Mapping[str, Indicator]], where: Where) -> Told:
    ledgers, indicators = known
    name = indicators[about[0]].name if about[0] in indicators else about[0]
    found = [
        fact for ledger in ledgers for fact in ledger.facts.values()
        if fact.indicator == about[0] and _one_way(fact.period) == about[1] and fact.kind != "target" and fact.value is not None
        and fact.scope in ("", WHOLE)
    ]  # fmt: skip
    at = f"{name}，{period_name(about[1])}"
    if not found:
        return _held(Told(at, None, where=where), goal, indicators)
    told = _told(at, found[-1], ("value", ""), indicators, where)
    return _held(Told(at, told.value, "", told.bound, told.unit, reached=told.label + told.unit, where=where), goal, indicators)


def _without_year(told: Told) -> Told:
    """The name alone, where all targets are due in one year."""
    return replace(told, at=told.at.partition("，")[0])


# by indicators, periods and scopes


def _asked(block: ChartBlock, ledgers: Sequence[Ledger]) -> tuple[ToldSeries, ...]:
    """A series an indicator and scope, a place a period; of one period, a place an indicator or scope."""
    indicators = _indicators(ledgers)
    scopes = block.scopes or ("",)
    cells = {
        (name, scope): _cell(name, "" if scope == WHOLE else scope, ledgers) for name in block.indicators for scope in scopes
    }
    periods = [_one_way(period) for period in block.periods] or _years(cells.values(), block.form)
    rows = []
    for (name, scope), known in cells.items():
        where: Where = ("indicators", block.indicators.index(name))
        indicator = indicators.get(name)
        data = tuple(
            _told(period_name(period), known[period], (block.form, block.field), indicators, where) if period in known
            else Told(period_name(period), None, where=where)
            for period in periods
        )  # fmt: skip
        unit = next((told.unit for told in data if told.unit), "" if block.form != "value" or not indicator else indicator.unit)
        title = indicator.name if indicator else name
        title = title if not scope else scope if len(block.indicators) == 1 else f"{title}（{scope}）"
        rows.append(ToldSeries(title, unit, data, where))
    if len(periods) == 1 and block.kind not in ("line", "multiples", "dots"):
        return (ToldSeries("", rows[0].unit, tuple(replace(row.data[0], at=row.name) for row in rows)),)
    return tuple(rows)


def _cell(indicator: str, scope: str, ledgers: Sequence[Ledger]) -> dict[str, Fact]:
    """Period → the fact as the latest edition has it; what was reached before what was aimed at."""
    known: dict[str, Fact] = {}
    for ledger in ledgers:
        for fact in ledger.facts.values():
            if fact.indicator != indicator or (fact.scope if fact.scope != WHOLE else "") != scope:
                continue
            period = _one_way(fact.period)
            if fact.kind != "target" or period not in known or known[period].kind == "target":
                known[period] = fact
    return known


def _years(cells: Iterable[Mapping[str, Fact]], form: str) -> list[str]:
    """Every year from the first to the last that a figure is known of; where no year is, the other periods in order."""
    told = {period for known in cells for period, fact in known.items() if fact.kind != "target" and _has(fact, form)}
    years = [int(period) for period in told if period.isdigit()]
    return [str(year) for year in range(min(years), max(years) + 1)] if years else sorted(told)


def _has(fact: Fact, form: str) -> bool:
    return bool(fact.ranks) if form == "rank" else (fact.value if form == "value" else fact.growth) is not None


def _one_way(period: str) -> str:
    span = when(period)
    return str(span.first) if span and span.whole_year else period


def _indicators(ledgers: Sequence[Ledger]) -> dict[str, Indicator]:
    return {name: one for ledger in ledgers for name, one in ledger.indicators.items()}


def asked_keys(block: ChartBlock, ledger: Ledger) -> Iterator[str]:
    """The facts of a ledger that a chart by indicators may show."""
    wanted = set(block.indicators)
    wanted |= {one.id for one in ledger.indicators.values() if one.target_of in wanted} if block.kind == "target" else set()
    periods = set(map(_one_way, block.periods))
    for key, fact in ledger.facts.items():
        if fact.indicator in wanted and (not periods or _one_way(fact.period) in periods):
            yield key
