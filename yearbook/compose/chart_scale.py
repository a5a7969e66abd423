"""The axes of a chart: values to heights, names to places, round values for the grid lines."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from yearbook.compose.chart_time import Places, places_along, slots_along
from yearbook.frozen import frozen
from yearbook.model.copy import Chart, Datum

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10), Decimal(20))


@frozen
class Plot:
    """The box of the data (1/1000 pt) and its values: `low` at its foot, `high` at its head; `places` along the axis."""

    width: int
    head: int
    foot: int
    low: Decimal
    high: Decimal
    places: Places

    @property
    def slot(self) -> int:
        """The width of one place on the axis."""
        return self.places.slot(self.width)

    def x(self, place: int) -> int:
        """The middle of a place."""
        return self.places.x(place, self.width)

    def y(self, value: Decimal) -> int:
        """The height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.foot - int(share * (self.foot - self.head))


def places_of(chart: Chart) -> Places:
    """The names along the axis: times in order, others with those of later series after those of earlier ones."""
    names = (datum.at for _, data in chart.series for datum in data)
    return places_along(names) if chart.kind == "line" else slots_along(names)


def range_of(chart: Chart) -> tuple[Decimal, Decimal]:
    """The least and greatest value of the axis: bars stand on zero, lines on the chart's start or below it."""
    values = [datum.value for _, data in chart.series for datum in data if datum.value is not None]
    if chart.kind == "stacked":
        values = [total for total in totals(chart).values() if total is not None]
    if chart.kind != "line":
        low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    else:
        low, high = chart.start, max(values, default=chart.start)
        if values and min(values) < low:
            low = _floor(min(values), high)
    if low == high:
        high = low + (abs(low) or Decimal(1))
    return low, high


def totals(chart: Chart) -> dict[str, Decimal | None]:
    """The sum of all series at each place, None where none has a value."""
    sums: dict[str, Decimal | None] = {}
    for datum in (datum for _, data in chart.series for datum in data):
        so_far = sums.get(datum.at)
        sums[datum.at] = so_far if datum.value is None else datum.value + (so_far or 0)
    return sums


def known(data: Iterable[Datum], places: Places) -> list[tuple[int, Decimal, Datum]]:
    """The data that have a value, in the order of the axis, each with its place."""
    index = {name: place for place, name in enumerate(places.names)}
    found = [(index[datum.at], datum.value, datum) for datum in data if datum.value is not None]
    return sorted(found, key=lambda one: one[0])


def _floor(value: Decimal, high: Decimal) -> Decimal:
    """A round value at or below `value`, by the first step that takes at most four to `high`."""
    step = step_for(value, high if high > value else value + (abs(value) or Decimal(1)), 4)
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def step_for(low: Decimal, high: Decimal, most: int) -> Decimal:
    """The least round step that goes at most `most` times from low to high."""
    unit = Decimal(1).scaleb((high - low).adjusted() - 1)
    return next((unit * step for step in STEPS if unit * step * most >= high - low), unit * 100)


def grid_values(low: Decimal, high: Decimal, most: int) -> Sequence[Decimal]:
    """Round values above the axis up to the greatest, at most `most`."""
    if most == 0:
        return ()
    step = step_for(low, high, most)
    value = (low / step).to_integral_value(ROUND_FLOOR) * step + step
    values = []
    while value <= high:
        values.append(value)
        value += step
    return values[-most:]


def shown(value: Decimal) -> str:
    """A value of the axis without needless zeros: 300, 2.5, −10."""
    text = format(value.normalize(), "f")
    return text.replace("-", "−")
