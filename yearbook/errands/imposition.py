"""Pages of any PDF on sheets of paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.errands.shelves import layout_called
from yearbook.frozen import frozen, replace
from yearbook.press import open_shelf
from yearbook.problems import PathError, Place, Problem

if TYPE_CHECKING:
    from yearbook.model.imposition import Imposition, Request, Sheet


@frozen
class Imposed:
    """A file of sheets, its plan, the names of its plates, and the fold map as a PDF."""

    data: bytes
    plan: "Imposition"
    names: tuple[str, ...]
    map: bytes


def impose(file: Path, request: "Request", trim: int | None = None) -> Imposed:
    """Any PDF on sheets; `trim` None cuts off as much as the file bleeds. Raises ContentError, PathError, UsageError."""
    return imposed(str(file), _bytes_of(file), request, trim)


def imposed(name: str, data: bytes, request: "Request", trim: int | None = None) -> Imposed:
    """The same of a file that is in hand."""
    from yearbook.compose import Typesetter, map_pages, sheet_pages
    from yearbook.deliver import imposition
    from yearbook.draw import PdfOptions, draw_pdf

    original = imposition.open_original(name, data, request.fit)
    plan = imposition.plan(replace(request, trim=original.bleed if trim is None else trim), len(original.leaves), original.page)
    fault = imposition.proof(plan)
    if fault:
        raise AssertionError(f"the plan does not fold into the book: {fault}")
    names = tuple(map(imposition.label_of, plan.plates))
    layout = layout_called("annual")
    setter = Typesetter(layout, open_shelf(layout))
    printed = PdfOptions(colours="cmyk")
    sheets = draw_pdf(sheet_pages(plan, names, setter), setter.faces, printed)
    fold_map = draw_pdf(map_pages(plan, names, imposition.words()["blank"], setter), setter.faces, printed)
    return Imposed(imposition.impose_on(sheets, original, plan), plan, names, fold_map)


def sheet_called(text: str) -> "Sheet":
    """A sheet of paper by its name or as WxHmm. Raises UsageError."""
    from yearbook.deliver import imposition

    return imposition.sheet_called(text)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise PathError((Problem.of("path-missing", Place(str(file))),)) from None
    except OSError as error:
        raise PathError((Problem.of("cannot-read", Place(str(file)), reason=error.strerror or error),)) from None
