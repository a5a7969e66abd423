"""The whole pipeline: files → Source → Edition, Layout → Copy → Galley → Pages → PDF → delivery.

Only this module and the errands beside it import stages; a stage that needs an earlier verb gets it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from yearbook.frozen import frozen, replace
from yearbook.maker import file_told, made_by
from yearbook.model.source import Purpose, Source
from yearbook.packing import digest
from yearbook.pictures import BadPicture
from yearbook.problems import ContentError, PathError, Place, Problem, near
from yearbook.standing import NOTHING_STANDING, Standing

PACKAGED = Path(__file__).parent / "data" / "layouts"
CHECKOUT = Path(__file__).parent.parent / "layouts"

if TYPE_CHECKING:
    from yearbook.check import Bound as Bound  # noqa: PLC0414 # cli may name it, but not import check
    from yearbook.check import Wider
    from yearbook.draw import PdfOptions
    from yearbook.fonts import Faces, Shelf
    from yearbook.model.edition import Edition  # to import the nouns takes 0.1 s, in which other processes read the files
    from yearbook.model.layout import Layout
    from yearbook.model.page import Pages
    from yearbook.workshop import Workshop

    Hands: TypeAlias = tuple[Workshop, PdfOptions | None]  # who makes a book together, and how its pages are drawn, if by them

STOPPING = ("overset", "spread-needless", "spread-wide")  # what made-up pages tell and no file is written with
Tell: TypeAlias = Callable[[str], None]


def silent(stage: str) -> None:
    """Hears the name of each stage as it begins, and tells nobody."""


@frozen
class Means:
    """What a build may use, and what never changes its result: what earlier builds kept, and how many processes."""

    standing: Standing = NOTHING_STANDING
    jobs: int = 1


PLAIN_MEANS = Means()


@frozen
class Order:
    """What is asked for: the edition's folder, a layout instead of its own, only some chapters, what it is read for.

    `stock` is a folder whose layouts/ and fonts/ take the place of the shipped ones: an archived edition brings its own.
    """

    folder: str
    layout: str | None = None
    chapters: tuple[str, ...] = ()
    purpose: Purpose = "final"
    means: Means = PLAIN_MEANS
    stock: str = ""


@frozen
class Checked:
    """An edition that may be set, with its faces and the warnings found."""

    edition: Edition
    layout: Layout
    faces: Faces
    problems: tuple[Problem, ...]
    source: Source  # the files that it was read from
    chapters: tuple[str, ...] = ()  # ids of those to print, all when empty
    purpose: Purpose = "final"
    means: Means = PLAIN_MEANS
    stamp: bytes = b""  # digest of all that type depends on beside copy, when something may be kept
    named: str = ""  # its folder as the user named it

    @property
    def place(self) -> Place:
        """Its first file, for a problem of the whole."""
        return Place(f"{self.named.rstrip('/')}/edition.yaml")


@frozen
class Built:
    """A finished file, what it holds, the warnings found on the way, and further files: the end of each one's name, its bytes."""

    data: bytes
    pages: Pages
    problems: tuple[Problem, ...]
    beside: tuple[tuple[str, bytes], ...] = ()


def stages_ready() -> None:
    """Every stage imported, so that processes forked from this one need not do it each for itself."""
    from yearbook import check, compose, deliver, draw, edit, load, makeup  # noqa: F401
    from yearbook.draw import pdf  # noqa: F401


def build(order: Order, tell: Tell = silent) -> Built:
    """A PDF for the screen (PDF/UA-1). Raises ContentError with all problems, PathError when the folder is no edition."""
    tell("check")
    return print_pdf(check(order), tell)


def print_pdf(checked: Checked, tell: Tell = silent) -> Built:
    """The rest of `build`, for who looks at the warnings first; `tell` hears the name of each stage as it begins."""
    from yearbook.draw import PdfOptions

    return drawn(checked, PdfOptions(tags=True), tell)


def drawn(checked: Checked, options: PdfOptions, tell: Tell = silent) -> Built:
    """The made-up pages as a PDF before any delivery."""
    from yearbook.draw import draw_pdf

    with many_hands(checked) as shop:
        pen = partial(draw_pdf, options=options, standing=checked.means.standing, elsewhere=shop)
        return drawn_by(pen, checked, tell, (shop, options))


def many_hands(checked: Checked) -> closing[Workshop]:
    """The processes that may make the book together, until its pages are drawn."""
    from yearbook.workshop import Workshop

    return closing(Workshop(checked.means.jobs))


