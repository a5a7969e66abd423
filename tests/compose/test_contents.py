"""目录: every title with its number and link, chapters never alone, as long whatever the folios are."""

import re

import pytest

from tests.compose.sheets import annual, box, links, outside, overlaps, said, texts
from yearbook.compose import contents_entries
from yearbook.compose.contents import contents_sheets
from yearbook.frozen import replace
from yearbook.model.galley import ContentsRow, Sheet
from yearbook.model.page import Rule

TABS = ("特载", "综述", "数读红旗", "荣誉")
FIRST = 8 * 16_000  # the head of line 9
NUMBERED = re.compile(r"\S \d+")  # an entry's number behind its title


def rows(chapters: int, sections: int, entries: int, folio: str = "62") -> tuple[ContentsRow, ...]:
    listed: list[ContentsRow] = [ContentsRow("part", "v", "编辑说明", "note")]
    for c in range(chapters):
        listed.append(ContentsRow("chapter", folio, f"第{c}类目", f"c{c}"))
        for s in range(sections):
            listed.append(ContentsRow("section", folio, f"第{c}之{s}分目建设", f"s{c}.{s}"))
            listed += [ContentsRow("entry", folio, f"第{c}之{s}之{e}条消费市场概况", f"e{c}.{s}.{e}") for e in range(entries)]
    return tuple(listed)


def contents(*args: object) -> tuple[Sheet, ...]:
    return contents_sheets(rows(*args), annual(), TABS)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [(0, 0, 0), (1, 1, 1), (4, 3, 0), (14, 5, 4), (14, 8, 20), (30, 10, 30)], ids=str)
def test_every_row_is_there_and_leads_somewhere(shape: tuple[int, int, int]) -> None:
    sheets = contents(*shape)
    told = (text.line.text for sheet in sheets for text in texts(sheet.marks) if text.element >= 0)  # without the tab key
    words, targets = "".join("".join(told).split()), {link.target for sheet in sheets for link in links(sheet)}
    for row in rows(*shape):
        assert row.title in words
        assert row.anchor in targets
    for sheet in sheets:
        assert outside(sheet, annual()) == []
        assert overlaps(sheet) == []


def test_the_first_page_is_a_verso_with_an_empty_first_column() -> None:
    first, second, *_ = contents(14, 5, 4)
    assert (first.side, second.side) == ("verso", "recto")
    left = [text.line.text for text in texts(first.marks) if text.x < 21 * 10_500]
    assert left[:2] == ["目录", "CONTENTS"]
    assert "".join(left[2:]) == annual().layout.contents.note
    assert min(box(text)[1] for text in texts(first.marks) if text.x > 21 * 10_500) == FIRST


def test_an_entry_keeps_its_number_on_its_line() -> None:
    for sheet in contents(6, 4, 9, "128"):
        for text in texts(sheet.marks):
            if text.line.text != "128":
                assert not text.line.text.lstrip().startswith("128")


@pytest.mark.parametrize("shape", [(14, 5, 4), (12, 9, 23)], ids=str)
def test_the_number_of_pages_does_not_depend_on_the_folios(shape: tuple[int, int, int]) -> None:
    lengths = {len(contents(*shape, folio)) for folio in ("1", "62", "888")}
    assert len(lengths) == 1


def test_no_chapter_or_section_ends_a_column() -> None:
    for entries in range(1, 12):
        for sheet in contents(10, 4, entries):
            for left in (0, 23 * 10_500):
                column = [text for text in texts(sheet.marks) if left <= text.x < left + 21 * 10_500 and text.y > FIRST]
                if column and "页码" not in "".join(text.line.text for text in column):
                    last = max(column, key=lambda text: text.y)
                    assert last.line.text.startswith("编辑说明") or "条" in last.line.text or NUMBERED.search(last.line.text)


def test_the_columns_stay_above_the_last_line() -> None:
    page = annual().layout.page
    for sheet in contents(14, 8, 20):
        for text in texts(sheet.marks):
            assert text.x > page.width or box(text)[3] <= page.lines * page.leading


def test_the_tab_key_stands_on_rectos_at_the_tabs_heights() -> None:
    first, second, *_ = contents(14, 5, 4)
    assert not [mark for mark in first.marks if isinstance(mark, Rule)]
    ticks = [mark.y1 for mark in second.marks if isinstance(mark, Rule)]
    assert ticks == [48_000 * n for n in range(len(TABS))]
    assert all(name in said(second) for name in TABS)


def test_one_link_an_entry_covers_title_and_number() -> None:
    sheets = contents(1, 1, 2)
    found = [link for sheet in sheets for link in links(sheet) if link.target == "e0.0.0"]
    assert [link.title for link in found] == ["第0之0之0条消费市场概况 62"]
    assert not [run for sheet in sheets for text in texts(sheet.marks) for run in text.line.runs if run.link]


@pytest.mark.parametrize("folio", ["7", "62", "358", "1024"])
def test_entries_set_as_one_text_are_as_set_line_by_line(folio: str) -> None:
    titles = ["“三个一批”项目", "AI 算力中心 A-1 期（2026年）投用", "消费市场概况", "数字经济——产业园", "人口、就业与社会保障"]
    named = [contents_entries.Row(f"{titles[at % 5]}{at}", folio, f"e{at}") for at in range(60)]
    together = contents_entries.entry_lines(named, annual())
    whole = "".join(line.text for line in together).replace(contents_entries.SEPARATOR, "")
    assert whole == "".join(f"{row.title}{contents_entries.TIE}{row.folio}" for row in named)
    digits = "0" * max(annual().layout.contents.digits, len(folio))
    wide, true = ([*contents_entries._pieces(rows, annual())] for rows in ([replace(row, folio=digits) for row in named], named))
    assert together == tuple(contents_entries._one_by_one(wide, true, annual()))


def test_a_number_copies_with_a_plain_space_before_it() -> None:
    entries = [text.line for sheet in contents(6, 4, 9, "128") for text in texts(sheet.marks) if "条" in text.line.text]
    assert entries and all(line.text.rstrip("\u3000").endswith(" 128") for line in entries if line.text.rstrip("\u3000").endswith("128"))
    assert all("\u00a0" not in line.text and all("\u00a0" not in run.text for run in line.runs) for line in entries)
