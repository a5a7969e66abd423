"""YAML files of the folder that no part of the book uses: they must not be lost in silence."""

import os
from collections.abc import Iterator

from yearbook.check.shaped import FILES, Shaped
from yearbook.model.edition import EditionFile
from yearbook.problems import Place, Problem, Severity, near_file

_PRINTED = ("board", "note", "glossary", "chronicle", "errata", "plates")  # companions that print only when `parts` names them


def assets(edition: Shaped) -> Iterator[Problem]:
    """Problems of files left over."""
    source, frame = edition.source, edition.frame.noun if edition.frame else None
    if not isinstance(frame, EditionFile):
        return
    used = {"edition.yaml", source.layout.name, *frame.parts, *(f"{name}.yaml" for name in FILES)}
    shown = os.path.dirname(source.edition.path) if source.chapters else source.folder
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
