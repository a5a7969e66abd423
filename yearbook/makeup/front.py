"""Front matter: cover, titles, imprint, note, plates and the contents, which are filled in when all folios are known."""

from collections.abc import Sequence
from fractions import Fraction

from yearbook.makeup.book import Book, Draft
from yearbook.makeup.composer import Composer
from yearbook.makeup.stretch import put_kept_sheets
from yearbook.model.galley import (
    ChapterGalley,
    ContentsGalley,
    ContentsRow,
    Galley,
    ImprintGalley,
    PartGalley,
    SheetsGalley,
)
from yearbook.model.page import Anchor
from yearbook.standing import Standing
from yearbook.units import round_half_up, to_mm

COVER_PAGES = 2  # the cover and its inner side, which bear no folio


def put_front(book: Book, parts: Sequence[PartGalley], means: tuple[Composer, Standing], body: tuple[Galley, Book]) -> None:
    """The parts before the first chapter onto pages with roman folios; their number is made even."""
    galley, made = body
    composer, _ = means
    later: list[tuple[Draft, str, int]] = []
    for position, part in enumerate(parts):
        if isinstance(part, SheetsGalley):
            _put_sheets(book, part)
        elif isinstance(part, ImprintGalley):
            book.turn_to("verso")
            later.append((book.begin_page(), "imprint", book.element("Sect", book.root, "imprint")))
        elif isinstance(part, ContentsGalley):
            later += _reserve(book, (part.name, parts[position + 1 :]), composer, (galley, made))
    if len(book.pages) % 2:
        book.begin_page()
    _fill_in(book, later, means, (galley, made))


def _put_sheets(book: Book, part: SheetsGalley) -> None:
    root = book.element("Sect", book.root, part.title or part.name)
    captions = {anchor: (label, caption) for label, caption, anchor in part.captions}
    for number, sheet in enumerate(part.sheets):
        book.turn_to(sheet.side)
        book.put_sheet(sheet, root, "" if part.name == "cover" else None)
        if number == 0 and part.title:
            book.anchor(part.anchor, 0)
            book.name(part.anchor, part.title, "part", part.title_en)
        for mark in sheet.marks if captions else ():
            if isinstance(mark, Anchor) and mark.name in captions:
                book.caption("plate", captions[mark.name], mark.name)
    if part.name == "cover":
        book.begin_page("")
        book.before = COVER_PAGES


def _tabs(galley: Galley) -> tuple[str, ...]:
    return tuple(part.short_title for part in galley.parts if isinstance(part, ChapterGalley))


def _reserve(
    book: Book, asked: tuple[str, Sequence[PartGalley]], composer: Composer, body: tuple[Galley, Book]
) -> list[tuple[Draft, str, int]]:
    """Pages for the contents or lists of that name: as many as the rows will take, whatever their folios turn out to be."""
    galley, made = body
    name, after = asked
    coming = [part for part in after if isinstance(part, SheetsGalley)]
    parts = [ContentsRow("part", "x", part.title, part.anchor, part.title_en) for part in coming if part.title]
    plates = [ContentsRow("plate", "x", f"{label}\u3000{caption}", anchor) for part in coming for label, caption, anchor in part.captions]
    listed = (*book.captions, *plates, *made.captions) if is_list(name) else (*book.rows, *parts, *made.rows)
    sheets = composer.contents(name, listed, _tabs(galley))
    drafts = []
    root = book.element("Sect", book.root, name)
    for number, side in enumerate(sheets.sides):
        book.turn_to(side if number == 0 else "any")
        drafts.append((book.begin_page(), name, root))
        if number == 0:
            book.anchor(name, 0)
    return drafts


def _fill_in(book: Book, later: list[tuple[Draft, str, int]], means: tuple[Composer, Standing], body: tuple[Galley, Book]) -> None:
    """Imprint and contents onto the pages kept for them."""
    galley, made = body
    composer, standing = means
    for name in dict.fromkeys(name for _, name, _ in later):
        reserved = [(draft, root) for draft, other, root in later if other == name]
        if name == "imprint":
            for draft, root in reserved:
                book.put_on(draft, composer.imprint(_computed(book, galley, made)), root)
        elif reserved:
            listed = (*book.captions, *made.captions) if is_list(name) else (*book.rows, *made.rows)
            put_kept_sheets(book, reserved, composer.contents(name, listed, _tabs(galley)), standing)


def _computed(book: Book, galley: Galley, made: Book) -> dict[str, str]:
    """开本, 印张 and 字数. 印张 = pages ÷ 开数, blank ones that fill the last signature included, the cover not (GB/T 12450)."""
    page = book.layout.page
    pages = len(book.pages) - book.before + len(made.pages) - made.after
    sheets = Fraction(pages + -pages % book.layout.press.signature, page.fold)
    width, height = (round(to_mm(side)) for side in page.trim)
    thousands = max(1, round_half_up(Fraction(galley.characters, 1000)))
    return {
        "format": f"{width}毫米×{height}毫米　1/{page.fold}",
        "sheets": f"{float(sheets):.3f}".rstrip("0").rstrip("."),
        "characters": f"{thousands}千字",
    }


def is_list(name: str) -> bool:
    """Whether a part lists captions, not titles."""
    return name.startswith("list")
