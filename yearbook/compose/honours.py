"""荣誉榜: groups under metal rules, their names in a column left, honours and recipients right; pages fill by content height."""


from yearbook.compose.display import TitleLook, display_marks, title_marks
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph
from yearbook.frozen import frozen, replace
from yearbook.model.copy import HonourLine, Honours
from yearbook.model.galley import Sheet
from yearbook.model.page import Anchor, Line, Mark, Rule

DIGITS = " 一二三四五六七八九"


@frozen
class _Set:
    """An honour set: the lines of its title and of its recipient, its height down to the next, and `ink` down to its foot."""

    titles: tuple[Line, ...]
    recipients: tuple[Line, ...]
    height: int
    ink: int


@frozen
class _Group:
    """A group, or what goes on of it on another page: its rule at `top`."""

    top: int
    numeral: str
    label: str
    honours: tuple[_Set, ...]


def honours_sheets(block: Honours, setter: Typesetter) -> tuple[Sheet, ...]:
    """The roll on tinted pages: title and introduction first, then groups at the layout's lines, or lower when they are long."""
    head = Structure()
    marks, foot = _title(block, setter, head)
    source = _source(block, setter)
    pages = _paginate(_groups(block, setter), (foot, len(source)), setter)
    return tuple(
        _sheet(
            block if number == 0 else None,
            groups,
            (head, marks) if number == 0 else (Structure(), []),
            source if number == len(pages) - 1 else (),
            setter,
        )
        for number, groups in enumerate(pages)
    )


def _groups(block: Honours, setter: Typesetter) -> list[_Group]:
    return [
        _Group(0, _numeral(number), label, tuple(_set(honour, setter) for honour in honours))
        for number, (label, honours) in enumerate(block.groups, 1)
    ]


