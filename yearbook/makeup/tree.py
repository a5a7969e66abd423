"""The structure tree made whole once the book is on its pages: sections, levels of heads that skip none, English told as such.

Elements come in reading order by their numbers, sections as children of their part in a row; the marks keep their numbers.
"""

import re
from collections.abc import Iterable, Sequence

from yearbook.frozen import replace
from yearbook.makeup.book import under
from yearbook.model.page import Element, Mark, Text

DOCUMENT, FRONT, BODY = range(3)
_HEADS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
_ENGLISH = re.compile(r"[A-Za-z]{3}")
LANGUAGE = ("Lang", "en")
HAN = "\u2e80"  # here East Asian characters begin; before it stand letters, and marks such as ’ and –
_EASTERN = re.compile(f"[^\0-{chr(ord(HAN) - 1)}]")  # said so, it is compiled in a fifth of the time
_SILENT = ("Figure", "Table", "Document", "Part")  # their alternative text is not in the language of their words


def roots() -> list[Element]:
    """The book and its two halves: the front's stands first although the body is made up first."""
    return [Element("Document"), Element("Part", DOCUMENT, "front"), Element("Part", DOCUMENT, "body")]


def open_sections(elements: list[Element], first: int, root: int) -> None:
    """The elements from `first` on, in the part `root`, change in tag, parent and title; after them come the sections that heads open."""
    _Sections(elements, [root, *range(first, len(elements))]).walk((root,))


def whole_tree(elements: Sequence[Element], branches: Sequence[range] = ()) -> tuple[Element, ...]:
    """The elements, and after them the sections of all parts but those in branches, which have theirs."""
    made = list(elements)
    bounds = [0, *(end for branch in branches for end in (branch.start, branch.stop)), len(made)]
    own = [number for start, stop in zip(bounds[::2], bounds[1::2], strict=True) for number in range(start, stop)]
    halves = [number for number in own if made[number].tag == "Part"]
    _Sections(made, own).walk(number for half in halves for number in own if made[number].parent == half)
    return tuple(made)


def tell_english(elements: list[Element], pages: Iterable[Iterable[Mark]]) -> None:
    """Marks the elements all whose words on these pages are English, in Latin letters and no others. 20 ms at a million characters."""
    found: dict[int, bool] = {}
    eastern = -1  # the last element found to have other letters, as most of the next lines are of it
    for page in pages:
        for mark in page:
            if type(mark) is Text and (element := mark.element) != eastern and element >= 0 and found.get(element, True):
                text = mark.line.text
                if not text.isascii() and _EASTERN.search(text):
                    found[element], eastern = False, element
                elif element not in found and _ENGLISH.search(text):
                    found[element] = True
    for number, english in found.items():
        one = elements[number]
        if english and one.tag not in _SILENT and not one.alt and LANGUAGE not in one.attributes:
            elements[number] = replace(one, attributes=(*one.attributes, LANGUAGE))


def _headed(elements: Sequence[Element], numbers: Iterable[int]) -> set[int]:
    """The elements that have one of these, a head, somewhere in them."""
    found: set[int] = set()
    for number in numbers:
        if elements[number].tag in _HEADS:
            node = elements[number].parent
            while node >= 0 and node not in found:
                found.add(node)
                node = elements[node].parent
    return found


class _Sections:
    """Every head that does not open its node opens a section there, which ends where a head of its level or above comes."""

    def __init__(self, made: list[Element], numbers: Sequence[int]) -> None:
        self._made = made
        self._kids: dict[int, list[int]] = {node: [] for node in _headed(made, numbers)}  # elsewhere nothing changes
        for number in numbers:
            if made[number].parent in self._kids:
                self._kids[made[number].parent].append(number)

    def walk(self, parts: Iterable[int]) -> None:
        """Opens the sections of these parts, each with levels of its own."""
        for part in parts:
            if part in self._kids:
                self._levels: list[int] = []
                self._walk(part)

    def _walk(self, node: int) -> None:
        open_: list[tuple[int, int]] = []
        for position, kid in enumerate(self._kids[node]):
            element = self._made[kid]
            if element.tag in _HEADS:
                level = self._level(int(element.tag[1]))
                element = replace(element, tag=f"H{level}", title="")
                while open_ and open_[-1][0] >= level:
                    open_.pop()
                if position and self._made[node].tag != "Div":  # the opener of a chapter, whose head is that of all of it
                    self._made.append(Element("Sect", open_[-1][1] if open_ else node, self._made[kid].title))
                    open_.append((level, len(self._made) - 1))
                self._made[kid] = element
            if open_:
                self._made[kid] = under(element, open_[-1][1])
            if kid in self._kids:
                self._walk(kid)

    def _level(self, asked: int) -> int:
        """The level of a head: one below the last one above it, whatever the layout calls it."""
        while self._levels and self._levels[-1] >= asked:
            self._levels.pop()
        self._levels.append(asked)
        return len(self._levels)
