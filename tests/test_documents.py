"""The examples of docs/格式.md are files that the program accepts, and the page leaves no kind of content out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yearbook.check.schema import MODELS
from yearbook.load import load_file, parse_body, parse_inline
from yearbook.model.blocks import KINDS

TOP = Path(__file__).resolve().parents[1]
TEXT = (TOP / "docs" / "格式.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


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
