"""One YAML file as a SourceFile: bytes read within bounds, decoded, parsed; every fault becomes a Problem with its place."""

import os
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

import yaml

from yearbook.frozen import replace
from yearbook.load.places import Locator
from yearbook.load.plain_data import plain_data
from yearbook.maker import made_by
from yearbook.model.source import SourceFile
from yearbook.packing import BadPack, digest, packed, unpacked
from yearbook.patterns import late
from yearbook.problems import ContentError, PathError, Place, Problem, near_file
from yearbook.standing import NOTHING_STANDING, Standing

MAX_BYTES = 32_000_000  # an edition of a million characters has 4 MB in all

_ASCII_COLON = late(r"^[A-Za-z_]\w*：", re.MULTILINE)


def read_yaml(
    path: str, name: str, problems: list[Problem], standing: Standing = NOTHING_STANDING,
    ahead: Callable[[bytes], object] | None = None, looked_into: Callable[[bytes], bool] = bool,
) -> SourceFile | None:  # fmt: skip
    """The file at `path`, which is what messages call it; None when its faults, added to `problems`, leave nothing to use.

    What an earlier build read without faults is taken over while the content is the same, and the data that `ahead` gives for it.
    `looked_into` tells by the content whether somebody will ask for its data though its noun is kept: else they are not kept too.
    """
    if not standing and not ahead:
        found, faults = _unchanged(path, name, _state(path))
        problems.extend(faults)
        return found
    content = _content(path, problems)
    if content is None:
        return None
    key, looked = (key_of(content), looked_into(content)) if standing else (b"", False)
    if standing and not looked and standing.has("noun", key):
        again = cache(partial(_read_again, content, path, name))
        return SourceFile(name, again, Locator(path, content), key, standing, path, content)
    kept = _kept(standing.get("data", key)) if looked else None
    data = kept or (ahead(content) if ahead else None)
    if data is not None:
        read: SourceFile | None = SourceFile(name, data, Locator(path, content), shown=path, content=content)
    else:
        read = parse_yaml(content, path, name, problems)
    if read is None or not standing:
        return read
    if looked and not kept:
        standing.put("data", key, packed(read.data))
    return replace(read, digest=key, standing=standing)


def key_of(content: bytes) -> bytes:
    """By what the data of a file are kept, and its noun."""
    return digest(made_by(), content)


def _read_again(content: bytes, shown: str, name: str) -> object:
    """The data of a file that an earlier build read without faults. Raises ContentError if it has some."""
    problems: list[Problem] = []
    read = parse_yaml(content, shown, name, problems)
    if read is None:
        raise ContentError(tuple(problems))
    return read.data


@lru_cache(maxsize=1024)
def _unchanged(path: str, name: str, _: tuple[int, ...]) -> tuple[SourceFile | None, tuple[Problem, ...]]:
    """The file as it was at that time; five editions in one run share their layout, and have ten earlier ones that are four of them."""
    problems: list[Problem] = []
    content = _content(path, problems)
    return parse_yaml(content, path, name, problems) if content is not None else None, tuple(problems)


def _state(path: str) -> tuple[int, ...]:
    """What changes with a file; nothing when there is none."""
    try:
        state = os.stat(path)
    except OSError:
        return ()
    return state.st_mtime_ns, state.st_size, state.st_ino


def _content(path: str, problems: list[Problem]) -> bytes | None:
    try:
        if os.path.getsize(path) > MAX_BYTES:
            problems.append(Problem.of("file-too-large", Place(path), most=MAX_BYTES // 1_000_000))
            return None
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(Problem.of("cannot-read", Place(path), reason=error.strerror or str(error)))
        return None


def _kept(data: bytes | None) -> dict[str, object] | None:
    try:
        found = unpacked(data) if data is not None else None
    except BadPack:
        return None
    return found if isinstance(found, dict) else None


def parse_yaml(content: bytes, shown: str, name: str, problems: list[Problem]) -> SourceFile | None:
    """The content of one file, as `read_yaml` does after reading."""
    text = _decoded(content, shown, problems)
    if text is None:
        return None
    before = len(problems)
    try:
        data = plain_data(text, lambda line, column: Place(shown, line + 1, column + 1), problems)
    except yaml.YAMLError as error:
        from yearbook.load.syntax import explain  # only broken files need it

        mistake = explain(error, text)
        problems.append(Problem(mistake.code, Place(shown, mistake.line + 1, mistake.column + 1), tuple(mistake.values.items())))
        return None
    if len(problems) > before:
        return None
    if data is None:
        problems.append(Problem.of("file-empty", Place(shown)))
        return None
    if not isinstance(data, dict):
        problems.append(_no_mapping(text, data, shown))
        return None
    return SourceFile(name, data, Locator(shown, content), shown=shown, content=content)


def _decoded(content: bytes, shown: str, problems: list[Problem]) -> str | None:
    """UTF-8 with or without a byte order mark; otherwise the problem names the encoding it is likely to be."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0" in content[:4] and content[:4].count(b"\0") < 4):
        problems.append(Problem.of("not-utf8", Place(shown), encoding="UTF-16"))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(content, error.start, shown))
        return None
    if "\r" in text:  # libyaml counts them as line ends; columns and fragments are found in this text
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _not_utf8(content: bytes, start: int, shown: str) -> Problem:
    line_start = content.rfind(b"\n", 0, start) + 1
    column = len(content[line_start:start].decode("utf-8", "replace")) + 1
    place = Place(shown, content.count(b"\n", 0, start) + 1, column)
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return Problem.of("not-utf8-unknown", place)
    return Problem.of("not-utf8", place, encoding="GBK")


def _no_mapping(text: str, data: object, shown: str) -> Problem:
    colon = _ASCII_COLON.search(text)
    if isinstance(data, str) and colon:
        line = text.count("\n", 0, colon.start())
        return Problem.of("yaml-fullwidth-colon", Place(shown, line + 1, len(colon[0])), key=colon[0][:-1])
    return Problem.of("file-no-mapping", Place(shown, 1, 1), found="list" if isinstance(data, list) else "text")


def load_file(path: str, name: str = "") -> SourceFile:
    """A YAML file given on the command line (an agenda, say). Raises PathError or ContentError."""
    if not os.path.isfile(path):
        raise PathError((Problem.of("path-missing", Place(path), near=beside(path)),))
    problems: list[Problem] = []
    found = read_yaml(path, name or os.path.basename(path), problems)
    if found is None:
        raise ContentError(tuple(problems))
    return found


def beside(path: str) -> str:
    """The name in the same folder most like that of `path`, as a path; empty when none is."""
    folder, name = os.path.split(path.rstrip("/" + os.sep))
    try:
        found = near_file(name, os.listdir(folder or "."))
    except OSError:
        return ""
    return os.path.join(folder, found) if found else ""
