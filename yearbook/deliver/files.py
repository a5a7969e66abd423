"""Files written whole or not at all: an interrupted or failed write leaves the old file as it was."""

import os
import stat
from pathlib import Path
from tempfile import mkstemp

from yearbook.problems import PathError, Place, Problem


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file by way of a temporary one in the same folder. A link to a file is followed.

    Raises PathError: path-missing-folder, path-is-folder, path-unwritable.
    """
    target = Path(os.path.realpath(path))
    if not os.path.isdir(target.parent):
        raise _error("path-missing-folder", path, folder=target.parent)
    if os.path.isdir(target):
        raise _error("path-is-folder", path)
    try:
        _replace(target, data)
    except OSError as error:
        raise _error("path-unwritable", path, reason=error.strerror or str(error)) from error


def _replace(target: Path, data: bytes) -> None:
    descriptor, temporary = mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), _mode(target))
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:  # KeyboardInterrupt too: no stray file is left
        os.unlink(temporary)
        raise
    sync(target.parent)


def _mode(target: Path) -> int:
    """The old file's permissions, or those a new file gets; mkstemp alone would give a private one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync(path: Path) -> None:
    """Makes a file, or the names in a folder, last through a power cut, where the system can."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _error(code: str, path: Path, **values: object) -> PathError:
    named = tuple((name, str(value)) for name, value in {"path": path, **values}.items())
    return PathError((Problem(code, Place(str(path)), named),))
