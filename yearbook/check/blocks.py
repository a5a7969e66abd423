"""Tables whose rows fit their columns and whose cells do not cover one another; points that say one thing; scorecards."""

from collections.abc import Iterator

from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.model.blocks import Column, HonoursBlock, Module, Row, TableBlock
from yearbook.model.cells import Spanned, Spark
from yearbook.model.chart_blocks import Point
from yearbook.model.registers import HonourGroup
from yearbook.model.source import Path
from yearbook.problems import Problem, Severity


def blocks(sheet: Sheet, edition: Shaped, names: Names) -> Iterator[Problem]:
    """Problems of the tables, points and scorecards of a file."""
    for path, table in sheet.of(TableBlock):
        yield from _table(sheet, path, table)
    for path, noun in sheet.of(Point, Spark, Column, HonoursBlock, Module):
        if isinstance(noun, Point) and noun.fact and noun.value is not None:
            yield Problem.of("point-both", sheet.file.locate((*path, "value"), key=True), fact=noun.fact)
        elif isinstance(noun, Spark):
            yield from _spark(sheet, path, noun, names)
        elif isinstance(noun, Column):
            yield from _head(sheet, path, noun)
        elif isinstance(noun, HonoursBlock) and noun.of == "edition":
            yield from _honours(sheet, path, noun, edition.companions.get("honors"))
        elif isinstance(noun, Module):
            yield from _module(sheet, path, noun, names)


def _honours(sheet: Sheet, path: Path, block: HonoursBlock, roll: Sheet | None) -> Iterator[Problem]:
    """A choice of honours that finds none; groups that do not exist are told elsewhere."""
    groups = [group for _, group in roll.of(HonourGroup)] if roll else []
    asked = [group for group in groups if not block.groups or group.id in block.groups]
    if asked and not any(block.asks_for(honour) for group in asked for honour in group.honours):
        yield Problem.of("block-empty", sheet.file.locate((*path, "honours")), Severity.WARNING, key="honours")


def _table(sheet: Sheet, path: Path, table: TableBlock) -> Iterator[Problem]:
    wanted = len(table.leaves)
    for number, row in enumerate(table.rows):
        if row.group and row.cells:
            yield Problem.of("row-group-cells", sheet.file.locate((*path, "rows", number, "cells"), key=True), group=row.group)
        elif len(row.cells) != wanted and not row.group:
            place = sheet.file.locate((*path, "rows", number))
            yield Problem.of("row-cells", place, row=number + 1, found=len(row.cells), wanted=wanted)
    if table.turn and table.spread:
        yield Problem.of("spread-turn", sheet.file.locate((*path, "spread"), key=True), title=table.table)
    yield from _switches(sheet, path)
    yield from _spans(sheet, path, table.rows, wanted)


def _spans(sheet: Sheet, path: Path, rows: tuple[Row, ...], width: int) -> Iterator[Problem]:
    """Cells that reach out of the table, into a group, or over a cell that says something."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, Spanned):
                continue
            reached = rows[number : number + cell.rows]
            place = sheet.file.locate((*path, "rows", number, "cells", column))
            if column + cell.columns > width or len(reached) < cell.rows or any(other.group for other in reached):
                yield Problem.of("span-outside", place, rows=cell.rows, columns=cell.columns)
                continue
            covered = (
                (number + down, over) for down, other in enumerate(reached) for over in range(column, column + cell.columns)
                if (down or over > column) and over < len(other.cells) and other.cells[over] not in (None, ())
            )  # fmt: skip
            for down, over in covered:
                there = sheet.file.locate((*path, "rows", down, "cells", over))
                yield Problem.of("span-covers", there, first=place)


def _head(sheet: Sheet, path: Path, column: Column) -> Iterator[Problem]:
    """A head over columns has no cells, so it has neither width nor alignment."""
    for key in ("width", "align"):
        if column.columns and key in column.model_fields_set:
            yield Problem.of("head-over", sheet.file.locate((*path, key), key=True), key=key, title=column.title)


def _spark(sheet: Sheet, path: Path, spark: Spark, names: Names) -> Iterator[Problem]:
    first = ""
    for number, key in enumerate(spark.spark):
        unit = _unit(key.partition(":")[0], names) if key and not key.endswith(":growth") else ""
        first = first or unit
        if unit != first and unit:
            place = sheet.file.locate((*path, "spark", number))
            yield Problem.of("chart-unit", place, fact=key, unit=unit, wanted=first)


def _switches(sheet: Sheet, path: Path) -> Iterator[Problem]:
    """Cells that say true or false: pydantic takes them for 1 and 0."""
    if not sheet.has_switches:
        return
    data = sheet.file.data
    for step in (*path, "rows"):  # the path was walked in the noun made from this data
        data = data[step]
    for number, row in enumerate(data if isinstance(data, list) else ()):
        for column, cell in enumerate(row.get("cells") or ()):
            if isinstance(cell, bool):
                place = sheet.file.locate((*path, "rows", number, "cells", column))
                yield Problem.of("wrong-type", place, key="cells", wanted="text-or-number", found="yes-no")


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
