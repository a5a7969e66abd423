"""The proof of a plan: its sheets are folded, cut and gathered on paper, and the pages must read 1…n.

Knows nothing of how the plan was made: it looks only at where the spots lie, turns the sheets as a press does and folds
them where the folds are said to be.
"""

from collections.abc import Iterable

from yearbook.frozen import frozen
from yearbook.model.imposition import Fold, Imposition, Plate, Signature, Spot


@frozen
class Printed:
    """A piece of the sheet in the hand: the page seen, the page behind, its place, whether each stands upright."""

    seen: int
    behind: int
    x: int
    y: int
    upright: bool
    upright_behind: bool


def proof(plan: Imposition) -> str:
    """"" when the pages read 1…n, upright and one upon the other; otherwise what is wrong."""
    try:
        read = _read(plan)
    except ValueError as error:
        return str(error)
    pages = [page for page in read if page]
    return "" if pages == list(range(1, plan.pages + 1)) else f"pages read {pages[:12]}…"


def _read(plan: Imposition) -> list[int]:
    if plan.scheme == "nup":
        return _piles(plan) if plan.gather == "cut" else [spot.page for plate in plan.plates for spot in _in_rows(plate.spots)]
    out: list[int] = []
    covers: list[int] = []
    for number, signature in enumerate(plan.signatures, 1):
        pages = _signature(plan, [plate for plate in plan.plates if plate.signature == number], signature)
        (covers if signature.cover else out).extend(pages)
    return [*covers[:2], *out, *covers[2:]]


def _in_rows(spots: Iterable[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (spot.y, spot.x))


def _signature(plan: Imposition, plates: list[Plate], signature: Signature) -> list[int]:
    """Sheets folded each and put into each other, the first outermost."""
    pages: list[int] = []
    for sheet in sorted({plate.sheet for plate in plates}, reverse=True):
        sides: dict[str, tuple[Spot, ...]] = {plate.side: plate.spots for plate in plates if plate.sheet == sheet}
        copies = [_folded(part, plan, signature) for part in _parts(sides, plan)]
        if any(copy != copies[0] for copy in copies):
            raise ValueError(f"the two halves of sheet {sheet} differ")
        half = len(copies[0]) // 2
        pages = copies[0][:half] + pages + copies[0][half:]
    return pages


def _parts(sides: dict[str, tuple[Spot, ...]], plan: Imposition) -> list[list[Printed]]:
    """The printed sheet; one printed twice from a plate is cut, and gives two, the second turned to show its front."""
    if "both" not in sides:
        return [_printed(sides["front"], sides["back"], plan)]
    whole = _printed(sides["both"], sides["both"], plan)
    across = plan.turn == "work-and-turn"
    side = plan.sheet.width if across else plan.sheet.height
    halves = ([], [])  # type: tuple[list[Printed], list[Printed]]
    for piece in whole:
        halves[(piece.x if across else piece.y) >= side // 2].append(piece)
    first, second = halves
    return [first, [_over(piece, "vertical" if across else "horizontal", plan, side) for piece in second]]


def _printed(front: tuple[Spot, ...], back: tuple[Spot, ...], plan: Imposition) -> list[Printed]:
    """Every spot with what comes to lie behind it."""
    behind = {}
    for spot in back:
        if plan.turn == "work-and-tumble":
            behind[spot.x, plan.sheet.height - spot.y - plan.page[1]] = (spot.page, spot.turned)
        else:
            behind[plan.sheet.width - spot.x - plan.page[0], spot.y] = (spot.page, not spot.turned)
    pieces = []
    for spot in front:
        if (spot.x, spot.y) not in behind:
            raise ValueError(f"nothing stands behind page {spot.page}")
        page, upright = behind[spot.x, spot.y]
        pieces.append(Printed(spot.page, page, spot.x, spot.y, not spot.turned, upright))
    return pieces


def _over(piece: Printed, fold: Fold, plan: Imposition, twice: int) -> Printed:
    """A piece turned over about a line of the sheet; `twice` its place, for a middle may lie between two units."""
    if fold == "vertical":
        return Printed(piece.behind, piece.seen, twice - piece.x - plan.page[0], piece.y, piece.upright_behind, piece.upright)
    return Printed(piece.behind, piece.seen, piece.x, twice - piece.y - plan.page[1], not piece.upright_behind, not piece.upright)


def _folded(pieces: list[Printed], plan: Imposition, signature: Signature) -> list[int]:
    """Face down, then left over right and head over foot at the lines given; read from the top."""
    forme = signature.forme
    layers = [_over(piece, "vertical", plan, plan.sheet.width) for piece in pieces]
    lines = {
        "vertical": [plan.sheet.width - x for x in forme.fold_x],
        "horizontal": list(forme.fold_y),
    }
    for fold in forme.folds:
        layers, lines = _fold(layers, fold, lines, plan)
    if len({layer.y for layer in layers}) != 1:
        raise ValueError("folded leaves do not lie level")
    if not all(layer.upright and layer.upright_behind for layer in layers):
        raise ValueError("a page stands on its head")
    slip = max(layer.x for layer in layers) - min(layer.x for layer in layers)
    if slip > 2 * plan.creep:
        raise ValueError("folded leaves do not lie on each other")
    return [page for layer in reversed(layers) for page in (layer.seen, layer.behind)]


def _fold(
    layers: list[Printed], fold: Fold, lines: dict[str, list[int]], plan: Imposition
) -> tuple[list[Printed], dict[str, list[int]]]:
    """One fold at the middle line of its kind: what lies left of it, or above, is turned over onto the rest."""
    kind = sorted(lines[fold])
    line = kind[len(kind) // 2]
    size = plan.page[0] if fold == "vertical" else plan.page[1]
    lifted = [layer for layer in layers if (layer.x if fold == "vertical" else layer.y) + size // 2 < line]
    stays = [layer for layer in layers if layer not in lifted]
    if len(lifted) != len(stays):
        raise ValueError("a fold does not halve the sheet")
    turned = [_over(layer, fold, plan, 2 * line) for layer in reversed(lifted)]
    left = {**lines, fold: [at for at in kind if at > line]}
    return [*stays, *turned], left


def _piles(plan: Imposition) -> list[int]:
    """Cut into piles, which are put on each other in order of their places."""
    piles: dict[tuple[int, int], list[int]] = {}
    for sheet in sorted({plate.sheet for plate in plan.plates}):
        sides = {plate.side: plate.spots for plate in plan.plates if plate.sheet == sheet}
        for piece in _printed(sides["front"], sides["back"], plan):
            piles.setdefault((piece.y, piece.x), []).extend((piece.seen, piece.behind))
    return [page for place in sorted(piles) for page in piles[place]]
