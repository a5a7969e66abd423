"""Pictures in the inks of a press: converted by colour profiles, their ink bounded, and how much of it a picture has."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from yearbook.frozen import frozen
from yearbook.pictures import MAX_DECODED, BadPicture, as_png, bounded, opened, parted, turn_of


@frozen
class Separated:
    """Pixels in CMYK for a press: JPEG data of Adobe's kind (inks upside down), or bare rows; `mask` is a grey PNG file."""

    width: int  # as stored
    height: int
    orientation: int
    jpeg: bytes
    rows: bytes
    mask: bytes


def separations(path: str, profile: bytes, rgb: bytes, ink: int, quality: int) -> Separated | None:
    """A picture in the inks of a press, at most `ink` percent of them; None for one that may go as it is. Raises BadPicture.

    `profile` is that of the press, `rgb` that of pictures which bring none. Black point compensated, relative
    colorimetric, as photographs are usually converted. What was stored without loss stays so.
    """
    with opened(path) as image:
        if image.mode in ("1", "L", "LA") or image.mode.startswith("I"):
            return None
        bounded(image, MAX_DECODED)
        own = bytes(image.info.get("icc_profile") or b"")
        lossy = image.format in ("JPEG", "MPO", "WEBP")
        image.load()
        orientation, mask = turn_of(image), None
        if image.mode == "CMYK":
            if _heaviest(image) <= ink * 255:
                return None
            inked = image
        else:
            colours, mask = parted(image)
            if colours.mode in ("1", "L"):
                return None
            inked = _converted(colours, own if own[16:20] == b"RGB " else rgb, profile)
        inked = _limited(inked, ink)
        jpeg = _jpeg(inked, quality) if lossy else b""
        width, height = inked.size
        return Separated(width, height, orientation, jpeg, b"" if lossy else inked.tobytes(), as_png(mask) if mask else b"")


def heaviest(data: bytes, size: tuple[int, int] | None, turned: bool) -> int:
    """The most ink in one place of CMYK pixels, in percent: of JPEG data, or of bare rows of a size.

    `turned`: the samples stand for paper, not for ink.
    """
    from PIL import Image, ImageChops

    if size is not None:
        image = Image.frombytes("CMYK", size, data)
    else:
        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            image.load()
            turned = turned != ("adobe" in image.info)  # Pillow has turned what Adobe's marker names
    if turned:
        image = ImageChops.invert(image)
    return -(-_heaviest(image) // 255)


def _converted(image: Any, own: bytes, profile: bytes) -> Any:
    from PIL import ImageCms

    try:
        return ImageCms.profileToProfile(
            image, BytesIO(own), BytesIO(profile), ImageCms.Intent.RELATIVE_COLORIMETRIC, "CMYK",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    except ImageCms.PyCMSError as error:
        raise BadPicture("broken", "ICC") from error


_STRIP = 256  # rows at a time: sums are four bytes a pixel


def _strips(image: Any) -> Iterator[tuple[int, Any]]:
    width, height = image.size
    for top in range(0, height, _STRIP):
        yield top, image.crop((0, top, width, min(top + _STRIP, height)))


def _heaviest(image: Any) -> int:
    """The largest sum of the four inks of a pixel, each 0 to 255, times 100."""
    from PIL import ImageMath

    most = 0
    for _, strip in _strips(image):
        c, m, y, k = strip.split()
        total = ImageMath.lambda_eval(lambda a: a["c"] + a["m"] + a["y"] + a["k"], c=c, m=m, y=y, k=k)
        most = max(most, int(total.getextrema()[1]))
    return most * 100


def _limited(image: Any, ink: int) -> Any:
    """The same with the colours thinned, black kept, where all inks together are more than `ink` percent."""
    from PIL import Image, ImageMath

    if _heaviest(image) <= ink * 255:
        return image
    bound = ink * 255 // 100
    thinned = image.copy()
    for top, strip in _strips(image):
        c, m, y, k = strip.split()
        share = ImageMath.lambda_eval(
            lambda a: a["min"](a["float"](bound - a["k"]) / a["max"](a["c"] + a["m"] + a["y"], 1), 1.0), c=c, m=m, y=y, k=k
        )
        inks = [ImageMath.lambda_eval(lambda a: a["convert"](a["one"] * a["share"], "L"), one=one, share=share) for one in (c, m, y)]
        thinned.paste(Image.merge("CMYK", (*inks, k)), (0, top))
    return thinned


def _jpeg(image: Any, quality: int) -> bytes:
    """CMYK pixels as JPEG data, colours at full resolution."""
    out = BytesIO()
    image.info.clear()
    image.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
