"""Pictures as copy: the path of the file, the point a crop keeps, the line under the caption with credit and a map's permit."""

import os

from yearbook.frozen import replace
from yearbook.model.copy import Figure
from yearbook.model.edition import Edition
from yearbook.model.pictured import Focus, Pictured
from yearbook.pictures import probe

APPROVAL = "审图号："


def pictured(noun: Pictured, caption: str, label: str, anchor: str, edition: Edition) -> Figure:
    """A picture that stands on a page of its own; what is set in text differs in lines and width."""
    credit = "\u3000".join(part for part in (noun.credit, APPROVAL + noun.map_approval if noun.map_approval else "") if part)
    return Figure(
        label, caption, picture(edition, noun.image), credit, noun.alt or caption, 0, "page", anchor, False, thousandths(noun.focus)
    )


def shaped(figure: Figure) -> Figure:
    """A picture whose page is chosen by its proportions."""
    if not figure.file:
        return figure
    info = probe(figure.file)
    return replace(figure, shape=(info.width, info.height))


def picture(edition: Edition, name: str | None) -> str:
    """The path of a picture of images/; empty when none is named."""
    return os.path.join(edition.folder, "images", name) if name else ""


def thousandths(focus: Focus) -> tuple[int, int]:
    """A point of a picture in 1/1000 of its sides."""
    return round(focus[0] * 1000), round(focus[1] * 1000)
