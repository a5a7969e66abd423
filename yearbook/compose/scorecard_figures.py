"""One figure of a scorecard: its number with qualifier and unit, its years as small bars, its share as a hundred squares."""

from collections.abc import Iterable
from decimal import Decimal

from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_names import set_names
from yearbook.compose.chart_plot import Area, fitted_marks
from yearbook.compose.chart_scale import places_of
from yearbook.compose.digits import grouped_line
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import frozen
from yearbook.model.chart_looks import ChartLook
from yearbook.model.copy import BigFigure, Chart, Datum
from yearbook.model.page import Box, Line, Mark, Text, shifted


@frozen
class Number:
    """What is set of a figure, and in which style: 突破 | 300 | 亿元."""

    before: str
    number: str
    unit: str
    style: str


def number_marks(number: Number, setter: Typesetter, place: tuple[int, int, int], element: int) -> list[Text]:
    """Qualifier, number and unit on the baseline at (x, y), the number as large as lets them all stay within `width`."""
    look = setter.layout.scorecard
    x, y, width = place
    before = _small(number.before, look.unit_style if number.before == look.ordinal else look.qualifier_style, setter)
    unit = _small(number.unit, look.unit_style, setter)
    aside = sum(line.width + look.unit_gap for line in (before, unit) if line.runs)
    for share in look.scales:
        line = grouped_line((Piece(number.number, number.style, scale=int(share * 1000)),), setter, look.digit_gap)
        if line.width + aside <= width:
            break
    marks: list[Text] = []
    x -= 0 if before.runs else _bearing(line, setter)
    for part in (before, line, unit):
        if part.runs:
            marks.append(Text(x, y, part, element))
            x += part.width + look.unit_gap
    return marks


def _small(words: str, style: str, setter: Typesetter) -> Line:
    return set_single((Piece(words, style),), setter)


def _bearing(line: Line, setter: Typesetter) -> int:
    """The white at the left of a line's first glyph: large figures begin where the text above them begins."""
    if not line.runs:
        return 0
    run = line.runs[0]
    face = setter.faces[run.face]
    return face.ink(int.from_bytes(run.gids[:2], "big"))[0] * run.size // face.units


def bars_marks(bars: tuple[Datum, ...], tools: Tools, box: tuple[int, int, int, int]) -> list[Mark]:
    """The years of a figure as bars in a box (x, y, width, height), their names under the axis."""
    x, y, width, height = box
    setter, look = tools.setter, tools.look
    chart = Chart("", "", "bar", "", (("", bars),), Decimal(0), 0, (), "", "", "column", "", False)
    names = set_names(places_of(chart), setter, look, width)
    axis = height - look.axis_gap - names.height
    head = setter.style(look.latest_style).size + look.label_gap
    head += look.bound_gap if any(datum.bound for datum in bars) else 0
    # labels may rise a line above the box rather than stand upon each other
    area = Area(width, -setter.style(look.latest_style).size, head, axis)
    marks = fitted_marks(chart, tools, area)
    return [shifted(mark, x, y) for mark in (*marks, *names.marks(width, axis + look.axis_gap, tools.element))]


def mini_look(setter: Typesetter) -> ChartLook:
    """The look of charts with the type and gaps of the small bars."""
    look, chart = setter.layout.scorecard, setter.layout.chart
    return chart.model_copy(
        update={
            "label_style": look.mini_style, "grid_style": look.mini_style, "value_style": look.mini_value_style,
            "latest_style": look.mini_latest_style, "label_gap": look.mini_gap, "axis_gap": look.mini_gap,
        }
    )  # fmt: skip


def told(bars: Iterable[Datum], missing: str) -> str:
    """The bars read out."""
    return "，".join(f"{datum.at} {datum.label or missing}" for datum in bars)


def share_marks(share: Decimal, setter: Typesetter, place: tuple[int, int], element: int) -> list[Mark]:
    """A hundred squares, from the lowest row up and the left: a red one for each per cent, the last one in part."""
    look = setter.layout.scorecard
    step = (look.grid + look.grid_gap) // 10
    side = step - look.grid_gap
    marks: list[Mark] = []
    for number in range(100):
        x, y = place[0] + number % 10 * step, place[1] + (9 - number // 10) * step
        part = min(max(share - number, Decimal(0)), Decimal(1))
        if part < 1:
            marks.append(Box(x, y, side, side, look.grid_off, element=element))
        if part > 0:
            marks.append(Box(x, y, int(side * part), side, look.grid_on, element=element))
    return marks


def number_of(figure: BigFigure, style: str) -> Number:
    """A figure's parts for setting in a style."""
    return Number(figure.before, figure.number, figure.unit, style)


def base_of(setter: Typesetter, style: str, drop: int) -> int:
    """The baseline of a style whose em box has its head at `drop`."""
    return drop + baseline(setter.style(style).size)
