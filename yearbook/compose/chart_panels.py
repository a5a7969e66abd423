"""Small multiples: a panel an indicator, all on one time axis, each on its own value axis."""

from decimal import Decimal

from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_frame import Frame
from yearbook.compose.chart_names import set_names
from yearbook.compose.chart_plot import Area, fitted_marks
from yearbook.compose.chart_time import places_along
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, set_paragraph, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.chart_looks import ChartLook
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Line, Mark, Text, shifted


@frozen
class _Grid:
    """The panels' columns, and of each the width, the height of its title and plot."""

    columns: int
    width: int
    title: int
    plot: int
    names: int

    @property
    def height(self) -> int:
        """Of one panel."""
        return self.title + self.plot + self.names


def panels(frame: Frame, tools: Tools) -> tuple[int, list[Mark]]:
    """The lines that the chart takes, and its marks."""
    chart, look = frame.chart, tools.look.panels
    small = _small(tools.look)
    tools = replace(tools, look=small)
    names = tuple(datum.at for _, data in chart.series for datum in data)
    columns = min(look.columns[chart.width == "page"], max(len(chart.series), 1))
    width = (frame.width - (look.columns[chart.width == "page"] - 1) * look.gutter) // look.columns[chart.width == "page"]
    titles = [_title(chart, number, width, tools) for number in range(len(chart.series))]
    size = frame.setter.style(look.title_style).size
    title = max((len(lines) for lines in titles), default=1) * size * 3 // 2
    axis = set_names(places_along(names), frame.setter, small, width)
    grid = _Grid(columns, width, title, look.height, small.axis_gap + axis.height)
    rows = -(-len(chart.series) // columns)
    drop = look.drop
    height = drop + rows * grid.height + (rows - 1) * look.gap
    lines = max(min(chart.lines, frame.setter.layout.page.lines), frame.lines(height))
    spare = max(frame.foot(lines) - frame.top - height, 0) // rows
    grid = replace(grid, plot=grid.plot + spare)
    marks: list[Mark] = []
    for number, (_, data) in enumerate(chart.series):
        x = number % columns * (width + look.gutter)
        top = frame.top + drop + number // columns * (grid.height + look.gap)
        panel = (*_heads(titles[number], size, tools), *_data(chart, data, names, grid, tools))
        panel = (*panel, *axis.marks(width, title + grid.plot + small.axis_gap, tools.element))
        marks += (shifted(mark, x, top) for mark in panel)
    return lines, marks


def _small(look: ChartLook) -> ChartLook:
    """The look of charts with the type of panels, no grid and little room above the data."""
    panels = look.panels
    return look.model_copy(
        update={
            "label_style": panels.axis_style, "grid_style": panels.axis_style, "value_style": panels.value_style,
            "latest_style": panels.latest_style, "grid_lines": 0, "dot": panels.dot, "arrow": panels.arrow,
            "label_gap": panels.label_gap, "line_width": panels.line_width,
            "strokes": tuple(stroke.model_copy(update={"width": panels.line_width}) for stroke in look.strokes),
        }
    )  # fmt: skip


def _title(chart: Chart, number: int, width: int, tools: Tools) -> tuple[Line, ...]:
    """The name of a panel and its unit, in one line or more."""
    look = tools.look.panels
    name = chart.series[number][0]
    unit = chart.units[number] if number < len(chart.units) else chart.unit
    pieces = (Piece(name, look.title_style), *((Piece(f" {unit}", look.unit_style),) if unit else ()))
    single = set_single(pieces, tools.setter)
    return (single,) if single.width <= width else set_paragraph(pieces, tools.setter, width, align="left")


def _heads(lines: tuple[Line, ...], size: int, tools: Tools) -> list[Text]:
    return [Text(0, number * size * 3 // 2 + baseline(size), line, tools.element) for number, line in enumerate(lines)]


def _data(chart: Chart, data: tuple[Datum, ...], names: tuple[str, ...], grid: _Grid, tools: Tools) -> list[Mark]:
    """One panel's line on the time axis of all."""
    blank = tuple(Datum(name, None, "", False) for name in dict.fromkeys(names) if name not in {datum.at for datum in data})
    look = tools.look
    one = Chart(
        "", "", "line", "", (("", (*data, *blank)),), _start(data), 0, (), "", "", "column", "", False, chart.highlight
    )
    room = tools.setter.style(look.latest_style).size + 2 * look.label_gap
    room += look.arrow if any(datum.bound for datum in data) else 0
    top = grid.title
    return fitted_marks(one, replace(tools, quiet=True), Area(grid.width, top, top + room, top + grid.plot))


def _start(data: tuple[Datum, ...]) -> Decimal:
    """A little below the least value, so that no dot lies on the axis; zero where that is near."""
    values = [datum.value for datum in data if datum.value is not None]
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(1))
    start = low - (high - low or abs(high) or Decimal(1)) / 4
    return Decimal(0) if low >= 0 and start < high / 4 else start
