"""Picture files: what one is, from its header alone and within bounds; whether it is whole; its pixels. The only door to Pillow.

Comes in: the path of a file. Goes out: a PictureInfo or Decoded pixels, or BadPicture with the reason.
"""

import os
import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

from yearbook.frozen import frozen

MAX_BYTES = 64_000_000
MAX_PIXELS = 200_000_000  # a double page at 600 dpi has 46 million
MAX_DECODED = 80_000_000  # of a picture that cannot go into a PDF as it is and must be held as pixels
MAX_PROFILE = 4_000_000  # bytes; CMYK profiles have about one million
KINDS = {"JPEG": "jpeg", "PNG": "png", "TIFF": "tiff", "WEBP": "webp", "GIF": "gif", "BMP": "bmp"}
_SPACES = {
    "1": "grey", "L": "grey", "LA": "grey", "I": "grey", "I;16": "grey", "F": "grey", "P": "rgb", "PA": "rgb", "RGB": "rgb",
    "RGBA": "rgb", "RGBX": "rgb", "YCbCr": "rgb", "CMYK": "cmyk", "LAB": "lab", "HSV": "rgb",
}  # fmt: skip
Told: TypeAlias = tuple[int, int, int]
_MOST_KNOWN = 4096
_ORIENTATION = 0x0112  # EXIF 2.32 §4.6.4, tag 274
_EXIF, _TAKEN, _DIGITISED = 0x8769, 0x9003, 0x9004  # EXIF 2.32 §4.6.3, §4.6.5
_DAY = re.compile(r"(\d{4}):(\d\d):(\d\d)")
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG markers without a segment
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker that ends entropy-coded data (ISO 10918-1 §B.1.1.5)


@frozen
class PictureInfo:
    """A picture as its header describes it; `width` and `height` as shown, the orientation already applied."""

    kind: str  # "jpeg" | "png" | "tiff" | "webp" | "gif" | "bmp"
    width: int  # pixels
    height: int
    dpi: int  # 0 when the file does not say
    space: str  # "grey" | "rgb" | "cmyk" | "lab"
    orientation: int  # EXIF 1 to 8, 1 when the file does not say
    alpha: bool
    bytes: int
    bilevel: bool = False  # one bit a pixel: line art
    taken: date | None = None  # EXIF: when the shutter was released; not when the file was changed


@frozen
class Decoded:
    """Pixels for a PDF: a PNG file of grey or RGB rows without transparency, or bare CMYK; `mask` is a grey PNG file."""

    width: int  # as stored
    height: int
    orientation: int  # what is still to be turned
    png: bytes
    cmyk: bytes
    mask: bytes
    profile: bytes


_KNOWN: dict[tuple[str, Told], PictureInfo] = {}


class BadPicture(ValueError):
    """A file that is no picture this program takes; `reason` is "missing", "unreadable", "bytes", "pixels", "kind" or "broken"."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail = reason, detail
        self.file = ""  # its path, where it is known


def told(path: str) -> Told:
    """Size, time and place on disk of a file: while these are the same it is taken to be the same file. Raises BadPicture."""
    with _blamed(path):
        state = _state(path)
        return state.st_size, state.st_mtime_ns, state.st_ino


def probe(path: str) -> PictureInfo:
    """What the file at `path` is; nothing of it is decoded. Raises BadPicture."""
    key = path, told(path)
    info = _KNOWN.get(key)
    if info is None:
        with _blamed(path), opened(path) as image:
            info = _info(image, key[1][0])
        remember(*key, info)
    return info


def remember(path: str, told_before: Told, info: PictureInfo) -> None:
    """What the file was when it was told so: checks, text and pen ask in turn."""
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[path, told_before] = info


def prove(path: str, info: PictureInfo) -> None:
    """Raises BadPicture for a file that is cut short or spoilt behind its header. Costs reading it; rare kinds are decoded."""
    if info.kind not in ("jpeg", "png"):
        decoded(path)
        return
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if info.kind == "jpeg":
        for _ in jpeg_segments(data):
            pass
        return
    for kind, body, crc in png_chunks(data):
        if zlib.crc32(body, zlib.crc32(kind)) != crc:
            raise BadPicture("broken", f"CRC {kind.decode('latin-1')}")


def decoded(path: str) -> Decoded:
    """The pixels of a picture that a PDF cannot take as they are stored. Raises BadPicture."""
    with opened(path) as image:
        if image.mode not in ("1", "L", "P", "PA", "LA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr") and not image.mode.startswith("I"):
            raise BadPicture("kind", image.mode)
        bounded(image, MAX_PIXELS if image.mode == "1" else MAX_DECODED)
        profile = bytes(image.info.get("icc_profile") or b"")
        image.load()
        orientation = turn_of(image)  # Pillow has turned a TIFF while it loaded it, and then says 1
        width, height = image.size
        if image.mode == "CMYK":
            return Decoded(width, height, orientation, b"", image.tobytes(), b"", profile)
        colours, mask = parted(image)
        return Decoded(width, height, orientation, as_png(colours), b"", as_png(mask) if mask else b"", profile)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, bytes) of a JPEG file: its segments without start and end of image; a scan with the data that follow it.

    What stands behind the end of the image (more pictures, a maker's own data with places) is not given.
    Raises BadPicture when the end is missing.
    """
    at = 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise BadPicture("broken", "JPEG marker")
        if marker == _END:
            return
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, end)
            if not found:
                raise BadPicture("broken", "JPEG truncated")
            end = found.start()
        yield marker, data[at:end]
        at = end
    if data[at : at + 2] != b"\xff\xd9":
        raise BadPicture("broken", "JPEG truncated")


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """(kind, body, CRC) of the chunks of a PNG file up to IEND. Raises BadPicture when it is cut short."""
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body, crc = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(crc) < 4:
            raise BadPicture("broken", "PNG truncated")
        yield kind, body, int.from_bytes(crc, "big")
        at += 12 + length


