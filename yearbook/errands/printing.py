"""What goes to press: the text block and the cover as PDF/X-4, padded to whole signatures; judged, with a report and a ticket."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yearbook.errands.profiles import intent_of, rgb_profile
from yearbook.errands.ticket import Job, ticket_of
from yearbook.frozen import replace
from yearbook.model.delivery import Demands, Intent, Preflight
from yearbook.model.page import Anchor, Link, Page, Pages
from yearbook.pictures import BadPicture
from yearbook.press import Built, Checked, Tell, cover_of, many_hands, set_pages, silent
from yearbook.problems import ContentError, Place, Problem, Severity, has_errors

if TYPE_CHECKING:
    from yearbook.draw import PdfOptions

TEXT, COVER = "text", "cover"
MOST = 200  # findings told as problems: a fault of a layout is on every page


def printed(checked: Checked, tell: Tell = silent) -> Built:
    """The text block as PDF/X-4; beside it the cover, the preflight report and the print ticket.

    Raises ContentError with everything that must not go to press.
    """
    job, warnings = _job(checked, tell)
    if faults := _faults(job, checked):
        raise ContentError((*checked.problems, *warnings, *faults))
    beside = [(f"-{part}.pdf", data) for part, data in job.files.items() if part != TEXT]
    waiting = tuple(_within(problem, checked) for problem in checked.problems if problem.severity is Severity.WARNING)
    told = {"checks": sum(len(report.checks) for report in job.reports), "pages": len(job.parts[TEXT].pages), "blanks": job.blanks}
    passed = Problem.of("press-passed", checked.place, Severity.NOTE, **told)
    return Built(job.files[TEXT], job.parts[TEXT], (*checked.problems, *warnings, passed), (*beside, *_papers(job, checked, waiting)))


def preflight(checked: Checked) -> tuple[Problem, ...]:
    """All that keeps an edition from going to press, found in the files as they would be. Raises ContentError."""
    job, warnings = _job(checked, silent)
    return (*warnings, *_faults(job, checked))


def _job(checked: Checked, tell: Tell) -> tuple[Job, tuple[Problem, ...]]:
    """The parts made up, drawn and judged, and warnings. Raises ContentError for pictures that cannot be printed."""
    from yearbook.check import bad_picture
    from yearbook.deliver.printing import for_print

    intent = intent_of(checked)
    try:
        parts, spine, blanks = _made(checked, tell)
        tell("draw")
        drawn = {part: _drawn(pages, part, checked, intent) for part, pages in parts.items()}
    except BadPicture as bad:  # spoilt in a way that only drawing finds
        raise ContentError((bad_picture(bad, checked.edition),)) from bad
    tell("deliver")
    files = {part: for_print(data, parts[part].info, intent) for part, data in drawn.items()}
    reports = tuple(_judged(part, data, parts[part], checked) for part, data in files.items())
    return Job(parts, spine, blanks, files, reports), _told(spine, checked)


def _made(checked: Checked, tell: Tell) -> tuple[Mapping[str, Pages], Mapping[str, str], int]:
    """The parts, how the spine was reckoned, how many pages are blank. Raises ContentError for pictures too coarse to print."""
    from yearbook.check import resolution

    with many_hands(checked) as shop:
        made = set_pages(checked, tell, (shop, None))
        coarse = tuple(resolution(made, checked.edition, checked.layout.pictures, "print"))
        if has_errors(coarse):
            raise ContentError((*checked.problems, *coarse))
        text, blanks = text_block(made, checked.layout.press.signature)
    if "cover" not in checked.edition.frame.parts or checked.chapters:
        return {TEXT: text}, {}, blanks
    cover, spine = cover_of(checked, made)
    return {TEXT: text, COVER: cover}, spine, blanks


def text_block(pages: Pages, signature: int) -> tuple[Pages, int]:
    """The book without its covers and what only a screen has, blank pages that fill its last signature; how many those are."""
    from yearbook.compose import blank_pages

    inner = tuple(_bare(page) for page in pages.pages if page.folio)
    blanks = -len(inner) % signature
    return blank_pages(replace(pages, pages=inner, bookmarks=()), blanks), blanks


def _bare(page: Page) -> Page:
    """A page without links and the places they lead to: PDF/X allows none."""
    return replace(page, marks=tuple(mark for mark in page.marks if not isinstance(mark, Link | Anchor)))


def _told(spine: Mapping[str, str], checked: Checked) -> tuple[Problem, ...]:
    """Notes: how the spine was reckoned, and that it is too thin for its words."""
    if not spine:
        return ()
    place = checked.place
    reckoned = Problem.of("spine-reckoned", place, Severity.NOTE, **spine)
    if spine["face"] == "spine":
        return (reckoned,)
    code = "spine-bare" if spine["face"] == "spine-bare" else "spine-narrow"
    return (reckoned, Problem.of(code, place, Severity.NOTE, width=spine["width"]))


def _within(problem: Problem, checked: Checked) -> Problem:
    """The same with its place told from the edition's folder, wherever that is."""
    place = problem.place
    file = place.file.removeprefix(checked.named.rstrip("/") + "/")
    return replace(problem, place=Place(file, place.line, place.column))


