"""The whole pipeline: files → Source → Edition, Layout → Copy → Galley → Pages → PDF → delivery.

The only module that imports the stages; a stage that needs an earlier verb gets it from here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from yearbook.fonts import BadFont, Faces, Shelf, shipped_fonts
from yearbook.frozen import frozen, replace
from yearbook.model.edition import Edition
from yearbook.model.layout import Layout
from yearbook.model.page import Pages
from yearbook.model.source import Purpose, Source
from yearbook.pictures import BadPicture
from yearbook.problems import ContentError, PathError, Place, Problem, Severity, near

PACKAGED = Path(__file__).parent / "data" / "layouts"
CHECKOUT = Path(__file__).parent.parent / "layouts"

if TYPE_CHECKING:
    from yearbook.check import Bound as Bound  # noqa: PLC0414 # cli may name it, but not import check
    from yearbook.check import FaceFacts as FaceFacts  # noqa: PLC0414 # cli may name it, but not import check
    from yearbook.check import Fallback as Fallback  # noqa: PLC0414 # cli may name it, but not import check
    from yearbook.check import Wider
    from yearbook.edit.comparison import Comparison as Comparison  # noqa: PLC0414 # cli may name it, but not import edit
    from yearbook.edit.series import SeriesTable as SeriesTable  # noqa: PLC0414 # cli may name it, but not import edit
    from yearbook.model.imposition import Imposition, Request, Sheet
    from yearbook.templates import NewEdition

Tell: TypeAlias = Callable[[str], None]


def silent(stage: str) -> None:
    """Hears the name of each stage as it begins, and tells nobody."""


@frozen
class Order:
    """What is asked for: the edition's folder, a layout instead of its own, only some chapters, what it is read for."""

    folder: str
    layout: str | None = None
    chapters: tuple[str, ...] = ()
    purpose: Purpose = "final"


@frozen
class Checked:
    """An edition that may be set, with its faces and the warnings found."""

    edition: Edition
    layout: Layout
    faces: Faces
    problems: tuple[Problem, ...]
    chapters: tuple[str, ...] = ()  # ids of those to print, all when empty
    purpose: Purpose = "final"


@frozen
class Built:
    """A finished file, what it holds, and the warnings found on the way."""

    data: bytes
    pages: Pages
    problems: tuple[Problem, ...]


def build(order: Order, tell: Tell = silent) -> Built:
    """A PDF for the screen. Raises ContentError with all problems, PathError when the folder is no edition."""
    tell("check")
    return print_pdf(check(order), tell)


def print_pdf(checked: Checked, tell: Tell = silent) -> Built:
    """The rest of `build`, for who looks at the warnings first; `tell` hears the name of each stage as it begins."""
    from yearbook.check import bad_picture
    from yearbook.deliver import for_screen
    from yearbook.draw import PdfOptions, draw_pdf

    try:
        pages = set_pages(checked, tell)
        coarse = _resolution(pages, checked)
        tell("draw")
        pdf = draw_pdf(pages, checked.faces, PdfOptions())
    except BadPicture as bad:  # spoilt in a way that only drawing finds
        raise ContentError((bad_picture(bad, checked.edition),)) from bad
    tell("deliver")
    return Built(for_screen(pdf, pages.info), pages, (*checked.problems, *coarse))


def cover_sheet(checked: Checked, pages: Pages) -> tuple[bytes, Mapping[str, str]]:
    """Back cover, spine and front cover of a made-up book as one page, and how its spine was reckoned, for a message."""
    from yearbook.compose import cover_pages, spine_of, typesetter
    from yearbook.deliver import for_screen
    from yearbook.draw import PdfOptions, draw_pdf
    from yearbook.edit import edit

    copy = edit(checked.edition)
    setter = typesetter(copy, checked.layout, checked.faces)
    spine = spine_of(pages, copy, setter)
    sheet = cover_pages(copy, spine, setter)
    return for_screen(draw_pdf(sheet, checked.faces, PdfOptions(bleed=True)), sheet.info), dict(spine.told)


