"""What is kept of made-up chapters between builds: light nouns that tell where things fell, and the marks themselves only on demand."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, overload

from yearbook.frozen import frozen
from yearbook.model.galley import ContentsRow, Sheet
from yearbook.model.page import Anchor, Bookmark, Element, Link, Mark, Misfit, Page, Picture, runs_by_face

T = TypeVar("T")
M = TypeVar("M", Anchor, Picture)
Met: TypeAlias = tuple[tuple[str, dict[int, str]], ...]  # of faces glyphs by their ids, and what these stand for
PrintedLine: TypeAlias = tuple[int, int, int, str, str]  # element, x, y, text, terms it is marked with; plain, as a book has 90,000


class Later(Sequence[T], Generic[T]):
    """A tuple that is made when somebody first looks into it."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make: Callable[[], Sequence[T]] | None = make
        self._made: tuple[T, ...] = ()

    def made(self) -> tuple[T, ...]:
        """The tuple itself."""
        if self._make is not None:
            self._made, self._make = tuple(self._make()), None
        return self._made

    def __len__(self) -> int:
        return len(self.made())

    def __iter__(self) -> Iterator[T]:
        return iter(self.made())

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.made()[at]

    def __eq__(self, other: object) -> bool:
        return self.made() == (other.made() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self.made())


class Anew(Later[T]):
    """A tuple that may be let go of, and whatever else `forget` forgets: who looks into it after that has it made again."""

    def __init__(self, make: Callable[[], Sequence[T]], forget: Callable[[], object]) -> None:
        super().__init__(make)
        self._again, self._forget = make, forget

    def let_go(self) -> None:
        """Nobody is likely to look into it any more."""
        self._make, self._made = self._again, ()
        self._forget()


def let_go(held: Sequence[object]) -> None:
    """Lets go of what may be let go of."""
    if isinstance(held, Anew):
        held.let_go()


class KeptSheets(Later[Sheet]):
    """Sheets of which only the sides are known before somebody looks at them; `stamp` is the digest of all they are made of, if known."""

    def __init__(self, make: Callable[[], Sequence[Sheet]], sides: Sequence[str], stamp: bytes = b"") -> None:
        super().__init__(make)
        self.sides, self.stamp = tuple(sides), stamp


class KeptMarks(Later[Mark]):
    """The marks of a page whose chapter is kept; `stamp` names them: the chapter's key, and which of its pages it is.

    Marks that makeup adds later are `added`.
    """

    def __init__(self, make: Callable[[], Sequence[Mark]], told: "StretchPage", stamp: tuple[bytes, int]) -> None:
        super().__init__(make)
        self.told, self.stamp = told, stamp
        self.added: tuple[Mark, ...] = ()

    def made(self) -> tuple[Mark, ...]:
        """All marks, those added at the end."""
        return (*super().made(), *self.added)

    def with_added(self, marks: Sequence[Mark]) -> "KeptMarks":
        """The same marks and more."""
        grown = KeptMarks(super().made, self.told, self.stamp)
        grown.added = (*self.added, *marks)
        return grown


class _Marked(Protocol):
    @property
    def marks(self) -> Sequence[Mark]:
        """What stands there."""


def marks_of(page: _Marked, kind: type[M]) -> Sequence[M]:
    """The anchors or the pictures of a page, without looking at the rest of a kept one."""
    marks: Any = page.marks
    if isinstance(marks, KeptMarks):
        told: Any = marks.told.anchors if kind is Anchor else marks.told.pictures
        return [*told, *(mark for mark in marks.added if type(mark) is kind)]
    return [mark for mark in marks if type(mark) is kind]


def faces_of(page: Page) -> Sequence[str]:
    """The faces of a page's runs, in the order in which they are met, without looking at the marks of a kept one."""
    marks: Any = page.marks
    return marks.told.faces if isinstance(marks, KeptMarks) else tuple(runs_by_face(marks))


