"""Copy holds no references: figures are words with their qualifiers in place, notes have signs, tables and figures numbers."""

from decimal import Decimal

import pytest

from tests.edition import HONGQI_2026, checked
from yearbook.edit import edit, with_folios
from yearbook.edit.figures import full, number
from yearbook.edit.front import chinese
from yearbook.model.copy import ChapterPart, Chart, Copy, Document, Entry, Figure, Table
from yearbook.model.facts import Fact
from yearbook.model.looks import SeeLook


@pytest.fixture(scope="module")
def copy() -> Copy:
    return edit(checked(HONGQI_2026).edition)


def chapters(copy: Copy) -> list[ChapterPart]:
    return [part for part in copy.parts if isinstance(part, ChapterPart)]


@pytest.mark.parametrize(
    ("qualifier", "value", "unit", "printed"),
    [
        ("突破", "300", "亿元", "突破300亿元"),
        ("近", "18", "万人次", "近18万人次"),
        ("余", "2500", "万元", "2500余万元"),
        ("以上", "90", "%", "90%以上"),
        ("", "16.20", "亿元", "16.20亿元"),
    ],
)
def test_a_qualifier_stands_where_chinese_puts_it(qualifier: str, value: str, unit: str, printed: str) -> None:
    fact = Fact.model_validate({"indicator": "x", "period": "2025", "value": Decimal(value), "qualifier": qualifier, "source": "s"})
    assert full(fact, unit) == printed


def test_numbers_print_as_they_are_held() -> None:
    assert [number(Decimal(text)) for text in ("104.10", "0.5", "1E+2")] == ["104.10", "0.5", "100"]
    assert number(None) == ""


def test_no_reference_is_left_in_copy(copy: Copy) -> None:
    kinds = {
        span.kind
        for part in chapters(with_folios(copy, {}, SeeLook())) for item in part.items if isinstance(item, Entry)
        for paragraph in item.paragraphs for span in paragraph.words
    }  # fmt: skip
    assert kinds <= {"text", "strong", "em", "link", "term", "note", "break", "index"}


def test_chapters_tables_and_figures_are_numbered_in_order(copy: Copy) -> None:
    for position, part in enumerate(chapters(copy), 1):
        numbered = part.title != "附录"
        assert (part.number, part.place, bool(part.order)) == (position if numbered else 0, position, numbered)
        tables = [item.label for item in part.items if isinstance(item, Table)]
        figures = [item.label for item in part.items if isinstance(item, Chart | Figure)]
        assert tables == [f"表 {position}-{n + 1}" if numbered else f"附表 {n + 1}" for n in range(len(tables))]
        assert figures == [f"图 {position}-{n + 1}" if numbered else f"附图 {n + 1}" for n in range(len(figures))]


def test_anchors_are_unique(copy: Copy) -> None:
    anchors = [part.anchor for part in chapters(copy)] + [item.anchor for part in chapters(copy) for item in part.items]
    assert len(anchors) == len(set(anchors)) > 150


def test_what_stands_first_under_its_head_does_not_float_away(copy: Copy) -> None:
    for part in chapters(copy):
        for before, item in zip(part.items, part.items[1:], strict=False):
            if isinstance(item, Table | Chart | Figure) and type(before).__name__ == "Heading":
                assert not item.floating


def test_charts_take_values_and_bounds_from_the_ledger(copy: Copy) -> None:
    data = {d.label: d for part in chapters(copy) for item in part.items if isinstance(item, Chart)
            for _, points in item.series for d in points}  # fmt: skip
    assert data["突破300"].bound and data["突破300"].value == 300
    assert any(d.value is None for d in data.values())  # a gap stays a gap


def test_the_meeting_has_its_five_points(copy: Copy) -> None:
    document = next(item for part in chapters(copy) for item in part.items if isinstance(item, Document))
    text = "".join(span.text for _, paragraphs in document.parts for p in paragraphs for span in p.words)
    for point in ("新质生产力", "现代化产业体系", "民生", "基层", "正确政绩观"):
        assert point in text


def test_chinese_numerals() -> None:
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]
