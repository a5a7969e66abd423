"""Index pages: three columns under letters, every number a link, the last page level, nothing lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.sheets import annual, links, said, texts
from yearbook.compose.index import index_sheets
from yearbook.model.galley import IndexGalley, IndexLocator, IndexRow, Sheet

PART = IndexGalley("index", "主题索引", "index", (), "pinyin")


def row(text: str, *folios: str, kind: str = "term", letter: str = "A", **values: object) -> IndexRow:
    locators = tuple(IndexLocator(folio, f"at.{folio}") for folio in folios)
    return IndexRow(text, kind, letter, locators, **values)  # type: ignore[arg-type]


def sheets(*rows: IndexRow) -> tuple[Sheet, ...]:
    return index_sheets(PART, rows, annual())


def test_no_rows_no_pages() -> None:
    assert sheets() == ()


def test_a_heading_with_its_pages_and_what_it_sends_to() -> None:
    (sheet,) = sheets(row("泡泡玛特", "22a", "36b", also=("潮玩",)), row("玩具", see="泡泡玛特"), row("生产总值", "10a", kind="figure"))
    for words in ("泡泡玛特22a,36b；参见潮玩", "玩具见泡泡玛特", "生产总值图10a"):
        assert words in said(sheet)
    assert any(text.line.text.endswith("图 ") for text in texts(sheet.marks)), "with a plain space, as people search"
    assert [(link.target, link.title) for link in links(sheet)] == [
        ("at.22a", "泡泡玛特 22a"), ("at.36b", "泡泡玛特 36b"), ("at.10a", "生产总值 10a"),
    ]  # fmt: skip


def test_every_number_is_a_link_in_its_entry() -> None:
    (sheet,) = sheets(row("王佳", "1a", "2b", kind="person"))
    for link in links(sheet):
        element = sheet.elements[link.element]
        entry = sheet.elements[element.parent]
        assert (element.tag, entry.tag, sheet.elements[entry.parent].tag) == ("Link", "P", "Index")


def test_names_are_set_in_kai_and_letters_stand_over_their_headings() -> None:
    (sheet,) = sheets(row("王佳", "1a", kind="person", letter="W"), row("文化", "2a", letter="W"), row("新街", "3a", letter="X"))
    faces = {text.line.text.split("\u3000")[0]: text.line.runs[0].face for text in texts(sheet.marks)}
    assert faces["王佳"].startswith("kai")
    assert faces["文化"].startswith("song")
    assert [text.line.text for text in texts(sheet.marks)].count("W") == 1


def test_a_few_rows_on_a_last_page_are_pulled_back() -> None:
    """Letters take less, then columns begin nearer the title; a last page that is well filled changes nothing."""
    look, page = annual().layout.index, annual().layout.page
    letters = [chr(ord("A") + n) for n in range(22)]

    def made(count: int) -> tuple[Sheet, ...]:
        return sheets(*(row(f"国{n}号", "1a", letter=letters[n * len(letters) // count]) for n in range(count)))

    def first_line(sheet: Sheet) -> int:
        return min(text.y for text in texts(sheet.marks) if text.line.text == "A") // page.leading + 1

    counts = range(250, 420, 2)
    full = [n for n in counts if len(made(n)) == 2][-1]
    assert first_line(made(full)[0]) < look.from_line == first_line(made(full + 60)[0])
    assert len(made(full + 2)) == 3 and len(texts(made(full)[1].marks)) > 300


ONE = st.tuples(st.text("国新区", min_size=1, max_size=40), st.integers(1, 12), st.sampled_from("ABCD"))
ROWS = st.lists(ONE, min_size=1, max_size=300)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_nothing_is_lost_or_leaves_its_column_and_the_last_page_is_level(drawn: list[tuple[str, int, str]]) -> None:
    rows = [
        row(f"{text}{n}号", *(f"{page}a" for page in range(1, count + 1)), letter=letter)
        for n, (text, count, letter) in enumerate(sorted(drawn, key=lambda one: one[2]))
    ]
    made = sheets(*rows)
    look, page = annual().layout.index, annual().layout.page
    words = said(*made)
    assert all(f"{one.text.replace(' ', '')}1a" in words for one in rows)
    assert sum(len(links(sheet)) for sheet in made) == sum(len(one.locators) for one in rows)
    step = look.column(page.width) + look.gutter
    for sheet in made:
        below = [text for text in texts(sheet.marks) if text.y > (0 if sheet is not made[0] else look.from_line * page.leading)]
        assert all(text.x % step + text.line.width <= look.column(page.width) + 1 for text in below)
        assert max(text.y for text in below) <= page.lines * page.leading
    feet = [max((t.y for t in texts(made[-1].marks) if t.x // step == n), default=0) for n in range(look.columns)]
    longest = max(-(-len(one.text) // 14) + -(-len(one.locators) // 6) + 3 for one in rows)
    assert max(feet) - min(foot for foot in feet[:1]) <= longest * look.pitch
