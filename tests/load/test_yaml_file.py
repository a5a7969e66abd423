"""YAML → plain data, and the way back to places."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from yearbook.load.places import Locator
from yearbook.load.plain_data import plain_scalar
from yearbook.load.yaml_file import load_file, parse_yaml
from yearbook.model.source import SourceFile
from yearbook.problems import ContentError, PathError, Problem

TEXT = """\
# 注
甲: 文字
facts:
  - indicator: gdp
    "value": 1.50   # x
    text: |
      第一行 {gdp@2025}
      第二行，全区 {gdx@2025}亿元

      又一段 {gdx@2025}
    folded: >
      甲乙
      丙丁 abc
      def
    quoted: "引 号
      abc def"
  - {indicator: a, value: *later}
"""


def parsed(text: str | bytes) -> SourceFile:
    problems: list[Problem] = []
    file = parse_yaml(text if isinstance(text, bytes) else text.encode(), "f.yaml", "f.yaml", problems)
    assert file is not None and not problems, problems
    return file


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5), ("-5", -5), ("0", 0), ("1.50", Decimal("1.50")), ("-0.5", Decimal("-0.5")), ("true", True), ("False", False),
        ("", None), ("~", None), ("null", None), ("yes", "yes"), ("on", "on"), ("2025-01-01", "2025-01-01"), ("007", "007"),
        ("+5", "+5"), ("1e5", "1e5"), (".5", ".5"), ("1_000", "1_000"), ("0x1f", "0x1f"), ("5%", "5%"), ("9" * 101, "9" * 101),
    ],
)  # fmt: skip
def test_scalars(written: str, value: object) -> None:
    found = plain_scalar(written)
    assert found == value and type(found) is type(value)


def test_quoted_scalars_stay_text_and_keys_are_text() -> None:
    assert parsed("a: '5'\n400: \"true\"\nno: !!str 5\n").data == {"a": "5", "400": "true", "no": "5"}


def test_places() -> None:
    locate = parsed(TEXT.replace("*later", "2")).locate
    places = {
        "value": locate(("facts", 0, "value")),
        "key": locate(("facts", 0, "value"), key=True),
        "literal": locate(("facts", 0, "text"), fragment="{gdx@2025}"),
        "folded": locate(("facts", 0, "folded"), fragment="abc def"),
        "quoted": locate(("facts", 0, "quoted"), fragment="abc def"),
        "flow": locate(("facts", 1, "value")),
        "no such key": locate(("facts", 0, "zzz", 4)),
        "no such item": locate(("facts", 9)),
        "file": locate(()),
        "other words": locate(("甲",), fragment="没有"),
    }
    assert {name: (place.line, place.column) for name, place in places.items()} == {
        "value": (5, 14), "key": (5, 5), "literal": (8, 14), "folded": (13, 10), "quoted": (16, 7), "flow": (17, 27),
        "no such key": (4, 5), "no such item": (4, 3), "file": (2, 1), "other words": (2, 4),
    }  # fmt: skip


def test_places_count_characters_beyond_the_bmp_as_one() -> None:
    assert parsed("a: 𠮷𠮷x\nb: {c: 𠮷, d: y}").locate(("b", "d")).column == 14
    assert parsed("a: 𠮷𠮷x").locate(("a",), fragment="x").column == 6


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: \xe7\x94\xb2\r\nb: {c: 1}\r\n", "a: 甲\rb: {c: 1}\r".encode()])
def test_byte_order_mark_and_line_ends(content: bytes) -> None:
    file = parsed(content)
    assert file.data == {"a": "甲", "b": {"c": 1}}
    place = file.locate(("b", "c"))
    assert (place.line, place.column) == (2, 8)


def test_aliases_share_their_place() -> None:
    file = parsed("a: &x [1, 2]\nb: *x\n")
    assert file.data == {"a": [1, 2], "b": [1, 2]}
    assert file.locate(("b", 1)) == file.locate(("a", 1))


def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT.replace("*later", "2")
    fast, places = parsed(text).data, [Locator("f", text.encode())(path) for path in (("甲",), ("facts", 0, "text"))]
    monkeypatch.setattr("yearbook.load.plain_data.Loader", yaml.SafeLoader)
    monkeypatch.setattr("yearbook.load.places.Loader", yaml.SafeLoader)
    assert parsed(text).data == fast
    assert [Locator("f", text.encode())(path) for path in (("甲",), ("facts", 0, "text"))] == places


def test_large_files_take_no_longer_than_compose() -> None:
    text = "facts:\n" + "\n".join(f"  - {{indicator: i{n}, period: '2025', value: {n}.50, unit: 亿元}}" for n in range(8000))
    started = time.process_time()
    yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    composed = time.process_time() - started
    started = time.process_time()
    parsed(text)
    assert time.process_time() - started < composed * 1.3


def test_a_missing_file_is_a_path_error(tmp_path: object) -> None:
    with pytest.raises(PathError):
        load_file(f"{tmp_path}/agenda.yaml")


def test_a_file_is_read_once_while_it_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: 1\n", "utf-8")
    first = load_file(str(path))
    assert load_file(str(path)) is first
    path.write_text("a: 12\n", "utf-8")
    assert load_file(str(path)).data == {"a": 12}


def test_faults_of_a_file_are_told_whenever_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: 1\na: 2\n", "utf-8")
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            load_file(str(path))
        assert [problem.code for problem in caught.value.problems] == ["duplicate-key"]


def test_a_fault_of_a_key_is_told_even_when_the_text_breaks_off_behind_it() -> None:
    problems: list[Problem] = []
    assert parse_yaml(b"a: 1\n'': [1\n", "f.yaml", "f.yaml", problems) is None
    assert [problem.code for problem in problems][:1] == ["key-not-text"]
