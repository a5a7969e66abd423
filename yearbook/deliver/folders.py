"""A folder of files written whole or not at all: an interrupted or failed run leaves the old folder as it was."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from yearbook.deliver.files import write_atomically
from yearbook.problems import PathError, Place, Problem


def write_folder(folder: Path, files: Mapping[str, bytes], ours: str) -> None:
    """The files in a folder of their own; `ours` is the list that makes an older folder one of ours, which is replaced.

    A folder that is not empty and has no such list is refused. Raises PathError: path-missing-folder, path-is-file,
    folder-not-ours, path-unwritable.
    """
    target = Path(os.path.realpath(folder))
    if not target.parent.is_dir():
        raise _error("path-missing-folder", folder, folder=target.parent)
    if target.exists() and not target.is_dir():
        raise _error("path-no-folder", folder)
    if target.is_dir() and any(target.iterdir()) and not (target / ours).is_file():
        raise _error("folder-not-ours", folder, list=ours)
    try:
        _replace(target, files)
    except OSError as error:
        raise _error("path-unwritable", folder, reason=error.strerror or str(error)) from error


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    made = Path(mkdtemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent))
    old = made.with_suffix(".old")
    try:
        mask = os.umask(0)
        os.umask(mask)
        made.chmod(0o777 & ~mask)
        for name, data in files.items():
            write_atomically(made / name, data)
        if target.exists():
            target.rename(old)
        made.rename(target)
    except BaseException:  # KeyboardInterrupt too: no stray folder is left
        shutil.rmtree(made, ignore_errors=True)
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _error(code: str, path: Path, **values: object) -> PathError:
    named = tuple((name, str(value)) for name, value in {"path": path, **values}.items())
    return PathError((Problem(code, Place(str(path)), named),))
