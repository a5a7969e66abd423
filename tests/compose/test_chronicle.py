"""大事记: dates beside their text on the grid, never parted from its first two lines."""

from itertools import pairwise

from tests.compose.sheets import annual, body
from yearbook.compose.chronicle import chronicle_blocks
from yearbook.compose.marks import baseline
from yearbook.makeup.columns import Placed
from yearbook.makeup.feet import foot_shape
from yearbook.makeup.frame import Frame
from yearbook.makeup.regions import paginate
from yearbook.model.galley import HeadBlock, TextBlock
from yearbook.model.page import Text
from yearbook.model.roll_copy import ChroniclePart, Month

TEXT = "召开重点项目推进会，听取各镇、街道汇报，部署下一步工作，并现场查看在建工程。"


def part(count: int = 2) -> ChroniclePart:
    months = tuple(
        Month(f"{month}月", tuple((f"{month}月{day}日", body(TEXT * (day % 4 + 1))) for day in range(1, count + 1)), f"chronicle.m{month}")
        for month in (1, 12)
    )
    return ChroniclePart("大事记", "Chronicle", (), months, "chronicle")


def test_a_date_shares_the_first_line_of_its_text() -> None:
    look, page = annual().layout.chronicle, annual().layout.page
    _, month, date, text, *_ = chronicle_blocks(part(), annual())
    assert isinstance(month, HeadBlock)
    assert (month.title, month.anchor) == ("1月", "chronicle.m1")
    assert isinstance(date, HeadBlock)
    assert isinstance(text, TextBlock)
    assert (date.lines, date.lines_at_top, date.keep) == (0, 0, 2)
    (mark,) = date.marks
    assert isinstance(mark, Text)
    assert (mark.line.text, mark.x, mark.y) == ("1月1日", 0, baseline(page.body))  # the baseline of the text beside it
    assert {line.runs[0].x for line in text.lines} == {look.date_width}
    assert max(line.width for line in text.lines) <= page.column


def test_no_date_is_wider_than_its_column() -> None:
    look = annual().layout.chronicle
    widest = ChroniclePart("大事记", "", (), (Month("", (("12月30日", body(TEXT)), ("第一、二季度之间", body(TEXT))), "m"),), "c")
    heads = [block for block in chronicle_blocks(widest, annual()) if isinstance(block, HeadBlock)]
    assert [len(head.marks) for head in heads] == [1, 2]
    assert all(mark.line.width < look.date_width for head in heads for mark in head.marks if isinstance(mark, Text))


def test_a_date_keeps_two_lines_of_its_text() -> None:
    page = annual().layout.page
    blocks = chronicle_blocks(part(28), annual())
    pages = paginate(blocks, Frame(page.columns, page.lines, foot_shape(annual().layout)))
    assert len(pages) > 1
    placed = [(number, one, one.placed) for number, sets in enumerate(pages) for one in sets if isinstance(one.placed, Placed)]
    for (number, date, head), (after, text, lines) in pairwise(placed):
        if isinstance(head.block, HeadBlock) and head.block.lines == 0:
            assert (number, date.column, date.top) == (after, text.column, text.top)
            assert isinstance(lines.block, TextBlock) and lines.last - lines.first >= min(2, len(lines.block.lines))
    told = [one for _, _, one in placed if isinstance(one.block, TextBlock)]
    assert sum(one.last - one.first for one in told) == sum(len(block.lines) for block in blocks if isinstance(block, TextBlock))