def drawn_by(
    pen: Callable[[Pages, Faces], bytes], checked: Checked, tell: Tell = silent, hands: Hands | None = None
) -> Built:
    """The made-up pages as a pen writes them. Raises ContentError for a picture found spoilt only now."""
    from yearbook.check import bad_picture

    try:
        pages = set_pages(checked, tell, hands)
        found = _of_pages(pages, checked)
        if misfits := tuple(problem for problem in found if problem.code in STOPPING):
            raise ContentError((*checked.problems, *misfits))
        tell("draw")
        return Built(pen(pages, checked.faces), pages, (*checked.problems, *found))
    except BadPicture as bad:  # spoilt in a way that only drawing finds
        raise ContentError((bad_picture(bad, checked.edition),)) from bad


def cover_sheet(checked: Checked, pages: Pages) -> tuple[bytes, Mapping[str, str]]:
    """Back cover, spine and front cover of a made-up book as one page, and how its spine was reckoned, for a message."""
    from yearbook.draw import PdfOptions, draw_pdf

    sheet, told = cover_of(checked, pages)
    return draw_pdf(sheet, checked.faces, PdfOptions(bleed=True, tags=True)), told


def cover_of(checked: Checked, pages: Pages) -> tuple[Pages, Mapping[str, str]]:
    """The cover of a made-up book, blank leaves at its end included, before it is drawn; and how its spine was reckoned."""
    from yearbook.compose import blank_pages, cover_pages, spine_of, typesetter
    from yearbook.edit import edit

    copy = edit(checked.edition)
    setter = typesetter(copy, checked.layout, checked.faces)
    inner = replace(pages, pages=tuple(page for page in pages.pages if page.folio))
    spine = spine_of(blank_pages(inner, -len(inner.pages) % checked.layout.press.signature), copy, setter)
    return cover_pages(copy, spine, setter), dict(spine.told)


def preflight(checked: Checked) -> tuple[Problem, ...]:
    """What only the made-up pages tell before they go to print: pictures too coarse where they stand, blocks that no page holds."""
    from yearbook.check import bad_picture

    try:
        return _of_pages(set_pages(checked), checked)
    except BadPicture as bad:
        return (bad_picture(bad, checked.edition),)


def _of_pages(pages: Pages, checked: Checked) -> tuple[Problem, ...]:
    from yearbook.check import misfits, resolution

    coarse = resolution(pages, checked.edition, checked.layout.pictures, checked.purpose)
    return (*misfits(pages, checked.edition), *coarse)


def check(order: Order) -> Checked:
    """Load and check: the edition as nouns, or all its problems. Source texts are left to `review`.

    One process reads the files: where several make chapters afterwards, to read together saves some 3 % of the time, and takes some
    5 % more of the processors'. To prove them together saves 4 %, and takes 2 % more at most.
    """
    return _checked(order, _with_earlier, 1)


def _with_earlier(source: Source) -> Wider | None:
    """The earlier editions of the series; read by a build only when it prints what the checks found in them."""
    from yearbook.check import Wider
    from yearbook.load import blocks_in, load_earlier

    printed = "checks" in source.companions and blocks_in(source, ("findings",))
    return Wider(*load_earlier(source)) if printed else None


def review(order: Order, sources: str | None = None) -> Checked:
    """As `check`, and the ledger held against the earlier editions of the series and the texts in the folder `sources`."""
    from yearbook.check import Wider
    from yearbook.load import load_earlier, load_text

    if sources is not None and not Path(sources).is_dir():
        raise PathError((Problem.of("path-missing", Place(sources)),))

    def beyond(source: Source) -> Wider:
        earlier, warnings = load_earlier(source)
        return Wider(earlier, warnings, partial(load_text, sources) if sources is not None else None, sources or "")

    return _checked(order, beyond, order.means.jobs)


def _checked(order: Order, beyond: Callable[[Source], Wider | None], hands: int) -> Checked:
    """`beyond` reads what lies beyond the edition; `hands` are the processes that read files."""
    from yearbook.load import Ahead, load_edition, parse_body, parse_inline

    standing = order.means.standing
    with closing(Ahead(order.folder, standing, hands)) as ahead:  # others read while this one loads the checks
        from yearbook.check import check_edition, check_layout

        read = load_edition(order.folder, order.layout, layout_folders(order.stock), standing, ahead)
    source = replace(read, purpose=order.purpose, jobs=order.means.jobs)
    try:
        layout = check_layout(source.layout, standing)
    except ContentError:  # the layout is at fault: checked again below, together with the edition
        check_edition(source, parse_body, parse_inline)
        raise
    shelf = open_shelf(layout, (source.folder,), order.stock)
    faulty = faulty_faces(shelf, source)
    missing = None if faulty else shelf.lacking
    try:
        edition, layout, problems = check_edition(source, parse_body, parse_inline, missing, layout, beyond(source))
    except ContentError as error:
        raise ContentError((*faulty, *error.problems)) from None
    if faulty:
        raise ContentError((*faulty, *problems))
    if unknown := _unknown(edition, order.chapters):
        raise ContentError(unknown)
    stamp = _stamp(source, shelf, edition) if standing else b""
    asked = (order.chapters, order.purpose, order.means, stamp, order.folder)
    return Checked(edition, bound_as(layout, edition), shelf, problems, source, *asked)


