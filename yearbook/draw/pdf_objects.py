"""The door to ReportLab and libdeflate, and the file: objects of our own formatting, which a PDFDocument's catalog and page tree open on.

ReportLab reads ~/.reportlab_settings, ~/.reportlab_mods and RL_*: none of them is let in, and what could still reach
the bytes is pinned (`_PINS`). pdfgen's Canvas is not needed: its content streams start with Helvetica, its fonts are
255-glyph pieces, and it imports 20 ms more than pdfdoc.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from itertools import accumulate
from types import ModuleType
from typing import Any, TypeAlias

from deflate import zlib_compress

from yearbook.draw.pdf_places import Places
from yearbook.endings import ended
from yearbook.units import to_points

_LEVEL = 5  # of libdeflate: smaller than level 6 of zlib in half its time; level 6 would be 1 % less for a fifth more time
QUICKLY = 1  # the level of what there is much of, pages and packed objects: 2.5 % more bytes of a file in three fifths of the time

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


_HEAD = b"%PDF-1.7\n%\xe5\xb9\xb4\xe9\x89\xb4\n"  # bytes above 127 in the second line tell that the file is binary (7.5.2)
_TOGETHER = 200  # objects in one stream: more would pack no tighter, and a reader unpacks them all to see one
Pack: TypeAlias = tuple[int, int, bytes]  # an object stream: how many objects, where the first begins, all of it compressed
_INFO = 1  # the number that ReportLab gives to its dictionary of standard fonts, which is not written


class Objects:
    """The objects of one file, by number; numbers may be given out before the objects are there.

    Streams are written as they come and everything else into object streams (PDF 32000-1, 7.5.7), so that nothing is held twice.
    """

    def __init__(self) -> None:
        for name, value in _PINS.items():
            setattr(rl_config, name, value)
        self._document = pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7), lang=None)
        for one in (self._document.Catalog, self._document.Pages):
            self._document.Reference(one)
        self._places = Places(self._document.objectcounter + 1)
        self._file = BytesIO()
        self._file.write(_HEAD)
        self._waiting: list[bytes] = []
        self._numbers: list[int] = []  # of the objects that wait

    def reserve(self, count: int = 1) -> int:
        """The number of an object to be put later, or the first of so many numbers in a row."""
        return self._places.reserve(count)

    def put(self, number: int, body: bytes) -> None:
        """The object of a reserved number, which is no stream."""
        self._waiting.append(body)
        self._numbers.append(number)
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def put_row(self, first: int, bodies: Sequence[bytes]) -> None:
        """The objects of so many reserved numbers in a row."""
        done = 0
        while done < len(bodies):
            some = bodies[done : done + _TOGETHER - len(self._waiting)]
            self._waiting += some
            self._numbers += range(first + done, first + done + len(some))
            done += len(some)
            if len(self._waiting) == _TOGETHER:
                self._pack()

    def put_packed(self, first: int, packs: Iterable[Pack]) -> None:
        """The objects of reserved numbers in a row that `packs` gave."""
        for count, start, data in packs:
            self._write_pack(range(first, first + count), start, data)
            first += count

    def add(self, body: bytes) -> int:
        """A new object, which is no stream; its number."""
        number = self.reserve()
        self.put(number, body)
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
        number = self.reserve()
        self._places.note(number, self._file.tell())
        self._file.writelines((b"%d 0 obj\n<</Length %d%b>>\nstream\n" % (number, len(data), entries), data, b"\nendstream\nendobj\n"))
        return number

    def page(self, number: int) -> None:
        """The object of this number is the next page."""
        self._document.Pages.pages.append(b"%d 0 R" % number)

    @property
    def page_tree(self) -> bytes:
        """A reference to the node that pages name as their parent."""
        return self._reference(self._document.Pages)

    def finish(self, catalog: dict[str, bytes], info: bytes, packet: bytes) -> bytes:
        """The whole file, with Info dictionary and XMP packet; `catalog` are entries whose key ReportLab must know (PDFCatalog)."""
        document = self._document
        document.Catalog.Outlines = None
        document.Catalog.Metadata = b"%d 0 R" % self.stored_stream(packet, b"/Type/Metadata/Subtype/XML")  # for readers that know no PDF
        for key, value in catalog.items():
            setattr(document.Catalog, key, value)
        self.put(_INFO, info)
        for one in (document.Catalog, document.Pages):
            self.put(int(self._reference(one).split()[0]), bytes(one.format(document)))
        self._pack()
        self._write_index(b"/Root %b/Info %d 0 R" % (self._reference(document.Catalog), _INFO))
        return self._file.getvalue()  # which copies nothing, so that a large file is not held twice

    def _reference(self, one: Any) -> bytes:
        return bytes(self._document.Reference(one).format(self._document))

    def _pack(self) -> None:
        """Writes the objects that wait as one stream."""
        if not self._waiting:
            return
        self._write_pack(self._numbers, *_packed(self._numbers, self._waiting))
        self._waiting, self._numbers = [], []

    def _write_pack(self, numbers: Sequence[int], start: int, data: bytes) -> None:
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), start)
        self._places.note_packed(numbers, self.deflated_stream(data, entries))

    def _write_index(self, entries: bytes) -> None:
        """The cross-reference stream and what ends a file; the identity is made of all that stands before."""
        with self._file.getbuffer() as before:
            name = sha256(before).hexdigest()[:32].encode()
        start, number = self._file.tell(), self.reserve()
        self._places.note(number, start)
        rows, size = self._places.rows()
        data = deflated(rows)
        self._file.writelines((
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]%b/ID[<%b><%b>]" % (number, size, entries, name, name),
            b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n" % len(data),
            data,
            b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start,
        ))  # fmt: skip


def packs(first: int, bodies: Sequence[bytes]) -> tuple[Pack, ...]:
    """Objects numbered in a row, none of them a stream, as object streams of their own."""
    starts = range(0, len(bodies), _TOGETHER)
    rows = ((first + start, bodies[start : start + _TOGETHER]) for start in starts)
    return tuple((len(row), *_packed(range(number, number + len(row)), row)) for number, row in rows)


def _packed(numbers: Iterable[int], bodies: Sequence[bytes]) -> tuple[int, bytes]:
    """What an object stream holds: where its first object begins, and the stream compressed."""
    places = accumulate([len(body) + 1 for body in bodies[:-1]], initial=0)
    index = b" ".join([b"%d %d" % both for both in zip(numbers, places, strict=True)])
    return len(index) + 1, deflated(ended(b"%b\n%b" % (index, b"\n".join(bodies))), QUICKLY)


def deflated(data: bytes, level: int = _LEVEL) -> bytes:
    """The data of a stream, compressed.

    Why not Python's own zlib: that is another library from one installation to the next, and with it come other bytes.
    """
    return bytes(zlib_compress(data, level))


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


@lru_cache(maxsize=1000)
def name(text: str) -> bytes:
    """A name object."""
    return b"/" + b"".join(
        bytes((byte,)) if 0x21 <= byte <= 0x7E and byte not in b"#/%()<>[]{}" else b"#%02X" % byte for byte in text.encode("utf-8")
    )
