"""历年序列, 目标与实绩, 勾稽附记: what a small series of two editions prints of its ledgers."""

from pathlib import Path

import pytest

from tests.small_series import FRAME
from yearbook import press
from yearbook.edit import edit
from yearbook.edit.told_notes import period_named
from yearbook.model.copy import ChapterPart, Chart, Entry, Heading, Item, Table
from yearbook.model.text import plain

SOURCES = "sources: [{{id: daily, title: 《{year}年报道》, publisher: 样例日报, dated: {year}-03-02}}]\n"
INDICATORS = """indicators:
  - {id: gdp, name: 地区生产总值, unit: 亿元}
  - {id: plan_gdp, name: 规划地区生产总值, unit: 亿元, target_of: gdp}
  - {id: firms, name: 高新技术企业, unit: 家}
  - {id: roads, name: 断头路, unit: 条}
"""
FACTS_2025 = """facts:
  - {indicator: gdp, period: "2023", value: 250, source: daily}
  - {indicator: gdp, period: "2024", value: 280.5, growth: {value: 5.3}, source: daily}
  - {indicator: plan_gdp, period: "2025", value: 310, kind: target, source: daily}
  - {indicator: firms, period: "2025", value: 60, kind: target, source: daily}
  - {indicator: firms, period: 2024-03, value: 36, source: daily}
"""
FACTS_2026 = """facts:
  - {indicator: gdp, period: "2024", value: 281.5, restated: 依普查修订, source: daily}
  - {indicator: gdp, period: "2025", value: 300, qualifier: 突破, growth: {value: 6.1}, source: daily}
  - {indicator: firms, period: "2025", value: 58, kind: computed, source: daily}
  - {indicator: roads, period: "2030", value: 8, kind: target, source: daily}
  - {indicator: roads, period: "2025", value: 9200, qualifier: 余, source: daily}
"""
PLAIN = """id: overview
title: 综述
sections:
  - title: 经济
    body:
      - entry: 经济运行
        text: "{text}"
"""
CHAPTER = """id: overview
title: 综述
sections:
  - title: 经济
    body:
      - entry: 经济运行
        text: "地区生产总值{gdp@2025:full}。"
      - table: 主要指标
        columns: [{title: 指标}, {title: 数值, align: number}]
        rows: [{cells: [地区生产总值, "{gdp@2025:value}"]}]
      - chart: 总量
        kind: bar
        series: [{points: [{at: "2025", fact: gdp@2025}]}]
      - series: 历年
        indicators: [gdp, firms, roads]
      - targets: 目标
"""


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """The folder of a series of two editions."""
    (tmp_path / "indicators.yaml").write_text(INDICATORS, "utf-8")
    for year, facts, chapter in ((2025, FACTS_2025, PLAIN.replace("{text}", "全区平稳。")), (2026, FACTS_2026, CHAPTER)):
        folder = tmp_path / str(year)
        folder.mkdir()
        frame, sources = FRAME.format(year=year, data=year - 1), SOURCES.format(year=year)
        texts = {"edition": frame, "sources": sources, "facts": facts, "overview": chapter}
        for name, text in texts.items():
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def items(series: Path, year: int = 2026) -> list[Item]:
    copy = edit(press.check(press.Order(str(series / str(year)))).edition)
    return [item for part in copy.parts if isinstance(part, ChapterPart) for item in part.items]


def table(series: Path, caption: str) -> Table:
    return next(item for item in items(series) if isinstance(item, Table) and item.caption == caption)


def cells(table: Table) -> list[list[str]]:
    return [[plain(words) for words in row.cells] for row in table.rows]


def notes(table: Table) -> list[str]:
    return [plain(words) for words in table.notes]


def test_a_series_joins_the_ledgers_of_the_editions(series: Path) -> None:
    found = table(series, "历年")
    assert found.label == "表 1-2" and found.width == "page" and found.unit == "单位见栏内"
    assert [column.title for column in found.columns] == ["指标", "单位", "2023年", "2024年", "2025年"]
    assert cells(found) == [
        ["地区生产总值", "亿元", "250", "281.5①", ">300"],
        ["比上年增长", "", "", "", "6.1%"],
        ["高新技术企业", "家", "", "36②", "58③"],
        ["断头路", "条", "", "", "9200余"],
    ]
    assert found.rows[1].indent == 1


def test_a_series_tells_restated_values_bounds_parts_of_a_year_and_computed_figures(series: Path) -> None:
    assert notes(table(series, "历年")) == [
        "“>”表示来源作“突破”“超过”等，未载确数。",
        "空格为资料未载。",
        "①地区生产总值2024年：2025卷作280.5亿元，依普查修订。",
        "②为2024年3月数。",
        "③为编者推算。",
    ]
    assert table(series, "历年").source == "《样例区年鉴》2025卷、本卷数据台账"


def test_targets_are_held_against_outcomes_with_both_sources(series: Path) -> None:
    found = table(series, "目标")
    assert found.label == "表 1-3"
    assert cells(found) == [
        ["规划地区生产总值", "2025年", "310亿元（2025卷）①", "突破300亿元（本卷）②", "未定"],
        ["高新技术企业", "2025年", "60家（2025卷）①", "58家（本卷）②", "未达"],
        ["断头路", "2030年", "8条（本卷）②", "", "未到期"],
    ]
    assert notes(found)[1:] == ["①样例日报，《2025年报道》，2025年3月2日。", "②样例日报，《2026年报道》，2026年3月2日。"]


