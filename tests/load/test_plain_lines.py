"""What is read line by line is what libyaml reads; whatever could be taken otherwise is left to libyaml."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from yearbook.load import plain_data
from yearbook.load.plain_lines import plain_lines
from yearbook.problems import Place, Problem

TOP = Path(__file__).parents[2]
FILES = sorted([*TOP.glob("seeds/*/*.yaml"), *TOP.glob("seeds/*/*/*.yaml"), *TOP.glob("layouts/*.yaml")])
INSERTED = (
    *":#-?,[]{}|>'\"&*!%@` \n\t~0一“",
    ": ", " #", "- ", "\n  ", "\n- ", "|\n", "\n\n", "key: ", "{a: b}", "[a, b]", "---\n", "# c\n", "''",
)  # fmt: skip


def by_lines(text: str) -> Any:
    return plain_lines(text, plain_data._meaning)


def by_libyaml(text: str) -> Any:
    """The data, or None when there are problems; shown as text, so that 1 is not true and 1.0 not 1."""
    problems: list[Problem] = []
    try:
        data = plain_data._Reader(lambda line, column: Place("", line, column), problems).read(plain_data.Loader(text))
    except yaml.YAMLError:
        return None
    return None if problems else data


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TOP)))
def test_files_as_editors_write_them(file: Path) -> None:
    text = file.read_text("utf-8")
    data = by_lines(text)
    assert data is None or repr(data) == repr(by_libyaml(text))


def test_nearly_all_of_them_are_read_by_lines() -> None:
    taken = [file for file in FILES if by_lines(file.read_text("utf-8")) is not None]
    assert len(taken) > 0.9 * len(FILES)


@pytest.mark.parametrize("seed", range(4))
def test_pieces_with_slips(seed: int) -> None:
    chance, texts = random.Random(seed), [file.read_text("utf-8").split("\n") for file in FILES]
    taken = 0
    for _ in range(1500):
        lines = chance.choice(texts)
        at = chance.randrange(len(lines))
        text = "\n".join([*lines[: chance.randint(0, 1)], *lines[at : at + chance.randint(1, 12)]]) + "\n"
        for _ in range(chance.randint(0, 2)):
            place = chance.randint(0, len(text))
            text = text[:place] + chance.choice(INSERTED) + text[place + chance.choice((0, 0, 1, 2)) :]
        data = by_lines(text)
        taken += data is not None
        assert data is None or repr(data) == repr(by_libyaml(text)), text
    assert taken > 50


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb: 2.50  # two\nc:\nd: no\ne: ~\n", "{'a': 1, 'b': Decimal('2.50'), 'c': None, 'd': 'no', 'e': None}"),
        ("a:\n- x\n- b: 1\n  c: 'it''s'\nd: \"1\"\n", "{'a': ['x', {'b': 1, 'c': \"it's\"}], 'd': '1'}"),
        ("a: |\n   x\n\n    # y\n\n\nb: |-\n  z\n", "{'a': 'x\\n\\n # y\\n', 'b': 'z'}"),
        ("a: {b: [1, {c: -2}], d: '5', e: \"x, y: z\"}  # }\n", "{'a': {'b': [1, {'c': -2}], 'd': '5', 'e': 'x, y: z'}}"),
        ("时间: 10:30\n2025: 第1号 #\n", "{'时间': '10:30', '2025': '第1号'}"),
    ],
)
def test_read_by_lines(text: str, data: str) -> None:
    assert repr(by_lines(text)) == data == repr(by_libyaml(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "a: 1", "- a\n", "# nothing\n", "a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: >\n  x\n", "a: |2\n   x\n", "a: |\n\n  x\n",
        "---\na: 1\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: x\n  y\n", "a: [x,\n y]\n", "a: \"x\\n\"\n", "a:\tx\n", "a: b: c\n",
        "a: - b\n", "'a': 1\n", "a:\n  b: 1\n c: 2\n", "a: x\u2028y\n", "a: x\x85y\n", "a: |\n  x\n \n  # y\n", "a: |\n  x\n y\n",
        "- - a\n", "? a\n", "a: {b:1}\n", "a: ]\n", f"a: {'[' * 2000}\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(60)) + " " * 60 + "a: 1\n",
    ],
)  # fmt: skip
def test_left_to_libyaml(text: str) -> None:
    assert by_lines(text) is None
