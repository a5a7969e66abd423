"""The structure tree: which node every piece of page content belongs to, and the way back from a piece to its node."""

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache

from yearbook.draw.kids import Kids
from yearbook.draw.pdf_objects import Objects, literal, name, text_string
from yearbook.model.page import Element, Pages

_NOWHERE = -1

# the owner of an attribute, by its name (PDF 32000-1, 14.8.5); any other attribute is one of layout
_OWNERS = {
    "Scope": "Table", "ColSpan": "Table", "RowSpan": "Table", "Headers": "Table", "Summary": "Table",
    "ListNumbering": "List",
}  # fmt: skip


class Structure:
    """Collects the content of every element while pages are drawn."""

    def __init__(self, pages: Pages, objects: Objects, page_numbers: Sequence[int]) -> None:
        self._elements, self._objects, self._pages = pages.elements, objects, page_numbers
        self._root = objects.reserve()
        self._first = objects.reserve(len(pages.elements))  # the number of element 0
        self._kids: Kids[bytes] = Kids(pages.elements)
        self._homes = [_NOWHERE] * len(pages.elements)  # of each element the page of its first content
        self._contents = [array("l")] * len(pages.pages)  # of each page the elements by MCID
        self._links: list[tuple[int, int, int]] = []  # element, annotation, page

    def page_drawn(self, page: int, contents: Sequence[int]) -> None:
        """A page is drawn: the element of every piece of its content, by MCID."""
        self._contents[page] = array("l", contents)

    def link_of(self, element: int, annotation: int, page: int) -> int:
        """The StructParent key of a link annotation, which becomes a kid of its element."""
        self._links.append((element, annotation, page))
        return len(self._pages) + len(self._links) - 1

    def _hold(self) -> None:
        """Gives all that is drawn to its elements."""
        homes, pages, add = self._homes, self._pages, self._kids.add
        for page, contents in enumerate(self._contents):
            for content, element in enumerate(contents):
                if homes[element] == _NOWHERE:
                    homes[element] = page
                elsewhere = homes[element] != page
                add(element, b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], content) if elsewhere else b"%d" % content)
        for element, annotation, page in self._links:
            if homes[element] == _NOWHERE:
                homes[element] = page
            add(element, b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, pages[page]))

    def write(self) -> int:
        """Writes the tree; the number of its root."""
        self._hold()
        kids, top = self._kids.ordered()
        references = [b"%d 0 R" % number for number in range(self._first, self._first + len(self._elements))]
        self._write_elements(kids, references)
        nums = [b"%d[%b]" % (page, b" ".join([references[one] for one in contents])) for page, contents in enumerate(self._contents)]
        nums += [b"%d %b" % (len(self._pages) + key, references[element]) for key, (element, *_) in enumerate(self._links)]
        tree = self._objects.add(b"<</Nums[%b]>>" % b"\n".join(nums))
        next_key = len(self._pages) + len(self._links)
        self._objects.put(
            self._root,
            b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
            % (b" ".join([references[one] for one in top]), tree, next_key, self._ids()),
        )
        return self._root

    def _write_elements(self, held: Mapping[int, list[int | bytes]], references: Sequence[bytes]) -> None:
        """The elements in the order of their numbers, so that what is alike is compressed together; 2 µs each."""
        above, pages = [*references, b"%d 0 R" % self._root], [*(b"/Pg %d 0 R" % page for page in self._pages), b""]  # the last at -1
        heads: dict[str, bytes] = {}
        bodies: list[bytes] = []
        for element, home, kids in zip(self._elements, self._homes, map(held.get, range(len(self._elements))), strict=True):
            head = heads.get(element.tag) or heads.setdefault(element.tag, b"<</Type/StructElem/S%b/P " % name(element.tag))
            body = head + above[element.parent] + pages[home]
            if kids:
                body += b"/K[" + b" ".join([kid if type(kid) is bytes else references[kid] for kid in kids]) + b"]"  # type: ignore[index]
            if element.title or element.attributes or element.alt or element.actual:
                body += told(element)
            bodies.append(body + b">>")
        self._objects.put_row(self._first, bodies)

    def _ids(self) -> bytes:
        """The way from IDs to nodes, which a tree with IDs must have (PDF 32000-1, table 322)."""
        named = sorted(
            (value.encode("utf-8"), number)
            for number, element in enumerate(self._elements, self._first)
            for key, value in element.attributes
            if key == "ID"
        )
        if not named:
            return b""
        pairs = b"".join(literal(key) + b"%d 0 R" % number for key, number in named)
        return b"/IDTree<</Names[%b]>>" % pairs


def told(element: Element) -> bytes:
    """What an element says of itself beside its tag."""
    texts = b"".join(
        key + text_string(text) for key, text in ((b"/T", element.title), (b"/Alt", element.alt), (b"/ActualText", element.actual)) if text
    ) if element.title or element.alt or element.actual else b""
    return texts + attributes(element.attributes)


@lru_cache(maxsize=1000)
def attributes(named: tuple[tuple[str, str], ...]) -> bytes:
    """ID and Lang as entries, the rest as attribute objects by owner; numbers as numbers, words as names. Most cells have the same."""
    by_owner: dict[str, list[bytes]] = {}
    direct = b""
    for key, value in named:
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
