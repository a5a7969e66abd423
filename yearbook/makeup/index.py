"""The index once the body is on its pages: every place that bears a heading, by folio and column, neighbours merged."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yearbook.frozen import replace
from yearbook.makeup.book import Book
from yearbook.model.galley import IndexGalley, IndexLocator, IndexRow
from yearbook.model.layout import Layout
from yearbook.model.page import INDEX_MARKS, Anchor

NO_COLUMN = -1


class _Place(NamedTuple):
    """A place of the book in reading order; `column` is NO_COLUMN where the page has none."""

    page: int
    column: int
    y: int
    anchor: str = ""


class _Print:
    """What is printed on the pages so far: the text of every element from line to line, and where each line stands."""

    def __init__(self, book: Book) -> None:
        self.marked: dict[str, list[_Place]] = {}
        self._anchors: dict[str, _Place] = {}
        by_element: dict[int, list[tuple[str, _Place]]] = {}
        for number, draft in enumerate(book.pages):
            for element, x, y, text, terms in draft.lines():
                place = _Place(number, book.column_at(draft, x), y)
                by_element.setdefault(element, []).append((text, place))
                for term in terms.split(INDEX_MARKS) if terms else ():
                    self.marked.setdefault(term, []).append(place)
            for anchor in draft.anchors():
                # a block's own anchors stand in its column, those of makeup at the edge of the page
                column = book.column_at(draft, anchor.x) if anchor.x else book.columns.get(anchor.name, NO_COLUMN)
                self._anchors.setdefault(anchor.name, _Place(number, column, anchor.y, anchor.name))
        texts: list[str] = []
        self._starts: list[int] = []
        self._places: list[_Place] = []
        at = 0
        for lines in by_element.values():
            for text, place in lines:
                texts.append(text)
                self._starts.append(at)
                self._places.append(place)
                at += len(text)
            texts.append("\n")
            at += 1
        self._text = "".join(texts)

    def mentions(self, words: Sequence[str], longer: Sequence[str]) -> Iterator[_Place]:
        """Every place that prints one of the words, not as a part of a longer one."""
        for word in words:
            within = [(other, other.find(word)) for other in longer]
            at = self._text.find(word)
            while at >= 0:
                if not any(self._text.startswith(other, at - before) for other, before in within if at >= before):
                    yield self._places[bisect_right(self._starts, at) - 1]
                at = self._text.find(word, at + len(word))

    def anchored(self, names: Iterable[str]) -> Iterator[_Place]:
        """The places of anchors."""
        return (self._anchors[name] for name in names if name in self._anchors)


def index_rows(book: Book, part: IndexGalley) -> tuple[IndexRow, ...]:
    """The rows of an index over the pages made so far; a heading that nothing bears, and that sends nowhere, falls away."""
    found = _Print(book)
    printed = [word for heading in part.headings for word in heading.printed]
    rows: list[IndexRow] = []
    for heading in part.headings:
        marked = found.marked.get(heading.text, ()) if heading.kind not in ("table", "figure") else ()
        places = {*found.anchored(heading.anchors), *marked}
        longer = [other for other in printed if any(word in other and word != other for word in heading.printed)]
        places.update(found.mentions(heading.printed, longer))
        locators = tuple(_locators(sorted(places), book))
        if locators or heading.see:
            rows.append(IndexRow(heading.text, heading.kind, heading.letter, locators, heading.see, heading.also))
    known = {row.text for row in rows}
    return tuple(_told(row, known) for row in rows if not row.see or row.see in known)


def _told(row: IndexRow, known: set[str]) -> IndexRow:
    """A row without those 参见 that lead to headings which are not in this index."""
    also = tuple(other for other in row.also if other in known)
    return row if also == row.also else replace(row, also=also)


def _locators(places: Sequence[_Place], book: Book) -> Iterator[IndexLocator]:
    """One locator a column, those of many columns in a row merged into a range; each leads to its first place."""
    firsts: list[_Place] = []
    for place in places:
        if not firsts or place[:2] != firsts[-1][:2]:
            firsts.append(place)
    start = 0
    while start < len(firsts):
        end = start
        while end + 1 < len(firsts) and _follows(firsts[end], firsts[end + 1], book.layout):
            end += 1
        if end - start + 1 >= book.layout.index.merge:
            yield _locator(firsts[start], firsts[end], book)
        else:
            for place in firsts[start : end + 1]:
                yield _locator(place, place, book)
        start = end + 1


def _follows(one: _Place, other: _Place, layout: Layout) -> bool:
    """Whether one column comes right after another; a page without columns is one."""
    if one.page == other.page:
        return other.column == one.column + 1
    last = one.column in (NO_COLUMN, layout.page.columns - 1)
    return other.page == one.page + 1 and last and other.column in (NO_COLUMN, 0)


def _locator(first: _Place, last: _Place, book: Book) -> IndexLocator:
    anchor = first.anchor or f"at.{first.page}.{first.column}.{first.y}"
    if not first.anchor and anchor not in book.placed:
        book.placed.add(anchor)
        top = first.y - book.layout.page.leading
        book.pages[first.page].marks.append(Anchor(anchor, 0, max(top, 0)))
    text = _called(first, book)
    return IndexLocator(text if first == last else f"{text}{book.layout.index.range}{_called(last, book)}", anchor)


def _called(place: _Place, book: Book) -> str:
    letters = book.layout.index.columns_called
    letter = letters[place.column] if 0 <= place.column < len(letters) and book.layout.page.columns > 1 else ""
    return book.pages[place.page].folio + letter

