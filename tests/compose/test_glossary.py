"""名词解释: terms over their text on the grid, in a flow."""

from tests.compose.sheets import annual, body
from yearbook.compose.glossary import glossary_blocks
from yearbook.model.copy import GlossaryPart
from yearbook.model.galley import BreakBlock, HeadBlock, TextBlock
from yearbook.model.page import Text
from yearbook.model.text import Span

TEXT = "早7时由镇办科级干部带队晨查、巡查，晚7时由县级干部带队夜查、督查，专职干部每周7天不间断检查、排查。"
PART = GlossaryPart(
    "名词解释", "Glossary", (Span("收录本卷正文所见的用语。"),),
    (
        ("“777”工作机制", body(TEXT)),
        ("专精特新", body("专业化。", TEXT)),
        ("一个名称长到一行里怎么也排不下去的非常非常之长的专门用语", body(TEXT)),
    ),
    "glossary",
)  # fmt: skip


def test_a_banner_then_terms_each_with_its_text() -> None:
    first, *blocks = glossary_blocks(PART, annual())
    assert isinstance(first, BreakBlock)
    assert first.banner is not None
    assert (first.banner.width, first.banner.lines) == ("page", 5)
    assert [type(block) for block in blocks] == [HeadBlock, TextBlock, HeadBlock, TextBlock, TextBlock, HeadBlock, TextBlock]
    told = "".join(line.text for block in blocks if isinstance(block, TextBlock) for line in block.lines)
    assert told == TEXT + "专业化。" + TEXT + TEXT


def test_the_blank_line_above_a_term_falls_away_at_a_columns_head() -> None:
    head = next(block for block in glossary_blocks(PART, annual()) if isinstance(block, HeadBlock))
    (_, below), (_, at_top) = head.marks, head.marks_at_top  # the first is where links lead
    assert isinstance(below, Text)
    assert isinstance(at_top, Text)
    assert (head.lines, head.lines_at_top, head.keep) == (2, 1, 2)
    assert below.y - at_top.y == annual().layout.page.leading
    assert at_top.y == 9240  # the baseline of the body's grid


def test_a_long_term_breaks() -> None:
    head = [block for block in glossary_blocks(PART, annual()) if isinstance(block, HeadBlock)][-1]
    assert (head.lines, head.lines_at_top) == (3, 2)
    assert all(mark.line.width <= annual().layout.page.column for mark in head.marks if isinstance(mark, Text))


def test_a_long_introduction_makes_the_banner_higher() -> None:
    long = GlossaryPart("名词解释", "Glossary", (Span(TEXT * 5),), PART.terms, "glossary")
    first = glossary_blocks(long, annual())[0]
    assert isinstance(first, BreakBlock)
    assert first.banner is not None
    assert first.banner.lines > 8
