"""图版: the list, pages of one, two and four, places kept, long captions."""

import pytest

from tests.compose.sheets import annual, box, links, outside, overlaps, said, texts
from yearbook.compose.plates import opener_plate_sheet, plates_sheets
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
@pytest.mark.parametrize("pages", [(("full", 1), ("two", 2), ("one", 1), ("four", 4)), (("one", 3),), (("four", 4),) * 12], ids=str)
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
    assert {(mark.width, mark.height) for mark in kept} == {annual().layout.plates.two}


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
    assert all(mark.height < annual().layout.plates.four[1] for mark in page.marks if isinstance(mark, Box))
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
