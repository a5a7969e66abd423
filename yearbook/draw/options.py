"""How a PDF is to be written; apart from the pen so that asking for a PDF does not import ReportLab."""

from typing import Literal, TypeAlias

from yearbook.frozen import frozen

ColourSpace: TypeAlias = Literal["rgb", "cmyk"]


@frozen
class PressOptions:
    """Writing for a printing press: black overprints, and marks stand in a margin of `slug` around the bleed.

    RGB pictures become CMYK by `profile`, at most `ink` percent of it in one place, or, when `convert` is off, keep
    their own profile; `rgb` is that of pictures without one. What was JPEG stays so, in this quality.
    """

    slug: int
    profile: bytes
    rgb: bytes
    convert: bool = True
    ink: int = 300
    quality: int = 95


@frozen
class PdfOptions:
    """`colours`: which recipe of a colour; `bleed`: keep what is beyond the trim; `tags`: write the structure tree."""

    colours: ColourSpace = "rgb"
    bleed: bool = False
    tags: bool = False
    press: PressOptions | None = None
