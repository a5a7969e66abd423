"""图版: the list, pages of one, two and four, places kept, long captions."""

import pytest

from tests.compose.setting import setter
from tests.compose.sheets import annual, box, links, outside, overlaps, said, texts
from yearbook.compose.plates import chosen, opener_plate_sheet, plates_sheets
from yearbook.frozen import replace
from yearbook.model.copy import Figure, PlatesPart
from yearbook.model.page import Anchor, Box, Picture
from yearbook.model.text import Span

CAPTION = "红旗区高质量发展、高效能治理暨营商环境争先创优升级大会"


def plate(number: int, times: int = 1, file: str = "") -> Figure:
    return Figure(f"图版 {number}", f"{number}{CAPTION * times}", file, "〔供图单位〕", "现场", 0, "page", f"plate{number}", False)


def part(*pages: tuple[str, int], times: int = 1) -> PlatesPart:
    number, made = 0, []
    for layout, count in pages:
        made.append((layout, tuple(plate(number + n + 1, times) for n in range(count))))
        number += count
    return PlatesPart("图版", "Plates", (Span("题名取自资料原题。"),), tuple(made), "plates")


@pytest.mark.parametrize("times", [1, 2, 4])
@pytest.mark.parametrize("pages", [
        (("full", 1), ("two", 2), ("one", 1), ("four", 4)), (("one", 3),), (("four", 4),) * 12,
        (("three", 3), ("three-wide", 3), ("six", 6)), (("bleed", 2), ("two-tall", 2), ("four-wide", 4)), (("", 5), ("", 3)),
    ], ids=str)
def test_every_plate_is_listed_and_shown(pages: tuple[tuple[str, int], ...], times: int) -> None:
    made = part(*pages, times=times)
    sheets = plates_sheets(made, annual())
    plates = [plate for _, group in made.pages for plate in group]
    words = said(*sheets)
    assert all(words.count(plate.caption) >= 2 for plate in plates if times == 1)
    assert [mark.name for s in sheets for mark in s.marks if isinstance(mark, Anchor)] == [plate.anchor for plate in plates]
    assert {link.target for sheet in sheets for link in links(sheet)} == {plate.anchor for plate in plates}
    assert [sheet.side for sheet in sheets] == ["recto" if n % 2 else "verso" for n in range(len(sheets))]
    for sheet in sheets:
        assert (outside(sheet, annual()), overlaps(sheet)) == ([], [])


def test_two_plates_stand_at_lines_1_and_23() -> None:
    _, page = plates_sheets(part(("two", 2)), annual())
    kept = [mark for mark in page.marks if isinstance(mark, Box)]
    assert [(mark.x, mark.y) for mark in kept] == [(0, 0), (0, 22 * 16_000)]
    assert {(mark.width, mark.height) for mark in kept} == {(462_000, 298_488)}


def test_a_full_plate_bleeds_at_head_and_fore_edge_only() -> None:
    page = annual().layout.page
    sheets = plates_sheets(part(("full", 2)), annual())
    recto, verso = (next(mark for mark in sheet.marks if isinstance(mark, Box)) for sheet in sheets[1:])
    assert (recto.x + page.inside, recto.x + page.inside + recto.width) == (0, page.trim[0] + page.bleed)
    area = page.trim[0] - page.inside - page.width
    assert (verso.x + area, verso.x + area + verso.width) == (-page.bleed, page.trim[0])
    assert recto.y == verso.y == -page.head - page.bleed


def test_a_long_caption_takes_its_room_from_the_picture() -> None:
    _, page = plates_sheets(part(("four", 4), times=6), annual())
    assert overlaps(page) == []
    assert all(mark.height < 298_488 for mark in page.marks if isinstance(mark, Box))
    lowest = max(box(text)[3] for text in texts(page.marks))
    assert lowest <= annual().layout.page.lines * 16_000


