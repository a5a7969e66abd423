"""Pictures at the size they are printed: whether their pixels are enough, known only when pages are made up."""

from collections.abc import Iterator
from typing import NamedTuple

from yearbook.model.edition import Edition
from yearbook.model.kept import marks_of
from yearbook.model.page import Pages, Picture
from yearbook.model.picture_looks import PicturesLook
from yearbook.model.source import Purpose
from yearbook.pictures import PictureInfo, probe
from yearbook.problems import Problem, Severity
from yearbook.units import MM

INCH = 72_000  # 1/1000 pt


class _Placed(NamedTuple):
    """A picture where it is printed coarsest."""

    dpi: int
    mark: Picture
    page: str


def resolution(pages: Pages, edition: Edition, look: PicturesLook, purpose: Purpose) -> Iterator[Problem]:
    """A problem for every picture coarser than the layout's bound: a warning for the screen, for print an error."""
    infos: dict[str, PictureInfo] = {}
    worst: dict[str, _Placed] = {}
    for count, page in enumerate(pages.pages, 1):
        for mark in marks_of(page, Picture):
            info = infos[mark.file] = infos.get(mark.file) or probe(mark.file)
            placed = _Placed(effective_dpi(mark, info), mark, page.folio or f"[{count}]")
            worst[mark.file] = min(worst.get(mark.file, placed), placed, key=lambda one: one.dpi)
    for file, placed in worst.items():
        bound = look.screen_dpi if purpose != "print" else look.line_dpi if infos[file].bilevel else look.print_dpi
        if placed.dpi < bound and file in edition.pictures:
            source, path = edition.pictures[file]
            severity = Severity.ERROR if purpose == "print" else Severity.WARNING
            width, height = placed.mark.width, placed.mark.height
            yield Problem.of(
                "picture-coarse", source.locate(path), severity, page=placed.page, width=_mm(width), height=_mm(height), dpi=placed.dpi,
                least=bound, pixels=f"{_pixels(width, bound)}×{_pixels(height, bound)}", have=f"{infos[file].width}×{infos[file].height}",
            )  # fmt: skip


def effective_dpi(mark: Picture, info: PictureInfo) -> int:
    """Pixels to the inch of a picture that fills its rectangle, what overhangs cropped."""
    return min(info.width * INCH // mark.width, info.height * INCH // mark.height)


def _pixels(length: int, dpi: int) -> int:
    return -(-length * dpi // INCH)


def _mm(length: int) -> str:
    return f"{float(length / MM):.1f}".removesuffix(".0")
