"""Heads in levels, cells that reach over others, groups, totals, sparklines, rows taller than a page: from YAML's nouns to marks."""

from decimal import Decimal
from itertools import pairwise

import pytest

from tests.compose.setting import overlaps, said, setter, texts, words
from tests.compose.test_tables import at, height, parts, table
from yearbook.compose.tables import table_block
from yearbook.edit.tables import head_cells
from yearbook.frozen import replace
from yearbook.makeup.columns import Placed
from yearbook.makeup.feet import foot_shape
from yearbook.makeup.frame import Frame
from yearbook.makeup.regions import paginate
from yearbook.makeup.table_parts import table_lines
from yearbook.model.blocks import Column, leaves_of
from yearbook.model.copy import Datum, HeadCell, Spark, Table, TableRow
from yearbook.model.galley import TableBlock
from yearbook.model.page import Disc, Path, Rule

HEADS = (
    Column(title="指标"),
    Column(title="2022年", columns=(Column(title="总量", align="number"), Column(title="增长", align="number"))),
    Column(title="2024年", columns=(Column(title="总量", align="number"), Column(title="增长", align="number"))),
)


def levelled(rows: list[list[str]]) -> Table:
    leaves = leaves_of(HEADS)
    one = table([leaf.title for leaf in leaves], [leaf.align for leaf in leaves], rows, width="page")
    return replace(one, head=head_cells(HEADS))


def row(cells: list[str], **changed: object) -> TableRow:
    return replace(TableRow(tuple(words(cell) for cell in cells), 0, False), **changed)


def attributes(block: TableBlock, title: str) -> dict[str, str]:
    return dict(next(element.attributes for element in block.elements if element.tag == "TH" and element.title == title))


def test_heads_know_their_place() -> None:
    assert head_cells(HEADS)[:3] == (HeadCell("指标", 0, 0, 2, 1), HeadCell("2022年", 0, 1, 1, 2), HeadCell("总量", 1, 1, 1, 1))
    assert head_cells((Column(title="甲"), Column(title="乙"))) == ()


def test_a_head_in_two_levels() -> None:
    look = setter().layout.table
    block = table_block(levelled([["生产总值", "254.0", "6.1", "297.6", "5.5"]]), setter())
    heads = {mark.line.text: mark for mark in texts(block.head.marks)}
    assert block.head.height == 2 * look.head_row
    assert heads["2022年"].y < heads["总量"].y
    assert heads["2022年"].y < heads["指标"].y < heads["总量"].y  # over both levels, in the middle
    rules = [mark for mark in block.head.marks if isinstance(mark, Rule) and mark.width == look.group_rule]
    assert [(rule.y1, rule.x1 < heads["2022年"].x < rule.x2) for rule in rules] == [(look.head_row, True), (look.head_row, False)]
    assert rules[0].x2 < rules[1].x1


def test_heads_tell_what_they_head() -> None:
    block = table_block(levelled([["生产总值", "254.0", "6.1", "297.6", "5.5"]]), setter())
    assert attributes(block, "2022年") == {"ID": "h0.1", "Scope": "Column", "ColSpan": "2"}
    assert attributes(block, "指标") == {"ID": "h0.0", "Scope": "Column", "RowSpan": "2"}
    cells = [dict(element.attributes) for element in block.elements if element.tag == "TD"]
    assert [cell["Headers"] for cell in cells] == ["h0.1 h1.1 r0", "h0.1 h1.2 r0", "h0.3 h1.3 r0", "h0.3 h1.4 r0"]
    assert [element.tag for element in block.elements].count("TR") == 3


def test_a_wide_title_widens_the_columns_under_it() -> None:
    heads = (Column(title="指标"), Column(title="比上年同期增长与全市平均增速之差", columns=(Column(title="甲"), Column(title="乙"))))
    one = replace(table(["指标", "甲", "乙"], ["left", "number", "number"], [["丙", "1", "2"]]), head=head_cells(heads))
    block = table_block(one, setter())
    assert not overlaps(block.head.marks)
    assert said(block.head.marks).count("比上年") == 1


def test_decimals_stand_under_one_another_in_every_level() -> None:
    block = table_block(levelled([["甲", "254.0", "6.1", "9200余", "5"], ["乙", "14.8", "10.5", "297.6②", ">15"]]), setter())
    first, second = at(block, "254.0"), at(block, "14.8")
    assert abs(first.x + first.line.width - second.x - second.line.width) <= 2
    sign = next(run for run in at(block, "297.6②").line.runs if run.text == "②")
    assert sign.size < setter().style("table").size
    assert sign.rise > 0


def test_a_sign_follows_its_figure_without_a_gap() -> None:
    block = table_block(table(["甲", "乙"], ["left", "number"], [["子", "36"], ["丑", "36①"], ["寅", "36*"]]), setter())
    plain = at(block, "36").line.width
    signed = at(block, "36①")
    assert signed.line.runs[-1].x == plain
    assert {at(block, "36").x, signed.x, at(block, "36*").x} == {signed.x}  # hung: the digits stay where they are


def test_a_cell_over_rows_holds_them_together() -> None:
    rows = (row(["第一产业", "1"], spans=((0, 3, 1),)), row(["", "2"]), row(["", "3"]), row(["第二产业", "4"]))
    block = table_block(replace(table(["产业", "值"], ["left", "number"], []), rows=rows), setter())
    assert len(block.rows) == 2
    assert block.rows[0].height == 3 * setter().layout.table.row
    spanned = [dict(element.attributes) for element in block.elements if ("RowSpan", "3") in element.attributes]
    assert spanned == [{"Scope": "Row", "RowSpan": "3"}]
    assert [element.tag for element in block.elements].count("TH") + [element.tag for element in block.elements].count("TD") == 2 + 8 - 2


