"""Files that the YAML names or should name: pictures, and YAML files of the folder that no part of the book uses."""

import os
from collections.abc import Iterator

from yearbook.check.shaped import FILES, Shaped, Sheet
from yearbook.model.blocks import OpenerPlate
from yearbook.model.edition import EditionFile, Plate
from yearbook.model.source import Path, path_inside
from yearbook.pictures import MAX_BYTES, MAX_PIXELS, BadPicture, probe
from yearbook.problems import Place, Problem, Severity, near_file

IMAGES = "images"
_PRINTED = ("note", "glossary", "chronicle", "plates")  # companions that print only when `parts` names them


def assets(edition: Shaped) -> Iterator[Problem]:
    """Problems of pictures and of files left over."""
    for sheet in edition.sheets():
        without: list[tuple[Path, str]] = []
        for path, noun in sheet.found:
            for key in ("image", "portrait"):
                name = noun.__dict__.get(key)
                if name:
                    yield from _picture(edition, sheet, (*path, key), name)
            if isinstance(noun, Plate | OpenerPlate) and not noun.image:
                without.append((path, noun.caption))
        if without:
            captions = "；".join(caption for _, caption in without)
            place = sheet.file.locate(without[0][0])
            yield Problem.of("plates-without-image", place, Severity.WARNING, count=len(without), captions=captions)
    yield from _left_over(edition)


def _picture(edition: Shaped, sheet: Sheet, path: Path, name: str) -> Iterator[Problem]:
    folder = os.path.join(edition.source.folder, IMAGES)
    file = path_inside(folder, name)
    if file is None:
        yield Problem.of("path-outside", sheet.file.locate(path), path=name)
        return
    try:
        probe(file)
    except BadPicture as bad:
        yield _bad_picture(bad, sheet.file.locate(path), folder, name)


def _bad_picture(bad: BadPicture, place: Place, folder: str, name: str) -> Problem:
    if bad.reason == "missing":
        return Problem.of("image-missing", place, path=f"{IMAGES}/{name}", near=near_file(name, _files_below(folder)))
    if bad.reason in ("bytes", "pixels"):
        most = f"{MAX_BYTES // 1_000_000} MB" if bad.reason == "bytes" else f"{MAX_PIXELS // 1_000_000} MP"
        return Problem.of("image-too-large", place, path=name, most=most)
    if bad.reason == "kind":
        return Problem.of("image-kind", place, path=name, found=bad.detail)
    return Problem.of("image-broken", place, path=name, reason=bad.detail)


def _files_below(folder: str) -> list[str]:
    found: list[str] = []
    for top, _, files in os.walk(folder):
        found.extend(os.path.relpath(os.path.join(top, name), folder).replace(os.sep, "/") for name in files)
        if len(found) > 10_000:
            break
    return found


def _left_over(edition: Shaped) -> Iterator[Problem]:
    """YAML files that nothing reads, and companions that `parts` does not print: neither must be lost in silence."""
    source, frame = edition.source, edition.frame.noun if edition.frame else None
    if not isinstance(frame, EditionFile):
        return
    used = {"edition.yaml", source.layout.name, *frame.parts, *(f"{name}.yaml" for name in FILES)}
    shown = os.path.dirname(source.edition.locate(()).file) if source.chapters else source.folder
    for name in sorted(os.listdir(source.folder)):
        if name.endswith((".yaml", ".yml")) and name not in used and not name.startswith("agenda") and not _is_layout(source.folder, name):
            like = near_file(name, [f"{known}.yaml" for known in FILES if known not in source.companions])
            yield Problem.of("file-unused", Place(os.path.join(shown, name)), Severity.WARNING, path=name, near=like)
    for name in _PRINTED:
        if name in source.companions and name not in frame.parts:
            place = source.edition.locate(("parts",), key=True)
            yield Problem.of("companion-unprinted", place, Severity.WARNING, part=name)


def _is_layout(folder: str, name: str) -> bool:
    """A layout that another one extends, or that is kept beside the edition."""
    with open(os.path.join(folder, name), "rb") as file:
        head = file.read(4096)
    return b"\nextends:" in head or head.startswith(b"extends:") or b"\npage:" in head
