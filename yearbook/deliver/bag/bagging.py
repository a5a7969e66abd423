"""A folder with its payload in `data/` becomes a bag: the Library of Congress's bagit writes the manifests and proves the whole.

The work is done in a hidden folder beside the place it is for; the declaration is written last, then the folder gets its name.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from yearbook.deliver.bag.opened import DECLARATION, PIECE
from yearbook.deliver.bag.sm3 import sm3
from yearbook.deliver.bag.verdict import ALGORITHMS, SM3_LIST
from yearbook.deliver.files import sync
from yearbook.problems import PathError, Place, Problem

DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A hidden folder beside `target` to make a bag in; what is left of it goes when the work ends, in whatever way. Raises PathError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f".{target.name[:100]}.part-", dir=target.parent))
        folder.chmod(0o755)  # mkdtemp's own folder is private
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(target)), path=target, reason=error.strerror or error),)) from None
    try:
        yield folder
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(target)), path=target, reason=error.strerror or error),)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bag_up(folder: Path, info: Mapping[str, str]) -> None:
    """Makes a bag of `folder`, whose payload lies in `data/`; Payload-Oxum and Bag-Size are added to `info`."""
    import bagit  # 0.08 s: only when a bag is made

    with chdir(folder):  # bagit names files from the current folder
        size, files = bagit.make_manifests("data", 1, list(ALGORITHMS))
    for algorithm in ALGORITHMS:
        _sort(folder / f"manifest-{algorithm}.txt")
    told = {**info, "Payload-Oxum": f"{size}.{files}", "Bag-Size": f"{size / 1_000_000:.1f} MB"}
    text = "".join(f"{label}: {_line(value)}\n" for label, value in told.items() if value)
    (folder / "bag-info.txt").write_bytes(text.encode())
    tags = sorted(("bag-info.txt", DECLARATION, *(f"manifest-{algorithm}.txt" for algorithm in ALGORITHMS)))
    payload = sorted(path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file())
    (folder / SM3_LIST).write_bytes("".join(f"{_digest(folder, name, 'sm3')}  {name}\n" for name in sorted((*tags, *payload))).encode())
    for algorithm in ALGORITHMS:
        lines = (f"{_digest(folder, name, algorithm)}  {name}\n" for name in sorted((*tags, SM3_LIST)))
        (folder / f"tagmanifest-{algorithm}.txt").write_bytes("".join(lines).encode())
    (folder / DECLARATION).write_bytes(DECLARED)
    bagit.Bag(str(folder)).validate()  # a second opinion: a bag that bagit refuses gets no name


def put_in_place(folder: Path, target: Path) -> None:
    """Gives the finished folder its name, after all of it has reached the disk. Raises OSError, also when the place is taken."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)
    os.rename(folder, target)
    sync(target.parent)


def _sort(manifest: Path) -> None:
    """By name, whatever order bagit walked the folders in."""
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_bytes("".join(sorted(lines, key=lambda line: line.split("  ", 1)[1])).encode())


def _line(value: str) -> str:
    return " ".join(value.split())


def _digest(folder: Path, name: str, algorithm: str) -> str:
    digest = sm3() if algorithm == "sm3" else hashlib.new(algorithm, usedforsecurity=False)
    if name == DECLARATION:  # not yet written
        digest.update(DECLARED)
        return digest.hexdigest()
    with open(folder / name, "rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def bagging_agent() -> str:
    """The name and version of the library that bags."""
    import bagit

    return f"bagit.py {bagit.VERSION} <{bagit.PROJECT_URL}>"
