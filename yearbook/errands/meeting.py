"""A meeting's set: agenda and edition → papers made up once each → files for all, for each item and for each group."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.errands.imposition import imposed, sheet_called
from yearbook.errands.meeting_packs import Pack, list_file, numbers_of, packs_of, told, words
from yearbook.frozen import frozen, replace
from yearbook.model.agenda import AgendaFile, Excerpt, as_written, span_of
from yearbook.model.imposition import Imposition, Request
from yearbook.model.page import Anchor, BookInfo, Mark, Page, Pages, shifted
from yearbook.model.paper_copy import MeetingCopy, PaperCopy
from yearbook.model.source import SourceFile, path_inside
from yearbook.press import Checked, Order, Tell, check, layout_folders, open_shelf, silent
from yearbook.problems import ContentError, Place, Problem, UsageError, near

if TYPE_CHECKING:
    from yearbook.compose import ContentsLine
    from yearbook.makeup import Bound
    from yearbook.model.meeting_looks import MeetingLook

SCREEN = 10**9  # as a base: marks counted from it below are artifacts


@frozen
class Wanted:
    """What is asked for: the edition's folder, the agenda's file, a layout instead of its own, only some groups."""

    folder: str
    agenda: str
    layout: str | None = None
    groups: tuple[str, ...] = ()


@frozen
class Delivered:
    """The files by name, the list among them, and the warnings found on the way; `name` is what their folder may be called."""

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]
    name: str
    papers: int
    pages: int


def meeting(wanted: Wanted, tell: Tell = silent) -> Delivered:
    """The whole set. Raises ContentError with the problems of edition or agenda, PathError, UsageError."""
    from yearbook.edit import meeting_copy

    tell("check")
    file, checked, agenda = checked_agenda(wanted)
    tell("edit")
    desk = _Desk(file, checked, agenda, meeting_copy(checked.edition, agenda, checked.layout))
    tell("compose")
    desk.must_hold()
    named: list[tuple[str, bytes]] = []
    rows: list[tuple[object, ...]] = []
    for pack in packs_of(agenda, desk.copy, wanted.groups):
        tell("draw")
        for name, data, row in desk.files(pack):
            named.append((name, data))
            rows.append((name, *row))
    named.append((words()["files"]["list"], list_file(rows)))
    stem = Path(wanted.agenda).stem
    name = f"{checked.edition.frame.id}-{'meeting' if stem == 'agenda' else stem}"
    return Delivered(tuple(named), checked.problems, name, len(desk.copy.papers), sum(map(len, desk.lengths.values())))


def checked_agenda(wanted: Wanted) -> tuple[SourceFile, Checked, AgendaFile]:
    """The agenda's file, the edition in the layout it asks for, and the agenda held against it."""
    from yearbook.check import check_agenda
    from yearbook.load import load_file, parse_body, parse_inline

    file = load_file(wanted.agenda)
    checked = check(Order(wanted.folder, wanted.layout or _layout(file)))
    if checked.layout.meeting is None:
        place = Place("--layout") if wanted.layout else file.locate(("layout",))
        raise ContentError((Problem.of("layout-no-papers", place, name=checked.layout.id),))
    shelf = open_shelf(checked.layout, (checked.edition.folder,))
    agenda = check_agenda(file, parse_body, parse_inline, checked.edition, shelf.lacking)
    names = [group.name for group in agenda.groups]
    for name in wanted.groups:
        if name not in names:
            unknown = Problem.of("group-unknown", Place("--group"), name=name, near=near(name, names), groups=", ".join(names) or "—")
            raise UsageError((unknown,))
    return file, checked, agenda


def _layout(file: SourceFile) -> str:
    """The layout that the agenda asks for: shipped, or a file beside the agenda. Raises ContentError."""
    from yearbook.load import layout_names

    name = file.data.get("layout", "gbt9704") if isinstance(file.data, dict) else ""
    if not isinstance(name, str) or not name:
        return "gbt9704"  # the shape is for `check` to say
    place, names = file.locate(("layout",)), layout_names(layout_folders())
    if name in names:
        return name
    if not name.endswith((".yaml", ".yml")):
        raise ContentError((Problem.of("layout-unknown", place, name=name, names=", ".join(names), near=near(name, names)),))
    folder = os.path.dirname(place.file) or "."
    if path_inside(folder, name) is None:
        raise ContentError((Problem.of("path-outside", place, path=name),))
    if not os.path.isfile(os.path.join(folder, name)):
        raise ContentError((Problem.of("file-missing", place, path=name, near=near(name, os.listdir(folder))),))
    return os.path.join(folder, name)


