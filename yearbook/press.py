"""The whole pipeline: files → Source → Edition, Layout → Copy → Galley → Pages → PDF → delivery.

The only module that imports the stages; a stage that needs an earlier verb gets it from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yearbook.fonts import BadFont, Faces, Shelf, shipped_fonts
from yearbook.model.edition import Edition
from yearbook.model.layout import Layout
from yearbook.model.page import Pages
from yearbook.model.source import Source
from yearbook.problems import ContentError, Place, Problem

PACKAGED = Path(__file__).parent / "data" / "layouts"
CHECKOUT = Path(__file__).parent.parent / "layouts"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the edition's folder, a layout instead of its own, only some chapters, a draft."""

    folder: str
    layout: str | None = None
    chapters: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition that may be set, with its faces and the warnings found."""

    edition: Edition
    layout: Layout
    faces: Faces
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file, what it holds, and the warnings found on the way."""

    data: bytes
    pages: Pages
    problems: tuple[Problem, ...]


def build(order: Order) -> Built:
    """A PDF for the screen. Raises ContentError with all problems, PathError when the folder is no edition."""
    from yearbook.deliver import for_screen
    from yearbook.draw import PdfOptions, draw_pdf

    checked = check(order)
    pages = set_pages(checked)
    pdf = draw_pdf(pages, checked.faces, PdfOptions())
    return Built(for_screen(pdf, pages.info), pages, checked.problems)


def check(order: Order) -> Checked:
    """Load and check: the edition as nouns, or all its problems."""
    from yearbook.check import check_edition, check_layout
    from yearbook.load import load_edition, parse_body, parse_inline

    source = load_edition(order.folder, order.layout, layout_folders())
    try:
        shelf = open_shelf(check_layout(source.layout), (source.folder,))
    except ContentError:  # the layout is at fault: checked again below, together with the edition
        check_edition(source, parse_body, parse_inline)
        raise
    faulty = _faulty_faces(shelf, source)
    missing = None if faulty else shelf.lacking
    try:
        edition, layout, problems = check_edition(source, parse_body, parse_inline, missing)
    except ContentError as error:
        raise ContentError((*faulty, *error.problems)) from None
    if faulty:
        raise ContentError((*faulty, *problems))
    return Checked(_excerpt(edition, order), layout, shelf, problems)


def set_pages(checked: Checked) -> Pages:
    """Edition → Copy → Galley → Pages."""
    from yearbook.compose import compose, finisher
    from yearbook.edit import edit
    from yearbook.makeup import make_up

    copy = edit(checked.edition)
    galley = compose(copy, checked.layout, checked.faces)
    return make_up(galley, checked.layout, finisher(copy, checked.layout, checked.faces))


def layout_folders() -> tuple[str, ...]:
    """Where layouts are sought: inside the installed package, or in a checkout beside it."""
    return (str(PACKAGED if PACKAGED.is_dir() else CHECKOUT),)


def _faulty_faces(shelf: Shelf, source: Source) -> tuple[Problem, ...]:
    """A problem for every face of the layout that is missing or no font."""
    problems = []
    for name in shelf:
        try:
            shelf[name]
        except BadFont as bad:
            place = source.layout.locate(("faces", name, "file"))
            problems.append(Problem.of(str(bad), place, file=shelf.file(name), face=name))
    return tuple(problems)


def open_shelf(layout: Layout, folders: Sequence[str] = ()) -> Shelf:
    """The faces of a layout, sought in `folders`, then among the shipped ones."""
    files = {name: (look.file, look.index) for name, look in layout.faces.items()}
    return Shelf(files, (*(Path(folder) for folder in folders), shipped_fonts()))


def _excerpt(edition: Edition, order: Order) -> Edition:
    """The edition with only the chapters asked for. Raises ContentError when one does not exist."""
    if not order.chapters:
        return edition
    known = {chapter.id for chapter in edition.chapters}
    unknown = [name for name in order.chapters if name not in known]
    if unknown:
        place = Place("edition.yaml")
        raise ContentError(
            tuple(Problem.of("chapter-unknown", place, name=name, names=", ".join(sorted(known))) for name in unknown)
        )
    names = [name for name in edition.frame.parts if name.endswith(".yaml")]
    kept = {name: chapter for name, chapter in zip(names, edition.chapters, strict=True) if chapter.id in order.chapters}
    parts = tuple(name for name in edition.frame.parts if name in kept)
    frame = edition.frame.model_copy(update={"parts": parts})
    return replace(edition, frame=frame, chapters=tuple(kept.values()))
