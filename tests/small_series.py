"""A small series on disk: an earlier and a later edition of one chapter, with whatever a test writes into them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from yearbook.press import Checked, Order, review

FRAME = """schema: 1
id: sample-{year}
title: 样例区年鉴
edition_year: {year}
data_year: {data}
period: {{from: {data}-01-01, to: {data}-12-31}}
date: {year}-04-30
imprint: {{profile: draft}}
parts: [overview.yaml]
"""
CHAPTER = """id: overview
title: 综述
sections:
  - body:
      - entry: 经济
        text: "{text}"
"""
INDICATORS = """indicators:
  - {id: gdp, name: 地区生产总值, unit: 亿元}
  - {id: shops, name: 商户, unit: 家}
  - {id: plan, name: 规划目标, unit: 亿元, target_of: gdp}
"""
SOURCES = "sources:\n  - {id: a, title: 样例日报, file: daily.txt}\n"

Write = Callable[..., Path]


def writer(folder: Path) -> Write:
    """Writes editions into a folder: the year, the facts as lines of YAML, the text of the one entry, other files by stem."""

    def call(year: int, facts: str = "", text: str = "全年平稳。", **files: str) -> Path:
        edition = folder / str(year)
        edition.mkdir(exist_ok=True)
        (edition / "edition.yaml").write_text(FRAME.format(year=year, data=year - 1), "utf-8")
        (edition / "overview.yaml").write_text(CHAPTER.format(text=text), "utf-8")
        (edition / "sources.yaml").write_text(SOURCES, "utf-8")
        if facts:
            (edition / "facts.yaml").write_text(f"{INDICATORS}facts:\n{facts}", "utf-8")
        for stem, content in files.items():
            (edition / f"{stem}.yaml").write_text(content, "utf-8")
        return edition

    return call


def codes(checked: Checked) -> list[str]:
    """The codes found, placeless."""
    return sorted(problem.code for problem in checked.problems)


def reviewed(folder: Path, sources: Path | None = None) -> Checked:
    return review(Order(str(folder)), str(sources) if sources else None)
