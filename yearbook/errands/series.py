"""What is asked of several editions: their figures over the years as a table or charts, two of them compared."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.errands.shelves import layout_called
from yearbook.model.edition import Edition
from yearbook.press import Order, check, open_shelf
from yearbook.problems import ContentError, PathError, Place, Problem, Severity

if TYPE_CHECKING:
    from yearbook.edit.comparison import Comparison as Comparison  # noqa: PLC0414 # cli may name it, but not import edit
    from yearbook.edit.series import SeriesTable as SeriesTable  # noqa: PLC0414 # cli may name it, but not import edit


def series(folder: str, indicators: Sequence[str]) -> "tuple[SeriesTable, tuple[Problem, ...]]":
    """The figures of a series over its editions, and the problems of editions that had to be left out. Raises PathError."""
    from yearbook.edit.series import series_table
    from yearbook.load import edition_folders

    editions: list[Edition] = []
    problems: list[Problem] = []
    folders = list(edition_folders(folder))
    if not folders:
        raise PathError((Problem.of("no-editions" if Path(folder).is_dir() else "path-missing", Place(folder)),))
    for one in folders:
        try:
            editions.append(check(Order(one)).edition)
        except ContentError as error:
            problems.append(Problem.of("series-broken", Place(one), Severity.WARNING, edition=one, other=error.problems[0].place))
    return series_table(editions, indicators), tuple(problems)


def series_chart(table: "SeriesTable", title: str, kind: str) -> bytes:
    """The series as charts, `kind` pdf or png (its first page), in the annual layout. Raises UsageError for a missing extra."""
    from yearbook.compose import Typesetter, chart_pages
    from yearbook.deliver import as_png
    from yearbook.draw import draw_pdf
    from yearbook.edit.series_charts import series_charts
    from yearbook.model.page import BookInfo

    layout = layout_called("annual")
    faces = open_shelf(layout)
    info = BookInfo(title, "", "", date(max(table.editions, default=2000), 1, 1))
    charts = series_charts(table, layout.chart.series_lines)
    if not charts:
        raise ContentError((Problem.of("chart-empty", Place("--chart")),))
    pages = chart_pages(charts, Typesetter(layout, faces), info)
    pdf = draw_pdf(pages, faces)
    return as_png(pdf) if kind == "png" else pdf


def compare(old: str, new: str) -> "Comparison":
    """What differs between two editions, as ledger, rolls, registers and frames have it. Raises ContentError, PathError."""
    from yearbook.edit.comparison import comparison

    return comparison(check(_order(old)).edition, check(_order(new)).edition)


def _order(path: str) -> Order:
    """An edition by its folder, or by that of the bag it lies in."""
    from yearbook.deliver.bag import DECLARATION, open_bag
    from yearbook.errands.archiving.rebuilding import description_of

    if not Path(path, DECLARATION).is_file():
        return Order(path)
    return Order(str(Path(path, "data", description_of(open_bag(path))["home"])), stock=str(Path(path, "data")))
