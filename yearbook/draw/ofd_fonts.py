"""Faces in an OFD: one OpenType file a face, subset under the face's own glyph ids, that readers can open by themselves.

The file keeps its cmap, so a reader needs a glyph id only where the shown glyph is not the character's own.
"""

from collections.abc import Mapping

from yearbook.draw.ofd_xml import Identifiers, element, quoted
from yearbook.draw.taken_up import TakenUp
from yearbook.fonts import Face

_ABOVE, _BELOW = 1.0, 0.3  # in em: what an object's box leaves at least, because readers cut text off at it
_BLANKS = " \u00a0\u3000"


class OfdFace:
    """A face in one file: its number, the glyphs used so far, and how far its glyphs reach above and below the baseline."""

    def __init__(self, face: Face, number: int, file: str) -> None:
        self.face, self.number, self.file = face, number, file
        above, below = face.reach
        self._above, self._below = max(above / face.units, _ABOVE), max(below / face.units, _BELOW)
        self._gids: set[int] = set()
        self._advances: dict[int, int] = {}

    def use(self, gids: "list[int]") -> None:
        """These glyphs are shown."""
        self._gids.update(gids)

    def reach(self, size: int) -> tuple[int, int]:
        """How far glyphs of a size reach above and below the baseline."""
        return round(self._above * size), round(self._below * size)

    def advance(self, gid: int) -> int:
        """Advance of a glyph in font units."""
        if gid not in self._advances:
            self._advances[gid] = self.face.advance(gid)
        return self._advances[gid]

    def data(self) -> bytes:
        """The font file. It has the blanks, because readers look them up where an object's text ends in one."""
        blanks = {ord(glyph) for glyph in _BLANKS.translate(self.face.glyphs)} - {0}
        return self.face.subset(sorted(self._gids | blanks), standalone=True)

    def entry(self) -> str:
        """The face as a resource of the document."""
        names = f"FontName={quoted(self.face.name)} FamilyName={quoted(self.face.family)}"
        return f'<ofd:Font ID="{self.number}" {names} Charset="unicode">{element("FontFile", self.file)}</ofd:Font>'


def ofd_faces(faces: Mapping[str, Face], identifiers: Identifiers) -> TakenUp[OfdFace]:
    """The faces of a package, each in a file of its own."""
    return TakenUp(faces, lambda face, number: OfdFace(face, identifiers(), f"font_{number}.{'otf' if face.is_cff else 'ttf'}"))