def test_words_that_need_more_than_their_rows_raise_the_last() -> None:
    rows = (row(["很长的名称" * 12, "说明" * 10], spans=((0, 2, 1),)), row(["", "二"]), row(["三", "四"]))
    block = table_block(replace(table(["甲", "乙"], ["left", "left"], []), rows=rows), setter())
    assert all(mark.y < block.rows[0].height for mark in texts(block.rows[0].marks))
    assert not overlaps(block.rows[0].marks)


def test_words_over_columns() -> None:
    rows = (row(["甲", "未统计", "", "1"], spans=((1, 1, 2),)), row(["乙", "2", "3", "4"]))
    block = table_block(replace(table(["甲", "乙", "丙", "丁"], ["left", "number", "number", "number"], []), rows=rows), setter())
    mark = at(block, "未统计")
    middle = mark.x + mark.line.width // 2
    assert at(block, "2").x < middle < at(block, "3").x + at(block, "3").line.width
    assert any(("ColSpan", "2") in element.attributes for element in block.elements)


def test_groups_totals_and_of_which() -> None:
    look = setter().layout.table
    rows = (row(["总量指标", ""], kind="group"), row(["生产总值", "9"]), row(["# 工业", "4"], indent=1), row(["合计", "9"], kind="total"))
    block = table_block(replace(table(["指标", "值"], ["number", "number"], []), rows=rows), setter())
    assert said(block.rows[0].marks) == "总量指标生产总值9"  # the title of a group stays with its first row
    assert at(block, "总量指标").x == look.inset
    assert block.rows[1].again is not None
    assert said(block.rows[1].again.marks) == "总量指标（续）"
    assert block.rows[2].again is None  # a total is of no group
    assert {run.face for run in at(block, "合计").line.runs} == {"hei-500"}


def parts_of(block: TableBlock) -> list[Placed]:
    """The parts of a table set by itself."""
    page = setter().layout.page
    pages = paginate([block], Frame(page.columns, page.lines, foot_shape(setter().layout)))
    return [one.placed for sets in pages for one in sets if isinstance(one.placed, Placed)]


def test_a_group_goes_on_under_its_title() -> None:
    rows = (row(["甲组", ""], kind="group"), *(row([f"第{n}号", str(n)]) for n in range(200)))
    block = table_block(replace(table(["指标", "值"], ["left", "number"], []), rows=rows), setter())
    page = setter().layout.page
    placed = parts_of(block)
    assert placed[0].first == 0
    assert all(a.last == b.first for a, b in pairwise(placed))
    assert placed[-1].last == len(block.rows)
    assert all(table_lines(block, one.first, one.last, page.leading) <= page.lines for one in placed)


@pytest.mark.parametrize("count", [1, 3, 200])
def test_any_number_of_rows_is_set_once_and_fits(count: int) -> None:
    block = table_block(table(["名称", "值"], ["left", "number"], [[f"第{n}个", str(n)] for n in range(count)]), setter())
    placed = parts_of(block)
    assert [n for one in placed for n in range(one.first, one.last)] == list(range(count))


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    long = "一格里的文字很长，" * 300
    block = table_block(table(["项目", "说明"], ["left", "left"], [["甲", long], ["乙", "短"]]), setter())
    page = setter().layout.page
    placed = parts_of(block)
    assert len(placed) > 1
    assert all(table_lines(block, one.first, one.last, page.leading) <= page.lines for one in placed)
    assert said([mark for one in block.rows for mark in one.marks]) == f"甲{long}乙短"


def test_a_sparkline_breaks_at_gaps_and_marks_its_last_point() -> None:
    look = setter().layout.chart.sparkline
    data = tuple(Datum(at, Decimal(value), value, False) for at, value in (("2021", "1"), ("2022", "3"), ("2024", "2"), ("2025", "5")))
    spark = Spark(data, "走势：2021 1、2022 3、2024 2、2025 5（亿元）")
    rows = (row(["甲", ""], sparks=((1, spark),)),)
    block = table_block(replace(table(["指标", "走势"], ["left", "center"], []), rows=rows), setter())
    lines = [mark for mark in block.rows[0].marks if isinstance(mark, Path)]
    assert [bool(line.dash) for line in lines] == [False, True, False]
    assert all(0 < y < block.rows[0].height for line in lines for _, y in line.points)
    dots = [mark for mark in block.rows[0].marks if isinstance(mark, Disc)]
    assert [dot.fill for dot in dots] == [*[look.colour] * 3, look.latest_colour]
    assert dots[-1].x - dots[0].x <= look.width
    assert block.elements[dots[0].element].alt == spark.alt


def test_a_table_that_no_column_holds_takes_the_page() -> None:
    wide = table([f"第{n}季度" for n in range(11)], ["number"] * 11, [[f"{n}23456.78" for n in range(1, 12)]])
    block = table_block(wide, setter())
    assert block.width == "page"
    assert all(not overlaps(one.marks) for one in parts(block))


def test_a_title_of_sixty_characters_and_mixed_cells() -> None:
    title = "二〇二五年度各街道（镇）及区直有关单位主要经济社会发展指标完成情况与上年同期及全市平均水平比较一览表（含分行业明细）"
    cells = [["5G基站 1,200 个", "WeChat小程序v2.0"]]
    block = table_block(table(["GDP（亿元）", "R&D经费"], ["left", "left"], cells, caption=title), setter())
    assert said(block.caption.marks).replace("单位：亿元", "") == f"表 7-1{title}"
    assert height(block) % setter().layout.page.leading == 0
    assert not overlaps(block.caption.marks)
