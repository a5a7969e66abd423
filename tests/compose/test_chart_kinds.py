"""Every kind of chart: honest lengths, labels apart and inside, series told apart without colour, true time."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import area_of, overlaps, said, setter, texts
from tests.compose.test_charts import chart, datum, faults, series
from yearbook.compose.chart_drawing import Tools
from yearbook.compose.chart_fills import fill_marks, fill_of
from yearbook.compose.charts import chart_block
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Box, Disc, Path, Rule

LOOK = setter().layout.chart
KINDS = ("line", "bar", "stacked", "hbar", "share", "target", "dots", "multiples")
PART = st.decimals(0, 900, places=1).map(str)
NUMBER = st.one_of(
    st.none(), st.integers(-2000, 90000), st.decimals("-0.009", "0.009", places=4).map(str), st.decimals(-50, 999, places=1).map(str),
    st.integers(10**8, 10**12), st.integers(1, 999).map(lambda n: f">{n}"),
)  # fmt: skip


def named(rows: list[list[object]], names: list[str] | None = None) -> tuple[tuple[str, tuple[Datum, ...]], ...]:
    return tuple((f"系列{n}" if len(rows) > 1 else "", series(row, names)) for n, row in enumerate(rows))  # type: ignore[arg-type]


def boxes(drawn: Chart) -> list[Box]:
    return [mark for mark in chart_block(drawn, setter()).marks if isinstance(mark, Box)]


@st.composite
def drawn_charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(KINDS))
    count, points = draw(st.integers(1, 6)), draw(st.integers(2, 30))
    value = PART if kind in ("stacked", "share") else NUMBER
    rows = draw(st.lists(st.lists(value, min_size=points, max_size=points), min_size=count, max_size=count))
    places = [f"第{n}街道办事处" for n in range(points)] if draw(st.booleans()) else None
    if kind == "target":
        rows = rows[:1]
    return chart(kind, [], series=named(rows, places), width=draw(st.sampled_from(["column", "page"])), most=0, lines=0)


@settings(max_examples=150, deadline=None)
@given(drawn_charts())
def test_labels_are_apart_and_inside(drawn: Chart) -> None:
    assert faults(drawn) == []


@pytest.mark.parametrize("values", [[None, -1], [-7, None, -30], [None, -300, 1]])
def test_what_is_missing_is_said_inside_though_all_bars_lie_to_the_left(values: list[object]) -> None:
    drawn = chart("hbar", values)  # type: ignore[arg-type]
    assert faults(drawn) == []
    assert "缺" in [text.line.text for text in texts(chart_block(drawn, setter()).marks)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=12), st.sampled_from(["bar", "hbar"]))
def test_bars_are_in_proportion_from_zero(values: list[int], kind: str) -> None:
    bars = boxes(chart(kind, values))  # type: ignore[arg-type]
    lengths = dict(zip((value for value in values if value), (bar.height if kind == "bar" else bar.width for bar in bars), strict=False))
    longest = max(bar.height if kind == "bar" else bar.width for bar in bars)
    if len(bars) == len(values):
        assert all(abs(length - longest * value / max(values)) <= 2 for value, length in lengths.items())
    feet = {bar.y + bar.height if kind == "bar" else bar.x for bar in bars}
    assert len(feet) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=8))
def test_the_parts_of_a_share_fill_the_bar(values: list[int]) -> None:
    parts = tuple((f"项{n}", (Datum("", Decimal(value), f"{value}", False),)) for n, value in enumerate(values))
    drawn = chart("share", [], series=parts, width="page")
    assert faults(drawn) == []
    bar = [box for box in boxes(drawn) if box.height == LOOK.rows.share_bar]
    assert sum(box.width for box in bar) == setter().layout.page.width or len(bar) < len(values)


def test_layers_stand_upon_each_other_with_their_sum() -> None:
    drawn = chart("stacked", [], series=(("一", series([10, 20])), ("二", series([30, 40]))))
    told = said(chart_block(drawn, setter()).marks)
    assert all(word in told for word in ("10", "20", "30", "40", "60"))
    found = [box for box in boxes(drawn) if box.height > 9000]
    first, second = [[box for box in found if box.fill == fill.colour] for fill in (LOOK.first_fill, LOOK.fills[0])]
    assert [box.y for box in first] == [box.y + box.height for box in second]


def test_an_outcome_lies_in_its_band_and_the_line_stands_at_a_hundred() -> None:
    data = (Datum("甲", Decimal(50), "50", False, aside="目标10家，实绩5家"), Datum("乙", Decimal(200), "200", False), datum("丙", None))
    marks = chart_block(chart("target", [], series=(("", data),), width="page"), setter()).marks
    bands = [mark for mark in marks if isinstance(mark, Box) and mark.fill == LOOK.rows.band_colour]
    reds = [mark for mark in marks if isinstance(mark, Box) and mark.fill == LOOK.latest_fill.colour]
    (line,) = [mark for mark in marks if isinstance(mark, Rule) and mark.width == LOOK.rows.line and mark.x1 == mark.x2]
    assert len(bands) == 3 and {band.x + band.width for band in bands} == {line.x1}
    assert [abs(red.width - share * bands[0].width / 100) < 3 for red, share in zip(reds, (50, 200), strict=True)] == [True, True]
    told = said(marks)
    assert "目标10家，实绩5家" in told and LOOK.rows.hundred in told and LOOK.missing in told


def test_ranks_stand_from_the_first_to_the_last_at_even_steps() -> None:
    fourth = Datum("2024年", Decimal(4), "第4位", False)
    rows = tuple((name, (fourth, Datum("2025年", Decimal(place), f"第{place}位", False))) for name, place in (("甲", 1), ("乙", 3)))
    marks = chart_block(chart("dots", [], series=rows, most=5, width="page"), setter()).marks
    reds = [mark.x for mark in marks if isinstance(mark, Disc) and mark.fill == LOOK.latest_fill.colour]
    earlier = [mark.x for mark in marks if isinstance(mark, Disc) and mark.fill == LOOK.axis_colour]
    assert reds[0] < reds[1] < earlier[0] == earlier[1]
    assert abs((reds[1] - reds[0]) - 2 * (earlier[0] - reds[1])) <= 4
    assert "第1位" in said(marks) and "2024" in said(marks)


def test_panels_share_the_time_axis_but_not_the_value_axis() -> None:
    rows = (("甲", series([1, 2], ["2020年", "2025年"])), ("乙", series([1000, 5000], ["2022年", "2025年"])))
    drawn = chart("multiples", [], series=rows, width="page", units=("亿元", "家"))
    marks = chart_block(drawn, setter()).marks
    assert "纵轴各自取值" in said(marks) and "亿元" in said(marks) and "家" in said(marks)
    dots = [mark for mark in marks if isinstance(mark, Disc)]
    starts = sorted({rule.x1 for rule in marks if isinstance(rule, Rule) and rule.colour == LOOK.axis_colour})
    (a, b), (c, d) = (dots[0].x, dots[1].x), (dots[2].x - (starts[1] - starts[0]), dots[3].x - (starts[1] - starts[0]))
    assert b == d and abs((c - a) - (b - a) * 2 / 5) <= 4
    assert dots[1].y == dots[3].y


def test_a_missing_year_takes_its_width_in_lines_and_bars() -> None:
    for kind in ("line", "bar"):
        marks = chart_block(chart(kind, [1, 2, 3], ["2015年", "2020年", "2022年"]), setter()).marks
        areas = [area_of(mark) for mark in marks if isinstance(mark, Disc if kind == "line" else Box)]
        middles = [(area[0] + area[2]) / 2 for area in areas]
        assert abs((middles[1] - middles[0]) / (middles[2] - middles[1]) - 2.5) < 0.01


def test_categories_are_even_and_of_one_tone_unless_one_is_to_stand_out() -> None:
    plain, chosen = chart("bar", [1, 2, 3], ["甲", "乙", "丙"]), chart("bar", [1, 2, 3], ["甲", "乙", "丙"], highlight="乙")
    assert {box.fill for box in boxes(plain)} == {LOOK.single_fill.colour}
    assert [box.fill == LOOK.latest_fill.colour for box in boxes(chosen)] == [False, True, False]
    xs = [box.x for box in boxes(plain)]
    assert abs((xs[1] - xs[0]) - (xs[2] - xs[1])) <= 1


def test_data_of_different_bases_are_not_joined_and_it_is_said() -> None:
    data = (Datum("2023年", Decimal(1), "1", False, "现价"), Datum("2024年", Decimal(2), "2", False, "可比价"))
    marks = chart_block(chart("line", [], series=(("", data),)), setter()).marks
    assert [mark for mark in marks if isinstance(mark, Path) and len(mark.points) == 2] == []
    assert LOOK.basis_said in said(marks)


def test_targets_of_the_ledger_are_diamonds_in_their_own_series() -> None:
    data = (*series([1, 2], ["2024年", "2025年"]), Datum("2026年", Decimal(3), "目标3", False, target=True))
    marks = chart_block(chart("line", [], series=(("", data),)), setter()).marks
    assert [len(mark.points) for mark in marks if isinstance(mark, Path)] == [2, 4]


def test_what_the_drawing_means_is_said_once() -> None:
    told = said(chart_block(chart("line", [">3", None, 5]), setter()).marks)
    assert all(told.count(words) == 1 for words in (LOOK.dash_said, LOOK.open_said, LOOK.gap_said))
    assert LOOK.dash_said not in said(chart_block(chart("line", [3, 4, 5]), setter()).marks)


def test_names_stand_at_their_lines_and_in_a_key_where_they_would_meet() -> None:
    apart = chart("line", [], series=(("甲", series([1, 9])), ("乙", series([5, 2]))))
    close = chart("line", [], series=tuple((f"很长的系列名称{n}", series([100 + n, 100 + n])) for n in range(6)))
    for drawn, at_the_top in ((apart, False), (close, True)):
        marks = chart_block(drawn, setter()).marks
        tops = [mark.y for mark in texts(marks) if mark.line.text in {name for name, _ in drawn.series}]
        values = [mark.y for mark in texts(marks) if mark.line.text in ("1", "9", "100", "105")]
        assert len(tops) == len(drawn.series) and (max(tops) < min(values)) is at_the_top
        assert overlaps(marks) == []


@pytest.mark.parametrize("kind", ["hbar", "dots", "target"])
def test_forty_rows_with_long_names_take_a_page_and_no_more(kind: str) -> None:
    data = [datum(f"第{n}街道办事处招商引资和项目建设工作领导小组", n) for n in range(1, 41)]
    rows = tuple((one.at, (one,)) for one in data) if kind == "dots" else (("", tuple(data)),)
    drawn = chart(kind, [], series=rows, lines=0)
    assert chart_block(drawn, setter()).lines <= setter().layout.page.lines
    assert faults(drawn) == []


def luminance(colour: str) -> float:
    rgb = dict(setter().layout.palette)[colour].rgb
    linear = [(c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("kind", ["bar", "hbar", "stacked", "share"])
@pytest.mark.parametrize("highlight", ["", "系列1"])
def test_bars_of_six_series_differ_in_black_and_white(kind: str, highlight: str) -> None:
    drawn = chart(kind, [], series=named([[1, 2]] * 6), highlight=highlight)
    fills = [fill_of(drawn, n, LOOK) for n in range(6)]
    for one, other in combinations(fills, 2):
        assert one.hatch != other.hatch or abs(luminance(one.colour) - luminance(other.colour)) > 0.2
    tools = Tools(setter(), LOOK, 0, 1000)
    marks = [str(fill_marks((0, 0, 20000, 40000), fill, tools)) for fill in fills]
    assert len(set(marks)) == 6


def test_lines_of_six_series_differ_in_black_and_white() -> None:
    strokes = LOOK.strokes[:6]
    assert len({(stroke.width, stroke.dash, stroke.dot) for stroke in strokes}) == 6
    assert LOOK.dash not in {stroke.dash for stroke in strokes}


@pytest.mark.parametrize("hatch", ["rising", "falling", "crossed", "level", "dots"])
def test_a_hatch_stays_inside_its_bar(hatch: str) -> None:
    fill = next(one for one in LOOK.fills if one.hatch == hatch)
    for width, height in ((20000, 40000), (40000, 5000), (1000, 1000), (3000, 90000)):
        areas = [area_of(mark) for mark in fill_marks((500, 700, width, height), fill, Tools(setter(), LOOK, 0, 1000))]
        assert all(a[0] >= 500 and a[1] >= 700 and a[2] <= 500 + width and a[3] <= 700 + height for a in areas)
