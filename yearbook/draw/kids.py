"""What every element of the structure tree holds, brought into reading order: for the tags of a PDF and of an OFD, and for readings."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from yearbook.model.page import Element

C = TypeVar("C")  # a piece of content as a pen has it, and no number


class Kids(Generic[C]):
    """Collects the content of elements while pages are drawn.

    Elements are numbered in reading order, which is not always the order of drawing: a float stands on a later page than
    its place in the text. So the kids of an element without content of its own stand in the order of their numbers; in one
    with content, kids and content stand as they are drawn. Rows, not objects, hold it: a book has 30,000 elements.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._attached, self._filled = bytearray(len(elements)), bytearray(len(elements))
        self._kids: dict[int, list[int | C]] = {}  # elements by index, or content
        self._top: list[int] = []

    def add(self, element: int, content: C) -> None:
        """A piece of an element is drawn."""
        if not self._attached[element]:
            self._attach(element)
        self._filled[element] = True
        self._kids.setdefault(element, []).append(content)

    def take(self, elements: range, tops: Sequence[tuple[int, int]]) -> None:
        """These elements need no kids told, but that some of them have parents elsewhere."""
        self._attached[elements.start : elements.stop] = b"\1" * len(elements)
        for element, parent in tops:
            self._attach_to(element, parent)
            self._attach(parent)

    def _attach(self, element: int) -> None:
        """Makes an element a kid of its parent where its first content comes, and the parent likewise."""
        while element >= 0 and not self._attached[element]:
            self._attach_to(element, self._elements[element].parent)
            element = self._elements[element].parent

    def _attach_to(self, element: int, parent: int) -> None:
        self._attached[element] = True
        (self._kids.setdefault(parent, []) if parent >= 0 else self._top).append(element)

    def ordered(self) -> tuple[dict[int, list[int | C]], Sequence[int]]:
        """Of every element what it holds, elements without content (empty cells) too; and the topmost elements."""
        for number in [number for number, attached in enumerate(self._attached) if not attached]:
            self._attach_to(number, self._elements[number].parent)
        self._order()
        return self._kids, self._top

    def _order(self) -> None:
        """Kids in reading order; a group made afterwards (a section) stands where the first of its kids would."""
        first, elements = list(range(len(self._elements))), self._elements
        for element in [element for element, one in enumerate(elements) if one.parent > element]:
            parent = elements[element].parent
            while parent >= 0 and first[parent] > element:
                first[parent] = element
                parent = elements[parent].parent
        for element, kids in self._kids.items():
            if len(kids) > 1 and not self._filled[element]:
                kids.sort(key=first.__getitem__)  # type: ignore[arg-type]  # elements all, where there is no content
        self._top.sort(key=first.__getitem__)
