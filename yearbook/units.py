"""Lengths as whole numbers: 1/1000 pt everywhere; text such as ``25mm`` or ``五号`` becomes such a number.

A layout has units of its own, given by the caller: *em* its body size, *line*
its leading, *column*, *measure*, *depth* of the type area, *head*, *inside*, *width* and *height* of the page.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

PT = 1000
MM = Fraction(72000 * 10, 254)  # 1 mm in 1/1000 pt, exact

# CTeX-org/ctex-kit; the "word" column, = GB 40070-2021 (typography.md §2.4), in pt
SIZES_BY_NAME: dict[str, Fraction] = {
    "初号": Fraction(42), "小初": Fraction(36), "一号": Fraction(26), "小一": Fraction(24),
    "二号": Fraction(22), "小二": Fraction(18), "三号": Fraction(16), "小三": Fraction(15),
    "四号": Fraction(14), "小四": Fraction(12), "五号": Fraction(21, 2), "小五": Fraction(9),
    "六号": Fraction(15, 2), "小六": Fraction(13, 2), "七号": Fraction(11, 2), "八号": Fraction(5),
}  # fmt: skip

_FACTORS: dict[str, Fraction | int] = {"pt": PT, "mm": MM, "cm": MM * 10}
_TERM = re.compile(r"([+-]?)\s*(\d+(?:\.\d+)?)\s*([a-z]+)?\s*")
NO_MEASURES: Mapping[str, int] = {}


class BadLength(ValueError):
    """The text is no length; the message is its text."""


def length(text: str | int, measures: Mapping[str, int] = NO_MEASURES) -> int:
    """``"25mm"``, ``"2em-3pt"``, ``"五号"`` or a bare number of points, in 1/1000 pt (rounded half up).

    `measures` are a layout's own units in 1/1000 pt, such as em and line; a length in any other is bad.
    Raises BadLength.
    """
    if isinstance(text, bool) or text is None:
        raise BadLength(str(text))
    raw = str(text).strip()
    if raw in SIZES_BY_NAME:
        return round_half_up(SIZES_BY_NAME[raw] * PT)
    total, parts, at = 0, 1, 0  # so many parts of 1/1000 pt; whole numbers, since a layout has 700 lengths and Fraction is slow
    while at < len(raw):
        match = _TERM.match(raw, at)
        if match is None or (at > 0 and not match[1]):
            raise BadLength(raw)
        sign, number, unit = match.groups("pt")
        factor = measures[unit] if unit in measures else _FACTORS.get(unit)
        if factor is None:
            raise BadLength(raw)
        digits, _, decimals = number.partition(".")
        below = 10 ** len(decimals) * factor.denominator
        total = total * below + int(f"{sign}{digits}{decimals}") * factor.numerator * parts
        parts, at = parts * below, match.end()
    if not raw:
        raise BadLength(raw)
    return (2 * total + parts) // (2 * parts)


def round_half_up(value: Fraction | int) -> int:
    """The nearest whole number; a half goes up, on both sides of zero."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def to_points(value: int) -> str:
    """1/1000 pt as a decimal number of points without needless zeros, as PDF wants it: 10500 → ``10.5``."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, PT)
    return f"{sign}{whole}.{rest:03d}".rstrip("0") if rest else f"{sign}{whole}"


def to_mm(value: int) -> float:
    """1/1000 pt in millimetres, for messages and reports."""
    return float(value / MM)
