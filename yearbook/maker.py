"""Who makes: the program as it lies on disk, and the font files it sets with, each told by a digest for what is kept between builds."""

import contextlib
import os
import sys
from collections.abc import Iterable
from functools import lru_cache

from yearbook import __version__
from yearbook.packing import digest

_LIBRARIES = ("uharfbuzz-", "pydantic-", "pydantic_core-", "pyyaml-", "markdown_it_py-", "markdown-it-py-", "pillow-", "deflate-")
_HERE = os.path.dirname(os.path.abspath(__file__))


@lru_cache(maxsize=1)
def made_by() -> bytes:
    """A digest that changes with the program, its libraries and Python: what another made is not taken over. 5 ms.

    Files are told by size and time, not read: an installed program does not change, and in a checkout every edit does both.
    """
    return digest(__version__, sys.version, sys.byteorder, *_versions(), *_files(_HERE))


def _versions() -> list[str]:
    """Names and versions of the libraries, as their folders of metadata are called. Why: to read those takes 30 ms more."""
    found: list[str] = []
    for folder in sys.path:
        with contextlib.suppress(OSError):
            found += [name for name in os.listdir(folder or ".") if name.endswith("-info") and name.lower().startswith(_LIBRARIES)]
    return sorted(found)


def _files(folder: str) -> Iterable[str]:
    """Path, size and time of every file of the program but fonts and layouts, which have digests of their own."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name in ("__pycache__", "data"):
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            elif not entry.name.endswith(".pyc"):
                state = entry.stat()
                yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def file_told(path: str) -> bytes:
    """A digest of where a font file lies, its size and its time: as the program's own files it is not read. 10 µs, not 5 ms."""
    state = os.stat(path)
    return digest(os.path.realpath(path), state.st_size, state.st_mtime_ns, state.st_ino)
