"""Thumb tabs: at the design's steps, bleeding, mirrored; many chapters share the height and show numbers."""

from tests.compose.sheets import annual, texts
from yearbook.compose.tabs import all_ticks, tab_marks
from yearbook.model.page import Box, Rule, Text

AREA = 8504  # 3 mm of bleed


def tab(*args: object) -> tuple[Box, list[Text]]:
    marks = tab_marks(*args, annual())  # type: ignore[arg-type]
    assert isinstance(marks[0], Box)
    return marks[0], texts(marks)


def test_the_seventh_tab_stands_at_the_designs_place() -> None:
    page = annual().layout.page
    box, name = tab(7, 14, "商贸消费", "recto")
    assert (box.y + page.head, box.height) == (58_000 + 48_000 * 6, 40_000)
    assert box.x + box.width + page.inside == page.trim[0] + page.bleed
    assert "".join(text.line.text for text in name) == "商贸消费"


def test_a_verso_bleeds_to_the_left() -> None:
    page = annual().layout.page
    box, _ = tab(1, 14, "特载", "verso")
    area = page.trim[0] - page.inside - page.width
    assert box.x + area == -page.bleed
    assert box.width == annual().layout.tabs.width + page.bleed


def test_names_stay_inside_their_tab() -> None:
    for name in ("特载", "商贸消费", "经济社会发", "经济社会发展", "国民经济和社会发展"):
        box, lines = tab(3, 14, name, "recto")
        assert "".join(text.line.text for text in lines) in (name, "3")
        for text in lines:
            assert box.x < text.x < text.x + text.line.width < box.x + box.width
            assert box.y < text.y < box.y + box.height


def test_more_chapters_than_steps_share_the_height_and_show_numbers() -> None:
    page = annual().layout.page
    tops = []
    for number in (1, 20, 40):
        box, lines = tab(number, 40, "某类目", "recto")
        assert [text.line.text for text in lines] == [str(number)]
        tops.append(box.y)
        assert box.y + box.height <= page.lines * page.leading
    assert tops[0] == 0
    assert tops[1] == 19 * (page.lines * page.leading // 40)


def test_ticks_leave_out_the_chapters_own() -> None:
    every = all_ticks((0, 0), "recto", "", annual())
    others = all_ticks((7, 14), "recto", "", annual())
    assert (len(every), len(others)) == (14, 13)
    assert {mark.colour for mark in every if isinstance(mark, Rule)} == {"light"}
    assert [mark for mark in every if mark not in others] == [every[6]]
