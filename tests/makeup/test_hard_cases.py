"""Cases that break page make-up elsewhere, each in one, two and three columns: nothing overflows, loops or is lost."""

import re
from pathlib import Path

import pytest

from tests.small_edition import MEASURES, lines_of, pages_of, written
from yearbook import press
from yearbook.makeup import columns as filling
from yearbook.makeup.feet import FootShape
from yearbook.makeup.frame import Frame
from yearbook.makeup.regions import paginate
from yearbook.model.galley import TextBlock
from yearbook.model.page import ARTIFACT, Line, Pages, Rule, Text
from yearbook.problems import ContentError

SENTENCE = "稳中求进推动各项工作取得新的进展。"
HEAD, LINES, LEADING, WIDTH = 58_000, 44, 16_000, 595_276  # of the layout annual


def section(body: str, title: str = "分目") -> str:
    return f"  - title: {title}\n    body:\n{body}"


def entry(number: int, times: int, title: str = "条目") -> str:
    return f"      - entry: {title}{number}\n        text: {SENTENCE * times}\n"


def table(rows: int, columns: int = 3, cell: str = "12.5", more: str = "") -> str:
    heads = "".join(f"          - {{title: 栏{n}, align: {'number' if n else 'left'}}}\n" for n in range(columns))
    cells = "".join(f"          - cells: [{', '.join([f'行{n}', *[cell] * (columns - 1)])}]\n" for n in range(rows))
    return f"      - table: 表题\n{more}        columns:\n{heads}        rows:\n{cells}"


def figure(lines: int, width: str = "column") -> str:
    return f"      - figure: 图题\n        lines: {lines}\n        width: {width}\n"


def notes(*words: str) -> str:
    return "        notes:\n" + "".join(f"          - {one}\n" for one in words)


NOTED = f"      - entry: 条目\n        text: |\n          正文[^x]。\n\n          [^x]: {SENTENCE * 150}终了。\n"
CASES = {
    "long-table": (section(entry(1, 2) + table(120)), "行119"),
    "200-row": (section(table(200)), "行199"),
    "200-row-page": (section(entry(1, 2) + table(200, more="        width: page\n")), "行199"),
    "one-row": (section(table(1)), "行0"),
    "tall-row": (section(entry(1, 2) + table(3, 2, "'" + SENTENCE * 90 + "'")), "行2"),
    "wide-table": (section(entry(1, 2) + table(5, 24, "1234567.8")), "行4"),
    "turned": (section(entry(1, 2) + table(60, 12, more="        turn: true\n") + entry(2, 60)), "行59"),
    "60-character-title": (section(entry(1, 2, "甲" * 60), "乙" * 60), "甲1】"),
    "300-entries": (section("".join(entry(n, n % 5 + 1) for n in range(300))), "条目299"),
    "head-and-tall-figure": (section(figure(44, "page")), "图题"),
    "tall-figures": (section(entry(1, 2) + figure(44) + figure(44, "page") + entry(2, 2)), "条目2"),
    "floats": (section("".join(entry(n, 6) + figure(10) + figure(12, "page") for n in range(12))), "条目11"),
    "title-only": ("".join(section(entry(0, 1), f"分目{n}") for n in range(60)), "分目59"),
    "long-note": (section(NOTED), "终了。"),
    "table-notes": (section(table(3, more=notes(*[SENTENCE * 6] * 40, "终了。"))), "终了。"),
    "table-note": (section(entry(1, 2) + table(3, more=notes(SENTENCE * 250 + "终了。")) + entry(2, 2)), "终了。"),
    "table-notes-page": (section(table(3, more=notes(*[SENTENCE * 9] * 60, "终了。") + "        width: page\n")), "终了。"),
    "tall-head": (section(table(2).replace("栏1", "栏目名很长" * 30)), "行1"),
    "tall-group": (section(table(2).replace("rows:\n", f"rows:\n          - group: {'组名' * 700}\n")), "行1"),
    "blank-cells": (section(table(2, cell="''")), "行1"),
    "only-groups": (section("      - table: 表题\n        columns: [{title: 甲}]\n        rows: [{group: 组名}]\n"), "组名"),
    "tall-figure-under-heads": (section("      - subhead: 子目\n" + figure(44, "page") + entry(1, 2)), "条目1"),
    "tall-chart": (section(entry(1, 2) + "      - {chart: 图题, kind: bar, lines: 44, points: [{at: 甲, value: 1}]}\n"), "甲"),
}  # fmt: skip


WRONG = {
    "empty-table": (section("      - table: 表题\n        columns: [{title: 甲}]\n        rows: []\n"), "empty-value", 8),
    "empty-chapter": ("  []\n", "empty-value", 4),
    "empty-section": (section("      []\n"), "empty-value", 6),
    "footnote-in-table": (section(table(1, cell="'1[^x]'")), "text-note-inline", 12),
    "endless-caption": (section(table(1).replace("表题", "很长的表题" * 600)), "overset", 6),
    "endless-figure-caption": (section(figure(10).replace("图题", "很长的图题" * 1000)), "overset", 6),
    "endless-head": (section(entry(1, 2), "甲" * 6000), "overset", 4),
}  # fmt: skip


def outside(pages: Pages) -> list[str]:
    """Lines of the copy that stand outside the type area."""
    foot = HEAD + LINES * LEADING
    found = []
    for page in pages.pages:
        for mark in page.marks:
            if isinstance(mark, Text) and mark.element != ARTIFACT and mark.line.runs:
                long = mark.line.runs[-1].x + mark.line.runs[-1].width
                right, low = (mark.x, mark.y) if mark.upward else (mark.x + long, mark.y)
                high = mark.y - long if mark.upward else mark.y
                if low > foot or right > WIDTH - 40_000 or mark.x < 40_000 or high < 40_000:
                    found.append(mark.line.text)
    return found


