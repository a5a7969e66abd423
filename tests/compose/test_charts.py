"""Charts: labels never touch, nothing leaves the block, gaps and lower bounds are shown as such."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.setting import area_of, outside, overlaps, said, setter, texts, words
from yearbook.compose.chart_scale import grid_values, places_of, range_of, step_for
from yearbook.compose.charts import chart_block
from yearbook.model.copy import Chart, Datum
from yearbook.model.page import Box, Disc, Path, Rule

Value = int | float | str | None


def datum(at: str, value: Value) -> Datum:
    """">300" is a lower bound, None a gap."""
    text = "" if value is None else str(value)
    return Datum(at, None if value is None else Decimal(text.lstrip(">")), text, text.startswith(">"))


def series(values: list[Value], names: list[str] | None = None) -> tuple[Datum, ...]:
    names = names or [f"{2026 - len(values) + n}年" for n in range(len(values))]
    return tuple(datum(at, value) for at, value in zip(names, values, strict=True))


def chart(kind: str, values: list[Value], names: list[str] | None = None, **changed: object) -> Chart:
    given = {
        "label": "图 7-2", "caption": "经营主体户数", "kind": kind, "unit": "万户", "series": (("", series(values, names)),),
        "start": Decimal(0), "lines": 13, "note": (), "source": "《新乡日报》", "alt": "经营主体户数。", "width": "column",
        "anchor": "f2", "floating": True, **changed,
    }  # fmt: skip
    return Chart(**given)  # type: ignore[arg-type]


def printed(value: Value) -> str:
    """As a chart writes it: long numbers parted by white only, the sign of subtraction."""
    return str(value).replace("-", "−")


def faults(drawn: Chart) -> list[object]:
    page = setter().layout.page
    block = chart_block(drawn, setter())
    width = page.column if drawn.width == "column" else page.width
    height = block.lines * page.leading - (page.leading - page.body)
    return [*overlaps(block.marks), *outside(block.marks, width, height)]


def colours(drawn: Chart) -> list[str]:
    return [mark.fill for mark in chart_block(drawn, setter()).marks if isinstance(mark, Box)]


CASES: dict[str, tuple[list[Value], list[str] | None]] = {
    "one": ([7], None),
    "equal": ([5, 5, 5], None),
    "nothing": ([None, None], None),
    "zeros": ([0, 0], None),
    "gaps": ([196, None, 237, None, None, None, 253], None),
    "negative": ([-5, 3, 8, -12, ">4"], None),
    "all negative": ([-5, -3], None),
    "fourteen": ([12345, 23456.5, 34567, 45678, 56789, 6, 7000, 8000, 9000, 10000, 11000, ">12000", 13000, 14000], None),
    "big ratio": ([1, 1000000, 3], ["渠东街道办事处", "洪门镇人民政府机关各部门", "东街街道"]),
    "long names": ([1, 2, 3, 4, 5, 6], [f"{n}月某某街道办事处第{n}社区" for n in range(1, 7)]),
}


@pytest.mark.parametrize("width", ["column", "page"])
@pytest.mark.parametrize("kind", ["bar", "line"])
@pytest.mark.parametrize("case", CASES)
def test_no_label_touches_another_or_leaves_the_block(case: str, kind: str, width: str) -> None:
    values, names = CASES[case]
    drawn = chart(kind, values, names, width=width)
    assert faults(drawn) == []
    told = said(chart_block(drawn, setter()).marks)
    assert all(printed(value) in told for value in values if value is not None)


def test_the_latest_bar_is_red_and_earlier_ones_light() -> None:
    look = setter().layout.chart
    assert colours(chart("bar", [1, 2, None])) == [look.fills[0].colour, look.latest_fill.colour]


def test_bars_stand_on_zero_in_proportion() -> None:
    bars = [mark for mark in chart_block(chart("bar", [50, 100]), setter()).marks if isinstance(mark, Box)]
    assert bars[0].y + bars[0].height == bars[1].y + bars[1].height
    assert abs(2 * bars[0].height - bars[1].height) <= 2


def test_a_lower_bound_is_hollow_and_open() -> None:
    look = setter().layout.chart
    marks = chart_block(chart("bar", [254, ">300"]), setter()).marks
    assert colours(chart("bar", [254, ">300"])) == [look.fills[0].colour, look.bound_fill]
    assert len([mark for mark in marks if isinstance(mark, Rule) and mark.dash]) == 2
    discs = [mark.fill for mark in chart_block(chart("line", [254, ">300"]), setter()).marks if isinstance(mark, Disc)]
    assert discs == [look.strokes[0].colour, look.ground]


def test_gaps_are_named_and_lines_across_them_broken() -> None:
    marks = chart_block(chart("line", [3, 4, None, 5]), setter()).marks
    assert [bool(mark.dash) for mark in marks if isinstance(mark, Path)] == [False, True]
    assert [mark.line.text for mark in texts(marks)].count("缺") == 1


def test_a_line_not_from_zero_says_so_once() -> None:
    told = said(chart_block(chart("line", [254, 300], start=Decimal(230)), setter()).marks)
    assert "纵轴自230起。" in told
    noted = chart("line", [254, 300], start=Decimal(230), note=words("纵轴自230起。2025年为下限值。"))
    assert said(chart_block(noted, setter()).marks).count("纵轴自230起") == 1
    assert "纵轴" not in said(chart_block(chart("line", [254, 300]), setter()).marks)


def test_a_value_below_the_start_lowers_the_axis() -> None:
    low, high = range_of(chart("line", [217, 300], start=Decimal(230)))
    assert low <= 217 and high == 300


def test_targets_are_diamonds_without_a_line() -> None:
    real, goal = (("实绩", series([1, 2], ["2024年", "2025年"])), ("目标", series([9], ["2026年"])))
    marks = chart_block(chart("line", [], series=(real, goal)), setter()).marks
    assert [len(mark.points) for mark in marks if isinstance(mark, Path)] == [2, 4]
    assert "实绩" in said(marks) and "目标" in said(marks)


def test_groups_have_a_key_and_lines_their_names() -> None:
    both = (("计划", series([10, 20, 30])), ("实绩", series([12, None, ">33"])))
    for kind in ("bar", "line"):
        drawn = chart(kind, [], series=both)
        assert faults(drawn) == []
        assert "计划" in said(chart_block(drawn, setter()).marks)


def test_a_long_note_raises_the_chart() -> None:
    drawn = chart("bar", [1, 2], note=words("说明文字" * 120))
    block = chart_block(drawn, setter())
    assert block.lines > drawn.lines
    assert faults(drawn) == []


def test_tags() -> None:
    block = chart_block(chart("bar", [1, 2]), setter())
    assert [(element.tag, element.parent) for element in block.elements] == [("Figure", -1), ("Caption", 0), ("Lbl", 1), ("P", -1)]
    assert block.elements[0].alt == "经营主体户数。"


def test_axis_names_stand_under_the_axis() -> None:
    marks = chart_block(chart("bar", [1, 2]), setter()).marks
    axis = max(area_of(mark)[3] for mark in marks if isinstance(mark, Box))
    assert all(area_of(mark)[1] > axis for mark in texts(marks) if mark.line.text.endswith("年"))


@pytest.mark.parametrize(("low", "high", "step"), [(0, 100, 25), (230, 300, 20), (0, 1, "0.25"), (0, 7, 2)])
def test_round_steps(low: int, high: int, step: object) -> None:
    assert step_for(Decimal(low), Decimal(high), 4) == Decimal(str(step))


VALUE = st.one_of(
    st.none(), st.integers(-2000, 90000), st.decimals(-50, 999, places=1).map(str), st.integers(1, 999).map(lambda n: f">{n}"),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["bar", "line"]), st.sampled_from(["column", "page"]), st.lists(VALUE, min_size=1, max_size=14))
def test_any_chart(kind: str, width: str, values: list[Value]) -> None:
    drawn = chart(kind, values, width=width)
    assert faults(drawn) == []
    low, high = range_of(drawn)
    assert low < high and len(places_of(drawn).names) == len(values)
    told = said(chart_block(drawn, setter()).marks)
    assert all(printed(value) in told for value in values if value is not None)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["bar", "line"]),
    st.lists(st.lists(VALUE, min_size=5, max_size=5), min_size=2, max_size=3),
)
def test_any_chart_of_several_series(kind: str, values: list[list[Value]]) -> None:
    drawn = chart(kind, [], series=tuple((name, series(row)) for name, row in zip(("红旗区", "卫滨区", "牧野区"), values, strict=False)))
    assert faults(drawn) == []


@given(st.decimals(-1000, 1000, places=2), st.decimals("0.01", 100000, places=2), st.integers(0, 6))
def test_grid_values_are_few_and_inside(low: Decimal, span: Decimal, most: int) -> None:
    values = grid_values(low, low + span, most)
    assert len(values) <= most
    assert all(low < value <= low + span for value in values)
