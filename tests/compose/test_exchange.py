"""交流发言: two pieces a page on the grid, long ones on pages of their own, nothing lost."""


import pytest

from tests.compose.sheets import annual, body, said, size_of, sound, texts
from yearbook.compose.exchange import exchange_sheets
from yearbook.frozen import replace
from yearbook.model.copy import Speech
from yearbook.model.galley import Sheet
from yearbook.model.page import Rule
from yearbook.model.text import BodyParagraph, Span

PARAGRAPH = "发言介绍，2025年洪门镇以强载体、兴产业、抓项目为主要举措，完成生产总值144亿元，一般公共预算收入5.4亿元，都接近全区的一半。"
SPEECH = Speech(("质效并举谋发展", "乘势而上再出发"), "陈理想", "党委书记", "洪门镇", "", body(*[PARAGRAPH] * 4), "chen")


def rules(sheet: Sheet) -> list[int]:
    return [mark.y1 // 16_000 for mark in sheet.marks if isinstance(mark, Rule)]


def test_two_pieces_a_page_at_their_lines() -> None:
    sheets = exchange_sheets((SPEECH,) * 5, annual())
    assert [rules(sheet) for sheet in sheets] == [[0, 22], [0, 22], [0]]
    assert [len(sheet.titles) for sheet in sheets] == [2, 2, 1]
    assert sheets[0].titles[0] == ("质效并举谋发展　乘势而上再出发", 2, "chen")
    assert all(sheet.furniture and sheet.tabs for sheet in sheets)


def test_the_text_stands_in_two_levelled_columns_on_the_grid() -> None:
    (sheet,) = exchange_sheets((SPEECH,), annual())
    assert sound(sheet, annual())
    rows = [text for text in texts(sheet.marks) if size_of(text) == 10_500]
    left = [text for text in rows if text.x < 300_000]
    assert {rows[0].y, rows[len(left)].y} == {7 * 16_000 + 9240}
    assert abs(2 * len(left) - len(rows)) <= 2


def test_a_second_line_of_a_couplet_is_moved_in_by_two_characters() -> None:
    (sheet,) = exchange_sheets((SPEECH,), annual())
    first, second = (text for text in texts(sheet.marks) if sheet.elements[text.element].tag == "H3")
    assert (first.x, second.x, second.y - first.y) == (147_000, 147_000 + 48_000, 34_000)


@pytest.mark.parametrize("count", [0, 1, 5, 8, 11, 14, 20, 40, 90])
def test_no_text_is_lost_however_long(count: int) -> None:
    marked = [f"第{n}段{PARAGRAPH}" for n in range(count)]
    long = replace(SPEECH, paragraphs=body(*marked))
    sheets = exchange_sheets((SPEECH, long, SPEECH), annual())
    told = "".join(text.line.text for sheet in sheets for text in texts(sheet.marks) if size_of(text) == 10_500)
    assert all(text in told for text in marked)
    assert said(*sheets).count("乘势而上再出发") == 3
    assert all(sound(sheet, annual()) for sheet in sheets)


def test_no_column_begins_with_the_last_line_of_a_paragraph() -> None:
    for count in range(1, 30):
        sheets = exchange_sheets((replace(SPEECH, paragraphs=body(*[PARAGRAPH] * count)),), annual())
        for sheet in sheets:
            heads: dict[int, str] = {}
            for text in texts(sheet.marks):
                if size_of(text) == 10_500:
                    heads.setdefault(text.x // 10_500 // 8, text.line.text)
            assert all(not (head.endswith("一半。") and len(head) < 12) for head in heads.values())


def test_long_names_units_and_couplets_stay_in_their_room() -> None:
    crowded = replace(
        SPEECH,
        couplet=("推进“幸福红旗”高质量建设与发展再上新台阶", "提升办税服务质效打造一流营商环境再立新功"),
        name="阿卜杜拉·买买提·艾则孜",
        unit="新乡泡泡玛特文化创意有限公司红旗区分公司全球客服中心",
    )
    (sheet,) = exchange_sheets((crowded, replace(SPEECH, name="王佳")), annual())
    assert sound(sheet, annual())
    assert all(words in said(sheet) for words in (*crowded.couplet, crowded.name, crowded.unit, "王佳"))


def test_a_name_of_two_characters_is_spaced_but_copied_whole() -> None:
    (sheet,) = exchange_sheets((replace(SPEECH, name="王佳"),), annual())
    (name,) = (text.line for text in texts(sheet.marks) if text.line.text == "王佳")
    style = annual().style(annual().layout.exchange.name_style)
    assert name.width == style.spread * style.size + 2 * style.track
    assert not name.exact


def test_items_of_lists_are_items_with_labels_of_their_own() -> None:
    told = [("办了三件事：", "", 0), ("办", "（一）", 0), ("理", "1.", 1), ("小结。", "", 0)]
    text = tuple(BodyParagraph((Span(words),), label, depth, label) for words, label, depth in told)
    (sheet,) = exchange_sheets((replace(SPEECH, paragraphs=text),), annual())
    start = next(n for n, one in enumerate(sheet.elements) if one.tag == "L") - 1
    parents = [(one.tag, sheet.elements[one.parent].tag if one.parent >= 0 else "") for one in sheet.elements[start:]]
    assert parents == [
        ("P", ""), ("L", ""), ("LI", "L"), ("Lbl", "LI"), ("LBody", "LI"),
        ("L", "LBody"), ("LI", "L"), ("Lbl", "LI"), ("LBody", "LI"), ("P", ""),
    ]  # fmt: skip
    said_by = [(sheet.elements[one.element].tag, one.line.text) for one in texts(sheet.marks) if start <= one.element]
    assert said_by == [("P", "办了三件事："), ("Lbl", "（一）"), ("LBody", "办"), ("Lbl", "1."), ("LBody", "理"), ("P", "小结。")]
