"""Whatever stands in the files, loading and checking end in an edition or in a YearbookError, and never hang."""

import random
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bad_input.planted import Case, plant, problems_of
from yearbook.load import parse_body, parse_inline
from yearbook.load.yaml_file import parse_yaml
from yearbook.messages import render
from yearbook.model.text import BadText
from yearbook.problems import Problem

FILES = ("edition.yaml", "overview.yaml", "trade.yaml", "facts.yaml", "people.yaml", "honors.yaml", "plates.yaml")
PIECES = (
    "\t", "  ", "\n", ":", ": ", "- ", "：", "{", "}", "[", "]", '"', "'", "*", "&a ", "*a", "|", ">", "!x ", "#", "@", "~", "%", "---\n",
    "null", "true", "1e5", "-1.5", "2025-02-30", "\x07", "\ufeff", "😀", "<b>", "**", "[^1]", "{gdp@2025:x}", "\\",
)  # fmt: skip
SETTINGS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=12), st.dates().map(str))
WORDS = """id title sections body entry text table columns rows cells chart series points at fact groups honours facts parts imprint
figure image scorecard hero"""
KEYS = st.sampled_from(WORDS.split())
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, st.text(max_size=4)), inner, max_size=5)),
    max_leaves=25,
)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    plant(Case("base", ""), tmp_path)
    return tmp_path


def shown(problems: tuple[Problem, ...], folder: Path) -> None:
    """Every problem can be said, in a file of the edition or the folder itself, in both languages."""
    for problem in problems:
        assert problem.place.file.startswith(str(folder)) or "layouts" in problem.place.file
        for language in ("zh", "en"):
            assert "  {" not in render(problem, language)


@SETTINGS
@given(data=st.data())
def test_mutated_editions(edition: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    original = (edition / name).read_text("utf-8")
    try:
        text = original
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(text)))
            cut = data.draw(st.integers(0, 6))
            text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + cut :]
        (edition / name).write_text(text, "utf-8")
        shown(problems_of(edition), edition)
    finally:
        (edition / name).write_text(original, "utf-8")


@SETTINGS
@given(name=st.sampled_from(FILES), tree=TREES)
def test_random_trees(edition: Path, name: str, tree: object) -> None:
    original = (edition / name).read_bytes()
    try:
        (edition / name).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
        shown(problems_of(edition), edition)
    finally:
        (edition / name).write_bytes(original)


def test_values_exchanged_for_others(edition: Path) -> None:
    """Every value of every file once replaced by something of another kind."""
    chance = random.Random(20260430)
    others: tuple[object, ...] = (None, True, 0, -7, 10**30, 1.5, "", "文字", "{x}", "a\nb", [], [[]], {}, {"a": {"b": 1}}, "9" * 5000)
    for name in FILES:
        original = (edition / name).read_bytes()
        tree = yaml.load(original, yaml.BaseLoader)
        for path in _paths(tree, ()):
            changed = yaml.load(original, yaml.BaseLoader)
            _set(changed, path, chance.choice(others))
            (edition / name).write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
            shown(problems_of(edition), edition)
        (edition / name).write_bytes(original)


def _paths(tree: object, here: tuple[object, ...]) -> list[tuple[object, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path for key, value in items for path in ((*here, key), *_paths(value, (*here, key)))]


def _set(tree: object, path: tuple[object, ...], value: object) -> None:
    for step in path[:-1]:
        tree = tree[step]  # type: ignore[index]
    tree[path[-1]] = value  # type: ignore[index]


@SETTINGS
@given(content=st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    problems: list[Problem] = []
    file = parse_yaml(content, "x.yaml", "x.yaml", problems)
    assert (file is None) == bool(problems)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(st.sampled_from("甲乙，。“”aB1 .-*_`[]{}()|@:!<>#&\\/^\n\t　+=~'\"")))
def test_any_body_text(text: str) -> None:
    for verb in (parse_body, parse_inline):
        try:
            verb(text)
        except BadText as bad:
            assert bad.faults


def test_an_edition_without_its_companions(edition: Path) -> None:
    for name in ("facts", "people", "honors", "sources"):
        (edition / f"{name}.yaml").unlink()
    codes = {problem.code for problem in problems_of(edition)}
    assert codes == {"no-such-fact", "no-such-source", "no-such-person", "no-such-group"}
    shutil.rmtree(edition / "images")
    assert "image-missing" in {problem.code for problem in problems_of(edition)}
