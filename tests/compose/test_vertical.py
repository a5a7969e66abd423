"""横排竖题: what stands upright, what lies down, what shares a place, and that copied text is the text as written."""

from itertools import pairwise

import pytest

from tests.compose.sheets import annual
from yearbook.compose.vertical import Column, column_height, vertical_marks
from yearbook.model.page import Text

STYLE = Column("half-title", 24_000, 0)  # 15 pt on 24


def column(text: str, room: int = 0) -> list[Text]:
    look = Column(STYLE.style, STYLE.pitch, room)
    return [mark for mark in vertical_marks(text, look, (0, 0), annual(), 0) if isinstance(mark, Text)]


@pytest.mark.parametrize(
    ("text", "cells", "turned"),
    [
        ("红旗区年鉴", ["红", "旗", "区", "年", "鉴"], []),
        ("第12卷", ["第", "12", "卷"], []),
        ("2026卷", ["2026", "卷"], ["2026"]),
        ("GDP年鉴", ["G", "D", "P", "年", "鉴"], []),
        ("走进Hongqi District", ["走", "进", "Hongqi District"], ["Hongqi District"]),
        ("《示例》（上）", ["《", "示", "例", "》", "（", "上", "）"], []),
        ("A卷——综合", ["A", "卷", "—", "—", "综", "合"], []),
    ],
)
def test_what_stands_where(text: str, cells: list[str], turned: list[str]) -> None:
    marks = column(text)
    assert [mark.line.text for mark in marks] == cells
    assert [mark.line.text for mark in marks if mark.turned] == turned


def test_han_stand_at_the_pitch_on_one_axis() -> None:
    marks = column("红旗区年鉴")
    assert {b.y - a.y for a, b in pairwise(marks)} == {24_000}
    assert len({mark.x + mark.line.width // 2 for mark in marks}) == 1


def test_brackets_give_up_their_blank_half() -> None:
    assert column_height("（上）卷", STYLE, annual()) < column_height("上上上卷", STYLE, annual())


def test_two_figures_are_no_wider_than_a_character() -> None:
    (mark,) = column("26")
    assert mark.line.width <= 15_000


def test_what_lies_down_takes_its_length() -> None:
    year, han = column("2026卷")
    assert han.y > year.y + year.line.width
    assert column_height("20262026卷", STYLE, annual()) > column_height("2026卷", STYLE, annual()) + 25_000


@pytest.mark.parametrize("text", ["红旗区国民经济和社会发展统计年鉴", "2026红旗区（上）年鉴Yearbook"])
def test_a_long_title_grows_smaller_to_fit_its_room(text: str) -> None:
    room = 100_000
    marks = column(text, room)
    ends = [mark.y + (mark.line.width if mark.turned else 0) for mark in marks]
    assert max(ends) <= room
    assert all(run.size < 15_000 for mark in marks for run in mark.line.runs)
