"""Papers bound into one file: what was told apart within each stays told apart within all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.small_edition import pages_of
from yearbook.makeup import Bound, bind
from yearbook.model.page import Element, Pages

BODY = """\
  - title: 概况
    body:
      - entry: 地理
        text: |
          样区东临大海[^1]，西接群山[^2]。

          [^1]: 海岸线长 12 公里。
          [^2]: 主峰高 800 米。
      - table: 主要指标
        columns: [{title: 指标}, {title: 数值, columns: [{title: 上年, align: number}, {title: 本年, align: number}]}]
        rows:
          - cells: [甲, 1, 2]
"""


def named(pages: Pages, key: str) -> Iterator[tuple[int, str]]:
    """Every ID, or every one that cells name as their head, with the element that it stands at."""
    for number, element in enumerate(pages.elements):
        yield from ((number, one) for name, value in element.attributes if name == key for one in value.split())


def test_ids_are_of_one_element_each_however_often_a_paper_is_bound(tmp_path: Path) -> None:
    paper = pages_of(tmp_path, BODY)
    count = len(list(named(paper, "ID")))
    assert count >= 4  # two notes, and heads on two levels
    bound = bind([Bound(key, "会议文件", paper) for key in ("p1", "p2", "p3")], paper.info)
    ids = [one for _, one in named(bound, "ID")]
    assert len(ids) == len(set(ids)) == 3 * count


def test_cells_name_the_heads_of_their_own_paper(tmp_path: Path) -> None:
    paper = pages_of(tmp_path, BODY)
    bound = bind([Bound(key, "会议文件", paper) for key in ("p1", "p2")], paper.info)
    places = {one: n for n, one in named(bound, "ID")}
    heads = list(named(bound, "Headers"))
    assert heads
    assert all(top(bound.elements, cell) == top(bound.elements, places[head]) for cell, head in heads)


def top(elements: tuple[Element, ...], at: int) -> int:
    while elements[at].parent >= 0:
        at = elements[at].parent
    return at
