"""Widths of a table's columns: as the edition says, else shared out by content, never more than the measure."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import permutations
from operator import mul

from yearbook.frozen import frozen

STEPS = (1, 2, 4, 8, 12, 16)  # quarters of an em that one column gives another at a time
ROUNDS = 24  # after which any table is as low as it gets


@frozen
class Naturals:
    """What the cells of words would like, row by row, in type of that em; 0 where a cell has none of its own."""

    em: int
    cells: tuple[tuple[int, ...], ...]


@frozen
class Need:
    """What a column needs: `fixed` (0: by content), `natural` without a wrap, `least`; `figures` stand in equal columns."""

    fixed: int
    natural: int
    least: int
    figures: bool


def column_widths(needs: tuple[Need, ...], measure: int, rows: Naturals | None = None) -> tuple[int, ...] | None:
    """Widths that fill the measure exactly; None when the columns cannot be narrowed to it.

    With `rows` columns are narrowed so that words take few lines.
    """
    if sum(need.least for need in needs) > measure:
        return None
    given = _as_given(needs, measure)
    if given is not None:
        return given
    naturals = [need.fixed or need.natural for need in needs]
    leasts = [min(need.least, natural) for need, natural in zip(needs, naturals, strict=True)]
    if sum(naturals) > measure:
        narrowed = _narrowed(naturals, leasts, measure)
        return _lowered(narrowed, naturals, leasts, rows) if rows else narrowed
    return _widened(needs, naturals, measure)


def least_widths(needs: tuple[Need, ...], measure: int) -> tuple[int, ...]:
    """The last resort: widths in proportion to what each column cannot do without; cells are then broken anywhere."""
    total = sum(need.least for need in needs) or 1
    widths = [need.least * measure // total for need in needs]
    widths[0] += measure - sum(widths)
    return tuple(widths)


def _as_given(needs: tuple[Need, ...], measure: int) -> tuple[int, ...] | None:
    """All widths are given and roomy enough: they are kept in their proportions, filling the measure."""
    total = sum(need.fixed for need in needs)
    if not all(need.fixed for need in needs):
        return None
    widths = [need.fixed * measure // total for need in needs]
    widths[0] += measure - sum(widths)
    return tuple(widths) if all(width >= need.least for width, need in zip(widths, needs, strict=True)) else None


def _narrowed(naturals: list[int], leasts: list[int], measure: int) -> tuple[int, ...]:
    """The widest columns give way to a common width, and none gets less than its least."""
    points = sorted({*leasts, *naturals})  # between them so many columns widen with the level
    level = points[bisect_right(points, measure, key=lambda point: sum(_levelled(naturals, leasts, point))) - 1]
    widening = sum(least <= level < natural for natural, least in zip(naturals, leasts, strict=True))
    level += (measure - sum(_levelled(naturals, leasts, level))) // widening
    widths = _levelled(naturals, leasts, level)
    rest = measure - sum(widths)
    for n, natural in enumerate(naturals):  # the thousandths that do not divide
        more = min(rest, max(natural - widths[n], 0))
        widths[n] += more
        rest -= more
    widths[0] += rest
    return tuple(widths)


def _lowered(widths: tuple[int, ...], naturals: list[int], leasts: list[int], rows: Naturals) -> tuple[int, ...]:
    """The same widths with something given from column to column as long as the rows grow lower by it."""
    lines = _Lines(rows)
    best, height = list(widths), lines.height(widths)
    pairs = [(n, m) for n, m in permutations(range(len(widths)), 2) if leasts[n] < naturals[n] and widths[m] < naturals[m]]
    step = max(rows.em // 4, 1)
    for _ in range(ROUNDS):
        found = None
        for giver, taker in pairs:
            for count in STEPS:
                if best[giver] - count * step < leasts[giver]:
                    break
                if lines[taker, best[taker] + count * step] == lines[taker, best[taker]]:
                    continue  # nothing is gained by it, so no row is lower
                tried = best[:]
                tried[giver] -= count * step
                tried[taker] += count * step
                if (lower := lines.height(tried)) < height:
                    found, height = tried, lower
        if found is None:
            break
        best = found
    return tuple(best)


class _Lines(dict[tuple[int, int], list[int]]):
    """How many lines the cells of a column take at a width, by (column, width): most trials change two columns only."""

    def __init__(self, rows: Naturals) -> None:
        super().__init__()
        self._em, self._columns = rows.em, [*zip(*rows.cells, strict=True)]

    def __missing__(self, key: tuple[int, int]) -> list[int]:
        column, width = key
        full = max(width // self._em * self._em, 1)
        found = self[key] = [1 if cell <= width else -(-cell // full) for cell in self._columns[column]]
        return found

    def height(self, widths: Sequence[int]) -> int:
        """How badly words are broken: the square of a row's lines, and what is broken of its name, which the eye seeks first."""
        columns = [self[key] for key in enumerate(widths)] if self._columns else []
        if not columns:
            return 0
        tallest = [*map(max, *columns)] if len(columns) > 1 else columns[0]
        squares: int = sum(map(mul, tallest, tallest))
        return squares + 2 * sum(columns[0])


def _levelled(naturals: list[int], leasts: list[int], level: int) -> list[int]:
    return [min(natural, max(least, level)) for natural, least in zip(naturals, leasts, strict=True)]


def _widened(needs: tuple[Need, ...], naturals: list[int], measure: int) -> tuple[int, ...]:
    """Columns of figures first become equally wide, as far as that goes; then all without a given width share alike."""
    widths = list(naturals)
    figures = [n for n, need in enumerate(needs) if need.figures and not need.fixed]
    widest = max((widths[n] for n in figures), default=0)
    if sum(widest - widths[n] for n in figures) <= measure - sum(widths):
        for n in figures:
            widths[n] = widest
    free = [n for n, need in enumerate(needs) if not need.fixed] or list(range(len(needs)))
    spare = measure - sum(widths)
    for n in free:
        widths[n] += spare // len(free)
    widths[free[0]] += measure - sum(widths)
    return tuple(widths)
