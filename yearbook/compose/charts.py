"""Charts as plain marks: caption under a fine rule, bars or lines with their values written on, axis names, note and source."""

from dataclasses import dataclass, replace
from decimal import Decimal

from yearbook.compose.bars import draw_bars
from yearbook.compose.old_captions import caption_row, note_lines
from yearbook.compose.chart_frame import Plot, axis_names
from yearbook.compose.curves import draw_lines
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.model.copy import Chart, Datum
from yearbook.model.galley import FrameBlock
from yearbook.model.page import Mark, Rule, Text
from yearbook.model.text import Span, Words


@dataclass(frozen=True, slots=True)
class _Foot:
    """What stands under the plot."""

    marks: tuple[Mark, ...]
    height: int


def chart_block(chart: Chart, setter: Typesetter) -> FrameBlock:
    """The chart in `chart.lines` lines of the grid, more when its note needs them."""
    layout = setter.layout
    page = layout.page
    width = page.width if chart.width == "page" else page.column
    structure = Structure()
    root = structure.add("Figure", alt=chart.alt)
    caption = caption_row(chart.label, chart.caption, chart.unit, setter, (width, structure.add("Caption", root)))
    foot = _foot(chart, setter, structure, width)
    names, names_height = axis_names(_names(chart), setter, width)
    least = layout.chart.head_room + 4 * page.leading
    lines = max(chart.lines, -(-(caption.height + least + names_height + foot.height) // page.leading))
    top = caption.height + layout.chart.head_room
    bottom = lines * page.leading - foot.height - names_height - layout.chart.under
    plot = Plot(0, top, width, bottom, chart.start, len(_names(chart)))
    marks: list[Mark] = [Rule(0, 0, width, 0, layout.caption.rule, layout.caption.rule_colour), *caption.marks]
    draw = draw_bars if chart.kind == "bar" else draw_lines
    marks += draw(chart, plot, setter, root)
    marks.append(Rule(0, bottom, width, bottom, layout.chart.axis_width, layout.chart.axis_colour))
    marks += [_moved(mark, bottom, root) for mark in names]
    marks += [_moved(mark, lines * page.leading - foot.height - layout.chart.under + layout.chart.note_gap) for mark in foot.marks]
    return FrameBlock(
        lines, tuple(marks), structure.done(), chart.width, chart.floating, chart.anchor, chart.caption, chart.label
    )


def _names(chart: Chart) -> tuple[str, ...]:
    """The names along the axis: those of the first series, then any that only later ones have."""
    names: dict[str, None] = {}
    for _, points in chart.series:
        names.update(dict.fromkeys(datum.at for datum in points))
    return tuple(names)


def _foot(chart: Chart, setter: Typesetter, structure: Structure, width: int) -> _Foot:
    """Note and source; a line chart whose axis does not begin at zero says so."""
    note: Words = chart.note
    told = "".join(span.text for span in note)
    if chart.kind == "line" and chart.start != Decimal(0) and "纵轴" not in told:
        note = (Span(f"纵轴自{chart.start.normalize():f}起。"), *note)
    marks, height = note_lines([("", note)], chart.source, setter, (width, structure))
    return _Foot(tuple(marks), height + (setter.layout.chart.note_gap if marks else 0))


def _moved(mark: Mark, down: int, element: int | None = None) -> Mark:
    """A text mark moved down, into another element when one is given."""


    if isinstance(mark, Text):
        return replace(mark, y=mark.y + down, element=mark.element if element is None else element)
    return mark


