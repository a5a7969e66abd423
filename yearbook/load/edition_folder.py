"""The folder of an edition → Source: edition.yaml, the companions that exist, the chapters its `parts` name, the layout."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from yearbook.frozen import replace
from yearbook.load.ahead import Ahead
from yearbook.load.earlier import load_ledgers
from yearbook.load.layout_file import edition_layout, load_layout
from yearbook.load.yaml_file import beside, read_yaml
from yearbook.model.source import BACK_PARTS, COMPANIONS, FRONT_PARTS, SHARED, Source, SourceFile, path_inside
from yearbook.problems import ContentError, PathError, Place, Problem, YearbookError, near, near_file
from yearbook.standing import NOTHING_STANDING, Standing

_Read: TypeAlias = Callable[[str, str], SourceFile | None]
_PARTS = (*FRONT_PARTS, *BACK_PARTS)
_LOOKED_FOR = ("series", "targets", "indicators", "honours", "findings")  # by `blocks_in`
_PARTS_WITH_FILE = ("board", "note", "plates", "glossary", "chronicle", "errata", "sources")


def load_edition(
    folder: str, layout_name: str | None, layout_folders: Sequence[str], standing: Standing = NOTHING_STANDING, ahead: Ahead | None = None
) -> Source:
    """All files of the edition in `folder`; `layout_name` (a name or a path) takes the place of the edition's own layout.

    The ledgers of the earlier editions of its series come with it when a block prints them.
    Raises PathError when the folder is no edition, ContentError with every fault of every file.
    """
    _must_be_edition(folder)
    problems: list[Problem] = []
    read = partial(read_yaml, problems=problems, standing=standing, ahead=ahead.data if ahead else None)
    edition = _read(folder, "edition.yaml", problems, read)
    read = partial(read, looked_into=partial(_may_say, _LOOKED_FOR))
    names = [name for name in COMPANIONS if os.path.isfile(os.path.join(folder, f"{name}.yaml"))]
    companions = {name: _read(folder, f"{name}.yaml", problems, read) for name in names}
    companions[SHARED] = _shared(folder, problems, read)
    chapter_names = _chapter_names(edition, folder, problems) if edition else []
    chapters = [_read(folder, name, problems, read) for name in chapter_names]
    layout = _layout(edition, folder, layout_name, layout_folders, problems)
    if edition is None or problems:
        raise ContentError(tuple(sorted(problems, key=lambda problem: problem.place)))
    source = Source(
        os.path.abspath(folder),
        edition,
        {name: file for name, file in companions.items() if file},
        tuple(file for file in chapters if file),
        layout or SourceFile("", None, lambda *_, **__: edition.locate(("layout",))),
    )
    over_series = blocks_in(source, ("series", "targets"), ("chart", "indicators")) or any(
        block.get("of") == "series" for block in _blocks(source, ("honours",))
    )
    return replace(source, earlier=load_ledgers(source)) if over_series else source


def blocks_in(source: Source, kinds: Sequence[str], keys: tuple[str, str] | None = None) -> bool:
    """Whether a chapter has a block of one of these kinds, or one with both keys, as far as its data let see. At 2,400 entries 1 ms."""
    return next(_blocks(source, kinds, keys), None) is not None


def _blocks(source: Source, kinds: Sequence[str], keys: tuple[str, str] | None = None) -> Iterator[dict[str, Any]]:
    from yearbook.model.blocks import kind_of  # to import the nouns takes 0.1 s, in which other processes read

    for file in source.chapters:
        if file.content and not _may_say((*kinds, *(keys or ())), file.content):
            continue
        sections = file.data.get("sections") if isinstance(file.data, dict) else None
        for section in sections if isinstance(sections, list) else ():
            body = section.get("body") if isinstance(section, dict) else None
            for block in body if isinstance(body, list) else ():
                if not isinstance(block, dict):
                    continue
                if (keys and keys[0] in block and keys[1] in block) or (any(kind in block for kind in kinds) and kind_of(block) in kinds):
                    yield block


def _may_say(words: Sequence[str], content: bytes) -> bool:
    """Whether a file has one of these words, as it stands there or hidden by an escape."""
    return b"\\" in content or any(word.encode() in content for word in words)


def _must_be_edition(folder: str) -> None:
    """Why here and not in `read_yaml`: the folder was given on the command line, so these are faults of the path."""
    if os.path.isfile(os.path.join(folder, "edition.yaml")):
        return
    place = Place(folder)
    if os.path.isfile(folder):
        raise PathError((Problem.of("path-no-folder", place),))
    try:
        inside = sorted(os.listdir(folder))
    except FileNotFoundError:
        raise PathError((Problem.of("path-missing", place, near=beside(folder)),)) from None
    except OSError as error:
        raise PathError((Problem.of("cannot-read", place, reason=error.strerror or str(error)),)) from None
    editions = [name for name in inside if os.path.isfile(os.path.join(folder, name, "edition.yaml"))]
    if editions:
        raise PathError((Problem.of("folder-of-editions", place, near=os.path.join(folder, editions[-1])),))
    raise PathError((Problem.of("no-edition", place, near=near_file("edition.yaml", inside)),))


def _read(folder: str, name: str, problems: list[Problem], read: _Read) -> SourceFile | None:
    shown = os.path.join(folder, name)
    if path_inside(folder, name) is None:
        problems.append(Problem.of("path-outside", Place(shown), path=name))
        return None
    return read(shown, name)


def _shared(folder: str, problems: list[Problem], read: _Read) -> SourceFile | None:
    """What the series shares: the only file outside the edition's folder that belongs to it, unless it was taken along."""
    name = f"{SHARED}.yaml"
    for place in (os.path.normpath(os.path.join(folder, os.pardir)), folder):
        if os.path.isfile(os.path.join(place, name)):
            return _read(place, name, problems, read)
    return None


