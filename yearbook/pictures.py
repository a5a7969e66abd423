"""Picture files: what one is, from its header alone and within bounds; the only door to Pillow.

Comes in: the path of a file. Goes out: a PictureInfo, or BadPicture with the reason.
"""

import os
import warnings
from typing import Any

from yearbook.frozen import frozen

MAX_BYTES = 64_000_000
MAX_PIXELS = 200_000_000  # a double page at 600 dpi has 46 million
KINDS = {"JPEG": "jpeg", "PNG": "png", "TIFF": "tiff", "WEBP": "webp", "GIF": "gif", "BMP": "bmp"}
_SPACES = {
    "1": "grey", "L": "grey", "LA": "grey", "I": "grey", "I;16": "grey", "F": "grey", "P": "rgb", "PA": "rgb", "RGB": "rgb",
    "RGBA": "rgb", "RGBX": "rgb", "YCbCr": "rgb", "CMYK": "cmyk", "LAB": "lab", "HSV": "rgb",
}  # fmt: skip
_ORIENTATION = 0x0112  # EXIF 2.32 §4.6.4, tag 274


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


class BadPicture(ValueError):
    """A file that is no picture this program takes; `reason` is "missing", "unreadable", "bytes", "pixels", "kind" or "broken"."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail = reason, detail


def probe(path: str) -> PictureInfo:
    """What the file at `path` is; nothing of it is decoded. Raises BadPicture."""
    size = _size(path)
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own bound and its notes on odd metadata; ours is below
            with Image.open(path, formats=tuple(KINDS)) as image:
                return _info(image, size)
    except BadPicture:
        raise
    except UnidentifiedImageError:
        raise BadPicture("kind", _looks_like(path)) from None
    except Image.DecompressionBombError:
        raise BadPicture("pixels") from None
    except Exception as error:  # a decoder fed with rubbish raises whatever it likes: struct, Syntax, Overflow, …
        raise BadPicture("broken", type(error).__name__) from error


def _size(path: str) -> int:
    try:
        size = os.stat(path).st_size
        with open(path, "rb"):
            pass
    except (FileNotFoundError, NotADirectoryError):
        raise BadPicture("missing") from None
    except OSError as error:
        raise BadPicture("unreadable", error.strerror or str(error)) from None
    if size > MAX_BYTES:
        raise BadPicture("bytes", str(size))
    return size


def _info(image: Any, size: int) -> PictureInfo:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise BadPicture("pixels", f"{width}×{height}")
    orientation = int(image.getexif().get(_ORIENTATION, 1))
    if orientation not in range(1, 9):
        orientation = 1
    if orientation >= 5:  # turned by a quarter
        width, height = height, width
    dpi = image.info.get("dpi", (0, 0))[0]
    return PictureInfo(
        kind=KINDS[image.format],
        width=width,
        height=height,
        dpi=round(float(dpi)) if 0 < dpi < 100_000 else 0,
        space=_SPACES.get(image.mode, "rgb"),
        orientation=orientation,
        alpha=image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info,
        bytes=size,
    )


def _looks_like(path: str) -> str:
    """The kind that the first bytes show, when it is one that editors are sent instead of a picture."""
    with open(path, "rb") as file:
        head = file.read(16)
    known = ((b"%PDF", "PDF"), (b"PK\x03\x04", "Word/ZIP"), (b"\xd0\xcf\x11\xe0", "Word/Excel 97"), (b"<", "HTML/SVG"))
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "HEIC"
    return next((name for start, name in known if head.startswith(start)), "")
