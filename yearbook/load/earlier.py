"""The earlier editions of a series: folders beside an edition whose volumes bear its title and a smaller year.

They are read as plain files, never as a layout; one that cannot be read is told in one warning and left out.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from yearbook.load.yaml_file import read_yaml
from yearbook.model.source import COMPANIONS, SHARED, Earlier, Source, SourceFile, path_inside
from yearbook.problems import Place, Problem, Severity

MOST_FOLDERS = 200  # a series of two centuries; a folder with more beside the edition is no series
_NEEDED = tuple(name for name in COMPANIONS if name not in ("plates", "checks", "note"))


def load_earlier(source: Source) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The earlier editions of the series, oldest first, and a warning for each that cannot be read."""
    return _beside(source, _source)


def load_ledgers(source: Source) -> Earlier:
    """As `load_earlier`, of each edition only what views over the series print: its frame, ledger, sources and honours."""
    return Earlier(*_beside(source, partial(_ledger, source.companions.get(SHARED))))


_Read: TypeAlias = Callable[[str, SourceFile, list[Problem]], Source]


def _beside(source: Source, read: _Read) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    found: list[tuple[int, str, Source]] = []
    warnings: list[Problem] = []
    year, title, stem = _identity(source.edition)
    for folder in edition_folders(_shown(source)):
        if os.path.realpath(folder) == os.path.realpath(source.folder):
            continue
        problems: list[Problem] = []
        edition = _file(folder, "edition.yaml", problems)
        if edition is None:
            continue  # whose title nobody can read may belong to another series
        other, other_title, other_stem = _identity(edition)
        if not 0 < other < year or not ((title and title == other_title) or (stem and stem == other_stem)):
            continue
        earlier = read(folder, edition, problems)
        if problems:
            first = min(problems, key=lambda problem: problem.place)
            place = Place(os.path.join(folder, "edition.yaml"))
            warnings.append(Problem.of("series-broken", place, Severity.WARNING, edition=folder, other=first.place))
        else:
            found.append((other, folder, earlier))
    return tuple(one for _, _, one in sorted(found, key=lambda one: one[:2])), tuple(warnings)


def edition_folders(series: str) -> Iterator[str]:
    """The folders of a series that hold an edition, by name."""
    try:
        names = sorted(entry.name for entry in os.scandir(series or ".") if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return
    for name in names[:MOST_FOLDERS]:
        if os.path.isfile(os.path.join(series, name, "edition.yaml")):
            yield os.path.normpath(os.path.join(series, name))


def _shown(source: Source) -> str:
    """The folder of the series, as the user would name it."""
    shown = os.path.dirname(source.edition.path)
    return os.path.normpath(os.path.join(shown, os.pardir))


def _identity(edition: SourceFile) -> tuple[int, str, str]:
    """Year, title, and the id without its year: hongqi-2026 → hongqi."""
    data = edition.data if isinstance(edition.data, dict) else {}
    year, title, name = data.get("edition_year"), data.get("title"), data.get("id")
    stem = name.rstrip("0123456789").rstrip("-._") if isinstance(name, str) else ""
    return year if isinstance(year, int) else 0, title if isinstance(title, str) else "", stem


def _source(folder: str, edition: SourceFile, problems: list[Problem]) -> Source:
    """The files that can be read; the problems of the others are added to `problems`."""
    data = edition.data if isinstance(edition.data, dict) else {}
    parts = data.get("parts")
    chapters = [name for name in parts if isinstance(name, str) and name.endswith((".yaml", ".yml"))] if isinstance(parts, list) else []
    companions = {name: _file(folder, f"{name}.yaml", problems) for name in _NEEDED}
    read = [_file(folder, name, problems) for name in chapters]
    layout = SourceFile("", None, edition.locate)
    known = {name: file for name, file in companions.items() if file}
    return Source(os.path.abspath(folder), edition, known, tuple(one for one in read if one), layout)


def _ledger(shared: SourceFile | None, folder: str, edition: SourceFile, problems: list[Problem]) -> Source:
    files = {name: _file(folder, f"{name}.yaml", problems) for name in ("facts", "sources", "honors")} | {SHARED: shared}
    known = {name: file for name, file in files.items() if file}
    return Source(os.path.abspath(folder), edition, known, (), SourceFile("", None, edition.locate))


def _file(folder: str, name: str, problems: list[Problem]) -> SourceFile | None:
    path = os.path.join(folder, name)
    if not os.path.isfile(path) or path_inside(folder, name) is None:
        return None
    return read_yaml(path, name, problems)
