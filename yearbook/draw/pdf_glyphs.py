"""What every glyph of a face stands for: learnt from the runs page by page, written as the face's ToUnicode map.

A glyph has one text in the map, the first it was met with. A line that needs another is a clash: it gets an ActualText.
"""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from yearbook.draw.taken_up import TakenUp
from yearbook.fonts import Face
from yearbook.model.kept import FaceTexts
from yearbook.model.page import Page, Run, Text, runs_by_face

if TYPE_CHECKING:
    from yearbook.draw.glyph_arrays import GlyphRow

_NOT_MET = "\uffff"  # no character
_MANY = 60_000  # glyphs of a face after which those still to come are looked at over arrays


class GlyphTexts(dict[int, str]):
    """Glyph id → the text it stands for ("" when none), of one face; its keys are the glyphs that were used."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self._row = [_NOT_MET] * 0x10000  # the texts by place, in which str.translate finds them in half the time
        self._array: GlyphRow | None = None
        self._left = _MANY
        self.begin()

    def begin(self) -> None:
        """What is learnt from now on is `new`; `steady` tells whether no glyph comes to stand for something else."""
        self.new: set[int] = set()
        self.steady = True

    def __setitem__(self, gid: int, text: str) -> None:
        self.steady = self.steady and gid not in self
        super().__setitem__(gid, text)
        self._row[gid] = text
        self.new.add(gid)
        if self._array:
            self._array.learn(gid, text)

    def learn(self, run: Run) -> bool:
        """Takes the glyphs of a run in; whether a reader recovers the run's text from them."""
        read = []
        for gid, text in glyph_pairs(run, self.face):
            if not self.get(gid):
                self[gid] = text
            read.append(self[gid])
        return "".join(read) == run.text

    def cover(self, gids: bytes, text: str) -> bool:
        """Whether these glyphs are all known and stand for `text`; 50 ns a glyph, as characters of their numbers, later 5."""
        return self._cover_over_arrays(gids, text) or self._read(gids) == text

    def meet(self, gids: bytes, text: str) -> bool:
        """Takes glyphs in that stand for a character each; whether they `cover` it now.

        As `learn` would one run after the other, where all of these are right; a page with new glyphs costs a tenth of that.
        """
        if self._cover_over_arrays(gids, text) or (told := self._read(gids)) == text:
            return True
        codes = gids.decode("utf-16-be", "surrogatepass")
        if len(codes) != len(text):  # two numbers that look like the halves of one character
            return False
        at = -1
        while (at := told.find(_NOT_MET, at + 1)) >= 0:
            if at < len(codes) and not self.get(ord(codes[at])):
                self[ord(codes[at])] = text[at]
        return self.cover(gids, text)

    def _cover_over_arrays(self, gids: bytes, text: str) -> bool:
        """The same once there are arrays, for single characters; the glyphs of others may even so."""
        self._left -= len(text)
        if self._left < 0 and self._array is None:
            from yearbook.draw.glyph_arrays import GlyphRow  # numpy is there by then: so much was set with it

            self._array = GlyphRow(self)
        return self._array is not None and self._array.cover(gids, text)

    def _read(self, gids: bytes) -> str:
        return gids.decode("utf-16-be", "surrogatepass").translate(self._row)

    def knows(self, told: FaceTexts) -> bool:
        """Whether these glyphs are all known, and stand for the same; else they may even so."""
        return self.cover(told.gids, told.text) and all(self.get(gid) == text for gid, text in told.others)

    def told(self, key: str, gids: bytes) -> FaceTexts:
        """What these glyphs stand for, those not met for nothing; `key` is the face's in its book."""
        if self._array:
            plain, text, others = self._array.told(gids)
            return FaceTexts(key, plain, text, tuple((gid, self.get(gid, "")) for gid in others))
        return face_texts(key, {gid: self.get(gid, "") for gid in sorted({*glyph_ids(gids)})})


def face_texts(key: str, texts: Mapping[int, str]) -> FaceTexts:
    """Glyphs by their ids, in order, as they are kept."""
    others = {gid: text for gid, text in texts.items() if len(text) != 1}
    plain = [gid for gid in texts if gid not in others] if others else [*texts]
    return FaceTexts(key, _as_bytes(plain), "".join(map(texts.__getitem__, plain)), tuple(others.items()))


