"""Folders and layouts: what is found, what is merged, and which faults are the command line's."""

from pathlib import Path

import pytest

from tests.bad_input.planted import LAYOUTS, Case, plant
from yearbook.load import load_edition, load_layout
from yearbook.problems import ContentError, PathError, UsageError, YearbookError


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    plant(Case("base", ""), tmp_path / "2026")
    return tmp_path / "2026"


def code_of(error: YearbookError) -> tuple[str, str]:
    return error.problems[0].code, dict(error.problems[0].values).get("near", "")


def test_the_files_of_an_edition(edition: Path) -> None:
    source = load_edition(str(edition), None, [str(LAYOUTS)])
    assert [file.name for file in source.chapters] == ["overview.yaml", "trade.yaml"]
    assert sorted(source.companions) == ["facts", "honors", "people", "plates", "sources"]
    assert source.layout.name == "annual.yaml"
    assert source.folder == str(edition)


def test_places_name_files_as_the_user_did(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edition.parent)
    assert str(load_edition("2026", None, [str(LAYOUTS)]).edition.locate(("title",))) == "2026/edition.yaml:3:8"


def test_folders_that_are_no_edition(edition: Path) -> None:
    for path, expected in (
        (edition.parent / "2062", ("path-missing", str(edition.parent / "2026"))),
        (edition.parent, ("folder-of-editions", str(edition))),
        (edition / "edition.yaml", ("path-no-folder", "")),
        (edition / "images", ("no-edition", "")),
    ):
        with pytest.raises(PathError) as caught:
            load_edition(str(path), None, [])
        assert code_of(caught.value) == expected


def test_a_frame_with_another_name_is_suggested(edition: Path) -> None:
    (edition / "edition.yaml").rename(edition / "edition.yml")
    with pytest.raises(PathError) as caught:
        load_edition(str(edition), None, [])
    assert code_of(caught.value) == ("no-edition", "edition.yml")


def test_links_must_not_lead_out(edition: Path) -> None:
    (edition.parent / "trade.yaml").write_bytes((edition / "trade.yaml").read_bytes())
    (edition / "trade.yaml").unlink()
    (edition / "trade.yaml").symlink_to(edition.parent / "trade.yaml")
    with pytest.raises(ContentError) as caught:
        load_edition(str(edition), None, [str(LAYOUTS)])
    assert [problem.code for problem in caught.value.problems] == ["path-outside"]


def test_layouts_merge_mapping_by_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("page: {lines: 44, columns: 2}\nlist: [1, 2]\n", "utf-8")
    (tmp_path / "b.yaml").write_text("extends: a\npage: {columns: 1}\nlist: [3]\n", "utf-8")
    layout = load_layout(str(tmp_path / "b.yaml"), [str(tmp_path)])
    assert layout.data == {"page": {"lines": 44, "columns": 1}, "list": [3]}
    assert Path(layout.locate(("page", "lines")).file).name == "a.yaml"
    assert Path(layout.locate(("page", "columns")).file).name == "b.yaml"
    assert Path(layout.locate(("page", "gone")).file).name == "b.yaml"


def test_a_layout_of_the_command_line(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text("extends: annual\n", "utf-8")
    assert load_edition(str(edition), str(tmp_path / "plain.yaml"), [str(LAYOUTS)]).layout.name == "plain.yaml"
    with pytest.raises(UsageError) as unknown:
        load_edition(str(edition), "anual", [str(LAYOUTS)])
    assert code_of(unknown.value) == ("layout-unknown", "annual")
    with pytest.raises(PathError):
        load_edition(str(edition), "nowhere/x.yaml", [str(LAYOUTS)])
