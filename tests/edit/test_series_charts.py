"""A series drawn: a bar a year, gaps shown as gaps, lower bounds open, targets left out."""

from decimal import Decimal

from tests.edition import ROOT
from yearbook.edit.series import Figure, SeriesRow, SeriesTable
from yearbook.edit.series_charts import series_charts
from yearbook.errands import series


def figure(text: str) -> Figure:
    return Figure(text, "", 2026, "s", "k")


def test_years_without_a_figure_are_gaps_and_bounds_stay_bounds() -> None:
    row = SeriesRow("gdp", "地区生产总值", "亿元", "", "", (figure("254"), None, figure("突破300"), figure("")))
    (chart,) = series_charts(SeriesTable(("2022", "2022-02", "2025", "2026"), (row,), (2026,)), 14)
    data = chart.series[0][1]
    assert [(d.at, d.value, d.bound) for d in data] == [
        ("2022年", Decimal(254), False), ("2023年", None, False), ("2024年", None, False), ("2025年", Decimal(300), True),
    ]  # fmt: skip


def test_targets_and_rows_without_whole_years_are_not_drawn() -> None:
    rows = (
        SeriesRow("gdp", "地区生产总值", "亿元", "", "target", (figure("500"),)),
        SeriesRow("jobs", "就业", "人", "", "", (figure(""),)),
        SeriesRow("days", "天数", "天", "", "", (figure("253"),)),
    )
    charts = series_charts(SeriesTable(("2025",), rows, (2026,)), 14)
    assert [(chart.label, chart.caption) for chart in charts] == [("图 1", "天数")]


def test_many_indicators_are_compared_in_small_multiples_and_single_years_together() -> None:
    runs = tuple(SeriesRow(f"i{n}", f"指标{n}", "家", "", "", (figure("1"), figure("增至2"))) for n in range(3))
    singles = tuple(SeriesRow(f"s{n}", f"单年{n}", "项", "", "", (None, figure(str(n)))) for n in range(1, 3))
    panels, rows = series_charts(SeriesTable(("2024", "2025"), (*runs, *singles), (2026,)), 14)
    assert (panels.kind, panels.units, panels.series[0][1][1].label) == ("multiples", ("家",) * 3, "2")
    assert (rows.kind, rows.caption, [datum.at for datum in rows.series[0][1]]) == ("hbar", "2025年2项指标", ["单年2", "单年1"])


def test_three_years_make_a_line_whose_targets_are_aimed_at() -> None:
    row = SeriesRow("gdp", "地区生产总值", "亿元", "", "", (figure("290"), figure("295"), figure("300"), None))
    goal = SeriesRow("gdp", "地区生产总值", "亿元", "", "target", (None, None, None, figure("330")))
    (chart,) = series_charts(SeriesTable(("2023", "2024", "2025", "2026"), (row, goal), (2026,)), 14)
    assert chart.kind == "line" and 0 < chart.start < 290
    assert [datum.target for datum in chart.series[0][1]] == [False, False, False, True]


def test_the_series_of_hongqi_becomes_a_pdf() -> None:
    table, _ = series.series(str(ROOT / "seeds" / "hongqi"), ("gdp",))
    assert series.series_chart(table, "hongqi", "pdf").startswith(b"%PDF-")
