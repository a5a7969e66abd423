"""What text says about figures: 倍, 番, 百分点, changes from one value to another, doubled qualifiers, 亩 and 公顷 side by side."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from yearbook.model.quantity import plainly, range_of
from yearbook.patterns import late

_N = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_SCALE = r"(万亿|亿|万|千)?"
_CHANGE = r"(增长|增加|提高|上升|提升|扩大|下降|减少|降低|缩短|回落|压缩)"
_LESS = late(rf"(?:减少|下降|降低|缩短|压缩|缩小|减轻)了?(?:近|约|超过)?{_N}倍")
# 由5家增至25家，增长4倍 · 从80%提高到85%，提高5个百分点: two values of one unit, then what is made of them
_FROM_TO = late(
    rf"[从由](?:[^，。；从由\d]{{0,8}}(?:\d{{4}}年)?的?)?{_N}{_SCALE}(?P<unit>%|％|[^\d，。；、（）%]{{0,4}})[^\d，。；]{{0,6}}"
    rf"(?:增至|增加到|增长到|提高到|提高至|上升到|上升至|提升到|提升至|扩大到|下降到|下降至|降至|减少到|减至|降到|升至|达到|缩短到|压缩到|压缩至)"
    rf"(?:\d{{4}}年的?)?{_N}{_SCALE}(?P<unit2>%|％|[^\d，。；、（）%]{{0,4}})[^，。；\d]{{0,4}}[，、]\s*"
    rf"(?!年均|平均|年平均)[^，。；\d]{{0,6}}{_CHANGE}(到|至|为)?了?{_N}(?P<rate>倍|%|％|个百分点|百分点)"
)
_TURNED = late(
    rf"[从由][^，。；\d]{{0,8}}{_N}{_SCALE}([^\d，。；、]{{1,4}})[^\d，。；]{{0,6}}(?:增至|增加到|增长到|提高到|达到|升至){_N}{_SCALE}\3[^\d，。；]{{0,4}}"
    rf"[，、]?\s*[^，。；\d]{{0,4}}翻([一两二三])番"
)
# 增长10.5%，高于全省3.8% · 增速比上年快2%: the difference of two rates is told in 百分点
_POINTS = late(
    rf"(?:(?:增长|下降|增速|增幅|占比|比重|率)[^。；]{{0,14}}\d[%％]?[^。；]{{0,8}}[，、]|增速|增幅|占比|比重)[^，。；\d]{{0,8}}(?:高于|低于|高出|快于|慢于|超出|领先|比[^，。；\d]{{1,10}}[高低快慢])"
    rf"[^，。；\d]{{0,12}}{_N}[%％]"
)
_SHARE_POINTS = late(rf"(?:占比|比重|覆盖率|普及率|入学率|失业率|城镇化率)(?:比?较?上年)(?:提高|下降|上升|降低)了?{_N}[%％]")
_QUALIFIED = late(
    rf"(?:大?约|近|将近|接近|超过?|逾|突破){_N}{_SCALE}[^\d，。；、（）余多]{{0,3}}(?:左右|上下)"
    rf"|(?:约|近|超过?|逾){_N}{_SCALE}(?:余|多)(?!个[百千万])"
)
_OVER = late(
    rf"(?:占比|比重|覆盖率|普及率|入学率|合格率|满意度|满意率|就业率|签约率|普惠率)"
    rf"(?:已|均)?(?:达到|达|为|是|升至|提高到|提高至)?{_N}[%％]"
)
_MU = late(rf"{_N}(万)?亩[（(](?:约|合|约合|折合)?{_N}(万)?(公顷|平方公里|平方米)[）)]")
# 比全省高3.8%, 快于上年2%: what _POINTS ends with; it costs a tenth
_GAP = late(r"[于出先高低快慢][^，。；\d]{0,12}\d[\d,.]*[%％]")
_MANY = late(r"[余多](?<=[\d千万亿][余多])")
# What every slip of words or dates has one of: most texts, and nearly all cells, have none. Most dates are neither with a year
# nor a weekday nor about the end of a month, so that nothing can be wrong with them.
_SAFE_DATE = r"(?:(?<=[^\d.年\s][1-9]月)|(?<=[^\d.年\s]1[0-2]月))(?:[1-9]|[12][0-9])日(?![（(星周])"
SLIPPERY = late(
    r"[倍番%％亩左上余多月十个](?:(?<=[倍番%％])|(?<=亩)[（(]|(?<=左)右|(?<=上)下|(?<=[\d千万亿][余多])"
    rf"|(?<=月)(?!{_SAFE_DATE})\s*\d{{1,2}}\s*日|(?<=十)[一二三四五六]五|(?<=个)五年规划)"
)
_SCALES = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_METRES = {"公顷": Decimal(10_000), "平方公里": Decimal(1_000_000), "平方米": Decimal(1)}
_FALLS = frozenset(("下降", "减少", "降低", "缩短", "回落", "压缩"))


class Slip(NamedTuple):
    """A code of messages/, the stretch of the text, and the values of the message."""

    code: str
    start: int
    end: int
    values: dict[str, str]


def wording(text: str) -> Iterator[Slip]:
    """The slips of one paragraph. Cheap tests come first: most paragraphs have none of the words."""
    percent = "%" in text or "％" in text
    if "倍" in text:
        yield from (_slip("times-less", found) for found in _LESS.finditer(text))
    if (percent or "倍" in text or "百分点" in text) and ("从" in text or "由" in text):
        for found in _FROM_TO.finditer(text):
            yield from _from_to(found)
    if "番" in text:
        for found in _TURNED.finditer(text):
            yield from _turned(found)
    if percent:
        yield from _percent(text)
    if "左右" in text or "上下" in text or _MANY.search(text):
        yield from (_slip("qualifier-twice", found) for found in _QUALIFIED.finditer(text))
    if "亩" in text:
        for found in _MU.finditer(text):
            yield from _converted(found)


def _slip(code: str, found: re.Match[str]) -> Slip:
    return Slip(code, *found.span(), {"text": found[0]})


def _percent(text: str) -> Iterator[Slip]:
    if _GAP.search(text):
        yield from (_slip("points-wanted", found) for found in _POINTS.finditer(text))
    if "上年" in text:
        yield from (_slip("points-wanted", found) for found in _SHARE_POINTS.finditer(text))
    for found in _OVER.finditer(text):
        if Decimal(found[1].replace(",", "")) > 100:
            yield _slip("percent-over", found)


def _from_to(found: re.Match[str]) -> Iterator[Slip]:
    """增长N倍 is what came on top, 增长到N倍 the whole; rates differ by 百分点."""
    old, new = _number(found[1], found[2]), _number(found[4], found[5])
    word, to, amount, rate = found[7], found[8], found[9], found["rate"]
    if found["unit"] != found["unit2"] and found["unit2"] and found["unit"]:
        return
    rates = found["unit"] in ("%", "％") or found["unit2"] in ("%", "％")
    stated = range_of(Decimal(amount.replace(",", "")))
    if rates:
        if rate in ("%", "％") and not to and range_of(abs(new - old)).meets(stated):
            yield Slip("points-wanted", *found.span(), {"text": found[0]})
        elif "百分点" in rate and not range_of(abs(new - old)).meets(stated):
            yield _differs(found, f"{plainly(abs(new - old))}个百分点")
        return
    if not old or "百分点" in rate:
        return
    change = (new - old) / old
    if (word in _FALLS) == (change > 0):
        yield _differs(found, f"{plainly(change * 100, 1)}%")
    elif rate == "倍":
        wanted = new / old if to else change
        if not stated.low <= wanted <= stated.high:
            yield _differs(found, f"{word}{plainly(change)}倍，即{word}到{plainly(new / old)}倍")
    elif not to and abs(abs(change) * 100 - Decimal(amount.replace(",", ""))) > _slack(found, old, new, amount):
        yield _differs(found, f"{plainly(abs(change) * 100, 1)}%")


def stated_places(amount: str) -> int:
    """The exponent of the last digit written: 4 → 0, 3.5 → -1."""
    return -len(amount.partition(".")[2])


def _slack(found: re.Match[str], old: Decimal, new: Decimal, amount: str) -> Decimal:
    """What the rounding of both values and of the rate can make, in per cent."""
    first, last = range_of(Decimal(found[1].replace(",", ""))), range_of(Decimal(found[4].replace(",", "")))
    scale, other = _SCALES[found[2] or ""], _SCALES[found[5] or ""]
    spread = (last.high - last.low) * other / old + (first.high - first.low) * scale * new / old / old
    return spread * 50 + Decimal("0.5").scaleb(stated_places(amount)) + Decimal("0.001")


def _turned(found: re.Match[str]) -> Iterator[Slip]:
    old, new = _number(found[1], found[2]), _number(found[4], found[5])
    wanted = Decimal(2) ** {"一": 1, "两": 2, "二": 2, "三": 3}[found[6]]
    if old and not wanted * Decimal("0.9") <= new / old <= wanted * Decimal("1.45"):
        yield _differs(found, f"{plainly(new / old)}倍，翻{found[6]}番为{wanted}倍")


def _differs(found: re.Match[str], computed: str) -> Slip:
    return Slip("change-differs", *found.span(), {"text": found[0], "computed": computed})


def _converted(found: re.Match[str]) -> Iterator[Slip]:
    mu, other = _number(found[1], found[2]), _number(found[3], found[4])
    metres = mu * 10_000 / 15
    wanted = metres / _METRES[found[5]]
    if wanted and not Decimal("0.97") <= other / wanted <= Decimal("1.03"):
        scale = found[4] or ""
        computed = f"{plainly(wanted / _SCALES[scale])}{scale}{found[5]}"
        yield Slip("area-differs", *found.span(), {"text": found[0], "computed": computed})


def _number(text: str, scale: str | None) -> Decimal:
    return Decimal(text.replace(",", "")) * _SCALES[scale or ""]
