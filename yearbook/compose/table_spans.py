"""Cells that reach over rows and columns: what they cover, how they raise rows, which rows they hold together."""

from collections.abc import Mapping, Sequence

from yearbook.model.copy import TableRow
from yearbook.model.galley import RowMarks
from yearbook.model.page import shifted


class Spans:
    """Where cells reach: `all` as (row, column, rows, columns), `covered` places (row, column) under them.

    `crossed` are the places whose upper edge a cell passes; `starts` the rows where the first column begins to span;
    `groups` the rows that are titles.
    """

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self.all = tuple((number, *span) for number, row in enumerate(rows) for span in row.spans)
        self.covered: set[tuple[int, int]] = set()
        self.crossed: set[tuple[int, int]] = set()
        for number, column, down, across in self.all:
            places = {(row, over) for row in range(number, number + down) for over in range(column, column + across)}
            self.covered |= places - {(number, column)}
            self.crossed |= {place for place in places if place[0] > number}
        first = [(number, down) for number, column, down, _ in self.all if column == 0 and down > 1]
        self.starts = {number for number, _ in first} | {number + down for number, down in first}
        self.groups = {number for number, row in enumerate(rows) if row.kind == "group"}

    def heights(self, heights: list[int], needs: Mapping[tuple[int, int], int]) -> list[int]:
        """The rows' heights, the last row under a cell raised where it needs more than all of them."""
        raised = list(heights)
        for number, column, down, _ in sorted(self.all, key=lambda span: span[2]):
            if down > 1:
                short = needs[number, column] - sum(raised[number : number + down])
                raised[number + down - 1] += max(short, 0)
        return raised


def kept(
    rows: Sequence[TableRow], heights: Sequence[int], needs: Mapping[tuple[int, int], int], most: tuple[int, int]
) -> set[int]:
    """The rows that stay on the page of the row after them: titles of groups, and rows under one cell.

    A cell over more than most[0] rows, or over rows higher than most[1], holds only as many as it says words beside.
    """
    held = {number for number, row in enumerate(rows) if row.kind == "group" and number + 1 < len(rows)}
    for number, row in enumerate(rows):
        for column, down, _ in row.spans:
            under = range(number, number + down)
            short = down <= most[0] and sum(heights[n] for n in under) <= most[1]
            for n in under[:-1]:
                if short or sum(heights[number : n + 1]) < needs.get((number, column), 0):
                    held.add(n)
    return held


def joined(rows: Sequence[RowMarks], breaks: Sequence[bool]) -> tuple[RowMarks, ...]:
    """Rows between which no page may end become one."""
    units: list[RowMarks] = []
    fresh = True
    for row, ends in zip(rows, breaks, strict=True):
        if fresh:
            units.append(row)
        else:
            above = units[-1]
            marks = (*above.marks, *(shifted(mark, 0, above.height + row.space) for mark in row.marks))
            units[-1] = RowMarks(above.height + row.space + row.height, marks, above.space, above.again)
        fresh = ends
    return tuple(units)
