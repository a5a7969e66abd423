"""The structure tree: which node every piece of page content belongs to, and the way back from a piece to its node."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from yearbook.draw.kids import Kids
from yearbook.draw.pdf_branches import Annotation, Branch, branches_of
from yearbook.draw.pdf_objects import Objects, literal, name, packs, text_string
from yearbook.model.kept import KeptBranch
from yearbook.model.page import Element, Pages
from yearbook.packing import packed, recalled
from yearbook.standing import Standing

Held: TypeAlias = Mapping[int, list[int | bytes]]  # of elements their kids: elements by index, or content
_NOWHERE = -1

# the owner of an attribute, by its name (PDF 32000-1, 14.8.5); any other attribute is one of layout
_OWNERS = {
    "Scope": "Table", "ColSpan": "Table", "RowSpan": "Table", "Headers": "Table", "Summary": "Table",
    "ListNumbering": "List",
}  # fmt: skip


class Structure:
    """Collects the content of every element while pages are drawn."""

    def __init__(self, pages: Pages, objects: Objects, page_numbers: Sequence[int], standing: Standing) -> None:
        self._book, self._objects, self._pages, self._standing = pages, objects, page_numbers, standing
        self._elements = pages.elements
        self._root = objects.reserve()
        self._first = objects.reserve(len(pages.elements))  # the number of element 0
        self._kids: Kids[bytes] = Kids(pages.elements)
        self._homes = [_NOWHERE] * len(pages.elements)  # of each element the page of its first content
        self._contents = [array("l")] * len(pages.pages)  # of each page the elements by MCID
        self._links: list[Annotation] = []

    def page_drawn(self, page: int, contents: Sequence[int]) -> None:
        """A page is drawn: the element of every piece of its content, by MCID."""
        self._contents[page] = array("l", contents)

    def link_of(self, element: int, annotation: int, page: int) -> int:
        """The StructParent key of a link annotation, which becomes a kid of its element."""
        self._links.append(Annotation(element, annotation, page))
        return len(self._pages) + len(self._links) - 1

    def write(self) -> int:
        """Writes the tree; the number of its root."""
        branches = branches_of(self._book, self._contents, self._links, (self._first, self._pages))
        kept = {branch: recalled(self._standing.get("branch", branch.key), KeptBranch) for branch in branches if branch.key}
        taken = {branch: known for branch, known in kept.items() if known is not None}
        self._hold(taken)
        kids, top = self._kids.ordered()
        self._references = [b"%d 0 R" % number for number in range(self._first, self._first + len(self._elements))]
        self._above = [*self._references, b"%d 0 R" % self._root]  # the root at -1
        shown: dict[int, bytes] = {}
        named: list[tuple[bytes, int]] = []
        for branch in branches:
            known = taken.get(branch) or self._written(branch, kids)
            self._objects.put_packed(self._first + branch.elements.start, known.packs)
            shown.update(zip(branch.pages, known.shown, strict=True))
            named += known.named
        for elements in _between(branches, len(self._elements)):
            self._objects.put_row(self._first + elements.start, self._bodies(elements, kids))
            named += self._named(elements)
        self._objects.put(
            self._root,
            b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
            % (b" ".join([self._references[one] for one in top]), self._parents(shown), len(self._pages) + len(self._links), _ids(named)),
        )
        return self._root

    def _hold(self, taken: Mapping[Branch, KeptBranch]) -> None:
        """Gives all that is drawn to its elements, but for those of branches written before."""
        homes, pages, add = self._homes, self._pages, self._kids.add
        passed = {page for branch in taken for page in branch.pages}
        for branch, known in taken.items():
            self._kids.take(branch.elements, known.tops)
        for page, contents in enumerate(self._contents):
            if page in passed:
                continue
            for content, element in enumerate(contents):
                if homes[element] == _NOWHERE:
                    homes[element] = page
                elsewhere = homes[element] != page
                add(element, b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], content) if elsewhere else b"%d" % content)
        for element, annotation, page in self._links:
            if page in passed:
                continue
            if homes[element] == _NOWHERE:
                homes[element] = page
            add(element, b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, pages[page]))

    def _written(self, branch: Branch, kids: Held) -> KeptBranch:
        """A branch as objects, and what the rest of the tree says of it; kept where that is possible."""
        elements = branch.elements
        tops = tuple((number, one.parent) for number, one in self._own(elements) if one.parent not in elements)
        rows = tuple(self._shown(page) for page in branch.pages)
        bodies = packs(self._first + elements.start, self._bodies(elements, kids))
        written = KeptBranch(bodies, tops, rows, tuple(self._named(elements)))
        if branch.key:
            self._standing.put("branch", branch.key, packed(written))
        return written

    def _own(self, elements: range) -> Iterator[tuple[int, Element]]:
        return zip(elements, self._elements[elements.start : elements.stop], strict=True)

    def _bodies(self, elements: range, held: Held) -> list[bytes]:
        """The elements in the order of their numbers, so that what is alike is compressed together; 2 µs each."""
        references, above, homes = self._references, self._above, self._homes[elements.start : elements.stop]
        pages = [*(b"/Pg %d 0 R" % page for page in self._pages), b""]  # the last at -1
        heads: dict[str, bytes] = {}
        bodies: list[bytes] = []
        for (_, element), home, kids in zip(self._own(elements), homes, map(held.get, elements), strict=True):
            head = heads.get(element.tag) or heads.setdefault(element.tag, b"<</Type/StructElem/S%b/P " % name(element.tag))
            body = head + above[element.parent] + pages[home]
            if kids:
                body += b"/K[" + b" ".join([kid if type(kid) is bytes else references[kid] for kid in kids]) + b"]"  # type: ignore[index]
            if element.title or element.attributes or element.alt or element.actual:
                body += told(element)
            bodies.append(body + b">>")
        return bodies

    def _shown(self, page: int) -> bytes:
        """The elements of a page's content, by MCID."""
        return b" ".join([self._references[one] for one in self._contents[page]])

    def _named(self, elements: range) -> Iterator[tuple[bytes, int]]:
        """The IDs of elements, with their numbers."""
        for number, element in self._own(elements):
            for key, value in element.attributes:
                if key == "ID":
                    yield value.encode("utf-8"), self._first + number

    def _parents(self, shown: Mapping[int, bytes]) -> int:
        """The way back from every page and annotation; `shown` is known of some pages."""
        nums = [b"%d[%b]" % (page, shown[page] if page in shown else self._shown(page)) for page in range(len(self._pages))]
        nums += [b"%d %b" % (len(self._pages) + key, self._references[link.element]) for key, link in enumerate(self._links)]
        return self._objects.add(b"<</Nums[%b]>>" % b"\n".join(nums))


def _between(branches: Sequence[Branch], count: int) -> list[range]:
    """The elements that are in none of the branches."""
    bounds = [0, *(end for branch in branches for end in (branch.elements.start, branch.elements.stop)), count]
    return [range(start, stop) for start, stop in zip(bounds[::2], bounds[1::2], strict=True) if start < stop]


def _ids(named: Iterable[tuple[bytes, int]]) -> bytes:
    """The way from IDs to nodes, which a tree with IDs must have (PDF 32000-1, table 322)."""
    pairs = b"".join(literal(key) + b"%d 0 R" % number for key, number in sorted(named))
    return b"/IDTree<</Names[%b]>>" % pairs if pairs else b""


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
