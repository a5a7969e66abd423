"""The structure tree: which node every piece of page content belongs to, and the way back from a piece to its node."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from yearbook.draw.pdf_objects import Objects, literal, name, text_string
from yearbook.model.page import Element, Pages

# the owner of an attribute, by its name (PDF 32000-1, 14.8.5); any other attribute is one of layout
_OWNERS = {
    "Scope": "Table", "ColSpan": "Table", "RowSpan": "Table", "Headers": "Table", "Summary": "Table",
    "ListNumbering": "List",
}  # fmt: skip


@dataclass(slots=True)
class _Node:
    """An element's number and its kids in reading order: elements by index, or page, MCID and ready bytes."""

    number: int
    attached: bool = False
    kids: list[int | tuple[int, int, bytes]] = field(default_factory=list)


class Structure:
    """Collects the content of every element while pages are drawn.

    Elements are numbered in reading order, which is not always the order of drawing: a float stands on a later page than
    its place in the text. So the kids of a node without content of its own stand in the order of their numbers; in a node
    with content, kids and content stand as they are drawn.
    """

    def __init__(self, pages: Pages, objects: Objects, page_numbers: Sequence[int]) -> None:
        self._elements, self._objects, self._pages = pages.elements, objects, page_numbers
        self._root = objects.reserve()
        first = objects.reserve(len(pages.elements))
        self._nodes = [_Node(first + index) for index in range(len(pages.elements))]
        self._top: list[int] = []
        self._contents: list[list[int]] = [[] for _ in page_numbers]
        self._links: list[int] = []

    def content_of(self, element: int, page: int) -> int:
        """The MCID for a piece of an element on a page."""
        self._attach(element)
        contents = self._contents[page]
        contents.append(element)
        self._nodes[element].kids.append((page, len(contents) - 1, b""))
        return len(contents) - 1

    def link_of(self, element: int, annotation: int, page: int) -> int:
        """The StructParent key of a link annotation, which becomes a kid of its element."""
        self._attach(element)
        self._nodes[element].kids.append((page, 0, b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, self._pages[page])))
        self._links.append(element)
        return len(self._pages) + len(self._links) - 1

    def _attach(self, element: int) -> None:
        """Makes an element a kid of its parent where its first content comes, and the parent likewise."""
        while element >= 0 and not self._nodes[element].attached:
            self._nodes[element].attached = True
            parent = self._elements[element].parent
            (self._nodes[parent].kids if parent >= 0 else self._top).append(element)
            element = parent

    def _attach_empty(self) -> None:
        """Elements without content, such as empty table cells."""
        for element, node in enumerate(self._nodes):
            if not node.attached:
                node.attached = True
                parent = self._elements[element].parent
                (self._nodes[parent].kids if parent >= 0 else self._top).append(element)

    def _order(self) -> None:
        """Kids in reading order; a group made afterwards (a section) stands where the first of its kids would."""
        first = list(range(len(self._elements)))
        for element in reversed(self._from_the_root()):
            parent = self._elements[element].parent
            if parent >= 0:
                first[parent] = min(first[parent], first[element])
        for node in self._nodes:
            kids = [kid for kid in node.kids if isinstance(kid, int)]
            if len(kids) == len(node.kids):
                kids.sort(key=first.__getitem__)
                node.kids[:] = kids
        self._top.sort(key=first.__getitem__)

    def _from_the_root(self) -> list[int]:
        """Every element after its parent."""
        found: list[int] = list(self._top)
        for element in found:  # grows while it is read
            found += [kid for kid in self._nodes[element].kids if isinstance(kid, int)]
        return found

    def write(self) -> int:
        """Writes the tree; the number of its root."""
        self._attach_empty()
        self._order()
        for element, node in zip(self._elements, self._nodes, strict=True):
            self._objects.put(node.number, self._element(element, node))
        nums = [
            b"%d[%b]" % (page, b" ".join(b"%d 0 R" % self._nodes[element].number for element in contents))
            for page, contents in enumerate(self._contents)
        ]
        nums += [b"%d %d 0 R" % (len(self._pages) + key, self._nodes[element].number) for key, element in enumerate(self._links)]
        tree = self._objects.add(b"<</Nums[%b]>>" % b"\n".join(nums))
        kids = b" ".join(b"%d 0 R" % self._nodes[element].number for element in self._top)
        next_key = len(self._pages) + len(self._links)
        self._objects.put(
            self._root,
            b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (kids, tree, next_key, self._ids()),
        )
        return self._root

    def _ids(self) -> bytes:
        """The way from IDs to nodes, which a tree with IDs must have (PDF 32000-1, table 322)."""
        named = sorted(
            (value.encode("utf-8"), node.number)
            for element, node in zip(self._elements, self._nodes, strict=True)
            for key, value in element.attributes
            if key == "ID"
        )
        if not named:
            return b""
        pairs = b"".join(literal(key) + b"%d 0 R" % number for key, number in named)
        return b"/IDTree<</Names[%b]>>" % pairs

    def _element(self, element: Element, node: _Node) -> bytes:
        parent = self._nodes[element.parent].number if element.parent >= 0 else self._root
        home = next((kid[0] for kid in node.kids if not isinstance(kid, int)), -1)
        parts = [b"<</Type/StructElem/S", name(element.tag), b"/P %d 0 R" % parent]
        if home >= 0:
            parts.append(b"/Pg %d 0 R" % self._pages[home])
        if node.kids:
            parts.append(b"/K[%b]" % b" ".join(self._kid(kid, home) for kid in node.kids))
        for key, text in ((b"/T", element.title), (b"/Alt", element.alt), (b"/ActualText", element.actual)):
            if text:
                parts += [key, text_string(text)]
        return b"".join([*parts, attributes(element), b">>"])

    def _kid(self, kid: int | tuple[int, int, bytes], home: int) -> bytes:
        if isinstance(kid, int):
            return b"%d 0 R" % self._nodes[kid].number
        page, content, ready = kid
        if ready:
            return ready
        return b"%d" % content if page == home else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[page], content)


def attributes(element: Element) -> bytes:
    """ID and Lang as entries, the rest as attribute objects by owner; numbers as numbers, words as names."""
    if not element.attributes:
        return b""
    by_owner: dict[str, list[bytes]] = {}
    direct = b""
    for key, value in element.attributes:
        if key == "Lang":
            direct += b"/Lang" + text_string(value)
        elif key == "ID":
            direct += b"/ID" + literal(value.encode("utf-8"))
        else:
            by_owner.setdefault(_OWNERS.get(key, "Layout"), []).append(name(key) + _value(key, value))
    objects = [b"<</O/%b%b>>" % (owner.encode(), b"".join(entries)) for owner, entries in by_owner.items()]
    if not objects:
        return direct
    return direct + b"/A" + (objects[0] if len(objects) == 1 else b"[%b]" % b"".join(objects))


def _value(key: str, value: str) -> bytes:
    """Numbers as numbers, IDs of header cells as strings, words as names."""
    if key == "Headers":
        return b"[%b]" % b"".join(literal(one.encode("utf-8")) for one in value.split())
    return b" " + value.encode() if value.isascii() and value.isdigit() else name(value)
