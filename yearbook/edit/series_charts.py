"""A series as charts: one an indicator and scope, years along the axis, years without a figure left open."""

import re
from decimal import Decimal

from yearbook.edit.series import Figure, SeriesRow, SeriesTable
from yearbook.model.copy import Chart, Datum
from yearbook.model.quantity import LOWER_BOUNDS

_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")


def series_charts(table: SeriesTable, lines: int) -> tuple[Chart, ...]:
    """The rows that at least one whole year has a value for, targets left out; each chart takes `lines` of the grid."""
    drawn = [(row, data) for row in table.rows if not row.kind and (data := _data(row, table.periods))]
    return tuple(_chart(row, data, f"图 {number}", lines) for number, (row, data) in enumerate(drawn, 1))


def _data(row: SeriesRow, periods: tuple[str, ...]) -> tuple[Datum, ...]:
    """A datum a year from the first to the last that has a value: a gap is shown as a gap."""
    known = {int(period): figure for period, figure in zip(periods, row.figures, strict=True) if _YEAR.fullmatch(period) and figure}
    years = [year for year, figure in known.items() if _VALUE.search(figure.text)]
    return tuple(_datum(year, known.get(year)) for year in range(min(years), max(years) + 1)) if years else ()


def _datum(year: int, figure: Figure | None) -> Datum:
    found = _VALUE.search(figure.text) if figure else None
    if figure is None or found is None:
        return Datum(f"{year}年", None, "", False)
    return Datum(f"{year}年", Decimal(found[0]), figure.text, any(word in figure.text for word in LOWER_BOUNDS))


def _chart(row: SeriesRow, data: tuple[Datum, ...], label: str, lines: int) -> Chart:
    name = f"{row.name}（{row.scope}）" if row.scope else row.name
    told = "，".join(f"{datum.at} {datum.label or '缺'}" for datum in data)
    return Chart(
        label, name, "bar", row.unit, (("", data),), Decimal(0), lines, (), "", f"{name}：{told}。", "page",
        f"{row.indicator}.{row.scope}", False,
    )  # fmt: skip
