"""The proofreader's checklist (typography.md §5) on glyph positions of made-up pages, role by role.

A small edition with every trap in it is made up in each layout; positions are reckoned from the very numbers that are
drawn. The letters in the names of tests are those of the checklist.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

from yearbook import press
from yearbook.compose.classes import CLOSING, OPENING, classes_of
from yearbook.errands import starting
from yearbook.fonts import Faces
from yearbook.model.layout import Layout
from yearbook.model.page import Pages, Text

MARKS = "，、。；：）》"
LAYOUTS = ("annual", "booklet", "large-print")
NO_START = set("，。、；：？！）〕】》〉」』”’·～％‰℃%!),.:;?]}")
NO_END = set("（〔【《〈「『“‘￥$([{/")
TRAPS = (
    "2025年1月2日，红旗区“十五五”规划（草案）、《关于进一步优化营商环境的若干措施》公布；GDP为1,234.5亿元，增长5.3%，占比约￥3.5万元。",
    "会议指出——“要坚持‘问题导向’”，推进A/B测试……并在阿卜杜拉·买买提家中座谈（见《区志》）。这是第3场？！真的！",
    "全区完成投资146亿元，增长6.2%；规模以上工业增加值增长±0.5个百分点，气温-3℃～38℃，门牌12—15号，单价为约3.6万元/吨。",
    "The infrastructure of internationalization见https://www.example.gov.cn/statistics/annual/2025/index.html，其余各项从略，不再列出。",
    "{name:李白}{name:杜甫}与{title:史记}{dots:要紧}之处，{pinyin:单县|Shàn Xiàn}在焉，与泡泡玛特POPMART签约，万达广场项目落地。",
)
LIST = "（一）甲项，占3.6%；\n（二）“乙”项，凡12处，逐一核对，写得长些以便转行，转行以后与本项文字左齐；\n1. 丙\n2. 丁"
ROLES = ("P", "Note", "Caption", "TD", "TH", "H1", "H2", "H3", "LI", "LBody")


class Glyph(NamedTuple):
    """A character, its class, its left edge, the natural right edge of its glyph, and the size it is set in."""

    character: str
    kind: str
    x: int
    right: int
    size: int


class Set(NamedTuple):
    """A line of a role: its glyphs, its mark, how much wider its letters stand than they are cut."""

    role: str
    mark: Text
    glyphs: tuple[Glyph, ...]
    track: int


class Made(NamedTuple):
    """A made-up edition with what it was made of."""

    pages: Pages
    layout: Layout
    faces: Faces


@lru_cache(maxsize=1)
def edition() -> Path:
    folder = Path(mkdtemp()) / "2026"
    folder.mkdir()
    for name, data in starting.new_edition(None, str(folder)).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    paragraphs = [trap[shift:].lstrip(MARKS) + other for shift in range(0, 12, 3) for trap in TRAPS[:3] for other in TRAPS]
    entries = "".join(
        f"      - entry: 条目{n}“（名）”\n        text: |\n          {text}\n\n          {text[5:].lstrip(MARKS)}\n"
        for n, text in enumerate(paragraphs)
    )
    listed = LIST.replace("\n", "\n          ")
    table = (
        "      - table: “表题”（2025年）、—— 说明……\n        columns: [{title: “栏”（甲）}, {title: 数, align: number}]\n        rows:\n"
        "          - cells: [“甲”（乙）、GDP指标与增速3.5%的说明文字——很长, 1234.5]\n          - cells: [丙, 3]\n"
        f"        notes: [{TRAPS[1]}]\n"
    )
    (folder / "traps.yaml").write_text(
        f"id: traps\ntitle: 陷阱\nsections:\n  - title: “分目”（甲）——A、B\n    body:\n{entries}"
        f"      - subhead: 子目“（乙）”2025年\n      - entry: 列表\n        text: |\n          {listed}\n{table}",
        encoding="utf-8",
    )
    plan = (folder / "edition.yaml").read_text("utf-8")
    (folder / "edition.yaml").write_text(plan.replace("  - economy.yaml", "  - traps.yaml\n  - economy.yaml", 1), encoding="utf-8")
    return folder


@lru_cache(maxsize=3)
def made(layout: str) -> Made:
    checked = press.check(press.Order(str(edition()), layout))
    return Made(press.set_pages(checked), checked.layout, checked.faces)


def glyphs_of(mark: Text, faces: Faces) -> Iterator[Glyph]:
    """The characters of a line at their places on the page; a cluster (ligature, long dash) counts once for all of its own."""
    for run in mark.line.runs:
        kerns, x, face = dict(run.kerns), mark.x + run.x, faces[run.face]
        gids = [int.from_bytes(run.gids[n : n + 2], "big") for n in range(0, len(run.gids), 2)]
        one_to_one = len(gids) == len(run.text)
        kinds = classes_of(run.text)
        for n, gid in enumerate(gids):
            x += kerns.get(n, 0)
            advance = face.advance(gid) * run.size // face.units
            character, kind = (run.text[n], kinds[n]) if one_to_one else (run.text if n == 0 else "", "D" if run.text == "——" else "x")
            yield Glyph(character, kind, x, x + advance, run.size)
            x += advance + run.spacing


@lru_cache(maxsize=3)
def lines_of(layout: str) -> tuple[Set, ...]:
    """All lines of text that belong to an element, in reading order."""
    pages, _, faces = made(layout)
    lines = []
    for page in pages.pages:
        for mark in page.marks:
            if isinstance(mark, Text) and mark.element >= 0 and mark.line.runs:
                role = pages.elements[mark.element].tag
                lines.append(Set(role, mark, tuple(glyphs_of(mark, faces)), max(run.spacing for run in mark.line.runs)))
    return tuple(lines)


def paragraphs(layout: str) -> Iterator[list[Set]]:
    """Lines of one element after another; those of two and more are paragraphs."""
    for _, group in groupby(lines_of(layout), key=lambda line: line.mark.element):
        yield list(group)


def is_body(line: Set, layout: Layout) -> bool:
    """Whether a line is running text of the body's size in its columns."""
    return line.role == "P" and line.glyphs[-1].size == layout.page.body and line.mark.line.width > layout.page.body


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_pages_show_every_role(layout: str) -> None:
    found = {line.role for line in lines_of(layout)}
    assert {"P", "Caption", "TD", "TH", "H1", "H2", "H3"} <= found
    assert len(lines_of(layout)) > 300


