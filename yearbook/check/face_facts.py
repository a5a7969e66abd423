"""Faces of a shelf → what an editor asks about them: family, weight, how many characters, how many of the 8,105 of the 通用规范汉字表."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yearbook.fonts import BadFont, Shelf
from yearbook.frozen import frozen


@frozen
class FaceFacts:
    """A face under its name in the layout; `listed` of `list_length` characters of the list; `fault` when it cannot be used."""

    name: str
    file: str
    family: str = ""
    weight: str = ""
    characters: int = 0
    listed: int = 0
    list_length: int = 0
    fault: str = ""


def face_facts(shelf: Shelf, shipped: Path) -> tuple[FaceFacts, ...]:
    """All faces of the shelf; `shipped` is the folder with MANIFEST.toml and charsets/."""
    manifest: dict[str, Any] = tomllib.loads((shipped / "MANIFEST.toml").read_text("utf-8"))
    told = {face["file"]: face for face in manifest["face"]}
    return tuple(_facts(shelf, told, _listed(shipped / "charsets" / "tgh-8105.txt")))


def _facts(shelf: Shelf, told: dict[str, Any], listed: str) -> Iterator[FaceFacts]:
    for name in shelf:
        file = shelf.file(name)
        try:
            face = shelf[name]
        except BadFont as bad:
            yield FaceFacts(name, file, fault=str(bad))
            continue
        known = told.get(file, {})
        family, weight = str(known.get("family", face.name)), str(known.get("weight", ""))
        have = len(listed) - len(face.missing(listed))
        yield FaceFacts(name, file, family, weight, len(face.hb_face.unicodes), have, len(listed))


def _listed(file: Path) -> str:
    """The characters of a charset file; lines that begin with # are remarks."""
    lines = file.read_text("utf-8").splitlines()
    return "".join("".join(line.split()) for line in lines if not line.startswith("#"))
