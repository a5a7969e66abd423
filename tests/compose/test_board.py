"""编纂机构 and 排印说明: every name is printed, in its cell, on as many pages as it takes."""

import pytest

from tests.compose.sheets import annual, outside, overlaps, said, texts
from yearbook.compose.board import board_sheets
from yearbook.compose.colophon import colophon_sheet
from yearbook.model.copy import BoardPart, ColophonPart

NAMES = ("张示例", "李范", "阿依古丽·买买提", "王样（女）", "欧阳示例", "赵例")


def board(count: int = 1, groups: int = 1, units: tuple[str, ...] = ()) -> BoardPart:
    made = tuple((f"示例机构{n}", (("主任", ("周例",)), ("委员", NAMES * count))) for n in range(groups))
    return BoardPart("编纂机构", "Editorial Board", made, (("供稿单位", units),) if units else (), "board")


@pytest.mark.parametrize(("count", "groups"), [(1, 1), (1, 6), (40, 2), (200, 1)])
def test_every_name_is_printed_within_its_page(count: int, groups: int) -> None:
    sheets = board_sheets(board(count, groups), annual())
    words = said(*sheets)
    for name in NAMES:
        assert words.count(name) == count * groups
    for sheet in sheets:
        assert (outside(sheet, annual()), overlaps(sheet)) == ([], [])
    assert [sheet.side for sheet in sheets] == ["recto", *["any"] * (len(sheets) - 1)]


def test_a_name_of_two_characters_is_as_wide_as_one_of_three_and_copied_as_written() -> None:
    (sheet,) = board_sheets(board(), annual())
    by_name = {text.line.text: text for text in texts(sheet.marks)}
    assert by_name["李范"].line.width == by_name["张示例"].line.width
    assert not by_name["李范"].line.exact


def test_names_stand_in_columns_and_a_long_one_takes_the_cells_it_needs() -> None:
    look = annual().layout.board
    (sheet,) = board_sheets(board(), annual())
    by_name = {text.line.text: text for text in texts(sheet.marks)}
    assert all((by_name[name].x - look.names_x) % look.cell == 0 for name in NAMES)
    long, after = by_name["阿依古丽·买买提"], by_name["王样（女）"]
    assert after.x >= long.x + long.line.width


def test_a_head_is_not_left_at_the_foot_of_a_page() -> None:
    for groups in range(1, 12):
        for sheet in board_sheets(board(2, groups), annual()):
            assert not texts(sheet.marks)[-1].line.text.startswith("示例机构")


def test_units_stand_in_two_columns_and_turn_when_long() -> None:
    units = ("示例区统计局", "示例区商务局", "示例区城市管理和综合行政执法局示例街道办事处综合服务中心", "示例镇")
    (sheet,) = board_sheets(board(units=units), annual())
    places = {text.line.text: (text.x, text.y) for text in texts(sheet.marks)}
    assert places["示例区统计局"][1] == places["示例区商务局"][1]
    assert all(unit in said(sheet) for unit in units)
    assert overlaps(sheet) == []


def test_the_colophon_says_only_what_is_known() -> None:
    sheet = colophon_sheet(ColophonPart("排印说明", (("日期", "2026年4月30日"),), "colophon"), annual())
    words = said(sheet)
    assert "思源宋体（NotoSerifSC），SILOFL1.1" in words
    assert "2026年4月30日" in words
    assert "印刷" not in words
    assert (outside(sheet, annual()), overlaps(sheet)) == ([], [])
