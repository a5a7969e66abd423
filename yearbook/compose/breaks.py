"""Where lines end: greedy first (compress, then push: CLREQ), the whole paragraph weighed where that is loose.

Places are numbers of characters: a line (i, k) holds characters i … k−1. Lengths in milli units.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field

from yearbook.compose.measured import Measured, Rules, White
from yearbook.compose.soft_breaks import NO_SOFT, Soft, soft_breaks
from yearbook.compose.weigh import HUGE, best_lines, ends_of, lone, natural_end
from yearbook.frozen import frozen, workpiece
from yearbook.patterns import late

# number + unit, dates, and what stands beside a · prefer to stay whole ([R] typography.md §1.2); a measure word leaves its
# number (class 0H) only in need
_AMOUNTS = re.compile(  # each number is tried once, from its first digit
    r"\d(?<!\d\d)[\d,.]*+[余多]?(?:[十百千]?[万亿]?(?:元|吨|人次|平方米|平方千米|立方米|公顷|千米|千瓦时)|个百分点|[万亿](?=[户人套件家个项台辆]).|月\d+日)"
)
_ORDINALS = re.compile(r"第\d+[届次条章节期号位]")
PULLED = 3  # characters that compressing may pull in before others are pushed out
_NAMES = late(r"[\u4e00-\u9fff]{2}(?=·)|(?<=·)[\u4e00-\u9fff]{2}|\b[A-Z]\. (?=[A-Z])")


@workpiece
class Breaker:
    """A measured paragraph with the measure of its first and other lines (milli units) and the rules."""

    text: Measured
    first: int
    measure: int
    rules: Rules
    discouraged: frozenset[int]
    soft: Mapping[int, Soft] = field(default_factory=dict)
    barred: frozenset[int] = frozenset()

    def measure_of(self, start: int) -> int:
        """The measure of the line that starts here."""
        return self.measure if start else self.first

    def visible(self, i: int, k: int) -> int:
        """Where line (i, k) ends without the spaces it ends in."""
        classes = self.text.classes
        while k > i + 1 and classes[k - 1] in "_S":
            k -= 1
        return k

    def over(self, i: int, k: int) -> int:
        """What line (i, k) leaves of its measure at natural width, its edge marks trimmed to half (GB/T 15834 5.1.10).

        Negative when it is too long.
        """
        m = self.text
        if m.spaced and m.classes[k - 1] in "_S":
            k = self.visible(i, k)
        over = (self.measure if i else self.first) - m.right[k] + m.left[i]
        return over - self.soft[k].hyphen if k in self.soft else over

    def legal(self, k: int) -> bool:
        """Whether a line may end before character k."""
        if self.text.classes[k - 1 : k + 1] in self.rules.forbidden:
            return k in self.soft
        return k not in self.barred

    def shrinkable(self, i: int, k: int) -> int:
        """How much the line can be compressed, all stages together."""
        m = self.text
        low, high = bisect_right(m.white_at, i), bisect_left(m.white_at, self.visible(i, k))
        return m.give[high] - m.give[low]

    def looseness(self, i: int, k: int) -> int:
        """The white each stretchable boundary of the line would get, in 1/1000 em, after spaces and gaps gave theirs."""
        over = self.over(i, k)
        if over <= 0:
            return 0
        m = self.text
        end = self.visible(i, k)
        low, high = bisect_right(m.white_at, i), bisect_left(m.white_at, end)
        rest = over - m.room[high] + m.room[low]
        if rest <= 0:
            return 0
        joints = end - i - 1 - (bisect_left(m.tied, end) - bisect_right(m.tied, i))
        return rest * 1000 // (joints * m.em) if joints > 0 else HUGE

    def is_loose(self, i: int, k: int) -> bool:
        """Whether the line is looser than the layout's bound even if gaps and blanks at marks give all they may."""
        loose, bound = self.looseness(i, k), self.rules.loose
        if loose <= bound or loose == HUGE:
            return loose > bound
        m = self.text
        end = self.visible(i, k)
        low, high = bisect_right(m.white_at, i), bisect_left(m.white_at, end)
        joints = end - i - 1 - (bisect_left(m.tied, end) - bisect_right(m.tied, i))
        give = sum([relief(white, white.most, m.em) for white in m.whites[low:high]])
        return (loose - bound) * joints * m.em > give * 1000