def stamp_of(page: Page) -> tuple[bytes, int] | None:
    """What names the marks that are drawn of a kept page; none when others were added than places to lead to."""
    marks: Any = page.marks
    kept = isinstance(marks, KeptMarks) and all(type(mark) is Anchor for mark in marks.added)
    return marks.stamp if kept else None


@frozen
class StretchPage:
    """A page of a made-up chapter: what makeup knows of it, and of its marks those that others ask for by themselves."""

    folio: str
    side: Literal["recto", "verso"]
    area: int
    flow: bool
    anchors: tuple[Anchor, ...]
    pictures: tuple[Picture, ...]
    faces: tuple[str, ...] = ()  # of its runs, in the order in which they are met


@frozen
class Start:
    """Where a chapter begins, on which its pages depend beside its copy and the design: how many pages and elements stand before it.

    `root` is the element it stands under; `roman` and `before` say how folios count, `chapters` how many there are.
    """

    pages: int
    elements: int
    root: int
    roman: bool
    before: int
    chapters: int


@frozen
class Before:
    """The faces and the files of pictures on the pages before a chapter, in the order in which a pen meets them and names them."""

    faces: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@frozen
class Stretch:
    """A chapter made up: its pages and what it brings to the book."""

    pages: tuple[StretchPage, ...]
    elements: tuple[Element, ...]
    bookmarks: tuple[Bookmark, ...]
    rows: tuple[ContentsRow, ...]
    captions: tuple[ContentsRow, ...]
    misfits: tuple[Misfit, ...]
    columns: tuple[tuple[str, int], ...]


class MadeElsewhere(Protocol):
    """A chapter that another process may have made up, and still has."""

    stretch: Stretch

    def marks(self, page: int) -> Sequence[Mark] | None:
        """The marks of one of its pages; None when the process is gone."""

    def lines(self) -> Sequence[Sequence[PrintedLine]] | None:
        """The lines of each of its pages, as an index reads them."""


@frozen
class DrawnPage:
    """A page as a pen wrote it: its compressed content, and what must be so for it to come out thus, beside what glyphs stand for.

    `faces` are (face, its resource) in the order of use; `pictures` (file, resource, width, height, orientation); `contents` the
    element of every MCID.
    """

    content: bytes
    faces: tuple[tuple[str, bytes], ...]
    pictures: tuple[tuple[str, bytes, int, int, int], ...]
    contents: tuple[int, ...]
    links: tuple[Link, ...]


@frozen
class FaceTexts:
    """Glyphs of a face, each once, and what they stand for: `gids` (two bytes each, rising) a character of `text` each, `others` more,
    or nothing.
    """

    face: str
    gids: bytes
    text: str
    others: tuple[tuple[int, str], ...] = ()


@frozen
class DrawnChapter:
    """The pages of a chapter as a pen wrote them, each as it is `said`; b"" for one that depends on other objects of its file.

    `texts` are all glyphs of its pages, with what they stand for in the book; `met` those of them that must have been met before
    the chapter, as a run of it has them for something else.
    """

    pages: tuple[bytes, ...]
    texts: tuple[FaceTexts, ...] = ()
    met: Met = ()


class DrawnElsewhere(Protocol):
    """Pages of a body, by their numbers there, that other processes may draw."""

    def drawn(self, page: int) -> tuple[DrawnChapter, int] | None:
        """The chapter of a page, waited for, and its number there; None when it is to be drawn here."""


@frozen
class KeptBranch:
    """The elements of a chapter as a pen wrote them: `packs` of objects (how many, where the first begins, compressed).

    `tops` are those whose parents are elsewhere, with these; `shown` of each page the references to what it shows; `named` the
    elements with an ID.
    """

    packs: tuple[tuple[int, int, bytes], ...]
    tops: tuple[tuple[int, int], ...]
    shown: tuple[bytes, ...]
    named: tuple[tuple[bytes, int], ...]
