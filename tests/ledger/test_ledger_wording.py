"""Sentences that are right and must not be found, and near ones that are wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yearbook.check.ledger.numerals import chinese, numbers_in
from yearbook.check.ledger.text_dates import Calendar, dates
from yearbook.check.ledger.wording import wording
from yearbook.model.quantity import range_of, unit_of, when

YEAR = Calendar(date(2025, 1, 1), date(2025, 12, 31), date(2026, 4, 30), frozenset({date(2026, 3, 2)}), 2025)


@pytest.mark.parametrize(
    "text",
    [
        "固定资产投资实现146亿元，同比增长10.5%，高于全省3.8个百分点",
        "研发平台由11家增至54家，增长3.9倍",
        "学校由5所增至25所，增长到5倍",
        "收入从2.6万元增至3.6万元，年均增长8.5%",
        "技术改造投资增速90.8%，居全市第2位",
        "完成市定目标的143.6%，占年度投资计划的215%",
        "新增学位1万余个，惠及200余人",
        "订单增长2倍，费用下降30%",
        "营业收入较上年增长90%以上",
        "从2019年的196天增加到2021年的237天，改善明显",
        "占比由80%提高到85%，提高5个百分点",
    ],
)
def test_right(text: str) -> None:
    assert list(wording(text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("能耗下降1.5倍", "times-less"),
        ("平台由11家增至54家，增长5倍", "change-differs"),
        ("学校由5所增至25所，增长到6倍", "change-differs"),
        ("优良天数从196天增加到237天，增长30%", "change-differs"),
        ("企业从5家增至25家，下降80%", "change-differs"),
        ("失业率从5%下降到4%，下降1%", "points-wanted"),
        ("覆盖率较上年提高3%", "points-wanted"),
        ("入学率达100.5%", "percent-over"),
        ("近3000余人", "qualifier-twice"),
        ("257亩（17.13平方公里）", "area-differs"),
    ],
)
def test_wrong(text: str, code: str) -> None:
    assert [slip.code for slip in wording(text)] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2025年3月20日，举行发布会", []),
        ("2026年3月2日，召开大会", []),
        ("2025年2月29日，开工", ["date-impossible"]),
        ("2月29日前后多雨", []),
        ("11月31日，闭幕", ["date-impossible"]),
        ("2010年5月1日，公司成立", []),
        ("2010年5月1日，公司开业", ["date-outside"]),
        ("2027年5月1日，开业", ["date-future"]),
        ("计划2027年5月1日开业", []),
        ("2025年是“十四五”收官之年，2026年是“十五五”开局之年", []),
        ("2026年是“十四五”开局之年", ["plan-year"]),
        ("2025年3月20日（星期四）", []),
        ("2025年3月20日（周五）", ["date-weekday"]),
    ],
)
def test_dates(text: str, codes: list[str]) -> None:
    assert [slip.code for slip in dates(text, YEAR, told=True)] == codes


def test_numerals() -> None:
    assert [chinese(text) for text in ("三十五", "百", "二〇三五", "一亿二千万", "十", "两")] == [35, 100, 2035, 120_000_000, 10, 2]
    assert numbers_in("追回欠薪2500余万元") >= {Decimal(2500), Decimal(25_000_000)}
    assert numbers_in("培育百名省级名师骨干") == {Decimal(100)}
    assert numbers_in("一般公共预算收入") == frozenset()


def test_units_and_periods() -> None:
    assert unit_of("万户").fits(unit_of("家"))
    assert unit_of("亩").fits(unit_of("公顷"))
    assert not unit_of("%").fits(unit_of("个百分点"))
    assert not unit_of("亿元").fits(unit_of("亿美元"))
    assert when("2025-12-31") == when("2025年") == when("2025")
    assert when("2021—2025") != when("2025")
    assert when("一季度") is None
    assert range_of(Decimal("297.6")).meets(range_of(Decimal(298)))
    assert not range_of(Decimal("297.6")).meets(range_of(Decimal(300), "突破"))
