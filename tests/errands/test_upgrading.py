"""Editions of an older schema: what must change changes, comments and line ends stay, and old ones are still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_edition import written
from yearbook import press
from yearbook.errands import upgrading
from yearbook.problems import ContentError

BODY = """\
  - title: 图
    body:
      # 还没有收到
      - figure: 一幅图   # 题名
        alt: 一幅图
        lines: 10
      - {figure: 二, alt: 二, lines: 10}
      - figure: 三
      - {figure: 四}
      - figure: 五
        pending: 另有原因
"""
AFTER = """\
  - title: 图
    body:
      # 还没有收到
      - figure: 一幅图   # 题名
        pending: 原卷没有图片
        alt: 一幅图
        lines: 10
      - {figure: 二, pending: 原卷没有图片, alt: 二, lines: 10}
      - figure: 三
        pending: 原卷没有图片
      - {figure: 四, pending: 原卷没有图片}
      - figure: 五
        pending: 另有原因
"""


def of_the_first_schema(folder: Path, end: str = "\n") -> str:
    """As editions were written before pictures had to be there or to wait."""
    edition = Path(written(folder, BODY))
    text = (edition / "edition.yaml").read_text("utf-8").replace("profile: draft", "profile: internal")
    (edition / "edition.yaml").write_bytes(text.replace("\n", end).encode())
    (edition / "c1.yaml").write_bytes((edition / "c1.yaml").read_text("utf-8").replace("\n", end).encode())
    return str(edition)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_must_change_changes_and_nothing_else(tmp_path: Path, end: str) -> None:
    folder = of_the_first_schema(tmp_path, end)
    with pytest.raises(ContentError) as caught:
        press.check(press.Order(folder))
    assert "picture-missing" in {one.code for one in caught.value.problems}
    version, files = upgrading.upgraded(folder)
    assert version == 1 and {file.name for file in files} == {"edition.yaml", "c1.yaml"}
    paths = upgrading.upgrade(folder, files)
    assert Path(paths[-1]).name == "edition.yaml"
    assert (tmp_path / "c1.yaml").read_bytes().decode() == f"id: c1\ntitle: 试排1\nsections:\n{AFTER}".replace("\n", end)
    assert (tmp_path / "edition.yaml").read_bytes().startswith(f"schema: {upgrading.SCHEMA}{end}".encode())
    press.check(press.Order(folder))


def test_the_newest_has_nothing_to_upgrade(tmp_path: Path) -> None:
    folder = of_the_first_schema(tmp_path)
    upgrading.upgrade(folder, upgrading.upgraded(folder)[1])
    assert upgrading.upgraded(folder) == (upgrading.SCHEMA, ())


def test_an_edition_without_a_version_is_of_the_first(tmp_path: Path) -> None:
    folder = of_the_first_schema(tmp_path)
    edition = tmp_path / "edition.yaml"
    edition.write_text("# 总纲\n" + edition.read_text("utf-8").removeprefix("schema: 1\n"), "utf-8")
    version, files = upgrading.upgraded(folder)
    assert version == 1
    upgrading.upgrade(folder, files)
    assert edition.read_text("utf-8").startswith(f"# 总纲\nschema: {upgrading.SCHEMA}\nid: small\n")
    press.check(press.Order(folder))


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    folder = of_the_first_schema(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shown = upgrading.diff(folder, upgrading.upgraded(folder)[1])
    assert "-schema: 1\n+schema: 2\n" in shown and "+        pending: 原卷没有图片\n" in shown and f"--- {folder}/c1.yaml\n" in shown
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_both_schemas_are_read(tmp_path: Path) -> None:
    folder = Path(written(tmp_path, "  - title: 无图\n    body:\n      - entry: 一\n        text: 甲。\n"))
    for version in ("1", "2"):
        text = (folder / "edition.yaml").read_text("utf-8")
        (folder / "edition.yaml").write_text(f"schema: {version}\n" + text.partition("\n")[2], "utf-8")
        assert str(press.check(press.Order(str(folder))).edition.frame.schema_) == version
    (folder / "edition.yaml").write_text("schema: 3\n" + text.partition("\n")[2], "utf-8")
    with pytest.raises(ContentError):
        press.check(press.Order(str(folder)))


def test_a_broken_edition_is_told_as_ever(tmp_path: Path) -> None:
    folder = of_the_first_schema(tmp_path)
    (tmp_path / "c1.yaml").write_text("a: [\n", "utf-8")
    with pytest.raises(ContentError):
        upgrading.upgraded(folder)
