"""Pictures in a PDF: every file once, JPEG data as they are but for metadata, PNG data where PDF takes them."""

from collections.abc import Mapping
from pathlib import Path as FilePath

from yearbook.draw.pdf_objects import Objects
from yearbook.frozen import frozen
from yearbook.model.page import Picture
from yearbook.pictures import BadPicture, PictureInfo, probe

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a segment
_JFIF, _ADOBE = 0xE0, 0xEE  # the two that say how colours are stored
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}

# EXIF orientation → where the image's right and up point when it is shown, and which corner it hangs on (0 left or
# bottom, 1 right or top): factors of width and height in the six numbers of a matrix (EXIF 2.32 §4.6.4, tag 274)
_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip


@frozen
class Image:
    """An image in the file by resource name and object number; width and height in pixels as shown."""

    resource: bytes
    number: int
    width: int
    height: int
    orientation: int

    def placed(self, mark: Picture, origin: tuple[int, int], points: Mapping[int, bytes]) -> bytes:
        """Operators that fill the mark's rectangle with the image, what overhangs clipped on both sides alike."""
        left, bottom = origin[0] + mark.x, origin[1] - mark.y - mark.height
        width, height = mark.width, mark.height
        if width * self.height >= height * self.width:
            height = -(-width * self.height // self.width)
        else:
            width = -(-height * self.width // self.height)
        clip = b""
        if (width, height) != (mark.width, mark.height):
            clip = b"%b %b %b %b re W n " % (points[left], points[bottom], points[mark.width], points[mark.height])
        x, y = left - (width - mark.width) // 2, bottom - (height - mark.height) // 2
        a, b, c, d, e, f = _TURNS[self.orientation]
        matrix = (a * width, b * height, c * width, d * height, x + e * width, y + f * height)
        return b"q %b%b cm /%b Do Q" % (clip, b" ".join(points[number] for number in matrix), self.resource)


class Pictures:
    """The pictures of one file."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._images: dict[str, Image] = {}

    def embed(self, file: str) -> Image:
        """The image of a picture file, put into the PDF when it is met first. Raises BadPicture."""
        if file not in self._images:
            info = probe(file)
            number = self._write(info, FilePath(file).read_bytes())
            self._images[file] = Image(b"I%d" % (len(self._images) + 1), number, info.width, info.height, info.orientation)
        return self._images[file]

    def _write(self, info: PictureInfo, data: bytes) -> int:
        if info.kind == "jpeg":
            stored, entries = jpeg_stream(data)
        elif info.kind == "png":
            stored, entries = png_stream(data)
        else:
            raise BadPicture("kind", info.kind)
        return self._objects.stored_stream(stored, b"/Type/XObject/Subtype/Image" + entries)


def jpeg_stream(data: bytes) -> tuple[bytes, bytes]:
    """A JPEG file without metadata (EXIF with places and thumbnails, XMP, profiles, comments), and its entries."""
    kept, at = [data[:2]], 2
    width = height = components = 0
    adobe = False
    while data[at + 1] != 0xDA:  # start of scan: what follows stays as it is
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        segment = data[at : at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")]
        if marker in _FRAMES:
            height, width, components = (
                int.from_bytes(segment[5:7], "big"),
                int.from_bytes(segment[7:9], "big"),
                segment[9],
            )
        adobe = adobe or marker == _ADOBE
        if marker in (_JFIF, _ADOBE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
        at += len(segment)
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if components == 4 and adobe else b""  # Adobe stores CMYK upside down
    entries = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b%b/Filter/DCTDecode"
    return b"".join([*kept, data[at:]]), entries % (width, height, _SPACES[components], inverted)


def png_stream(data: bytes) -> tuple[bytes, bytes]:
    """The compressed rows of a PNG file, which PDF reads with the same predictors, and its dictionary entries.

    Raises BadPicture for interlaced rows and for transparency, which PDF keeps otherwise.
    """
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    depth, colour, interlaced = data[24], data[25], data[28]
    rows, palette = [], b""
    at = 8
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            rows.append(body)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"tRNS":
            raise BadPicture("kind", "png with transparency")
        at += 12 + length
    if interlaced or colour not in (0, 2, 3):
        raise BadPicture("kind", "interlaced png" if interlaced else "png with transparency")
    colours = 3 if colour == 2 else 1
    space = b"[/Indexed/DeviceRGB %d<%b>]" % (len(palette) // 3 - 1, palette.hex().encode()) if colour == 3 else _SPACES[colours]
    return b"".join(rows), (
        b"/Width %d/Height %d/BitsPerComponent %d/ColorSpace%b/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (width, height, depth, space, colours, depth, width)
    )
