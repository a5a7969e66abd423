"""Branches of the structure tree, of a chapter or the contents: written apart, so that what an earlier build wrote can be taken over."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from yearbook.frozen import frozen
from yearbook.model.kept import stamp_of
from yearbook.model.page import Pages
from yearbook.packing import digest


class Annotation(NamedTuple):
    """A link annotation in the tree: the element whose kid it is, its object, its page."""

    element: int
    number: int
    page: int


@frozen
class Branch:
    """The elements of a branch, its pages, and the digest of all that it is written from: none where that cannot be told."""

    elements: range
    pages: tuple[int, ...]
    key: bytes


def branches_of(
    pages: Pages, contents: Sequence[Sequence[int]], links: Sequence[Annotation], numbered: tuple[int, Sequence[int]]
) -> list[Branch]:
    """The branches of the book.

    `contents` are of each page the elements by MCID, `numbered` the number of the first element and of every page. A branch has
    a key when kept pages show its elements and nobody else does, and they show no others.
    """
    bounds = [(number, min(content), max(content)) for number, content in enumerate(contents) if content]
    within = _by_branch(links, pages.branches)
    branches = []
    for elements, own in zip(pages.branches, within, strict=True):
        shown = [one for one in bounds if one[1] < elements.stop and one[2] >= elements.start]
        places = tuple(number for number, *_ in shown)
        stamps = {stamp and stamp[0] for stamp in (stamp_of(pages.pages[number]) for number in places)}
        alone = len(stamps) == 1 and all(low in elements and high in elements for _, low, high in shown)
        stamp = stamps.pop() if alone else None
        shows = [(numbered[1][number], array("l", contents[number]).tobytes()) for number in places]
        key = digest(stamp, numbered[0], shows, array("l", chain.from_iterable(own)).tobytes()) if stamp else b""
        branches.append(Branch(elements, places, key))
    return branches


def _by_branch(links: Sequence[Annotation], branches: Sequence[range]) -> list[list[Annotation]]:
    starts = [branch.start for branch in branches]
    found: list[list[Annotation]] = [[] for _ in branches]
    for link in links:
        place = bisect_right(starts, link.element) - 1
        if place >= 0 and link.element in branches[place]:
            found[place].append(link)
    return found
