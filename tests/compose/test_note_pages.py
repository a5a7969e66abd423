"""编辑说明 and 资料来源: on the grid, over as many pages as they need."""

import pytest

from tests.compose.sheets import annual, body, off_grid, outside, overlaps, said, size_of, texts
from yearbook.compose.note_pages import note_sheets
from yearbook.model.copy import NotePart
from yearbook.model.text import BodyParagraph, Span

ITEM = "《红旗区年鉴》是记载新乡市红旗区经济社会发展情况的年度资料性文献。2026卷主要记述2025年1月1日至12月31日的事项。"


def note(*counts: int, front: bool = True, title: str = "编辑说明") -> NotePart:
    items = tuple((str(n), body(f"第{n}条{ITEM * count}")) for n, count in enumerate(counts, 1))
    return NotePart(title, "Editorial Note", items, ("《红旗区年鉴》编辑部", "2026年4月"), "note", front)


@pytest.mark.parametrize("counts", [(1,), (1,) * 9, (2,) * 30, (1, 60, 1), (90,)], ids=str)
@pytest.mark.parametrize("title", ["编辑说明", "编辑说明与凡例及其他应当事先说明的若干问题和补充说明"])
def test_nothing_is_lost(counts: tuple[int, ...], title: str) -> None:
    part = note(*counts, title=title)
    sheets = note_sheets(part, annual())
    told = "".join(t.line.text for s in sheets for t in texts(s.marks) if size_of(t) == 10_500)
    assert all(span.text in told for _, paragraphs in part.items for p in paragraphs for span in p.words)
    assert all(line in said(*sheets) for line in (title, *part.signature))
    for sheet in sheets:
        assert (outside(sheet, annual()), overlaps(sheet), off_grid(sheet, annual())) == ([], [], [])
        assert max(text.y for text in texts(sheet.marks)) < annual().layout.page.lines * 16_000


def test_front_matter_opens_on_a_recto_and_back_matter_bears_furniture() -> None:
    front, back = note_sheets(note(1), annual())[0], note_sheets(note(1, front=False), annual())[0]
    assert (front.side, front.furniture) == ("recto", False)
    assert (back.side, back.furniture) == ("any", True)


def test_an_item_that_fits_a_page_is_not_broken() -> None:
    sheets = note_sheets(note(*(4,) * 12), annual())
    for sheet in sheets:
        first = min((t for t in texts(sheet.marks) if size_of(t) == 10_500), key=lambda t: t.y)
        assert first.line.text.startswith("第") or "编辑部" in first.line.text


def test_the_signature_stays_with_the_last_item() -> None:
    for count in range(5, 16):
        last = note_sheets(note(*(2,) * count), annual())[-1]
        assert f"第{count}条" in said(last)
        assert "编辑部" in said(last)


def test_labels_of_lists_and_later_paragraphs_are_kept() -> None:
    paragraphs = (*body("引言。"), BodyParagraph((Span("其一。"),), "1."), *body("又一段。"))
    (sheet,) = note_sheets(NotePart("资料来源", "", (("一", paragraphs),), (), "sources", False), annual())
    lines = {text.line.text: text.x for text in texts(sheet.marks)}
    look = annual().layout.note
    assert lines["引言。"] == lines["1. 其一。"] == look.text_x
    assert lines["又一段。"] > look.text_x
