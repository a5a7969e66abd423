"""Where headings are found on the pages: by column, once a column, names not inside other names, neighbours merged into ranges."""

from yearbook.errands import shelves
from yearbook.makeup.book import Book
from yearbook.makeup.index import index_rows
from yearbook.model.galley import IndexGalley, IndexRow
from yearbook.model.index import IndexHeading
from yearbook.model.page import INDEX_MARK, INDEX_MARKS, Line, Run, Text


def book(*columns: str) -> Book:
    """Pages of two columns, one line of text a column; a blank column is "". Text after a bar bears an index mark."""
    made = Book(shelves.layout_called("annual"))
    page = made.layout.page
    for number, words in enumerate(columns):
        if number % 2 == 0:
            made.begin_page().flow = True
        text, _, terms = words.partition("|")
        run = Run("f", 10_000, "ink", 0, b"", text, 10_000, link=INDEX_MARK + terms if terms else "")
        draft = made.pages[-1]
        draft.marks.append(Text(draft.area + number % 2 * (page.column + page.gutter), 100_000, Line((run,), text, 10_000), number))
    return made


def rows(made: Book, *headings: IndexHeading) -> tuple[IndexRow, ...]:
    return index_rows(made, IndexGalley("index", "索引", "index", headings, "pinyin"))


def person(name: str, *also: str) -> IndexHeading:
    return IndexHeading(name, "person", "W", (), (name, *also))


def term(text: str, **values: object) -> IndexHeading:
    return IndexHeading(text, "term", "W", **values)  # type: ignore[arg-type]


def folios(row: IndexRow) -> str:
    return ", ".join(locator.text for locator in row.locators)


def test_a_name_is_found_in_every_column_that_prints_it() -> None:
    (row,) = rows(book("王佳说，王佳又说", "无", "王佳"), person("王佳"))
    assert folios(row) == "1a, 2a"


def test_a_name_broken_over_two_lines_is_found_where_it_begins() -> None:
    made = book("会上，王", "佳发言")
    made.pages[0].marks = [Text(m.x, m.y, m.line, 7) for m in made.pages[0].marks if isinstance(m, Text)]
    assert folios(rows(made, person("王佳"))[0]) == "1a"


def test_a_name_within_a_longer_name_is_not_its_mention() -> None:
    found = rows(book("王佳佳", "王佳佳和王佳"), person("王佳"), person("王佳佳"))
    assert [folios(row) for row in found] == ["1b", "1a, 1b"]


def test_an_alias_counts_as_a_mention() -> None:
    assert folios(rows(book("旧名甲", "王佳"), person("王佳", "旧名甲"))[0]) == "1a, 1b"


def test_marks_lead_to_what_they_mark() -> None:
    found = rows(book("一", f"二|泡泡玛特{INDEX_MARKS}潮玩"), term("泡泡玛特"), term("潮玩"), term("无处"))
    assert [(row.text, folios(row)) for row in found] == [("泡泡玛特", "1b"), ("潮玩", "1b")]


def test_three_columns_in_a_row_are_a_range_and_two_are_not() -> None:
    made = book(*["王佳"] * 3, "", "", "王佳", "王佳", "")
    assert folios(rows(made, person("王佳"))[0]) == "1a—2a, 3b, 4a"


def test_a_locator_leads_to_an_anchor_on_its_page() -> None:
    made = book("王佳", "", "", "王佳")
    (row,) = rows(made, person("王佳"))
    anchors = [{getattr(mark, "name", "") for mark in draft.marks} for draft in made.pages]
    assert [locator.anchor in names for locator, names in zip(row.locators, anchors, strict=True)] == [True, True]


def test_references_go_where_something_stands() -> None:
    found = rows(book("一|潮玩"), term("潮玩"), term("玩具", see="潮玩"), term("旧词", see="无处"), term("潮流", also=("潮玩",)))
    assert [(row.text, row.see, folios(row)) for row in found] == [("潮玩", "", "1a"), ("玩具", "潮玩", "")]
