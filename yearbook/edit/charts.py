"""Charts as copy: their data from the ledgers of the series, in the order and form that their kind draws, and said in words."""

from collections.abc import Sequence
from decimal import Decimal

from yearbook.edit.chart_words import in_words
from yearbook.frozen import replace
from yearbook.model.chart_blocks import ChartBlock, Point
from yearbook.model.chart_data import Ledger, Told, ToldSeries, chart_data, point_data
from yearbook.model.copy import Chart, Datum
from yearbook.model.edition import Edition
from yearbook.model.text import Words


def chart_copy(block: ChartBlock, edition: Edition, named: tuple[str, str, bool], note: Words) -> Chart:
    """The chart; `named` is its label, its anchor, and whether it may float."""
    label, anchor, floating = named
    told = chart_data(block, tuple(Ledger(one.facts, one.indicators) for one in (*edition.earlier, edition)))
    series = _arranged(block, told)
    units = tuple(one.unit for one in told)
    unit = block.unit or ("" if block.kind == "multiples" else _unit(block, units))
    chart = Chart(
        label, block.chart, block.kind, unit, tuple((one.name, tuple(_datum(block, datum) for datum in one.data)) for one in series),
        block.from_, block.lines or 0, note, block.source, "", block.width, anchor, floating, block.highlight, units,
        _most(block, series) if block.form == "rank" else 0,
    )  # fmt: skip
    return replace(chart, alt=block.alt or in_words(chart))


def datum(point: Point, edition: Edition) -> Datum:
    """One point as a datum: the small bars of a scorecard."""
    return _plain(point_data(point, Ledger(edition.facts, edition.indicators)))


def _plain(told: Told) -> Datum:
    aside = f"目标{told.goal}，{f'实绩{told.reached}' if told.reached else '实绩缺'}" if told.goal else ""
    return Datum(told.at, told.value, told.label, told.bound, told.basis, told.target, aside)


def _datum(block: ChartBlock, told: Told) -> Datum:
    """A target is named as such, a value in a chart of shares has its percentage."""
    made = _plain(told)
    if made.target and block.kind in ("line", "multiples") and made.label == format(made.value or Decimal(0), "f"):
        return replace(made, label=f"目标{made.label}")
    return made


def _unit(block: ChartBlock, units: Sequence[str]) -> str:
    """The unit of the data where the editors give none; what needs none says nothing."""
    if block.kind == "target":
        return "目标=100%"
    return "" if block.form == "rank" else next((unit for unit in units if unit), "")


def _arranged(block: ChartBlock, told: Sequence[ToldSeries]) -> tuple[ToldSeries, ...]:
    """The series as their kind draws them, sorted when that is asked for."""
    if block.kind == "dots":
        return _rows(block, told)
    if block.kind == "share":
        return _shares(block, told)
    if not block.sort or block.kind not in ("hbar", "target"):
        return tuple(told)
    order = sorted(told[0].data, key=lambda datum: (datum.value is None, -(datum.value or 0)))
    places = {one.at: place for place, one in enumerate(order)}
    return tuple(replace(one, data=tuple(sorted(one.data, key=lambda datum: places.get(datum.at, len(places))))) for one in told)


def _rows(block: ChartBlock, told: Sequence[ToldSeries]) -> tuple[ToldSeries, ...]:
    """A series a row: the points of one series are rows; several series named for their rows are so already."""
    if len(told) == 1 and not told[0].name:
        rows = tuple(ToldSeries(one.at, told[0].unit, (one,)) for one in told[0].data)
    else:
        rows = tuple(told)
    if not block.sort:
        return rows
    sign = 1 if block.form == "rank" else -1
    latest = [next((datum.value for datum in reversed(one.data) if datum.value is not None), None) for one in rows]
    order = sorted(range(len(rows)), key=lambda n: (latest[n] is None, sign * (latest[n] or 0)))
    return tuple(rows[n] for n in order)


def _shares(block: ChartBlock, told: Sequence[ToldSeries]) -> tuple[ToldSeries, ...]:
    """A series a part, a place a row, values in per cent of their row."""
    if len(told) == 1:
        told = tuple(ToldSeries(one.at, told[0].unit, (replace(one, at=""),)) for one in told[0].data)
    sums: dict[str, Decimal] = {}
    for one in (one for series in told for one in series.data):
        sums[one.at] = sums.get(one.at, Decimal(0)) + (one.value or 0)
    parts = tuple(replace(one, data=tuple(_share(datum, sums[datum.at]) for datum in one.data)) for one in told)
    if not block.sort:
        return parts
    return tuple(sorted(parts, key=lambda one: -(one.data[-1].value or 0)))


def _share(told: Told, whole: Decimal) -> Told:
    """A part in per cent; one that is in per cent already stays as it is written."""
    if told.value is None or not whole or told.unit in ("%", "％"):
        label = f"{told.label}%" if told.value is not None and not told.label.endswith("%") else told.label
        return replace(told, label=label)
    share = (told.value * 100 / whole).quantize(Decimal("0.1"))
    return replace(told, label=f"{share:f}%")


def _most(block: ChartBlock, series: Sequence[ToldSeries]) -> int:
    """The last place of a chart of ranks: as told, else the last that is held."""
    found = [int(datum.value) for one in series for datum in one.data if datum.value is not None]
    return max([block.most or 2, *found])
