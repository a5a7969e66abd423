"""Lines beside a figure: the first so many narrow, the rest as wide as the column, all full but the last."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import setter
from tests.makeup.test_hard_cases import SENTENCE, entry, figure, outside, section
from tests.overlaps import overlapping
from tests.small_edition import pages_of, written
from yearbook import press
from yearbook.compose.paragraph import Piece, set_paragraph
from yearbook.compose.shaped_lines import Shape
from yearbook.model.page import Box, Page, Picture, Text

EM = 10_500
WORDS = "红旗区签约项目74个，总投资158.9亿元；“十四五”规划目标（含科技型中小企业）完成，GDP增长6.1%。"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.integers(0, 12), st.integers(0, 2))
def test_so_many_lines_are_narrow_and_none_is_lost(times: int, narrow: int, indent: int) -> None:
    shape = Shape(21 * EM, 12 * EM, narrow) if narrow else 21 * EM
    lines = set_paragraph((Piece(WORDS * times, "body"),), setter(), shape, indent * EM)
    assert "".join(line.text for line in lines).replace(" ", "") == (WORDS * times).replace(" ", "")
    for number, line in enumerate(lines[:-1]):
        measure = (12 if number < narrow else 21) * EM - (indent * EM if number == 0 else 0)
        assert measure - EM // 2 <= line.width <= measure + EM // 2


def test_a_shape_of_one_width_sets_what_the_plain_way_sets() -> None:
    pieces = (Piece(WORDS * 5, "body"),)
    assert set_paragraph(pieces, setter(), Shape(21 * EM, 21 * EM, 4))[-1].text in "".join(
        line.text for line in set_paragraph(pieces, setter(), 21 * EM)
    )


NARROW = figure(10) + "        beside: true\n"


def picture_box(page: Page) -> tuple[int, int, int, int] | None:
    """The place kept for the first figure of a page."""
    boxes = [mark for mark in page.marks if isinstance(mark, Box | Picture) and mark.width > 40_000 and mark.y > 60_000]
    return (boxes[0].x, boxes[0].y, boxes[0].x + boxes[0].width, boxes[0].y + boxes[0].height) if boxes else None


@pytest.mark.parametrize("columns", [1, 2])
def test_text_stands_beside_a_narrow_figure_and_goes_on_under_it(columns: int, tmp_path: Path) -> None:
    entries = "".join(entry(n, 27 // columns) for n in range(9))
    body = section((NARROW + entries) * 2)
    pages = pages_of(tmp_path, body, columns=columns)
    found = [(page, box) for page in pages.pages if (box := picture_box(page))]
    assert len(found) == 2 and outside(pages) == [] and not any(overlapping(page) for page in pages.pages)
    for page, (left, head, right, foot) in found:
        texts = [mark for mark in page.marks if isinstance(mark, Text) and mark.line.runs and head < mark.y < foot + 20_000]
        ends = [(mark.x, mark.x + mark.line.width) for mark in texts if mark.line.runs[0].size == 10_500]
        assert sum(end > right or start < left for start, end in ends) >= 6
        assert all(end <= left or start >= right for start, end in ends)


@pytest.mark.parametrize(
    ("body", "columns"),
    [(NARROW + entry(1, 9), 3), (NARROW + entry(1, 1), 2), (entry(1, 1) + NARROW + figure(8), 2),
     (NARROW + f"      - entry: 条目\n        text: |\n          {SENTENCE * 9}[^x]\n\n          [^x]: 注文。\n", 2)],
)  # fmt: skip
def test_a_figure_without_room_or_text_beside_it_takes_its_column(body: str, columns: int, tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section(body), columns=columns)
    boxes = [box for page in pages.pages if (box := picture_box(page))]
    assert {13 * 10_500, 21 * 10_500} & {right - left for left, _, right, _ in boxes}


def test_the_figure_stands_at_the_fore_edge_of_one_column(tmp_path: Path) -> None:
    body = section("".join(NARROW + entry(n, 60) for n in range(6)))
    pages = press.set_pages(press.check(press.Order(written(tmp_path, body), "booklet")))
    found = [(page.side, box) for page in pages.pages if (box := picture_box(page)) and box[2] - box[0] < 20 * EM]
    sides = {(side, box[0] < pages.width // 2 - 30_000) for side, box in found}
    assert sides == {("verso", True), ("recto", False)}
