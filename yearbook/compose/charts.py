"""A chart as a block of whole lines: its data, upright, in rows or in panels, within caption and notes."""

from itertools import chain

from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_frame import Frame, frame_of
from yearbook.compose.chart_key import key_marks
from yearbook.compose.chart_names import Names, set_names
from yearbook.compose.chart_plot import Area, data_marks, fitted_marks
from yearbook.compose.chart_scale import known, places_of
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Chart
from yearbook.model.galley import FrameBlock
from yearbook.model.page import Mark


def chart_block(chart: Chart, setter: Typesetter) -> FrameBlock:
    """The chart in its lines; in more when note and labels need them."""
    structure = Structure()
    frame = frame_of(chart, setter, structure)
    tools = Tools(setter, setter.layout.chart, frame.element, 1000)
    if chart.kind in ("line", "bar", "stacked"):
        lines, marks = _upright(frame, tools)
    elif chart.kind == "multiples":
        from yearbook.compose.chart_panels import panels  # most books have upright ones only

        lines, marks = panels(frame, tools)
    else:
        from yearbook.compose.chart_rows import rows

        lines, marks = rows(frame, tools)
    return FrameBlock(
        lines, (*frame.head, *marks, *frame.tail(lines)), structure.done(), chart.width, chart.floating, chart.anchor, chart.caption,
        chart.label,
    )  # fmt: skip


@frozen
class _Plan:
    """One way to set an upright chart: names of series at the data in a gutter, or in a key."""

    tools: Tools
    key: tuple[Mark, ...]
    top: int
    names: Names
    width: int  # of the data


def _upright(frame: Frame, tools: Tools) -> tuple[int, list[Mark]]:
    """Names at the data rather than in a key, a few lines more rather than values left out."""
    chart, look, page = frame.chart, tools.look, frame.setter.layout.page
    plans = [plan for plan in (_direct(frame, tools), _keyed(frame, tools)) if plan]
    asked = min(chart.lines or look.default_lines, look.most_lines, page.lines)
    least = [max(asked, frame.lines(_above(plan, frame) + look.least_plot + _below(plan, frame) - frame.top)) for plan in plans]
    most = max(page.lines, *least)
    for more in range(look.grow + 1):
        for plan, start in zip(plans, least, strict=True):
            lines = min(start + more, most)
            marks = data_marks(chart, plan.tools, _area(frame, plan, lines))
            if marks is not None:
                return lines, [*_set(frame, plan, lines), *marks]
    plan, lines = plans[-1], least[-1]
    return lines, [*_set(frame, plan, lines), *fitted_marks(chart, plan.tools, _area(frame, plan, lines))]


def _direct(frame: Frame, tools: Tools) -> _Plan | None:
    """Names beside the last data of their lines, in a gutter at the right; None where that cannot be."""
    chart, look, setter = frame.chart, tools.look, frame.setter
    names = [name for name, _ in chart.series if name]
    if len(chart.series) > 1 and names and chart.kind != "line":
        return None
    width = frame.width
    if len(chart.series) > 1 and names:
        places = places_of(chart)
        at_end = {name for name, data in chart.series if (found := known(data, places)) and found[-1][0] == len(places.names) - 1}
        widest = max((set_single((Piece(name, look.label_style),), setter).width for name in names if name in at_end), default=0)
        need = widest + look.dot + look.label_gap
        spare = places.slot(width) // 2
        if need > spare:
            width -= min(need * 1000 // max(1000 - 500_000 // max(places.slots, 1), 1), width)
        if frame.width - width > look.gutter_share * frame.width:
            return None
    return _Plan(tools, (), frame.top, set_names(places_of(chart), setter, look, width), width)


def _keyed(frame: Frame, tools: Tools) -> _Plan | None:
    """Names in a key under the caption; None for one series."""
    chart, look = frame.chart, tools.look
    key, top = key_marks(chart, tools, frame.width, frame.top + frame.setter.layout.caption.drop)
    if not key:
        return None
    return _Plan(
        replace(tools, named=False), tuple(key), top, set_names(places_of(chart), frame.setter, look, frame.width), frame.width
    )


def _above(plan: _Plan, frame: Frame) -> int:
    return plan.top + frame.setter.layout.chart.head_room


def _below(plan: _Plan, frame: Frame) -> int:
    """From the axis to the foot of the names under it."""
    return frame.setter.layout.chart.axis_gap + plan.names.height


def _area(frame: Frame, plan: _Plan, lines: int) -> Area:
    """Where the data stand in a block of so many lines."""
    look = frame.setter.layout.chart
    axis = frame.foot(lines) - _below(plan, frame)
    return Area(plan.width, plan.top + look.label_gap, plan.top + look.head_room, axis, frame.width)


def _set(frame: Frame, plan: _Plan, lines: int) -> list[Mark]:
    """Key and axis names."""
    foot = _area(frame, plan, lines).foot + frame.setter.layout.chart.axis_gap
    return list(chain(plan.key, plan.names.marks(plan.width, foot, frame.element)))
