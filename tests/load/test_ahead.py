"""Files read ahead say the same as files read one by one; what has faults, is kept, or is too little, is left to who asks for it."""

from __future__ import annotations

import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from yearbook.load.ahead import Ahead
from yearbook.load.yaml_file import key_of, read_yaml
from yearbook.problems import ContentError, Problem
from yearbook.standing import NOTHING_STANDING, Standing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no processes are forked elsewhere")
TEXT = "title: 总述\nrows:\n" + "- {a: 1.50, b: '007', c: [true, null, 2025]}\n" * 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"c{number}.yaml").write_text(TEXT + f"last: {number}\n", "utf-8")
    (tmp_path / "broken.yaml").write_text("a: [1\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", [2, 3])
def test_files_read_ahead_are_as_read_one_by_one(folder: Path, jobs: int) -> None:
    problems: list[Problem] = []
    with closing(Ahead(str(folder), NOTHING_STANDING, jobs)) as ahead:
        assert ahead
        for path in sorted(folder.glob("c*.yaml")):
            early = read_yaml(str(path), path.name, problems, NOTHING_STANDING, ahead.data)
            plain = read_yaml(str(path), path.name, problems)
            assert early and plain
            assert early.data == plain.data
            assert (early.content, early.shown, early.digest) == (plain.content, plain.shown, plain.digest)
            assert early.locate(("last",)) == plain.locate(("last",))
    assert problems == []


def test_faults_of_a_file_are_told_as_ever(folder: Path) -> None:
    early: list[Problem] = []
    plain: list[Problem] = []
    path = str(folder / "broken.yaml")
    with closing(Ahead(str(folder), NOTHING_STANDING, 2)) as ahead:
        assert read_yaml(path, "broken.yaml", early, NOTHING_STANDING, ahead.data) is None
    assert read_yaml(path, "broken.yaml", plain) is None
    assert early == plain != []


def test_what_changed_meanwhile_is_read_again(folder: Path) -> None:
    path = folder / "c0.yaml"
    with closing(Ahead(str(folder), NOTHING_STANDING, 2)) as ahead:
        path.write_text("title: 新\n", "utf-8")
        found = read_yaml(str(path), "c0.yaml", [], NOTHING_STANDING, ahead.data)
    assert found and found.data == {"title": "新"}


def test_little_or_one_processor_or_no_folder_is_not_worth_it(folder: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    (small / "a.yaml").write_text("a: 1\n", "utf-8")
    assert not Ahead(str(folder), NOTHING_STANDING, 1)
    assert not Ahead(str(small), NOTHING_STANDING, 2)
    assert not Ahead(str(tmp_path / "missing"), NOTHING_STANDING, 2)


def test_what_an_earlier_build_kept_is_not_read_ahead(folder: Path, tmp_path: Path) -> None:
    standing = Standing(str(tmp_path / "standing"))
    with closing(Ahead(str(folder), standing, 2)) as ahead:
        assert ahead
        for path in sorted(folder.glob("c*.yaml")):
            read_yaml(str(path), path.name, [], standing, ahead.data)
            standing.put("noun", key_of(path.read_bytes()), b"")
    assert not Ahead(str(folder), standing, 2)


def test_the_data_of_a_file_whose_noun_is_kept_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    standing, path = Standing(str(tmp_path / "standing")), tmp_path / "a.yaml"
    path.write_text("a: 1.50\n", "utf-8")
    standing.put("noun", key_of(b"a: 1.50\n"), b"")
    found = read_yaml(str(path), "a.yaml", [], standing, looked_into=lambda content: b"b" in content)
    path.unlink()
    assert found and callable(found.held)
    assert found.data == {"a": Decimal("1.50")} and found.data is found.data


def test_what_is_kept_of_a_broken_file_by_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    standing, path = Standing(str(tmp_path / "standing")), tmp_path / "a.yaml"
    path.write_text("a: [1\n", "utf-8")
    standing.put("noun", key_of(b"a: [1\n"), b"")
    found = read_yaml(str(path), "a.yaml", [], standing, looked_into=lambda content: False)
    assert found
    with pytest.raises(ContentError) as raised:
        assert found.data
    assert raised.value.problems[0].place.file == str(path)


def test_data_that_are_looked_into_are_kept_beside_the_noun(tmp_path: Path) -> None:
    standing, path = Standing(str(tmp_path / "standing")), tmp_path / "a.yaml"
    path.write_text("series: 1\n", "utf-8")
    for _ in range(2):
        found = read_yaml(str(path), "a.yaml", [], standing)
        assert found and found.held == {"series": 1}
    assert standing.has("data", key_of(b"series: 1\n"))
