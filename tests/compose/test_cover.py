"""The cover sheet: a spine as thick as the book, three faces side by side, and what a thin spine leaves out."""

from datetime import date
from decimal import Decimal

import pytest

from tests.compose.sheets import annual, said
from yearbook.compose.cover import cover_folds, cover_pages, spine_of
from yearbook.compose.paragraph import Typesetter
from yearbook.frozen import replace
from yearbook.model.copy import Copy
from yearbook.model.cover_looks import Paper
from yearbook.model.galley import Sheet
from yearbook.model.page import BookInfo, Box, Page, Pages, Text
from yearbook.units import length

FIELDS = {
    "title": "示例区年鉴", "short_title": "示例区年鉴", "year": "2026", "office": "示例区志办", "records": "本卷记2025年",
    "back1": "2026年4月", "isbn": "",
}  # fmt: skip


def copy(paper: Paper | None = None, **fields: str) -> Copy:
    return Copy("示例区年鉴", 2026, "", "", date(2026, 4, 30), (), 0, tuple({**FIELDS, **fields}.items()), (), paper)


def book(count: int) -> Pages:
    """So many pages with folios, and four of covers."""
    inner = tuple(Page(str(number), "recto", ()) for number in range(1, count + 1))
    outer = (Page("", "recto", ()),) * 2
    return Pages((*outer, *inner, *outer), (), (), (), 0, 0, 0, BookInfo("", "", "", date(2026, 4, 30)))


def sheet(pages: int, paper: Paper | None = None, **fields: str) -> Pages:
    made = copy(paper, **fields)
    return cover_pages(made, spine_of(book(pages), made, annual()), annual())


def words(pages: Pages) -> str:
    return said(Sheet(pages.pages[0].marks, pages.elements))


@pytest.mark.parametrize(
    ("pages", "paper", "width"),
    [
        (400, None, "27.4"),  # 200 × 100 × 0.001346 + 0.5
        (401, None, "27.6"),  # an odd page takes a leaf
        (400, Paper(grammage=Decimal(80)), "22.0"),
        (400, Paper(caliper=Decimal("0.1"), boards=Decimal(5)), "25.0"),
        (400, Paper(caliper=Decimal("0.1"), grammage=Decimal(500)), "20.5"),  # the paper maker's word prevails
    ],
)
def test_a_spine_is_as_thick_as_leaves_and_boards(pages: int, paper: Paper | None, width: str) -> None:
    spine = spine_of(book(pages), copy(paper), annual())
    assert (dict(spine.told)["width"], spine.width) == (width, length(f"{width}mm"))


def test_back_spine_and_front_stand_side_by_side() -> None:
    made = sheet(400)
    trim, spine = annual().layout.page.trim, length("27.4mm")
    assert (made.width, made.height, made.bleed) == (2 * trim[0] + spine, trim[1], annual().layout.page.bleed)
    axis = trim[0] + spine // 2
    titles = [mark for mark in made.pages[0].marks if isinstance(mark, Text) and mark.line.text == "鉴"]
    (on_spine,) = (mark for mark in titles if mark.line.runs[0].size == 26_000)
    assert abs(on_spine.x + on_spine.line.width // 2 - axis) <= 1
    ground = next(mark for mark in made.pages[0].marks if isinstance(mark, Box) and mark.x == trim[0])
    assert (ground.width, ground.fill) == (spine, "red")
    assert "示例区志办" in words(made)


@pytest.mark.parametrize(("pages", "count"), [(400, 2), (120, 2), (60, 1)])
def test_a_thin_spine_is_bare(pages: int, count: int) -> None:
    """The title stands on the front and, where there is room, on the spine; the back has it in one line."""
    marks = sheet(pages).pages[0].marks
    assert sum(isinstance(mark, Text) and mark.line.text == "鉴" for mark in marks) == count


def test_every_text_stays_on_its_face() -> None:
    made = sheet(150, office="示例市示例区地方志编纂委员会办公室年鉴编辑部", title="示例区国民经济和社会发展综合统计年鉴")
    for mark in made.pages[0].marks:
        if isinstance(mark, Text) and not mark.turned:
            assert 0 <= mark.x <= mark.x + mark.line.width <= made.width
            assert 0 < mark.y < made.height


def test_the_number_of_a_published_book_is_barred() -> None:
    assert "ISBN 978-7-5348-1234-7".replace(" ", "") in words(sheet(400, isbn="978-7-5348-1234-7"))
    assert "ISBN" not in words(sheet(400))


def with_cover(**looks: object) -> Typesetter:
    plain = annual()
    cover = plain.layout.cover.model_copy(update=looks)
    return replace(plain, layout=plain.layout.model_copy(update={"cover": cover}))


@pytest.mark.parametrize(("formula", "width"), [("offset", "27.4"), ("hundred", "27.5"), ("bulk", "23.7"), ("case", "31.9")])
def test_the_formula_is_the_layouts_and_is_named(formula: str, width: str) -> None:
    setter = with_cover(formula=formula)
    told = dict(spine_of(book(400), copy(), setter).told)
    assert (told["width"], told["formula"]) == (width, setter.layout.cover.formulas[formula].title)
    assert dict(spine_of(book(400), copy(Paper(caliper=Decimal("0.1"))), setter).told)["formula"] == "", "the paper maker's word"


def test_flaps_stand_at_both_ends() -> None:
    flap = length("80mm")
    setter = with_cover(flap=flap)
    made = copy()
    spine = spine_of(book(400), made, setter)
    wide, plain = cover_pages(made, spine, setter), sheet(400)
    assert wide.width == plain.width + 2 * flap
    assert cover_folds(wide, setter.layout) == (
        flap, flap + length("210mm"), flap + length("210mm") + spine.width, wide.width - flap,
    )  # fmt: skip
    across = [mark.x for mark in wide.pages[0].marks if isinstance(mark, Text)]
    assert across == [mark.x + flap for mark in plain.pages[0].marks if isinstance(mark, Text)], "the rest moves over by a flap"
