"""图版: a page that lists them, then pages of pictures as the layout arranges them, with captions; a missing picture keeps its place."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from yearbook.compose.captions import UNREAD, Elements, Place, Title, caption_elements, caption_marks, note_pieces, pitch, prose_marks
from yearbook.compose.display import TitleLook, title_marks
from yearbook.compose.figures import picture_marks, told
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.opener_rows import rows_marks, rows_that_fit
from yearbook.compose.paragraph import Typesetter, pieces_of, set_paragraph
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Figure, PlatesPart
from yearbook.model.galley import Sheet
from yearbook.model.page import ARTIFACT, Anchor, Box, Mark, Rule, Text
from yearbook.model.picture_looks import PlateArrangement
from yearbook.model.text import Span

Side: TypeAlias = Literal["recto", "verso"]
BoxPlace: TypeAlias = tuple[int, int, int, int]  # x, y, width, height


@frozen
class _Place:
    """Where a picture stands, and how far down it may reach together with its caption."""

    box: BoxPlace
    foot: int
    measure: int  # of the caption


def plates_sheets(part: PlatesPart, setter: Typesetter) -> tuple[Sheet, ...]:
    """The plates section from a verso on; pages of pictures follow the list. More plates than a page holds go on to another."""
    sheets = _lists(part, setter)
    for name, plates in part.pages:
        look = setter.layout.plates.arrangements[name or chosen(plates, setter)]
        count = len(look.places) or 1
        for start in range(0, len(plates), count):
            if look.bleed == "spread":
                if _side(len(sheets)) == "recto":  # a picture over two pages begins on a verso
                    sheets.append(Sheet((), (), "recto"))
                sheets += _spread(plates[start], setter)
                continue
            sheets.append(_page(look, plates[start : start + count], _side(len(sheets)), setter))
    return tuple(sheets)


def chosen(plates: Sequence[Figure], setter: Typesetter) -> str:
    """The arrangement for that many plates that cuts least from them; the fullest one when there is none for so many."""
    framed = {name: len(look.places) for name, look in setter.layout.plates.arrangements.items() if look.places}
    count = len(plates) if len(plates) in framed.values() else max(framed.values())
    return min((name for name, places in framed.items() if places == count), key=lambda name: _lost(name, plates, setter))


def _lost(name: str, plates: Sequence[Figure], setter: Typesetter) -> int:
    """How much of the pictures an arrangement hides, in 1/1000 of a picture; unknown shapes lose nothing."""
    lost = 0
    for plate, place in zip(plates, setter.layout.plates.arrangements[name].places, strict=False):
        width, height = plate.shape
        if width and height:
            here, there = width * place.height, height * place.width
            lost += 1000 - 1000 * min(here, there) // max(here, there)
    return lost


def _side(number: int) -> Side:
    """The side of a sheet of the section, counted from 0."""
    return "recto" if number % 2 else "verso"


def opener_plate_sheet(plate: Figure, setter: Typesetter) -> Sheet:
    """The picture facing a chapter's opener, bleeding on three sides of its page: a verso, but where openers are versos."""
    look, page = setter.layout.plates, setter.layout.page
    side: Side = "recto" if setter.layout.opener_side == "verso" else "verso"
    box = _bleeding(side, look.opener_lines, setter)
    structure = Structure()
    marks = _plate(plate, box, (0, (look.opener_lines + 1) * page.leading, page.width), setter, structure)
    return Sheet(tuple(marks), structure.done(), side)


def _lists(part: PlatesPart, setter: Typesetter) -> list[Sheet]:
    """Title, English, and the captions in order under light rules, each leading to its plate; a note below the last."""
    look, page = setter.layout.plates, setter.layout.page
    plates = [plate for _, group in part.pages for plate in group]
    rows = tuple((plate.label.rsplit(" ", 1)[-1], plate.caption, plate.anchor) for plate in plates)
    sheets: list[Sheet] = []
    while rows or not sheets:
        structure = Structure()
        marks, foot = _title(part, setter, structure) if not sheets else ([], -page.leading)
        place = (int(((look.list.line or 1) - 1) * page.leading), foot)
        count = rows_that_fit(look.list, rows, place, setter) if rows else 0
        listed = rows_marks(look.list, rows[:count], (look.list.x, *place), setter, structure)
        rows = rows[count:]
        marks += listed
        if not rows:
            foot = max((mark.y1 for mark in listed if isinstance(mark, Rule)), default=foot)
            marks += _note(part, foot + page.leading, setter, structure)
        sheets.append(Sheet(tuple(marks), structure.done(), _side(len(sheets))))
    return sheets


def _title(part: PlatesPart, setter: Typesetter, structure: Structure) -> tuple[list[Mark], int]:
    look = setter.layout.plates
    title = TitleLook(look.title_style, look.title_en_style, 0, look.title_gap)
    return title_marks((part.title, part.title_en), title, setter.layout.page.width, setter, structure)


def _note(part: PlatesPart, top: int, setter: Typesetter, structure: Structure) -> list[Mark]:
    look, width = setter.layout.plates, setter.layout.page.width
    lines = set_paragraph(pieces_of(part.intro, look.intro_style, setter.layout), setter, width, align="left")
    if not lines:
        return []
    size, step, note = setter.style(look.intro_style).size, pitch(setter, look.intro_style), structure.add("P")
    return [line_at(line, size, 0, top + n * step, note) for n, line in enumerate(lines)]