def test_a_picture_is_placed_when_there_is_one() -> None:
    made = PlatesPart("图版", "", (), (("one", (plate(1, file="images/a.jpg"),)),), "plates")
    page = plates_sheets(made, annual())[1]
    (picture,) = (mark for mark in page.marks if isinstance(mark, Picture))
    assert (picture.file, page.elements[picture.element].alt) == ("images/a.jpg", "现场")


def test_the_plate_facing_an_opener_is_a_verso() -> None:
    sheet = opener_plate_sheet(plate(1), annual())
    assert sheet.side == "verso"
    assert CAPTION in said(sheet)
    assert outside(sheet, annual()) == []


def shaped(number: int, width: int, height: int) -> Figure:
    return replace(plate(number, file=f"{number}.jpg"), shape=(width, height))


@pytest.mark.parametrize(
    ("shapes", "name"),
    [
        ([(300, 200)], "one"),
        ([(300, 200), (300, 200)], "two"),
        ([(200, 300), (200, 300)], "two-tall"),
        ([(300, 200), (200, 300), (200, 300)], "three"),
        ([(300, 200), (300, 200), (300, 200)], "three-wide"),
        ([(200, 300)] * 4, "four"),
        ([(300, 200)] * 4, "four-wide"),
        ([(300, 200)] * 6, "six"),
        ([(300, 200)] * 5, "six"),
    ],
)
def test_the_arrangement_that_cuts_least_is_chosen(shapes: list[tuple[int, int]], name: str) -> None:
    assert chosen([shaped(n, *shape) for n, shape in enumerate(shapes)], annual()) == name


def test_a_picture_may_fill_the_page_to_its_bleed_on_all_sides() -> None:
    page, made = annual().layout.page, part(("bleed", 1))
    _, sheet = plates_sheets(replace(made, pages=(("bleed", (plate(1, file="a.jpg"),)),)), annual())
    (picture,) = (mark for mark in sheet.marks if isinstance(mark, Picture))
    x, y = picture.x + page.inside, picture.y + page.head
    edges = (x, y, x + picture.width, y + picture.height)
    assert edges == (-page.bleed, -page.bleed, page.trim[0] + page.bleed, page.trim[1] + page.bleed)
    (plaque,) = (mark for mark in sheet.marks if isinstance(mark, Box))
    for text in texts(sheet.marks):
        left, head, right, foot = box(text)
        assert plaque.x < left < right < plaque.x + plaque.width
        assert plaque.y < head < foot < plaque.y + plaque.height


def test_a_picture_across_begins_on_a_verso_and_goes_on_where_it_was_folded() -> None:
    page, across = annual().layout.page, ("spread", (plate(1, file="a.jpg"),))
    sheets = plates_sheets(PlatesPart("图版", "", (), (across,), "plates"), annual())
    assert [sheet.side for sheet in sheets] == ["verso", "recto", "verso", "recto"]
    assert sheets[1].marks == ()
    left, right = (next(mark for mark in sheet.marks if isinstance(mark, Picture)) for sheet in sheets[2:])
    area = page.trim[0] - page.inside - page.width
    fold_left, fold_right = page.trim[0] - (left.x + area), -(right.x + page.inside)
    assert fold_left == fold_right == left.width // 2
    assert (left.y, left.height, left.width) == (right.y, right.height, right.width)


def test_a_plate_keeps_its_focus() -> None:
    made = PlatesPart("图版", "", (), (("two", (replace(plate(1, file="a.jpg"), focus=(500, 250)),)),), "plates")
    (picture,) = (mark for mark in plates_sheets(made, annual())[1].marks if isinstance(mark, Picture))
    assert picture.focus == (500, 250)


def test_a_list_too_long_for_a_narrow_page_goes_on_to_the_next() -> None:
    large = setter("large-print")
    made = part(*((("four", 4),) * 8))
    sheets = [sheet for sheet in plates_sheets(made, large) if links(sheet)]
    assert len(sheets) > 1
    assert all(link.x + link.width <= large.layout.page.width for sheet in sheets for link in links(sheet))
    assert [link.target for sheet in sheets for link in links(sheet)] == [f"plate{n}" for n in range(1, 33)]