def by_glyph(told: FaceTexts) -> dict[int, str]:
    """What glyphs stand for by their ids."""
    return dict(zip(glyph_ids(told.gids), told.text, strict=True)) | dict(told.others)


class BookTexts(TakenUp[GlyphTexts]):
    """What the glyphs of all faces of a book stand for."""

    def __init__(self, faces: Mapping[str, Face]) -> None:
        super().__init__(faces, lambda face, _: GlyphTexts(face))

    def begin(self) -> None:
        """What is learnt from now on is new."""
        for texts in self.fonts():
            texts.begin()


class Read(NamedTuple):
    """What was found of a page's glyphs: the ids of the Text marks whose glyphs read otherwise than their runs, and by face all its
    glyphs as runs have them, in the order in which faces are met.
    """

    clashing: frozenset[int]
    glyphs: dict[str, bytes]


def read(page: Page, texts_of: Callable[[str], GlyphTexts]) -> Read:
    """Reads the glyphs of a page, and learns them.

    Why so: nearly every page is settled by one comparison a face; runs are looked at singly only when it fails.
    """
    doubtful: set[int] = set()
    found: dict[str, bytes] = {}
    by_face: dict[str, list[Run]] = {}
    for face, told in _told(page).items():
        texts = texts_of(face)
        gids = b"".join(told.gids)
        found[face] = gids + b"".join([run.gids for run in told.others]) if told.others else gids
        text = "".join(told.texts)
        if texts.meet(gids, text) and all(texts.cover(run.gids, run.text) or texts.learn(run) for run in told.others):
            continue
        by_face = by_face or runs_by_face(page.marks)
        doubtful.update(id(run) for run in by_face[face] if not texts.cover(run.gids, run.text) and not texts.learn(run))
    if not doubtful:
        return Read(frozenset(), found)
    marks = [mark for mark in page.marks if type(mark) is Text and any(id(run) in doubtful for run in mark.line.runs)]
    return Read(frozenset(map(id, marks)), found)


class _Told(NamedTuple):
    """The glyphs and texts of the runs in a face of which each character has its glyph, as arrays need them, and the other runs."""

    gids: list[bytes]
    texts: list[str]
    others: list[Run]


def _told(page: Page) -> dict[str, _Told]:
    """What is told on a page, by faces in the order in which they are met."""
    told: dict[str, _Told] = {}
    face = None
    for mark in page.marks:
        if type(mark) is Text:
            line = mark.line
            for run in (*line.runs, *line.over) if line.over else line.runs:
                if run.face != face:
                    face = run.face
                    gids, texts, others = told.get(face) or told.setdefault(face, _Told([], [], []))
                if len(run.gids) == 2 * len(run.text):
                    gids.append(run.gids)
                    texts.append(run.text)
                else:
                    others.append(run)
    return told


def _as_bytes(numbers: Iterable[int]) -> bytes:
    """Numbers as the glyph ids of a run."""
    gids = array("H", numbers)
    if sys.byteorder == "little":
        gids.byteswap()
    return gids.tobytes()


def glyph_ids(gids: bytes) -> "array[int]":
    """The glyph ids of a run as numbers."""
    numbers = array("H", gids)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def glyph_pairs(run: Run, face: Face) -> Iterator[tuple[int, str]]:
    """Every glyph of a run with its text: one to one, or lined up at the characters whose glyph the face names.

    What stands between two such characters (a ligature, a long dash) goes to the first glyph between them.
    """
    numbers, text = glyph_ids(run.gids), run.text
    if len(numbers) == len(text):
        yield from zip(numbers, text, strict=True)
        return
    nominal = [ord(face.glyphs[ord(character)]) for character in text]
    at = 0
    for index, gid in enumerate(numbers):
        end = at + 1
        if index + 1 == len(numbers):
            end = len(text)
        elif at < len(text) and nominal[at] != gid and numbers[index + 1] in nominal[end:]:
            end = nominal.index(numbers[index + 1], end)
        yield gid, text[at:end]
        at = min(end, len(text))


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap that gives code → text, blocks of at most 100 entries (PDF 32000-1, 9.10.3), UTF-16BE.

    A space parts code and text: page-validation 0.11 takes `<0041><4E00>` for malformed.
    """
    entries = [b"<%04X> <%b>" % (code, text.encode("utf-16-be").hex().upper().encode()) for code, text in sorted(texts.items()) if text]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _CMAP_HEAD + body + _CMAP_FOOT


_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
