"""A test face whose glyphs are solid boxes, so that squeezing, hanging and gaps are countable columns.

Han and full-width marks are 1 em wide, Latin half an em, U+2015 a full em without side bearings; `f i` is a ligature
(1 em), `A V` a kerning pair (−1/10 em), `——` one glyph of 2 em in Chinese. 1000 units to the em. The default face has
about 200 glyphs; `extra` adds the characters a test needs, beyond the BMP too.
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·–‐éü×"
MARKS = "、，。．；：！？“”‘’（）《》〈〉【】〔〕「」『』［］｛｝—―…～／％\u3000○●□"
HAN = "一二三四五六七八九十〇零年月日文字的了红旗街道办事处人大会工作报告区本"
FEATURES = """
languagesystem DFLT dflt; languagesystem latn dflt; languagesystem hani dflt; languagesystem hani ZHS;
feature liga { sub u0066 u0069 by f_i; } liga;
feature kern { pos u0041 u0056 -100; } kern;
feature locl { script hani; language ZHS; lookup dash { sub u2014 u2014 by dash_dash; } dash; } locl;
"""


def block_face(folder: Path, extra: str = "", outlines: str = "glyf") -> Path:
    """A font file in `folder`, with TrueType outlines or, by outlines="CFF", with name-keyed CFF ones."""
    path = folder / ("block.otf" if outlines == "CFF" else "block.ttf")
    path.write_bytes(_build("".join(dict.fromkeys(LATIN + MARKS + HAN + extra)), outlines))
    return path


@lru_cache(maxsize=8)
def _build(characters: str, outlines: str) -> bytes:
    widths = {".notdef": EM, "f_i": EM, "dash_dash": 2 * EM}
    widths |= {_glyph(character): _width(character) for character in characters}
    builder = FontBuilder(EM, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({ord(character): _glyph(character) for character in characters})
    if outlines == "glyf":
        builder.setupGlyf({glyph: _box(glyph, width) for glyph, width in widths.items()})
    else:
        builder.setupCFF("Block-Regular", {}, {glyph: _charstring(glyph, width) for glyph, width in widths.items()}, {})
    builder.setupHorizontalMetrics(
        {glyph: (width, min([x for x, _ in _corners(glyph, width)], default=0)) for glyph, width in widths.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Block", "styleName": "Regular", "psName": "Block-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, sCapHeight=700, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    addOpenTypeFeaturesFromString(builder.font, FEATURES)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _glyph(character: str) -> str:
    return f"u{ord(character):04X}" if ord(character) < 0x10000 else f"u{ord(character):X}"


def _width(character: str) -> int:
    return EM // 2 if character in LATIN else EM


def _corners(glyph: str, width: int) -> list[tuple[int, int]]:
    """A full-height box; blanks have none, marks and Latin a low one, so that they are told apart when printed."""
    if glyph in ("u0020", "u00A0", "u3000"):
        return []
    edge = 0 if glyph in ("u2014", "u2015", "dash_dash") else 50
    top = 380 if glyph in ("u2014", "u2015", "dash_dash") else 800 if width == EM else 500
    return [(edge, 0), (edge, top), (width - edge, top), (width - edge, 0)]


def _draw(pen: "TTGlyphPen | T2CharStringPen", glyph: str, width: int) -> None:
    corners = _corners(glyph, width)
    if corners:
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()


def _box(glyph: str, width: int) -> object:
    pen = TTGlyphPen(None)
    _draw(pen, glyph, width)
    return pen.glyph()


def _charstring(glyph: str, width: int) -> object:
    pen = T2CharStringPen(width, None)
    _draw(pen, glyph, width)
    return pen.getCharString()
