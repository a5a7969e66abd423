"""The pen that reads: the book as its structure tree with the words of every element, for files that need no page to be read."""

from dataclasses import dataclass, field
from typing import TypeAlias

from yearbook.frozen import frozen
from yearbook.model.page import INDEX_MARK, Anchor, Box, Disc, Element, Link, Page, Pages, Path, Picture, Rule, Text

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
        self._attached = [False] * len(self._nodes)
        self._root = Node(Element("Document"))
        self._current: Node | None = None
        self._folio = ""
        self._anchors: list[str] = []
        self._first: Node | None = None  # of this page
        self._last: tuple[Node | None, int, int] = (None, 0, 0)  # element, foot and right end of the line before

    def finish(self) -> Node:
        """The tree; elements that nothing was drawn for stand where they would be read."""
        for index, attached in enumerate(self._attached):
            if not attached:
                self._attached[index] = True
                parent = self._parent(index)
                later = (at for at, kid in enumerate(parent.kids) if isinstance(kid, Node) and self._number(kid) > index)
                parent.kids.insert(next(later, len(parent.kids)), self._nodes[index])
        return self._root

    def begin_page(self, page: Page, index: int) -> None:
        self._folio, self._first = page.folio, None

    def end_page(self) -> None:
        if self._first:  # an anchor of the page itself, placed when the page was full
            self._first.anchors += self._anchors
            self._anchors = []

    def begin(self, index: int, element: Element) -> None:
        self._attach(index)
        self._current = self._nodes[index]
        self._first = self._first or self._current
        if self._folio:
            self._current.kids.append(Folio(self._folio))
            self._folio = ""
        self._current.anchors += self._anchors
        self._anchors = []

    def artifact(self) -> None:
        self._current = None

    def end(self) -> None:
        self._current = None

    def text(self, mark: Text) -> None:
        if self._current is None:
            return
        line = mark.line
        if self._goes_on(mark) and mark.x - self._last[2] > APART:
            self._current.kids.append(Words("\u3000"))
        self._last = (self._current, mark.y, mark.x + line.width)
        linked = [run for run in line.runs if run.link and not run.link.startswith(INDEX_MARK)]
        if linked and "".join(run.text for run in line.runs) == line.text.rstrip():
            self._current.kids += [Words(run.text, "" if run.link.startswith(INDEX_MARK) else run.link) for run in line.runs]
            self._current.kids.append(Words(line.text[len(line.text.rstrip()) :]))
        else:
            self._current.kids.append(Words(line.text))

    def _goes_on(self, mark: Text) -> bool:
        """Whether a text stands on the line of the last one, in its element or in a part of that."""
        last, y, _ = self._last
        return last is not None and y == mark.y and (last is self._current or self._current in last.kids)

    def picture(self, mark: Picture) -> None:
        if self._current is not None:
            self._current.kids.append(Image(mark.file))

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

    def _attach(self, index: int) -> None:
        """Makes an element a kid of its parent where its first content comes, and the parent likewise."""
        chain = []
        while index >= 0 and not self._attached[index]:
            self._attached[index] = True
            chain.append(index)
            index = self._nodes[index].element.parent
        for one in chain:
            self._parent(one).kids.append(self._nodes[one])

    def _parent(self, index: int) -> Node:
        parent = self._nodes[index].element.parent
        return self._nodes[parent] if parent >= 0 else self._root

    def _number(self, node: Node) -> int:
        return next(number for number, one in enumerate(self._nodes) if one is node)