def bound_as(layout: Layout, edition: Edition) -> Layout:
    """The layout with what the edition's imprint says of its binding."""
    signature = edition.frame.imprint.signature
    if not signature:
        return layout
    return layout.model_copy(update={"press": layout.press.model_copy(update={"signature": signature})})


def _stamp(source: Source, shelf: Shelf, edition: Edition) -> bytes:
    """The digest of the program, the layout and the files of all its faces."""
    faces = [(name, shelf.index(name), file_told(str(shelf.path(shelf.file(name))))) for name in shelf]
    return digest(made_by(), source.layout.data, edition.frame.imprint.signature, faces)


def set_pages(checked: Checked, tell: Tell = silent, hands: Hands | None = None) -> Pages:
    """Edition → Copy → Galley → Pages; once more when the text tells folios, until it tells the true ones.

    The processes of a workshop help, until that is closed; they draw too, when the options of the drawing are told.
    """
    from yearbook.chapter_line import ChapterLine
    from yearbook.compose import Stock, compose, dismiss, finisher, typesetter
    from yearbook.edit import edit, settled, with_folios
    from yearbook.makeup import Helpers, make_up, sketch
    from yearbook.workshop import Workshop

    shop, options = hands or (Workshop(1), None)
    tell("edit")
    copy = edit(checked.edition, checked.chapters)
    setter = typesetter(copy, checked.layout, checked.faces, shop.hands)
    stock = Stock(checked.means.standing, digest(checked.stamp, copy.names, copy.title, copy.short_title, copy.year))
    composer = finisher(copy, setter, stock)  # of all rounds: what was set for one is there for the next
    means = checked.layout, composer, stock.standing
    line = ChapterLine(lambda folios: compose(with_folios(copy, folios, checked.layout.see), setter, stock), means, checked.faces, options)

    def made_up(folios: Mapping[str, str] | None) -> Pages:
        sketches = folios is None and bool(copy.refers)
        tell("compose")
        line.compose(folios)
        helpers = Helpers(composer, stock.standing, shop.begin(line, line.galley, folios, last=not sketches), shop.asked)
        tell("makeup")
        return sketch(line.galley, checked.layout, helpers, copy.refers) if sketches else make_up(line.galley, checked.layout, helpers)

    try:
        return settled(copy.refers, made_up, Place(f"{checked.edition.folder}/edition.yaml"))
    finally:
        dismiss(setter)


def layout_folders(stock: str = "") -> tuple[str, ...]:
    """Where layouts are sought: in a stock, else inside the installed package, or in a checkout beside it."""
    return (str(Path(stock, "layouts") if stock else PACKAGED if PACKAGED.is_dir() else CHECKOUT),)


def faulty_faces(shelf: Shelf, source: Source) -> tuple[Problem, ...]:
    """A problem for every face of the layout that is missing or no font."""
    from yearbook.fonts import BadFont

    problems = []
    for name in shelf:
        try:
            shelf[name]
        except BadFont as bad:
            place = source.layout.locate(("faces", name, "file"))
            problems.append(Problem.of(str(bad), place, file=shelf.file(name), face=name))
    return tuple(problems)


def open_shelf(layout: Layout, folders: Sequence[str] = (), stock: str = "") -> Shelf:
    """The faces of a layout, sought in `folders`, then in the stock, or among the shipped ones when there is none."""
    from yearbook.fonts import Shelf, shipped_fonts

    files = {name: (look.file, look.index) for name, look in layout.faces.items()}
    features = {name: look.features for name, look in layout.faces.items() if look.features}
    return Shelf(files, (*(Path(folder) for folder in folders), Path(stock, "fonts") if stock else shipped_fonts()), features)


def _unknown(edition: Edition, chapters: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for every chapter asked for that the edition has not."""
    known = sorted(chapter.id for chapter in edition.chapters)
    names, strange = ", ".join(known), [name for name in chapters if name not in known]
    return tuple(Problem.of("chapter-unknown", Place("--chapter"), name=name, names=names, near=near(name, known)) for name in strange)


def bound(checked: Checked) -> Bound:
    """How much of the edition is bound to the ledger."""
    from yearbook.check import bound as count

    return count(checked.edition)


def write(path: Path, data: bytes) -> None:
    """A file written whole or not at all. Raises PathError."""
    from yearbook.deliver import write_atomically

    write_atomically(path, data)
