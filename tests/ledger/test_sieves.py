"""Sieves, which spare most texts a closer look, let nothing pass that the look would find."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from yearbook.check.joined import joined
from yearbook.check.ledger.coverage import _rule, _rules
from yearbook.check.ledger.entries import _plainly
from yearbook.check.ledger.numerals import numbers_in
from yearbook.check.ledger.text_dates import Calendar, dates
from yearbook.check.ledger.wording import SLIPPERY, wording
from yearbook.check.style import _suspicious

WHOLE_YEAR = Calendar(date(2025, 1, 1), date(2025, 12, 31), date(2026, 4, 30), frozenset({date(2026, 3, 2)}), 2025)
PART = Calendar(date(2025, 1, 1), date(2025, 10, 31), date(2025, 11, 20), frozenset(), 2025)
SAID = (
    "2025年", "2024年", "2019 年", "3月", "11月", "2月", "12月", "2日", "28日", "29日", "30日", "31日", "5 日", "（星期三）",
    "周五", "3", "12", "0.5", "3.8%", "120%", "％", "个百分点", "比全省", "高", "快于", "低于", "上年", "增长", "下降", "由",
    "增至", "提高到", "倍", "翻", "番", "左右", "上下", "余", "多", "约", "近", "万", "亿", "亩（", "公顷）", "人", "元", "，",
    "。", "“", "”", "十四五", "十五五", "规划", "开局之年", "收官之年", "第十四个五年规划", "通过", "至", "计划", "占比", "国",
    "字", " ",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(SAID), min_size=1, max_size=14).map("".join)
FRONTS = st.text(alphabet="0123456789年月日第表图章节—–-～至到/.:：，,〔［[（(〕号AZaz+＋ 国字届条余个%．＂#&*<", min_size=1, max_size=14)


@settings(max_examples=1500, deadline=None)
@given(SENTENCES, st.sampled_from((WHOLE_YEAR, PART)), st.booleans())
@example("国，2月29日", WHOLE_YEAR, True)
@example("国，12月5日", PART, True)
def test_texts_with_slips_are_looked_at(text: str, calendar: Calendar, told: bool) -> None:
    if [*wording(text), *dates(text, calendar, told)]:
        assert SLIPPERY.search(text)


@settings(max_examples=1500, deadline=None)
@given(FRONTS)
def test_no_rule_exempts_a_number_that_is_passed_over(text: str) -> None:
    rules = _rules()
    for found in rules.seek.finditer(text):
        if not found.lastindex and not rules.backs.match(text, found.end()):
            assert _rule(text, *found.span()) == ""


@settings(max_examples=500, deadline=None)
@given(SENTENCES)
def test_numbers_are_the_same_with_han_numerals_and_without(text: str) -> None:
    assert numbers_in(text) | {Decimal(0)} == numbers_in(f"{text}，〇")


@settings(max_examples=500, deadline=None)
@given(SENTENCES, st.decimals(0, 130, places=1))
def test_what_a_quote_plainly_says_is_among_its_numbers(text: str, value: Decimal) -> None:
    for quote in (text, f"{text}{value}", f"{value}{text}"):
        assert not _plainly(value, quote) or value in numbers_in(quote)


@given(st.lists(st.text(alphabet="国“”", max_size=6), max_size=6))
def test_quotation_marks_out_of_turn_are_looked_at(texts: list[str]) -> None:
    odd = {number for number, text in enumerate(texts) if (marks := text.replace("国", "")) != "“”" * (len(marks) // 2)}
    assert odd <= set(_suspicious(joined(texts)))
