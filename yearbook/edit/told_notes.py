"""What a derived table says below itself: remarks with signs, each said once; and how volumes, periods and sources are named there."""

import re
from collections.abc import Iterable

from yearbook.edit.figures import number
from yearbook.model.edition import DocumentSource, Edition
from yearbook.model.facts import Fact
from yearbook.model.text import Span, Words, plain
from yearbook.patterns import late

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BLANK, LOWER = "空格为资料未载。", "“>”表示来源作“突破”“超过”等，未载确数。"
AT_LEAST, AT_MOST = "“≥”表示来源作“以上”。", "“≤”表示来源作“以内”。"
_MARKS = {"突破": ">", "超": ">", "超过": ">", "逾": ">", "以上": "≥", "以内": "≤"}
_MEANINGS = {">": LOWER, "≥": AT_LEAST, "≤": AT_MOST}
_SPAN = late(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:\s*[—–~～至]+\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?)?")


class Remarks:
    """Collects the remarks of one table while its cells are written; `given` are the editors' own notes, whose signs are taken."""

    def __init__(self, given: Iterable[Words]) -> None:
        self._given = tuple(given)
        taken = {plain(words).lstrip()[:1] for words in self._given}
        self._free = [sign for sign in SIGNS if sign not in taken]
        self._signed: dict[str, str] = {}
        self._general: dict[str, None] = {}

    def sign(self, remark: str, about: str) -> str:
        """The sign of a remark; when signs have run out none, and the remark names what it is about."""
        if remark not in self._signed and not self._free:
            self.say(f"{about}：{remark}")
            return ""
        if remark not in self._signed:
            self._signed[remark] = self._free.pop(0)
        return self._signed[remark]

    def say(self, remark: str) -> None:
        """A remark on the whole table."""
        self._general[remark] = None

    def marked(self, value: str, qualifier: str) -> str:
        """A value as tables write it: >300, ≥90, 9200余, 近18."""
        mark = _MARKS.get(qualifier, "")
        if mark:
            self.say(_MEANINGS[mark])
            return mark + value
        if qualifier in ("余", "多"):
            return value + qualifier
        return value if qualifier in ("", "增至") else qualifier + value

    def notes(self) -> tuple[Words, ...]:
        """The editors' notes, the general remarks, then those with signs."""
        told = (*self._general, *(f"{sign}{remark}" for remark, sign in self._signed.items()))
        return (*self._given, *((Span(text),) for text in told))


def figure(fact: Fact, unit: str, remarks: Remarks) -> str:
    """The value of a fact for a cell, with its own unit where that differs from the row's."""
    if fact.value is None:
        return ""
    return remarks.marked(number(fact.value), fact.qualifier) + (fact.unit if fact.unit not in ("", unit) else "")


def volume_named(year: int, this: int) -> str:
    """2023卷, or 本卷."""
    return "本卷" if year == this else f"{year}卷"


def period_named(period: str) -> str:
    """2025年, 2016—2020年, 2022年3月, 2022年1—2月; one written otherwise stays as it is."""
    found = _SPAN.fullmatch(period.strip())
    if found is None:
        return period
    year, month, day, last, last_month, last_day = found.groups()
    if last is None:
        return _day(year, month, day)
    if month and last == year and not day:
        return f"{year}年{int(month)}—{int(last_month)}月" if last_month else period
    return f"{year}—{last}年" if not month else f"{_day(year, month, day)}—{_day(last, last_month, last_day)}"


def _day(year: str, month: str | None, day: str | None) -> str:
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def year_of(period: str) -> int | None:
    """The one calendar year that a shorter period lies in."""
    years = set(re.findall(r"\d{4}", period))
    return int(years.pop()) if len(years) == 1 else None


def cited(source: str, edition: Edition) -> str:
    """A source document by publisher, title and date; its id when the edition does not list it."""
    listed = edition.sources.sources if edition.sources else ()
    found = next((one for one in listed if one.id == source), None)
    return _cited(found) if found else source


def _cited(source: DocumentSource) -> str:
    day = source.dated
    told = (source.publisher, source.title, f"{day.year}年{day.month}月{day.day}日" if day else "")
    return "，".join(part for part in told if part)
