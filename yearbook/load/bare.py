"""The files of an edition as they are given away: YAML without its comments, which are between the editors, and nothing else changed."""

import os
import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

import yaml

from yearbook.frozen import frozen, replace
from yearbook.load.layout_file import ChainLocator
from yearbook.load.places import Locator
from yearbook.load.plain_data import Loader, plain_data
from yearbook.model.source import SHARED, Source, SourceFile
from yearbook.problems import Place, Problem

Kind: TypeAlias = Literal["edition", "series", "layout"]


@frozen
class BareFile:
    """A file without comments: its name, its text, and whose it is; a layout in the edition's folder is the edition's."""

    name: str
    text: str
    kind: Kind


def bare_files(source: Source) -> tuple[BareFile, ...]:
    """Every YAML file that the edition was made from: its own, what its series shares, the layout and those it extends."""
    shared = source.companions.get(SHARED)
    own = (source.edition, *(file for file in source.companions.values() if file is not shared), *source.chapters)
    chain = source.layout.locate.chain if isinstance(source.layout.locate, ChainLocator) else ()
    found = [_bare(file, "edition") for file in own]
    found += [_bare(shared, "series")] if shared else []
    for file in chain:
        path = os.path.relpath(_locator(file).shown, source.folder).replace(os.sep, "/")
        found.append(_bare(replace(file, name=path), "edition") if not path.startswith("../") else _bare(file, "layout"))
    return tuple(found)


def _locator(file: SourceFile) -> Locator:
    assert isinstance(file.locate, Locator), "a file as it was read"
    return file.locate


def _bare(file: SourceFile, kind: Kind) -> BareFile:
    text = _locator(file).content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    bare = without_comments(text)
    if _data(bare) != _data(text):
        raise AssertionError(f"{file.name}: without its comments the file says something else")
    return BareFile(file.name, bare, kind)


def _data(text: str) -> object:
    problems: list[Problem] = []
    data = plain_data(text, lambda line, column: Place("", line, column), problems)
    return data, problems


def without_comments(text: str) -> str:
    """YAML without comments; lines that held nothing else are gone.

    Comments are what begins with # between libyaml's tokens, and behind the sign that opens a block of text.
    """
    pieces: list[str] = []
    at = 0
    for start, end, block in _tokens(text):
        if start >= at:
            pieces.append(_without(text[at:start], at == 0 or text[at - 1] == "\n"))
            at = start
        if block:  # | or >, then its text, in which # is a character
            head = text.find("\n", start)
            head = end if head < 0 else head
            pieces.append(re.sub(r"[ \t]+#.*", "", text[start:head]))
            at = head
        if end > at:
            pieces.append(text[at:end])
            at = end
    pieces.append(_without(text[at:], at == 0 or text[at - 1] == "\n"))
    return "".join(pieces)


def _without(between: str, opens_line: bool) -> str:
    """What stands between two tokens, without its comments."""
    if "#" not in between:
        return between
    lines = between.split("\n")
    kept = [lines[0].partition("#")[0].rstrip(" \t") if "#" in lines[0] else lines[0]]
    gone = opens_line and "#" in lines[0]
    kept += [line for line in lines[1:] if "#" not in line]
    return "\n".join(kept[1:] if gone and len(kept) > 1 else kept)


def _tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where every token begins and ends, and whether it is a block of text."""
    loader = Loader(text)
    try:
        while loader.check_token():
            token = loader.get_token()
            block = isinstance(token, yaml.ScalarToken) and token.style in ("|", ">")
            yield token.start_mark.index, token.end_mark.index, block
    finally:
        loader.dispose()
