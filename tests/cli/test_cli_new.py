"""``yearbook new``: the example and next year's frame are editions that pass the check and build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Yearbook, replace
from yearbook.press import Checked, Order, check
from yearbook.templates.yaml_text import Disabled, Remark, yaml_text

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "hongqi"


def checked(folder: Path | str) -> Checked:
    return check(Order(str(folder)))


def test_the_example_checks_clean(yearbook: Yearbook) -> None:
    said = yearbook("new", "年鉴/2026")
    assert (said.code, said.out) == (0, "年鉴/2026\n")
    assert yearbook("check", "年鉴/2026", "--strict").code == 0


def test_the_example_shows_every_common_kind_of_content(example: Path) -> None:
    edition = checked(example).edition
    kinds = {type(block).__name__ for chapter in edition.chapters for section in chapter.sections for block in section.body}
    assert kinds >= {"EntryBlock", "TableBlock", "ChartBlock", "FigureBlock", "HonoursBlock", "SpeechBlock"}
    assert edition.note and edition.plates and edition.sources and edition.glossary and edition.facts and edition.people


def test_every_file_of_the_example_explains_itself(example: Path) -> None:
    for path in example.glob("*.yaml"):
        assert "#" in path.read_text("utf-8"), path.name


def test_an_empty_folder_will_do_and_a_full_one_is_left_alone(yearbook: Yearbook) -> None:
    Path("empty").mkdir()
    assert yearbook("new", "empty").code == 0
    before = sorted(Path("empty").iterdir())
    assert yearbook("new", "empty").code == 3
    assert sorted(Path("empty").iterdir()) == before


def test_a_file_is_no_folder(yearbook: Yearbook) -> None:
    Path("file").write_text("text")
    assert yearbook("new", "file").code == 3
    assert yearbook("new", "file/2026").code == 3
    assert Path("file").read_text() == "text"


def test_a_faulty_pattern_writes_nothing(yearbook: Yearbook, example: Path) -> None:
    replace(example / "economy.yaml", "{see:gdp-2025}", "{see:nothing}")
    assert yearbook("new", "2027", "--from", example).code == 1
    assert yearbook("new", "2027", "--from", "nowhere").code == 3
    assert not Path("2027").exists()


@pytest.mark.parametrize("pattern", ["2026", *sorted(str(path.parent) for path in SEEDS.glob("*/edition.yaml"))])
def test_next_year_keeps_the_frame_and_has_no_errors(yearbook: Yearbook, example: Path, pattern: str) -> None:
    assert yearbook("new", "next", "--from", pattern).code == 0
    old, new = checked(pattern).edition, checked("next").edition
    assert new.frame.edition_year == old.frame.edition_year + 1
    assert new.frame.data_year == old.frame.data_year + 1
    assert new.frame.period.from_.year == old.frame.period.from_.year + 1
    assert new.frame.id != old.frame.id
    assert new.frame.parts == old.frame.parts
    assert [chapter.id for chapter in new.chapters] == [chapter.id for chapter in old.chapters]
    sections = [[section.id for section in chapter.sections] for chapter in old.chapters]
    assert [[section.id for section in chapter.sections] for chapter in new.chapters] == sections
    assert new.people == old.people
    assert {name: new.indicators.get(name) for name in old.indicators} == old.indicators


def test_next_year_elsewhere_takes_what_its_series_shared(yearbook: Yearbook, example: Path) -> None:
    shared = "indicators:\n  - {id: gdp, name: 地区生产总值, unit: 亿元}\n"
    Path("indicators.yaml").write_text(shared, "utf-8")
    replace(example / "facts.yaml", "  - id: gdp\n    name: 地区生产总值\n    unit: 亿元\n", "")
    assert yearbook("new", "2027", "--from", example).code == 0
    assert yearbook("new", "elsewhere/2027", "--from", example).code == 0
    for folder, own in (("2027", False), ("elsewhere/2027", True)):
        assert ("id: gdp," in Path(folder, "facts.yaml").read_text("utf-8")) is own
        assert yearbook("check", folder).code == 0


def test_next_year_asks_for_last_years_figures_and_lists_them(yearbook: Yearbook, example: Path) -> None:
    said = yearbook("new", "2027", "--from", example)
    facts = checked("2027").edition.facts
    assert {key for key, fact in facts.items() if fact.value is None} == {"gdp@2026", "retail@2026", "income@2026", "visitors@2026"}
    assert "gdp@2026" in said.err
    assert "# 上卷（2025）：约120" in Path("2027/facts.yaml").read_text("utf-8")


def test_next_year_carries_no_text_of_last_year(yearbook: Yearbook, example: Path) -> None:
    yearbook("new", "2027", "--from", example)
    written = "".join(path.read_text("utf-8") for path in Path("2027").glob("*.yaml"))
    assert "样河自西向东流过" not in written
    assert "〔待填〕" in written


def test_charts_wait_as_comments_until_their_figures_are_there(yearbook: Yearbook, example: Path) -> None:
    yearbook("new", "2027", "--from", example)
    path = Path("2027/overview.yaml")
    text = path.read_text("utf-8")
    assert "      # - chart: 地区生产总值（2023—2026年）" in text
    enabled = "\n".join(line.replace("      # ", "      ", 1) if line.startswith("      # ") else line for line in text.splitlines())
    path.write_text(enabled.replace("      所引", "      # 所引"), "utf-8")
    replace(Path("2027/facts.yaml"), 'indicator: gdp, period: "2026"', 'indicator: gdp, period: "2026", value: 331')
    assert yearbook("check", "2027").code == 0


def test_a_published_book_becomes_a_draft_until_it_has_its_numbers(yearbook: Yearbook, example: Path) -> None:
    isbn = "profile: isbn\n  isbn: 978-7-302-51138-0\n  cip: 一\n  publisher: 二\n  responsible_editor: 三\n  printer: 四\n  price: 五"
    text = (example / "edition.yaml").read_text("utf-8")
    start = text.index("profile: draft")
    (example / "edition.yaml").write_text(text[:start] + isbn + text[text.index("\n", start) :], "utf-8")
    yearbook("new", "2027", "--from", example)
    imprint = checked("2027").edition.frame.imprint
    assert (imprint.profile, imprint.isbn, imprint.publisher) == ("draft", "", "二")


def test_the_29th_of_february_moves_to_the_28th(yearbook: Yearbook, example: Path) -> None:
    for old, new in (("edition_year: 2026", "edition_year: 2029"), ("data_year: 2025", "data_year: 2028"), ("from: 2025", "from: 2028")):
        replace(example / "edition.yaml", old, new)
    replace(example / "edition.yaml", "to: 2025-12-31", "to: 2028-02-29")
    yearbook("new", "next", "--from", example)
    assert str(checked("next").edition.frame.period.to) == "2029-02-28"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"a": "甲：乙", "b": "2025", "c": None, "d": True}, 'a: 甲：乙\nb: "2025"\nc: null\nd: true\n'),
        ({"a": "x: y", "b": "#甲", "c": "- 甲", "d": "no"}, 'a: "x: y"\nb: "#甲"\nc: "- 甲"\nd: "no"\n'),
        ({"a": "一\n二\n"}, "a: |\n  一\n  二\n"),
        ({"a": [{"b": 1}, {"b": [1, 2]}]}, "a:\n  - {b: 1}\n  - b: [1, 2]\n"),
        ({"a": Remark("b", "为何")}, "a: b  # 为何\n"),
        ({"a": [Remark("b", "为何"), Disabled({"c": 1}, "暂缺")]}, "a:\n  # 为何\n  - b\n  # 暂缺\n  # - {c: 1}\n"),
    ],
)
def test_yaml_as_people_write_it(data: object, text: str) -> None:
    assert yaml_text(data) == text


def test_what_is_still_to_be_filled_in_is_told_once_a_file(yearbook: Yearbook) -> None:
    yearbook("new", "2027", "--from", SEEDS / "2026")
    said = yearbook("check", "2027").err
    assert "列了两次" not in said
    assert sum("既无数值" in line for line in said.splitlines()) == 1
    assert "2027/facts.yaml" in next(line for line in said.splitlines() if "既无数值" in line)
