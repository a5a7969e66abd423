"""Editions that follow one another: acknowledgements, restated figures, broken earlier editions, views over the series."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_series import Write, codes, reviewed, writer
from yearbook.edit.comparison import comparison
from yearbook.edit.series import series_table
from yearbook.edit.targets import targets
from yearbook.errands.series import compare, series
from yearbook.press import Order, check
from yearbook.problems import PathError, Severity


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes small editions side by side."""
    return writer(tmp_path)


OLD = '  - {indicator: shops, period: "2024", value: 40, source: a}\n'
NEW = '  - {indicator: shops, period: "2024", value: 42, source: a}\n'


def test_a_value_that_changed_needs_a_reason(write: Write) -> None:
    write(2025, OLD)
    assert codes(reviewed(write(2026, NEW))) == ["value-restated"]
    assert codes(reviewed(write(2026, NEW.replace("source", "restated: 普查修订, source")))) == []


def test_a_value_rounded_otherwise_has_not_changed(write: Write) -> None:
    write(2025, '  - {indicator: gdp, period: "2024", value: 297.6, source: a}\n')
    assert codes(reviewed(write(2026, '  - {indicator: gdp, period: "2024", value: 298, source: a}\n'))) == []
    assert codes(reviewed(write(2026, '  - {indicator: gdp, period: "2024", value: 290, qualifier: 突破, source: a}\n'))) == []


def test_an_acknowledged_finding_stands_with_its_reason(write: Write) -> None:
    write(2025, OLD)
    checks = "acknowledged:\n  - {check: value-restated, about: shops@2024, reason: 以本卷为准。}\n"
    checked = reviewed(write(2026, NEW, checks=checks))
    assert codes(checked) == []
    (one,) = checked.edition.acknowledged
    assert (one.problem.code, one.reason) == ("value-restated", "以本卷为准。")
    assert [given.reason for given in checked.edition.acknowledgements] == ["以本卷为准。"]


def test_an_acknowledgement_without_effect_is_a_warning_of_check_alone(write: Write) -> None:
    folder = write(2026, NEW, checks="acknowledged:\n  - {check: value-jump, about: [shops@2024], reason: 无。}\n")
    assert codes(reviewed(folder)) == ["acknowledged-idle"]
    assert codes(check(Order(str(folder)))) == []  # a build does not look at earlier editions, so it cannot know


def test_an_error_is_not_acknowledged_away(write: Write) -> None:
    facts = '  - {indicator: shops, period: "2025", value: 3, unit: 亿元, source: a}\n'
    folder = write(2026, facts, checks="acknowledged:\n  - {check: unit-unfit, about: shops@2025, reason: 无。}\n")
    with pytest.raises(Exception, match="unit-unfit"):
        reviewed(folder)


@pytest.mark.parametrize("broken", ["facts:\n - {indicator: [坏", "facts: 三\n", "facts:\n  - 三\n  - {value: x}\n", "\0\0\0\0"])
def test_a_broken_earlier_edition_is_never_an_error(write: Write, broken: str) -> None:
    old = write(2025, OLD)
    (old / "facts.yaml").write_text(broken, "utf-8")
    checked = reviewed(write(2026, NEW))
    assert all(problem.severity is Severity.WARNING for problem in checked.problems)
    assert codes(checked) in ([], ["series-broken"])


def test_another_series_in_the_same_folder_is_left_alone(write: Write) -> None:
    old = write(2025, OLD)
    frame = old / "edition.yaml"
    frame.write_text(frame.read_text("utf-8").replace("样例区年鉴", "别区年鉴").replace("sample-", "other-"), "utf-8")
    assert codes(reviewed(write(2026, NEW))) == []


def test_altering_a_digit_fails_the_quote_check(write: Write, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "daily.txt").write_text("全区商户４２\n家，增长５％，居“全市”首位。", "utf-8")
    fact = '  - {indicator: shops, period: "2025", value: 42, source: a, quote: "商户42家,增长5%,居全市首位"}\n'
    text = "年末商户{shops@2025}。"
    assert codes(reviewed(write(2026, fact, text), sources)) == []
    folder = write(2026, fact.replace("value: 42", "value: 43"), text)
    assert codes(reviewed(folder, sources)) == ["quote-value"]
    folder = write(2026, fact.replace("42", "43"), text)
    assert codes(reviewed(folder, sources)) == ["quote-missing"]


