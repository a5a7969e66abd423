"""荣誉榜: the design's spread, and rolls much longer or shaped otherwise."""

import pytest

from tests.compose.sheets import annual, said, sound
from yearbook.compose.honours import honours_sheets
from yearbook.model.copy import HonourLine, Honours
from yearbook.model.galley import Sheet
from yearbook.model.page import Rule
from yearbook.model.text import Span


def roll(*counts: int, label: str = "综合与治理类", title: str = "荣誉榜", recipient: str = "红旗区") -> Honours:
    groups = tuple(
        (f"{label}{g}", tuple(HonourLine(f"全国第{g}组{n}号荣誉", f"{recipient}{g}之{n}") for n in range(count)))
        for g, count in enumerate(counts)
    )
    return Honours(title, "National Honours", (Span("获国家级荣誉若干项。"),), groups, "资料来源：《新乡日报》", "honours")


def rules(sheet: Sheet) -> list[int]:
    return [mark.y1 // 16_000 + 1 for mark in sheet.marks if isinstance(mark, Rule)]


def test_twelve_honours_in_five_groups_come_out_as_drawn() -> None:
    sheets = honours_sheets(roll(3, 2, 2, 2, 3), annual())
    assert [rules(sheet) for sheet in sheets] == [[16, 29], [4, 16, 29]]
    assert sheets[0].titles == (("荣誉榜", 1, "honours"),)
    assert all(sheet.furniture and sheet.tabs and sheet.ground == "half-tint" and sheet.side == "any" for sheet in sheets)


@pytest.mark.parametrize("counts", [(60,), (1,) * 20, (1, 2, 3, 4, 5) * 4, (2, 30, 2), (1,), (11, 11)], ids=str)
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_nothing_is_lost_or_runs_over(counts: tuple[int, ...], long: bool) -> None:
    more = {"label": "单位与个人及社会组织和先进集体", "title": "“十四五”时期国家级和省级集体荣誉总榜", "recipient": "红旗区某某社区　" * 5}
    block = roll(*counts, **(more if long else {}))
    sheets = honours_sheets(block, annual())
    words = said(*sheets)
    for label, honours in block.groups:
        assert "".join(label.split()) in words
        for honour in honours:
            assert words.count(honour.title + "".join(honour.recipient.split())) == 1
    assert all(sound(sheet, annual()) for sheet in sheets)
    assert "资料来源" in said(sheets[-1])


def test_a_group_that_goes_on_says_so() -> None:
    sheets = honours_sheets(roll(60), annual())
    assert len(sheets) == 6
    assert all("综合与治理类0（续）" in said(sheet) for sheet in sheets[1:])


def test_many_small_groups_close_up() -> None:
    assert len(honours_sheets(roll(*(1,) * 20), annual())) <= 4
