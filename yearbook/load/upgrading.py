"""Editions of an older schema → the newest, line by line: what is not touched stays as it was written, comments and all.

A migration looks at the data of one file and says what to put where; `STEPS` has one for every version that there was.

    1 → 2   what has no picture says so: `pending:` beside a figure, a plate or a speech without image
"""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from yearbook.frozen import frozen
from yearbook.load.edition_folder import load_edition
from yearbook.model.edition import SCHEMA
from yearbook.model.source import Path, SourceFile

WAITING = "pending: 原卷没有图片"
_PICTURED = (("figure", "image"), ("speech", "portrait"))


@frozen
class Change:
    """Text put in before line and column (from 1), in place of `drop` characters; with `line_of_its_own` the rest moves down."""

    line: int
    column: int
    text: str
    drop: int = 0
    line_of_its_own: bool = False


@frozen
class Upgraded:
    """A file before and after."""

    name: str
    old: str
    new: str


Step: TypeAlias = Callable[[SourceFile], Iterator[Change]]


def upgraded(folder: str, layout_folders: tuple[str, ...]) -> tuple[int, tuple[Upgraded, ...]]:
    """The version an edition is of, and its files as the newest asks, those alone that change. Raises PathError, ContentError."""
    source = load_edition(folder, None, layout_folders)
    data = source.edition.data if isinstance(source.edition.data, dict) else {}
    version = data.get("schema", 1)
    if not isinstance(version, int) or not 1 <= version < SCHEMA:
        return (version if isinstance(version, int) else 0), ()
    files = [source.edition, *source.chapters, *(source.companions[name] for name in source.companions if name != "indicators")]
    found = []
    for file in files:
        path = os.path.join(source.folder, file.name)
        with open(path, encoding="utf-8", newline="") as stream:
            old = stream.read()
        changes = [change for step in range(version, SCHEMA) for change in STEPS[step](file)]
        if file is source.edition:
            changes.append(_version(file, data))
        new = _changed(old, changes)
        if new != old:
            found.append(Upgraded(file.name, old, new))
    return version, tuple(found)


def _version(file: SourceFile, data: Mapping[str, Any]) -> Change:
    if "schema" in data:
        place = file.locate(("schema",))
        return Change(place.line, place.column, str(SCHEMA), len(str(data["schema"])))
    place = file.locate((next(iter(data)),), key=True)
    return Change(place.line, place.column, f"schema: {SCHEMA}", line_of_its_own=True)


def _say_what_waits(file: SourceFile) -> Iterator[Change]:
    """1 → 2."""
    for path, mapping in _mappings(file.data, ()):
        pairs = [*_PICTURED, *([("caption", "image")] if file.name == "plates.yaml" else [])]
        if any(kind in mapping and picture not in mapping and "pending" not in mapping for kind, picture in pairs):
            yield _beside_first(file, path, mapping)


def _beside_first(file: SourceFile, path: Path, mapping: Mapping[str, Any]) -> Change:
    """Between the first key, which says the kind, and the second; after the first where it stands alone."""
    start, keys = file.locate(path), list(mapping)
    flow = start != file.locate((*path, keys[0]), key=True)  # a brace stands before the key
    if len(keys) > 1:
        place = file.locate((*path, keys[1]), key=True)
        return Change(place.line, place.column, f"{WAITING}, " if flow else WAITING, line_of_its_own=not flow)
    place = file.locate((*path, keys[0]), key=True)
    if flow:  # {figure: 题}: before the key would change the kind, so the key is written anew
        return Change(place.line, place.column, f"{keys[0]}: {mapping[keys[0]]}, {WAITING}", len(f"{keys[0]}: {mapping[keys[0]]}"))
    return Change(place.line + 1, place.column, WAITING, line_of_its_own=True)


def _mappings(data: object, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _mappings(value, (*path, index))


def _changed(text: str, changes: list[Change]) -> str:
    """Last change first, so that no place moves before its turn."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    for change in sorted(changes, key=lambda one: (one.line, one.column), reverse=True):
        at, column = change.line - 1, change.column - 1
        end = "\r\n" if "\r\n" in text else "\n"
        if change.line_of_its_own:
            if at == len(lines) and lines and not lines[-1].endswith("\n"):
                lines[-1] += end
            lines.insert(at, f"{' ' * column}{change.text}{end}")
        else:
            line = lines[at]
            lines[at] = line[:column] + change.text + line[column + change.drop :]
    return mark + "".join(lines)


STEPS: Mapping[int, Step] = {1: _say_what_waits}
