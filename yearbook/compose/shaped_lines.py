"""Lines beside a figure: the first of a paragraph on a narrower measure than the rest, all of them weighed together."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from yearbook.compose.breaks import Breaker, bars_of, end_of_line, whole_places
from yearbook.compose.measured import Measured, Rules
from yearbook.compose.soft_breaks import soft_breaks
from yearbook.compose.weigh import Sums, candidates, ends_of, natural_end, sums_of
from yearbook.frozen import workpiece


class Shape(NamedTuple):
    """A column (1/1000 pt) whose next `lines` lines are `narrow`."""

    width: int
    narrow: int
    lines: int


Measure: TypeAlias = int | Shape
Lines: TypeAlias = tuple[tuple[int, int], ...]


def widest(measure: Measure) -> int:
    """The full width of a column."""
    return measure.width if isinstance(measure, Shape) else measure


def narrowest(measure: Measure) -> int:
    """The width beside the figure, where one stands."""
    return measure.narrow if isinstance(measure, Shape) else measure


def without(measure: Measure, lines: int) -> Measure:
    """A measure below so many of its lines."""
    if not isinstance(measure, Shape):
        return measure
    return measure._replace(lines=measure.lines - lines) if measure.lines > lines else measure.width


@workpiece
class ShapedBreaker(Breaker):
    """A breaker of lines on two measures: those that begin at `starts` lack `less`."""

    less: int = 0
    starts: frozenset[int] = frozenset()

    def measure_of(self, start: int) -> int:
        """The measure of the line that starts here."""
        return Breaker.measure_of(self, start) - (self.less if start in self.starts else 0)

    def over(self, i: int, k: int) -> int:
        """What line (i, k) leaves of its measure."""
        return Breaker.over(self, i, k) - (self.less if i in self.starts else 0)


def break_shaped(text: Measured, shape: Shape, indent: int, rules: Rules, whole: frozenset[int]) -> tuple[ShapedBreaker, Lines]:
    """A justified paragraph in a shape, its first line moved in: the breaker that knows each line's measure, and the lines."""
    width, less = shape.width * 1000, (shape.width - shape.narrow) * 1000
    b = ShapedBreaker(text, width - indent * 1000, width, rules, whole_places(text.text, whole), {}, bars_of(text), less)
    lines = _best(b, shape.lines)
    if not lines or any(b.is_loose(i, k) for i, k in lines[:-1]):
        plain, b.soft = lines, soft_breaks(text, rules.hyphenate)
        lines = _best(b, shape.lines)
        if not lines:
            b.soft = {} if plain else b.soft
            lines = plain or tuple(_filled(b, shape.lines))
    b.starts = frozenset(i for i, _ in lines[: shape.lines])
    return b, lines


def _best(b: ShapedBreaker, narrow: int) -> Lines:
    """The lines with the least sum of costs, `narrow` of them narrow; empty when there are none. Leaves `starts` of the last try."""
    count, sums = len(b.text.text), sums_of(b)
    found: dict[int, tuple[int, Lines]] = {0: (0, ())}
    ended: list[tuple[int, Lines]] = []
    b.starts = frozenset(range(count))
    for _ in range(narrow):
        found = _further(b, sums, found)
        if count in found:
            ended.append(found.pop(count))
    b.starts = frozenset()
    for i in range(count):
        if i in found:
            _take(b, sums, i, found)
    if count in found:
        ended.append(found[count])
    best = min(ended, default=(0, ()))[1]
    b.starts = frozenset(i for i, _ in best[:narrow])
    return best


def _further(b: Breaker, sums: Sums, found: dict[int, tuple[int, Lines]]) -> dict[int, tuple[int, Lines]]:
    """The places that one more line reaches."""
    reached: dict[int, tuple[int, Lines]] = {}
    for i, (so_far, lines) in found.items():
        for k, cost in candidates(b, sums, i):
            one = (so_far + cost, (*lines, (i, k)))
            reached[k] = min(reached.get(k, one), one)
    return reached


def _take(b: Breaker, sums: Sums, i: int, found: dict[int, tuple[int, Lines]]) -> None:
    """The places that a line from here reaches, kept where they are cheapest."""
    so_far, lines = found[i]
    for k, cost in candidates(b, sums, i):
        one = (so_far + cost, (*lines, (i, k)))
        found[k] = min(found.get(k, one), one)


def _filled(b: ShapedBreaker, narrow: int) -> Iterator[tuple[int, int]]:
    """Lines filled one after the other, where none are without fault."""
    i, count, done, right = 0, len(b.text.text), 0, ends_of(b)[0]
    while i < count:
        b.starts = frozenset((i,)) if done < narrow else frozenset()
        k = count if b.over(i, count) >= 0 else end_of_line(b, i, natural_end(b.text, right, b.measure_of(i), i), count)
        yield i, k
        i, done = k, done + 1