class _Desk:
    """Everything made up once: papers, agenda; and what every file of the set is put together from."""

    def __init__(self, file: SourceFile, checked: Checked, agenda: AgendaFile, copy: MeetingCopy) -> None:
        from yearbook.compose import Finisher, Typesetter, paper_galley
        from yearbook.makeup import flow_pages
        from yearbook.model.copy import Copy

        self.file, self.checked, self.agenda, self.copy = file, checked, agenda, copy
        frame, layout = checked.edition.frame, checked.layout
        self._info = BookInfo(copy.name, agenda.office, agenda.title, frame.date)
        self._setter = Typesetter(layout, checked.faces, tuple(person.name for person in checked.edition.people.values()))
        book = Copy(frame.title, frame.edition_year, frame.region, frame.office, frame.date, (), 0, ())
        self._finisher = Finisher(book, self._setter)
        self._papers: dict[int, tuple[PaperCopy, Pages]] = {}
        for paper in copy.papers:
            info = replace(self._info, title=paper.name, subject=f"{copy.name}　{paper.label}")
            self._papers[paper.number] = (paper, flow_pages(paper_galley(paper, self._setter), layout, self._finisher, info))
        self._numbers = numbers_of(agenda)

    @property
    def look(self) -> "MeetingLook":
        """How papers look."""
        look = self.checked.layout.meeting
        assert look is not None, "a layout without papers has been refused"
        return look

    @cached_property
    def lengths(self) -> Mapping[int, tuple[Page, ...]]:
        """The pages of each paper."""
        return {number: pages.pages for number, (_, pages) in self._papers.items()}

    def must_hold(self) -> None:
        """Every page that items and groups ask for exists. Raises ContentError."""
        problems = []
        for path, excerpt in self.agenda.excerpts():
            count = len(self.lengths[excerpt.paper])
            if span_of(excerpt.pages, count) is None:
                place, label = self.file.locate(as_written((*path, "pages"), self.file.data)), self._papers[excerpt.paper][0].label
                problems.append(Problem.of("pages-out-of-range", place, pages=excerpt.pages, paper=label, count=count))
        if problems:
            raise ContentError(tuple(problems))

    def files(self, pack: Pack) -> Iterator[tuple[str, bytes, tuple[object, ...]]]:
        """The file of a pack on A4 and on A3, each with its row of the list."""
        from yearbook.draw import draw_pdf

        pages = self._pages(pack)
        plain = draw_pdf(pages, self.checked.faces)
        # booklets of an office are not trimmed: nothing is lost at the fore-edge, and the binding edge stays as it is
        folded = imposed(pack.name, plain, Request("saddle", sheet_called("A3"), creep="none"), 0)
        numbers = self._numbers.get(pack.group.name, ()) if pack.group else ()
        if numbers:
            places = self._numbered_pages(pages, pack)
            stamped = self._stamped(plain, numbers, [(page, 0, 0, cover) for page, cover in places], (pages.width, pages.height))
            sheet = (folded.plan.sheet.width, folded.plan.sheet.height)
            folds = self._stamped(folded.data, numbers, _on_sheets(places, folded.plan), sheet)
        else:
            stamped, folds = plain, folded.data
        row = self._row(pack, numbers, len(pages.pages))
        said = words()["list"]
        yield f"{pack.name}.pdf", stamped, (*row, said["duplex"] + self._how(pack, numbers))
        yield f"{pack.name}{words()['files']['folded']}.pdf", folds, (*row, said["folded"] + self._how(pack, numbers))

    def _row(self, pack: Pack, numbers: Sequence[str], count: int) -> tuple[object, ...]:
        """What the list says of a pack."""
        group = pack.group
        held = words()["words"]["join"].join(told(excerpt, self.copy.papers, self.look) for excerpt in pack.excerpts)
        span = words()["words"]["numbers"].format(first=numbers[0], last=numbers[-1]) if numbers else ""
        copies = group.copies if group and group.copies else ""
        return held, group.name if group else "", copies, span, count, -(-count // 2), -(-count // 4)

    def _how(self, pack: Pack, numbers: Sequence[str]) -> str:
        said, copies = words()["list"], pack.group.copies if pack.group else None
        if not copies:
            return ""
        return "，" + str(said["ready" if numbers else "once"].format(copies=copies))

    def _pages(self, pack: Pack) -> Pages:
        """The pages of a file: a paper by itself, or cover, agenda, contents and papers, each from a right-hand page on."""
        from yearbook.makeup import Bound, bind, evened

        if pack.bare:
            paper, pages = self._papers[pack.excerpts[0].paper]
            return bind([Bound("p", paper.name, pages)], pages.info)
        name = f"{self.copy.name}{self.agenda.title}"
        info = replace(self._info, title=f"{name}（{pack.group.name}）" if pack.group else name)
        bound = [self._bound(excerpt) for excerpt in pack.excerpts]
        return evened(bind([*self._front(pack, bound), *bound], info))

    def _bound(self, excerpt: Excerpt) -> "Bound":
        from yearbook.makeup import Bound

        paper, pages = self._papers[excerpt.paper]
        first, last = span_of(excerpt.pages, len(pages.pages)) or (1, 0)
        return Bound(f"p{paper.number}", f"{paper.label}　{paper.name}", pages, first, last)

    def _front(self, pack: Pack, bound: "Sequence[Bound]") -> "Iterator[Bound]":
        """Cover, agenda and contents of a pack."""
        from yearbook.compose import agenda_galley, contents_sheets, cover_sheet
        from yearbook.makeup import Bound, flow_pages, sheet_pages

        layout, look = self.checked.layout, self.look
        recalled = any(self._papers[excerpt.paper][0].recall for excerpt in pack.excerpts)
        to = {"group": look.recipients.format(recipients=pack.group.name)} if pack.group else {}
        fields = {**dict(self.copy.fields), **to, **({"recall": look.recall} if recalled else {})}
        held = [(self._papers[excerpt.paper][0], part.key) for excerpt, part in zip(pack.excerpts, bound, strict=True)]
        cover = cover_sheet(fields, [(paper.numeral, paper.name, f"^{key}") for paper, key in held], self._setter)
        if cover is not None:
            yield Bound("cover", self.agenda.title, sheet_pages((cover,), layout, self._info))
        said = words()["words"]
        items = []
        for title, excerpts in self.copy.agenda.items:
            papers = said["join"].join(told(excerpt, self.copy.papers, look) for excerpt in excerpts)
            items.append((title, papers))
        galley = agenda_galley(self.copy.agenda, items, self._setter)
        yield Bound("agenda", look.agenda, flow_pages(galley, layout, self._finisher, self._info))
        sheets = contents_sheets(tuple(self._contents(pack, bound)), self._setter)
        yield Bound("contents", look.contents, sheet_pages(sheets, layout, self._info))

    def _contents(self, pack: Pack, bound: "Sequence[Bound]") -> "Iterator[ContentsLine]":
        """Rows of the contents: papers with the number of their pages, annexes with their folios."""
        from yearbook.compose import ContentsLine

        look = self.look
        for excerpt, part in zip(pack.excerpts, bound, strict=True):
            paper, pages = self._papers[excerpt.paper]
            name = told(excerpt, self.copy.papers, look)
            yield ContentsLine(name, paper.name, look.pages.format(count=part.last - part.first + 1), f"^{part.key}")
            kept = pages.pages[part.first - 1 : part.last]
            folios = {mark.name: page.folio for page in kept for mark in page.marks if isinstance(mark, Anchor)}
            for annex in paper.annexes:
                if annex.anchor in folios:
                    told_folio = look.page.format(folio=folios[annex.anchor])
                    yield ContentsLine(annex.label, "".join(annex.title), told_folio, f"^{part.key}.{annex.anchor}", annex=True)

    def _numbered_pages(self, pages: Pages, pack: Pack) -> list[tuple[int, bool]]:
        """The pages that bear the number of their copy: the cover, and the first of every paper to be given back."""
        heads = {f"p{excerpt.paper}.start" for excerpt in pack.excerpts if self._papers[excerpt.paper][0].recall}
        return [
            (number, number == 0)
            for number, page in enumerate(pages.pages)
            if number == 0 or any(isinstance(mark, Anchor) and mark.name in heads for mark in page.marks)
        ]

    def _stamped(
        self, data: bytes, numbers: Sequence[str], places: Sequence[tuple[int, int, int, bool]], size: tuple[int, int]
    ) -> bytes:
        """As many copies as numbers, each with its own at these places: page, further to the right and down, on a cover."""
        from yearbook.compose import copy_numbers
        from yearbook.deliver import numbered_copies
        from yearbook.draw import PdfOptions, draw_pdf

        look = self.checked.layout.page
        stamps: list[Page] = []
        for number in numbers:
            on_cover, in_corner = copy_numbers(number, self._setter)
            for _, x, y, cover in places:
                marks: tuple[Mark, ...] = on_cover if cover else in_corner
                stamps.append(Page("", "recto", tuple(shifted(mark, look.inside + x, look.head + y, -SCREEN) for mark in marks)))
        pages = Pages(tuple(stamps), (), (), self.checked.layout.palette, *size, 0, self._info)
        return numbered_copies(data, draw_pdf(pages, self.checked.faces, PdfOptions(tags=False)), [page for page, *_ in places])


def _on_sheets(places: Sequence[tuple[int, bool]], plan: Imposition) -> list[tuple[int, int, int, bool]]:
    """Where pages stand on the sheets of a booklet: none is turned there."""
    return [
        (number, spot.x, spot.y, cover)
        for page, cover in places
        for number, plate in enumerate(plan.plates)
        for spot in plate.spots
        if spot.page == page + 1
    ]


def write(folder: Path, delivered: Delivered) -> None:
    """The set in a folder of its own, written whole or not at all. Raises PathError."""
    from yearbook.deliver import write_folder

    write_folder(folder, dict(delivered.files), words()["files"]["list"])
