"""Tables: columns that never overflow, numbers under their units digits, whole lines when unsplit."""


from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import area_of, outside, overlaps, said, setter, texts, words
from yearbook.compose.table_columns import Need, column_widths
from yearbook.compose.tables import table_block
from yearbook.frozen import replace
from yearbook.model.copy import Table, TableColumn, TableRow
from yearbook.model.galley import RowMarks, TableBlock
from yearbook.model.page import Rule, Text


def table(titles: list[str], aligns: list[str], rows: list[list[str]], **changed: object) -> Table:
    columns = tuple(TableColumn(t, a, 0) for t, a in zip(titles, aligns, strict=True))  # type: ignore[arg-type]
    values = {
        "label": "表 7-1", "caption": "商贸消费主要指标", "unit": "亿元", "columns": columns,
        "rows": tuple(TableRow(tuple(words(cell) for cell in row), 0, False) for row in rows),
        "notes": (), "source": "", "width": "column", "anchor": "t1", "floating": True, **changed,
    }  # fmt: skip
    return Table(**values)  # type: ignore[arg-type]


def parts(block: TableBlock) -> list[RowMarks]:
    return [block.caption, block.continued, block.head, *block.rows, block.foot, block.notes]


def height(block: TableBlock) -> int:
    rows = sum(row.height + row.space for row in block.rows)
    return block.caption.height + block.head.height + rows + block.foot.height + block.notes.height


def at(block: TableBlock, text: str) -> Text:
    return next(mark for row in block.rows for mark in texts(row.marks) if mark.line.text == text)


