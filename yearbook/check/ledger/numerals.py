"""The numbers that a text tells, in Arabic and in Chinese numerals: 1.25万 → 1.25 and 12500, 百名 → 100, 翻一番 → 1."""

from decimal import Decimal
from functools import lru_cache

from yearbook.patterns import late

_ARABIC = late(r"(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*(?:余|多)?(万亿|千亿|百亿|千万|百万|亿|万|千|百)?")
_CHINESE = late(r"[零〇一二三四五六七八九十百千万亿两]+")
_HAN_NUMERAL = late(r"[零〇一二三四五六七八九十百千万亿两０-９．％]|专精特")  # most quotes tell one number, in Arabic numerals
# Words that hold a numeral and tell no number.
_NO_NUMBERS = late(
    r"一般|统一|唯一|进一步|一步|一批|一体|一流|一站|一件|一线|一方|一定|一直|一些|一起|一系列|十[一二三四五]五|[万千百]人助[万千百]企"
    r"|万企|百姓|百强|千方百计|专精特|三农|第一方阵|一把手|一带[一两三]|四上|三产|三次|两会|五星|一二三"
)
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100, "百万": 10**6, "千万": 10**7, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> frozenset[Decimal]:
    """Every number of the text, as written and multiplied by the scale word behind it."""
    han = _HAN_NUMERAL.search(text)
    if han:
        text = _NO_NUMBERS.sub("", text.translate(_FULL_WIDTH))
    found: set[Decimal] = set()
    for match in _ARABIC.finditer(text):
        number = Decimal(match[1].replace(",", "").replace("，", ""))
        found.add(number)
        if match[2]:
            found.add(number * _SCALES[match[2]])
    if han:
        found.update(Decimal(chinese(match[0])) for match in _CHINESE.finditer(text))
    return frozenset(found)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def chinese(text: str) -> int:
    """A Chinese numeral: 三十五 → 35, 百 → 100, 二〇三五 → 2035, 一亿二千万 → 120000000."""
    if not set(text) & set("十百千万亿"):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, section, digit = 0, 0, -1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (1 if digit < 1 else digit) * _TENS[character]
            digit = -1
        else:
            section += max(digit, 0)
            total = (total + (section or 1)) * _SCALES[character] if character == "亿" else total + (section or 1) * _SCALES[character]
            section, digit = 0, -1
    return total + section + max(digit, 0)
