"""The places along an axis: years and months stand where they are in time, everything else at even distances.

A full year stands at its end, as figures of a year are known then: 2022年3月 is a quarter of the way from 2021 to 2022.
"""

from collections.abc import Iterable
from functools import lru_cache

from yearbook.frozen import frozen
from yearbook.patterns import late

_MONTH = 31  # days, so that every month and year takes the same width
_YEAR = 12 * _MONTH
_WHEN = late(
    r"(?P<year>(?:1[6-9]|20|21)\d\d)(?:年?[末底]?|年"
    r"(?:(?:\d{1,2}[—–~-])?(?P<month>1[0-2]|0?[1-9])月(?:末|底|(?P<day>3[01]|[12]\d|0?[1-9])日)?"
    r"|第?(?P<quarter>[一二三四])季度|(?P<half>上半年|前三季度|下半年|全年)))"
    r"|(?P<plain>(?:1[6-9]|20|21)\d\d)-(?P<plain_month>1[0-2]|0?[1-9])"
)
_MONTHS = {"一": 3, "二": 6, "三": 9, "四": 12, "上半年": 6, "前三季度": 9, "下半年": 12, "全年": 12}


@frozen
class Moment:
    """The end of a period in days of an even calendar; `span` is the days of what it is the end of."""

    day: int
    span: int

    @property
    def year(self) -> int:
        """The year that it is in."""
        return (self.day - 1) // _YEAR


@frozen
class Places:
    """Names in order with the middle of each in 1/1000 of a slot from the left; the axis is `slots`/1000 slots wide."""

    names: tuple[str, ...]
    middles: tuple[int, ...]
    slots: int
    timed: bool

    def x(self, place: int, width: int) -> int:
        """The middle of a place on an axis of a width."""
        return width * self.middles[place] // max(self.slots, 1)

    def slot(self, width: int) -> int:
        """The width of one slot."""
        return width * 1000 // max(self.slots, 1)


@lru_cache(maxsize=4096)
def moment(name: str) -> Moment | None:
    """When a name of the axis is: 2025, 2025年, 2022年3月, 2022-03, 2025年上半年, 2025年12月31日; None when it is no time."""
    found = _WHEN.fullmatch("".join(name.split()))
    if found is None:
        return None
    year = int(found["year"] or found["plain"])
    word = found["quarter"] or found["half"]
    month = int(found["month"] or found["plain_month"] or 0) or _MONTHS.get(word or "", 0)
    if not month or found["half"] == "全年":
        return Moment((year + 1) * _YEAR, _YEAR)
    day = int(found["day"] or _MONTH)
    return Moment(year * _YEAR + (month - 1) * _MONTH + day, 1 if found["day"] else 3 * _MONTH if word else _MONTH)


def places_along(names: Iterable[str]) -> Places:
    """Every name at its time, when all are times and no two the same; else all at even distances, in the order given."""
    given = tuple(dict.fromkeys(names))
    moments = {name: moment(name) for name in given}
    days = [one.day for one in moments.values() if one]
    if len(days) < len(given) or len(given) < 2 or len(set(days)) < len(days):
        return Places(given, tuple(1000 * n + 500 for n in range(len(given))), 1000 * len(given), False)
    unit = max(one.span for one in moments.values() if one)
    ordered = sorted(given, key=lambda name: _day(moments[name]))
    first, last = _day(moments[ordered[0]]), _day(moments[ordered[-1]])
    middles = tuple((_day(moments[name]) - first) * 1000 // unit + 500 for name in ordered)
    return Places(tuple(ordered), middles, (last - first) * 1000 // unit + 1000, True)


def slots_along(names: Iterable[str]) -> Places:
    """As `places_along` for bars: each takes a slot of its own, and so does every year between that has none."""
    places = places_along(names)
    moments = [one for name in places.names if (one := moment(name))]
    if not places.timed or len({one.span for one in moments}) == 1:
        return places
    middles, slots, year = [], 0, moments[0].year
    for one in moments:
        slots += max(one.year - year - 1, 0)
        middles.append(1000 * slots + 500)
        slots, year = slots + 1, one.year
    return Places(places.names, tuple(middles), 1000 * slots, True)


def neighbours(one: str, other: str) -> bool:
    """Whether no period of their kind lies between two times: 2021 and 2022, 2021 and March 2022, March and April."""
    first, second = moment(one), moment(other)
    if first is None or second is None:
        return True
    if first.span == second.span < _YEAR:
        return second.day - first.day <= first.span
    return second.year - first.year <= 1


def gap_between(one: str, other: str, gap: str) -> bool:
    """Whether a place without data parts two times: one as long as they are, not a month between two years."""
    spans = [found.span for name in (one, other, gap) if (found := moment(name))]
    return len(spans) < 3 or spans[2] >= max(spans[:2])


def _day(one: Moment | None) -> int:
    return one.day if one else 0
