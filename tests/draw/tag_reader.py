"""What a tagged PDF says to a reader that follows its structure tree: the elements with their words, read by the file alone.

Knows nothing of how the file was made: marked content, ActualText and ToUnicode maps as PDF 32000-1 has them (14.6 to 14.9).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "Tj", "TJ", "'", '"', "sh", "INLINE IMAGE"}
_SHOWS = {"Tj", "TJ", "'", '"'}
_PAIR = re.compile(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


@dataclass
class Leaf:
    """Marked content of a page: its words."""

    page: int
    mcid: int
    text: str


@dataclass
class Annotation:
    """A link of a page, by its dictionary."""

    page: int
    entries: Any


@dataclass
class Node:
    """A structure element; `attributes` hold those of all owners, and Lang and ID."""

    tag: str
    title: str = ""
    alt: str = ""
    actual: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: "list[Node | Leaf | Annotation]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words in the order of the tree."""
        if self.actual:
            return self.actual
        return "".join(kid.text for kid in self.kids if not isinstance(kid, Annotation))

    @property
    def nodes(self) -> "list[Node]":
        """The elements right under it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def all(self, *tags: str) -> "Iterator[Node]":
        """The element and those under it, in reading order, of these tags or of any."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.nodes:
            yield from kid.all(*tags)

    @property
    def leaves(self) -> "Iterator[Leaf]":
        """All content under it."""
        for kid in self.kids:
            if isinstance(kid, Leaf):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.leaves


@dataclass
class Tagged:
    """A file: its tree, the words of its artifacts page by page, what is wrong with its content, the operators in use."""

    root: Node
    artifacts: list[list[str]]
    faults: list[str]
    operators: set[str]


def tagged(pdf: pikepdf.Pdf) -> Tagged:
    """Reads the pages, then the tree."""
    pages = [_Page(number, page) for number, page in enumerate(pdf.pages)]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    faults = [fault for page in pages for fault in page.faults]
    used: set[tuple[int, int]] = set()
    root = Node("Root")
    for kid in _listed(pdf.Root.StructTreeRoot.get("/K")):
        _add(kid, root, None, (pages, numbers, used))
    for page in pages:
        lost = (mcid for mcid in page.texts if (page.number, mcid) not in used)
        faults += [f"page {page.number + 1}: content {mcid} belongs to no element" for mcid in lost]
    return Tagged(root, [page.artifacts for page in pages], faults, {one for page in pages for one in page.operators})


def _listed(kids: Any) -> list[Any]:
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _add(kid: Any, parent: Node, home: Any, book: tuple[list["_Page"], dict[Any, int], set[tuple[int, int]]]) -> None:
    pages, numbers, used = book
    if isinstance(kid, int) or kid.get("/Type") == "/MCR":
        page = numbers[(home if isinstance(kid, int) else kid.get("/Pg", home)).objgen]
        mcid = kid if isinstance(kid, int) else int(kid.MCID)
        assert (page, mcid) not in used, "content of two elements"
        used.add((page, mcid))
        parent.kids.append(Leaf(page, mcid, pages[page].texts[mcid]))
    elif kid.get("/Type") == "/OBJR":
        parent.kids.append(Annotation(numbers[kid.get("/Pg", home).objgen], kid.Obj))
    else:
        node = Node(str(kid.S)[1:], *(str(kid.get(key, "")) for key in ("/T", "/Alt", "/ActualText")), _attributes(kid))
        parent.kids.append(node)
        for one in _listed(kid.get("/K")):
            _add(one, node, kid.get("/Pg"), book)


def _attributes(element: Any) -> dict[str, Any]:
    found = {key[1:]: str(element[key]) for key in ("/Lang", "/ID") if key in element}
    for one in _listed(element.get("/A")):
        owner = str(one.O)[1:]
        for key, value in one.items():
            if key != "/O":
                said: Any = [str(each) for each in value] if isinstance(value, pikepdf.Array) else value
                found[key[1:]] = str(said)[1:] if isinstance(said, pikepdf.Name) else said
                found[f"{key[1:]} of"] = owner
    return found


class _Page:
    """The words of a page's marked content by MCID, those of artifacts, and what is drawn outside both."""

    def __init__(self, number: int, page: pikepdf.Page) -> None:
        self.number = number
        self.texts: dict[int, str] = {}
        self.artifacts: list[str] = []
        self.faults: list[str] = []
        self.operators: set[str] = set()
        self._open: list[tuple[str, int, bool]] = []  # tag, MCID, whether an ActualText stands for it
        self._maps = {name: _to_unicode(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
        self._map: dict[bytes, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            self._read(str(instruction.operator), list(instruction.operands))
        if self._open:
            self._wrong("marked content is left open")

    def _wrong(self, what: str) -> None:
        self.faults.append(f"page {self.number + 1}: {what}")

    def _read(self, operator: str, operands: list[Any]) -> None:
        self.operators.add(operator)
        if operator in ("BMC", "BDC"):
            self._begin(str(operands[0])[1:], operands[1] if len(operands) > 1 else {})
        elif operator == "EMC":
            self._open.pop()
        elif operator == "Tf":
            self._map = self._maps[str(operands[0])]
        elif operator in _PAINTS:
            self._paint(operator, operands)

    def _begin(self, tag: str, properties: Any) -> None:
        mcid = int(properties.get("/MCID", -1))
        if mcid >= 0:
            if mcid in self.texts or any(one >= 0 for _, one, _ in self._open):
                self._wrong(f"content {mcid} is not by itself")
            self.texts[mcid] = ""
        if tag == "Artifact" and any(one >= 0 for _, one, _ in self._open):
            self._wrong("an artifact within content")
        spelt = "/ActualText" in properties
        if spelt and not any(one for *_, one in self._open):
            self._say(str(properties["/ActualText"]))
        self._open.append((tag, mcid, spelt))

    def _paint(self, operator: str, operands: list[Any]) -> None:
        if not any(mcid >= 0 or tag == "Artifact" for tag, mcid, _ in self._open):
            self._wrong(f"{operator} outside the structure")
        if operator in _SHOWS and not any(spelt for *_, spelt in self._open):
            self._say("".join(self._map[code] for code in _codes(operands)))
        if operator in _SHOWS and b"\0\0" in _codes(operands):
            self._wrong("shows .notdef")

    def _say(self, text: str) -> None:
        mcid = next((mcid for _, mcid, _ in self._open if mcid >= 0), -1)
        if mcid >= 0:
            self.texts[mcid] += text
        else:
            self.artifacts.append(text)


def _codes(operands: list[Any]) -> list[bytes]:
    """The character codes of two bytes among the operands of an operator that shows text."""
    pieces = [part for one in operands for part in (one if isinstance(one, pikepdf.Array) else [one]) if isinstance(part, pikepdf.String)]
    codes = b"".join(map(bytes, pieces))
    return [codes[at : at + 2] for at in range(0, len(codes), 2)]


def _to_unicode(font: Any) -> dict[bytes, str]:
    pairs = _PAIR.findall(font.ToUnicode.read_bytes().decode("ascii"))
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
