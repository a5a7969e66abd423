"""How a PDF is to be written; apart from the pen so that asking for a PDF does not import ReportLab."""

from typing import Literal, TypeAlias

from yearbook.frozen import frozen

ColourSpace: TypeAlias = Literal["rgb", "cmyk"]


@frozen
class PdfOptions:
    """`colours`: which recipe of a colour; `bleed`: keep what is beyond the trim; `tags`: write the structure tree."""

    colours: ColourSpace = "rgb"
    bleed: bool = False
    tags: bool = False
