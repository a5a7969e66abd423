"""Charts on pages of their own, for looking at and for papers: one under the other in the layout's type area."""

from collections.abc import Iterable

from yearbook.compose.charts import chart_block
from yearbook.compose.paragraph import Typesetter
from yearbook.frozen import replace
from yearbook.model.copy import Chart
from yearbook.model.page import BookInfo, Element, Mark, Page, Pages, shifted

BETWEEN = 2  # blank lines between charts


def chart_pages(charts: Iterable[Chart], setter: Typesetter, info: BookInfo) -> Pages:
    """Pages of the layout's trim with as many charts as fit each."""
    look = setter.layout.page
    elements: list[Element] = []
    pages: list[list[Mark]] = [[]]
    line = 0
    for chart in charts:
        block = chart_block(chart, setter)
        if line and line + block.lines > look.lines:
            pages.append([])
            line = 0
        base = len(elements)
        elements += (replace(one, parent=one.parent + base if one.parent >= 0 else one.parent) for one in block.elements)
        pages[-1] += (shifted(mark, look.inside, look.head + line * look.leading, base) for mark in block.marks)
        line += block.lines + BETWEEN
    made = tuple(Page(str(number), "recto", tuple(marks)) for number, marks in enumerate(pages, 1))
    return Pages(made, tuple(elements), (), setter.layout.palette, *look.trim, look.bleed, info)
