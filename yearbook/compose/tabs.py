"""Thumb tabs and their ticks at the fore-edge, one step a chapter, bleeding. Places count from the type area's corner."""

from yearbook.compose.display import ink_width
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.compose.vertical import Column, column_height, vertical_marks
from yearbook.model.page import ARTIFACT, Box, Mark, Rule, Text


def tab_marks(number: int, count: int, short_title: str, side: str, setter: Typesetter) -> tuple[Mark, ...]:
    """The tab of chapter `number` of `count` on a text page."""
    return own_tab(number, count, short_title, (side, setter.layout.tabs.width), setter)


def own_tab(number: int, count: int, short_title: str, shape: tuple[str, int], setter: Typesetter) -> tuple[Mark, ...]:
    """A tab of (side, width) at the chapter's step, its name upright in it; over more steps its number only."""
    look, page = setter.layout.tabs, setter.layout.page
    side, width = shape
    top, height = tab_step(number, count, setter)
    outer, inner = fore_edge(side, width, setter)
    marks: list[Mark] = [Box(min(inner, outer), top, width + page.bleed, height, look.fill)]
    seen = inner if side == "recto" else outer + page.bleed  # the left edge of what is left after trimming
    name = short_title if look.names and count <= look.steps else ""
    return (*marks, *_name(name, number, (seen, top, width, height), setter))


def _name(name: str, number: int, box: tuple[int, int, int, int], setter: Typesetter) -> list[Mark]:
    """What stands in the middle of a tab: a name that its least size still holds, else the number."""
    x, y, width, height = box
    style_name, room = setter.layout.tabs.style, height * 9 // 10
    style = setter.style(style_name)
    if name:
        column = Column(style_name, min(style.size * 5 // 4, max(room // len(name), style.least or style.size)), room)
        need = column_height(name, column, setter)
        scale = min(1000, room * 1000 // need)
        size = style.size * scale // 1000
        if size >= (style.least or style.size):
            place = (x + (width - size) // 2, y + (height - min(need, room)) // 2)
            return vertical_marks(name, column, place, setter, ARTIFACT)
    scale = min(1000, height * 900 // style.size)
    line = set_single((Piece(str(number), style_name, scale=scale),), setter)
    size = style.size * scale // 1000
    return [Text(x + (width - ink_width(line, style.track)) // 2, y + (height - size) // 2 + baseline(size), line)]


def all_ticks(chapters: tuple[int, int], side: str, colour: str, setter: Typesetter) -> tuple[Mark, ...]:
    """A tick at the head of every step but the chapter's own; `chapters` is (own, count), count 0 all steps of the layout."""
    look = setter.layout.tabs
    own, count = chapters[0], chapters[1] or look.steps
    outer, inner = fore_edge(side, look.tick, setter)
    tops = [tab_step(number, count, setter)[0] for number in range(1, count + 1) if number != own]
    return tuple(Rule(inner, top, outer, top, look.tick_width, colour or look.tick_colour) for top in tops)


def tab_step(number: int, count: int, setter: Typesetter) -> tuple[int, int]:
    """Top and height of a step; chapters beyond the layout's steps share the height of the type area."""
    look, page = setter.layout.tabs, setter.layout.page
    pitch, white = look.pitch, look.pitch - look.height
    if count > look.steps:
        pitch = page.lines * page.leading // count
        white = min(white, pitch // 4)
    return look.first - page.head + (number - 1) * pitch, pitch - white


def fore_edge(side: str, width: int, setter: Typesetter) -> tuple[int, int]:
    """The places (x) of the bleeding end and of the inner end of what stands `width` into the page at the fore-edge."""
    page = setter.layout.page
    if side == "recto":
        trim = page.trim[0] - page.inside
        return trim + page.bleed, trim - width
    trim = -(page.trim[0] - page.inside - page.width)
    return trim - page.bleed, trim + width
