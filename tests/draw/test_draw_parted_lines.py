"""A line whose title has an element of its own is copied as it was written, whatever white or squeeze stands where it is cut."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.draw.conftest import shipped
from tests.draw.sheets import FACE, book, line, page_of, pdfium_lines, poppler_lines, run
from yearbook.draw import PdfOptions, draw_pdf
from yearbook.draw.pdf_spelling import spelt_pieces
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.joints import cut, cut_to_read_on, in_brackets, in_order, may_part
from yearbook.model.page import Element, Line, Run, Text

EM = 10_000
LATIN = "latin"
WORDS = "“十四五”期间，红旗区获奖"
ELEMENTS = (Element("Sect"), Element("H3", 0), Element("P", 0))


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    return {FACE: shipped("noto-serif-sc-400.ttf"), LATIN: shipped("source-sans-400.ttf")}


def set_(faces: dict[str, Face], pieces: list[tuple[str, int, str]]) -> tuple[Run, ...]:
    """Runs of (text, white before it, colour), those of seven bits in the Latin face."""
    runs: list[Run] = []
    for text, white, colour in pieces:
        face = LATIN if text.isascii() else FACE
        x = runs[-1].x + runs[-1].width + white if runs else 0
        runs.append(replace(run(faces[face], text, EM, x), face=face, colour=colour))
    return tuple(runs)


def copied(faces: dict[str, Face], whole: Line, after: int, folder: Path) -> tuple[list[str], list[str]]:
    """What the two readers find of the line cut after its title, between full lines."""
    full = line(run(faces[FACE], "红旗街道办事处人大会工作报告区本"))
    texts = [Text(50_000, 60_000, full, 2)]
    for element, (left, part) in enumerate(cut_to_read_on(whole, [after]), 1):
        texts.append(Text(50_000 + left, 78_000, part, element))
    pages = book(page_of([], [*texts, Text(50_000, 96_000, full, 2)]), elements=ELEMENTS)
    pdf = draw_pdf(pages, faces, PdfOptions(tags=True))
    return poppler_lines(pdf, folder)[1:-1], pdfium_lines(pdf)[1:-1]


def titled(faces: dict[str, Face], title: str, white: int, squeezed: int = 0) -> tuple[Line, int]:
    """A line of 【title】 and words, each part of the title a run of its own: its brackets red, what is Latin a quarter em off."""
    marked = "".join(f"\n{one}\n" if one.isascii() else one for one in title).replace("\n\n", "")
    parts = [part for part in marked.split("\n") if part]
    inner = [(part, EM // 4 if at else squeezed, "ink") for at, part in enumerate(parts)]
    runs = set_(faces, [("【", 0, "red"), *inner, ("】", squeezed, "red"), (WORDS, white, "ink")])
    return line(*runs, exact=False), len(runs) - 1


@pytest.mark.parametrize("white", [1600, 0, -1000, -2500, -5000, -7500, -10_000])
@pytest.mark.parametrize("title", ["镇与街道", "“三胖”店", "“明厨亮灶”", "人均GDP", "3D打印", "2026年安排", "甲"])
def test_a_title_and_its_words(faces: dict[str, Face], title: str, white: int, tmp_path: Path) -> None:
    whole, after = titled(faces, title, white, -5000 if "“" in title else 0)
    assert may_part(whole, after)
    assert copied(faces, whole, after, tmp_path) == ([whole.text], [whole.text])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text("红旗街道一二三，。、（）“”", min_size=1, max_size=8), white=st.integers(-9000, 1600),
    squeezed=st.integers(-EM // 2, EM // 4), spacing=st.integers(0, 1600),
)  # fmt: skip
def test_whatever_may_be_parted_is_copied_as_written(
    faces: dict[str, Face], tmp_path: Path, title: str, white: int, squeezed: int, spacing: int
) -> None:
    whole, after = titled(faces, title, white, squeezed)
    shift, runs = 0, []
    for one in whole.runs:
        extra = spacing * len(one.text)
        runs.append(replace(one, x=one.x + shift, spacing=spacing, width=one.width + extra))
        shift += extra
    whole = replace(whole, runs=tuple(runs))
    if may_part(whole, after):
        assert copied(faces, whole, after, tmp_path) == ([whole.text], [whole.text])


def test_a_title_that_reads_by_its_glyphs_is_not_spelt_out(faces: dict[str, Face]) -> None:
    whole, after = titled(faces, "镇与街道", -1000)
    assert [text for _, text in spelt_pieces(cut_to_read_on(whole, [after])[0][1])] == ["", "", ""]
    squeezed, after = titled(faces, "镇与街道", -5000)
    assert [text for _, text in spelt_pieces(cut_to_read_on(squeezed, [after])[0][1])] == ["", "", "】"]


def test_what_no_reader_would_join_is_not_parted(faces: dict[str, Face]) -> None:
    """White over a sixth of an em is a space to both readers; only brackets around it make it readable, and only in one look."""
    for white, parts in ((EM // 4, False), (1700, False), (1600, True)):
        assert may_part(line(*set_(faces, [("年度", 0, "ink"), (WORDS, white, "ink")]), exact=False), 1) == parts
    mixed, after = titled(faces, "人均GDP", 0)
    assert not in_order(mixed.runs[:after], mixed.runs[after].x) and in_brackets(mixed.runs[:after], mixed.runs[after].x)
    other = replace(mixed, runs=(replace(mixed.runs[0], colour="ink"), *mixed.runs[1:]))
    assert not may_part(other, after)


def test_a_label_and_its_white_are_a_word_and_a_space(faces: dict[str, Face], tmp_path: Path) -> None:
    runs = set_(faces, [("2.", 0, "ink"), ("中游段设儿童活动场地", 3286, "ink")])
    whole = line(*runs, exact=False, text="2. 中游段设儿童活动场地")
    assert may_part(whole, 1)
    assert [part.text for _, part in cut_to_read_on(whole, [1])] == ["2.", "中游段设儿童活动场地"]
    assert copied(faces, whole, 1, tmp_path) == ([whole.text], [whole.text])


def test_what_stands_over_characters_goes_with_them(faces: dict[str, Face]) -> None:
    runs = set_(faces, [("单", 0, "ink"), ("县", 0, "ink"), ("旧称", 0, "ink")])
    over = tuple(replace(run(faces[LATIN], text, 4000, x), rise=EM) for text, x in (("Shàn", 1000), ("Xiàn", 11_000)))
    whole = replace(line(*runs), over=over)
    assert [[one.text for one in part.over] for _, part in cut(whole, [1, 2])] == [["Shàn"], ["Xiàn"], []]
    assert not may_part(replace(whole, exact=False), 1) and may_part(replace(whole, over=over[1:], exact=False), 1)
