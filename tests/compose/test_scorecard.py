"""Scorecards: pages of a hero and modules; nothing touches, nothing leaves the type area."""

from decimal import Decimal

import pytest

from tests.compose.setting import area_of, outside, overlaps, said, setter, texts, words
from yearbook.compose.scorecard import scorecard_sheets
from yearbook.compose.scorecard_figures import share_marks
from yearbook.model.copy import BigFigure, Datum, Scorecard
from yearbook.model.page import Anchor, Box

BARS = (
    Datum("2022", Decimal(9200), "9200余", True), Datum("2023", None, "", False), Datum("2024", None, "", False),
    Datum("2025", Decimal(8368), "8368", False),
)  # fmt: skip


def figure(number: str = "8368", **changed: object) -> BigFigure:
    values = {
        "label": "新增城镇就业", "before": "", "number": number, "unit": "人", "note": words("2022年为9200余人"),
        "bars": BARS, "share": None, **changed,
    }  # fmt: skip
    return BigFigure(**values)  # type: ignore[arg-type]


def card(modules: int | tuple[BigFigure, ...], **changed: object) -> Scorecard:
    values = {
        "title": "2025年主要指标", "title_en": "Key Figures of 2025", "intro": words("本组数字出自大会报道。"),
        "hero": figure("300", before="突破", unit="亿元"), "beside": (figure("6.1", unit="%"), figure("3", before="第", unit="位")),
        "modules": tuple(figure(label=f"指标{n}") for n in range(modules)) if isinstance(modules, int) else modules,
        "anchor": "s1", **changed,
    }  # fmt: skip
    return Scorecard(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("modules", [0, 1, 4, 5, 12, 13, 30])
def test_modules_go_on_over_pages(modules: int) -> None:
    page = setter().layout.page
    sheets = scorecard_sheets(card(modules), setter())
    assert len(sheets) == 1 + max(0, -(-(modules - 4) // 8))
    told = "".join(said(sheet.marks) for sheet in sheets)
    assert all(told.count(f"指标{n}") for n in range(modules))
    for sheet in sheets:
        assert not overlaps(sheet.marks)
        visible = [mark for mark in sheet.marks if not isinstance(mark, Anchor)]
        assert not outside(visible, page.width, (page.lines - 1) * page.leading + page.body, 9000)  # a figure's own white hangs out
        assert sheet.furniture and sheet.tabs


def test_only_the_first_page_is_named() -> None:
    first, second = scorecard_sheets(card(8), setter())
    assert first.titles == (("2025年主要指标", 1, "s1"),)
    assert second.titles == ()
    assert Anchor("s1", 0, 0) in first.marks


def test_the_intro_stands_at_the_head_of_the_second_page_else_beside_the_title() -> None:
    first, second = scorecard_sheets(card(8), setter())
    assert "本组数字" not in said(first.marks) and "本组数字" in said(second.marks)
    (only,) = scorecard_sheets(card(2), setter())
    assert "本组数字" in said(only.marks)
    assert not overlaps(only.marks)


@pytest.mark.parametrize("number", ["3", "300", "12345.67", "1234567890"])
def test_a_long_hero_is_set_smaller_not_over_its_bars(number: str) -> None:
    (sheet,) = scorecard_sheets(card(2, hero=figure(number, unit="亿元")), setter())
    assert not overlaps(sheet.marks)
    unit = next(mark for mark in texts(sheet.marks) if mark.line.text == "亿元")
    assert unit.x + unit.line.width <= setter().layout.scorecard.bars_x


@pytest.mark.parametrize("number", ["28", "98.6", "8368", "1234567", "123456789012"])
def test_a_module_keeps_clear_of_its_slot(number: str) -> None:
    (sheet,) = scorecard_sheets(card((figure(number),)), setter())
    assert not overlaps(sheet.marks)
    column, slot = setter().layout.page.column, setter().layout.scorecard.mini[0]
    mark = min((m for m in texts(sheet.marks) if m.line.text == number), key=lambda m: m.x)
    assert mark.x + mark.line.width <= column - slot


@pytest.mark.parametrize(("share", "red"), [("0", 0), ("98.6", 99), ("99", 99), ("100", 100), ("135", 100)])
def test_a_share_is_a_hundred_squares(share: str, red: int) -> None:
    look = setter().layout.scorecard
    squares = share_marks(Decimal(share), setter(), (0, 0), 0)
    full = [mark for mark in squares if isinstance(mark, Box) and mark.fill == look.grid_on]
    assert len(full) == red
    assert max(area_of(mark)[2] for mark in squares) <= look.grid


def test_qualifiers_stay_beside_the_figure() -> None:
    (sheet,) = scorecard_sheets(card((figure("18", before="近", unit="万人次", bars=()),)), setter())
    assert "近18万人次" in said(sheet.marks)
    assert "突破300亿元" in said(sheet.marks)


def test_long_notes_take_more_lines() -> None:
    long = figure(note=words("很长的说明文字" * 30), bars=())
    sheets = scorecard_sheets(card((long,) * 6), setter())
    assert len(sheets) > 1
    assert all(not overlaps(sheet.marks) for sheet in sheets)
