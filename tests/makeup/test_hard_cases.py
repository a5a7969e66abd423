"""Cases that break page make-up elsewhere, each in one, two and three columns: nothing overflows, loops or is lost."""

from pathlib import Path

import pytest

from tests.small_edition import MEASURES, pages_of
from yearbook.makeup import columns as filling
from yearbook.makeup.feet import FootShape
from yearbook.makeup.regions import Frame, paginate
from yearbook.model.galley import TextBlock
from yearbook.model.page import ARTIFACT, Line, Pages, Text

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
