"""What stands round the data of a chart: the caption under a fine rule above them, note and source below."""

from collections.abc import Iterator
from itertools import pairwise

from yearbook.compose.captions import Place, Title, caption_elements, caption_marks, note_pieces, prose_marks, source_words, whole_lines
from yearbook.compose.chart_lines import aimed
from yearbook.compose.chart_scale import known, places_of, range_of, shown
from yearbook.compose.chart_time import gap_between, moment, neighbours
from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Chart
from yearbook.model.page import Mark, Rule, Text
from yearbook.model.text import Span, Words, plain


@frozen
class Frame:
    """Caption and notes of a chart of a width; data stand from `top` down, `under` is the height of what is below them."""

    chart: Chart
    setter: Typesetter
    width: int
    element: int
    head: tuple[Mark, ...]
    top: int
    notes: tuple[Text, ...]
    under: int

    def lines(self, height: int) -> int:
        """The whole lines of the grid that a chart takes whose data are so high."""
        return whole_lines(self.setter, self.top + height + self.under)

    def foot(self, lines: int) -> int:
        """Where data may end in a block of so many lines."""
        page = self.setter.layout.page
        return lines * page.leading - (page.leading - page.body) - self.under

    def tail(self, lines: int) -> tuple[Mark, ...]:
        """The notes in a block of so many lines."""
        look = self.setter.layout.chart
        down = self.foot(lines) + (look.note_gap if self.notes else 0)
        return tuple(replace(mark, y=mark.y + down) for mark in self.notes)


def frame_of(chart: Chart, setter: Typesetter, structure: Structure) -> Frame:
    """The frame; the chart's element is the first of `structure`."""
    page, look = setter.layout.page, setter.layout.caption
    width = page.width if chart.width == "page" else page.column
    element = structure.add("Figure", alt=chart.alt or chart.caption)
    caption = caption_elements(structure, element, chart.label)
    marks: list[Mark] = []
    if look.rule:
        marks.append(Rule(0, look.rule // 2, width, look.rule // 2, look.rule, look.rule_colour))
    more, foot = caption_marks(Title(chart.label, chart.caption, chart.unit), setter, Place(0, look.drop, width), caption)
    notes, height = _notes(chart, setter, width, structure)
    under = height + setter.layout.chart.note_gap if notes else 0
    return Frame(chart, setter, width, element, (*marks, *more), foot, tuple(notes), under)


def _notes(chart: Chart, setter: Typesetter, width: int, structure: Structure) -> tuple[list[Text], int]:
    """What must be said, the note and the source in one paragraph from 0 down, and its height."""
    given = plain(chart.note)
    said = "".join(text for text, word in _said(chart, setter) if word not in given)
    words: Words = (*((Span(said),) if said else ()), *chart.note)
    if words and not plain(words).endswith(("。", "！", "？")):
        words = (*words, Span("。"))
    if chart.source:
        words = (*words, Span(source_words(chart.source, setter)))
    if not words:
        return [], 0
    style = setter.style(setter.layout.caption.note_style)
    marks, end = prose_marks(note_pieces(words, setter), setter, Place(0, 0, width), structure.add("P"))
    return [mark for mark in marks if isinstance(mark, Text)], end - (style.leading - style.size)


def _said(chart: Chart, setter: Typesetter) -> Iterator[tuple[str, str]]:
    """What a reader must know of the drawing, each with the word by which the editors' note has said it already."""
    look = setter.layout.chart
    data = [datum for _, one in chart.series for datum in one]
    if chart.kind == "multiples":
        yield look.panels.said, "纵轴"
    if chart.kind == "target" and look.rows.target_said:
        yield look.rows.target_said, "浅色"
    if chart.kind == "line":
        low, high = range_of(chart)
        if low > 0 or high < 0:
            yield look.starts_at.format(value=shown(low)), "纵轴"
    if chart.kind in ("line", "multiples"):
        places = places_of(replace(chart, kind="line"))
        if places.timed and len({one.span for name in places.names if (one := moment(name))}) > 1:
            yield look.year_ends, "年末"
        broken, parted = _joins(chart, setter)
        if broken:
            yield look.dash_said, "虚线"
        if parted:
            yield look.basis_said, "口径"
    if any(datum.bound for datum in data):
        yield look.open_said, "下限"
    unknown = [all(datum.value is None for datum in one) for _, one in chart.series]
    if any(unknown) if chart.kind == "dots" else chart.kind != "multiples" and any(datum.value is None for datum in data):
        yield look.gap_said, "缺"


def _joins(chart: Chart, setter: Typesetter) -> tuple[bool, bool]:
    """Whether a line is broken across what is not known, and whether one stops where the basis changes."""
    broken = parted = False
    places = places_of(replace(chart, kind="line"))
    for name, data in chart.series:
        gaps = {datum.at for datum in data if datum.value is None}
        found = [one for one in known(data, places) if not aimed(name, one[2], setter.layout.chart)]
        for (first, _, one), (second, _, other) in pairwise(found):
            parted = parted or one.basis != other.basis
            between = places.names[first + 1 : second]
            far = not neighbours(one.at, other.at) if places.timed else bool(between)
            far = far or any(gap_between(one.at, other.at, name) for name in between if name in gaps)
            broken = broken or (one.basis == other.basis and far)
    return broken, parted