def _layout(
    edition: SourceFile | None, folder: str, name: str | None, folders: Sequence[str], problems: list[Problem]
) -> SourceFile | None:
    try:
        if name:
            return load_layout(name, folders)
    except ContentError as error:
        problems.extend(error.problems)
        return None
    except YearbookError:
        if problems:
            raise ContentError(tuple(problems)) from None
        raise
    return edition_layout(edition, folder, folders, problems) if edition else None


def _chapter_names(edition: SourceFile, folder: str, problems: list[Problem]) -> list[str]:
    """The chapter files named in `parts`, in order; parts that are unknown, missing or named twice become problems."""
    data = edition.data
    parts = data.get("parts") if isinstance(data, dict) else None
    chapters: list[str] = []
    first: dict[str, int] = {}
    for number, part in enumerate(parts if isinstance(parts, list) else ()):
        if not isinstance(part, str):
            continue  # the shape is for `check` to say
        place = edition.locate(("parts", number)) if part in first else None
        if place:
            line = edition.locate(("parts", first[part])).line
            problems.append(Problem.of("part-twice", place, part=part, first=line))
            continue
        first[part] = number
        problem = _part_problem(part, folder)
        if problem:
            code, values = problem
            problems.append(Problem(code, edition.locate(("parts", number)), tuple(values.items())))
        elif part not in _PARTS:
            chapters.append(part)
    return chapters


def _part_problem(part: str, folder: str) -> tuple[str, dict[str, str]] | None:
    """What is wrong with the name of a part: code and values."""
    files = [name for name in os.listdir(folder) if name.endswith((".yaml", ".yml"))]
    if part in _PARTS:
        if part in _PARTS_WITH_FILE and f"{part}.yaml" not in files:
            return "part-no-file", {"part": part, "near": near_file(f"{part}.yaml", files)}
        return None
    if not part.endswith((".yaml", ".yml")):
        return "part-unknown", {"part": part, "near": near(part, _PARTS) or near_file(f"{part}.yaml", files), "parts": ", ".join(_PARTS)}
    if path_inside(folder, part) is None:
        return "path-outside", {"path": part}
    stem = part.removesuffix(".yaml").removesuffix(".yml")
    if stem in COMPANIONS or stem == "edition":
        return "part-companion", {"part": part, "near": stem if stem in _PARTS else ""}
    if not os.path.isfile(os.path.join(folder, part)):
        return "file-missing", {"path": part, "near": near_file(part, files)}
    return None
