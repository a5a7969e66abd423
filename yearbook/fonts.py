"""Faces: coverage, advances, shaping and subsets of font files, through HarfBuzz. The only door to uharfbuzz.

A face gives glyph ids, two bytes each, straight from characters; only Western words and long dashes are shaped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from yearbook.frozen import frozen

CHINESE = "zh-Hans"
PACKAGED = Path(__file__).parent / "data" / "fonts"
CHECKOUT = Path(__file__).parent.parent / "fonts"
NO_FEATURES: Mapping[str, bool] = {}


class BadFont(Exception):
    """The file is no font that can be used; the message is a reason code of messages/*.toml."""


class GlyphMap(dict[int, str]):
    """Code point → character whose code is the glyph id, for str.translate; NUL where the face has none.

    Filled as characters turn up: a glyph is looked up once a process (0.3 µs), then found in C. `features` of the face
    choose other forms, such as half-width figures (hwid).
    """

    def __init__(self, font: Any, features: Mapping[str, bool] = NO_FEATURES) -> None:
        super().__init__()
        self._font, self._features = font, features

    def __missing__(self, code: int) -> str:
        number = self._font.get_nominal_glyph(code) or 0
        if number and self._features:
            buffer = hb.Buffer()
            buffer.add_str(chr(code))
            buffer.direction, buffer.script, buffer.language = "ltr", "Hani", CHINESE  # so that — is as long as 一
            hb.shape(self._font, buffer, self._features)
            number = buffer.glyph_infos[0].codepoint
        glyph = chr(number)
        self[code] = glyph
        return glyph


@frozen
class ShapedGlyph:
    """One glyph of a shaped run; lengths in font units, `cluster` is the index of its first character."""

    gid: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Face:
    """One font file (or one font of a collection), opened once; lengths in font units of `units` to the em."""

    def __init__(self, path: Path, index: int = 0, features: tuple[str, ...] = ()) -> None:
        """Raises BadFont when the file is unreadable, no font, or forbids embedding."""
        self.path, self.index = path, index
        self._features = dict.fromkeys(features, True)
        try:
            blob = hb.Blob.from_file_path(str(path))
        except (OSError, hb.HarfBuzzError) as error:
            raise BadFont("font-unreadable") from error
        self.hb_face = hb.Face(blob, index)
        self.units: int = self.hb_face.upem
        if not self.hb_face.glyph_count:
            raise BadFont("font-not-a-font")
        self.font = hb.Font(self.hb_face)
        self.is_cff = "CFF " in self.hb_face.table_tags
        self.glyphs = GlyphMap(self.font, self._features)
        self._asked = ("", "")  # the last text without missing glyphs and its glyphs: it is what will be set
        self._shaped: dict[tuple[str, str], tuple[ShapedGlyph, ...]] = {}

    @property
    def name(self) -> str:
        """The PostScript name, ASCII, or the file's stem."""
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME, "en")
        ascii_name = "".join(c for c in name or self.path.stem if c.isascii() and (c.isalnum() or c in "-_"))
        return ascii_name or "Face"

    @property
    def family(self) -> str:
        """The family's name in English, or the PostScript name."""
        return self.hb_face.get_name(hb.OTNameIdPredefined.FONT_FAMILY, "en") or self.name

    @property
    def reach(self) -> tuple[int, int]:
        """How far the face says that its glyphs reach above and below the baseline."""
        extents = self.font.get_font_extents("ltr")
        return int(extents.ascender), -int(extents.descender)

    def missing(self, text: str) -> str:
        """The characters of `text`, each once and in order, for which the face has no glyph."""
        translated = text.translate(self.glyphs)
        at = translated.find("\0")
        if at < 0:
            self._asked = text, translated
            return ""
        found: list[str] = []
        while at >= 0:
            found.append(text[at])
            at = translated.find("\0", at + 1)
        return "".join(dict.fromkeys(found))

    def gids(self, text: str) -> bytes:
        """Glyph ids of the characters, two bytes each, unshaped."""
        asked, translated = self._asked
        if asked != text:
            translated = text.translate(self.glyphs)
        return translated.encode("utf-16-be", "surrogatepass")

    def advance(self, gid: int) -> int:
        """Advance of a glyph in font units."""
        return int(self.font.get_glyph_h_advance(gid))

    def ink(self, gid: int) -> tuple[int, int, int, int]:
        """Ink bounds (left, bottom, right, top) of a glyph in font units; zeros when it has no ink."""
        box = self.font.get_glyph_extents(gid)
        if box is None:
            return (0, 0, 0, 0)
        return (box.x_bearing, box.y_bearing + box.height, box.x_bearing + box.width, box.y_bearing)

    def shape(self, text: str, script: str = "") -> tuple[ShapedGlyph, ...]:
        """The run shaped by HarfBuzz with the face's default features (kerning, ligatures, localised forms).

        The language is Chinese throughout: as English, Noto's digits would change shape beside a letter.
        `script` is an ISO 15924 tag, guessed from the text when empty.
        """
        key = (text, script)
        if key not in self._shaped:
            self._shaped[key] = self._shape(text, script)
        return self._shaped[key]

    def _shape(self, text: str, script: str) -> tuple[ShapedGlyph, ...]:
        buffer = self._buffer(text, script)
        return tuple(
            ShapedGlyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def stands(self, text: str) -> bool:
        """Whether shaping leaves the run as it is: the glyphs of its characters, each with its own advance."""
        buffer = self._buffer(text, "")
        plain, advance = [*map(ord, text.translate(self.glyphs))], self.font.get_glyph_h_advance
        return (
            [(info.codepoint, info.cluster) for info in buffer.glyph_infos] == [*zip(plain, range(len(plain)), strict=True)]
            and [place.x_advance for place in buffer.glyph_positions] == [*map(advance, plain)]
        )

    def _buffer(self, text: str, script: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        buffer.language = CHINESE
        if script:
            buffer.script = script
        hb.shape(self.font, buffer, self._features)
        return buffer

    def subset(self, gids: Iterable[int], *, standalone: bool = False) -> bytes:
        """A font file with these glyphs only, under their own ids, without layout tables or hints.

        `standalone`: with the tables by which programs take it for a font (names, OS/2, post), as a PDF has no need of.
        """
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(gids)
        wanted.sets(hb.SubsetInputSets.NO_SUBSET_TABLE_TAG).clear()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET  # so that a CID is a glyph id in CID-keyed CFF too
        drop = ["GSUB", "GPOS", "GDEF", "BASE", "vmtx", "vhea", "VORG", "DSIG", "gasp", "kern", "meta"]
        if not standalone:
            drop += ["name", "post", "OS/2"]
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(hb_tag(tag) for tag in drop)
        return bytes(hb.subset(self.hb_face, wanted).blob.data)


def hb_tag(tag: str) -> int:
    """A four-letter table tag as the number HarfBuzz wants."""
    return int.from_bytes(tag.encode("ascii"), "big")


@lru_cache(maxsize=64)
def open_face(path: Path, index: int = 0, features: tuple[str, ...] = ()) -> Face:
    """The face of a font file, with OpenType features switched on; opened once a process. Raises BadFont."""
    return Face(path, index, features)


def shipped_fonts() -> Path:
    """The folder of the shipped faces: inside the installed package, or in a checkout beside it."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


Faces = Mapping[str, Face]
NONE: Mapping[str, tuple[str, ...]] = {}  # faces that any OpenType feature is switched on for


class Shelf(Mapping[str, Face]):
    """Faces by name, each opened when first asked for; files are sought in the folders in order."""

    def __init__(
        self, files: Mapping[str, tuple[str, int]], folders: Sequence[Path], features: Mapping[str, tuple[str, ...]] = NONE
    ) -> None:
        self._files, self._folders, self._features = dict(files), tuple(folders), features
        self._open: dict[str, Face] = {}

    def __getitem__(self, name: str) -> Face:
        if name not in self._open:
            file, index = self._files[name]
            self._open[name] = open_face(self.path(file), index, self._features.get(name, ()))
        return self._open[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def file(self, name: str) -> str:
        """The file named for a face."""
        return self._files[name][0]

    def index(self, name: str) -> int:
        """Which font of its file a face is."""
        return self._files[name][1]

    def path(self, file: str) -> Path:
        """Where a font file is. Raises BadFont when no folder has it."""
        for folder in self._folders:
            if (folder / file).is_file():
                return folder / file
        raise BadFont("font-missing")

    @property
    def stock(self) -> Path:
        """The folder that is sought last: that of the shipped fonts, or of an archived edition's own."""
        return self._folders[-1]

    def lacking(self, text: str) -> str:
        """The characters of `text` that no face of the shelf has."""
        for name in self:
            if not text:
                break
            text = self[name].missing(text)
        return text


def stock_of(faces: Faces) -> Path:
    """Where the files that travel with the fonts are, such as colour profiles."""
    return faces.stock if isinstance(faces, Shelf) else shipped_fonts()
