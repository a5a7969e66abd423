"""A series as charts: years along the axis, years without a figure left open; many figures of one length of time as small multiples."""

from collections.abc import Sequence
from decimal import Decimal

from yearbook.edit.chart_words import in_words
from yearbook.edit.series import Figure, SeriesRow, SeriesTable
from yearbook.frozen import replace
from yearbook.model.copy import Chart, Datum
from yearbook.model.quantity import LOWER_BOUNDS
from yearbook.patterns import late

_YEAR = late(r"(?:19|20)\d\d")
_VALUE = late(r"-?\d+(?:\.\d+)?")
FEW = 3  # as many indicators have a chart each; more are compared in small multiples


def series_charts(table: SeriesTable, lines: int) -> tuple[Chart, ...]:
    """The rows that at least one whole year has a value for; each chart takes `lines` of the grid.

    Few rows: a chart each, a line where the years known of are three or more, else bars; targets are diamonds on the line
    of their indicator. Many: small multiples of those with two years or more; of the others those of one year and unit together.
    """
    rows = [(row, data) for row in table.rows if not row.kind and (data := _data(row, table))]
    if len(rows) <= FEW:
        return tuple(_chart(row, data, f"图 {number}", lines) for number, (row, data) in enumerate(rows, 1))
    runs = [(row, data) for row, data in rows if _known(data) > 1]
    others = [(row, data) for row, data in rows if _known(data) < 2]
    charts: list[Chart] = [_panels(runs)] if runs else []
    alike: dict[tuple[str, str], list[tuple[SeriesRow, Datum]]] = {}
    for row, data in others:
        datum = next(one for one in data if one.value is not None)
        alike.setdefault((datum.at, row.unit), []).append((row, datum))
    charts += (_together(rows, at, f"图 {number}") for number, ((at, _), rows) in enumerate(alike.items(), len(charts) + 1))
    return tuple(charts)


def _together(rows: Sequence[tuple[SeriesRow, Datum]], year: str, label: str) -> Chart:
    """Indicators of one year and unit, one bar a row."""
    data = tuple(replace(datum, at=_named(row)) for row, datum in sorted(rows, key=lambda one: -(one[1].value or 0)))
    caption = f"{year}{_named(rows[0][0])}" if len(rows) == 1 else f"{year}{len(rows)}项指标"
    anchor = f"{rows[0][0].indicator}.{rows[0][0].scope}"
    chart = Chart(label, caption, "hbar", rows[0][0].unit, (("", data),), Decimal(0), 0, (), "", "", "page", anchor, False)
    return replace(chart, alt=in_words(chart))


def _named(row: SeriesRow) -> str:
    return f"{row.name}（{row.scope}）" if row.scope else row.name


def _known(data: Sequence[Datum]) -> int:
    return sum(datum.value is not None for datum in data)


def _data(row: SeriesRow, table: SeriesTable) -> tuple[Datum, ...]:
    """A datum a year from the first to the last that has a value: a gap is shown as a gap; targets among them."""
    known = _by_year(row, table.periods)
    years = [year for year, figure in known.items() if _VALUE.search(figure.text)]
    if not years:
        return ()
    goals = [one for one in table.rows if one.kind and (one.indicator, one.scope) == (row.indicator, row.scope)]
    aimed = {year: figure for one in goals for year, figure in _by_year(one, table.periods).items() if year not in years and figure.text}
    return tuple(
        replace(_datum(year, aimed[year]), target=True, bound=False) if year in aimed else _datum(year, known.get(year))
        for year in range(min(*years, *aimed, years[0]), max(*years, *aimed, years[0]) + 1)
    )


def _by_year(row: SeriesRow, periods: Sequence[str]) -> dict[int, Figure]:
    return {int(period): figure for period, figure in zip(periods, row.figures, strict=True) if _YEAR.fullmatch(period) and figure}


def _datum(year: int, figure: Figure | None) -> Datum:
    found = _VALUE.search(figure.text) if figure else None
    if figure is None or found is None:
        return Datum(f"{year}年", None, "", False)
    text = figure.text.removeprefix("增至")
    return Datum(f"{year}年", Decimal(found[0]), text, any(word in figure.text for word in LOWER_BOUNDS), figure.basis)


def _chart(row: SeriesRow, data: tuple[Datum, ...], label: str, lines: int) -> Chart:
    kind = "line" if _known(data) > 2 or any(datum.target for datum in data) else "bar"
    start = _start(data) if kind == "line" else Decimal(0)
    chart = Chart(
        label, _named(row), "line" if kind == "line" else "bar", row.unit, (("", data),), start, lines, (), "", "", "page",
        f"{row.indicator}.{row.scope}", False,
    )  # fmt: skip
    return replace(chart, alt=in_words(chart))


def _start(data: Sequence[Datum]) -> Decimal:
    """Zero, unless all values lie so close together that their run could not be seen: then a round number below them."""
    values = [datum.value for datum in data if datum.value is not None]
    low, high = min(values), max(values)
    if low <= 0 or low < high * 2 / 3:
        return Decimal(0)
    unit = Decimal(1).scaleb((high - low).adjusted() if high > low else high.adjusted())
    return max((low - (high - low) / 3) // unit * unit, Decimal(0))


def _panels(runs: Sequence[tuple[SeriesRow, tuple[Datum, ...]]]) -> Chart:
    series = tuple((_named(row), data) for row, data in runs)
    years = [datum.at for _, data in series for datum in data]
    caption = f"{len(series)}项指标，同一时间轴（{min(years)[:-1]}—{max(years)}）"
    units = tuple(row.unit for row, _ in runs)
    chart = Chart("图 1", caption, "multiples", "", series, Decimal(0), 0, (), "", "", "page", "series", False, "", units)
    return replace(chart, alt=in_words(chart))
