"""Charts as copy: data by points, indicators, scopes and forms; targets held against outcomes; every value said in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.edit.chart_words import in_words
from yearbook.edit.charts import _arranged
from yearbook.model.chart_blocks import ChartBlock
from yearbook.model.chart_data import Ledger, ToldSeries, chart_data
from yearbook.model.copy import Chart, Datum
from yearbook.model.facts import Fact, Indicator

INDICATORS = {
    "gdp": Indicator(id="gdp", name="生产总值", unit="亿元"),
    "firms": Indicator(id="firms", name="高企", unit="家"),
    "plan_firms": Indicator(id="plan_firms", name="高企目标", unit="家", target_of="firms"),
}


def fact(indicator: str, period: str, value: object, **more: object) -> Fact:
    return Fact.model_validate({"indicator": indicator, "period": period, "value": value, "source": "s", **more})


def ledger(*facts: Fact) -> Ledger:
    return Ledger({one.key: one for one in facts}, INDICATORS)


OLD = ledger(fact("gdp", "2022", 254), fact("gdp", "2024", 290), fact("plan_firms", "2025", 50, kind="target"))
NEW = ledger(
    fact("gdp", "2024", "297.6", growth={"value": "5.5"}, rank={"place": 4, "field": "全市"}),
    fact("gdp", "2025-12-31", 300, qualifier="突破", rank=[{"place": 1, "field": "主城区"}, {"place": 3, "field": "全市"}]),
    fact("gdp", "2026", 330, kind="target"), fact("gdp", "2025", 144, scope="洪门镇"), fact("gdp", "2025", 30, scope="东街"),
    fact("firms", "2025", 80), fact("firms", "2022-03", 36),
)  # fmt: skip


def told(**block: object) -> tuple[ToldSeries, ...]:
    return chart_data(ChartBlock.model_validate({"chart": "图", **block}), (OLD, NEW))


def values(series: ToldSeries) -> list[tuple[str, object]]:
    return [(one.at, None if one.value is None else str(one.value)) for one in series.data]


def test_indicators_take_every_year_known_of_from_the_latest_ledger() -> None:
    (series,) = told(kind="line", indicators=["gdp"])
    assert values(series) == [("2022年", "254"), ("2023年", None), ("2024年", "297.6"), ("2025年", "300")]
    assert (series.name, series.unit, series.data[3].label, series.data[3].bound) == ("生产总值", "亿元", "突破300", True)


def test_targets_come_only_when_their_period_is_asked_for() -> None:
    (series,) = told(kind="line", indicators=["gdp"], periods=["2024", "2026"])
    assert [(one.label, one.target) for one in series.data] == [("297.6", False), ("330", True)]


def test_one_period_makes_a_place_of_each_scope_or_indicator() -> None:
    (series,) = told(kind="bar", indicators=["gdp"], periods=["2025"], scopes=["洪门镇", "东街", "西街"])
    assert values(series) == [("洪门镇", "144"), ("东街", "30"), ("西街", None)]


def test_growth_and_ranks() -> None:
    (growth,) = told(kind="bar", form="growth", points=[{"at": "2024年", "fact": "gdp@2024"}])
    assert (values(growth), growth.data[0].unit) == ([("2024年", "5.5")], "%")
    (ranks,) = told(kind="dots", form="rank", field="全市", indicators=["gdp"])
    assert values(ranks) == [("2024年", "4"), ("2025年", "3")]
    assert [one.label for one in ranks.data] == ["第4位", "第3位"]


def test_outcomes_are_held_against_their_targets() -> None:
    (series,) = told(kind="target", indicators=["firms"])
    (one,) = series.data
    assert (one.at, one.value, one.goal, one.reached) == ("高企", Decimal("160.0"), "50家", "80家")
    (given_,) = told(kind="target", points=[{"at": "总值", "fact": "gdp@2025-12-31", "target": "gdp@2026"}])
    assert (given_.data[0].value, given_.data[0].bound, given_.data[0].stray) == (Decimal("90.9"), True, False)


def test_a_target_in_another_unit_is_no_target() -> None:
    (series,) = told(kind="target", points=[{"at": "高企", "fact": "firms@2025", "target": "gdp@2026"}])
    assert series.data[0].stray


@pytest.mark.parametrize(("kind", "form", "order"), [("hbar", "value", "乙丙甲"), ("dots", "value", "乙丙甲"), ("dots", "rank", "甲丙乙")])
def test_rows_are_sorted_when_that_is_asked_for(kind: str, form: str, order: str) -> None:
    points = [{"at": name, "value": value} for name, value in (("甲", 1), ("乙", 9), ("丙", 4))]
    block = ChartBlock.model_validate({"chart": "图", "kind": kind, "form": form, "sort": True, "points": points})
    arranged = _arranged(block, chart_data(block, (OLD, NEW)))
    names = [one.name for one in arranged] if kind == "dots" else [one.at for one in arranged[0].data]
    assert "".join(names) == order


def test_shares_are_percentages_of_their_whole() -> None:
    block = ChartBlock.model_validate({"chart": "图", "kind": "share", "points": [{"at": "甲", "value": 30}, {"at": "乙", "value": 90}]})
    parts = _arranged(block, chart_data(block, (OLD, NEW)))
    assert [(one.name, one.data[0].label) for one in parts] == [("甲", "25.0%"), ("乙", "75.0%")]


def chart(kind: str, series: tuple[tuple[str, tuple[Datum, ...]], ...]) -> Chart:
    return Chart("图 1", "题", kind, "亿元", series, Decimal(0), 0, (), "", "", "column", "a", False)  # type: ignore[arg-type]


@given(
    st.sampled_from(["line", "bar", "hbar", "stacked", "share", "dots", "multiples"]),
    st.lists(st.lists(st.none() | st.decimals(-(10**6), 10**9, places=2), min_size=1, max_size=6), min_size=1, max_size=4),
)
def test_the_text_alternative_says_every_value_and_gap(kind: str, rows: list[list[Decimal | None]]) -> None:
    series = tuple(
        (f"列{n}", tuple(Datum(f"{2000 + m}年", value, "" if value is None else str(value), False) for m, value in enumerate(row)))
        for n, row in enumerate(rows)
    )
    said = in_words(chart(kind, series))
    assert said.endswith("。") and "“题”" in said
    assert all(str(value) in said for row in rows for value in row if value is not None)
    assert said.count("资料缺") == sum(value is None for row in rows for value in row)


def test_bounds_and_targets_are_told_as_such() -> None:
    aimed = Datum("2026年", Decimal(9), "9", False, target=True)
    data = (Datum("2024年", Decimal(3), "突破3", True), Datum("2025年", None, "", False), aimed)
    said = in_words(chart("line", (("", data),)))
    assert said == "折线图“题”，单位：亿元。2024年为突破3（下限值），2025年资料缺，2026年为9（目标）。"
