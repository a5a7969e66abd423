"""Faces in a PDF: one Type 0 font a face, subset by HarfBuzz under the face's own glyph ids, with a ToUnicode map."""

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby

from yearbook.draw.pdf_glyphs import BookTexts, GlyphTexts, to_unicode
from yearbook.draw.pdf_objects import Objects, deflated, name
from yearbook.draw.taken_up import TakenUp
from yearbook.endings import ended
from yearbook.fonts import Face
from yearbook.maker import file_told, made_by
from yearbook.packing import digest
from yearbook.standing import NOTHING_STANDING, Standing

_LENGTH = 8  # bytes that hold the length of a kept program
_SERIF, _SYMBOLIC, _ITALIC = 2, 4, 64  # PDF 32000-1, table 123


class EmbeddedFace:
    """A face in one file: the name of its font resource and the glyphs used so far. Character codes are glyph ids.

    In CID-keyed CFF fonts codes are character ids; Face.subset makes them the same as glyph ids.
    """

    def __init__(self, resource: bytes, number: int, texts: GlyphTexts) -> None:
        self.face, self.resource, self.number, self.texts = texts.face, resource, number, texts

    def write(self, objects: Objects, standing: Standing = NOTHING_STANDING) -> None:
        """Puts the font and all that hangs on it into the file."""
        gids = sorted(self.texts)
        base_font = name(f"{_subset_tag(self.face.name, gids)}+{self.face.name}")
        unicode_map = objects.stream(ended(to_unicode(self.texts)))
        descendant = self._write_descendant(objects, self._program(gids, standing), (gids, base_font))
        objects.put(
            self.number,
            b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (base_font, descendant, unicode_map),
        )

    def _write_descendant(self, objects: Objects, font: tuple[bytes, int], named: tuple[list[int], bytes]) -> int:
        face, (gids, base_font) = self.face, named
        subtype, key, program = self._embed(objects, *font)
        descriptor = objects.add(b"<</Type/FontDescriptor/FontName%b%b/%b %d 0 R>>" % (base_font, descriptor_entries(face), key, program))
        widths = {gid: round(face.advance(gid) * 1000 / face.units, 3) for gid in gids}
        return objects.add(
            b"<</Type/Font/Subtype/%b/BaseFont%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R%b>>" % (subtype, base_font, descriptor, width_entries(widths))
        )

    def _program(self, gids: list[int], standing: Standing) -> tuple[bytes, int]:
        """The font program, compressed, and its length before; kept for the next book that uses the same glyphs."""
        face = self.face
        key = digest(made_by(), file_told(str(face.path)), face.index, gids) if standing else b""
        kept = standing.get("font", key)
        if kept is not None and len(kept) > _LENGTH:
            return kept[_LENGTH:], int.from_bytes(kept[:_LENGTH], "big")
        font = face.subset(gids)
        program = _table_of_file(font, b"CFF ") if face.is_cff else font
        data = deflated(program)
        standing.put("font", key, len(program).to_bytes(_LENGTH, "big") + data)
        return data, len(program)

    def _embed(self, objects: Objects, data: bytes, length: int) -> tuple[bytes, bytes, int]:
        """The font program's CIDFont: its subtype (and CIDToGIDMap), key in the descriptor, number of the stream."""
        if self.face.is_cff:
            return b"CIDFontType0", b"FontFile3", objects.deflated_stream(data, b"/Subtype/CIDFontType0C")
        number = objects.deflated_stream(data, b"/Length1 %d" % length)
        return b"CIDFontType2/CIDToGIDMap/Identity", b"FontFile2", number


def embedded_faces(faces: Mapping[str, Face], objects: Objects, texts: BookTexts) -> TakenUp[EmbeddedFace]:
    """The faces of a file, /F1 the first that is met."""
    return TakenUp(faces, lambda face, number: EmbeddedFace(b"F%d" % number, objects.reserve(), texts.of(face)))


def _table_of_file(font: bytes, tag: bytes) -> bytes:
    """A table of a font file, by its directory."""
    count = int.from_bytes(font[4:6], "big")
    for found_tag, _, offset, length in struct.iter_unpack(">4s3L", font[12 : 12 + 16 * count]):
        if found_tag == tag:
            return font[offset : offset + length]
    return b""


def _table(face: Face, tag: str) -> bytes:
    return bytes(face.hb_face.reference_table(tag).data)


def _subset_tag(face: str, gids: Iterable[int]) -> str:
    """Six capitals that depend on the face and its glyphs only, so that equal subsets have equal names."""
    digest = sha256(f"{face} {' '.join(map(str, gids))}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def descriptor_entries(face: Face) -> bytes:
    """A FontDescriptor but for its name and program, in 1/1000 em, from the tables head, hhea, OS/2 and post."""

    def em(value: int) -> int:
        return round(value * 1000 / face.units)

    box = struct.unpack_from(">4h", _table(face, "head"), 36)
    ascent, descent = struct.unpack_from(">2h", _table(face, "hhea"), 4)
    weight, serif, cap_height = _style(_table(face, "OS/2"), ascent)
    post = _table(face, "post")
    angle = struct.unpack_from(">l", post, 4)[0] / 65536 if len(post) >= 8 else 0
    flags = _SYMBOLIC | (_SERIF if serif else 0) | (_ITALIC if angle else 0)
    stem = round(50 + (weight / 65) ** 2)  # no table holds it; the usual estimate from the weight
    return b"/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d" % (
        flags, *map(em, box), round(angle), em(ascent), em(descent), em(cap_height), stem,
    )  # fmt: skip


def _style(os2: bytes, ascent: int) -> tuple[int, bool, int]:
    """Weight class, whether there are serifs, and cap height, from OS/2; guesses where the table is short."""
    if len(os2) < 78:
        return 400, False, ascent * 3 // 4
    weight: int = struct.unpack_from(">H", os2, 4)[0]
    family_class, panose_serif = os2[30], os2[33]
    serif = family_class in (1, 2, 3, 4, 5, 7) or (family_class == 0 and 2 <= panose_serif <= 10)
    cap_height: int = struct.unpack_from(">h", os2, 88)[0] if len(os2) >= 90 else 0
    return weight, serif, cap_height or ascent * 3 // 4


def width_entries(widths: Mapping[int, float]) -> bytes:
    """DW and W for code → width in 1/1000 em: the commonest width is the default, neighbours share a bracket."""
    if not widths:
        return b"/DW 1000"
    default = max(Counter(widths.values()).items(), key=lambda item: (item[1], item[0]))[0]
    odd = sorted((code, width) for code, width in widths.items() if width != default)
    groups = []
    for _, group in groupby(enumerate(odd), key=lambda item: item[1][0] - item[0]):
        members = [member for _, member in group]
        groups.append(b"%d[%b]" % (members[0][0], b" ".join(b"%g" % width for _, width in members)))
    return b"/DW %g%b" % (default, b"/W[%b]" % b"".join(groups) if groups else b"")