def _places(look: PlateArrangement, side: Side, setter: Typesetter) -> tuple[_Place, ...]:
    """Where the pictures of a page stand."""
    page = setter.layout.page
    if look.bleed == "head":
        return (_Place(_bleeding(side, look.lines, setter), page.lines * page.leading, page.width),)
    return tuple(
        _Place(
            (place.x, int((place.line - 1) * page.leading), place.width, place.height),
            int((place.line - 1 + place.lines) * page.leading),
            place.width,
        )
        for place in look.places
    )


def _bleeding(side: Side, lines: int, setter: Typesetter) -> BoxPlace:
    """A box over the page's width down to the foot of a line, bleeding at the head and the fore-edge, not over the fold."""
    page = setter.layout.page
    left = -page.inside if side == "recto" else -(page.trim[0] - page.inside - page.width) - page.bleed
    return left, -page.head - page.bleed, page.trim[0] + page.bleed, page.head + page.bleed + lines * page.leading


def _page(look: PlateArrangement, plates: Sequence[Figure], side: Side, setter: Typesetter) -> Sheet:
    if look.bleed == "page":
        return _whole_page(plates[0], side, setter)
    gap, page = setter.layout.plates.caption_gap, setter.layout.page
    structure = Structure()
    marks: list[Mark] = []
    for plate, place in zip(plates, _places(look, side, setter), strict=False):
        x, y, width, height = place.box
        under = _under(plate, (0, 0, place.measure), setter, UNREAD)[1]
        foot = place.foot - (page.leading - page.body)
        height = min(height, foot - gap - under - y)  # a long caption takes its room from the picture
        marks += _plate(plate, (x, y, width, height), (max(x, 0), y + height + gap, place.measure), setter, structure)
    return Sheet(tuple(marks), structure.done(), side)


def _whole_page(plate: Figure, side: Side, setter: Typesetter) -> Sheet:
    """A picture over the whole page, its caption on a plaque at the foot of the type area."""
    page = setter.layout.page
    structure = Structure()
    left = _area(side, setter)
    box = (-left - page.bleed, -page.head - page.bleed, page.trim[0] + 2 * page.bleed, page.trim[1] + 2 * page.bleed)
    marks = _plaque(plate, box, setter, structure)
    return Sheet(tuple(marks), structure.done(), side)


def _spread(plate: Figure, setter: Typesetter) -> list[Sheet]:
    """A picture over two facing pages, one half each, its caption on a plaque on the verso."""
    page = setter.layout.page
    head, height = -page.head - page.bleed, page.trim[1] + 2 * page.bleed
    # a place kept for a picture is framed page by page: words across the fold could not be read
    width, back = (2 * (page.trim[0] + page.bleed), page.trim[0]) if plate.file else (page.trim[0] + 2 * page.bleed, 0)
    structure = Structure()
    verso = _plaque(plate, (-_area("verso", setter) - page.bleed, head, width, height), setter, structure)
    box = (-_area("recto", setter) - back - page.bleed, head, width, height)
    recto = [replace(mark, element=ARTIFACT) for mark in picture_marks(plate, setter, box, ARTIFACT) if not isinstance(mark, Anchor)]
    return [Sheet(tuple(verso), structure.done(), "verso"), Sheet(tuple(recto), (), "recto")]


def _area(side: Side, setter: Typesetter) -> int:
    """From the left edge of the trimmed page to the type area."""
    page = setter.layout.page
    return page.inside if side == "recto" else page.trim[0] - page.inside - page.width


def _plaque(plate: Figure, box: BoxPlace, setter: Typesetter, structure: Structure) -> list[Mark]:
    """A picture that leaves no white for its caption, which stands on a ground of its own at the foot of the type area."""
    look, page = setter.layout.plates, setter.layout.page
    measure = look.plaque_width - 2 * look.plaque
    under = _under(plate, (0, 0, measure), setter, UNREAD)[1]
    height = under + 2 * look.plaque
    top = page.lines * page.leading - (page.leading - page.body) - height
    marks = _plate(plate, box, (look.plaque, top + look.plaque, measure), setter, structure)
    place = next(n for n, mark in enumerate(marks) if isinstance(mark, Text) and mark.element != 0)
    marks.insert(place, Box(0, top, look.plaque_width, height, look.plaque_colour))
    return marks


def _plate(plate: Figure, box: BoxPlace, caption: tuple[int, int, int], setter: Typesetter, structure: Structure) -> list[Mark]:
    """A picture, or the place kept for it, and its caption at (x, y, width)."""
    element = structure.add("Figure", alt=told(plate, setter))
    marks: list[Mark] = [Anchor(plate.anchor, max(box[0], 0), max(box[1], 0))] if plate.anchor else []
    marks += picture_marks(plate, setter, box, element)
    return marks + _under(plate, caption, setter, caption_elements(structure, element, plate.label))[0]


def _under(plate: Figure, place: tuple[int, int, int], setter: Typesetter, elements: Elements) -> tuple[list[Mark], int]:
    """Label in red and caption, the credit on the next line; and the y of their foot."""
    look = setter.layout.caption
    x, y, width = place
    marks, foot = caption_marks(Title(plate.label, plate.caption), setter, Place(x, y, width), elements)
    if plate.credit:
        white = pitch(setter, look.note_style) - setter.style(look.note_style).size
        credit = note_pieces((Span(plate.credit),), setter)
        more, end = prose_marks(credit, setter, Place(x, foot + white, width), elements[1])
        marks, foot = marks + more, end - white
    return marks, foot
