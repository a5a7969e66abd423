"""Events under their months, a date told once a day; errata by edition."""

from typing import Any

from yearbook.edit.chronicle import chronicle_part
from yearbook.edit.errata import errata_part
from yearbook.edit.figures import Ledger
from yearbook.model.edition import ChronicleFile, Edition, ErrataFile, Erratum, Event
from yearbook.model.text import BodyParagraph, BodyText, Span, plain


def ledger() -> Ledger:
    empty: dict[str, Any] = dict.fromkeys(Edition.__match_args__, ())
    return Ledger(Edition(**{**empty, "facts": {}, "indicators": {}}))


def months(*dates: str) -> list[tuple[str, list[str]]]:
    text = BodyText((BodyParagraph((Span("某事。"),)),))
    file = ChronicleFile(events=tuple(Event.model_construct(date=date, text=text, source=None) for date in dates))
    return [(month.title, [date for date, _ in month.events]) for month in chronicle_part(file, ledger()).months]


def test_dates_in_any_form_stand_under_their_month() -> None:
    assert months("2025-01-08", "1月20日", "同日", "本月", "2025-03", "3月上旬") == [
        ("一月", ["1月8日", "1月20日", "同日", "本月"]), ("三月", ["3月", "3月上旬"]),
    ]  # fmt: skip


def test_a_date_is_told_once_for_its_day() -> None:
    assert months("2025-03-02", "3月2日", "2025-04-02") == [("三月", ["3月2日", ""]), ("四月", ["4月2日"])]


def test_heads_name_the_year_when_there_are_several() -> None:
    assert [title for title, _ in months("2025-12-30", "12月31日", "2026-01-01")] == ["2025年十二月", "2026年一月"]


def test_events_without_a_month_stand_first_under_no_head() -> None:
    assert months("年初", "2月1日") == [("", ["年初"]), ("二月", ["2月1日"])]


def test_what_is_only_known_to_be_of_the_year_stands_under_its_own_head() -> None:
    assert months("2025-03-20", "年内", "年内") == [("三月", ["3月20日"]), ("年内", ["", ""])]
    assert [title for title, _ in months("2025-03-20", "年内", "2026-03-02")] == ["2025年三月", "2025年内", "2026年三月"]


def test_errata_stand_by_edition_and_have_remarks_only_when_there_are() -> None:
    one = Erratum(edition="年鉴 2025", place="第1页", wrong="2.8", right="28")
    two = Erratum(edition="年鉴 2024", place="第2页", wrong="甲", right="乙", note="人名")
    table = errata_part(ErrataFile(errata=(one,)), ledger()).table
    assert [column.title for column in table.columns] == ["位置", "误", "正"]
    table = errata_part(ErrataFile(errata=(one, one, two)), ledger()).table
    assert [(row.kind, plain(row.cells[0])) for row in table.rows] == [
        ("group", "年鉴 2025"), ("row", "第1页"), ("row", "第1页"), ("group", "年鉴 2024"), ("row", "第2页"),
    ]  # fmt: skip
    assert plain(table.rows[-1].cells[3]) == "人名"
