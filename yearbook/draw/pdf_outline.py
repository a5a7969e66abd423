"""The two ways into a PDF: the outline beside its pages, and the labels its pages go by."""

import re
from collections.abc import Mapping, Sequence

from yearbook.draw.pdf_objects import Objects, text_string
from yearbook.model.page import Bookmark

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def write_outline(bookmarks: Sequence[Bookmark], places: Mapping[str, bytes], objects: Objects) -> int:
    """Writes the outline, open at level 0 and closed below; the number of its root."""
    root = objects.reserve()
    numbers = [objects.reserve() for _ in bookmarks]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for parent, siblings in children.items():
        for place, index in enumerate(siblings):
            entries = b"/Title%b/Parent %d 0 R/Dest%b" % (
                text_string(bookmarks[index].title), root if parent < 0 else numbers[parent],
                places[bookmarks[index].target],
            )  # fmt: skip
            if place:
                entries += b"/Prev %d 0 R" % numbers[siblings[place - 1]]
            if place + 1 < len(siblings):
                entries += b"/Next %d 0 R" % numbers[siblings[place + 1]]
            if index in children:  # a negative count: closed (PDF 32000-1, table 153)
                below = children[index]
                entries += b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[below[0]], numbers[below[-1]], -len(below))
            objects.put(numbers[index], b"<<%b>>" % entries)
    top = children[-1]
    objects.put(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (numbers[top[0]], numbers[top[-1]], len(top)))
    return root


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """The index of every bookmark's parent: the nearest before it of a lower level, -1 when there is none."""
    parents: list[int] = []
    path: list[int] = []
    for index, bookmark in enumerate(bookmarks):
        while path and bookmarks[path[-1]].level >= bookmark.level:
            path.pop()
        parents.append(path[-1] if path else -1)
        path.append(index)
    return parents


def page_labels(folios: Sequence[str]) -> bytes:
    """The number tree of page labels: a range wherever style, prefix or count change; no folio, no label."""
    ranges: list[bytes] = []
    expected: tuple[str, str, int] | None = None
    for index, folio in enumerate(folios):
        style, prefix, number = _read_folio(folio)
        if expected != (style, prefix, number) or (not style and prefix):
            entries = b"/S/" + style.encode() if style else b""
            entries += b"/P" + text_string(prefix) if prefix else b""
            entries += b"/St %d" % number if style and number > 1 else b""
            ranges.append(b"%d<<%b>>" % (index, entries))
        expected = (style, prefix, number + 1 if style else 0)
    return b"<</Nums[%b]>>" % b"".join(ranges)


def _read_folio(folio: str) -> tuple[str, str, int]:
    """Style, prefix and number: D for Arabic, r and R for Roman, "" when the folio counts nothing."""
    digits = re.search(r"(?<![0-9])[1-9][0-9]*$", folio, re.ASCII)
    if digits:
        return "D", folio[: digits.start()], int(digits[0])
    lower = folio.lower()
    if folio and folio in (lower, folio.upper()) and _ROMAN_FORM.fullmatch(lower):
        values = [_ROMAN[letter] for letter in lower]
        number = sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))
        return "r" if folio == lower else "R", "", number
    return "", folio, 0
