"""Words in tables: titles in even lines, no lone last character, widths that keep rows low, a cramped table turned."""

import pytest

from tests.compose.setting import setter, texts
from tests.compose.test_tables import table
from yearbook.compose.cells_measured import Passage
from yearbook.compose.paragraph import Piece, set_single
from yearbook.compose.table_breaks import cell_lines, head_lines
from yearbook.compose.table_cells import cell_pieces, head_cell, word_cell
from yearbook.compose.table_columns import Naturals, Need, column_widths
from yearbook.compose.table_grid import Column
from yearbook.compose.tables import table_block
from yearbook.model.text import Span

EM = 8000


@pytest.mark.parametrize(
    ("title", "ems", "lines"),
    [
        ("2026年目标", 5, ["2026年", "目标"]),
        ("2026年目标", 6, ["2026年目标"]),
        ("占生产总值的比重", 6, ["占生产总", "值的比重"]),
        ("来源注明级别", 5, ["来源注", "明级别"]),
        ("高出（个百分点）", 7, ["高出", "（个百分点）"]),
    ],
)
def test_titles_are_broken_evenly(title: str, ems: int, lines: list[str]) -> None:
    made = head_lines(head_cell(title, setter(), 1000), Column(0, ems * EM, "center"), setter())
    assert [line.text for line in made] == lines
    assert all(line.width <= ems * EM for line in made)


@pytest.mark.parametrize(
    ("words", "ems", "lines"),
    [
        ("国家科技型中小企业", 8, ["国家科技型中小", "企业"]),
        ("国家科技型中小企业", 7, ["国家科技型中小", "企业"]),
        ("大会五点意见", 4, ["大会五点", "意见"]),
        ("甲乙丙", 2, ["甲乙", "丙"]),
        ("铅球（4公斤）", 4.7, ["铅球", "（4公斤）"]),
    ],
)
def test_no_cell_ends_in_a_lone_character_if_it_need_not(words: str, ems: float, lines: list[str]) -> None:
    cell = word_cell(Passage(cell_pieces((Span(words),), setter(), "table", 1000), setter()), ())
    assert [line.text for line in cell_lines(cell, Column(0, int(ems * EM), "left"), setter())] == lines


def test_columns_are_narrowed_where_few_rows_mind() -> None:
    """One long cell in the second column gives way to the many in the first."""
    needs = (Need(0, 12 * EM, 3 * EM, False), Need(0, 12 * EM, 3 * EM, False))
    rows = Naturals(EM, ((12 * EM, 2 * EM),) * 9 + ((2 * EM, 12 * EM),))
    even, low = column_widths(needs, 18 * EM), column_widths(needs, 18 * EM, rows)
    assert even == (9 * EM, 9 * EM) and low is not None and sum(low) == 18 * EM
    assert low[0] >= 12 * EM and low[1] >= 3 * EM


def test_a_table_of_tall_rows_is_turned_where_a_page_is_higher_than_wide() -> None:
    names = ["第三产业增加值占地区生产总值的比重", "规模以上工业企业利润总额"] * 6
    years = [f"20{year}年" for year in range(18, 26)]
    made = table(["指标", *years], ["left", *["number"] * 8], [[name, *["1234.5"] * 8] for name in names], width="page")
    block = table_block(made, setter("booklet"))
    assert block.turned
    said = [text.line.text for row in block.rows for text in texts(row.marks)]
    assert all(name in said for name in names), "each on one line"
    few = table(["指标", *years[:3]], ["left", *["number"] * 3], [[name, *["1234.5"] * 3] for name in names], width="page")
    assert not table_block(few, setter("booklet")).turned


def test_an_even_title_is_no_wider_than_its_words() -> None:
    line = set_single((Piece("2026年目标", "table-head"),), setter())
    assert head_cell("2026年目标", setter(), 1000).natural == line.width
