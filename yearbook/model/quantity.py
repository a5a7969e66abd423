"""Quantities of the ledger: a unit with its scale, a value as the range its digits and qualifier leave open, a period."""

from decimal import Decimal
from functools import lru_cache

from yearbook.frozen import frozen
from yearbook.patterns import late

INFINITE = Decimal("Infinity")

_SCALES = (
    ("万亿", Decimal(10) ** 12), ("千亿", Decimal(10) ** 11), ("百亿", Decimal(10) ** 10), ("亿", Decimal(10) ** 8),
    ("千万", Decimal(10) ** 7), ("百万", Decimal(10) ** 6), ("万", Decimal(10) ** 4), ("千", Decimal(1000)), ("百", Decimal(100)),
)  # fmt: skip
# What is measured in square metres, in metres, in kilograms: 1 公顷 = 15 亩 (国务院 1984 法定计量单位).
_METRIC = {
    "亩": ("area", Decimal(10000) / 15), "公顷": ("area", Decimal(10000)), "平方公里": ("area", Decimal(10) ** 6),
    "平方千米": ("area", Decimal(10) ** 6), "平方米": ("area", Decimal(1)), "㎡": ("area", Decimal(1)),
    "公里": ("length", Decimal(1000)), "千米": ("length", Decimal(1000)), "里": ("length", Decimal(500)), "米": ("length", Decimal(1)),
    "吨": ("mass", Decimal(1000)), "千克": ("mass", Decimal(1)), "公斤": ("mass", Decimal(1)), "斤": ("mass", Decimal("0.5")),
}  # fmt: skip
_MONEY = frozenset(("元", "美元", "港元", "欧元", "元人民币"))
_RATES = frozenset(("%", "％", "‰", "个百分点", "百分点", "倍"))
_TIMES = frozenset(("年", "个月", "天", "日", "小时", "分钟"))
_PEOPLE = frozenset(("人", "人次", "名", "位"))

# qualifiers of a figure by where Chinese puts them, and those that leave its top open
BEFORE = frozenset(("突破", "约", "超", "超过", "近", "增至", "逾"))
INSIDE = frozenset(("余", "多"))
LOWER_BOUNDS = frozenset(("突破", "超", "超过", "逾", "余", "多", "以上"))


@frozen
class Unit:
    """`scale` times `base`; units of one `kind` can be compared, and `kind` is "count" for whatever is counted in pieces."""

    text: str
    scale: Decimal
    base: str
    kind: str

    def fits(self, other: "Unit") -> bool:
        """Whether a figure in this unit can be held against one in the other; an empty unit fits counts."""
        if self.kind == "rate" or other.kind == "rate" or self.kind == "money":
            return self.base == other.base
        people_counted = {self.kind, other.kind} <= {"people", "count"}
        return self.kind == other.kind or people_counted


@frozen
class Range:
    """From `low` to `high`, both possible: what rounding and words such as 突破 or 近 leave open."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Range") -> bool:
        """Whether both can be the same number."""
        return self.low <= other.high and other.low <= self.high


@frozen
class When:
    """A period by its first and last year; a month or a day within one year keeps them apart from the year itself."""

    first: int
    last: int
    month: int = 0
    day: int = 0

    @property
    def whole_year(self) -> bool:
        """One year, or its end, which yearbooks write alike."""
        return self.first == self.last and not self.month


@lru_cache(maxsize=512)
def unit_of(text: str) -> Unit:
    """A unit as written: 亿元, 万平方米, 家, %."""
    text = text.strip()
    if text in _RATES:
        return Unit(text, Decimal(1), {"％": "%", "百分点": "个百分点"}.get(text, text), "rate")
    scale, base = Decimal(1), text
    for word, factor in _SCALES:
        if text.startswith(word):
            scale, base = factor, text[len(word) :]
            break
    if base in _MONEY:
        return Unit(text, scale, base, "money")
    if base in _METRIC:
        kind, metres = _METRIC[base]
        return Unit(text, scale * metres, base, kind)
    kind = "time" if base in _TIMES else "people" if base in _PEOPLE else "count"
    return Unit(text, scale, base, kind if len(base) <= 3 else base)


def range_of(value: Decimal, qualifier: str = "", scale: Decimal = Decimal(1)) -> Range:
    """The numbers that may have been written so: half a unit of the last digit on both sides, more with a qualifier.

    突破, 超, 余 … leave the top open; 近 reaches down a tenth, 约 a twentieth both ways.
    """
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) else Decimal(0)
    low, high = (value - half) * scale, (value + half) * scale
    if qualifier in LOWER_BOUNDS:
        return Range(value * scale, INFINITE)
    if qualifier == "近":
        return Range(value * scale * Decimal("0.9"), high)
    if qualifier == "约":
        return Range(low - abs(value) * scale / 20, high + abs(value) * scale / 20)
    if qualifier == "以内":
        return Range(Decimal(0), high)
    return Range(low, high)


_WHEN = late(
    r"(\d{4})\s*年?(?:(?:全年)|\s*[年底末]+)?"
    r"|(?P<from>\d{4})\s*年?\s*[—–~～至-]+\s*(?P<to>\d{4})\s*年?"
    r"|(?P<year>\d{4})[-年](?P<month>\d{1,2})月?(?:-?(?P<day>\d{1,2})日?)?"
)


@lru_cache(maxsize=4096)
def when(period: str) -> When | None:
    """The period of a fact: 2025, 2025-12-31, 2025-03, 2021—2025; None for one written otherwise."""
    found = _WHEN.fullmatch(period.strip())
    if found is None:
        return None
    if found[1]:
        return When(int(found[1]), int(found[1]))
    if found["from"]:
        return When(int(found["from"]), int(found["to"]))
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 0)
    if (month, day) == (12, 31):
        return When(year, year)
    return When(year, year, month, day)


def phrase(value: Decimal | None, unit: str, qualifier: str) -> str:
    """A figure with its qualifier where Chinese puts it: 突破300亿元, 2500余万元, 90%以上; nothing without a value."""
    if value is None:
        return ""
    if qualifier in BEFORE:
        return f"{qualifier}{value:f}{unit}"
    if qualifier in INSIDE and unit not in _RATES:
        return f"{value:f}{qualifier}{unit}"
    return f"{value:f}{unit}{qualifier}"


def plainly(number: Decimal, digits: int = 2) -> str:
    """A computed number for a message: at most `digits` decimals, no needless zeros."""
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
