"""Titles of sixty characters wherever a title can stand, in every kind of layout: all of them printed, none over another."""

from pathlib import Path

import pytest

from tests.overlaps import box, overlapping, texts
from yearbook import press
from yearbook.model.page import ARTIFACT, Text

LONG = "红旗区统筹推进新型工业化城镇化信息化和农业现代化协调发展全面提升治理体系和治理能力现代化水平的若干重大举措与实践探索经验"[:60]
LONG_EN = "Striving for High-Quality Development, Efficient Governance and a First-Class Business Climate in Every Street of the District"
WORDS = "稳中求进推动各项工作取得新的进展。" * 4
EDITION = f"""\
schema: 1
id: long
title: {LONG}
title_en: {LONG_EN}
region: 样市
edition_year: 2026
data_year: 2025
period: {{from: 2025-01-01, to: 2025-12-31}}
date: 2026-06-30
office: {LONG}
imprint: {{profile: draft, editor: {LONG}}}
layout: LAYOUT
parts: [cover, half-title, title-page, imprint, note, contents, c1.yaml, chronicle, glossary, back-cover]
"""
CHAPTER = f"""\
id: c1
title: {LONG}
title_en: {LONG_EN}
abstract: {WORDS}
sections:
  - title: {LONG}
    title_en: English beside
    body:
      - subhead: {LONG}
      - {{entry: {LONG}, text: {WORDS}}}
      - table: {LONG}
        columns: [{{title: {LONG}}}, {{title: 数, align: number}}]
        rows: [{{group: {LONG}}}, {{cells: [{LONG}, 1]}}]
      - {{chart: {LONG}, kind: bar, points: [{{at: {LONG}, value: 1}}, {{at: 乙, value: 2}}]}}
      - {{chart: {LONG}, kind: hbar, points: [{{at: {LONG}, value: 1}}, {{at: 乙, value: 2}}]}}
      - {{figure: {LONG}, lines: 10}}
      - {{names: {LONG}, roll: [张三, {LONG}]}}
  - title: {LONG}二
    body:
      - document: {LONG}
        occasion: {LONG}
        speaker: {LONG}
        kind: {LONG}
        parts: [{{head: {LONG}, text: {WORDS}}}]
        editor_note: {WORDS}
  - title: {LONG}三
    body: [{{speech: [{LONG}, {LONG}], speaker: zs, office: {LONG}, unit: {LONG}, text: {WORDS}}}]
  - title: {LONG}四
    title_en: {LONG_EN}
    body: [{{honours: {LONG}, title_en: "{LONG_EN}"}}]
  - title: {LONG}五
    body:
      - scorecard: {LONG}
        title_en: {LONG_EN}
        hero: {{label: {LONG}, fact: gdp@2025}}
        modules: [{{label: {LONG}, fact: gdp@2025}}]
"""
FILES = {
    "c1.yaml": CHAPTER,
    "people.yaml": "people: [{id: zs, name: 张三}]\n",
    "honors.yaml": f"groups: [{{id: g, title: {LONG}, honours: [{{title: {LONG}, recipient: {LONG}, year: 2025, level: national}}]}}]\n",
    "facts.yaml": "indicators: [{id: gdp, name: 生产总值, unit: 亿元}]\nfacts: [{indicator: gdp, period: '2025', value: 300, source: s}]\n",
    "sources.yaml": "sources: [{id: s, title: 某报告}]\n",
    "glossary.yaml": f"title_en: {LONG_EN}\nterms: [{{term: {LONG}, text: {WORDS}}}]\n",
    "note.yaml": f"title_en: {LONG_EN}\ntitle: {LONG}\nitems: ['{WORDS}']\n",
    "chronicle.yaml": f"title_en: {LONG_EN}\ntitle: {LONG}\nevents: [{{date: 2025-03-02, text: {WORDS}}}]\n",
}


@pytest.mark.parametrize("layout", ["annual", "booklet", "large-print"])
def test_a_long_title_finds_room_wherever_it_stands(layout: str, tmp_path: Path) -> None:
    for name, text in {**FILES, "edition.yaml": EDITION.replace("LAYOUT", layout)}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    built = press.build(press.Order(str(tmp_path)))
    pages = built.pages
    assert pages.misfits == ()
    found = {(number, *pair) for number, page in enumerate(pages.pages, 1) for pair in overlapping(page)}
    assert found == set()
    for number, page in enumerate(pages.pages, 1):
        for mark in texts(page):
            left, head, right, foot = box(mark)
            assert left >= 0 and right <= pages.width and head >= -1000 and foot <= pages.height, (number, mark.line.text)
    said = "".join(mark.line.text for page in pages.pages for mark in texts(page) if mark.element != ARTIFACT)
    assert said.replace(" ", "").replace("\u3000", "").count(LONG[:4]) >= 40


@pytest.mark.parametrize("layout", ["annual", "booklet", "large-print"])
def test_a_long_english_title_keeps_clear_of_the_lines_beside_it(layout: str, tmp_path: Path) -> None:
    """On cover and title page no line touches another: whole bodies, not ink, stand apart."""
    for name, text in {**FILES, "edition.yaml": EDITION.replace("LAYOUT", layout)}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = press.build(press.Order(str(tmp_path))).pages.pages
    english = [(page, mark) for page in pages[:6] for mark in texts(page) if mark.line.text.isupper() and mark.line.text.isascii()]
    assert len({page.folio for page, _ in english}) == 2 and len(english) >= 4
    for page, mark in english:
        body = _body(mark)
        others = (other for other in texts(page) if other is not mark and not other.turned)
        assert [other.line.text for other in others if _touch(body, _body(other))] == []


def _body(mark: Text) -> tuple[int, int, int, int]:
    """Left, head, right and foot of a line, blanks of its type included."""
    size = max(run.size for run in mark.line.runs)
    return mark.x, mark.y - size * 88 // 100, mark.x + mark.line.width, mark.y + size * 12 // 100


def _touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
