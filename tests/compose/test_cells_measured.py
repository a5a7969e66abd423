"""Texts measured together are set as each is alone: the same runs, and the same lines in narrower columns."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import setter
from tests.compose.test_tables import table
from yearbook.compose.captions import measure_captions
from yearbook.compose.cells_measured import measure_grouped, measure_together, passages
from yearbook.compose.digits import grouped_line
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph, set_single
from yearbook.compose.table_cells import Cell
from yearbook.compose.table_grid import measured_at
from yearbook.compose.tables import table_block

EM = 8000
CELLS = [
    "全市人才公寓配租先进集体", "小渡镇第248社区", "2025", "12.5%", "（一）", "一、", "《通知》", "—", "——", "……", "A-1期", "Wi-Fi（AI）",
    "AVATAR", "“三个一批”项目", "“Hello”", "don’t", "3 场 次", " 甲", "甲 ", "甲\t乙", "office", "·", "李·王", "-5", "−5", "～", "！？",
    "‘", "。", "㐀", "の", "𠮷字", "①", "3~5", "https://a.cn/b", "1/2", "单位：万元", "", "　",
]  # fmt: skip


def fresh(layout: str = "annual") -> Typesetter:
    return Typesetter(setter(layout).layout, setter(layout).faces)


def assert_same(texts: Sequence[str], style: str, layout: str = "annual") -> None:
    together, alone = fresh(layout), fresh(layout)
    found = passages([(Piece(text, style),) for text in texts], together)
    for one, passage in found.items():
        assert passage.line() == set_single(one, alone) and passage.width == passage.line().width
        for ems in (2, 5, 7):
            lines = set_paragraph(one, alone, ems * EM, align="left")
            assert passage.lines(ems * EM) == lines and passage.texts(ems * EM) == [line.text for line in lines]


def test_cells_are_as_alone_whatever_stands_beside_them() -> None:
    for style in ("table", "table-head", "caption"):
        assert_same(CELLS, style)
        for cell in CELLS:
            assert_same([cell, "甲", cell + "乙", "丙" + cell], style)


def test_cells_of_a_family_with_western_of_another_are_as_alone() -> None:
    assert_same(CELLS, "signature")
    assert_same([cell for cell in CELLS if cell.isascii()], "signature")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("年街道第0189.%,（）、。“”《》—…·-/ aVA①", min_size=1, max_size=12), min_size=2, max_size=12))
def test_any_texts_are_as_alone(texts: list[str]) -> None:
    assert_same(texts, "table")


def test_texts_of_one_style_are_measured_as_one() -> None:
    together = fresh()
    measure_together([(Piece(text, "table"),) for text in ("甲乙", "丙2025", "甲乙")], together)
    assert sorted(piece.text for piece, in together.singles) == ["丙2025", "甲乙"]


def test_more_texts_than_are_kept_are_set_all_the_same() -> None:
    assert_same([f"第{number}社区" for number in range(450)], "table")


def test_a_table_whose_caption_was_measured_with_others_is_as_alone() -> None:
    words = ["商贸消费", "“三个一批”项目", "很长" * 30, "户数（万户）", "", "2026年"]
    tables = [table(["名称"], ["left"], [["甲"]], caption=one, label=f"表 7-{number}" if one else "") for number, one in enumerate(words)]
    together, alone = fresh(), fresh()
    measure_captions(tables, together)
    assert [table_block(one, together) for one in tables] == [table_block(one, alone) for one in tables]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.from_regex(r"[-约]?[0-9]{1,8}(\.[0-9]{1,5})?(%|余|①|万元)?", fullmatch=True), min_size=1, max_size=12))
def test_numbers_in_a_table_are_as_each_in_a_table_of_its_own(numbers: list[str]) -> None:
    together = measured_at(table(["数"], ["number"], [[number] for number in numbers]), fresh(), 1000)
    alone = [measured_at(table(["数"], ["number"], [[number]]), fresh(), 1000) for number in numbers]
    assert [_told(row[0]) for row in together.rows] == [_told(one.rows[0][0]) for one in alone]


def _told(cell: Cell) -> tuple[object, ...]:
    return cell.line, cell.width, cell.least, cell.whole, cell.rest


def test_grouped_numbers_are_as_alone() -> None:
    numbers = [(Piece(text, "table"),) for text in ("1234", "1234567.12345", "12345年", "0.12345", "2025")]
    together, alone = fresh(), fresh()
    gap = alone.layout.table.digit_gap
    measure_grouped(numbers, together, gap)
    assert len(together.grouped) == len(numbers)
    assert [grouped_line(number, together, gap) for number in numbers] == [grouped_line(number, alone, gap) for number in numbers]
