"""What the shape cannot say: names that exist, numbers and dates that agree, fields that the form of publication asks for."""

from collections.abc import Iterator

from yearbook.check.blocks import blocks
from yearbook.check.dates import dates
from yearbook.check.references import references
from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.problems import Problem


def sense(sheet: Sheet, edition: Shaped, names: Names) -> Iterator[Problem]:
    """All problems of sense of one file."""
    yield from references(sheet, edition, names)
    yield from blocks(sheet, edition, names)
    yield from dates(sheet, edition)
