"""The pen that reads: the book as its structure tree with the words of every element, for files that need no page to be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from yearbook.draw.kids import Kids
from yearbook.frozen import frozen
from yearbook.model.page import ARTIFACT, INDEX_MARK, Anchor, Box, Disc, Element, Link, Page, Pages, Path, Picture, Rule, Text

APART = 1000  # two pieces on one line with 1 pt between them are two words


@frozen
class Words:
    """Words of an element as they are read, and what they lead to: an anchor after #, an address, or nothing."""

    text: str
    link: str = ""


@frozen
class Folio:
    """Here a page begins, by its printed number."""

    number: str


@frozen
class Image:
    """A picture file."""

    file: str


Kid: TypeAlias = "Node | Words | Folio | Image"


@dataclass
class Node:
    """An element with its kids in reading order, and the anchors that lead to it."""

    element: Element
    kids: list[Kid] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """Its PDF structure type."""
        return self.element.tag

    def attribute(self, name: str) -> str:
        """The value of an attribute; "" when it has none."""
        return next((value for key, value in self.element.attributes if key == name), "")

    def words(self) -> str:
        """All that it says, its kids' words included."""
        if self.element.actual:
            return self.element.actual
        return "".join(kid.words() if isinstance(kid, Node) else kid.text if isinstance(kid, Words) else "" for kid in self.kids)


class ReadingPen:
    """Collects what is drawn under its elements; furniture and everything that is no text or picture is left out."""

    def __init__(self, pages: Pages) -> None:
        self._nodes = [Node(element) for element in pages.elements]
        self._kids: Kids[Words | Folio | Image] = Kids(pages.elements)
        self._current = ARTIFACT
        self._folio = ""
        self._anchors: list[str] = []
        self._first: Node | None = None  # of this page
        self._last = (ARTIFACT, 0, 0)  # element, foot and right end of the line before

    def finish(self) -> Node:
        """The tree; elements that nothing was drawn for stand where they would be read."""
        held, top = self._kids.ordered()
        for number, node in enumerate(self._nodes):
            node.kids = [self._nodes[kid] if isinstance(kid, int) else kid for kid in held.get(number, ())]
        return Node(Element("Document"), [self._nodes[number] for number in top])

    def begin_page(self, page: Page, index: int) -> None:
        self._folio, self._first = page.folio, None

    def end_page(self) -> None:
        if self._first:  # an anchor of the page itself, placed when the page was full
            self._first.anchors += self._anchors
            self._anchors = []

    def begin(self, index: int, element: Element) -> None:
        self._current, node = index, self._nodes[index]
        self._first = self._first or node
        if self._folio:
            self._kids.add(index, Folio(self._folio))
            self._folio = ""
        node.anchors += self._anchors
        self._anchors = []

    def artifact(self) -> None:
        self._current = ARTIFACT

    def end(self) -> None:
        self._current = ARTIFACT

    def lines(self, marks: Sequence[Text]) -> None:
        if self._current != ARTIFACT:
            for mark in marks:
                self._line(mark)

    def _line(self, mark: Text) -> None:
        line, add = mark.line, partial(self._kids.add, self._current)
        if self._goes_on(mark) and mark.x - self._last[2] > APART:
            add(Words("\u3000"))
        self._last = (self._current, mark.y, mark.x + line.width)
        linked = [run for run in line.runs if run.link and not run.link.startswith(INDEX_MARK)]
        if linked and "".join(run.text for run in line.runs) == line.text.rstrip():
            for run in line.runs:
                add(Words(run.text, "" if run.link.startswith(INDEX_MARK) else run.link))
            add(Words(line.text[len(line.text.rstrip()) :]))
        else:
            add(Words(line.text))

    def _goes_on(self, mark: Text) -> bool:
        """Whether a text stands on the line of the last one, in its element, in a part of that, or in what that is a part of."""
        last, y, _ = self._last
        if last == ARTIFACT or y != mark.y:
            return False
        above, here = self._nodes[last].element.parent, self._nodes[self._current].element.parent
        return self._current in (last, above) or last == here

    def picture(self, mark: Picture) -> None:
        if self._current != ARTIFACT:
            self._kids.add(self._current, Image(mark.file))

    def anchor(self, mark: Anchor) -> None:
        self._anchors.append(mark.name)

    def rule(self, mark: Rule) -> None:
        pass

    def box(self, mark: Box) -> None:
        pass

    def path(self, mark: Path) -> None:
        pass

    def disc(self, mark: Disc) -> None:
        pass

    def link(self, mark: Link) -> None:
        pass
