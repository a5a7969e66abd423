"""A bag as it lies there, a folder or a zip file: its files by name and size, their bytes, and what may not be read at all.

Nothing is unpacked and no link followed; a zip file's own figures are held against bounds before a byte of it is inflated.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Protocol

from yearbook.frozen import frozen
from yearbook.problems import PathError, Place, Problem

try:
    from lzma import LZMAError
except ImportError:  # a Python without it raises RuntimeError at such an entry
    LZMAError = RuntimeError  # type: ignore[misc, assignment]

MOST_FILES = 100_000
MOST_BYTES = 16_000_000_000  # of a zip file, inflated: a bag of ten thousand photos
MOST_RATIO = 200  # YAML and transcripts shrink to a tenth; a bomb to a thousandth
SMALL = 1_000_000  # what is smaller may shrink as it likes
PIECE = 1 << 20
DECLARATION = "bagit.txt"

# All that zipfile and the libraries behind it raise at a zip file that is broken, or packed in ways that they do not know
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, LZMAError, struct.error,
    EOFError, OverflowError, ValueError, RuntimeError,  # the last also for what zipfile cannot do
)  # fmt: skip


class Opened(Protocol):
    """An opened bag. `sizes` are those of its plain files by name, with forward slashes, in order; `problems` what else was found."""

    shown: str
    sizes: Mapping[str, int]
    problems: tuple[Problem, ...]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file. Raises OSError when they cannot be read."""

    def place(self, name: str, line: int = 0) -> Place:
        """Where a file is, for a problem."""


def open_bag(path: str) -> Opened:
    """The bag at `path`. Raises PathError when there is none to look at."""
    if os.path.isdir(path):
        return _Folder(path)
    if not os.path.lexists(path):
        raise PathError((Problem.of("path-missing", Place(path)),))
    try:
        return _Zip(path)
    except BROKEN:
        raise PathError((Problem.of("bag-no-bag", Place(path)),)) from None
    except OSError as error:
        raise PathError((Problem.of("cannot-read", Place(path), reason=error.strerror or error),)) from None


def whole(bag: Opened, name: str, most: int = 64_000_000) -> bytes:
    """A small file of a bag. Raises OSError, also when it is larger than `most`."""
    if bag.sizes[name] > most:
        raise OSError(f"{bag.sizes[name]} bytes")
    return b"".join(bag.pieces(name))


class _Folder:
    """A folder; links and special files are problems and never opened."""

    def __init__(self, path: str) -> None:
        self.shown = path
        found: list[Problem] = []
        sizes: dict[str, int] = {}
        self._walk("", sizes, found)
        self.sizes: Mapping[str, int] = dict(sorted(sizes.items()))
        self.problems = tuple(found)

    def place(self, name: str, line: int = 0) -> Place:
        return Place(os.path.join(self.shown, name), line)

    def pieces(self, name: str) -> Iterator[bytes]:
        with open(os.path.join(self.shown, name), "rb") as file:
            while piece := file.read(PIECE):
                yield piece

    def _walk(self, within: str, sizes: dict[str, int], found: list[Problem]) -> None:
        try:
            entries = sorted(os.scandir(os.path.join(self.shown, within)), key=lambda entry: entry.name)
        except OSError as error:
            found.append(Problem.of("cannot-read", self.place(within), reason=error.strerror or error))
            return
        for entry in entries:
            name = f"{within}/{entry.name}" if within else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if not _is_text(name):
                found.append(Problem.of("bag-name-bytes", Place(self.shown), name=ascii(name)))
            elif stat.S_ISLNK(mode):
                found.append(Problem.of("bag-link", self.place(name), target=os.readlink(entry.path)))
            elif stat.S_ISDIR(mode):
                self._walk(name, sizes, found)
            elif not stat.S_ISREG(mode):
                found.append(Problem.of("bag-special", self.place(name)))
            else:
                sizes[name] = entry.stat(follow_symlinks=False).st_size
            if len(sizes) > MOST_FILES:
                found.append(Problem.of("bag-too-many", Place(self.shown), most=MOST_FILES))
                return


class _Zip:
    """A zip file, read in place; the bag is its root or its only folder."""

    def __init__(self, path: str) -> None:
        self.shown = path
        self._zip = zipfile.ZipFile(path)
        found: list[Problem] = []
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            found.append(Problem.of("bag-too-many", Place(path), most=MOST_FILES))
            infos = []
        elif _is_bomb(infos, os.path.getsize(path)):
            found.append(Problem.of("bag-bomb", Place(path), size=sum(info.file_size for info in infos) // 1_000_000))
            infos = []
        files: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._take(info, files, found)
        top = _top(files)
        self._infos = {name.removeprefix(top): info for name, info in sorted(files.items())}
        self.sizes: Mapping[str, int] = {name: info.file_size for name, info in self._infos.items()}
        self.problems = tuple(found)

    def place(self, name: str, line: int = 0) -> Place:
        return Place(os.path.join(self.shown, name), line)

    def pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._infos[name]) as file:
                while piece := file.read(PIECE):
                    yield piece
        except BROKEN as error:
            raise OSError(str(error)) from None

    def _take(self, info: zipfile.ZipInfo, files: dict[str, zipfile.ZipInfo], found: list[Problem]) -> None:
        name, place = info.filename, Place(self.shown)
        if outside(name.rstrip("/")):
            found.append(Problem.of("bag-path-outside", place, path=name))
        elif stat.S_ISLNK(info.external_attr >> 16):
            found.append(Problem.of("bag-link", self.place(name), target="…"))
        elif info.flag_bits & 1:
            found.append(Problem.of("bag-encrypted", self.place(name)))
        elif name in files:
            found.append(Problem.of("bag-zip-twice", place, path=name))
        elif not info.is_dir():
            files[name] = info


def outside(path: str) -> bool:
    """Whether a path of a manifest or zip file may lead out of the bag, on any system: absolute, ~, a drive, backslashes, dots."""
    steps = path.split("/")
    drive = len(path) > 1 and path[1] == ":" and path[0].isascii() and path[0].isalpha()
    return not path or path[0] in "/~" or drive or "\\" in path or "\0" in path or ".." in steps or "" in steps


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_bomb(infos: list[zipfile.ZipInfo], packed: int) -> bool:
    """By what the entries say of themselves, each and all together (entries that share their bytes are counted by the file's size)."""
    total = sum(info.file_size for info in infos)
    swollen = any(info.file_size > SMALL and info.file_size > MOST_RATIO * info.compress_size for info in infos)
    return swollen or total > MOST_BYTES or total > max(SMALL, MOST_RATIO * packed)


def _top(files: Mapping[str, zipfile.ZipInfo]) -> str:
    """The folder that holds the bag, with its slash; "" when the declaration lies at the root."""
    tops = {name.partition("/")[0] for name in files}
    if DECLARATION in files or len(tops) != 1 or not all("/" in name for name in files):
        return ""
    return f"{tops.pop()}/"


@frozen
class Taken:
    """Where a bag's files were copied to."""

    folder: str
    names: tuple[str, ...]


def take_out(bag: Opened, folder: str, under: tuple[str, ...]) -> Taken:
    """Copies the files below any of the names `under` into an empty folder; for bags that were found whole. Raises OSError."""
    names = tuple(name for name in bag.sizes if name.startswith(under) and not outside(name))
    for name in names:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            for piece in bag.pieces(name):
                file.write(piece)
    return Taken(folder, names)
