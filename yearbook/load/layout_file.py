"""A layout file, by name in the layout folders or by path, merged over those it extends."""

import os
from collections.abc import Callable, Sequence
from functools import partial

from yearbook.frozen import frozen
from yearbook.load.yaml_file import beside, read_yaml
from yearbook.model.source import Path, SourceFile, path_inside
from yearbook.problems import ContentError, PathError, Place, Problem, UsageError, near, near_file
from yearbook.standing import NOTHING_STANDING, Standing

MAX_CHAIN = 8


def load_layout(name: str, folders: Sequence[str]) -> SourceFile:
    """The layout called `name` on the command line: a name in one of the folders, or the path of a file.

    Raises UsageError for an unknown name, PathError for a missing file, ContentError for faults of the files.
    """
    path = name if _is_path(name) else _by_name(name, folders)
    if path is None:
        names = layout_names(folders)
        unknown = Problem.of("layout-unknown", Place("--layout"), name=name, names=", ".join(names), near=near(name, names))
        raise UsageError((unknown,))
    if not os.path.isfile(path):
        raise PathError((Problem.of("path-missing", Place(path), near=beside(path)),))
    problems: list[Problem] = []
    layout = read_layout(path, folders, problems)
    if layout is None or problems:
        raise ContentError(tuple(problems))
    return layout


def edition_layout(edition: SourceFile, folder: str, folders: Sequence[str], problems: list[Problem]) -> SourceFile | None:
    """The layout that edition.yaml names: shipped, or a file of the edition's folder."""
    data = edition.data
    name = data.get("layout", "annual") if isinstance(data, dict) else "annual"
    if not isinstance(name, str) or not name:
        return None  # `check` says what is wrong with the value
    path = _named_by(name, folder, folders, partial(edition.locate, ("layout",)), problems)
    return read_layout(path, folders, problems, edition.standing) if path else None


def layout_paths(layout: SourceFile) -> tuple[str, ...]:
    """The files that a layout was read from, itself first, then those it extends."""
    chain = layout.locate.chain if isinstance(layout.locate, ChainLocator) else ()
    return tuple(file.locate(()).file for file in chain)


def layout_names(folders: Sequence[str]) -> list[str]:
    """The names of all layouts in the folders."""
    found = {name[:-5] for folder in folders if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".yaml")}
    return sorted(found)


def read_layout(
    path: str, folders: Sequence[str], problems: list[Problem], standing: Standing = NOTHING_STANDING
) -> SourceFile | None:
    """The file at `path` merged over its chain of ``extends:``; None when a file of the chain cannot be used."""
    chain: list[SourceFile] = []
    seen: list[str] = []
    while path:
        file = read_yaml(path, os.path.basename(path), problems, standing)
        if file is None or not isinstance(file.data, dict):
            return None
        chain.append(file)
        seen.append(os.path.realpath(path))
        base = file.data.get("extends")
        if base is None:
            break
        place = partial(file.locate, ("extends",))
        found = _named_by(base, os.path.dirname(path), folders, place, problems) if isinstance(base, str) else ""
        if found == "":
            problems.append(Problem.of("layout-extends-text", place()))
        elif found and (os.path.realpath(found) in seen or len(seen) == MAX_CHAIN):
            names = " → ".join(part.name for part in chain)
            problems.append(Problem.of("layout-cycle", place(), chain=f"{names} → {os.path.basename(found)}"))
            return None
        if not found:
            return None
        path = found
    data: object = {}
    for file in reversed(chain):
        data = _merged(data, file.data)
    if isinstance(data, dict):
        data.pop("extends", None)
    return SourceFile(chain[0].name, data, ChainLocator(tuple(chain)))


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def _by_name(name: str, folders: Sequence[str]) -> str | None:
    paths = (os.path.join(folder, f"{name}.yaml") for folder in folders)
    return next((path for path in paths if os.path.isfile(path)), None)


def _named_by(name: str, folder: str, folders: Sequence[str], place: Callable[[], Place], problems: list[Problem]) -> str | None:
    """The path of the layout that a YAML file in `folder` names; None, and a problem, when there is none."""
    if not _is_path(name):
        path = _by_name(name, folders)
        if path is None:
            names = layout_names(folders)
            problems.append(Problem.of("layout-unknown", place(), name=name, names=", ".join(names), near=near(name, names)))
        return path
    if path_inside(folder or ".", name) is None:
        problems.append(Problem.of("path-outside", place(), path=name))
        return None
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        files = [file for file in os.listdir(folder or ".") if file.endswith((".yaml", ".yml"))]
        problems.append(Problem.of("file-missing", place(), path=name, near=near_file(name, files)))
        return None
    return path


def _merged(base: object, over: object) -> object:
    """`over` laid upon `base`: mappings key by key, everything else whole."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {key: _merged(base[key], over[key]) if key in base and key in over else over.get(key, base.get(key)) for key in {**base, **over}}


@frozen
class ChainLocator:
    """`SourceFile.locate` of a merged layout: the file nearest to the user that has most of the path."""

    chain: tuple[SourceFile, ...]

    def __call__(self, path: Path, key: bool = False, fragment: str = "") -> Place:
        file = max(self.chain, key=lambda file: _known_steps(file.data, path))  # the first of equals
        return file.locate(path, key=key, fragment=fragment)


def _known_steps(data: object, path: Path) -> int:
    for number, step in enumerate(path):
        try:
            data = data[step]  # type: ignore[index] # what has no such step says so itself
        except (TypeError, KeyError, IndexError):
            return number
    return len(path)
