"""Check on the happy path: the edition handed on, the schemas, and what a checked layout holds."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bad_input.planted import LAYOUTS, Case, plant
from yearbook.check import SCHEMAS, check_edition, check_layout, schema_of
from yearbook.check.imprint import isbn_is_valid
from yearbook.load import load_edition, load_layout, parse_body, parse_inline
from yearbook.model.blocks import TableBlock
from yearbook.model.text import Span
from yearbook.problems import ContentError

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plant(Case("base", ""), tmp_path)
    return tmp_path


def test_the_edition(folder: Path) -> None:
    source = load_edition(str(folder), None, [str(LAYOUTS)])
    edition, layout, problems = check_edition(source, parse_body, parse_inline)
    assert problems == ()
    assert list(edition.facts) == ["gdp@2025", "retail@2025", "shops@2025"]
    assert edition.facts["gdp@2025"].value == Decimal("280.50")
    assert str(edition.facts["gdp@2025"].value) == "280.50"
    assert list(edition.people) == ["chen-min"]
    assert [chapter.id for chapter in edition.chapters] == ["overview", "trade"]
    assert layout.page.leading == 16_000
    table = edition.chapters[0].sections[0].body[1]
    assert isinstance(table, TableBlock)
    assert table.rows[0].cells == ((Span("地区生产总值"),), Decimal("280.5"))


def test_characters_count_marks_and_figures_but_no_blanks(folder: Path) -> None:
    def count() -> int:
        return check_edition(load_edition(str(folder), None, [str(LAYOUTS)]), parse_body, parse_inline)[0].characters

    before = count()
    trade = folder / "trade.yaml"
    trade.write_text(trade.read_text("utf-8").replace("把一件事做实。", "把 一件 事做实。又，"), "utf-8")
    assert count() == before + 2
    trade.write_text(trade.read_text("utf-8").replace("又，", "{shops@2025}"), "utf-8")
    assert count() == before + len("47家")


def test_letters_that_no_face_has(folder: Path) -> None:
    source = load_edition(str(folder), None, [str(LAYOUTS)])
    with pytest.raises(ContentError) as caught:
        check_edition(source, parse_body, parse_inline, lambda text: "".join(sorted(set(text) & set("做庠"))))
    found = [(problem.code, Path(problem.place.file).name, problem.place.line, problem.place.column) for problem in caught.value.problems]
    assert found == [("no-glyph", "trade.yaml", 15, 18), ("no-glyph", "trade.yaml", 19, 21)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas(name: str) -> None:
    schema = schema_of(name)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["title"] and schema["description"] and schema["additionalProperties"] is False
    json.dumps(schema, ensure_ascii=False)


def test_schema_of_a_chapter_offers_plain_text() -> None:
    schema = schema_of("chapter")
    assert schema["$defs"]["EntryBlock"]["properties"]["text"]["type"] == "string"
    assert "from" in schema["$defs"]["ChartBlock"]["properties"]


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_layouts(path: Path) -> None:
    assert check_layout(load_layout(path.stem, [str(LAYOUTS)])).id == path.stem


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in SEEDS.glob("*/*/edition.yaml")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_shipped_editions(folder: Path) -> None:
    check_edition(load_edition(str(folder), None, [str(LAYOUTS)]), parse_body, parse_inline)


def test_isbn() -> None:
    assert isbn_is_valid("978-7-5348-0000-2") == (sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate("9787534800002")) % 10 == 0)
    assert isbn_is_valid("ISBN 978-7-02-000220-7")
    assert not isbn_is_valid("978-7-02-000220-8")
    assert not isbn_is_valid("7-02-000220-7")
    assert not isbn_is_valid("待补")


def test_every_key_name_stands_for_keys_that_exist() -> None:
    from yearbook.check.shape import key_names

    models = "".join(file.read_text("utf-8") for file in (Path(__file__).parents[2] / "yearbook" / "model").glob("*.py"))
    for names in key_names().values():
        for name in names:
            assert re.search(rf"^    {name}_?: |alias=\"{name}\"", models, re.MULTILINE), name
