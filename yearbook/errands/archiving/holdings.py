"""What of an edition goes into its bag: exactly the files that a build reads, each under the name it gets there.

    source/<folder>/…          edition.yaml, companions, chapters, pictures, the edition's own layouts and fonts
    source/indicators.yaml     what the series shares
    source/<other folder>/…    of earlier editions only what this one prints from them
    layouts/, fonts/           the shipped files that the edition is set with, and the licences of the fonts
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from yearbook.fonts import Shelf, stock_of
from yearbook.frozen import frozen
from yearbook.model.source import COMPANIONS, SHARED, Source, path_inside
from yearbook.press import Checked
from yearbook.problems import ContentError, Place, Problem

SOURCE = "source"
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%]|[. ]$')  # names that some system cannot write, or that a manifest must rewrite
_PAPERS = ("MANIFEST.toml", "README.md", "licences", "profiles")  # of the shipped fonts; colour profiles lie with them


@frozen
class Holdings:
    """The files of a bag's payload that are copied: name in the payload → path; `home` is the edition's folder there."""

    files: tuple[tuple[str, Path], ...]
    home: str


def holdings(checked: Checked) -> Holdings:
    """The files of a sound edition. Raises ContentError for names that would not survive another system."""
    source = checked.source
    top = Path(source.folder)
    home = f"{SOURCE}/{top.name}"
    found: dict[str, Path] = {}
    for name in _own(source, checked):
        found[f"{home}/{name}"] = top / name
    if SHARED in source.companions:
        found[f"{SOURCE}/{SHARED}.yaml"] = top.parent / f"{SHARED}.yaml"
    for other in _earlier(source):
        folder = Path(other.folder)
        for name in ("edition.yaml", *_files(other)):
            found[f"{SOURCE}/{folder.name}/{name}"] = folder / name
    found |= dict(_design(checked, home))
    _must_be_fit(found)
    return Holdings(tuple(sorted(found.items())), home)


def _own(source: Source, checked: Checked) -> Iterator[str]:
    yield "edition.yaml"
    yield from _files(source)
    yield from (Path(os.path.relpath(path, source.folder)).as_posix() for path in checked.edition.pictures)


def _files(source: Source) -> Iterator[str]:
    """The companions and chapters of an edition."""
    yield from (f"{name}.yaml" for name in COMPANIONS if name in source.companions)
    yield from (file.name for file in source.chapters)


def _earlier(source: Source) -> tuple[Source, ...]:
    """The earlier editions as far as the build reads them: whole when findings are printed, else what views over the series need."""
    from yearbook.load import blocks_in, load_earlier

    if "checks" in source.companions and blocks_in(source, ("findings",)):
        return load_earlier(source)[0]
    return source.earlier.ledgers


def _design(checked: Checked, home: str) -> Iterator[tuple[str, Path]]:
    """Layouts and fonts: those of the edition's folder stay there."""
    from yearbook.load import layout_paths

    folder, shelf = checked.source.folder, checked.faces
    for path in layout_paths(checked.source.layout):
        inside = _inside(path, folder)
        yield (f"{home}/{inside}" if inside else f"layouts/{Path(path).name}"), Path(path)
    assert isinstance(shelf, Shelf), "faces that lie in files"
    for face in shelf:
        path = str(shelf.path(shelf.file(face)))
        inside = _inside(path, folder)
        yield (f"{home}/{inside}" if inside else f"fonts/{Path(path).name}"), Path(path)
    fonts = stock_of(shelf)
    for name in _PAPERS:
        for paper in sorted((fonts / name).iterdir()) if (fonts / name).is_dir() else [fonts / name]:
            if paper.is_file():
                yield f"fonts/{paper.relative_to(fonts).as_posix()}", paper


def _inside(path: str, folder: str) -> str:
    """A path as seen from the edition's folder; "" when it lies elsewhere."""
    relative = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
    return relative.replace(os.sep, "/") if path_inside(folder, relative) else ""


def _must_be_fit(found: dict[str, Path]) -> None:
    """Names are written as they are, never changed: the YAML refers to them."""
    problems = []
    by_case: dict[str, Path] = {}
    for name, path in found.items():
        if name != normalize("NFC", name):
            problems.append(Problem.of("archive-name-nfd", Place(str(path)), name=path.name))
        elif any(_UNFIT.search(step) for step in name.split("/")):
            problems.append(Problem.of("archive-name", Place(str(path)), name=path.name))
        other = by_case.setdefault(name.casefold(), path)
        if other != path:
            problems.append(Problem.of("archive-name-case", Place(str(path)), name=path.name, other=other.name))
    if problems:
        raise ContentError(tuple(problems))
