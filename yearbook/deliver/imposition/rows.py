"""N-up: pages in rows on sheets that are not folded, to be read as they lie or cut into piles."""

from yearbook.deliver.imposition.sheets import sheet_called
from yearbook.model.imposition import Imposition, Plate, Request, Sheet, Spot
from yearbook.problems import Place, Problem, UsageError

MOST_UP = 36


def plan_rows(request: Request, pages: int, page: tuple[int, int]) -> Imposition:
    """The plan; pages are made smaller when so many do not fit otherwise. Raises UsageError."""
    if not 1 <= request.up <= MOST_UP:
        raise UsageError((Problem.of("impose-up", Place("--up"), up=request.up, most=MOST_UP),))
    sheet, columns, size = _fitted(request, page)
    rows = request.up // columns
    step = (size[0] + 2 * request.trim, size[1] + 2 * request.trim)
    corner = ((sheet.width - columns * step[0]) // 2 + request.trim, (sheet.height - rows * step[1]) // 2 + request.trim)
    places = [(corner[0] + column * step[0], corner[1] + row * step[1]) for row in range(rows) for column in range(columns)]
    plates = _piles(pages, places, sheet, size) if request.gather == "cut" else _read(pages, places)
    blanks = sum(spot.page == 0 for plate in plates for spot in plate.spots)
    return Imposition(
        "nup", "sheetwise", request.gather, sheet, size, request.trim, 0, pages, blanks, 0, (), tuple(plates)
    )  # fmt: skip


def _fitted(request: Request, page: tuple[int, int]) -> tuple[Sheet, int, tuple[int, int]]:
    """The sheet as it lies, the columns, and the size of a page: of all ways the one with the largest pages."""
    paper = request.sheet or sheet_called("A4")
    best: tuple[int, Sheet, int, tuple[int, int]] | None = None
    for width, height in ((paper.width, paper.height), (paper.height, paper.width)):
        for columns in (one for one in range(1, request.up + 1) if request.up % one == 0):
            room = (width // columns - 2 * request.trim, height // (request.up // columns) - 2 * request.trim)
            share = min(1_000_000, room[0] * 1_000_000 // page[0], room[1] * 1_000_000 // page[1])
            if share > 0 and (best is None or share > best[0]):
                best = (share, Sheet(paper.name, width, height), columns, (page[0] * share // 1_000_000, page[1] * share // 1_000_000))
    if best is None:
        raise UsageError((Problem.of("impose-up", Place("--up"), up=request.up, most=MOST_UP),))
    return best[1:]


def _read(pages: int, places: list[tuple[int, int]]) -> list[Plate]:
    """Pages in reading order, side after side."""
    plates = []
    for side, first in enumerate(range(1, pages + 1, len(places))):
        spots = tuple(Spot(first + at if first + at <= pages else 0, x, y) for at, (x, y) in enumerate(places))
        plates.append(Plate(0, side // 2 + 1, "back" if side % 2 else "front", spots))
    return plates


def _piles(pages: int, places: list[tuple[int, int]], sheet: Sheet, size: tuple[int, int]) -> list[Plate]:
    """Leaves in piles: cut, and the piles put on each other in order of their places, the pages read on."""
    leaves = -(-pages // 2)
    high = -(-leaves // len(places))
    plates = []
    for level in range(high):
        front, back = [], []
        for at, (x, y) in enumerate(places):
            page = 2 * (at * high + level) + 1
            front.append(Spot(page if page <= pages else 0, x, y))
            back.append(Spot(page + 1 if page < pages else 0, sheet.width - x - size[0], y))
        for side, spots in (("front", front), ("back", back)):
            ordered = tuple(sorted(spots, key=lambda spot: (spot.y, spot.x)))
            plates.append(Plate(0, level + 1, side, ordered))  # type: ignore[arg-type]  # one of the two
    return plates
