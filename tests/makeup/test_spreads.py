"""Tables across a spread: an even page and the odd one beside it, row by row on one line, nothing lost; else an error with a place."""

from pathlib import Path

import pytest

from tests.makeup.test_hard_cases import entry, section, table
from tests.overlaps import overlapping
from tests.small_edition import pages_of, written
from yearbook import press
from yearbook.errands import shelves
from yearbook.model.page import ARTIFACT, Page, Pages, Rule, Text
from yearbook.problems import ContentError

SPREAD = "        spread: true\n        unit: 万元\n        notes: [甲, 乙]\n"
COLUMNS = 16


def wide(rows: int, more: str = SPREAD, columns: int = COLUMNS) -> str:
    return table(rows, columns, "1234567.8", more)


def halves(pages: Pages) -> list[tuple[Page, Page]]:
    """Every page that bears the table's caption, with the one after it."""
    return [(page, pages.pages[number + 1]) for number, page in enumerate(pages.pages) if page.folio.isdigit() and _captioned(page)]


def _captioned(page: Page) -> bool:
    return any(isinstance(mark, Text) and mark.line.text in ("表 1-1", "续表 1-1") for mark in page.marks)


def stubs(page: Page) -> dict[int, Text]:
    """The names of rows, by where they stand."""
    return {mark.y: mark for mark in page.marks if isinstance(mark, Text) and mark.line.text.startswith("行")}


def heads(page: Page) -> list[str]:
    return [mark.line.text for mark in page.marks if isinstance(mark, Text) and mark.line.text.startswith("栏")]


LONG = "".join(entry(n, 9) for n in range(30))
BEFORE = {"at once": "", "after text": entry(1, 60), "after a long text": LONG, "after an entry": entry(1, 2)}


@pytest.mark.parametrize("after", ["", entry(8, 60)], ids=["last", "text after"])
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("columns", [1, 2])
def test_the_halves_stand_side_by_side(columns: int, before: str, after: str, tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section(before + wide(30) + after), columns=columns)
    ((left, right),) = halves(pages)
    assert (left.side, right.side) == ("verso", "recto") and int(left.folio) % 2 == 0
    assert list(stubs(left)) == list(stubs(right)) and len(stubs(left)) == 30
    assert [mark.line.text for mark in stubs(left).values()] == [mark.line.text for mark in stubs(right).values()]
    assert {mark.element for mark in stubs(right).values()} == {ARTIFACT} and ARTIFACT not in {m.element for m in stubs(left).values()}
    assert heads(left) + heads(right)[1:] == [f"栏{n}" for n in range(COLUMNS)] and heads(right)[0] == "栏0"
    assert pages.misfits == () and not any(overlapping(page) for page in pages.pages)


def test_rules_meet_at_the_gutter_and_the_unit_stands_at_the_outer_end(tmp_path: Path) -> None:
    ((left, right),) = halves(pages_of(tmp_path, section(wide(9))))
    page = shelves.layout_called("annual").page
    for side, half in (("verso", left), ("recto", right)):
        area = page.inside if side == "recto" else page.trim[0] - page.inside - page.width
        rules = [mark for mark in half.marks if isinstance(mark, Rule) and mark.x2 - mark.x1 > page.width // 2]
        assert len(rules) == 3 and {(mark.x1, mark.x2) for mark in rules} == {(area, area + page.width)}
        texts = [mark for mark in half.marks if isinstance(mark, Text)]
        assert all(area <= mark.x and mark.x + mark.line.width <= area + page.width for mark in texts if mark.element != ARTIFACT)
        assert ("单位：万元" in [mark.line.text for mark in texts]) == (side == "recto")
        assert ("注：" in [mark.line.text for mark in texts]) == (side == "verso")


def test_a_long_one_goes_on_over_the_next_spread(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section(entry(1, 2) + wide(100) + entry(2, 30)))
    found = halves(pages)
    assert len(found) == 3 and all(list(stubs(left)) == list(stubs(right)) for left, right in found)
    assert [mark.line.text for left, _ in found for mark in stubs(left).values()] == [f"行{n}" for n in range(100)]
    assert pages.misfits == () and not any(overlapping(page) for page in pages.pages)


def test_every_cell_is_in_one_table_of_the_tree(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section(wide(7)))
    assert sum(element.tag == "Table" for element in pages.elements) == 1
    rows = [number for number, element in enumerate(pages.elements) if element.tag == "TR"]
    assert [sum(element.parent == row for element in pages.elements) for row in rows] == [COLUMNS] * 8


def test_no_head_over_columns_is_cut(tmp_path: Path) -> None:
    groups = "".join(
        f", {{title: 组{g}, columns: [{', '.join(f'{{title: 栏{g}{n}, align: number}}' for n in range(5))}]}}" for g in range(3)
    )
    cells = f"rows: [{{cells: [行0{', 123456.7' * 15}]}}]"
    body = f"      - table: 表题\n        spread: true\n        columns: [{{title: 名}}{groups}]\n        {cells}\n"
    ((left, right),) = halves(pages_of(tmp_path, section(body)))
    texts = [[mark.line.text for mark in page.marks if isinstance(mark, Text)] for page in (left, right)]
    over = [[text for text in page if text.startswith("组")] for page in texts]
    assert over in ([["组0"], ["组1", "组2"]], [["组0", "组1"], ["组2"]])
    for page, groups_of_page in zip((left, right), over, strict=True):
        assert {name[1] for name in heads(page)} == {name[1] for name in groups_of_page}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (table(3, 4, more=SPREAD), "spread-needless"),
        (wide(3, columns=70), "spread-wide"),
        (wide(3, f"{SPREAD}        turn: true\n"), "spread-turn"),
    ],
    ids=["fits a page", "too wide", "turned"],
)
def test_what_cannot_be_is_an_error_with_a_place(body: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        press.build(press.Order(written(tmp_path, section(entry(1, 2) + body))))
    assert [(problem.code, problem.place.file.rpartition("/")[2]) for problem in raised.value.problems] == [(code, "c1.yaml")]
