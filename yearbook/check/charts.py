"""Charts whose data can be drawn honestly: one unit, bars from zero, parts that make a whole, targets to hold outcomes against."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.frozen import frozen
from yearbook.model.chart_blocks import ChartBlock
from yearbook.model.chart_data import Ledger, Told, ToldSeries, chart_data
from yearbook.model.edition import Edition
from yearbook.model.source import Path
from yearbook.problems import Place, Problem, near

MOST_SERIES, MOST_PANELS, MOST_PLACES, MOST_ROWS = 6, 24, 60, 40
LONGEST = 20  # signs of a label beside its datum
_ROWS = ("hbar", "share", "target", "dots")


@frozen
class _Seen:
    """A chart with its data, and where it stands."""

    sheet: Sheet
    path: Path
    block: ChartBlock
    series: tuple[ToldSeries, ...]

    def place(self, *keys: str | int) -> Place:
        """The place of what these keys lead to from the chart."""
        return self.sheet.file.locate((*self.path, *keys))

    def of(self, told: Told) -> Place:
        """The place of a datum: its figure, else the whole."""
        if told.where[:1] == ("indicators",):
            return self.place(*told.where)
        data = self.sheet.file.data
        for step in (*self.path, *told.where):
            data = data[step]
        key = next((name for name in ("fact", "value") if isinstance(data, dict) and data.get(name) is not None), "at")
        return self.place(*told.where, key)

    @property
    def given(self) -> str:
        """The key that holds the data."""
        return "indicators" if self.block.indicators else "points" if self.block.points else "series"


def charts(edition: Shaped, names: Names, earlier: tuple[Edition, ...]) -> Iterator[Problem]:
    """Problems of all charts; of figures only when the ledger could be read."""
    source = edition.source
    whole = len(source.earlier.ledgers) + len(source.earlier.warnings) == len(earlier)
    ledgers = (*(Ledger(one.facts, one.indicators) for one in earlier), Ledger(names.facts or {}, names.indicators or {}))
    for sheet in edition.sheets():
        for path, noun in sheet.of(ChartBlock):
            shape = tuple(_shape(_Seen(sheet, path, noun, ())))
            yield from shape
            if shape or names.facts is None or names.indicators is None:
                continue
            seen = _Seen(sheet, path, noun, chart_data(noun, ledgers))
            unknown = tuple(_unknown(seen, ledgers)) if whole else ()
            yield from unknown
            if whole and not unknown:
                yield from _data(seen)


def _shape(seen: _Seen) -> Iterator[Problem]:
    """What the ledger has no part in."""
    block = seen.block
    given = [name for name in ("series", "points", "indicators") if getattr(block, name)]
    if not given:
        yield Problem.of("chart-no-data", seen.sheet.file.locate((*seen.path, "chart"), key=True))
    elif len(given) > 1:
        yield Problem.of("chart-two-ways", seen.sheet.file.locate((*seen.path, given[1]), key=True), one=given[0], other=given[1])
    if block.kind != "line" and block.from_ != 0:
        yield Problem.of("chart-from", seen.place("from"), value=block.from_)
    if block.form == "rank" and block.kind != "dots":
        yield Problem.of("chart-rank-kind", seen.place("form"), kind=block.kind)
    for name in ("periods", "scopes"):
        if getattr(block, name) and not block.indicators:
            yield Problem.of("chart-needs-indicators", seen.sheet.file.locate((*seen.path, name), key=True), key=name)


def _unknown(seen: _Seen, ledgers: Sequence[Ledger]) -> Iterator[Problem]:
    known = {name for ledger in ledgers for name in ledger.indicators}
    for number, name in enumerate(seen.block.indicators):
        if name not in known:
            yield Problem.of("no-such-indicator", seen.place("indicators", number), id=name, near=near(name, known))


def _data(seen: _Seen) -> Iterator[Problem]:
    """What the figures themselves forbid."""
    yield from _twice(seen)
    yield from _labels(seen)
    yield from _units(seen)
    yield from _many(seen)
    if seen.block.kind == "target":
        yield from _targets(seen)
    elif not any(told.value is not None for one in seen.series for told in one.data):
        yield Problem.of("chart-all-gaps", seen.place(seen.given))
    elif seen.block.kind in ("line", "multiples"):
        yield from _runs(seen)
    elif seen.block.kind in ("stacked", "share"):
        yield from _wholes(seen)
    if seen.block.highlight:
        names = [name for one in seen.series for name in (one.name, *(told.at for told in one.data)) if name]
        if seen.block.highlight not in names:
            yield Problem.of("chart-highlight", seen.place("highlight"), name=seen.block.highlight, near=near(seen.block.highlight, names))


def _twice(seen: _Seen) -> Iterator[Problem]:
    """A place that a series has twice."""
    for one in seen.series:
        names: set[str] = set()
        for told in one.data:
            if told.at in names:
                yield Problem.of("chart-twice", seen.of(told), at=told.at)
            names.add(told.at)


def _labels(seen: _Seen) -> Iterator[Problem]:
    for told in (told for one in seen.series for told in one.data):
        if len(told.label) > LONGEST:
            yield Problem.of("chart-label-long", seen.of(told), label=told.label, most=LONGEST)


def _units(seen: _Seen) -> Iterator[Problem]:
    """One unit a chart, one a panel; ranks in one field."""
    block = seen.block
    first = block.unit if block.kind not in ("multiples", "target") and block.form == "value" else ""
    field = ""
    for one in seen.series:
        first = (one.unit if block.kind == "multiples" else first) or ""
        for told in one.data:
            first, field = first or told.unit, field or told.field
            if told.unit and told.unit != first:
                yield Problem.of("chart-unit", seen.of(told), fact=_asked(seen, told), unit=told.unit, wanted=first)
            if told.field and told.field != field:
                yield Problem.of("chart-rank-fields", seen.of(told), at=_asked(seen, told), field=told.field, other=field)


def _asked(seen: _Seen, told: Told) -> str:
    """What a datum was asked for by: its key in the ledger, or its indicator."""
    data = seen.sheet.file.data
    for step in (*seen.path, *told.where):
        data = data[step]
    return str(data.get("fact", told.at)) if isinstance(data, dict) else str(data)


def _many(seen: _Seen) -> Iterator[Problem]:
    """More than can be told apart, or than a page holds."""
    kind = seen.block.kind
    names = {told.at for one in seen.series for told in one.data}
    by_series = kind == "dots" and not (len(seen.series) == 1 and not seen.series[0].name)
    most = MOST_ROWS if by_series else MOST_PANELS if kind == "multiples" else MOST_SERIES
    if len(seen.series) > most:
        yield Problem.of("chart-many-series", seen.place(seen.given), count=len(seen.series), most=most)
    most = MOST_ROWS if kind in _ROWS else MOST_PLACES
    parts = kind == "share" and len(seen.series) == 1
    if parts and len(names) > MOST_SERIES + 1:
        yield Problem.of("chart-many-series", seen.place(seen.given), count=len(names), most=MOST_SERIES + 1)
    elif len(names) > most:
        yield Problem.of("chart-many-places", seen.place(seen.given), count=len(names), most=most)


def _runs(seen: _Seen) -> Iterator[Problem]:
    """A line needs two points: one of all series, and in small multiples each."""
    for number, one in enumerate(seen.series):
        known = [told for told in one.data if told.value is not None]
        aimed = all(told.target for told in known) or (len(seen.series) > 1 and seen.block.kind == "line")
        if len(known) == 1 and not aimed:
            place = seen.place(*(one.where or ("points",))) if not seen.block.indicators else seen.place("indicators", *one.where[1:])
            yield Problem.of("chart-one-point", place, name=one.name or seen.block.chart)
        elif not known and seen.block.kind == "multiples":
            yield Problem.of("chart-all-gaps", seen.place(*(one.where or ("series", number))))
    if seen.block.kind == "line" and len(seen.series) > 1 and all(sum(t.value is not None for t in one.data) < 2 for one in seen.series):
        yield Problem.of("chart-one-point", seen.place(seen.given), name=seen.block.chart)


def _wholes(seen: _Seen) -> Iterator[Problem]:
    """Parts are not negative; parts in per cent make a hundred, as far as their digits say."""
    rows: dict[str, list[Told]] = {}
    for one in seen.series:
        for told in one.data:
            rows.setdefault("" if seen.block.kind == "share" and len(seen.series) == 1 else told.at, []).append(told)
            if told.value is not None and told.value < 0:
                yield Problem.of("chart-negative", seen.of(told), at=told.at, value=told.value)
    if seen.block.kind != "share":
        return
    for name, parts in rows.items():
        values = [told.value for told in parts if told.value is not None]
        percent = {told.unit or seen.block.unit for told in parts} <= {"%", "％"}
        exponents = (exponent for value in values if isinstance(exponent := value.as_tuple().exponent, int))
        slack = Decimal(5).scaleb(max(exponents, default=0) - 1) * len(values)
        total = sum(values, Decimal(0))
        if values and ((percent and abs(total - 100) > slack) or total == 0):
            yield Problem.of("chart-not-100", seen.place(seen.given), name=name or seen.block.chart, total=total)


def _targets(seen: _Seen) -> Iterator[Problem]:
    data = [told for one in seen.series for told in one.data]
    if not data:
        yield Problem.of("chart-no-targets", seen.place(seen.given))
    for told in data:
        if told.stray:
            yield Problem.of("chart-no-target", seen.of(told), at=told.at)
