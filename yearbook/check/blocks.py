"""Tables whose rows fit their columns; charts and scorecards that show one unit from zero."""

from collections.abc import Iterator

from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.model.blocks import Module, TableBlock
from yearbook.model.chart_blocks import ChartBlock, Point
from yearbook.model.source import Path
from yearbook.problems import Problem


def blocks(edition: Shaped, names: Names) -> Iterator[Problem]:
    """Problems of tables, charts and scorecards."""
    for sheet in edition.sheets():
        for path, noun in sheet.found:
            if isinstance(noun, TableBlock):
                yield from _table(sheet, path, noun)
            elif isinstance(noun, ChartBlock):
                yield from _chart(sheet, path, noun, names)
            elif isinstance(noun, Point) and noun.fact and noun.value is not None:
                yield Problem.of("point-both", sheet.file.locate((*path, "value"), key=True), fact=noun.fact)
            elif isinstance(noun, Module):
                yield from _module(sheet, path, noun, names)


def _table(sheet: Sheet, path: Path, table: TableBlock) -> Iterator[Problem]:
    wanted = len(table.columns)
    for number, row in enumerate(table.rows):
        if len(row.cells) != wanted:
            place = sheet.file.locate((*path, "rows", number))
            yield Problem.of("row-cells", place, row=number + 1, found=len(row.cells), wanted=wanted)
    yield from _switches(sheet, path)


def _switches(sheet: Sheet, path: Path) -> Iterator[Problem]:
    """Cells that say true or false: pydantic takes them for 1 and 0."""
    data = sheet.file.data
    for step in (*path, "rows"):
        data = data[step]  # type: ignore[index] # the path was walked in the noun made from this data
    for number, row in enumerate(data if isinstance(data, list) else ()):
        for column, cell in enumerate(row["cells"]):
            if isinstance(cell, bool):
                place = sheet.file.locate((*path, "rows", number, "cells", column))
                yield Problem.of("wrong-type", place, key="cells", wanted="text-or-number", found="yes-no")


def _chart(sheet: Sheet, path: Path, chart: ChartBlock, names: Names) -> Iterator[Problem]:
    if chart.kind == "bar" and chart.from_ != 0:
        yield Problem.of("chart-from", sheet.file.locate((*path, "from")), value=chart.from_)
    first = chart.unit
    for series_number, series in enumerate(chart.series):
        for number, point in enumerate(series.points):
            unit = _unit(point.fact, names)
            first = first or unit
            if unit and unit != first:
                place = sheet.file.locate((*path, "series", series_number, "points", number, "fact"))
                yield Problem.of("chart-unit", place, fact=point.fact, unit=unit, wanted=first)


def _module(sheet: Sheet, path: Path, module: Module, names: Names) -> Iterator[Problem]:
    fact = names.facts.get(module.fact) if names.facts else None
    unit = fact.growth.unit if fact and fact.growth and module.form == "growth" else _unit(module.fact, names)
    if module.grid and unit and unit != "%":
        yield Problem.of("grid-percent", sheet.file.locate((*path, "grid")), fact=module.fact, unit=unit)
    for number, point in enumerate(module.bars):
        other = _unit(point.fact, names)
        if unit and other and other != unit:
            place = sheet.file.locate((*path, "bars", number, "fact"))
            yield Problem.of("chart-unit", place, fact=point.fact, unit=other, wanted=unit)


def _unit(key: str | None, names: Names) -> str:
    """The unit of a fact, its indicator's when it has none of its own; empty when there is no such fact."""
    fact = names.facts.get(key) if key and names.facts else None
    if fact is None:
        return ""
    indicator = (names.indicators or {}).get(fact.indicator)
    return fact.unit or (indicator.unit if indicator else "")
