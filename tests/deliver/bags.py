"""Small bags for tests: made as the program makes its own, or by hand as others do."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from yearbook.deliver.bag import OURS, Verdict, bag_up, judge, open_bag, put_in_place, unfinished

PAYLOAD = {
    "data/book/a.pdf": b"%PDF-1.7 not really",
    "data/source/2026/edition.yaml": "title: 样年鉴\n".encode(),
    "data/images/山水.txt": "山水".encode(),
    "data/README.txt": b"read me\n",
}


def own_bag(target: Path, payload: Mapping[str, bytes] = PAYLOAD) -> Path:
    """A bag with the marks of ours."""
    with unfinished(target) as work:
        for name, content in payload.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(content)
        bag_up(work, {OURS: "1", "Bagging-Date": "2026-06-30", "External-Identifier": "small-2026"})
        put_in_place(work, target)
    return target


def foreign_bag(target: Path, version: str = "1.0", payload: Mapping[str, bytes] = PAYLOAD, **tags: bytes) -> Path:
    """A bag as others make them: sha256 alone; further tag files by name, with _ for the dot."""
    target.mkdir(parents=True)
    for name, content in payload.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in payload.items())
    declaration = f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n".encode()
    files = {"bagit.txt": declaration, "manifest-sha256.txt": "".join(lines).encode()}
    files |= {name.replace("_", "."): content for name, content in tags.items()}
    for name, content in files.items():
        (target / name).write_bytes(content)
    return target


def verdict_on(bag: Path) -> Verdict:
    return judge(open_bag(str(bag)))


def faults(bag: Path) -> set[tuple[str, str]]:
    """Code and file of every problem of a bag, the file as seen from the bag."""
    found = verdict_on(bag).problems
    return {(one.code, Path(one.place.file).relative_to(bag).as_posix()) for one in found}


def codes(bag: Path) -> set[str]:
    return {one.code for one in verdict_on(bag).problems}