def preflight(checked: Checked) -> tuple[Problem, ...]:
    """What only the made-up pages tell before they go to print: pictures too coarse where they stand."""
    from yearbook.check import bad_picture

    try:
        return _resolution(set_pages(checked), checked)
    except BadPicture as bad:
        return (bad_picture(bad, checked.edition),)


def _resolution(pages: Pages, checked: Checked) -> tuple[Problem, ...]:
    from yearbook.check import resolution

    return tuple(resolution(pages, checked.edition, checked.layout.pictures, checked.purpose))


def check(order: Order) -> Checked:
    """Load and check: the edition as nouns, or all its problems. Source texts are left to `review`."""
    return _checked(order, _with_earlier)


def _with_earlier(source: Source) -> "Wider | None":
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

    def beyond(source: Source) -> "Wider":
        earlier, warnings = load_earlier(source)
        return Wider(earlier, warnings, partial(load_text, sources) if sources is not None else None, sources or "")

    return _checked(order, beyond)


def _checked(order: Order, beyond: "Callable[[Source], Wider | None]") -> Checked:
    from yearbook.check import check_edition, check_layout
    from yearbook.load import load_edition, parse_body, parse_inline

    source = replace(load_edition(order.folder, order.layout, layout_folders()), purpose=order.purpose)
    try:
        layout = check_layout(source.layout)
    except ContentError:  # the layout is at fault: checked again below, together with the edition
        check_edition(source, parse_body, parse_inline)
        raise
    shelf = open_shelf(layout, (source.folder,))
    faulty = _faulty_faces(shelf, source)
    missing = None if faulty else shelf.lacking
    try:
        edition, layout, problems = check_edition(source, parse_body, parse_inline, missing, layout, beyond(source))
    except ContentError as error:
        raise ContentError((*faulty, *error.problems)) from None
    if faulty:
        raise ContentError((*faulty, *problems))
    if unknown := _unknown(edition, order.chapters):
        raise ContentError(unknown)
    return Checked(edition, layout, shelf, problems, order.chapters, order.purpose)


def set_pages(checked: Checked, tell: Tell = silent) -> Pages:
    """Edition → Copy → Galley → Pages; once more when the text tells folios, until it tells the true ones."""
    from yearbook.compose import compose, finisher, typesetter
    from yearbook.edit import edit, settled, with_folios
    from yearbook.makeup import make_up

    tell("edit")
    copy = edit(checked.edition, checked.chapters)
    setter = typesetter(copy, checked.layout, checked.faces)
    composer = finisher(copy, setter)  # of all rounds: what was set for one is there for the next

    def made_up(folios: Mapping[str, str] | None) -> Pages:
        tell("compose")
        galley = compose(with_folios(copy, folios, checked.layout.see), setter)
        tell("makeup")
        return make_up(galley, checked.layout, composer)

    return settled(copy.refers, made_up, Place(f"{checked.edition.folder}/edition.yaml"))


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