def test_a_series_may_be_narrowed(series: Path) -> None:
    block = '- series: 历年\n        unit: 单位：亿元\n        periods: ["2025", "2024"]\n        notes: [①旧口径。]\n'
    chapter = series / "2026" / "overview.yaml"
    change(chapter, "- series: 历年\n        indicators: [gdp, firms, roads]\n", block + "        indicators: [gdp]\n")
    change(chapter, "- targets: 目标\n", "- targets: 目标\n        indicators: [gdp]\n        due: [2025]\n")
    found = table(series, "历年")
    assert (found.unit, [column.title for column in found.columns]) == ("单位：亿元", ["指标", "2025年", "2024年"])
    assert cells(found)[0] == ["地区生产总值", ">300", "281.5②"]
    assert [row[0] for row in cells(table(series, "目标"))] == ["规划地区生产总值"]


def test_without_indicators_all_that_two_periods_know(series: Path) -> None:
    change(series / "2026" / "overview.yaml", "        indicators: [gdp, firms, roads]\n", "")
    assert [row[0] for row in cells(table(series, "历年"))] == ["地区生产总值", "比上年增长", "高新技术企业"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_one_digit_changes_every_place_that_prints_it(series: Path, year: int) -> None:
    """A fact of this edition in text, table, chart and series; one of an earlier edition in the series."""
    old, new = {2026: ("value: 300,", "value: 308,"), 2025: ("value: 250,", "value: 258,")}[year]
    before = [str(item) for item in items(series)]
    change(series / str(year) / "facts.yaml", old, new)
    after = [str(item) for item in items(series)]
    changed = {items(series)[n].__class__.__name__ + str(n) for n in range(len(before)) if before[n] != after[n]}
    places = {2026: {"Entry1", "Table2", "Chart3", "Table4", "Table5"}, 2025: {"Table4"}}
    assert changed == places[year]
    assert not any(old[7:-1] in text for n, text in enumerate(after) if before[n] != text)
    assert {Entry, Table, Chart} <= {type(item) for item in items(series)}


def test_a_broken_earlier_edition_is_left_out_with_a_warning(series: Path) -> None:
    (series / "2025" / "facts.yaml").write_text("facts: [{indicator: gdp}]\n", "utf-8")
    checked = press.check(press.Order(str(series / "2026")))
    assert [problem.code for problem in checked.problems if problem.severity == "warning"] == ["series-broken"]
    assert cells(table(series, "历年"))[0] == ["地区生产总值", "亿元", "281.5", ">300"]


def test_earlier_editions_are_read_only_for_such_blocks(series: Path) -> None:
    assert len(press.check(press.Order(str(series / "2026"))).edition.earlier) == 1
    (series / "2026" / "overview.yaml").write_text(PLAIN.replace("{text}", "全区平稳。"), "utf-8")
    assert press.check(press.Order(str(series / "2026"))).edition.earlier == ()


def test_findings_are_told_with_places_documents_and_reason(series: Path) -> None:
    restated = "{check: value-restated, about: gdp@2024, reason: 依普查修订}"
    of_source = "{check: plan-year, about: [daily, “十四五”开局], reason: 原文如此}"
    (series / "2026" / "checks.yaml").write_text(f"acknowledged: [{restated}, {of_source}]\n", "utf-8")
    change(series / "2026" / "facts.yaml", " restated: 依普查修订,", "")
    change(series / "2026" / "overview.yaml", "- targets: 目标\n", "- findings: 勾稽附记\n        id: found\n")
    found = items(series)
    at = next(n for n, item in enumerate(found) if isinstance(item, Heading) and item.title == "勾稽附记")
    entries = [item for item in found[at + 1 :] if isinstance(item, Entry)]
    told = {entry.title: "".join(plain(paragraph.words) for paragraph in entry.paragraphs) for entry in entries}
    assert list(told) == ["地区生产总值", "“十四五”开局"]
    assert told["地区生产总值"] == (
        "“地区生产总值”为281.5亿元，2025卷为280.5亿元。"
        "地区生产总值（2024年）据《2026年报道》。照此保留：依普查修订。"
    )
    assert told["“十四五”开局"] == "《2026年报道》载“‘十四五’开局”。照此保留：原文如此。"
    assert str(series) not in str(entries)


def test_findings_under_a_section_of_the_same_title_have_one_head(series: Path) -> None:
    of_source = "{check: plan-year, about: [daily, “十四五”开局], reason: 原文如此}"
    (series / "2026" / "checks.yaml").write_text(f"acknowledged: [{of_source}]\n", "utf-8")
    section = "- targets: 目标\n  - title: 勾稽附记\n    body:\n      - findings: 勾稽附记\n        id: found\n"
    change(series / "2026" / "overview.yaml", "- targets: 目标\n", section)
    found = items(series)
    assert [item.title for item in found if isinstance(item, Heading)] == ["经济", "勾稽附记"]
    assert isinstance(found[-1], Entry) and found[-1].anchor == "found"
    (series / "2026" / "checks.yaml").unlink()
    assert [item.title for item in items(series) if isinstance(item, Heading)] == ["经济"]


def test_no_findings_print_nothing(series: Path) -> None:
    change(series / "2026" / "overview.yaml", "- targets: 目标\n", "- findings: 勾稽附记\n")
    assert "block-empty" in [problem.code for problem in press.check(press.Order(str(series / "2026"))).problems]
    assert not any(isinstance(item, Heading) and item.title == "勾稽附记" for item in items(series))


@pytest.mark.parametrize(
    ("period", "named"),
    [
        ("2025", "2025年"), ("2016—2020", "2016—2020年"), ("2022-03", "2022年3月"), ("2022-01—2022-02", "2022年1—2月"),
        ("2025-12-31", "2025年12月31日"), ("“十四五”", "“十四五”"),
    ],
)  # fmt: skip
def test_periods_are_named_as_columns_name_them(period: str, named: str) -> None:
    assert period_named(period) == named
