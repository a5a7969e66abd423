"""English contents and lists of tables, figures and plates: what they list, under which heads."""

from tests.compose.sheets import annual, links, said
from yearbook.compose.contents import contents_sheets
from yearbook.compose.contents_rows import listed_rows
from yearbook.model.galley import ContentsRow

ROWS = (
    ContentsRow("chapter", "1", "综述", "c", "Overview"), ContentsRow("section", "2", "区情", "s"),
    ContentsRow("section", "3", "商圈", "s2", "Commerce"), ContentsRow("entry", "3", "市场", "e"),
)  # fmt: skip
CAPTIONS = (
    ContentsRow("figure", "4", "图 1-1\u3000零售总额", "f"), ContentsRow("table", "5", "表 1-1\u3000指标", "t"),
    ContentsRow("plate", "ii", "图版 1\u3000春色", "p"),
)  # fmt: skip


def test_english_contents_list_what_has_an_english_title() -> None:
    assert [row.title for row in listed_rows(ROWS, "contents-en", annual().layout.contents)] == ["Overview", "Commerce"]
    (sheet,) = contents_sheets(ROWS, annual(), (), "contents-en")
    assert said(sheet) == "Contents1Overview3Commerce"
    assert [link.target for link in links(sheet)] == ["c", "s2"]


def test_lists_have_a_head_for_each_kind_and_a_list_of_one_kind_has_none() -> None:
    (sheet,) = contents_sheets(CAPTIONS, annual(), (), "lists")
    assert said(sheet) == "表图目录表5表1-1指标图4图1-1零售总额图版ii图版1春色"
    assert [link.target for link in links(sheet)] == ["t", "f", "p"]
    (sheet,) = contents_sheets(CAPTIONS, annual(), (), "list-tables")
    assert said(sheet) == "表目录5表1-1指标"


def test_a_list_of_nothing_has_no_page() -> None:
    assert contents_sheets(CAPTIONS[:1], annual(), (), "list-plates") == ()
