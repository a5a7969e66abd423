"""The grid of official papers, read from the glyphs of the PDF by pdfium, which knows nothing of how it was made.

GB/T 9704-2012 as typography.md §2.3 has it: 156 × 225 mm, 22 lines of 28 characters, 37 mm head, 28 mm at the binding edge,
folios — 1 — 7 mm below, one character from outside. Places in millimetres from the head-left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.small_edition import written
from yearbook.errands.meeting import Wanted, meeting

MM = 72 / 25.4
HEAD, INSIDE, WIDTH, DEPTH, OUTSIDE = 37.0, 28.0, 156.0, 225.0, 26.0
CHARACTER = WIDTH / 28
PITCH = (DEPTH - CHARACTER) / 21
BASELINE = 0.88 * CHARACTER  # from the head of a character
NEAR = 0.1
HAN = "现代化新征程上我们坚持项目为王产业为基推动全域经济社会高质量发展迈出坚实步伐"
MIXED = "2022年全区完成投资214.3亿元，占年度计划的104.1%；“四上”企业56家，增长47.4%。GDP居全市第5位（见表）、人均居前。"


class Glyph(NamedTuple):
    text: str
    x: float
    right: float
    baseline: float
    size: float
    ink: tuple[float, float]  # head and foot


def agenda(folder: Path, text: str, layout: str) -> Path:
    path = folder / "agenda.yaml"
    head = f"meeting: 样区试排会议\nlayout: {layout}\nitems: [{{title: 试排, papers: 1}}]\n"
    path.write_text(f"{head}papers:\n  - title: 试排\n    text: |\n{text}", "utf-8")
    return path


@lru_cache(maxsize=4)
def pages(layout: str = "gbt9704") -> tuple[tuple[Glyph, ...], ...]:
    """A paper of Han alone, then of all sorts, as pdfium sees it."""
    folder = Path(mkdtemp())
    edition = written(folder / "small", "  - body:\n      - text: 样文。\n")
    long = [HAN * 24, *(MIXED * (3 + n % 4) for n in range(12)), "**一项。**" + MIXED * 9, HAN * 9 + "。", *(MIXED * 5 for _ in range(9))]
    made = meeting(Wanted(edition, str(agenda(folder, "".join(f"      {paragraph}\n\n" for paragraph in long), layout))))
    paper = next(data for name, data in made.files if name.startswith("会议文件") and "A3" not in name)
    document = pypdfium2.PdfDocument(without_actual_text(paper))
    return tuple(tuple(glyphs(document[n])) for n in range(len(document)))


def without_actual_text(data: bytes) -> bytes:
    """pdfium gives every character of a run with ActualText the place of the run."""
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as book:
        for page in book.pages:
            page.contents_coalesce()
            kept = []
            for operands, operator in pikepdf.parse_content_stream(page):
                kept.append(([operands[0], pikepdf.Dictionary()] if str(operator) == "BDC" else operands, operator))
            page.Contents = book.make_stream(pikepdf.unparse_content_stream(kept))
        book.save(out)
    return out.getvalue()


def glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    found = []
    for n in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, n))
        if raw.FPDFText_IsGenerated(text, n) == 1 or character.isspace():
            continue
        raw.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetLooseCharBox(text, n, ctypes.byref(loose))
        raw.FPDFText_GetCharBox(text, n, *map(ctypes.byref, (left, right, bottom, top)))
        ink = ((height - top.value) / MM, (height - bottom.value) / MM)
        found.append(Glyph(character, x.value / MM, loose.right / MM, (height - y.value) / MM, raw.FPDFText_GetFontSize(text, n), ink))
    return found


def lines(page: tuple[Glyph, ...]) -> list[list[Glyph]]:
    """The lines of the type area, from its head down, folios left out."""
    rows: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in page:
        if glyph.baseline < HEAD + DEPTH:
            rows[round(glyph.baseline * 4)].append(glyph)
    return [sorted(row, key=lambda glyph: glyph.x) for _, row in sorted(rows.items())]


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def margin(number: int) -> float:
    """The left edge of the type area: the binding edge on rectos, the fore-edge on versos."""
    return OUTSIDE if number % 2 else INSIDE


def full_pages() -> list[tuple[int, list[list[Glyph]]]]:
    """The pages of running text alone: neither the first nor the last."""
    found = [(number, lines(page)) for number, page in enumerate(pages())]
    return found[1:-1]


def test_pages_are_a4() -> None:
    folder = Path(mkdtemp())
    edition = written(folder / "small", "  - body:\n      - text: 样文。\n")
    made = meeting(Wanted(edition, str(agenda(folder, f"      {HAN}。\n", "gbt9704"))))
    for name, data in made.files:
        if name.endswith(".pdf"):
            width, height = (round(side / MM, 1) for side in pypdfium2.PdfDocument(data)[0].get_size())
            assert (width, height) == ((420.0, 297.0) if "A3" in name else (210.0, 297.0)), name


def test_twenty_two_baselines_a_page_at_even_pitch() -> None:
    assert len(full_pages()) >= 5
    for number, rows in full_pages():
        assert len(rows) == 22, number
        for n, row in enumerate(rows):
            for glyph in row:
                assert glyph.baseline == pytest.approx(HEAD + BASELINE + n * PITCH, abs=NEAR), (number, n, glyph)


def test_a_line_of_han_alone_has_twenty_eight_characters_on_the_grid() -> None:
    seen = 0
    for number, rows in full_pages():
        for row in rows:
            if len(row) == 28 and all(glyph.text in HAN for glyph in row):
                seen += 1
                for n, glyph in enumerate(row):
                    assert glyph.x == pytest.approx(margin(number) + n * CHARACTER, abs=NEAR)
            assert not (len(row) > 28 and all(glyph.text in HAN for glyph in row))
    assert seen > 20


def test_both_edges_are_flush() -> None:
    checked = 0
    for number, rows in full_pages():
        left = margin(number)
        for row, after in pairwise(rows):
            begins = row[0].x - left
            assert begins == pytest.approx(0, abs=NEAR) or begins == pytest.approx(2 * CHARACTER, abs=NEAR) or row[0].text in "“（《"
            if after[0].x - left < CHARACTER:  # the paragraph goes on: its line is full
                last = row[-1]
                blank = CHARACTER / 2 if last.text in "，。；：、）”》？！" else 0
                assert last.right - left == pytest.approx(WIDTH + (blank if last.right - left > WIDTH + NEAR else 0), abs=NEAR), last
                checked += 1
    assert checked > 60


def test_the_binding_edge_is_28_mm_on_both_sides_of_a_leaf() -> None:
    for number, rows in full_pages():
        left = min(row[0].x for row in rows if is_han(row[0].text))
        right = max(row[-1].right for row in rows if is_han(row[-1].text))
        inner = 210 - right if number % 2 else left
        assert right - left == pytest.approx(WIDTH, abs=NEAR)
        assert inner == pytest.approx(28, abs=NEAR)


def test_folios_stand_outside_seven_millimetres_below_in_half_width_figures() -> None:
    for number, page in enumerate(pages()):
        folio = sorted((glyph for glyph in page if glyph.baseline > HEAD + DEPTH), key=lambda glyph: glyph.x)
        assert "".join(glyph.text for glyph in folio) == f"—{number + 1}—"
        assert {round(glyph.size, 2) for glyph in folio} == {14.0}
        dash, digit = folio[0], folio[1]
        assert sum(dash.ink) / 2 == pytest.approx(HEAD + DEPTH + 7, abs=0.5)
        assert (digit.right - digit.x) * MM == pytest.approx(7, abs=0.05)
        edge = folio[0].x - OUTSIDE if number % 2 else INSIDE + WIDTH - folio[-1].right
        assert edge == pytest.approx(CHARACTER, abs=0.5)


@pytest.mark.parametrize(("layout", "characters", "lines_a_page"), [("district", 29, 22), ("speech-large", 20, 17)])
def test_presets_have_grids_of_their_own(layout: str, characters: int, lines_a_page: int) -> None:
    for page in pages(layout)[1:-1]:
        rows = lines(page)
        assert len(rows) == lines_a_page
        assert all(len(row) <= characters for row in rows if all(glyph.text in HAN for glyph in row))
    every = [row for page in pages(layout)[1:-1] for row in lines(page)]
    assert any(len(row) == characters and all(glyph.text in HAN for glyph in row) for row in every)