def _drawn(pages: Pages, part: str, checked: Checked, intent: Intent) -> bytes:
    from yearbook.compose import Typesetter, cover_folds, with_press_marks
    from yearbook.deliver import printing
    from yearbook.draw import draw_pdf

    setter = Typesetter(checked.layout, checked.faces)
    folds = cover_folds(pages, checked.layout) if part == COVER else ()
    marked = with_press_marks(pages, printing.names()[part], setter, folds)
    return draw_pdf(marked, checked.faces, _options(checked, intent))


def _options(checked: Checked, intent: Intent) -> "PdfOptions":
    from yearbook.draw import PdfOptions, PressOptions

    look = checked.layout.press
    press = PressOptions(look.marks.margin, intent.profile, rgb_profile(checked), look.pictures == "convert", look.ink, look.quality)
    return PdfOptions(colours="cmyk", bleed=True, press=press)


def _judged(part: str, data: bytes, pages: Pages, checked: Checked) -> Preflight:
    from yearbook.deliver import printing

    return printing.preflight(data, part, demands_of(part, pages, checked), bound=part == TEXT)


def demands_of(part: str, pages: Pages, checked: Checked) -> Demands:
    """What a part of the book must keep to, as the layout has it."""
    press, pictures = checked.layout.press, checked.layout.pictures
    rich = frozenset(checked.layout.colours[name].cmyk for name in press.rich if name in checked.layout.colours)
    return Demands(
        (pages.width, pages.height), pages.bleed, press.output_intent.identifier, press.ink, press.line, press.tint, press.black, rich,
        pictures.print_dpi, pictures.line_dpi, press.signature if part == TEXT else 0, len(pages.pages),
    )  # fmt: skip


def _faults(job: Job, checked: Checked) -> tuple[Problem, ...]:
    """What was found in the files, each at its page."""
    found = [
        finding.problem(f"{checked.named} ({report.part})") for report in job.reports for finding in report.findings
    ]
    return tuple(found[:MOST])


def _papers(job: Job, checked: Checked, waiting: tuple[Problem, ...]) -> tuple[tuple[str, bytes], ...]:
    """The report and the ticket, each for people and for programs."""
    from yearbook.compose import Typesetter, ticket_pages
    from yearbook.deliver import printing
    from yearbook.draw import PdfOptions, draw_pdf

    ticket, facts = ticket_of(job, checked)
    text = job.parts[TEXT]
    info = replace(text.info, title=f"{text.info.title} {ticket.title}")
    page = ticket_pages(ticket, info, printing.names(), Typesetter(checked.layout, checked.faces))
    return (
        ("-ticket.pdf", draw_pdf(page, checked.faces, PdfOptions(colours="cmyk"))),
        ("-ticket.json", facts),
        ("-preflight.txt", printing.as_text(job.reports, waiting).encode("utf-8")),
        ("-preflight.json", printing.as_data(job.reports, waiting)),
    )
