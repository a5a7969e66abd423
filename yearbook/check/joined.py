"""Many short texts as one long one, so that a pattern is sought in all of them at the speed of C."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from yearbook.frozen import frozen

_BETWEEN = "\0"  # stands in no YAML, and no pattern asks for it


@frozen
class Joined:
    """`whole` are the texts with a mark between each two, `starts` where they begin in it."""

    whole: str
    starts: list[int]

    def holding(self, pattern: re.Pattern[str]) -> list[int]:
        """The numbers of the texts in which the pattern may be found; all in which it is, at least.

        A match that runs on into the next texts, as one with ``[^，]*`` can, may hide others there: they are all named.
        """
        found: list[int] = []
        at = 0
        while match := pattern.search(self.whole, at):
            first, last = (bisect_right(self.starts, place) - 1 for place in (match.start(), max(match.start(), match.end() - 1)))
            found.extend(range(first, last + 1))
            if last + 1 == len(self.starts):
                break
            at = self.starts[last + 1]
        return found


def joined(texts: Iterable[str]) -> Joined:
    """The texts as one."""
    each = list(texts)
    before = accumulate(map(len, each), initial=0)  # characters of the texts; as many marks as texts stand there too
    return Joined(_BETWEEN.join(each), [length + number for number, length in zip(range(len(each)), before, strict=False)])
