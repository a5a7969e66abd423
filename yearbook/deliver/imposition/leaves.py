"""A folded sheet opened out: where each of its leaves lies, which pages are on it, which way they stand.

The sheet is folded in thought until it is one stack of leaves read from the top; opening the folds again in turn gives
the flat sheet. (How a binder makes a dummy: fold, number, unfold.)
"""

from collections.abc import Sequence

from yearbook.frozen import frozen
from yearbook.model.imposition import Fold

# pages of a sheet → its folds; the last is always the spine's
FOLDS: dict[int, tuple[Fold, ...]] = {
    4: ("vertical",),
    8: ("horizontal", "vertical"),
    16: ("vertical", "horizontal", "vertical"),
    32: ("horizontal", "vertical", "horizontal", "vertical"),
}


@frozen
class Leaf:
    """A leaf on the flat sheet: the pages on its upper and its under side, whether they stand upright, where its spine is."""

    upper: int
    under: int
    upright: bool = True
    spine_left: bool = True


@frozen
class Opened:
    """The flat sheet, the side with its lowest page up: leaves by (column, row)."""

    columns: int
    rows: int
    leaves: dict[tuple[int, int], Leaf]
    folds: tuple[Fold, ...]


def opened(pages: Sequence[int]) -> Opened:
    """The sheet of 4, 8, 16 or 32 pages, given in reading order."""
    stack = [Leaf(pages[at], pages[at + 1]) for at in range(len(pages) - 2, -1, -2)]  # from the bottom
    grid: dict[tuple[int, int], list[Leaf]] = {(0, 0): stack}
    columns = rows = 1
    folds = FOLDS[len(pages)]
    for fold in reversed(folds):
        grid = _open(grid, fold, columns if fold == "vertical" else rows)
        columns, rows = (columns * 2, rows) if fold == "vertical" else (columns, rows * 2)
    # the leaf on top of the stack was turned over once, by the last fold: its page lies face down on the flat sheet
    flat = {(columns - 1 - column, row): _over(layers[0], "vertical") for (column, row), layers in grid.items()}
    return Opened(columns, rows, flat, folds)


def _open(grid: dict[tuple[int, int], list[Leaf]], fold: Fold, size: int) -> dict[tuple[int, int], list[Leaf]]:
    """One fold undone: the upper half of every stack is turned over to the left, or to the head."""
    out: dict[tuple[int, int], list[Leaf]] = {}
    for (column, row), layers in grid.items():
        half = len(layers) // 2
        lifted = [_over(leaf, fold) for leaf in reversed(layers[half:])]
        if fold == "vertical":
            stays, moves = (column + size, row), (size - 1 - column, row)
        else:
            stays, moves = (column, row + size), (column, size - 1 - row)
        out[stays], out[moves] = layers[:half], lifted
    return out


def _over(leaf: Leaf, axis: Fold) -> Leaf:
    """The leaf turned over about a vertical or a horizontal line."""
    if axis == "vertical":
        return Leaf(leaf.under, leaf.upper, leaf.upright, not leaf.spine_left)
    return Leaf(leaf.under, leaf.upper, not leaf.upright, leaf.spine_left)
