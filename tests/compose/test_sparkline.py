"""Sparklines: within their box, true to time, gaps broken, bases apart, the latest datum red."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.compose.setting import outside, setter
from yearbook.compose.chart_time import moment, neighbours, places_along, slots_along
from yearbook.compose.sparkline import sparkline
from yearbook.model.copy import Datum
from yearbook.model.page import Disc, Path

LOOK = setter().layout.chart.sparkline


def data(*values: object, first: int = 2020, basis: str = "") -> tuple[Datum, ...]:
    return tuple(Datum(f"{first + n}年", None if v is None else Decimal(str(v)), str(v), False, basis) for n, v in enumerate(values))


@given(st.lists(st.none() | st.decimals(-10**6, 10**9, places=2), max_size=30))
def test_everything_stays_in_72_by_8_points(values: list[Decimal | None]) -> None:
    marks = sparkline(data(*values), LOOK)
    assert (LOOK.width, LOOK.height) == (72000, 8000)
    assert outside(marks, LOOK.width, LOOK.height, 0) == []
    known = sum(value is not None for value in values)
    assert len([mark for mark in marks if isinstance(mark, Disc)]) == (known if known > 1 else 0)


def test_gaps_are_broken_and_the_latest_dot_is_red() -> None:
    marks = sparkline(data(1, 2, None, 4), LOOK)
    assert [mark.dash for mark in marks if isinstance(mark, Path)] == [(), LOOK.dash]
    dots = [mark for mark in marks if isinstance(mark, Disc)]
    assert [dot.fill for dot in dots] == [LOOK.colour, LOOK.colour, LOOK.latest_colour]
    assert dots[0].y > dots[1].y > dots[2].y


def test_a_missing_year_takes_its_width_and_all_cells_share_one_axis() -> None:
    names = ("2019年", "2020年", "2025年")
    dots = [m for m in sparkline((*data(1, 2), *data(3, first=2025)), LOOK, names) if isinstance(m, Disc)]
    (a, b, c) = (dot.x for dot in dots)
    assert abs((c - b) - 4 * (b - a)) <= 10 and a > LOOK.width // 7 > LOOK.latest_dot


def test_different_bases_are_not_joined() -> None:
    marks = sparkline((*data(1, basis="现价"), *data(2, first=2021, basis="可比价")), LOOK)
    assert [mark for mark in marks if isinstance(mark, Path)] == []


def test_times_on_an_axis() -> None:
    places = places_along(["2020年", "2022年3月", "2022年", "2024年"])
    assert (places.middles, places.slots, places.timed) == ((500, 1750, 2500, 4500), 5000, True)
    assert places_along(["2025年", "2021"]).names == ("2021", "2025年")
    assert not places_along(["期初", "2020年"]).timed
    assert places_along(["2025年1月", "2025年3月"]).middles == (500, 2500)
    assert slots_along(["2020年", "2022年3月", "2022年"]).middles == (500, 2500, 3500)
    assert moment("2025-12") == moment("2025年12月") and moment("2021—2025") is None
    assert neighbours("2021年", "2022年3月") and not neighbours("2022年3月", "2024年")
    assert neighbours("2025年1月", "2025年2月") and not neighbours("2025年1月", "2025年3月")
