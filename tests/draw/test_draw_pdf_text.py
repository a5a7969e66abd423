"""Text copied out of the PDF is the text of the book, in poppler and in pdfium; and when glyphs alone are enough for that."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.draw.conftest import RARE, shipped
from tests.draw.sheets import FACE, book, line, page_of, pdfium_lines, poppler_lines, run, shaped
from yearbook.draw import draw_pdf
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.page import Line, Run

FILLER = "红旗街道办事处人大会工作报告区本"
EM = 10_000


def copied(face: Face, lines: list[Line], folder: Path) -> tuple[list[str], list[str]]:
    """What the two readers find on a page of these lines, which stands between full lines as on a real page."""
    full = line(run(face, FILLER))
    pages = book(page_of([full, *lines, full]))
    pdf = draw_pdf(pages, {FACE: face})
    return poppler_lines(pdf, folder)[1:-1], pdfium_lines(pdf)[1:-1]


def assert_copied(face: Face, lines: list[Line], folder: Path) -> None:
    wanted = [text.text for text in lines]
    assert copied(face, lines, folder) == (wanted, wanted)


@pytest.mark.parametrize("kind", ["block", "block_cff"])
def test_glyphs_alone(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    face: Face = request.getfixturevalue(kind)
    lines = ["红旗街道办事处", "（一）工作报告。", "The office has 25 % (a\\b)", RARE, "a" + RARE[0] + "b"]
    assert_copied(face, [line(run(face, text)) for text in lines], tmp_path)


def test_character_ids_of_a_cid_keyed_face(fang: Face, tmp_path: Path) -> None:
    assert_copied(fang, [line(run(fang, "仿宋字体测试文件，一二三。")), line(run(fang, "红旗街道 Office 2026"))], tmp_path)


def test_every_shipped_face(tmp_path: Path) -> None:
    for name in ("noto-serif-sc-400.ttf", "noto-sans-sc-700.ttf", "lxgw-wenkai-400.ttf", "fandol-fang-400.otf"):
        face = shipped(name)
        rare = "𠅤𣲗" if not face.missing("𠅤𣲗") else ""
        assert_copied(face, [line(run(face, "红旗街道办事处人大会" + rare))], tmp_path)


def test_a_ligature_and_a_long_dash_need_no_actual_text(block: Face, tmp_path: Path) -> None:
    ligature = [run(block, "of"), shaped(block, "fi", x=EM), run(block, "ce", x=2 * EM)]
    dash = [run(block, "年"), shaped(block, "——", "Hani", x=EM), run(block, "月", x=3 * EM)]
    assert_copied(block, [line(*ligature), line(*dash)], tmp_path)


def test_squeezes_and_quarter_em_gaps_by_actual_text(block: Face, tmp_path: Path) -> None:
    squeezed = run(block, "大会”。“报告", kerns=((3, -EM // 2), (4, -EM // 2)))
    gaps = run(block, "红旗GDP街道2026年", kerns=((2, EM // 4), (5, EM // 4), (7, EM // 4), (11, EM // 4)))
    assert_copied(block, [line(squeezed, exact=False), line(gaps, exact=False)], tmp_path)


def test_a_word_space_taken_by_the_line_end_is_kept(block: Face, tmp_path: Path) -> None:
    poppler, pdfium = copied(block, [line(run(block, "Hello"), exact=False, text="Hello "), line(run(block, "World"))], tmp_path)
    assert poppler == ["Hello ", "World"]
    assert pdfium == ["Hello ", "World"]


def test_one_glyph_for_two_characters_gets_an_actual_text(block: Face, tmp_path: Path) -> None:
    """Compose draws — with the glyph of U+2015: whichever comes first is in ToUnicode, lines with the other are spelt out."""
    bar = run(block, "―")
    as_dash = replace(bar, text="—")
    assert_copied(block, [line(as_dash), line(bar), line(as_dash), line(run(block, "年"), replace(bar, x=EM))], tmp_path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text("红旗街道一二三，。、（）“”AVfi09%", min_size=3, max_size=16), min_size=1, max_size=6),
    data=st.data(),
)
def test_any_line_with_an_actual_text(block: Face, tmp_path: Path, texts: list[str], data: st.DataObject) -> None:
    lines = []
    for text in texts:
        moves = data.draw(st.lists(st.tuples(st.integers(1, len(text) - 1), st.integers(-EM // 2, EM // 2)), max_size=4))
        lines.append(line(run(block, text, kerns=tuple(sorted(dict(moves).items()))), exact=False))
    assert_copied(block, lines, tmp_path)


def moved(face: Face, text: str, amount: float) -> Line:
    return line(run(face, text, kerns=((2, round(amount * EM)),)))


@pytest.mark.parametrize("amount", [0.07, 0.05, -0.05, -0.195])
def test_small_moves_need_no_actual_text(amount: float, tmp_path: Path) -> None:
    """The bounds by which compose sets Line.exact, measured with poppler 22.12 and pdfium 15.2: −0.20 em < move ≤ 0.07 em.

    poppler: over 0.15 em a space, under −0.20 em a new line, Tc counted in. pdfium: half the face's space when that is
    among the glyphs in use, else 1/2 to 1/6 of the width of the glyph before (CPDF_TextPage, NormalizeThreshold): 1/6 em
    after Han, but 0.075 em after an i of 0.3 em. It never looks at Tc.
    """
    for name in ("noto-serif-sc-400.ttf", "source-sans-400.ttf", "source-serif-400.ttf", "lxgw-wenkai-400.ttf"):
        face = shipped(name)
        texts = ["will.il", "2025.5", "NewYork"] if name.startswith("source") else ["红旗街道", "红旗，“街道", "will"]
        full = [line(run(face, "abc def ghi jkl" if name.startswith("source") else FILLER))]
        pages = book(page_of([*full, *(moved(face, text, amount) for text in texts), *full]))
        pdf = draw_pdf(pages, {FACE: face})
        assert poppler_lines(pdf, tmp_path)[1:-1] == pdfium_lines(pdf)[1:-1] == texts


@pytest.mark.parametrize("spacing", [0.05, 0.145])
def test_stretched_lines_need_no_actual_text(block: Face, tmp_path: Path, spacing: float) -> None:
    stretched = replace(run(block, FILLER), spacing=round(spacing * EM))
    assert_copied(block, [line(stretched), line(stretched)], tmp_path)


def test_larger_moves_do_need_one(block: Face, tmp_path: Path) -> None:
    """When this fails readers have become better, and `exact` may be given more generously."""
    poppler, pdfium = copied(block, [moved(block, "红旗街道", 0.25), moved(block, "大会。”报告", -0.5)], tmp_path)
    assert poppler == ["红旗 街道", "大会", "。”报告"]
    assert pdfium == ["红旗 街道", "大会。”报告"]


def test_a_word_space_must_stay_wider_than_poppler_asks(tmp_path: Path) -> None:
    """Move and space together: poppler throws space characters away and looks at the gap: 0.15 em is none."""
    face = shipped("source-sans-400.ttf")  # its space has 0.200 em
    assert_copied(face, [moved(face, "a b c", -0.045)], tmp_path)
    assert copied(face, [moved(face, "a b c", -0.055)], tmp_path)[0] == ["ab c"]


def test_rare_characters_stand_outside_the_actual_text(block: Face, tmp_path: Path) -> None:
    """pdfium drops them from it."""
    names = run(block, "张𬺈，李𫟹、𠮷王。", kerns=((3, -EM // 2), (9, -EM // 2)))
    assert_copied(block, [line(replace(names, text=names.text), exact=False), line(run(block, "𠮷"), exact=False)], tmp_path)


def superscript(face: Face, rise: float) -> Line:
    note: Run = replace(run(face, "12", 6000, x=2 * EM), rise=round(rise * EM))
    return line(run(face, "报告"), note, run(face, "工作", x=2 * EM + note.width))


def test_a_rise_below_half_the_smaller_size_needs_no_actual_text(block: Face, tmp_path: Path) -> None:
    assert_copied(block, [superscript(block, 0.295)], tmp_path)
    assert copied(block, [superscript(block, 0.31)], tmp_path)[0] == ["报告12", "工作"]
