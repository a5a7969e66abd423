"""What is printed on a sheet beside its pages: cut and fold marks, collation and register marks, the sheet's name; fold maps.

Marks stand clear of the bleed (design and trade: 3 mm off the trim) and only where the sheet has room for them.
"""

from collections.abc import Sequence
from datetime import date

from yearbook.compose.marks import label, line_at
from yearbook.compose.paragraph import Typesetter
from yearbook.model.imposition import Imposition, Plate, Spot
from yearbook.model.page import BookInfo, Box, Colour, Disc, Mark, Page, Pages, Path, Rule
from yearbook.units import length

ALL = "registration"  # prints on every plate
COLOUR = Colour((100, 100, 100, 100), (0, 0, 0), registration=True)
CLEAR, LONG, LEAST = length("3mm"), length("5mm"), length("2mm")  # off the trim, a mark's length, the least of it
THIN = length("0.25pt")
DASH = (3000, 2000)
REGISTER, ROOM = length("2mm"), length("9mm")
STEP, TALL, WIDE = length("10mm"), length("8mm"), length("2mm")  # collation marks, one step a signature
STYLE = "unit"


def sheet_pages(plan: Imposition, names: Sequence[str], setter: Typesetter) -> Pages:
    """A page a plate with its marks; `names` are the plates' own."""
    pages = tuple(
        Page(str(number), "recto", tuple(_plate_marks(plan, plate, name, setter)))
        for number, (plate, name) in enumerate(zip(plan.plates, names, strict=True), 1)
    )
    info = BookInfo(names[0] if names else "", "", "", date(2000, 1, 1))
    return Pages(pages, (), (), (*setter.layout.palette, (ALL, COLOUR)), plan.sheet.width, plan.sheet.height, 0, info)


def _plate_marks(plan: Imposition, plate: Plate, name: str, setter: Typesetter) -> list[Mark]:
    area = _area(plan, plate.spots)
    folds_x, folds_y = _folds(plan, plate)
    marks = [*_cuts(plan, plate.spots, area), *_fold_marks(plan, (folds_x, folds_y), area), *_register(plan, area)]
    collation = _collation(plan, plate, folds_x)
    if collation is not None:
        marks.append(collation)
    line, size = label(setter, name, STYLE, ALL)
    foot = plan.sheet.height - area[3]
    if foot >= CLEAR + size + LEAST and line.width < plan.sheet.width - 2 * ROOM:
        marks.append(line_at(line, size, area[0] + ROOM, area[3] + CLEAR))
    return marks


def _area(plan: Imposition, spots: Sequence[Spot]) -> tuple[int, int, int, int]:
    """Left, head, right and foot of all pages with what bleeds."""
    left, head = min(spot.x for spot in spots) - plan.trim, min(spot.y for spot in spots) - plan.trim
    right, foot = max(spot.x for spot in spots) + plan.page[0] + plan.trim, max(spot.y for spot in spots) + plan.page[1] + plan.trim
    return left, head, right, foot


def _cuts(plan: Imposition, spots: Sequence[Spot], area: tuple[int, int, int, int]) -> list[Mark]:
    """Cut marks at the edges of pages that are not folded spines, on the four sides of the sheet."""
    width, height = plan.page
    xs = {spot.x for spot in spots if spot.spine != "left"} | {spot.x + width for spot in spots if spot.spine != "right"}
    ys = {edge for spot in spots for edge in (spot.y, spot.y + height)}
    return [*_ticks(plan, sorted(xs), "x", area, ()), *_ticks(plan, sorted(ys), "y", area, ())]


def _fold_marks(plan: Imposition, folds: tuple[list[int], list[int]], area: tuple[int, int, int, int]) -> list[Mark]:
    return [*_ticks(plan, folds[0], "x", area, DASH), *_ticks(plan, folds[1], "y", area, DASH)]