@pytest.mark.parametrize("layout", LAYOUTS)
def test_k1_k2_no_line_begins_or_ends_with_what_it_may_not(layout: str) -> None:
    for lines in paragraphs(layout):
        for before, after in pairwise(lines):
            if before.role in ROLES and abs(before.mark.y - after.mark.y) > before.glyphs[0].size // 2:
                first, last = after.glyphs[0].character, before.glyphs[-1].character
                soft = before.mark.line.text != "".join(g.character for g in before.glyphs)  # an address divided in need
                assert soft or first not in NO_START, (before.mark.line.text, after.mark.line.text)
                assert last not in NO_END or (soft and last == "/"), (before.mark.line.text, after.mark.line.text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_k3_no_number_dash_or_ellipsis_is_divided(layout: str) -> None:
    for lines in paragraphs(layout):
        for before, after in pairwise(lines):
            if before.role != "P" or before.mark.line.text.endswith(" "):
                continue
            last, first = before.glyphs[-1].character, after.glyphs[0].character
            assert not (last[-1:].isdigit() and (first.isdigit() or first in "%％‰℃")), (before.mark.line.text, after.mark.line.text)
            assert (last, first) not in {("—", "—"), ("…", "…"), ("￥", "3"), ("±", "0"), ("-", "3")}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_k4_no_paragraph_ends_with_a_lone_character(layout: str) -> None:
    for lines in paragraphs(layout):
        if len(lines) > 1 and is_body(lines[-1], made(layout).layout) and is_body(lines[0], made(layout).layout):
            assert sum(g.kind in "H0a%" for g in lines[-1].glyphs) != 1, lines[-1].mark.line.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_j1_j2_full_lines_end_at_the_edge_and_none_beyond(layout: str) -> None:
    look = made(layout).layout
    for lines in paragraphs(layout):
        for line in lines[:-1]:
            if is_body(line, look) and line.mark.line.width >= look.page.column - 4 * look.page.body:
                last = line.glyphs[-1]
                edge = line.mark.x + line.mark.line.width
                drawn = last.right - (last.size // 2 if last.character in CLOSING + "，。、；：？！" else 0)
                divided = not any(g.kind == "H" for g in line.glyphs)  # Western text without a word space may fall short
                assert drawn <= edge + last.size // 50, line.mark.line.text
                assert divided or drawn >= edge - last.size // 50, (line.mark.line.text, edge - drawn)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_j3_no_line_is_loose(layout: str) -> None:
    """Of lines that are Han for the most part; the others here have more that cannot be divided than any text of a yearbook."""
    look = made(layout).layout
    loose = look.page.body // 5
    body = [line for line in lines_of(layout) if is_body(line, look)]
    plain = [line for line in body if sum(glyph.kind == "H" for glyph in line.glyphs) * 5 > len(line.glyphs) * 4]
    assert len(plain) > 20
    assert [line.mark.line.text for line in plain if line.track > loose] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_j4_gaps_of_one_class_are_equal_in_a_line(layout: str) -> None:
    look = made(layout).layout
    for line in lines_of(layout):
        if not is_body(line, look) or line.mark.line.over:
            continue
        gaps = [b.x - a.right for a, b in pairwise(line.glyphs) if a.kind == b.kind == "H" and a.size == b.size == look.page.body]
        assert not gaps or max(gaps) - min(gaps) <= look.page.body // 50 or "】" in line.mark.line.text, line.mark.line.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_j5_numbers_are_never_letterspaced_in_text(layout: str) -> None:
    for line in lines_of(layout):
        if line.role in ("P", "TD", "Note"):
            for a, b in pairwise(line.glyphs):
                if a.kind == b.kind == "0" and a.size == b.size and is_body(line, made(layout).layout):
                    assert abs(b.x - a.right) <= a.size // 20, line.mark.line.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_p1_neighbouring_marks_take_an_em_and_a_half_in_every_role(layout: str) -> None:
    seen = set()
    for line in lines_of(layout):
        spacing = max(line.track, 0)
        for a, b in pairwise(line.glyphs):
            if a.size != b.size or not a.character or not b.character or b.x - a.x > 2 * a.size:
                continue  # a signature at the other end of the line
            closes, opens = a.character in CLOSING + "，。、；：", b.character in OPENING
            if (closes and (opens or b.character in CLOSING + "，。、；：")) or (a.character in OPENING and opens):
                assert b.x - a.x <= a.size // 2 + spacing + a.size // 20, line.mark.line.text
                seen.add(line.role)
    assert {"P", "TH", "Caption"} <= seen


@pytest.mark.parametrize("layout", LAYOUTS)
def test_p3_a_dash_is_two_ems_of_one_stroke_in_every_role(layout: str) -> None:
    seen = set()
    for line in lines_of(layout):
        for glyph in line.glyphs:
            if glyph.character == "——":
                assert abs(glyph.right - glyph.x - 2 * glyph.size) <= glyph.size // 50
                seen.add(line.role)
    assert {"P", "TH", "Caption", "H2"} <= seen


@pytest.mark.parametrize("layout", LAYOUTS)
def test_s1_han_and_western_stand_apart_in_every_role_but_not_at_marks(layout: str) -> None:
    for line in lines_of(layout):
        for a, b in pairwise(line.glyphs):
            if a.size != b.size:
                continue
            gap = (b.x - a.right) * 1000 // a.size
            if (a.kind, b.kind) in {("H", "a"), ("H", "0"), ("a", "H"), ("0", "H")} and line.role in ("P", "TD", "Caption", "Note"):
                assert 120 <= gap <= 520 + line.track * 1000 // a.size, (gap, a.character, b.character, line.mark.line.text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_g1_g4_body_stands_on_the_grid_and_paragraphs_begin_two_ems_in(layout: str) -> None:
    look = made(layout).layout
    page, down = look.page, look.page.body * 88 // 100
    body = [line for line in lines_of(layout) if is_body(line, look) and line.mark.line.text[:1] != "●"]
    flowing = [line for line in body if line.mark.line.width > 15 * page.body]
    assert flowing and all((line.mark.y - page.head - down) % page.leading == 0 for line in flowing)
    edges = (page.inside, page.trim[0] - page.inside - page.width)
    lefts = {edge + column * (page.column + page.gutter) for edge in edges for column in range(page.columns)}
    openings = ("完成投资", "1月2日")  # of second paragraphs
    starts = [lines[0].mark for lines in paragraphs(layout) if lines[0].mark.line.text.startswith(openings)]
    assert starts and all(mark.x - 2 * page.body in lefts for mark in starts)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_f1_f3_no_glyph_is_missing_and_none_is_too_small(layout: str) -> None:
    pages = made(layout).pages
    for page in pages.pages:
        for mark in page.marks:
            if isinstance(mark, Text):
                for run in mark.line.runs:
                    assert b"\0\0" not in {run.gids[n : n + 2] for n in range(0, len(run.gids), 2)}, run.text
                    assert run.size >= 5000, run.text


