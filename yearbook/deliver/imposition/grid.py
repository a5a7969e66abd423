"""Leaves of a flat sheet get their places: gaps for spine and trim, both sides in register, creep."""

from typing import Literal

from yearbook.deliver.imposition.leaves import Opened, opened
from yearbook.frozen import frozen
from yearbook.model.imposition import Forme, Plate, Request, Sheet, Signature, Spot


@frozen
class Grid:
    """Places of columns and rows from the grid's own corner, whose outer edges hold what is trimmed off."""

    width: int
    height: int
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    fold_x: tuple[int, ...]
    fold_y: tuple[int, ...]


Paper = tuple[Request, Sheet, tuple[int, int]]  # what is asked for, the sheet as it lies, the trimmed page


def grid_of(sheet: Opened, request: Request, page: tuple[int, int]) -> Grid:
    """The grid of a sheet, doubled where the sheet is printed twice from one plate."""
    columns, fold_x = [request.trim], []
    for column in range(1, sheet.columns):
        spine = sheet.leaves[column, 0].spine_left
        gap = 2 * (request.mill if spine else request.trim)
        fold_x.append(columns[-1] + page[0] + gap // 2)
        columns.append(columns[-1] + page[0] + gap)
    rows, fold_y = [request.trim], []
    for _ in range(1, sheet.rows):
        fold_y.append(rows[-1] + page[1] + request.trim)
        rows.append(rows[-1] + page[1] + 2 * request.trim)
    width, height = columns[-1] + page[0] + request.trim, rows[-1] + page[1] + request.trim
    wide, high = (2 if request.turn == "work-and-turn" else 1), (2 if request.turn == "work-and-tumble" else 1)
    return Grid(width * wide, height * high, tuple(columns), tuple(rows), tuple(fold_x), tuple(fold_y))


def forme_of(sheet: Opened) -> Forme:
    """How the sheet is folded; where is known when it lies on its paper."""
    return Forme(sheet.columns, sheet.rows, sheet.folds, (), ())


def plates_of(signature: Signature, number: int, paper: Paper) -> tuple[list[Plate], int, Forme]:
    """The plates of a signature's sheets from the outside in, the furthest creep, and the forme with its folds in place."""
    request, held, page = paper
    size = len(signature.pages) // signature.sheets
    sheet = opened(range(size))
    grid = grid_of(sheet, request, page)
    left, head = (held.width - grid.width) // 2, (held.height - grid.height) // 2
    room = grid.columns[0] + left
    plates, furthest = [], 0
    for inner in range(signature.sheets):
        places = _places(inner, size, len(signature.pages))
        front: list[Spot] = []
        back: list[Spot] = []
        for (column, row), leaf in sheet.leaves.items():
            shift = _shift(places[leaf.upper], len(signature.pages), request, room)
            furthest = max(furthest, abs(shift))
            x = left + grid.columns[column] + (shift if leaf.spine_left else -shift)
            y = head + grid.rows[row]
            spine: Literal["left", "right"] = "left" if leaf.spine_left else "right"
            front.append(Spot(signature.pages[places[leaf.upper]], x, y, not leaf.upright, spine))
            back.append(_behind(signature.pages[places[leaf.under]], front[-1], (request, held, page)))
        plates += _sides(front, back, Plate(number, inner + 1, "front", (), signature.cover), request)
    forme = Forme(
        sheet.columns, sheet.rows, sheet.folds, tuple(left + x for x in grid.fold_x), tuple(head + y for y in grid.fold_y)
    )  # fmt: skip
    return plates, furthest, forme


def _places(inner: int, size: int, pages: int) -> list[int]:
    """Where the pages of the sheet stand among those of the signature: half from its front, half from its back."""
    half = size // 2
    return [*range(inner * half, (inner + 1) * half), *range(pages - (inner + 1) * half, pages - inner * half)]


def _shift(place: int, pages: int, request: Request, room: int) -> int:
    """How far a page moves away from the spine. Inner leaves stick out by the paper they are wrapped in and lose it to the knife."""
    leaf, leaves = place // 2, pages // 2
    depth, deepest = min(leaf, leaves - 1 - leaf), max(0, leaves // 2 - 1)
    way = request.creep
    if way == "auto":
        way = "out" if deepest * request.paper <= room else "in"
    if way == "none":
        return 0
    return (deepest - depth) * request.paper if way == "out" else -depth * request.paper


def _behind(page: int, spot: Spot, paper: Paper) -> Spot:
    """The spot behind another, as it is seen when the sheet has been turned."""
    request, held, size = paper
    if request.turn == "work-and-tumble":
        return Spot(page, spot.x, held.height - spot.y - size[1], not spot.turned, spot.spine)
    return Spot(page, held.width - spot.x - size[0], spot.y, spot.turned, "right" if spot.spine == "left" else "left")


def _sides(front: list[Spot], back: list[Spot], plate: Plate, request: Request) -> list[Plate]:
    def made(side: str, spots: list[Spot]) -> Plate:
        ordered = tuple(sorted(spots, key=lambda spot: (spot.y, spot.x)))
        return Plate(plate.signature, plate.sheet, side, ordered, plate.cover)  # type: ignore[arg-type]  # one of the three

    if request.turn == "sheetwise":
        return [made("front", front), made("back", back)]
    return [made("both", [*front, *back])]