def relief(white: White, now: int, em: int) -> int:
    """What a white can give beyond `now` in need: gaps to 1/2 em (CLREQ's most), blanks at marks to 1/4 em more than theirs."""
    room = em // 2 if white.stage == 6 else white.most if white.stage in (4, 5, 7) else now
    return max(room - now, 0)


@frozen
class Broken:
    """A paragraph's lines (i, k), which cover its text, and the soft places that some of them may end at."""

    lines: tuple[tuple[int, int], ...]
    soft: Mapping[int, Soft] = NO_SOFT


def break_ragged(text: Measured, first: int, measure: int, rules: Rules) -> Broken:
    """Lines that will not be justified: each filled as far as it goes; an address too long for a line is divided."""
    if not text.text:
        return Broken(())
    breaker = Breaker(text, first, measure, rules, frozenset(), NO_SOFT, bars_of(text))
    lines = _greedy(breaker)
    if all(breaker.legal(k) for _, k in lines[:-1]):
        return Broken(lines)
    breaker.soft = soft_breaks(text, rules.hyphenate)
    return Broken(_greedy(breaker), breaker.soft)


def break_lines(text: Measured, first: int, measure: int, rules: Rules, whole: frozenset[int] = frozenset()) -> Broken:
    """The lines of a paragraph on measures in milli units, the first line's own. No line should end at a place of `whole`.

    Greedy; where that is not good, the best lines of all; where these are loose too, the best that may end at soft places.
    """
    if not text.text:
        return Broken(())
    breaker = Breaker(text, first, measure, rules, whole_places(text.text, whole), NO_SOFT, bars_of(text))
    lines = _greedy(breaker)
    return Broken(lines) if _good(breaker, lines) else better_lines(breaker, lines)


def better_lines(breaker: Breaker, lines: tuple[tuple[int, int], ...]) -> Broken:
    """The best lines of a paragraph; where these are loose, the best that may end at soft places. `lines` when none are without fault."""
    best = best_lines(breaker)
    if best and not any(breaker.is_loose(i, k) for i, k in best[:-1]):
        return Broken(best)
    breaker.soft = soft_breaks(breaker.text, breaker.rules.hyphenate)
    if breaker.soft and (softer := best_lines(breaker)):
        return Broken(softer, breaker.soft)
    return Broken(best or lines, NO_SOFT)


def whole_places(text: str, whole: frozenset[int]) -> frozenset[int]:
    """The places where no line should end: those given, and inside dates, amounts, names with a ·."""
    found = [*_AMOUNTS.finditer(text), *_ORDINALS.finditer(text)]
    if "·" in text or ". " in text:
        found += _NAMES.finditer(text)
    return whole.union(*[range(match.start() + 1, match.end()) for match in found])


def bars_of(text: Measured) -> frozenset[int]:
    """The places inside what has one annotation over all of it."""
    return frozenset(at for note in text.notes if note.over for at in range(note.start + 1, note.end))


def _greedy(b: Breaker) -> tuple[tuple[int, int], ...]:
    return filled(b, ends_of(b)[0], 0, len(b.text.text))


def filled(b: Breaker, right: Sequence[int], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Lines filled one after the other with characters `start` to `end`; `right` is that of Sums."""
    lines: list[tuple[int, int]] = []
    left, whole, i = b.text.left, right[end], start
    while i < end:
        measure = b.measure_of(i)
        k = end if measure + left[i] >= whole else end_of_line(b, i, natural_end(b.text, right, measure, i), end)
        lines.append((i, k))
        i = k
    return tuple(lines)


def _good(b: Breaker, lines: tuple[tuple[int, int], ...]) -> bool:
    """Whether no line is loose, ends in a bad place, or is a lone character."""
    *before, last = lines
    loose = b.rules.loose
    return not any(k in b.discouraged or b.looseness(i, k) > loose for i, k in before) and not (before and lone(b.text, *last))


def end_of_line(b: Breaker, i: int, natural: int, end: int) -> int:
    """先挤进，后推出: the natural end if a line may end there; else pull marks in by compression; else push characters down.

    `end` is that of the text, at which this line does not end.
    """
    if b.legal(natural):
        return natural
    for k in range(natural + 1, min(natural + PULLED + 1, end)):
        if b.over(i, k) + b.shrinkable(i, k) < 0:
            break
        if b.legal(k):
            return k
    for k in range(natural - 1, i, -1):
        if b.legal(k):
            return k
    return max(natural, i + 1)  # one unbreakable run longer than the measure: cut it rather than overflow
