"""Which pages stand on which sheets, and where: a Request and a number of pages → Imposition."""

from collections.abc import Iterator, Sequence

from yearbook.deliver.imposition.grid import Grid, forme_of, grid_of, plates_of
from yearbook.deliver.imposition.leaves import FOLDS, opened
from yearbook.deliver.imposition.rows import plan_rows
from yearbook.deliver.imposition.sheets import sheet_called, sheet_names
from yearbook.model.imposition import Imposition, Plate, Request, Sheet, Signature
from yearbook.problems import Place, Problem, UsageError
from yearbook.units import to_mm

USUAL = 16  # pages of a signature when none is asked for
SLACK = 300  # 1/1000 pt, 0.1 mm: two pages of 210 mm, each rounded by its own program, still lie on 420 mm


def plan(request: Request, pages: int, page: tuple[int, int]) -> Imposition:
    """The plan for so many pages of a trimmed size (width, height). Raises UsageError when no sheet can hold it."""
    if request.scheme == "nup":
        return plan_rows(request, pages, page)
    inner, cover = _parted(request, pages)
    sizes = _signature_sizes(request, len(inner))
    sheet, fold = _sheet_and_fold(request, min(sizes), page)
    signatures = list(_signatures(inner, sizes, fold))
    if cover:
        signatures.append(_signature(cover, 4, cover=True))
    return _laid_out(request, signatures, (sheet, page), pages)


def _parted(request: Request, pages: int) -> tuple[list[int], list[int]]:
    """The pages of the block, and the four of the cover when it is kept apart."""
    numbers = list(range(1, pages + 1))
    if not request.cover:
        return numbers, []
    if pages < 8:
        raise UsageError((Problem.of("impose-no-cover", Place("--cover"), pages=pages),))
    return numbers[2:-2], numbers[:2] + numbers[-2:]


def _signature_sizes(request: Request, pages: int) -> list[int]:
    """The pages of each signature; what is over makes smaller ones, bound in before the last whole one."""
    unit = request.fold or 4
    if request.scheme == "saddle":
        return [_up(pages, unit)]
    size = request.signature or request.fold or USUAL
    if size % unit or size not in range(4, 129):
        raise UsageError((Problem.of("impose-signature", Place("--signature"), size=size, fold=unit),))
    whole, rest = divmod(_up(pages, unit), size)
    small = []
    for part in (16, 8, 4):
        while rest >= part and part < size and part % unit == 0:
            small.append(part)
            rest -= part
    if rest:
        small.append(rest)
    return [size] * (whole - 1) + small + [size] if whole else small


def _up(pages: int, unit: int) -> int:
    return max(unit, -(-pages // unit) * unit)


def _sheet_and_fold(request: Request, smallest: int, page: tuple[int, int]) -> tuple[Sheet, int]:
    """The sheet asked for, or the smallest that holds four pages; the sheet of most pages that it holds."""
    folds = [request.fold] if request.fold else [fold for fold in sorted(FOLDS, reverse=True) if smallest % fold == 0]
    wanted = [request.sheet] if request.sheet else [sheet_called(name) for name in sheet_names()]
    if not request.fold and (request.sheet is None or request.scheme == "saddle"):
        folds = [4]  # a stitched booklet is folded once, whatever its paper
    for sheet in wanted:
        for fold in folds:
            grid = grid_of(opened(range(fold)), request, page)
            if lying(sheet, grid):
                return sheet, fold
    grid = grid_of(opened(range(folds[-1])), request, page)
    wide, high = _mm(grid.width), _mm(grid.height)
    if request.sheet:
        fault = Problem.of("impose-too-big", Place("--sheet"), pages=folds[-1], wide=wide, high=high, sheet=request.sheet.name)
    else:
        fault = Problem.of("impose-no-sheet", Place("--sheet"), pages=folds[-1], wide=wide, high=high)
    raise UsageError((fault,))


def lying(sheet: Sheet, grid: Grid) -> Sheet | None:
    """The sheet upright or on its side, whichever holds the grid."""
    for width, height in ((sheet.width, sheet.height), (sheet.height, sheet.width)):
        if grid.width <= width + SLACK and grid.height <= height + SLACK:
            return Sheet(sheet.name, width, height)
    return None


def _mm(value: int) -> str:
    return f"{to_mm(value):.0f}"


def _signatures(pages: Sequence[int], sizes: Sequence[int], fold: int) -> Iterator[Signature]:
    padded = [*pages, *([0] * (sum(sizes) - len(pages)))]
    at = 0
    for size in sizes:
        yield _signature(padded[at : at + size], fold if size % fold == 0 else 4)
        at += size


def _signature(pages: Sequence[int], fold: int, cover: bool = False) -> Signature:
    return Signature(forme_of(opened(range(fold))), len(pages) // fold, tuple(pages), cover)


def _laid_out(request: Request, signatures: list[Signature], paper: tuple[Sheet, tuple[int, int]], pages: int) -> Imposition:
    """The plates of all signatures, each sheet upright or on its side as its grid lies."""
    sheet, page = paper
    plates: list[Plate] = []
    furthest, held = 0, sheet
    made: list[Signature] = []
    for number, signature in enumerate(signatures, 1):
        fold = len(signature.pages) // signature.sheets
        grid = grid_of(opened(range(fold)), request, page)
        held = lying(sheet, grid) or sheet
        more, creep, forme = plates_of(signature, number, (request, held, page))
        plates += more
        furthest = max(furthest, creep)
        made.append(Signature(forme, signature.sheets, signature.pages, signature.cover))
    blanks = sum(page == 0 for signature in signatures for page in signature.pages)
    return Imposition(
        request.scheme, request.turn, "nest", held, page, request.trim, request.mill, pages, blanks, furthest, tuple(made), tuple(plates)
    )  # fmt: skip