def inflated(data: bytes, most: int = MAX_PROFILE) -> bytes:
    """A zlib stream, when it is one and not longer than `most`; else nothing."""
    try:
        text = zlib.decompressobj().decompress(data, most + 1)
    except zlib.error:
        return b""
    return text if len(text) <= most else b""


@contextmanager
def _blamed(path: str) -> Iterator[None]:
    """While it lasts, whatever is bad is the file at `path`."""
    try:
        yield
    except BadPicture as bad:
        bad.file = path
        raise


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """A picture opened within bounds; whatever goes wrong with it is a BadPicture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own bound and its notes on odd metadata; ours is below
            with Image.open(path, formats=tuple(KINDS)) as image:
                bounded(image, MAX_PIXELS)
                yield image
    except BadPicture:
        raise
    except UnidentifiedImageError:
        raise BadPicture("kind", _looks_like(path)) from None
    except Image.DecompressionBombError:
        raise BadPicture("pixels") from None
    except Exception as error:  # a decoder fed with rubbish raises whatever it likes: struct, Syntax, Overflow, …
        raise BadPicture("broken", type(error).__name__) from error


def bounded(image: Any, most: int) -> None:
    width, height = image.size
    if width * height > most:
        raise BadPicture("pixels", f"{width}×{height}")


def _state(path: str) -> os.stat_result:
    try:
        state = os.stat(path)
        with open(path, "rb"):
            pass
    except (FileNotFoundError, NotADirectoryError):
        raise BadPicture("missing") from None
    except OSError as error:
        raise BadPicture("unreadable", error.strerror or str(error)) from None
    if state.st_size > MAX_BYTES:
        raise BadPicture("bytes", str(state.st_size))
    return state


def _info(image: Any, size: int) -> PictureInfo:
    width, height = image.size
    orientation = turn_of(image)
    if image.format == "TIFF":  # whose sides Pillow may have turned already
        width, height = image.tag_v2.get(256, width), image.tag_v2.get(257, height)
    if orientation >= 5:  # turned by a quarter
        width, height = height, width
    dpi = image.info.get("dpi", (0, 0))[0]
    return PictureInfo(
        kind=KINDS.get(image.format, "jpeg"),  # MPO: a JPEG with more pictures behind it
        width=width,
        height=height,
        dpi=round(float(dpi)) if 0 < dpi < 100_000 else 0,
        space=_SPACES.get(image.mode, "rgb"),
        orientation=orientation,
        alpha=image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info,
        bytes=size,
        bilevel=image.mode == "1",
        taken=_taken(image),
    )


def turn_of(image: Any) -> int:
    given = image.getexif().get(_ORIENTATION, 1)
    return given if given in range(1, 9) else 1


def _taken(image: Any) -> date | None:
    """The day of the exposure; a camera whose clock was never set says nothing."""
    exif = image.getexif()
    if not exif:
        return None
    inner = exif.get_ifd(_EXIF)
    found = _DAY.match(str(inner.get(_TAKEN) or inner.get(_DIGITISED) or ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:  # 0000:00:00
        return None


def parted(image: Any) -> tuple[Any, Any]:
    """Grey, RGB or one-bit pixels, and those of the transparency or None."""
    if image.mode.startswith("I"):  # 16 bits a pixel and more: the upper eight, as all other kinds have them
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mask = None
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        image = image.convert("LA" if image.mode in ("L", "LA", "1") else "RGBA")
        mask = image.getchannel("A")
        mask = None if mask.getextrema() == (255, 255) else mask
        image = image.convert("L" if image.mode == "LA" else "RGB")
    return image if image.mode in ("1", "L", "RGB") else image.convert("RGB"), mask


def as_png(image: Any, profile: bytes = b"") -> bytes:
    """The rows of an image as a PNG file without anything else but a colour profile."""
    out = BytesIO()
    image.info.clear()
    image.save(out, "PNG", compress_level=6, icc_profile=profile or None)
    return out.getvalue()


def _looks_like(path: str) -> str:
    """The kind that the first bytes show, when it is one that editors are sent instead of a picture."""
    with open(path, "rb") as file:
        head = file.read(16)
    known = ((b"%PDF", "PDF"), (b"PK\x03\x04", "Word/ZIP"), (b"\xd0\xcf\x11\xe0", "Word/Excel 97"), (b"<", "HTML/SVG"))
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "HEIC"
    return next((name for start, name in known if head.startswith(start)), "")