@pytest.mark.parametrize("columns", sorted(MEASURES))
@pytest.mark.parametrize("case", sorted(CASES))
def test_a_hard_case_makes_good_pages(case: str, columns: int, tmp_path: Path) -> None:
    body, last = CASES[case]
    pages = pages_of(tmp_path, body, columns=columns)
    said = "".join(mark.line.text for page in pages.pages for mark in page.marks if isinstance(mark, Text) and mark.element != ARTIFACT)
    assert outside(pages) == []
    assert last in said.replace(" ", "")
    assert said.count(SENTENCE[0]) >= body.count(SENTENCE)


@pytest.mark.parametrize("columns", sorted(MEASURES))
@pytest.mark.parametrize("case", sorted(WRONG))
def test_what_no_page_can_hold_is_told_where_it_stands(case: str, columns: int, tmp_path: Path) -> None:
    body, code, line = WRONG[case]
    with pytest.raises(ContentError) as error:
        press.build(press.Order(written(tmp_path, body, columns=columns)))
    told = [problem for problem in error.value.problems if problem.severity == "error"]
    assert [(problem.code, problem.place.line) for problem in told][:1] == [(code, line)]


@pytest.mark.parametrize(
    ("body", "code", "most"),
    [(section(figure(44)), "figure-under-head", "42"), (section(entry(1, 2) + figure(44)), "", ""),
     (section(figure(42)), "", "")],
)  # fmt: skip
def test_a_figure_that_a_page_has_no_room_for_is_set_lower_and_told(body: str, code: str, most: str, tmp_path: Path) -> None:
    checked = press.check(press.Order(written(tmp_path, body)))
    told = [problem for problem in checked.problems if problem.code.startswith("figure-")]
    assert [(problem.code, dict(problem.values)["most"]) for problem in told] == ([(code, most)] if code else [])
    pages = press.set_pages(checked)
    assert outside(pages) == [] and pages.misfits == ()


def test_a_figure_taller_than_the_pages_of_another_layout_is_set_in_as_many_lines_as_they_have(tmp_path: Path) -> None:
    folder = written(tmp_path, section(entry(1, 2) + figure(40)))
    checked = press.check(press.Order(folder, "booklet"))
    assert [dict(problem.values)["most"] for problem in checked.problems if problem.code == "figure-tall"] == ["32"]
    assert press.print_pdf(checked).pages.misfits == ()


def test_a_head_that_no_page_holds_with_its_table_is_told(tmp_path: Path) -> None:
    high = table(1, 2, "'" + SENTENCE * 30 + "'", "        width: page\n").replace("表题", "表题很长" * 600)
    built = press.build(press.Order(written(tmp_path, section(high))))
    assert [(problem.code, problem.place.line) for problem in built.problems if problem.code == "parted"] == [("parted", 4)]


@pytest.mark.parametrize(("parts", "count"), [("[cover]", 2), ("[cover, title-page]", 4), ("[title-page, contents, back-cover]", 4)])
def test_an_edition_of_titles_alone_is_a_book(parts: str, count: int, tmp_path: Path) -> None:
    folder = written(tmp_path)
    file = tmp_path / "edition.yaml"
    file.write_text(re.sub(r"parts: .*", f"parts: {parts}", file.read_text("utf-8")), encoding="utf-8")
    assert len(press.build(press.Order(folder)).pages.pages) == count


def test_a_part_of_a_table_that_holds_notes_alone_has_no_head_and_no_foot_rule(tmp_path: Path) -> None:
    body, _ = CASES["table-notes"]
    pages = [page for page in pages_of(tmp_path, body).pages if any("续表" in line for line in lines_of(page))]
    later = [mark for page in pages[-1:] for mark in page.marks if isinstance(mark, Rule)]
    assert pages and not later and "栏1" not in "".join(lines_of(pages[-1]))
    first = next(mark for page in pages for mark in page.marks if isinstance(mark, Text) and mark.line.text.startswith("注："))
    foot = max(mark.y1 for page in pages[:1] for mark in page.marks if isinstance(mark, Rule) and mark.y1 < first.y)
    assert foot > max(mark.y for mark in pages[0].marks if isinstance(mark, Text) and "行2" in mark.line.text)


def test_a_turned_table_fills_pages_of_its_own_between_the_text(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, CASES["turned"][0])
    kinds = [{mark.upward for mark in page.marks if isinstance(mark, Text) and mark.element != ARTIFACT} for page in pages.pages[4:]]
    assert {True} in kinds and all(len(kind) < 2 for kind in kinds)
    heads = [mark for page in pages.pages for mark in page.marks if isinstance(mark, Text) and mark.line.text.startswith("续表")]
    assert heads and all(mark.upward for mark in heads)


def test_makeup_is_linear_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A constant number of attempts a block, however many blocks there are."""
    tries = 0
    place = filling._Filler._place

    def counted(self: object, block: object) -> bool:
        nonlocal tries
        tries += 1
        return place(self, block)  # type: ignore[arg-type]

    monkeypatch.setattr(filling._Filler, "_place", counted)
    shares = []
    for count in (200, 2000):
        tries = 0
        blocks = [TextBlock((Line((), "国", 0, True),) * (n % 7 + 1)) for n in range(count)]
        assert paginate(blocks, Frame(2, 44, FootShape(16_000, 10_500, 8_000, 12_000, 7_000)))
        shares.append(tries / count)
    assert shares[1] <= shares[0] + 0.5
