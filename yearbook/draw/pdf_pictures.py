"""Pictures in a PDF: every file once; JPEG data as they are but for metadata, PNG rows where PDF takes them, others as pixels."""

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath

from yearbook.draw.options import PressOptions
from yearbook.draw.pdf_objects import Objects
from yearbook.frozen import frozen
from yearbook.model.page import Picture
from yearbook.pictures import MAX_PROFILE, BadPicture, PictureInfo, decoded, inflated, jpeg_segments, png_chunks, probe
from yearbook.pictures.separations import separations

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TAKEN_AS_THEY_ARE = frozenset((0xC0, 0xC1, 0xC2))  # PDF knows no lossless or arithmetic coding (ISO 32000-1 §7.4.8)
_JFIF, _ICC, _ADOBE, _COMMENT = 0xE0, 0xE2, 0xEE, 0xFE
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
_PROFILED = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}  # ICC.1:2010 §7.2.6: bytes 16 to 19 of a profile
_UPSIDE_DOWN = b"/Decode[1 0 1 0 1 0 1 0]"

# EXIF orientation → where the image's right and up point when it is shown, and which corner it hangs on (0 left or
# bottom, 1 right or top): factors of width and height in the six numbers of a matrix (EXIF 2.32 §4.6.4, tag 274)
TURNS = {
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
        """Operators that fill the mark's rectangle with the image, the focus as near its middle as the edges allow."""
        left, bottom = origin[0] + mark.x, origin[1] - mark.y - mark.height
        width, height = mark.width, mark.height
        if width * self.height >= height * self.width:
            height = -(-width * self.height // self.width)
        else:
            width = -(-height * self.width // self.height)
        clip = b""
        if (width, height) != (mark.width, mark.height):
            clip = b"%b %b %b %b re W n " % (points[left], points[bottom], points[mark.width], points[mark.height])
        x = left - hidden(width, mark.width, mark.focus[0])
        y = bottom - hidden(height, mark.height, 1000 - mark.focus[1])
        a, b, c, d, e, f = TURNS[self.orientation]
        matrix = (a * width, b * height, c * width, d * height, x + e * width, y + f * height)
        return b"q %b%b cm /%b Do Q" % (clip, b" ".join(points[number] for number in matrix), self.resource)


def hidden(whole: int, seen: int, focus: int) -> int:
    """How much of a length is hidden before the part seen, with the focus (1/1000 of the whole) in its middle if it can be."""
    return min(max(whole * focus // 1000 - seen // 2, 0), whole - seen)


class Pictures:
    """The pictures of one file."""

    def __init__(self, objects: Objects, press: PressOptions | None = None) -> None:
        self._objects, self._press = objects, press
        self._images: dict[str, Image] = {}
        self._names: dict[str, bytes] = {}  # by file, in the order in which they are met
        self._profiles: dict[bytes, int] = {}

    def embed(self, file: str) -> Image:
        """The image of a picture file, put into the PDF when it is met first. Raises BadPicture, which names the file."""
        if file not in self._images:
            try:
                info = probe(file)
                number, orientation = self._write(file, info)
            except BadPicture as bad:
                bad.file = file
                raise
            self._images[file] = Image(self._name_of(file), number, info.width, info.height, orientation)
        return self._images[file]

    def expect(self, files: Iterable[str]) -> None:
        """Gives pictures their names before they are met."""
        for file in files:
            self._name_of(file)

    def leave_out(self, file: str) -> None:
        """Does not put a picture into the PDF when it is met. Raises BadPicture."""
        if file not in self._images:
            info = probe(file)
            self._images[file] = Image(self._name_of(file), 0, info.width, info.height, info.orientation)

    def _name_of(self, file: str) -> bytes:
        return self._names.setdefault(file, b"I%d" % (len(self._names) + 1))

    def _write(self, file: str, info: PictureInfo) -> tuple[int, int]:
        """The image's object, and how it is still to be turned."""
        if self._press and self._press.convert and (separated := self._separated(file, self._press)):
            return separated
        if info.kind in ("jpeg", "png"):
            data = FilePath(file).read_bytes()
            stream = jpeg_stream(data) if info.kind == "jpeg" else png_stream(data)
            if stream is not None:
                stored, entries, profile = stream
                return self._put(stored, entries, profile), info.orientation
        pixels = decoded(file)
        mask = b""
        if pixels.mask:
            rows = png_stream(pixels.mask)
            assert rows is not None, "a grey PNG file of our own"
            mask = b"/SMask %d 0 R" % self._put(*rows)
        if pixels.cmyk:
            space = self._space(4, pixels.profile)
            entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b"
            return self._objects.stream(pixels.cmyk, entries % (pixels.width, pixels.height, space)), pixels.orientation
        rows = png_stream(pixels.png)
        assert rows is not None, "a PNG file of our own"
        return self._put(rows[0], rows[1] + mask, pixels.profile), pixels.orientation

    def _separated(self, file: str, press: PressOptions) -> tuple[int, int] | None:
        """The image in the inks of the press; None when it may go as it is."""
        made = separations(file, press.profile, press.rgb, press.ink, press.quality)
        if made is None:
            return None
        mask = b""
        if made.mask:
            rows = png_stream(made.mask)
            assert rows is not None, "a grey PNG file of our own"
            mask = b"/SMask %d 0 R" % self._put(*rows)
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceCMYK%b" % (
            made.width, made.height, mask,
        )  # fmt: skip
        if made.jpeg:
            return self._objects.stored_stream(made.jpeg, entries + b"/Filter/DCTDecode" + _UPSIDE_DOWN), made.orientation
        return self._objects.stream(made.rows, entries), made.orientation

    def _put(self, stored: bytes, entries: bytes, profile: bytes) -> int:
        for colours, device in _SPACES.items():
            if b"/ColorSpace" + device in entries:
                entries = entries.replace(b"/ColorSpace" + device, b"/ColorSpace" + self._space(colours, profile))
                break
        if self._press:  # a palette is never left without a profile
            entries = entries.replace(b"[/Indexed/DeviceRGB", b"[/Indexed" + self._space(3, profile))
        return self._objects.stored_stream(stored, b"/Type/XObject/Subtype/Image" + entries)

    def _space(self, colours: int, profile: bytes) -> bytes:
        """The colour space of a profile that fits the number of colours, else the device's.

        On a press grey and CMYK are its own inks, and RGB is never without a profile.
        """
        device = _SPACES[colours]
        if self._press:
            profile = b"" if colours != 3 else profile if _PROFILED.get(profile[16:20]) == 3 else self._press.rgb
        if len(profile) < 128 or profile[36:40] != b"acsp" or _PROFILED.get(profile[16:20]) != colours:
            return device
        if profile not in self._profiles:
            self._profiles[profile] = self._objects.stream(profile, b"/N %d/Alternate%b" % (colours, device))
        return b"[/ICCBased %d 0 R]" % self._profiles[profile]


Stream = tuple[bytes, bytes, bytes]  # data, entries of the dictionary, colour profile


def jpeg_stream(data: bytes) -> Stream | None:
    """A JPEG file without metadata (EXIF with places and thumbnails, XMP, comments, what follows its end), its entries, its profile.

    None for a coding that PDF does not know. Raises BadPicture when the file is spoilt.
    """
    kept, profile = [data[:2]], []
    frame = b""
    adobe = jfif = False
    for marker, segment in jpeg_segments(data):
        if marker in _FRAMES:
            if marker not in _TAKEN_AS_THEY_ARE or segment[4] != 8:
                return None
            frame = segment
        if marker == _ICC and segment[4:16] == b"ICC_PROFILE\0":
            profile.append((segment[16], segment[18:]))
        if marker == _JFIF and segment[4:9] == b"JFIF\0":
            jfif = True
            kept.append(b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0")  # without its thumbnail
        elif marker == _ADOBE and segment[4:9] == b"Adobe":
            adobe = True
            kept.append(segment)
        elif not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept.append(segment)
    if len(frame) < 10 or frame[9] not in _SPACES or len(frame) < 10 + 3 * frame[9]:
        raise BadPicture("broken", "JPEG frame")
    height, width, components = int.from_bytes(frame[5:7], "big"), int.from_bytes(frame[7:9], "big"), frame[9]
    entries = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b/Filter/DCTDecode" % (width, height, _SPACES[components])
    if components == 4 and adobe:  # Adobe stores CMYK upside down
        entries += _UPSIDE_DOWN
    if components == 3 and not jfif and not adobe and frame[10:19:3] == b"RGB":  # as libjpeg guesses
        entries += b"/DecodeParms<</ColorTransform 0>>"
    whole = b"".join(part for _, part in sorted(profile))
    return b"".join([*kept, b"\xff\xd9"]), entries, whole if len(whole) <= MAX_PROFILE else b""


def png_stream(data: bytes) -> Stream | None:
    """The compressed rows of a PNG file, which PDF reads with the same predictors, its dictionary entries, its profile.

    None for interlaced rows and for transparency, which PDF keeps otherwise. Raises BadPicture when the file is spoilt.
    """
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    depth, colour, interlaced = data[24], data[25], data[28]
    if interlaced or colour not in (0, 2, 3):
        return None
    rows, palette, profile = [], b"", b""
    for kind, body, _ in png_chunks(data):
        if kind == b"IDAT":
            rows.append(body)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"iCCP":
            profile = inflated(body.partition(b"\0")[2][1:])
        elif kind == b"tRNS":
            return None
    colours = 3 if colour == 2 else 1
    space = b"[/Indexed/DeviceRGB %d<%b>]" % (len(palette) // 3 - 1, palette.hex().encode()) if colour == 3 else _SPACES[colours]
    entries = (
        b"/Width %d/Height %d/BitsPerComponent %d/ColorSpace%b/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (width, height, depth, space, colours, depth, width)
    )
    return b"".join(rows), entries, profile
