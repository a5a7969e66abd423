"""The honour roll by level, unit and year, over the series, with each honour once."""

from pathlib import Path

import pytest

from tests.small_series import writer
from yearbook import press
from yearbook.edit import edit
from yearbook.model.copy import ChapterPart, Honours

CHAPTER = """id: overview
title: 荣誉
sections:
  - body:
      - {{honours: 荣誉榜, {choice}}}
"""
OLD = """groups:
  - id: a
    title: 综合
    honours:
      - {title: 平安建设先进单位, recipient: 东镇, level: municipal, year: "2024"}
      - {title: “健康”促进区, recipient: 样例区, level: provincial}
"""
NEW = """groups:
  - id: a
    title: 综合
    honours:
      - {title: 文明村镇, recipient: 东镇, level: municipal, year: "2025"}
      - {title: 健康促进区, recipient: 样例区, issuer: 省卫生健康委, level: provincial, year: "2025", reported_by: 区卫生健康委}
  - id: b
    title: 部门
    honours:
      - {title: 健康促进区, recipient: 样例区, level: provincial, reported_by: 区爱卫办}
      - {title: 科普示范区, recipient: 样例区, level: national}
"""


def groups(tmp_path: Path, choice: str) -> dict[str, list[tuple[str, str]]]:
    write = writer(tmp_path)
    write(2025, honors=OLD)
    folder = write(2026, honors=NEW, overview=CHAPTER.format(choice=choice))
    copy = edit(press.check(press.Order(str(folder))).edition)
    (roll,) = (item for part in copy.parts if isinstance(part, ChapterPart) for item in part.items if isinstance(item, Honours))
    return {title: [(line.title, line.recipient) for line in lines] for title, lines in roll.groups}


PEACE, TOWN = ("平安建设先进单位", "东镇"), ("文明村镇", "东镇")
HEALTH, SCIENCE = ("健康促进区", "样例区"), ("科普示范区", "样例区")


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ("by: group", {"综合": [TOWN, HEALTH], "部门": [SCIENCE]}),
        ("by: level", {"国家级荣誉": [SCIENCE], "省级荣誉": [HEALTH], "市级荣誉": [TOWN]}),
        ("by: year", {"2025年": [TOWN, HEALTH], "年份未载": [SCIENCE]}),
        ("by: unit", {"东镇": [("文明村镇", "市级　2025年")], "样例区": [("健康促进区", "省级　2025年"), ("科普示范区", "国家级")]}),
        ("level: [national, municipal]", {"综合": [TOWN], "部门": [SCIENCE]}),
        ("level: national", {"部门": [SCIENCE]}),
        ("year: 2025, unit: 样例区", {"综合": [HEALTH]}),
        ("of: series, by: year", {"2025年": [("“健康”促进区", "样例区"), TOWN], "2024年": [PEACE], "年份未载": [SCIENCE]}),
    ],
)
def test_views(choice: str, wanted: dict[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    assert groups(tmp_path, choice) == wanted


def test_a_choice_that_finds_nothing_is_told(tmp_path: Path) -> None:
    folder = writer(tmp_path)(2026, honors=NEW, overview=CHAPTER.format(choice="level: district"))
    assert [problem.code for problem in press.check(press.Order(str(folder))).problems] == ["block-empty"]
