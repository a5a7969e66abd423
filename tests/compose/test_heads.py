"""Heads below the section: 子目 on the grid, straight under a section, in contents; short titles spread by their style."""

import pytest

from tests.compose.sheets import annual, body
from yearbook.compose.contents import contents_sheets
from yearbook.compose.marks import baseline
from yearbook.compose.paragraph import Piece, set_single
from yearbook.compose.parts import part_galley
from yearbook.frozen import replace
from yearbook.model.copy import ChapterPart, Entry, Heading, Item
from yearbook.model.galley import ChapterGalley, ContentsRow, HeadBlock, TextBlock
from yearbook.model.page import Text

SECTION, PART = Heading("商贸", "Trade", "s1"), Heading("夜间经济", "", "s2", 2)
ENTRY = Entry("夜市", body("国" * 30 + "。"), "e1")


def blocks_of(*items: Item) -> tuple[object, ...]:
    part = ChapterPart(1, "第一编", "经济", "经济", "", (), None, items, "c")
    galley = part_galley(part, annual())
    assert isinstance(galley, ChapterGalley)
    return galley.blocks


def test_a_part_of_a_section_has_a_head_of_its_level_and_its_entries_are_one_deeper() -> None:
    section, first, head, second = blocks_of(SECTION, ENTRY, PART, replace(ENTRY, anchor="e2"))
    assert isinstance(section, HeadBlock) and isinstance(head, HeadBlock)
    assert (section.level, head.level) == (1, 2)
    assert (section.elements[0].tag, head.elements[0].tag) == ("H2", "H3")
    assert isinstance(first, TextBlock) and isinstance(second, TextBlock)
    assert (first.level, second.level) == (2, 3)


def test_its_baseline_is_on_the_grid_here_and_at_the_head_of_a_column() -> None:
    page = annual().layout.page
    (_, head, _) = blocks_of(Heading("甲", "", "s0"), ENTRY, PART)[0], *blocks_of(PART, ENTRY)
    assert isinstance(head, HeadBlock)
    for marks in (head.marks, head.marks_at_top):
        (text,) = (mark for mark in marks if isinstance(mark, Text))
        assert (text.y - baseline(page.body)) % page.leading == 0


def test_straight_under_a_section_it_takes_a_line_less() -> None:
    head, under, _ = blocks_of(SECTION, PART, ENTRY)
    assert isinstance(head, HeadBlock) and isinstance(under, HeadBlock)
    look = annual().layout.subsection
    assert under.lines == under.lines_at_top == look.lines_at_top < look.lines


@pytest.mark.parametrize(("way", "listed"), [("line", True), ("run-in", True), ("none", False)])
def test_the_layout_says_whether_contents_list_it(way: str, listed: bool) -> None:
    layout = annual().layout
    setter = replace(annual(), layout=layout.model_copy(update={"contents": layout.contents.model_copy(update={"subsections": way})}))
    rows = (
        ContentsRow("chapter", "1", "经济", "c"), ContentsRow("section", "3", "商贸", "s1"),
        ContentsRow("subsection", "3", "夜间经济", "s2"), ContentsRow("entry", "3", "夜市", "e1"),
    )  # fmt: skip
    said = "".join(mark.line.text for sheet in contents_sheets(rows, setter, ()) for mark in sheet.marks if isinstance(mark, Text))
    assert ("夜间经济" in said) is listed and "夜市" in said


@pytest.mark.parametrize(("title", "gaps"), [("图版", 1), ("大事记", 0), ("图A", 0), ("概况总述", 0)])
def test_a_short_title_is_spread_to_the_width_its_style_says_and_copied_without_blanks(title: str, gaps: int) -> None:
    style = annual().style("page-title")
    line = set_single((Piece(title, "page-title"),), annual())
    natural = set_single((Piece(title, "chapter-title"),), annual())
    assert line.text == title
    if gaps:
        assert not line.exact and line.width == style.spread * style.size + len(title) * style.track
    else:
        assert line.exact == natural.exact
