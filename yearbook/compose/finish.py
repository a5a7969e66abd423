"""What is set once places are known: openers with folios, running heads, thumb tabs, contents, imprint."""

from collections.abc import Callable, Mapping

from yearbook.compose.cells_measured import measure_together
from yearbook.compose.contents import contents_sheets
from yearbook.compose.imprint import imprint_sheet
from yearbook.compose.index import index_sheets
from yearbook.compose.kept_items import NO_STOCK, Stock
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.compose.slots import Filling, Side, fixed_sheet
from yearbook.compose.tabs import tab_marks
from yearbook.frozen import replace, said
from yearbook.model.copy import Copy, ImprintPart
from yearbook.model.galley import ChapterGalley, ContentsRow, IndexGalley, IndexRow, Sheet
from yearbook.model.kept import KeptSheets
from yearbook.model.page import Line, Mark, Rule, Run, Text
from yearbook.packing import digest, packed, recalled

_FOLIOS = 32  # measured together, about a chapter's


class Finisher:
    """Sets lines that tell folios; running heads and tabs are set once and used on many pages."""

    def __init__(self, copy: Copy, setter: Typesetter, stock: Stock = NO_STOCK) -> None:
        self._copy, self._setter, self._stock = copy, setter, stock
        self._contents: dict[tuple[str, tuple[ContentsRow, ...], tuple[str, ...]], KeptSheets] = {}
        self._tabs: dict[tuple[int, int, str, str], tuple[Mark, ...]] = {}

    def opener(self, chapter: ChapterGalley, rows: tuple[ContentsRow, ...], count: int, side: Side) -> Sheet:
        """A chapter's opener with the folios of its sections, on a page of that side."""
        slots = self._setter.layout.pages.get("opener", ())
        listed = tuple((row.folio, row.title, row.anchor) for row in rows)
        filling = Filling({"abstract": chapter.abstract}, listed, (chapter.number, count, chapter.short_title))
        return fixed_sheet(slots, dict(chapter.fields), side, self._setter, filling)

    def tab(self, number: int, count: int, short_title: str, side: str) -> tuple[Mark, ...]:
        """The thumb tab of a chapter on a page of that side."""
        key = (number, count, short_title, side)
        if key not in self._tabs:
            self._tabs[key] = tab_marks(number, count, short_title, side, self._setter)
        return self._tabs[key]

    def furniture(self, folio: str, side: str, chapter: str, area: int) -> tuple[Mark, ...]:
        """Folio outside, beside it the chapter (recto) or the book's title (verso)."""
        layout = self._setter.layout
        look = layout.furniture
        words = chapter if side == "recto" else f"{self._copy.short_title or self._copy.title} {self._copy.year}"
        number = self._number(folio)
        head = self._head(words, layout.page.width - number.width - look.gap)
        edge = area + layout.page.width
        if side == "verso":
            folio_x = area + look.folio_inset
            beside, inner = folio_x + number.width + look.gap, edge - head.width
        else:
            folio_x = edge - look.folio_inset - number.width
            beside, inner = folio_x - look.gap - head.width, area
        if not look.heads:
            return (Text(folio_x, look.baseline, number),)
        marks = (Text(folio_x, look.baseline, number), Text(inner if look.spread else beside, look.baseline, head))
        if not look.rule:
            return marks
        return (*marks, Rule(area, look.rule_drop, edge, look.rule_drop, look.rule, look.rule_colour))

    def _number(self, folio: str) -> Line:
        """A folio; those of the next pages are measured with it, which takes half the time."""
        look = self._setter.layout.furniture
        wanted = (Piece(look.folio.format(folio=folio), look.folio_style),)
        if wanted not in self._setter.singles and folio.isascii() and folio.isdigit():
            others = [look.folio.format(folio=int(folio) + n) for n in range(1, _FOLIOS)]
            measure_together([wanted, *((Piece(other, look.folio_style),) for other in others)], self._setter)
        return set_single(wanted, self._setter)

    def _head(self, words: str, room: int) -> Line:
        """A running head; of one too long for its line as much as that holds."""
        line, shown = set_single((Piece(words, self._setter.layout.furniture.head_style),), self._setter), len(words)
        while line.width > room and shown > 1:
            shown = min(shown - 1, shown * room // line.width)
            line = set_single((Piece(f"{words[:shown]}……", self._setter.layout.furniture.head_style),), self._setter)
        return line

    def sign(self, run: Run, sign: str) -> Run:
        """The run of a footnote's sign with another sign in the same place; signs are of one width, ① as ㊿."""
        face = self._setter.faces[run.face]
        if run.text == sign or len(sign) != len(run.text) or face.missing(sign):
            return run
        return replace(run, text=sign, gids=face.gids(sign))

    def contents(self, name: str, rows: tuple[ContentsRow, ...], tabs: tuple[str, ...]) -> KeptSheets:
        """目录 in Chinese or English, or a list of captions."""
        key = (name, rows, tabs)
        sheets = self._contents.get(key)
        if sheets is None:
            sheets = self._contents[key] = self._kept(key, lambda: contents_sheets(rows, self._setter, tabs, name))
        return sheets

    def index(self, part: IndexGalley, rows: tuple[IndexRow, ...]) -> tuple[Sheet, ...]:
        """索引."""
        return self._kept(("index", part, rows), lambda: index_sheets(part, rows, self._setter)).made()

    def _kept(self, key: tuple[object, ...], make: Callable[[], tuple[Sheet, ...]]) -> KeptSheets:
        """Sheets that an earlier build set of the same rows, else those that `make` makes."""
        standing = self._stock.standing
        named = digest(self._stock.stamp, said(key)) if standing else b""
        sides = recalled(standing.get("sides", named), tuple)
        if sides is not None:
            return KeptSheets(lambda: recalled(standing.get("sheets", named), tuple) or make(), sides, named)
        made = make()
        if standing:
            standing.put("sheets", named, packed(made))
            standing.put("sides", named, packed(tuple(sheet.side for sheet in made)))
        return KeptSheets(lambda: made, [sheet.side for sheet in made], named)

    def imprint(self, computed: Mapping[str, str]) -> Sheet:
        """版权页 with what only the made-up book tells."""
        part = next(part for part in self._copy.parts if isinstance(part, ImprintPart))
        return imprint_sheet(part, self._setter, computed)


