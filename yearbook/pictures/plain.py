"""Pictures for readers that take JPEG and PNG files only, as an OFD's do: without metadata, in RGB or grey."""

from contextlib import suppress
from io import BytesIO

from yearbook.pictures import MAX_DECODED, MAX_PIXELS, as_png, bounded, opened, parted, png_chunks, turn_of

_PIXELS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT"))


def plain_png(path: str) -> tuple[bytes, int]:
    """The picture as a grey or RGB PNG file, transparency and all, and how it is still to be turned. Raises BadPicture."""
    from PIL import ImageCms

    with opened(path) as image:
        bounded(image, MAX_PIXELS if image.mode == "1" else MAX_DECODED)
        profile = bytes(image.info.get("icc_profile") or b"")
        image.load()
        orientation = turn_of(image)
        if image.mode == "CMYK":
            with suppress(ImageCms.PyCMSError, OSError):  # no profile, or none of four colours: Pillow's own rule
                theirs, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
                return as_png(ImageCms.profileToProfile(image, theirs, screen, outputMode="RGB")), orientation
            return as_png(image.convert("RGB")), orientation
        colours, mask = parted(image)
        if mask:
            colours = colours.convert("LA" if colours.mode in ("1", "L") else "RGBA")
            colours.putalpha(mask)
        return as_png(colours, profile), orientation


def bare_png(data: bytes) -> bytes:
    """A PNG file without what says nothing of its pixels: texts, times, places. Raises BadPicture when it is cut short."""
    kept = [data[:8]]
    for kind, body, crc in png_chunks(data):
        if kind in _PIXELS:
            kept.append(len(body).to_bytes(4, "big") + kind + body + crc.to_bytes(4, "big"))
    return b"".join(kept)
