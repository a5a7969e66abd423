"""The book while it is made up: pages in order, the structure tree, where every anchor fell, what the contents will list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain
from operator import itemgetter
from typing import Any, Literal

from yearbook.frozen import replace, workpiece
from yearbook.makeup.pieces import changes
from yearbook.model.galley import ContentsRow, RowKind, Sheet
from yearbook.model.joints import cut
from yearbook.model.kept import Before, KeptMarks, PrintedLine
from yearbook.model.layout import Layout
from yearbook.model.page import (
    INDEX_MARK,
    INDEX_MARKS,
    Anchor,
    Bookmark,
    Box,
    Element,
    Line,
    Link,
    Mark,
    Misfit,
    Page,
    Picture,
    Text,
    parts_safely,
    runs_by_face,
    shifted,
    turned,
)

Side = Literal["recto", "verso"]
Attributes = tuple[tuple[str, str], ...]  # of an element
_TOLD_APART = frozenset(("ID", "Headers"))  # attributes
LEVELS = {"section": 1, "subsection": 2, "entry": 2}  # of bookmarks; all others stand outermost


@workpiece
class Draft:
    """A page in the making; `area` is the x of its type area."""

    folio: str
    side: Side
    area: int
    marks: list[Mark] = field(default_factory=list)
    flow: bool = False  # whether it is made of the layout's columns
    kept: KeptMarks | None = None  # of a page made up before, to which `marks` are added
    kept_lines: Callable[[], Iterable[PrintedLine]] = tuple  # of the same page

    def lines(self) -> Iterable[PrintedLine]:
        """Its lines of text, without looking at the marks of a page made up before when its lines are kept."""
        return chain(self.kept_lines(), printed_lines(self.marks))

    def anchors(self) -> list[Anchor]:
        """Its anchors, without looking at the marks of a page made up before."""
        before = self.kept.told.anchors if self.kept is not None else ()
        return [*before, *(mark for mark in self.marks if type(mark) is Anchor)]

    def pictures(self) -> list[Picture]:
        """Its pictures, likewise."""
        before = self.kept.told.pictures if self.kept is not None else ()
        return [*before, *(mark for mark in self.marks if type(mark) is Picture)]

    def finished(self) -> Page:
        """The page, frozen."""
        marks: Any = self.kept.with_added(self.marks) if self.kept is not None else tuple(self.marks)
        return Page(self.folio, self.side, marks)


@workpiece
class Book:
    """Collects pages and structure; only makeup holds one, and only until it is done."""

    layout: Layout
    pages: list[Draft] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    rows: list[ContentsRow] = field(default_factory=list)
    captions: list[ContentsRow] = field(default_factory=list)  # of tables, figures and plates
    root: int = -1
    roman: bool = False
    before: int = 0  # pages before the one that bears folio 1
    after: int = 0  # pages of the back cover, which are not counted either
    columns: dict[str, int] = field(default_factory=dict)  # of anchors in a column
    placed: set[str] = field(default_factory=set)  # anchors made for the index
    misfits: list[Misfit] = field(default_factory=list)
    branches: list[range] = field(default_factory=list)  # elements of a chapter or of contents, sections included
    faces: dict[str, None] = field(default_factory=dict)  # met on the pages looked at so far, and pictures
    files: dict[str, None] = field(default_factory=dict)
    looked_at: int = 0
    pending: tuple[str, str, str] | None = None  # anchor, title and its English that the next page takes
    _going_on: tuple[int, str, int] = (-1, "", -1)  # the element, target and Link of a link at the end of the last line

    @property
    def next_side(self) -> Side:
        """The side of the page that comes next."""
        return "verso" if len(self.pages) % 2 else "recto"

    @property
    def folio(self) -> str:
        """The folio of the page last begun."""
        return self.pages[-1].folio

    def begin_page(self, folio: str | None = None) -> Draft:
        """A new page; its folio counts on unless given."""
        side = self.next_side
        page = self.layout.page
        area = page.inside if side == "recto" else page.trim[0] - page.inside - page.width
        number = len(self.pages) - self.before + 1
        text = folio if folio is not None else roman(number) if self.roman else str(number)
        draft = Draft(text, side, area)
        self.pages.append(draft)
        if self.pending:
            anchor, title, title_en = self.pending
            self.pending = None
            self.anchor(anchor, 0)
            self.name(anchor, title, "part", title_en)
        return draft

    def rows_for_next(self, anchor: str, title: str, title_en: str) -> None:
        """The next page begins a part of that title."""
        self.pending = (anchor, title, title_en)

    def met(self) -> Before:
        """What a pen meets on the pages so far; each is looked at once."""
        for draft in self.pages[self.looked_at :]:
            self.faces.update(dict.fromkeys(draft.kept.told.faces if draft.kept is not None else runs_by_face(draft.marks)))
            self.files.update(dict.fromkeys(picture.file for picture in draft.pictures()))
        self.looked_at = len(self.pages)
        return Before(tuple(self.faces), tuple(self.files))

    def turn_to(self, side: str) -> None:
        """Blank pages until the next page is on that side ("any": none)."""
        if side != "any" and self.next_side != side:
            self.begin_page()

    def element(self, tag: str, parent: int = -1, title: str = "", attributes: Attributes = ()) -> int:
        """A new element of the tree."""
        self.elements.append(Element(tag, parent, title, "", "", attributes))
        return len(self.elements) - 1

    def graft(self, elements: Iterable[Element], parent: int) -> int:
        """A block's elements under `parent`; returns the base for its marks."""
        base = len(self.elements)
        self.elements += regrown(elements, base, parent)
        return base

    def put(self, marks: Iterable[Mark], x: int, y: int, base: int, draft: Draft | None = None) -> None:
        """Marks of a block onto a page (the last), with its head-left corner at x, y of the page."""
        draft = draft or self.pages[-1]
        for mark in marks:
            moved = shifted(mark, x, y, base)
            if type(moved) is Text and leads(moved.line):
                draft.marks += self.linked(moved)
            else:
                draft.marks.append(moved)

    def put_lines(self, texts: Sequence[Text]) -> None:
        """Lines in their places onto the last page: nearly none leads anywhere, and all are asked."""
        marks = self.pages[-1].marks
        if [run for text in texts for run in text.line.runs if run.link]:
            for text in texts:
                marks += self.linked(text)
        else:
            marks += texts

    def put_turned(self, marks: Iterable[Mark], down: int, base: int) -> None:
        """Marks of a turned table onto the last page, `down` from the table's head, which stands at the left."""
        page, draft = self.layout.page, self.pages[-1]
        foot = page.head + page.lines * page.leading - (page.leading - page.body)
        for mark in marks:
            moved = shifted(mark, 0, down, base)
            every = self.linked(moved) if isinstance(moved, Text) else (moved,)
            draft.marks += [turned(one, draft.area, foot) for one in every]

    def put_sheet(self, sheet: Sheet, parent: int, folio: str | None = None) -> Draft:
        """A whole page onto a new page, its ground first."""
        draft = self.begin_page(folio)
        self.put_on(draft, sheet, parent)
        return draft

    def put_on(self, draft: Draft, sheet: Sheet, parent: int) -> None:
        """A whole page onto a page begun before."""
        page = self.layout.page
        if sheet.ground:
            width, height = page.trim
            bleed = page.bleed
            draft.marks.append(Box(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed, sheet.ground))
        self.put(sheet.marks, draft.area, page.head, self.graft(sheet.elements, parent), draft)

    def linked(self, text: Text) -> list[Mark]:
        """A line as marks: runs that lead somewhere in a Link of their own under the line's element, with its rectangle.

        What goes on at the next line's head is the same Link. A line of no element (a table's head set again) leads nowhere.
        """
        if text.element < 0 or not leads(text.line):
            return [text]
        targets = ["" if run.link[:1] == INDEX_MARK else run.link for run in text.line.runs]
        ends = changes(targets)
        if not all(parts_safely(text.line, end) for end in ends):
            return [text, *self._rectangles(text, targets)]
        marks: list[Mark] = []
        for left, line in cut(text.line, ends):
            link = line.runs[0].link
            piece = replace(text, x=text.x + left, line=line)
            if not link or link[0] == INDEX_MARK:
                marks.append(piece)
                self._going_on = (-1, "", -1)
                continue
            if self._going_on[:2] != (text.element, link) or marks:
                self._going_on = (text.element, link, self.element("Link", text.element))
            piece = replace(piece, element=self._going_on[2])
            marks += [piece, link_over(piece, link)]
        return marks

    def _rectangles(self, text: Text, targets: list[str]) -> Iterator[Link]:
        """The links of a line that may not be cut: each a Link beside the words, which stay in the line's element."""
        for left, line in cut(text.line, changes(targets)):
            link = line.runs[0].link
            if link and link[0] != INDEX_MARK:
                yield link_over(Text(text.x + left, text.y, line, self.element("Link", text.element)), link)

    def name(self, anchor: str, title: str, kind: RowKind, title_en: str = "", level: int | None = None) -> None:
        """Record where a title fell: for the contents and the bookmarks."""
        self.rows.append(ContentsRow(kind, self.folio, title, anchor, title_en))
        self.bookmarks.append(Bookmark(title, LEVELS.get(kind, 0) if level is None else level, anchor))

    def caption(self, kind: RowKind, words: tuple[str, str], anchor: str) -> None:
        """Record where the caption of a table, figure or plate fell: label and caption."""
        self.captions.append(ContentsRow(kind, self.folio, "\u3000".join(word for word in words if word), anchor))

    def anchor(self, name: str, y: int, column: int = -1) -> None:
        """A place to lead to on the last page, in a column of it unless that is -1."""
        if name:
            self.pages[-1].marks.append(Anchor(name, 0, max(y, 0)))
            if column >= 0:
                self.columns[name] = column

    def outer_left(self, x: int) -> bool:
        """Whether the outer side of the column at x of the last page is its left: of the only one the fore-edge, else the page's."""
        page, draft = self.layout.page, self.pages[-1]
        return draft.side == "verso" if page.columns == 1 else self.column_at(draft, x) == 0

    def column_at(self, draft: Draft, x: int) -> int:
        """The column of a page that x of the page lies in; -1 where the page has none."""
        page = self.layout.page
        if not draft.flow:
            return -1
        return min(max((x - draft.area + page.gutter // 2) // (page.column + page.gutter), 0), page.columns - 1)

    def finished(self) -> tuple[Page, ...]:
        """The pages, frozen."""
        return tuple(draft.finished() for draft in self.pages)


def printed_lines(marks: Iterable[Mark]) -> Iterator[PrintedLine]:
    """The lines among marks, furniture left out, as an index reads them."""
    for mark in marks:
        if type(mark) is Text and mark.element >= 0:
            line = mark.line
            terms = INDEX_MARKS.join([run.link[1:] for run in line.runs if run.link[:1] == INDEX_MARK]) if leads(line) else ""
            yield mark.element, mark.x, mark.y, line.text, terms


def leads(line: Line) -> bool:
    """Whether any run of a line leads somewhere: nearly none does, and all are asked."""
    for run in line.runs:  # noqa: SIM110 - half the time of `any`
        if run.link:
            return True
    return False


def link_over(text: Text, link: str) -> Link:
    """The rectangle over a line all whose runs lead to one place."""
    first, last = text.line.runs[0], text.line.runs[-1]
    size = max(run.size for run in text.line.runs)
    box = (text.x + first.x, text.y - size * 88 // 100, last.x + last.width - first.x, size)
    target, uri = (link[1:], "") if link.startswith("#") else ("", link)
    return Link(*box, target, uri, line_text(text.line), text.element)


def regrown(elements: Iterable[Element], base: int, top: int = -1) -> list[Element]:
    """The elements of one tree in a larger one, from `base` on, its tops under `top`; their IDs are told apart from those of others."""
    return [
        Element(
            one.tag, one.parent + base if one.parent >= 0 else top, one.title, one.alt, one.actual,
            _told_apart(one.attributes, base) if one.attributes else (),
        )
        for one in elements
    ]  # fmt: skip


def under(element: Element, parent: int) -> Element:
    """The element under another parent; half the time of `replace`, and every element comes by here."""
    return Element(element.tag, parent, element.title, element.alt, element.actual, element.attributes)


def _told_apart(attributes: Attributes, base: int) -> Attributes:
    if _TOLD_APART.isdisjoint(map(itemgetter(0), attributes)):
        return attributes
    return tuple((key, " ".join(f"{base}.{one}" for one in value.split()) if key in _TOLD_APART else value) for key, value in attributes)


def line_text(line: Line) -> str:
    """What a line says, for the alternative text of a link."""
    return line.text.strip()


def roman(number: int) -> str:
    """Lower-case roman numerals, for the folios of front matter."""
    signs = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
             ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))  # fmt: skip
    text = ""
    for sign, value in signs:
        while number >= value:
            text, number = text + sign, number - value
    return text
