"""The wheel: it holds what the program reads, nothing else of the checkout, and works from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from yearbook import __version__

TOP = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the backend that pyproject names, in a process of its own, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    script = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as pip would."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "YEARBOOK_LANG": "zh", "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "yearbook", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"yearbook/data/layouts/{path.name}" for path in (TOP / "layouts").glob("*.yaml")}
    wanted |= {f"yearbook/data/fonts/{path.name}" for path in (TOP / "fonts").glob("*.[to]tf")}
    wanted |= {"yearbook/data/fonts/MANIFEST.toml", "yearbook/data/fonts/charsets/tgh-8105.txt"}
    wanted |= {"yearbook/messages/zh.toml", "yearbook/messages/en.toml"}
    own = [path for path in (TOP / "yearbook").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted |= {path.relative_to(TOP).as_posix() for path in own}
    assert wanted - names == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"yearbook", f"yearbook-{__version__}.dist-info"}
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".pdf"))] == []


def test_the_licences_travel_with_the_fonts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for path in (TOP / "fonts" / "licences").glob("*.txt"):
        assert any(name.endswith(f"/{path.name}") and ".dist-info/" in name for name in names), path.name


def test_an_installed_program_finds_its_layouts_and_fonts_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run_installed(installed, tmp_path, "fonts")
    assert done.returncode == 0, done.stderr
    assert "noto-serif-sc-400.ttf" in done.stdout
    assert "用不了" not in done.stdout


def test_an_installed_program_writes_and_checks_an_edition(installed: Path, tmp_path: Path) -> None:
    assert run_installed(installed, tmp_path, "new", "年鉴").stdout == "年鉴\n"
    done = run_installed(installed, tmp_path, "check", "年鉴", "--strict")
    assert done.returncode == 0, done.stderr


def test_the_version_is_held_once() -> None:
    assert "version" in PROJECT["dynamic"]
    try:
        installed_as = version("yearbook")
    except PackageNotFoundError:
        pytest.skip("yearbook runs from this checkout without being installed")
    assert installed_as == __version__, "installed from other files than these"


def test_the_constraints_name_one_version_of_every_dependency() -> None:
    lines = (TOP / ".ci" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines if line and not line.startswith("#")}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert [name for name in wanted if re.split(r"[<>=\[]", name)[0].lower() not in pinned] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/格式.md", "docs/命令.md"])
def test_links_of_the_documents_lead_somewhere(name: str) -> None:
    path = TOP / name
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