def test_sources_must_be_a_folder(write: Write, tmp_path: Path) -> None:
    with pytest.raises(PathError):
        reviewed(write(2026), tmp_path / "nowhere")


def test_coverage_says_what_it_did_not_check(write: Write) -> None:
    text = "2025年3月2日，第13届大会按“13710”工作法推进，3D产业园PM2.5下降，“十四五”收官，商户{shops@2025}，投入12万元。"
    coverage = reviewed(write(2026, '  - {indicator: shops, period: "2025", value: 42, source: a}\n', text)).edition.coverage
    assert coverage.bound == 1
    assert dict(coverage.exempt) == {"date": 3, "name": 2, "ordinal": 1, "plan": 1, "quoted": 1}
    (unbound,) = coverage.unbound
    assert (unbound.text, unbound.place().line) == ("12", 6)
    assert coverage.total == 10


TARGETS = """  - {indicator: gdp, period: "2025", value: 300, kind: target, source: a}
  - {indicator: shops, period: "2025", value: 50, kind: target, source: a}
  - {indicator: gdp, period: "2030", value: 500, kind: target, source: a}
  - {indicator: shops, period: "2026", value: 60, kind: target, source: a}
  - {indicator: plan, period: "2024", value: 200, kind: target, source: a}
"""
OUTCOMES = """  - {indicator: gdp, period: "2025", value: 310, source: a}
  - {indicator: shops, period: "2025", value: 45, source: a}
  - {indicator: shops, period: "2026", value: 55, kind: target, source: a}
"""


def test_targets_are_answered_by_later_editions(write: Write) -> None:
    editions = [check(Order(str(folder))).edition for folder in (write(2025, TARGETS), write(2026, OUTCOMES))]
    told = {one.key: (one.verdict, one.outcome) for one in targets(editions) if one.edition == 2025}
    assert told == {
        "gdp@2025": ("met", "310亿元"), "shops@2025": ("missed", "45家"), "gdp@2030": ("not-yet", ""),
        "shops@2026": ("changed", "55家"), "plan@2024": ("unknown", ""),
    }  # fmt: skip
    assert codes(reviewed(write(2026, OUTCOMES))) == ["target-changed", "target-missed"]


def test_the_series_shows_the_latest_value_and_those_it_replaced(write: Write) -> None:
    write(2025, OLD)
    write(2026, NEW + '  - {indicator: shops, period: "2025", value: 45, growth: {value: 7}, source: a}\n')
    table, problems = series(str(write(2026, NEW).parent), ["商户", "nothing"])
    assert (problems, table.unknown, table.editions) == ((), ("nothing",), (2025, 2026))
    (row,) = table.rows
    assert [figure and (figure.text, figure.former) for figure in row.figures] == [("42", ((2025, "40"),))]


def test_the_series_of_nothing(write: Write, tmp_path: Path) -> None:
    assert series_table([]).rows == ()
    with pytest.raises(PathError):
        series(str(tmp_path / "nowhere"), ["gdp"])


def test_compare(write: Write) -> None:
    honours = "groups:\n  - id: g\n    title: 荣誉\n    honours:\n      - {title: 先进, recipient: 样例区, level: municipal}\n"
    old = write(2025, OLD, honors=honours)
    new = write(2026, NEW, people="people:\n  - {id: li, name: 李文, offices: [{title: 主任, unit: 东社区}]}\n")
    found = compare(str(old), str(new))
    assert [(one.name, one.old, one.new) for one in found.restated] == [("shops@2024", "40家", "42家")]
    assert [(one.name, one.new) for one in found.honours] == [("先进（样例区）", "")]
    assert [(one.name, one.new) for one in found.people] == [("李文", "东社区主任")]
    assert found.frame == ()
    same = check(Order(str(new))).edition
    assert comparison(same, same).restated == ()
