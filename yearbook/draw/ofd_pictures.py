"""Pictures in an OFD: every file once, as JPEG or PNG without metadata; how one lies is said where it is placed."""

from pathlib import Path as FilePath

from yearbook.draw.ofd_xml import Identifiers, Millimetres, element
from yearbook.draw.pdf_pictures import TURNS, hidden, jpeg_stream
from yearbook.frozen import frozen
from yearbook.model.page import Picture
from yearbook.pictures import BadPicture, PictureInfo, probe
from yearbook.pictures.plain import bare_png, plain_png

_ICC_PART = 65_519  # bytes of a profile that one JPEG segment holds (ICC.1:2010 §B.4)


@frozen
class OfdImage:
    """An image in the package by its number and file; width and height in pixels as shown."""

    number: int
    file: str
    data: bytes
    width: int
    height: int
    orientation: int

    def entry(self) -> str:
        """The image as a resource of the document."""
        kind = "PNG" if self.file.endswith("png") else "JPEG"
        return f'<ofd:MultiMedia ID="{self.number}" Type="Image" Format="{kind}">{element("MediaFile", self.file)}</ofd:MultiMedia>'

    def placed(self, mark: Picture, number: int, places: Millimetres) -> str:
        """The object that fills the mark's rectangle with the image; its box cuts off what overhangs, the focus stays in sight."""
        width, height = mark.width, mark.height
        if width * self.height >= height * self.width:
            height = -(-width * self.height // self.width)
        else:
            width = -(-height * self.width // self.height)
        x, y = -hidden(width, mark.width, mark.focus[0]), -hidden(height, mark.height, mark.focus[1])
        a, b, c, d, e, f = TURNS[self.orientation]  # of a PDF, where images stand on their foot: here they hang from their head
        matrix = (a * width, -b * height, -c * width, d * height, x + (c + e) * width, y + (1 - d - f) * height)
        box = places.row(mark.x, mark.y, mark.width, mark.height)
        return f'<ofd:ImageObject ID="{number}" Boundary="{box}" CTM="{places.row(*matrix)}" ResourceID="{self.number}"/>'


class OfdPictures:
    """The pictures of one document."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._images: dict[str, OfdImage] = {}

    def embed(self, file: str) -> OfdImage:
        """The image of a picture file, taken up when it is met first. Raises BadPicture, which names the file."""
        if file not in self._images:
            try:
                info = probe(file)
                data, ending, orientation = _stored(file, info)
            except BadPicture as bad:
                bad.file = file
                raise
            name = f"image_{len(self._images) + 1}.{ending}"
            self._images[file] = OfdImage(self._identifiers(), name, data, info.width, info.height, orientation)
        return self._images[file]

    def files(self) -> tuple[OfdImage, ...]:
        """Every image once, in the order in which they were met."""
        return tuple(self._images.values())


def _stored(file: str, info: PictureInfo) -> tuple[bytes, str, int]:
    """The bytes for the package, the ending of their name, and how the image is still to be turned.

    Four-colour JPEG files are made RGB: readers of OFD disagree on them.
    """
    if info.kind in ("jpeg", "png"):
        data = FilePath(file).read_bytes()
        if info.kind == "png":
            return bare_png(data), "png", info.orientation
        stream = jpeg_stream(data)
        if stream is not None and b"/DeviceCMYK" not in stream[1]:
            return _with_profile(stream[0], stream[2]), "jpg", info.orientation
    data, orientation = plain_png(file)
    return data, "png", orientation


def _with_profile(jpeg: bytes, profile: bytes) -> bytes:
    """The JPEG file with its colour profile, which a PDF keeps apart, behind its JFIF head."""
    if not profile:
        return jpeg
    at = 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
    parts = [profile[start : start + _ICC_PART] for start in range(0, len(profile), _ICC_PART)]
    segments = [
        b"\xff\xe2" + (len(part) + 16).to_bytes(2, "big") + b"ICC_PROFILE\0" + bytes((number, len(parts))) + part
        for number, part in enumerate(parts, 1)
    ]
    return jpeg[:at] + b"".join(segments) + jpeg[at:]