def _unknown(edition: Edition, chapters: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for every chapter asked for that the edition has not."""
    known = sorted(chapter.id for chapter in edition.chapters)
    names, strange = ", ".join(known), [name for name in chapters if name not in known]
    return tuple(Problem.of("chapter-unknown", Place("--chapter"), name=name, names=names, near=near(name, known)) for name in strange)


# Smaller errands of the command line, which imports no stage itself.


def bound(checked: Checked) -> "Bound":
    """How much of the edition is bound to the ledger."""
    from yearbook.check import bound as count

    return count(checked.edition)


def series(folder: str, indicators: Sequence[str]) -> "tuple[SeriesTable, tuple[Problem, ...]]":
    """The figures of a series over its editions, and the problems of editions that had to be left out. Raises PathError."""
    from yearbook.edit.series import series_table
    from yearbook.load import edition_folders

    editions: list[Edition] = []
    problems: list[Problem] = []
    folders = list(edition_folders(folder))
    if not folders:
        raise PathError((Problem.of("no-editions" if Path(folder).is_dir() else "path-missing", Place(folder)),))
    for one in folders:
        try:
            editions.append(check(Order(one)).edition)
        except ContentError as error:
            problems.append(Problem.of("series-broken", Place(one), Severity.WARNING, edition=one, other=error.problems[0].place))
    return series_table(editions, indicators), tuple(problems)


def series_chart(table: "SeriesTable", title: str, kind: str) -> bytes:
    """The series as charts, `kind` pdf or png (its first page), in the annual layout. Raises UsageError for a missing extra."""
    from yearbook.compose import Typesetter, chart_pages
    from yearbook.deliver import as_png, for_screen
    from yearbook.draw import draw_pdf
    from yearbook.edit.series_charts import series_charts
    from yearbook.model.page import BookInfo

    layout = layout_called("annual")
    faces = open_shelf(layout)
    info = BookInfo(title, "", "", date(max(table.editions, default=2000), 1, 1))
    charts = series_charts(table, layout.chart.series_lines)
    if not charts:
        raise ContentError((Problem.of("chart-empty", Place("--chart")),))
    pages = chart_pages(charts, Typesetter(layout, faces), info)
    pdf = for_screen(draw_pdf(pages, faces), info)
    return as_png(pdf) if kind == "png" else pdf


def compare(old: str, new: str) -> "Comparison":
    """What differs between two editions, as ledger, rolls, registers and frames have it. Raises ContentError, PathError."""
    from yearbook.edit.comparison import comparison

    return comparison(check(Order(old)).edition, check(Order(new)).edition)


@frozen
class Imposed:
    """A file of sheets, its plan, the names of its plates, and the fold map as a PDF."""

    data: bytes
    plan: "Imposition"
    names: tuple[str, ...]
    map: bytes


def impose(file: Path, request: "Request", trim: int | None = None) -> Imposed:
    """Any PDF on sheets; `trim` None cuts off as much as the file bleeds. Raises ContentError, PathError, UsageError."""
    from yearbook.compose import Typesetter, map_pages, sheet_pages
    from yearbook.deliver import imposition
    from yearbook.draw import PdfOptions, draw_pdf

    original = imposition.open_original(str(file), _bytes_of(file), request.fit)
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


def layouts() -> tuple[Layout, ...]:
    """The shipped layouts by name."""
    from yearbook.load import layout_names

    return tuple(layout_called(name) for name in layout_names(layout_folders()))


def layout_called(name: str) -> Layout:
    """A layout by its name or the path of its file. Raises UsageError, PathError, ContentError."""
    from yearbook.check import check_layout
    from yearbook.load import load_layout

    return check_layout(load_layout(name, layout_folders()))


def faces_of(layout: Layout) -> tuple["FaceFacts", ...]:
    """What is known of each face of a layout; one that cannot be used carries its fault."""
    from yearbook.check import face_facts

    return face_facts(open_shelf(layout), shipped_fonts())


def fallbacks_of(order: Order) -> tuple["Fallback", ...]:
    """The characters of an edition that not the first face of a chain must print."""
    from yearbook.check import check_layout, fallbacks
    from yearbook.load import load_edition

    source = load_edition(order.folder, order.layout, layout_folders())
    layout = check_layout(source.layout)
    shelf = open_shelf(layout, (source.folder,))
    faulty = _faulty_faces(shelf, source)
    if faulty:
        raise ContentError(faulty)
    chains = {
        f"{family} {weight}": tuple((name, shelf[name]) for name in names)
        for family, weights in layout.families.items()
        for weight, names in weights.items()
    }
    return tuple(fallbacks(source, chains))


def kinds() -> tuple[str, ...]:
    """The kinds of file that have a schema."""
    from yearbook.check import SCHEMAS

    return SCHEMAS


def schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file. Raises KeyError."""
    from yearbook.check import schema_of

    return schema_of(kind)


def new_edition(pattern: str | None, folder: str) -> "NewEdition":
    """The files of a new edition for `folder`: the example, or the frame of the edition in the folder `pattern`, which must be sound."""
    from yearbook.load import load_edition
    from yearbook.templates import example, next_year, standing_alone

    if pattern is None:
        return example()
    check(Order(pattern))
    source = load_edition(pattern, None, layout_folders())
    of_the_series = Path(folder).resolve().parent == Path(pattern).resolve().parent
    return next_year(source if of_the_series else standing_alone(source))


def write(path: Path, data: bytes) -> None:
    """A file written whole or not at all. Raises PathError."""
    from yearbook.deliver import write_atomically

    write_atomically(path, data)
