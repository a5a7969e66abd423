"""The examples of docs/格式.md and docs/版式.md are files that the program accepts, and neither page leaves anything out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.edition import texts_of
from yearbook import press
from yearbook.check.schema import MODELS
from yearbook.errands import starting
from yearbook.load import load_file, parse_body, parse_inline
from yearbook.model.blocks import KINDS
from yearbook.units import length

TOP = Path(__file__).resolve().parents[1]
TEXT = (TOP / "docs" / "格式.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


LAYOUTS = (TOP / "docs" / "版式.md").read_text("utf-8")
LAYOUT_EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", LAYOUTS, re.DOTALL | re.MULTILINE)
OWN_FONT = "小标宋.ttf"


def kind_of(example: str) -> str:
    """A comment in its first line names the file; otherwise it is an edition, a ledger, a chapter or a block of one."""
    named = re.match(r"# (\w+)\.yaml", example)
    if named:
        return named[1]
    return "edition" if example.startswith("schema:") else "facts" if example.startswith("indicators:") else "chapter"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0])
def test_the_examples_are_accepted(example: str, tmp_path: Path) -> None:
    kind = kind_of(example)
    if kind == "ours":
        pytest.skip("a layout that extends another is checked when it is merged")
    if example.startswith("- "):
        example = "id: x\ntitle: 例\nsections:\n  - body:\n" + "".join(f"      {line}\n" for line in example.splitlines())
    file = tmp_path / "example.yaml"
    file.write_text(example, "utf-8")
    data = load_file(str(file)).data
    MODELS[kind].model_validate(data, context={"body": parse_body, "inline": parse_inline})


def test_every_kind_of_content_and_file_is_described() -> None:
    for name, _ in KINDS:
        assert f"`{name}`" in TEXT
    for name in MODELS:
        assert name in ("chapter", "layout") or f"{name}.yaml" in TEXT


@pytest.mark.parametrize("example", LAYOUT_EXAMPLES, ids=lambda example: example.splitlines()[1])
def test_the_layouts_of_the_guide_print_the_example_edition(example: str, tmp_path: Path) -> None:
    """A stranger's first quarter of an hour: every step gives a book, and nothing of it stands off the page."""
    for name, data in starting.new_edition(None, str(tmp_path)).files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    shutil.copy(TOP / "fonts" / "noto-sans-sc-700.ttf", tmp_path / OWN_FONT)
    layout = tmp_path / "ours.yaml"
    layout.write_text(example, "utf-8")
    pages = press.build(press.Order(str(tmp_path), str(layout))).pages
    for page in pages.pages:
        for mark in texts_of(page):
            assert mark.x >= 0 and mark.x + mark.line.width <= pages.width and 0 < mark.y < pages.height, mark.line.text


def test_the_guide_to_layouts_names_them_all_and_their_units() -> None:
    for path in (TOP / "layouts").glob("*.yaml"):
        assert f"`{path.stem}`" in LAYOUTS
    for unit in ("em", "line", "head", "inside", "column", "measure", "depth", "width", "height"):
        assert f"`{unit}`" in LAYOUTS
        assert length(f"1{unit}", {unit: 7000}) == 7000


def test_the_readme_leads_to_every_page() -> None:
    readme = (TOP / "README.md").read_text("utf-8")
    assert all(f"docs/{path.name}" in readme for path in (TOP / "docs").glob("*.md"))


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = set(re.findall(r"docs/images/[\w-]+\.png", (TOP / "README.md").read_text("utf-8")))
    drawn = list((TOP / "docs" / "images").glob("*.png"))
    assert shown == {f"docs/images/{path.name}" for path in drawn} and len(shown) == 7
    assert sum(path.stat().st_size for path in drawn) <= 1_000_000
