"""大事记 as copy: events under the heads of their months, a date told once for all events of its day."""


from yearbook.edit.figures import Ledger, chinese
from yearbook.model.copy import Paragraphs
from yearbook.model.edition import ChronicleFile
from yearbook.model.roll_copy import ChroniclePart, Month
from yearbook.patterns import late

_ISO = late(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")
_HAN = late(r"(?:(?P<year>\d{4})\s*年)?\s*(?P<month>\d{1,2})\s*月(?P<rest>.*)")


_YEARLY = ("年内", "是年", "本年", "当年", "全年")


def chronicle_part(file: ChronicleFile, ledger: Ledger) -> ChroniclePart:
    """The chronicle; heads of months name the year too when the events are of several."""
    dated = [_dated(event.date) for event in file.events]
    several = len({year for year, _, _ in dated if year}) > 1
    months: list[tuple[str, list[tuple[str, Paragraphs]]]] = []
    year, before = "", ""
    for event, (named, month, label) in zip(file.events, dated, strict=True):
        year = named or year
        title = _title(year if several else "", month, label) or (months[-1][0] if months else "")
        if not months or months[-1][0] != title:
            months.append((title, []))
            before = ""
        months[-1][1].append(("" if label == before or label in _YEARLY else label, ledger.paragraphs(event.text)))
        before = label
    set_months = tuple(Month(title, tuple(events), f"chronicle.m{number}") for number, (title, events) in enumerate(months, 1))
    return ChroniclePart(file.title, file.title_en, ledger.resolve(file.intro), set_months, "chronicle")


def _title(year: str, month: int, label: str) -> str:
    """The head that an event stands under; "" when it stays under the one before. What is only known to be of the year has its own."""
    if label in _YEARLY:
        return f"{year}年内" if year else "年内"
    return f"{f'{year}年' if year else ''}{chinese(month)}月" if month else ""


def _dated(date: str) -> tuple[str, int, str]:
    """Year and month of a date, "" and 0 where it names none, and how it is printed: 2025-03-02 as 3月2日."""
    if found := _ISO.fullmatch(date):
        month = int(found["month"])
        return found["year"], month, f"{month}月{int(found['day'])}日" if found["day"] else f"{month}月"
    if found := _HAN.match(date):
        return found["year"] or "", int(found["month"]), f"{int(found['month'])}月{found['rest']}"
    return "", 0, date
