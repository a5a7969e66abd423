"""The shape of the code: sizes, parameters, docstrings, one door for every outside thing, and a map that names every module."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
MODULES = sorted((TOP / "yearbook").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
MOST_LINES, MOST_IN_FUNCTION, MOST_PARAMETERS, MOST_BYTES = 400, 60, 6, 1_000_000

Function = ast.FunctionDef | ast.AsyncFunctionDef
TOUCHES_THE_ENVIRONMENT = {
    "yearbook/compose/ahead.py": "keeps numpy from starting threads",
    "yearbook/draw/pdf_objects.py": "hides RL_* from ReportLab, which would read it",
    "yearbook/model/twin.py": "keeps pydantic from looking for plug-ins",
}

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(TOP).as_posix())


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(TREES[path]) if isinstance(node, Function))


def parameters(function: Function) -> list[str]:
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


@every_module
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@every_module
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(TREES[path]), "the first line is a docstring: what comes in, what goes out"


@every_module
def test_functions_are_short_and_take_few_parameters(path: Path) -> None:
    found = list(functions(path))
    assert [f.name for f in found if (f.end_lineno or 0) - f.lineno + 1 > MOST_IN_FUNCTION] == []
    assert [f.name for f in found if len(parameters(f)) > MOST_PARAMETERS] == []


@every_module
def test_only_the_command_line_prints_and_reads_the_environment(path: Path) -> None:
    if "cli" in path.relative_to(TOP / "yearbook").parts:
        pytest.skip("the command line")
    excused = TOUCHES_THE_ENVIRONMENT.get(path.relative_to(TOP).as_posix())
    if excused:
        pytest.skip(excused)
    found = []
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
            found.append(f"{node.func.id} in line {node.lineno}")
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.argv", "sys.stdout", "sys.stderr", "os.environ", "os.getenv"):
            found.append(f"{ast.unparse(node)} in line {node.lineno}")
    assert found == []


@every_module
def test_only_draw_knows_reportlab(path: Path) -> None:
    """Import-linter cannot see an import by name."""
    if "draw" in path.parts:
        pytest.skip("the door itself")
    names = [node.value for node in ast.walk(TREES[path]) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    names += [alias.name for node in ast.walk(TREES[path]) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(TREES[path]) if isinstance(node, ast.ImportFrom)]
    assert [name for name in names if name == "reportlab" or name.startswith("reportlab.")] == []


def test_imports_follow_the_layers() -> None:
    """The contracts of pyproject.toml; a process of its own, for import-linter prints and caches."""
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", script], cwd=TOP, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_map_is_short_and_names_every_module() -> None:
    text = (TOP / "ARCHITECTURE.md").read_text("utf-8")
    assert len(text.splitlines()) <= 150
    missing = [path.relative_to(TOP).as_posix() for path in MODULES if path.name != "__init__.py" and not named(path, text)]
    assert missing == []


def named(path: Path, text: str) -> bool:
    """By its file name, or by its stem where the map lists the stems of a folder."""
    return path.name in text or f"`{path.stem}`" in text or f" {path.stem} " in text.replace(",", " ").replace("·", " ").replace("\n", " ")


def test_no_large_file_outside_fonts() -> None:
    large = [
        name for name in tracked() if not name.startswith("fonts/") and (TOP / name).is_file() and (TOP / name).stat().st_size > MOST_BYTES
    ]
    assert large == []


def test_the_top_level_is_readable_at_a_glance() -> None:
    allowed = {
        "layouts", "seeds", "fonts", "tests", "docs", "yearbook", ".ci", ".gitignore", "pyproject.toml", "README.md", "ARCHITECTURE.md",
        "CHANGELOG.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md",
    }  # fmt: skip
    assert {name.split("/")[0] for name in tracked()} <= allowed


def tracked() -> list[str]:
    """What belongs to the project: known to git, or not ignored by it."""
    if not (TOP / ".git").exists():
        pytest.skip("no git here: this is a copy of the files, in which nothing tells them from what was made of them")
    git = ["git", "-C", str(TOP), "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(git, capture_output=True, text=True, check=True).stdout.splitlines()
