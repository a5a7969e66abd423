"""The door to ReportLab: a file of objects, each written by our own formatting, numbered and listed by a PDFDocument.

ReportLab reads ~/.reportlab_settings, ~/.reportlab_mods and RL_*: none of them is let in, and what could still reach
the bytes is pinned (`_PINS`). pdfgen's Canvas is not needed: its content streams start with Helvetica, its fonts are
255-glyph pieces, and it imports 20 ms more than pdfdoc.
"""

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from yearbook.units import to_points

_LEVEL = 6  # peers.md (e): level 9 costs twice the time for 1 % less

# every setting that pdfdoc reads while it formats
_PINS = {
    "invariant": 1, "pageCompression": 0, "useA85": 0, "wrapA85": 0, "pdfMultiLine": 0, "pdfComments": 0,
    "documentLang": None, "errorOnDuplicatePageLabelPage": 0, "debug": 0, "verbose": 0,
}  # fmt: skip

# modules by which ReportLab lets strangers run code in it; empty ones keep it from looking in the home folder
_INTRUDERS = ("reportlab.local_rl_mods", "reportlab_mods", "reportlab.local_rl_settings", "reportlab_settings")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While it lasts ReportLab finds neither RL_* nor settings files: they could change or break its import."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith("RL_")}
    strangers = [name for name in _INTRUDERS if name not in sys.modules]
    for name in hidden:
        del os.environ[name]
    for name in strangers:
        sys.modules[name] = ModuleType(name)
    try:
        yield
    finally:
        os.environ.update(hidden)
        for name in strangers:
            del sys.modules[name]


with _undisturbed():
    rl_config: Any = import_module("reportlab.rl_config")
    pdfdoc: Any = import_module("reportlab.pdfbase.pdfdoc")


class _Body(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An indirect object whose bytes are ready; given away once, so that a file is not held twice."""

    __slots__ = ("__InternalName__", "body")
    __RefOnly__ = 1

    def __init__(self, body: bytes = b"null") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # ReportLab calls it so
        body, self.body = self.body, b""
        return body


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """A ReportLab document without ReportLab's own /ID, which mixes SOURCE_DATE_EPOCH in; deliver sets one."""

    def ID(self) -> None:  # noqa: N802  # ReportLab's name
        return None


class Objects:
    """The objects of one file, by number; numbers may be given out before the objects are there."""

    def __init__(self) -> None:
        for name, value in _PINS.items():
            setattr(rl_config, name, value)
        self._document = _Document(compression=0, invariant=1, pdfVersion=(1, 7), lang=None)
        self._bodies: dict[int, Any] = {}

    def reserve(self) -> int:
        """The number of an object to be put later."""
        body = _Body()
        self._document.Reference(body)
        number: int = self._document.objectcounter
        self._bodies[number] = body
        return number

    def put(self, number: int, body: bytes) -> None:
        """The object of a reserved number."""
        self._bodies[number].body = body

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        number = self.reserve()
        self._bodies[number].body = body
        return number

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        """A new stream, compressed; `entries` are further entries of its dictionary."""
        return self.deflated_stream(deflated(data), entries)

    def deflated_stream(self, data: bytes, entries: bytes = b"") -> int:
        """A new stream of what `deflated` gave."""
        return self.stored_stream(data, b"/Filter/FlateDecode" + entries)

    def stored_stream(self, data: bytes, entries: bytes) -> int:
        """A new stream whose data are compressed already, as `entries` say.

        A last byte that is a carriage return gets another after it, which no filter reads: before `endstream` some judges
        of PDF/A take it for half of a line end.
        """
        if data.endswith(b"\r"):
            data += b"\n"
        return self.add(b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data))

    def page(self, number: int) -> None:
        """The object of this number is the next page."""
        self._document.Pages.pages.append(reference(self._bodies[number]))

    @property
    def page_tree(self) -> bytes:
        """A reference to the node that pages name as their parent."""
        tree = self._document.Reference(self._document.Pages)
        return bytes(tree.format(self._document))

    def finish(self, catalog: dict[str, bytes], info: bytes) -> bytes:
        """The whole file; `catalog` are entries of the document catalog, whose key ReportLab must know (PDFCatalog)."""
        document = self._document
        document.Catalog.Outlines = None
        for key, value in catalog.items():
            setattr(document.Catalog, key, value)
        document.info = _Body(info)
        return bytes(document.format())


def deflated(data: bytes) -> bytes:
    """The data of a stream, compressed."""
    return zlib.compress(data, _LEVEL)


def ended(text: bytes) -> bytes:
    """Operators or a map, one line end longer where their compressed form would end in one.

    Its last byte is that of their checksum; validators of PDF/A take a CR there for a part of what stands before endstream.
    """
    return text + b"\n" if zlib.adler32(text) & 0xFF in b"\r\n" else text


def reference(body: Any) -> Any:
    """ReportLab's reference to a registered object."""
    return pdfdoc.PDFObjectReference(getattr(body, "__InternalName__"))  # noqa: B009  # the name would be mangled


class Points(dict[int, bytes]):
    """1/1000 pt → the number of points as PDF writes it; each made once."""

    def __missing__(self, length: int) -> bytes:
        text = to_points(length).encode("ascii")
        self[length] = text
        return text


def escaped(data: bytes) -> bytes:
    """The bytes as they stand between parentheses; a bare carriage return would be read as a line feed."""
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")


def literal(data: bytes) -> bytes:
    """A string object of these bytes: half as long as hexadecimal, and 6 % shorter when compressed (peers.md (e))."""
    return b"(%b)" % escaped(data)


def text_string(text: str) -> bytes:
    """A text string object: UTF-16BE with its mark, or plain ASCII."""
    return literal(text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be"))


def name(text: str) -> bytes:
    """A name object."""
    return b"/" + b"".join(
        bytes((byte,)) if 0x21 <= byte <= 0x7E and byte not in b"#/%()<>[]{}" else b"#%02X" % byte for byte in text.encode("utf-8")
    )
