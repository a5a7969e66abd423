"""A chart as a block of whole lines: caption under a fine rule, data with their values, axis names, note and source."""


from yearbook.compose.captions import Place, Title, caption_marks, note_pieces, prose_marks, source_words, whole_lines
from yearbook.compose.chart_bars import key_marks
from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_names import Names, set_names
from yearbook.compose.chart_plot import Area, crowded_marks, data_marks
from yearbook.compose.chart_scale import names_of, range_of, shown
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Chart
from yearbook.model.galley import FrameBlock
from yearbook.model.page import Mark, Rule, Text
from yearbook.model.text import Span, Words, plain


@frozen
class _Parts:
    """What stands above and below the data: the head with caption and key, axis names, the foot with note and source."""

    head: tuple[Mark, ...]
    head_foot: int
    names: Names
    notes: tuple[Text, ...]
    notes_height: int


def chart_block(chart: Chart, setter: Typesetter) -> FrameBlock:
    """The chart in its lines; in more when note and labels need them."""
    page = setter.layout.page
    width = page.width if chart.width == "page" else page.column
    structure = Structure()
    element = structure.add("Figure", alt=chart.alt or chart.caption)
    caption = structure.add("Caption", element)
    parts = _parts(chart, setter, (width, element, caption), structure)
    lines = max(chart.lines, whole_lines(setter, _least(parts, setter)))
    tools = Tools(setter, setter.layout.chart, element, 1000)
    data = data_marks(chart, tools, _area(setter, parts, width, lines))
    while data is None and lines < page.lines:
        lines += 1
        data = data_marks(chart, tools, _area(setter, parts, width, lines))
    area = _area(setter, parts, width, lines)
    marks = list(data or crowded_marks(chart, tools, area))
    marks += parts.names.marks(width, area.foot + setter.layout.chart.axis_gap, element)
    foot = lines * page.leading - (page.leading - page.body) - parts.notes_height
    notes = [replace(mark, y=mark.y + foot) for mark in parts.notes]
    return FrameBlock(
        lines, (*parts.head, *marks, *notes), structure.done(), chart.width, chart.floating, chart.anchor, chart.caption, chart.label
    )


def _parts(chart: Chart, setter: Typesetter, place: tuple[int, int, int], structure: Structure) -> _Parts:
    width, element, caption = place
    look = setter.layout.caption
    marks: list[Mark] = []
    if look.rule:
        marks.append(Rule(0, look.rule // 2, width, look.rule // 2, look.rule, look.rule_colour))
    title = Title(chart.label, chart.caption, chart.unit)
    more, foot = caption_marks(title, setter, Place(0, look.drop, width), caption)
    marks += more
    if chart.kind == "bar":
        more, end = key_marks(chart, setter, width, foot + look.drop, element)
        marks, foot = marks + more, end if more else foot
    names = set_names(names_of(chart), setter, setter.layout.chart, width)
    notes, height = _notes(chart, setter, width, structure)
    return _Parts(tuple(marks), foot, names, tuple(notes), height)


def _notes(chart: Chart, setter: Typesetter, width: int, structure: Structure) -> tuple[list[Text], int]:
    """Note and source in one paragraph from 0 down, and its height with the gap above; a line that is not from zero says so."""
    look = setter.layout.chart
    words: Words = chart.note
    low, high = range_of(chart)
    said = look.starts_at.partition("{")[0]
    if chart.kind == "line" and (low > 0 or high < 0) and said not in plain(words):
        words = (Span(look.starts_at.format(value=shown(low))), *words)
    if words and not plain(words).endswith(("。", "！", "？")):
        words = (*words, Span("。"))
    if chart.source:
        words = (*words, Span(source_words(chart.source, setter)))
    if not words:
        return [], 0
    style = setter.style(setter.layout.caption.note_style)
    marks, end = prose_marks(note_pieces(words, setter), setter, Place(0, 0, width), structure.add("P"))
    return [mark for mark in marks if isinstance(mark, Text)], end - (style.leading - style.size)


def _least(parts: _Parts, setter: Typesetter) -> int:
    """The height of everything but the data, and the least for these."""
    look = setter.layout.chart
    return parts.head_foot + look.head_room + look.least_plot + _under(parts, setter)


def _under(parts: _Parts, setter: Typesetter) -> int:
    """From the axis to the foot of the block."""
    look = setter.layout.chart
    gap = look.note_gap if parts.notes else 0
    return look.axis_gap + parts.names.height + gap + parts.notes_height


def _area(setter: Typesetter, parts: _Parts, width: int, lines: int) -> Area:
    """Where the data stand in a block of so many lines."""
    page, look = setter.layout.page, setter.layout.chart
    axis = lines * page.leading - (page.leading - page.body) - _under(parts, setter)
    return Area(width, parts.head_foot + look.label_gap, parts.head_foot + look.head_room, axis)
