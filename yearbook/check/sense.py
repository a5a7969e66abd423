"""What the shape cannot say: names that exist, numbers and dates that agree, fields that the form of publication asks for."""

from collections.abc import Iterator

from yearbook.check.blocks import blocks
from yearbook.check.dates import dates
from yearbook.check.imprint import imprint
from yearbook.check.references import duplicates, references
from yearbook.check.shaped import Names, Shaped
from yearbook.problems import Problem


def sense(edition: Shaped, names: Names) -> Iterator[Problem]:
    """All problems of sense of the files that have their shape."""
    yield from duplicates(edition)
    yield from references(edition, names)
    yield from blocks(edition, names)
    yield from dates(edition)
    yield from imprint(edition)
