"""荣誉榜: groups under metal rules, label column left, honours and recipients right; pages are filled by content height."""

from dataclasses import dataclass

from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.copy import HonourLine, Honours
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Line, Mark, Rule

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Set:
    """An honour set: its title's lines, its recipient's lines, the height of both with the white under them."""

    titles: tuple[Line, ...]
    recipients: tuple[Line, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _Group:
    """A group, or what goes on of it on another page (its label then says 续)."""

    numeral: str
    label: str
    honours: tuple[_Set, ...]


def honours_sheets(block: Honours, setter: Typesetter) -> tuple[Sheet, ...]:
    """The roll on tinted pages: title and introduction first, then groups at the layout's lines, or lower when they are long."""
    look, page = setter.layout.honours, setter.layout.page
    groups = [
        _Group(_numeral(n), label, tuple(_set(honour, setter) for honour in honours))
        for n, (label, honours) in enumerate(block.groups)
    ]
    pages: list[list[tuple[int, _Group]]] = [[]]
    places = list(look.group_lines[1:])
    y, bottom = 0, look.foot * page.leading
    for group in groups:
        rest: _Group | None = group
        while rest is not None:
            top = _place(places, y, setter)
            room = bottom - top - look.first_drop
            fitting = _fitting(rest, room)
            if fitting < len(rest.honours) and pages[-1] and (fitting == 0 or _height(rest) <= bottom):
                pages.append([])
                places, y = list(look.group_lines), 0
                continue
            fitting = max(fitting, 1)
            part = _Group(rest.numeral, rest.label, rest.honours[:fitting])
            pages[-1].append((top, part))
            y = top + look.first_drop + sum(honour.height for honour in part.honours)
            left = rest.honours[fitting:]
            rest = _Group("", f"{group.label}（续）", left) if left else None
    return tuple(_sheet(block, groups_, number, setter, number == len(pages) - 1) for number, groups_ in enumerate(pages))


def _numeral(index: int) -> str:
    return NUMERALS[index] if index < 10 else str(index + 1)


def _place(places: list[int], y: int, setter: Typesetter) -> int:
    """The next of the layout's lines that lies below what is set; a free line below it when they are used up."""
    leading = setter.layout.page.leading
    while places and (places[0] - 1) * leading < y:
        places.pop(0)
    if places:
        return (places.pop(0) - 1) * leading
    return -(-y // leading) * leading + 2 * leading


def _height(group: _Group) -> int:
    return sum(honour.height for honour in group.honours)


def _fitting(group: _Group, room: int) -> int:
    """How many honours of the group fit."""
    used = 0
    for count, honour in enumerate(group.honours):
        used += honour.height
        if used > room:
            return count
    return len(group.honours)


def _set(honour: HonourLine, setter: Typesetter) -> _Set:
    look, page = setter.layout.honours, setter.layout.page
    width = page.width - look.text_x
    titles = set_paragraph((Piece(honour.title, look.honour_style),), setter, width, align="left")
    recipients = set_paragraph((Piece(honour.recipient, look.recipient_style),), setter, width, align="left")
    more = (len(titles) - 1) * setter.style(look.honour_style).size * 5 // 4
    more += (len(recipients) - 1) * setter.style(look.recipient_style).size * 3 // 2
    return _Set(titles, recipients, int(look.pitch * page.leading) + more)


def _sheet(block: Honours, groups: list[tuple[int, _Group]], number: int, setter: Typesetter, last: bool) -> Sheet:
    look = setter.layout.honours
    structure = Structure()
    marks: list[Mark] = []
    if number == 0:
        _title(block, setter, structure, marks)
    for top, group in groups:
        _group(top, group, setter, structure, marks)
    if last and block.source:
        style = setter.style(look.source_style)
        lines = set_paragraph((Piece(block.source, look.source_style),), setter, setter.layout.page.width - look.text_x)
        pitch = style.leading or setter.layout.page.leading
        y = setter.layout.page.lines * setter.layout.page.leading - len(lines) * pitch
        note = structure.add("Note")
        marks += [line_at(line, style.size, look.text_x, y + n * pitch, note) for n, line in enumerate(lines)]
    titles = ((block.title, 1, block.anchor),) if number == 0 else ()
    return Sheet(tuple(marks), structure.done(), "any", True, True, look.ground, titles)


def _title(block: Honours, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    look, page = setter.layout.honours, setter.layout.page
    y = (look.title_line - 1) * page.leading
    size = setter.style(look.title_style).size
    title = set_single((Piece(block.title, look.title_style),), setter)
    marks += [Anchor(block.anchor, 0, 0), line_at(title, size, 0, y, structure.add("H2", title=block.title))]
    if block.title_en:
        small = setter.style(look.title_en_style).size
        english = set_single((Piece(block.title_en.upper(), look.title_en_style),), setter)
        marks.append(line_at(english, small, 0, y + size + page.leading * 5 // 4, structure.add("P")))
    style = setter.style(look.intro_style)
    pitch = style.leading or page.leading
    intro = structure.add("P")
    pieces = pieces_of(block.intro, look.intro_style, setter.layout)
    for n, line in enumerate(set_paragraph(pieces, setter, page.width - look.text_x)):
        marks.append(line_at(line, style.size, look.text_x, (look.intro_line - 1) * page.leading + n * pitch, intro))


def _group(top: int, group: _Group, setter: Typesetter, structure: Structure, marks: list[Mark]) -> None:
    look, page = setter.layout.honours, setter.layout.page
    marks.append(Rule(0, top, page.width, top, look.rule, look.rule_colour))
    head = structure.add("H3", title=group.label)
    size = setter.style(look.honour_style).size
    for text, style, x in ((group.numeral, look.numeral_style, 0), (group.label, look.label_style, look.label_x)):
        if text:
            small = setter.style(style).size
            line = set_single((Piece(text, style),), setter)
            marks.append(line_at(line, small, x, top + look.first_drop + (size - small) * 88 // 100, head))
    table = structure.add("L")
    y = top + look.first_drop
    small = setter.style(look.recipient_style).size
    for honour in group.honours:
        item = structure.add("LI", table)
        for n, line in enumerate(honour.titles):
            marks.append(line_at(line, size, look.text_x, y + n * size * 5 // 4, item))
        down = y + (len(honour.titles) - 1) * size * 5 // 4 + look.recipient_drop
        for n, line in enumerate(honour.recipients):
            marks.append(line_at(line, small, look.text_x, down + n * small * 3 // 2, item))
        y += honour.height
