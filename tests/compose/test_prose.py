"""Marks between the lines, lists, run-in heads, divided words and signatures, at the places where they are drawn."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.sheets import annual, body
from yearbook.compose.flow import entry_blocks
from yearbook.compose.paragraph import pieces_of, set_paragraph, set_single
from yearbook.compose.prose import Prose, prose_lines, signed_lines
from yearbook.frozen import replace
from yearbook.load import parse_body, parse_inline
from yearbook.model.copy import Entry
from yearbook.model.galley import TextBlock
from yearbook.model.page import Disc, Line, Path, Rule
from yearbook.model.text import Span

EM = 10_500
COLUMN = 21 * EM


def lines_of(text: str, ems: int = 21) -> tuple[Line, ...]:
    return set_paragraph(pieces_of(parse_inline(text), "body", annual().layout), annual(), ems * EM)


def list_lines(text: str, ems: int = 21) -> list[tuple[Line, ...]]:
    return [prose_lines(one, Prose("body", ems * EM, 2 * EM), annual())[0] for one in parse_body(text).paragraphs]


def test_neighbouring_names_have_lines_apart_and_as_wide_as_themselves() -> None:
    (line,) = lines_of("诗人{name:李白}{name:杜甫}。")
    first, second = line.under
    assert isinstance(first, Rule) and isinstance(second, Rule)
    inset = int(annual().layout.interlinear.inset * EM)
    assert (first.x1, first.x2, second.x1, second.x2) == (2 * EM + inset, 4 * EM - inset, 4 * EM + inset, 6 * EM - inset)
    assert 0 < first.y1 == first.y2 < EM // 2


def test_a_name_over_a_line_end_has_a_line_on_both_lines_and_stretches_with_them() -> None:
    first, second, *_ = lines_of("国国国国国国国{name:阿布都拉}国国国，国国国国国", 9)
    assert [len(line.under) for line in (first, second)] == [1, 1]
    (rule,) = first.under
    assert isinstance(rule, Rule) and rule.x2 <= first.width


def test_a_dot_stands_under_the_middle_of_every_character_but_marks() -> None:
    line = lines_of("国国国国国国国国国国{dots:要紧，的话}国国国国国2025年国国国国")[0]
    dots = [mark for mark in line.under if isinstance(mark, Disc)]
    assert len(dots) == 4
    run = line.runs[0]
    step = EM + run.spacing
    assert dots[0].x == pytest.approx(10 * step + EM // 2, abs=2)
    assert dots[1].x - dots[0].x == pytest.approx(step, abs=2)


def test_a_title_has_a_wave_and_dots_stand_below_a_line() -> None:
    (line,) = lines_of("{title+dots:呐喊}国{name+dots:鲁迅}")
    wave, rule = (mark for mark in line.under if not isinstance(mark, Disc))
    assert isinstance(wave, Path) and len({y for _, y in wave.points}) > 2 and isinstance(rule, Rule)
    low = max(y for _, y in wave.points)
    assert all(mark.y - mark.radius > max(low, rule.y1) for mark in line.under if isinstance(mark, Disc))


def test_pinyin_is_centred_over_its_character_and_is_no_part_of_the_text() -> None:
    (line,) = lines_of("姓{pinyin:区|Ōu}，{pinyin:重庆|chóng qìng}人")
    assert line.text == "姓区，重庆人" and not line.exact
    assert [run.text for run in line.over] == ["Ōu", "chóng", "qìng"]
    over = line.over[0]
    assert over.x + over.width // 2 == pytest.approx(EM + EM // 2, abs=EM // 8)
    assert over.rise > EM * 88 // 100 and over.size <= EM // 2
    ends = [(run.x, run.x + run.width) for run in line.over]
    assert all(right < left for (_, right), (left, _) in pairwise(ends))


def test_pinyin_at_the_edges_stays_inside_the_measure() -> None:
    for line in lines_of("国" * 9 + "{pinyin:窗|chuāng}{pinyin:床|chuáng}国国国国国", 10):
        assert all(run.x >= 0 and run.x + run.width <= 10 * EM for run in line.over)


def test_a_divided_word_is_whole_in_copied_text() -> None:
    lines = lines_of("the quick infrastructure and internationalization of development", 10)
    ended = [n for n, line in enumerate(lines) if line.runs[-1].text == "-"]
    assert ended
    assert all("-" not in line.text for line in lines)
    assert "".join(line.text for line in lines) == "the quick infrastructure and internationalization of development"
    words = " ".join(line.text.strip() for line in lines).split()
    assert words == ["the", "quick", "infrastructure", "and", "internationalization", "of", "development"]


@pytest.mark.parametrize("measure", range(6, 16))
def test_no_word_is_divided_inside_a_ligature(measure: int) -> None:
    text = "the efficient office differentiates affluent effectiveness and the efficiency of traffickers of offices"
    lines = lines_of(text, measure)
    shown = "".join("".join(run.text for run in line.runs).removesuffix("-") for line in lines)
    assert shown.replace(" ", "") == text.replace(" ", "")  # each letter is set once
    assert all(run.width > 0 for line in lines for run in line.runs)


def test_a_layout_may_leave_words_whole() -> None:
    layout = annual().layout
    rules = layout.model_copy(update={"composition": layout.composition.model_copy(update={"hyphenate": False})})
    setter = replace(annual(), layout=rules, _rules=[])
    text = "the quick infrastructure and internationalization of development"
    lines = set_paragraph(pieces_of(parse_inline(text), "body", rules), setter, 9 * EM)
    assert all(line.runs[-1].text != "-" for line in lines)


def test_an_address_is_divided_at_its_marks_without_a_hyphen() -> None:
    lines = lines_of("见https://www.example.gov.cn/statistics/annual/2025/index.html。", 12)
    shown = ["".join(run.text for run in line.runs) for line in lines]
    assert len(lines) > 1 and "-" not in "".join(shown)
    assert all(one[-1] in "/" or two[0] in ".?&=-" for one, two in pairwise(shown))


def test_items_hang_beside_the_widest_label_of_their_list() -> None:
    nine, ten = list_lines("9. " + "国" * 30 + "\n10. " + "国" * 30)
    assert {line.runs[0].x for line in (nine[1], ten[1])} == {nine[0].runs[1].x} == {ten[0].runs[1].x}
    assert nine[0].runs[0].x == ten[0].runs[0].x == 0
    assert nine[0].text.startswith("9. 国") and all(line.width <= COLUMN for line in (*nine, *ten))


def test_depth_moves_labels_in_and_a_further_paragraph_goes_on_beside_the_label() -> None:
    outer, inner, after, on = list_lines("（一）甲\n1. 乙\n（二）丙\n\n  " + "丁" * 30)
    assert inner[0].runs[0].x - annual().layout.list_.step == 0
    text_x = after[0].runs[1].x if len(after[0].runs) > 1 else 0
    assert outer[0].text == "（一）甲" and text_x == on[1].runs[0].x == on[0].runs[0].x - 2 * EM


def test_strong_text_with_a_stop_at_the_head_of_a_paragraph_is_a_run_in_head() -> None:
    (lines,) = list_lines("**加强领导。**各地各部门落实责任。")
    look, head = annual().layout.run_in, lines[0].runs[0]
    assert head.text == "加强领导。" and head.face == annual().chain(look.family, look.weight)[0]


def test_a_signature_stands_on_the_last_line_when_it_has_room_else_below_it_never_apart() -> None:
    for count, rows in ((3, 1), (20, 2)):
        entry = Entry("", body("国" * count + "。"), "a", "（张三）")
        (block,) = entry_blocks(entry, annual(), COLUMN)
        assert isinstance(block, TextBlock) and len(block.lines) == rows
        last = block.lines[-1]
        inset = block.indent if rows == 1 else 0
        assert inset + last.width == COLUMN and last.text.endswith("（张三）")


def test_the_sign_of_a_note_neither_begins_a_line_nor_makes_a_lone_character_two() -> None:
    layout = annual().layout
    for count in range(8, 13):
        pieces = pieces_of((Span("国" * count), Span("①", "note"), Span("。国国国国国国国")), "body", layout)
        assert all(line.text[0] != "①" for line in set_paragraph(pieces, annual(), 10 * EM))
    alone = set_paragraph(pieces_of((Span("国" * 11), Span("①", "note"), Span("。")), "body", layout), annual(), 10 * EM)
    assert sum(character == "国" for character in alone[-1].text) > 1


def test_a_signature_wider_than_the_column_is_broken_and_kept() -> None:
    lines = signed_lines((), 0, "（" + "某单位　" * 12 + "供稿）", annual(), COLUMN)
    assert all(line.runs[0].x >= 0 and line.width <= COLUMN for line in lines) and len(lines) > 1


def test_a_blank_between_two_han_words_of_a_headline_does_not_stretch() -> None:
    line = lines_of("红旗区 党代会国国国国国国国国国国国国国国国国国国国国")[0]
    gap = dict(line.runs[0].kerns)
    advance = set_single(pieces_of(parse_inline("区 党"), "body", annual().layout), annual()).width - 2 * EM
    assert advance == pytest.approx(int(annual().layout.composition.space * EM), abs=100)
    assert gap.get(4, 0) <= EM // 4


TEXTS = st.text("国文字的年月日，。、；：“”（）《》—…·/0123456789 %", min_size=1, max_size=24)
HAN = st.text("国文字的年月日", min_size=1, max_size=6)
SPANS = st.one_of(
    TEXTS.map(Span),
    TEXTS.map(lambda text: Span(text, "strong")),
    TEXTS.map(lambda text: Span(text, "em")),
    HAN.map(lambda text: Span(text, "link", "http://a.cn")),
    st.just(Span("①", "note", "1")),
    st.sampled_from(("infrastructure", "internationalization ", "https://www.example.gov.cn/a/b.html")).map(Span),
    st.tuples(HAN, st.sampled_from(("dots", "name", "title", "name+dots", "title+dots"))).map(lambda one: Span(one[0], "marked", one[1])),
    HAN.map(lambda text: Span(text, "pinyin", " ".join(["zhuāng"] * len(text)))),
    HAN.map(lambda text: Span(text, "pinyin", "chuánghù")),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(SPANS, min_size=1, max_size=8), st.integers(min_value=8, max_value=27))
def test_of_any_mix_of_spans_nothing_is_lost_and_nothing_runs_out_of_the_measure(spans: list[Span], ems: int) -> None:
    text = "".join(span.text for span in spans)
    lines = set_paragraph(pieces_of(tuple(spans), "body", annual().layout), annual(), ems * EM)
    assert "".join(line.text for line in lines) == (text if text.strip() else "")
    for line in lines:
        if not line.runs:
            continue
        last = line.runs[-1]
        trimmed = EM if last.text[-1:] in "，。、；：”）》 " else 0
        stretched = max(last.spacing, 0)
        assert last.x + last.width <= ems * EM + trimmed + stretched + 2, line.text
        assert all(run.x >= -2 and run.x + run.width <= ems * EM + 2 for run in line.over)
    shown = ["".join(run.text for run in line.runs) for line in lines]
    assert all(after[0] not in "，。、；：”）》①%" for after in shown[1:] if after)
