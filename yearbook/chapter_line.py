"""The stages for one chapter at a time: what each process of a workshop has, to set, make up and draw the chapters it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yearbook.frozen import frozen, replace, said
from yearbook.model.galley import ChapterGalley, Galley, IndexGalley
from yearbook.model.kept import Before, DrawnChapter, PrintedLine, Start, Stretch, let_go
from yearbook.model.page import Element, Mark, Page
from yearbook.standing import Standing

if TYPE_CHECKING:
    from yearbook.draw import PdfOptions
    from yearbook.fonts import Face
    from yearbook.makeup.composer import Composer
    from yearbook.model.layout import Layout


@frozen
class _Made:
    """A chapter made up: its galley, by what it is kept, where it begins, what a pen meets before it, its pages; None let go of."""

    galley: ChapterGalley
    key: bytes
    start: Start
    before: Before
    stretch: Stretch
    marks: Sequence[Sequence[Mark]] | None


class ChapterLine:
    """Copy → Galley → Pages → drawn pages, for chapters by their numbers in the galley. `galley_of` composes a round with its folios.

    Without `options` pages are not drawn.
    """

    def __init__(
        self, galley_of: Callable[[Any], Galley], means: tuple[Layout, Composer, Standing],
        faces: Mapping[str, Face], options: PdfOptions | None,
    ) -> None:
        self._galley_of, self._faces, self._options = galley_of, faces, options
        self._layout, self._composer, self._standing = means
        self._made: dict[int, _Made] = {}
        self._last: _Made | None = None
        self._pen: Any = None

    @property
    def draws(self) -> bool:
        """Whether pages are drawn chapter by chapter."""
        return self._options is not None

    def ready(self) -> None:
        """Loads what every process needs."""
        import yearbook.draw.pdf_chapters
        import yearbook.makeup  # noqa: F401
        from yearbook.compose import batches

        if any(part.unset for part in self.galley.parts if isinstance(part, ChapterGalley)):
            batches()

    def compose(self, folios: Any) -> None:
        """The galley of a round."""
        self.galley, self._pen = self._galley_of(folios), None

    def set(self, chapter: int) -> None:
        """Sets a chapter."""
        len(self._part(chapter).blocks)

    def make(self, chapter: int, place: tuple[Start, Before] | None) -> Stretch:
        """Makes a chapter up, unless an earlier round has made up the very same in the same place; keeps it for later builds."""
        from yearbook.makeup import chapter_key, made_apart

        galley = self._part(chapter)
        start, before = place or self._next()
        made = self._made.get(chapter)
        if made is None or made.galley.blocks is not galley.blocks or made.start != start:
            stretch, marks = made_apart(self._layout, galley, self._composer, start, self._standing)
            made = _Made(galley, chapter_key(galley, start), start, before, stretch, marks)
        self._made[chapter] = self._last = replace(made, before=before)
        return made.stretch

    def said(self, chapter: int) -> bytes:
        """A chapter made up, for another process."""
        return said(self._made[chapter].stretch)

    def marks(self, chapter: int, page: int) -> Sequence[Mark] | None:
        """The marks of a page of it; None when they are let go of."""
        marks = self._made[chapter].marks
        return marks[page] if marks is not None else None

    def lines(self, chapter: int) -> Sequence[Sequence[PrintedLine]] | None:
        """The lines of each of its pages, kept for later builds; None when they are let go of."""
        from yearbook.makeup import kept_lines

        made = self._made[chapter]
        return kept_lines(made.marks, made.key, self._standing) if made.marks is not None else None

    def draw(self, chapter: int) -> DrawnChapter:
        """Its pages drawn, kept for later builds.

        What was set of it is let go of, unless somebody is sure to ask for it: what is set next comes where the processor still
        has at hand what this was (3 % of the time of a large book), and takes no more memory.
        """
        from yearbook.draw import chapter_pen
        from yearbook.makeup import empty_book

        made = self._made[chapter]
        book = empty_book(self.galley, self._layout)
        assert self._options is not None
        if self._pen is None:
            self._pen = chapter_pen(book, self._faces, self._options, self._standing)
        assert made.marks is not None
        pages = tuple(Page(page.folio, page.side, tuple(marks)) for page, marks in zip(made.stretch.pages, made.marks, strict=True))
        elements = [*[Element("NonStruct")] * made.start.elements, *made.stretch.elements]
        drawn: DrawnChapter = self._pen.drawn(replace(book, pages=pages, elements=elements), made.before, made.key)
        if all(drawn.pages) and not any(isinstance(part, IndexGalley) for part in self.galley.parts):
            self._made[chapter] = replace(made, marks=None)
            let_go(made.galley.blocks)
        return drawn

    def _part(self, chapter: int) -> ChapterGalley:
        part = self.galley.parts[chapter]
        assert isinstance(part, ChapterGalley)
        return part

    def _next(self) -> tuple[Start, Before]:
        """The place straight after the chapter made up last."""
        last = self._last
        assert last is not None
        pages, elements = len(last.stretch.pages), len(last.stretch.elements)
        faces = dict.fromkeys((*last.before.faces, *(face for page in last.stretch.pages for face in page.faces)))
        files = dict.fromkeys((*last.before.pictures, *(picture.file for page in last.stretch.pages for picture in page.pictures)))
        start = replace(last.start, pages=last.start.pages + pages, elements=last.start.elements + elements)
        return start, Before(tuple(faces), tuple(files))
