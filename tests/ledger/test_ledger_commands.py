"""``check``, ``series`` and ``compare`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.small_series import Write, writer
from yearbook.cli import run

OLD = (
    '  - {indicator: shops, period: "2024", value: 40, source: a}\n'
    '  - {indicator: gdp, period: "2025", value: 300, kind: target, source: a}\n'
)
NEW = (
    '  - {indicator: shops, period: "2024", value: 42, restated: 普查修订, source: a}\n'
    '  - {indicator: gdp, period: "2025", value: 310, growth: {value: 5.1}, source: a}\n'
)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes small editions side by side, below the folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YEARBOOK_LANG", "zh")
    return writer(tmp_path)


def test_check_says_coverage_and_how_to_acknowledge(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(2025, OLD)
    write(2026, NEW.replace("restated: 普查修订, ", ""), "商户{shops@2024}，投入3万元。")
    assert run(["check", "2026"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "数字 2 处：引自台账 1，豁免 0，未引 1" in said.err
    assert "2026/overview.yaml:6:33：未引“3”" in said.err
    assert "checks.yaml" in said.err


def test_check_of_several_editions_as_json(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(2025, OLD)
    checks = "acknowledged:\n  - {check: value-restated, about: shops@2024, reason: 以本卷为准。}\n"
    write(2026, NEW.replace("restated: 普查修订, ", ""), checks=checks)
    assert run(["check", "2025", "2026", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["edition"], first["problems"], first["acknowledged"]) == ("2025", [], [])
    (one,) = second["acknowledged"]
    assert (one["code"], one["reason"], one["file"]) == ("value-restated", "以本卷为准。", "2026/facts.yaml")
    assert second["coverage"] == {"numbers": 0, "bound": 0, "exempt": {}, "unbound": []}


def test_series(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(2025, OLD)
    write(2026, NEW)
    assert run(["series", ".", "shops", "地区生产总值"]) == 0
    said = capsys.readouterr()
    assert "42*" in said.out
    assert "310（5.1%）" in said.out
    assert "* 商户 2024：42，2025卷作40" in said.err
    assert run(["series", ".", "shops", "--csv"]) == 0
    assert capsys.readouterr().out == "指标,范围,单位,2024\n商户,,家,42\n"
    assert run(["series", ".", "shops", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert row["figures"]["2024"]["former"] == [{"edition": 2025, "value": "40"}]
    assert run(["series", ".", "nothing"]) == 1
    assert run(["series", "nowhere"]) == 3


def test_compare(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(2025, OLD)
    write(2026, NEW)
    assert run(["compare", "2025", "2026"]) == 0
    out = capsys.readouterr().out
    assert "shops@2024: 40家 → 42家（普查修订）" in out
    assert "达到：地区生产总值 2025 目标300亿元，实际310亿元" in out
    assert run(["compare", "2025", "2026", "--json"]) == 0
    assert [one["verdict"] for one in json.loads(capsys.readouterr().out)["targets"]] == ["met"]
