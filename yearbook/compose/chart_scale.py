"""The axes of a chart: values to heights, names to places, round values for the grid lines."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from yearbook.frozen import frozen
from yearbook.model.copy import Chart

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10), Decimal(20))


@frozen
class Plot:
    """The box of the data (1/1000 pt) and its values: `low` at its foot, `high` at its head; `names` along the axis."""

    width: int
    head: int
    foot: int
    low: Decimal
    high: Decimal
    names: tuple[str, ...]

    @property
    def slot(self) -> int:
        """The width of one place on the axis."""
        return self.width // max(len(self.names), 1)

    def x(self, place: int) -> int:
        """The middle of a place."""
        return self.width * (2 * place + 1) // (2 * max(len(self.names), 1))

    def y(self, value: Decimal) -> int:
        """The height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.foot - int(share * (self.foot - self.head))


def names_of(chart: Chart) -> tuple[str, ...]:
    """The names along the axis, those of later series after those of earlier ones."""
    return tuple(dict.fromkeys(datum.at for _, data in chart.series for datum in data))


def range_of(chart: Chart) -> tuple[Decimal, Decimal]:
    """The least and greatest value of the axis: bars stand on zero, lines on the chart's start or below it."""
    values = [datum.value for _, data in chart.series for datum in data if datum.value is not None]
    if chart.kind == "bar":
        low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    else:
        low, high = chart.start, max(values, default=chart.start)
        if values and min(values) < low:
            low = _floor(min(values), high)
    if low == high:
        high = low + (abs(low) or Decimal(1))
    return low, high


def _floor(value: Decimal, high: Decimal) -> Decimal:
    """A round value at or below `value`, by the first step that takes at most four to `high`."""
    step = step_for(value, high if high > value else value + (abs(value) or Decimal(1)), 4)
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def step_for(low: Decimal, high: Decimal, most: int) -> Decimal:
    """The least round step that goes at most `most` times from low to high."""
    unit = Decimal(1).scaleb((high - low).adjusted() - 1)
    return next((unit * step for step in STEPS if unit * step * most >= high - low), unit * 100)


def grid_values(plot: Plot, most: int) -> Sequence[Decimal]:
    """Round values above the axis up to the greatest, at most `most`."""
    if most == 0:
        return ()
    step = step_for(plot.low, plot.high, most)
    value = (plot.low / step).to_integral_value(ROUND_FLOOR) * step + step
    values = []
    while value <= plot.high:
        values.append(value)
        value += step
    return values[-most:]


def shown(value: Decimal) -> str:
    """A value of the axis without needless zeros: 300, 2.5, −10."""
    text = format(value.normalize(), "f")
    return text.replace("-", "−")