def _numeral(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def _set(honour: HonourLine, setter: Typesetter) -> _Set:
    look, page = setter.layout.honours, setter.layout.page
    width = page.width - look.text_x
    titles = set_paragraph((Piece(honour.title, look.honour_style),), setter, width, align="left")
    recipients = set_paragraph((Piece(honour.recipient, look.recipient_style),), setter, width, align="left")
    more = max(len(titles) - 1, 0) * _pitch(look.honour_style, setter)
    more += max(len(recipients) - 1, 0) * _pitch(look.recipient_style, setter)
    ink = look.recipient_drop + setter.style(look.recipient_style).size + more
    return _Set(titles, recipients, int(look.pitch * page.leading) + more, ink)


def _pitch(style: str, setter: Typesetter) -> int:
    return setter.style(style).leading or setter.layout.page.leading


@frozen
class _Space:
    """Where groups may stand: at `places` only, or one below the other when there are none; all y in 1/1000 pt.

    `head` is the first place of a page that opens with a group, `under` that of the first under the title.
    """

    places: tuple[int, ...]
    head: int
    under: int
    bottom: int


def _paginate(groups: list[_Group], used: tuple[int, int], setter: Typesetter) -> list[list[_Group]]:
    """The groups on pages: at the layout's places unless that takes more pages than one group below the other.

    `used` is how far down the title reaches and the lines of the source, for which every page keeps room: any may be last.
    """
    look, leading = setter.layout.honours, setter.layout.page.leading
    places = tuple((line - 1) * leading for line in look.group_lines)
    foot = used[1] * _pitch(look.source_style, setter) + leading if used[1] else 0
    under = next((place for place in places if place > used[0]), used[0])
    space = _Space(places, places[0], under, (look.foot or setter.layout.page.lines) * leading - foot)
    drawn = _fill(groups, used[0], space, setter)
    close = _fill(groups, used[0], replace(space, places=()), setter)
    return drawn if len(drawn) <= len(close) else close


def _fill(groups: list[_Group], y: int, space: _Space, setter: Typesetter) -> list[list[_Group]]:
    """Pages of groups, the first from `y` down. An honour is never split; a group only when it is longer than half a page."""
    look = setter.layout.honours
    pages: list[list[_Group]] = [[]]
    for group in groups:
        label, rest, done = group.label, group.honours, False
        while not done:
            fresh = not pages[-1] and len(pages) > 1
            top = _top(space, y, (bool(pages[-1]), fresh), setter)
            fits = _fitting(rest, space.bottom - top - look.first_drop)
            long = 2 * _depth(rest) > space.bottom - space.head
            if fits == len(rest) or fresh or (long and fits > 1):
                part = rest[: max(fits, 1)]
                pages[-1].append(_Group(top, group.numeral, label, part))
                y = top + look.first_drop + _depth(part)
                rest, label = rest[len(part) :], group.label + look.continued
                done = not rest
            if not done:
                pages.append([])
                y = 0
    return pages


def _top(space: _Space, y: int, state: tuple[bool, bool], setter: Typesetter) -> int:
    """Where the next group's rule stands on a page that has groups already, or is fresh; below the page when it is full."""
    begun, fresh = state
    leading = setter.layout.page.leading
    if fresh:
        return space.head
    if space.places:
        return next((place for place in space.places if place > y), space.bottom)
    free = -(-y // leading) * leading + setter.layout.honours.group_gap
    return free if begun else max(space.under, free)


def _depth(honours: tuple[_Set, ...]) -> int:
    """From the first title's head to the last recipient's foot."""
    return sum(honour.height for honour in honours[:-1]) + (honours[-1].ink if honours else 0)


def _fitting(honours: tuple[_Set, ...], room: int) -> int:
    """How many of the honours the room takes."""
    return max((count for count in range(len(honours) + 1) if _depth(honours[:count]) <= room), default=0)


def _title(block: Honours, setter: Typesetter, structure: Structure) -> tuple[list[Mark], int]:
    """Title, English and introduction; and the y of their foot."""
    look, page = setter.layout.honours, setter.layout.page
    top = (look.title_line - 1) * page.leading
    title = TitleLook(look.title_style, look.title_en_style, top, look.title_gap, "H2")
    marks, foot = title_marks((block.title, block.title_en), title, page.width, setter, structure)
    marks.insert(0, Anchor(block.anchor, 0, 0))
    size, pitch = setter.style(look.intro_style).size, _pitch(look.intro_style, setter)
    lines = set_paragraph(pieces_of(block.intro, look.intro_style, setter.layout), setter, page.width - look.text_x)
    if lines:
        y = max((look.intro_line - 1) * page.leading, foot + page.leading)
        element = structure.add("P")
        marks += [line_at(line, size, look.text_x, y + n * pitch, element) for n, line in enumerate(lines)]
        foot = y + len(lines) * pitch
    return marks, foot


def _source(block: Honours, setter: Typesetter) -> tuple[Line, ...]:
    look = setter.layout.honours
    width = setter.layout.page.width - look.text_x
    return set_paragraph((Piece(block.source, look.source_style),), setter, width, align="left")


def _sheet(
    first: Honours | None, groups: list[_Group], head: tuple[Structure, list[Mark]], source: tuple[Line, ...], setter: Typesetter
) -> Sheet:
    """A page; `first` is the roll when it opens here, `source` what stands at the foot of the last."""
    look, page = setter.layout.honours, setter.layout.page
    structure, marks = head
    for group in groups:
        marks += _group(group, setter, structure)
    if source:
        size, pitch = setter.style(look.source_style).size, _pitch(look.source_style, setter)
        y = (look.foot or page.lines) * page.leading - len(source) * pitch
        note = structure.add("P")
        marks += [line_at(line, size, look.text_x, y + n * pitch, note) for n, line in enumerate(source)]
    titles = ((first.title, 1, first.anchor),) if first else ()
    return Sheet(tuple(marks), structure.done(), "any", True, True, look.ground, titles)


def _group(group: _Group, setter: Typesetter, structure: Structure) -> list[Mark]:
    """Rule, numeral and name of a group, and its honours."""
    look, page = setter.layout.honours, setter.layout.page
    marks: list[Mark] = [Rule(0, group.top, page.width, group.top, look.rule, look.rule_colour)]
    head = structure.add("H3", title=group.label)
    first = group.top + look.first_drop
    size = setter.style(look.honour_style).size
    y = first + (size - setter.style(look.numeral_style).size) // 2
    marks += display_marks(group.numeral, look.numeral_style, (0, y, look.label_x * 4 // 5), setter, structure.add("Span", head))[0]
    small, pitch = setter.style(look.label_style).size, _pitch(look.label_style, setter)
    width = look.text_x - look.label_x - look.label_gap
    lines = set_paragraph((Piece(group.label, look.label_style),), setter, width, align="left")
    y = first + (size - small) // 2
    marks += [line_at(line, small, look.label_x, y + n * pitch, head) for n, line in enumerate(lines)]
    roll, y = structure.add("L"), first
    for honour in group.honours:
        marks += _honour(honour, y, setter, (structure, roll))
        y += honour.height
    return marks


def _honour(honour: _Set, top: int, setter: Typesetter, tree: tuple[Structure, int]) -> list[Mark]:
    look = setter.layout.honours
    structure, roll = tree
    item = structure.add("LBody", structure.add("LI", roll))
    size, pitch = setter.style(look.honour_style).size, _pitch(look.honour_style, setter)
    marks: list[Mark] = []
    title = structure.add("P", item)
    marks += [line_at(line, size, look.text_x, top + n * pitch, title) for n, line in enumerate(honour.titles)]
    top += max(len(honour.titles) - 1, 0) * pitch + look.recipient_drop
    size, pitch = setter.style(look.recipient_style).size, _pitch(look.recipient_style, setter)
    if honour.recipients:
        to = structure.add("P", item)
        marks += [line_at(line, size, look.text_x, top + n * pitch, to) for n, line in enumerate(honour.recipients)]
    return marks
