"""What goes to press: the text block and the cover as PDF/X-4, padded to whole signatures, and what was found in them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.fonts import shipped_fonts
from yearbook.frozen import frozen, replace
from yearbook.model.delivery import Intent
from yearbook.model.page import Anchor, Link, Page, Pages
from yearbook.model.source import path_inside
from yearbook.pictures import BadPicture
from yearbook.press import Built, Checked, Tell, cover_of, set_pages
from yearbook.problems import ContentError, Place, Problem, has_errors

if TYPE_CHECKING:
    from yearbook.draw import PdfOptions

TEXT, COVER = "text", "cover"
PROFILES, RGB = "profiles", "srgb.icc"
WORDS = {TEXT: "正文", COVER: "封面"}


@frozen
class Book:
    """The parts of a book by name, each to be a file of its own, and how the spine was reckoned."""

    parts: Mapping[str, Pages]
    spine: Mapping[str, str]
    blanks: int


def printed(checked: Checked, tell: Tell) -> Built:
    """The text block as PDF/X-4, the cover beside it. Raises ContentError with everything that must not go to press."""
    from yearbook.check import bad_picture
    from yearbook.deliver import for_print

    intent = intent_of(checked)
    try:
        book, warnings = _made(checked, tell)
        tell("draw")
        drawn = {part: _drawn(pages, part, checked, intent) for part, pages in book.parts.items()}
    except BadPicture as bad:  # spoilt in a way that only drawing finds
        raise ContentError((bad_picture(bad, checked.edition),)) from bad
    tell("deliver")
    files = {part: for_print(data, book.parts[part].info, intent) for part, data in drawn.items()}
    beside = tuple((f"-{part}.pdf", data) for part, data in files.items() if part != TEXT)
    return Built(files[TEXT], book.parts[TEXT], (*checked.problems, *warnings), beside)


def _made(checked: Checked, tell: Tell) -> tuple[Book, tuple[Problem, ...]]:
    """The parts made up, and warnings. Raises ContentError for pictures too coarse to print."""
    from yearbook.check import resolution

    made = set_pages(checked, tell)
    coarse = tuple(resolution(made, checked.edition, checked.layout.pictures, "print"))
    if has_errors(coarse):
        raise ContentError((*checked.problems, *coarse))
    text, blanks = text_block(made, checked.layout.press.signature)
    parts, spine = {TEXT: text}, dict[str, str]()
    if "cover" in checked.edition.frame.parts and not checked.chapters:
        parts[COVER], told = cover_of(checked, made)
        spine.update(told)
    return Book(parts, spine, blanks), coarse


def text_block(pages: Pages, signature: int) -> tuple[Pages, int]:
    """The book without its covers and what only a screen has, blank pages that fill its last signature; how many those are."""
    from yearbook.compose import blank_pages

    inner = tuple(_bare(page) for page in pages.pages if page.folio)
    blanks = -len(inner) % signature
    return blank_pages(replace(pages, pages=inner, bookmarks=()), blanks), blanks


def _bare(page: Page) -> Page:
    """A page without links and the places they lead to: PDF/X allows none."""
    return replace(page, marks=tuple(mark for mark in page.marks if not isinstance(mark, Link | Anchor)))


def _drawn(pages: Pages, part: str, checked: Checked, intent: Intent) -> bytes:
    from yearbook.compose import Typesetter, with_press_marks
    from yearbook.draw import draw_pdf

    setter = Typesetter(checked.layout, checked.faces)
    return draw_pdf(with_press_marks(pages, WORDS[part], setter), checked.faces, _options(checked, intent))


def _options(checked: Checked, intent: Intent) -> "PdfOptions":
    from yearbook.draw import PdfOptions, PressOptions

    look = checked.layout.press
    rgb = (shipped_fonts() / PROFILES / RGB).read_bytes()
    press = PressOptions(look.marks.margin, intent.profile, rgb, look.pictures == "convert", look.ink, look.quality)
    return PdfOptions(colours="cmyk", bleed=True, press=press)


def intent_of(checked: Checked) -> Intent:
    """The printing that the layout names, with its profile, sought in the edition's folder, then among the shipped ones.

    Raises ContentError when there is none, or when it is no profile of a CMYK press.
    """
    look = checked.layout.press.output_intent
    place = Place(f"{checked.edition.folder}/edition.yaml")
    inside = path_inside(checked.edition.folder, look.profile)
    for file in (Path(inside) if inside else None, shipped_fonts() / PROFILES / Path(look.profile).name):
        if file is not None and file.is_file():
            profile = file.read_bytes()
            if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
                raise ContentError((Problem.of("profile-strange", place, file=look.profile),))
            return Intent(look.identifier, look.registry, look.condition, profile)
    raise ContentError((Problem.of("profile-missing", place, file=look.profile, layout=checked.layout.id),))
