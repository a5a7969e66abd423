"""Reads the case files: an edition with planted errors, and the problems that must be found, all of them and no other."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from yearbook.check import check_edition
from yearbook.load import load_edition, parse_body, parse_inline
from yearbook.problems import Problem, YearbookError

HERE = Path(__file__).parent
LAYOUTS = HERE.parents[1] / "layouts"


@dataclass
class Case:
    """One case: what is changed in the base edition, and the expected lines."""

    title: str
    topic: str
    edits: list[tuple[str, str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    expected: list[tuple[str, str, str, str]] = field(default_factory=list)  # severity, place, code, words


def read_cases() -> list[Case]:
    """All cases of cases/*.txt."""
    return [case for path in sorted(HERE.glob("cases/*.txt")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    cases: list[Case] = []
    writing: tuple[str, str] | None = None
    lines: list[str] = []
    for line in [*path.read_text("utf-8").split("\n"), "==="]:
        mark = line[:4] if line.startswith(("=== ", "--- ")) else line[:2]
        if writing and (mark in ("=== ", "--- ", "! ", "? ", "~ ", "x ") or line == "==="):
            text = "\n".join(lines).rstrip("\n") + "\n"
            cases[-1].files[writing[0]] = _content(_unescape(text), writing[1])
            writing, lines = None, []
        if writing:
            lines.append(line)
        elif mark == "=== ":
            cases.append(Case(line[4:], path.stem))
        elif mark == "--- ":
            name, _, encoding = line[4:].partition(" ")
            writing = (name, encoding or "utf-8")
        elif mark == "~ ":
            name, _, change = line[2:].partition(": ")
            old, _, new = change.partition(" →")
            cases[-1].edits.append((name, _unescape(old), _unescape(new.removeprefix(" "))))
        elif mark == "x ":
            cases[-1].absent.append(line[2:])
        elif mark in ("! ", "? "):
            place, code, words = [*line[2:].split(" ", 2), ""][:3]
            cases[-1].expected.append(("error" if mark == "! " else "warning", place, code, words))
    return cases


def _content(text: str, encoding: str) -> bytes:
    """The bytes of a file; three names stand for what no encoding gives."""
    if encoding == "control":
        return text.replace(":", "\x07:").encode()
    if encoding == "broken":
        return b"people: [\x81\xff\xff]\n"
    if encoding == "cut":
        return b"\xff\xd8\xff\xe0\x00\x10JFIF"
    return text.encode(encoding)


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t")


def plant(case: Case, folder: Path) -> None:
    """The base edition with the case's errors, in `folder`."""
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    picture(folder / "images" / "gate.jpg")
    for name, old, new in case.edits:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{case.title}: “{old}” stands {text.count(old)} times in {name}"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    for name, content in case.files.items():
        (folder / name).write_bytes(content)
    for name in case.absent:
        (folder / name).unlink()


def picture(path: Path) -> None:
    """A small JPEG."""
    from PIL import Image

    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), (180, 40, 30)).save(path, "JPEG")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Everything that loading and checking find; any exception but a YearbookError is a bug and passes through."""
    try:
        source = load_edition(str(folder), None, [str(LAYOUTS)])
        return check_edition(source, parse_body, parse_inline)[2]
    except YearbookError as error:
        return error.problems