def units_edge(block: TableBlock, text: str, after: str = "") -> int:
    """Where the units digit of a cell ends: its right edge less what comes after, in digits of the same width."""
    mark = at(block, text)
    run = mark.line.runs[0]
    face = setter().faces[run.face]
    wide = sum(face.advance(ord(face.glyphs[ord(c)])) * run.size // face.units for c in after)
    return mark.x + mark.line.width - wide


def test_numbers_stand_by_their_units_digit() -> None:
    block = table_block(table(["指标", "2022年"], ["left", "number"], [["甲", "254"], ["乙", "9200"], ["丙", "7.5"]]), setter())
    edges = {units_edge(block, "254"), units_edge(block, "9200"), units_edge(block, "7.5", ".5")}
    assert max(edges) - min(edges) <= 2


def test_signs_hang_outside_the_number() -> None:
    plain = table_block(table(["指标", "2022年"], ["left", "number"], [["甲", "254"], ["乙", "297"]]), setter())
    hung = table_block(table(["指标", "2022年"], ["left", "number"], [["甲", ">254"], ["乙", "297余"]]), setter())
    assert units_edge(plain, "254") == units_edge(plain, "297")
    sign = at(hung, ">254")
    qualified = at(hung, "297余")
    digits = qualified.line.width - sign.line.width  # more than the digits: 余 and the gap before it
    assert digits > 0 and qualified.x > sign.x
    assert abs(sign.x + sign.line.width - (qualified.x + at(plain, "297").line.width)) <= 2


def test_four_digits_take_a_thin_gap_and_years_none() -> None:
    block = table_block(table(["年份", "人"], ["left", "number"], [["2025年", "8368"], ["2024", "836"]]), setter())
    gap = int(setter().layout.table.digit_gap * setter().style("table").size)
    digit = at(block, "836").line.width // 3
    assert abs(at(block, "8368").line.width - 4 * digit - gap) <= 4
    assert abs(at(block, "2024").line.width - 4 * digit) <= 4


def test_blank_cells_have_no_marks_but_an_element() -> None:
    block = table_block(table(["指标", "2022年"], ["left", "number"], [["甲", ""]]), setter())
    assert said(block.rows[0].marks) == "甲"
    assert [element.tag for element in block.elements].count("TD") == 1


def test_three_rules_and_whole_lines() -> None:
    look, page = setter().layout.table, setter().layout.page
    for notes in ((), (words("空格为未载。"),), (words("甲。"), words("乙。"), words("①丙。"))):
        block = table_block(table(["指标", "值"], ["left", "number"], [["甲", "1"]] * 5, notes=notes), setter())
        rules = [mark.width for row in parts(block) for mark in row.marks if isinstance(mark, Rule)]
        assert rules == [look.top_rule, look.head_rule, look.bottom_rule]
        assert height(block) % page.leading == 0


def test_the_caption_of_a_later_part() -> None:
    block = table_block(table(["指标"], ["left"], [["甲"]]), setter())
    assert said(block.caption.marks) == "表 7-1商贸消费主要指标单位：亿元"
    assert said(block.continued.marks) == "续表 7-1商贸消费主要指标单位：亿元"
    assert {mark.element for mark in texts(block.continued.marks)} == {-1}  # said once


def test_a_unit_without_room_takes_its_own_line() -> None:
    long = table_block(table(["指标"], ["left"], [["甲"]], caption="二〇二五年红旗区各街道（镇）主要经济社会"), setter())
    assert long.caption.height > setter().layout.page.leading
    assert not overlaps(long.caption.marks)


def test_notes_are_numbered_when_there_are_several() -> None:
    notes = (words("甲。"), words("乙。"), words("①丙。"))
    block = table_block(table(["指标"], ["left"], [["甲"]], notes=notes, source="《新乡日报》"), setter())
    assert said(block.notes.marks).replace(" ", "") == "注：1.甲。2.乙。①丙。资料来源：《新乡日报》。"
    alone = table_block(table(["指标"], ["left"], [["甲"]], notes=(words("甲。"),)), setter())
    assert said(alone.notes.marks) == "注：甲。"


def test_rows_that_wrap_grow_by_half_rows() -> None:
    look = setter().layout.table
    block = table_block(table(["指标", "说明"], ["left", "left"], [["甲", "很长的说明" * 12], ["乙", "短"]]), setter())
    assert block.rows[0].height > look.row and block.rows[0].height % (look.row // 2) == 0
    assert block.rows[1].height == look.row
    assert all(not overlaps(row.marks) for row in block.rows)


def test_indent_and_group_space() -> None:
    look = setter().layout.table
    plain = table(["指标", "值"], ["left", "number"], [["甲", "1"], ["#乙", "2"]])
    rows = (TableRow(plain.rows[0].cells, 0, True), TableRow(plain.rows[1].cells, 1, True))
    block = table_block(replace(plain, rows=rows), setter())
    assert at(block, "#乙").x - at(block, "甲").x == look.indent
    assert [row.space for row in block.rows] == [0, look.group_space]


def test_given_widths_keep_their_proportions() -> None:
    columns = (TableColumn("甲", "left", 10_000), TableColumn("乙", "left", 5_000))
    block = table_block(replace(table(["甲", "乙"], ["left", "left"], [["子", "丑"]]), columns=columns), setter())
    look = setter().layout.table
    first = at(block, "丑").x - look.inset - look.cell_gap
    rest = setter().layout.page.column - 2 * look.inset - look.cell_gap - first
    assert abs(first - 2 * rest) <= 2


CELL = st.one_of(
    st.just(""), st.text("红旗区主要经济社会发展指标", min_size=1, max_size=30), st.just("“三个一批”项目（含续建），共四类；详见附表"),
    st.from_regex(r">?[0-9]{1,7}(\.[0-9]{1,2})?(余|①|%)?", fullmatch=True), st.text("abcXYZ -", min_size=1, max_size=12),
)  # fmt: skip


@st.composite
def any_table(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 8))
    aligns = draw(st.lists(st.sampled_from(["left", "center", "right", "number"]), min_size=count, max_size=count))
    titles = draw(st.lists(st.one_of(st.text("年度总量增长亿元", max_size=8), st.just("比上年增长（%）")), min_size=count, max_size=count))
    rows = draw(st.lists(st.lists(CELL, min_size=count, max_size=count), min_size=1, max_size=5))
    return table(titles, aligns, rows, width=draw(st.sampled_from(["column", "page"])), notes=tuple(words(n) for n in draw(
        st.lists(st.text("空格为资料未载①②", min_size=1, max_size=40), max_size=3))))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(any_table())
def test_no_table_overflows_overlaps_or_loses_a_word(drawn: Table) -> None:
    page = setter().layout.page
    block = table_block(drawn, setter())
    measure = page.width if block.width == "page" else page.column  # one that no column holds takes the page's width
    measure = page.lines * page.leading if block.turned else measure
    assert height(block) % page.leading == 0
    for row in parts(block):
        assert not overlaps(row.marks), overlaps(row.marks)
        assert not [mark for mark in outside(row.marks, measure, row.height + 600) if not isinstance(mark, Rule)]
    told = ["".join(span.text for cell in row.cells for span in cell).replace(" ", "") for row in drawn.rows]
    if len(told) == len(block.rows):  # no row so tall that it is set line by line
        assert [said(row.marks).replace(" ", "") for row in block.rows] == told
    assert sorted("".join(said(row.marks) for row in block.rows).replace(" ", "")) == sorted("".join(told))


@given(
    st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 60_000), st.integers(0, 30_000), st.booleans()), min_size=1, max_size=14),
    st.integers(50_000, 400_000),
)
def test_widths_fill_the_measure(needs: list[tuple[int, int, int, bool]], measure: int) -> None:
    kept = tuple(Need(fixed, max(natural, least), least, figures) for fixed, natural, least, figures in needs)
    widths = column_widths(kept, measure)
    if widths is None:
        assert sum(need.least for need in kept) > measure
    else:
        assert sum(widths) == measure
        assert all(width >= min(need.least, need.fixed or need.least) for width, need in zip(widths, kept, strict=True))


def test_texts_stand_inside_their_row() -> None:
    block = table_block(table(["指标", "值"], ["left", "number"], [["甲", "1"], ["乙", "2"]]), setter())
    for row in block.rows:
        assert all(area_of(mark)[1] > 0 and area_of(mark)[3] < row.height for mark in texts(row.marks))
