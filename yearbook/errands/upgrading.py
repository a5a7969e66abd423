"""An edition of an older schema becomes one of the newest, or is shown as it would."""

import os
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.model.edition import SCHEMA
from yearbook.press import layout_folders, write

if TYPE_CHECKING:
    from yearbook.load.upgrading import Upgraded

__all__ = ["SCHEMA", "diff", "upgrade", "upgraded"]


def upgraded(folder: str, stock: str = "") -> "tuple[int, tuple[Upgraded, ...]]":
    """The version that an edition is of, and the files that the newest asks otherwise. Raises PathError, ContentError."""
    from yearbook.load.upgrading import upgraded as of

    return of(folder, layout_folders(stock))


def upgrade(folder: str, files: "tuple[Upgraded, ...]") -> tuple[str, ...]:
    """Writes the files, edition.yaml last, so that an interrupted upgrade is done again; their paths. Raises PathError."""
    last = sorted(files, key=lambda file: (file.name == "edition.yaml", file.name))
    paths = tuple(os.path.join(folder, file.name) for file in last)
    for path, file in zip(paths, last, strict=True):
        write(Path(path), file.new.encode())
    return paths


def diff(folder: str, files: "tuple[Upgraded, ...]") -> str:
    """What would change, as `diff -u` writes it."""
    found = []
    for file in files:
        name = os.path.join(folder, file.name)
        old, new = file.old.splitlines(keepends=True), file.new.splitlines(keepends=True)
        found += [line if line.endswith("\n") else f"{line}\n" for line in unified_diff(old, new, name, name)]
    return "".join(found)