def _ticks(plan: Imposition, places: Sequence[int], axis: str, area: tuple[int, int, int, int], dash: tuple[int, ...]) -> list[Mark]:
    """Short strokes at places of an axis, beyond the pages on both sides, as long as the sheet allows."""
    marks: list[Mark] = []
    near, far, end = (area[1], area[3], plan.sheet.height) if axis == "x" else (area[0], area[2], plan.sheet.width)
    for first, last in ((max(0, near - LONG), near - LEAST // 2), (far + LEAST // 2, min(end, far + LONG))):
        if last - first < LEAST:
            continue
        for place in places:
            ends = (place, first, place, last) if axis == "x" else (first, place, last, place)
            marks.append(Rule(*ends, THIN, ALL, dash))
    return marks


def _folds(plan: Imposition, plate: Plate) -> tuple[list[int], list[int]]:
    """Where the sheet is folded, as this side of it lies."""
    if not plan.signatures:
        return [], []
    forme = plan.signatures[plate.signature - 1].forme
    xs, ys = set(forme.fold_x), set(forme.fold_y)
    other_x, other_y = {plan.sheet.width - x for x in xs}, {plan.sheet.height - y for y in ys}
    if plate.side == "back":
        return sorted(other_x), sorted(ys)
    if plate.side == "both":
        across = plan.turn == "work-and-turn"
        return sorted(xs | other_x if across else xs), sorted(ys if across else ys | other_y)
    return sorted(xs), sorted(ys)


def _register(plan: Imposition, area: tuple[int, int, int, int]) -> list[Mark]:
    """A cross in a ring in the middle of every edge that has room."""
    width, height = plan.sheet.width, plan.sheet.height
    places = []
    for x, y, room in (
        (width // 2 + ROOM, area[1] // 2, area[1]), (width // 2 + ROOM, (area[3] + height) // 2, height - area[3]),
        (area[0] // 2, height // 2 + ROOM, area[0]), ((area[2] + width) // 2, height // 2 + ROOM, width - area[2]),
    ):  # fmt: skip
        if room >= ROOM:
            places.append((x, y))
    return [mark for x, y in places for mark in (
        Disc(x, y, REGISTER // 2, "", ALL, THIN),
        Rule(x - REGISTER, y, x + REGISTER, y, THIN, ALL),
        Rule(x, y - REGISTER, x, y + REGISTER, THIN, ALL),
    )]  # fmt: skip


def _collation(plan: Imposition, plate: Plate, folds: list[int]) -> Mark | None:
    """A bar on the spine of a signature, a step lower on each: a missing or misplaced one shows on the gathered block."""
    if plan.scheme != "signatures" or plate.sheet != 1 or plate.side == "back" or plate.cover or not plan.mill:
        return None
    lowest = plan.signatures[plate.signature - 1].pages[0]
    spot = next(spot for spot in plate.spots if spot.page == lowest)
    edge = spot.x if spot.spine == "left" else spot.x + plan.page[0]
    fold = min(folds, key=lambda x: abs(x - edge))
    steps = max(1, (plan.page[1] - STEP) // STEP)
    down = STEP * ((plate.signature - 1) % steps) + STEP // 2
    y = spot.y + (plan.page[1] - down - TALL if spot.turned else down)
    return Box(fold - WIDE // 2, y, WIDE, TALL, ALL)


MAP_COLUMNS, MAP_GAP = 2, length("8mm")


def map_pages(plan: Imposition, names: Sequence[str], blank: str, setter: Typesetter) -> Pages:
    """The fold map: every plate small, its pages with their numbers, the head of each marked by a triangle."""
    look = setter.layout.page
    area_width, area_height = look.trim[0] - 2 * look.inside, look.lines * look.leading
    width = (area_width - (MAP_COLUMNS - 1) * MAP_GAP) // MAP_COLUMNS
    height = width * plan.sheet.height // plan.sheet.width
    if height > area_height // 2:
        width, height = width * (area_height // 2) // height, area_height // 2 - 2 * MAP_GAP
    _, size = label(setter, names[0], STYLE)
    step = height + size * 3
    rows = max(1, (area_height + MAP_GAP) // step)
    pages: list[list[Mark]] = []
    for number, (plate, name) in enumerate(zip(plan.plates, names, strict=True)):
        at = number % (MAP_COLUMNS * rows)
        if at == 0:
            pages.append([])
        x = look.inside + (at % MAP_COLUMNS) * (width + MAP_GAP)
        y = look.head + (at // MAP_COLUMNS) * step
        line, _ = label(setter, name, STYLE)
        pages[-1].append(line_at(line, size, x, y))
        pages[-1] += _small(plan, plate, (x, y + size * 3 // 2, width), (blank, setter))
    made = tuple(Page(str(number), "recto", tuple(marks)) for number, marks in enumerate(pages, 1))
    info = BookInfo(names[0] if names else "", "", "", date(2000, 1, 1))
    return Pages(made, (), (), setter.layout.palette, *look.trim, look.bleed, info)


def _small(plan: Imposition, plate: Plate, place: tuple[int, int, int], say: tuple[str, Typesetter]) -> list[Mark]:
    left, head, width = place
    blank, setter = say

    def scaled(value: int) -> int:
        return value * width // plan.sheet.width

    marks: list[Mark] = [Box(left, head, width, scaled(plan.sheet.height), "", "ink", THIN)]
    wide, high = scaled(plan.page[0]), scaled(plan.page[1])
    for spot in plate.spots:
        x, y = left + scaled(spot.x), head + scaled(spot.y)
        marks.append(Box(x, y, wide, high, "", "light", THIN))
        line, size = label(setter, str(spot.page) if spot.page else blank, "folio" if spot.page else STYLE)
        marks.append(line_at(line, size, x + (wide - line.width) // 2, y + (high - size) // 2))
        tip, base = (y + high - size // 4, y + high - size) if spot.turned else (y + size // 4, y + size)
        middle = x + wide // 2
        marks.append(Path(((middle, tip), (middle - size // 3, base), (middle + size // 3, base)), fill="grey"))
    return marks
