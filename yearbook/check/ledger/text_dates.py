"""Dates written in text: days that do not exist, a wrong weekday, days after the book was made or outside its period, plan years."""

import re
from collections.abc import Iterator
from datetime import date as Day
from functools import lru_cache

from yearbook.check.ledger.wording import Slip
from yearbook.frozen import frozen
from yearbook.patterns import late

_DATE = late(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?<![\d.])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    r"(?:[（(]?(?:星期|周)(?P<week>[一二三四五六日天])(?![期年会刊])[）)]?)?"
)
_DAY = late(r"\d{1,2}\s*月\s*\d{1,2}\s*日")  # begins with a digit, so that all other places are passed over fast
_YEAR = late(r"(?:19|20)\d{2}")
_LATE = late(r"(?:计划|预计|拟|将|力争|确保|争取|定于|截至|至|到|前|之前|以前|目标|有效期|期限|任期|施行|生效)")
_PAST = late(
    r"自|从|始于|始建|建于|出生|生于|曾|原|历史|上[一届年]|修订|公布|颁布|发布|印发|通过|施行|批准|批复|加入|参加|入党|组建|成立|设立"
)
_PLAN = late(r"十[一二三四五六]五")
_OPENING = late(
    r"“?(?P<plan>十[一二三四五六]五)[”’\"]?(?:规划)?"
    r"(?P<stage>开局之年|收官之年|首年|第一年|起步之年|最后一年|开好局|开局起步)"
)
_TOLD_YEAR = late(r"(20\d{2})年(?:是|为|作为)[^。；]{0,12}$")
_ADOPTED = late(r"(?P<year>20\d{2})年(?:(?!20\d{2}年)[^。；]){0,40}(?:审议)?通过[^。；]{0,40}第(?P<plan>十[一二三四五六])个五年规划")
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_FIRST = frozenset(("开局之年", "首年", "第一年", "起步之年", "开好局", "开局起步"))


@frozen
class Calendar:
    """What the text of an edition may speak of: its period, with `known` days of sources and meetings besides; `made` when it was made."""

    first: Day
    last: Day
    made: Day
    known: frozenset[Day]
    year: int  # stands in where a date has none


def dates(text: str, calendar: Calendar, told: bool) -> Iterator[Slip]:
    """Slips in the dates of one paragraph; only what the yearbook itself tells (`told`) has to keep to its period."""
    if "月" in text and "日" in text:
        year = calendar.year
        for day in _DAY.finditer(text):
            found = _DATE.match(text, _with_year(text, day.start()))
            if found:
                year = int(found["year"]) if found["year"] else year
                yield from _date(found, year, calendar, told)
    if "五" in text and (_PLAN.search(text) or "个五年规划" in text):
        yield from _plans(text, calendar)


def _with_year(text: str, at: int) -> int:
    """Where a date begins whose month stands at this place."""
    before = text[max(0, at - 12) : at].rstrip()
    year = before[:-1].rstrip()[-4:] if before.endswith("年") else ""
    return text.rindex(year, 0, at) if _YEAR.fullmatch(year) else at


def _date(found: re.Match[str], year: int, calendar: Calendar, told: bool) -> Iterator[Slip]:
    month, number, written = int(found["month"]), int(found["day"]), found[0]
    day = _day(year, month, number)
    if day is None:
        leap = (month, number) == (2, 29) and not found["year"]  # whose year the text tells elsewhere
        if not leap:
            yield Slip("date-impossible", *found.span(), {"text": written})
        return
    if found["year"] is None:
        return
    if found["week"] and "一二三四五六日"[day.weekday()] != found["week"].replace("天", "日"):
        yield Slip("date-weekday", *found.span(), {"text": written, "computed": "星期" + "一二三四五六日"[day.weekday()]})
    if not told or day in calendar.known:
        return
    text = found.string
    near, behind = text[max(0, found.start() - 12) : found.start()], text[found.end() : found.end() + 24]
    if day > calendar.made and not _LATE.search(near) and not _LATE.match(behind[:4]):
        yield Slip("date-future", *found.span(), {"text": written, "made": str(calendar.made)})
        return
    after = calendar.last < day <= calendar.made and not _LATE.search(near)
    before = day < calendar.first and not _PAST.search(near + behind)
    if after or before:
        yield Slip("date-outside", *found.span(), {"text": written, "start": str(calendar.first), "end": str(calendar.last)})


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def _plans(text: str, calendar: Calendar) -> Iterator[Slip]:
    """“十四五” opens in 2021 and closes in 2025; its outline is adopted in its first year."""
    for found in _OPENING.finditer(text):
        first = _PLANS[found["plan"]]
        stated = _TOLD_YEAR.search(text[max(0, found.start() - 24) : found.start()])
        year = int(stated[1]) if stated else calendar.made.year
        wanted = first if found["stage"] in _FIRST else first + 4
        if abs(year - wanted) > (0 if stated else 1):  # a speech of January may look at the year behind or before it
            yield Slip("plan-year", *found.span(), {"text": found[0], "year": str(year), "start": str(first), "end": str(first + 4)})
    for found in _ADOPTED.finditer(text):
        first = _PLANS[f"{found['plan']}五"]
        if int(found["year"]) != first:
            yield Slip("plan-adopted", *found.span(), {"text": found[0], "year": found["year"], "start": str(first), "end": str(first + 4)})
