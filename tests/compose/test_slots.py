"""Fixed pages and openers: titles that are too long shrink or break, rows are never lost, vertical text is one element."""

from itertools import pairwise

import pytest

from tests.compose.sheets import annual, links, outside, overlaps, said, size_of, texts
from yearbook.compose.paragraph import pieces_of, set_paragraph
from yearbook.compose.slots import Filling, fixed_sheet
from yearbook.model.galley import Sheet
from yearbook.model.page import Box, Rule
from yearbook.model.text import Span

FIELDS = {
    "title": "红旗区年鉴", "region": "新乡市", "year": "2026", "title_en": "Yearbook", "title_en_upper": "HONGQI DISTRICT YEARBOOK",
    "office": "《红旗区年鉴》编辑部", "period": "本卷记述2025年1月1日至12月31日", "profile": "内部资料　免费交流",
}  # fmt: skip
LONG = FIELDS | {
    "title": "红旗区“十四五”统计（综合）年鉴", "region": "河南省新乡市", "office": "《红旗区年鉴》编纂委员会办公室暨区地方史志研究室",
    "title_en_upper": "STATISTICAL YEARBOOK OF HONGQI DISTRICT, XINXIANG CITY, HENAN PROVINCE, CHINA",
}  # fmt: skip


def opener(title: str, titles: list[str], abstract: str = "本编记商圈、街区诸事。") -> Sheet:
    setter = annual()
    fields = {"number": "07", "order": "第七编", "title": title, "title_en": "Commerce", "title_en_upper": "COMMERCE"}
    lines = set_paragraph(pieces_of((Span(abstract),), "opener-abstract", setter.layout), setter, 24 * 10_500)
    rows = tuple((str(60 + n), words, f"s{n}") for n, words in enumerate(titles))
    filling = Filling({"abstract": lines}, rows, (7, 14, "商贸消费"))
    return fixed_sheet(setter.layout.pages["opener"], fields, "recto", setter, filling)


@pytest.mark.parametrize("name", ["cover", "half-title", "title-page"])
@pytest.mark.parametrize("fields", [FIELDS, LONG], ids=["short", "long"])
def test_a_fixed_page_says_its_fields_inside_the_page(name: str, fields: dict[str, str]) -> None:
    sheet = fixed_sheet(annual().layout.pages[name], fields, "recto", annual())
    assert fields["title"] in said(sheet)
    assert fields["year"] in said(sheet)
    assert outside(sheet, annual()) == []
    assert overlaps(sheet) == []


def test_vertical_text_is_one_element_that_says_the_whole() -> None:
    sheet = fixed_sheet(annual().layout.pages["half-title"], LONG, "recto", annual())
    (title,) = (n for n, element in enumerate(sheet.elements) if element.tag == "H1")
    column = [text for text in texts(sheet.marks) if text.element == title]
    assert "".join(text.line.text for text in column) == LONG["title"] == sheet.elements[title].actual
    assert [run.text for text in column if text.line.text == "“" for run in text.line.runs] == ["﹃"]
    assert [a.y < b.y for a, b in pairwise(column)] == [True] * (len(column) - 1)


def test_a_slot_without_its_field_is_left_out() -> None:
    sheet = fixed_sheet(annual().layout.pages["cover"], FIELDS | {"region": "", "office": ""}, "recto", annual())
    assert FIELDS["region"] not in said(sheet)
    assert FIELDS["office"] not in said(sheet)


def test_trim_places_follow_the_side() -> None:
    setter = annual()
    slots = setter.layout.pages["cover"]
    recto, verso = (next(m for m in fixed_sheet(slots, FIELDS, side, setter).marks if isinstance(m, Box)) for side in ("recto", "verso"))
    page = setter.layout.page
    assert recto.x + page.inside == verso.x + page.trim[0] - page.inside - page.width == slots[0].x  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("title", "size", "lines"),
    [("商贸消费", 48, 1), ("经济社会发展综合情况", 41, 1), ("高质量发展、高效能治理暨营商环境争先创优升级", 36, 2)],
)
def test_a_chapter_title_shrinks_then_breaks(title: str, size: int, lines: int) -> None:
    sheet = opener(title, ["综合"])
    heads = [text for text in texts(sheet.marks) if sheet.elements[text.element].tag == "H1"]
    assert (len(heads), {size_of(text) // 1000 for text in heads}) == (lines, {size})
    assert "".join(text.line.text for text in heads) == title
    assert outside(sheet, annual()) == []
    assert overlaps(sheet) == []


@pytest.mark.parametrize("count", [0, 1, 6, 9, 14, 24, 60])
@pytest.mark.parametrize("abstract", ["短。", "本编记商圈、街区、潮玩消费与市场诸事。" * 12], ids=["short", "long"])
def test_no_row_of_an_opener_is_lost(count: int, abstract: str) -> None:
    titles = [f"第{n}节商圈建设与发展" for n in range(count)]
    sheet = opener("商贸消费", titles, abstract)
    assert [link.target for link in links(sheet)] == [f"s{n}" for n in range(count)]
    assert all(title in said(sheet) for title in titles)
    assert outside(sheet, annual()) == []
    assert overlaps(sheet) == []


def test_few_rows_keep_the_layouts_height() -> None:
    sheet = opener("商贸消费", ["综合", "商圈", "市场"])
    tops = [mark.y1 for mark in sheet.marks if isinstance(mark, Rule) and mark.colour == "light" and mark.x1 == 23 * 10_500]
    assert tops == [(32 + 2 * n) * 16_000 for n in range(4)]


def test_a_long_section_title_breaks_inside_its_row() -> None:
    title = "红旗区高质量发展、高效能治理暨营商环境争先创优升级大会"
    sheet = opener("特载", [title, "综合"])
    assert title in said(sheet)
    assert overlaps(sheet) == []
