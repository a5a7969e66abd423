"""What makeup asks of composition once places are known: heads, folios, contents. `press` hands it over."""

from collections.abc import Mapping
from typing import Literal, Protocol, TypeAlias

from yearbook.model.galley import ChapterGalley, ContentsRow, IndexGalley, IndexRow, Sheet
from yearbook.model.kept import KeptSheets
from yearbook.model.page import Mark, Run

Side: TypeAlias = Literal["recto", "verso"]


class Composer(Protocol):
    """Sets the few things that only the made-up book knows. Marks of `tab` stand over the trimmed page's type area."""

    def opener(self, chapter: ChapterGalley, rows: tuple[ContentsRow, ...], count: int, side: Side) -> Sheet:
        """A chapter's opener with the folios of its sections, on a page of that side; `count` chapters in all."""

    def tab(self, number: int, count: int, short_title: str, side: str) -> tuple[Mark, ...]:
        """The thumb tab of a chapter on a page of that side."""

    def furniture(self, folio: str, side: str, chapter: str, area: int) -> tuple[Mark, ...]:
        """Running head and folio at the outer side, at places of the page whose type area begins at `area`."""

    def sign(self, run: Run, sign: str) -> Run:
        """The run of a footnote's sign with another sign in the same place."""

    def contents(self, name: str, rows: tuple[ContentsRow, ...], tabs: tuple[str, ...]) -> KeptSheets:
        """目录, or a list of captions, by the name of the part; the number of sheets depends on the rows, not on their folios."""

    def index(self, part: IndexGalley, rows: tuple[IndexRow, ...]) -> tuple[Sheet, ...]:
        """索引; none when there are no rows."""

    def imprint(self, computed: Mapping[str, str]) -> Sheet:
        """版权页 with 印张, 字数 and 开本 as computed."""
