"""Source: the files of an edition as read, plain data with a way back to file, line and column."""

import os
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from yearbook.frozen import frozen
from yearbook.problems import Place, Problem
from yearbook.standing import NOTHING_STANDING, Standing

# What YAML becomes: text, whole numbers, exact decimals (decimal.Decimal), booleans, None, lists and dicts of these.
Path: TypeAlias = tuple[str | int, ...]
Purpose: TypeAlias = Literal["draft", "final", "print", "archive"]  # what an edition is read for: what is still to come is let pass, or not

COMPANIONS = (
    "note", "facts", "honors", "people", "glossary", "chronicle", "plates", "sources", "errata", "organisations", "checks", "board",
    "index",
)  # fmt: skip
# what may stand in `parts` beside the files of chapters
CONTENTS = ("contents", "contents-en", "lists", "list-tables", "list-figures", "list-plates")
FRONT_PARTS = ("cover", "half-title", "title-page", "imprint", "board", "note", *CONTENTS, "plates")
BACK_PARTS = ("glossary", "chronicle", "errata", "sources", "index", "name-index", "colophon", "back-cover")
SHARED = "indicators"  # of the series, in the folder above


@frozen
class SourceFile:
    """One YAML file. `held` is its plain data, or what reads them; `locate` finds the place of a path in it, only when a problem needs it.

    ``locate(("rows", 3, "value"))`` is the place of that value, ``locate(path, key=True)`` of its key,
    ``locate(path, fragment="{gdp@2025}")`` of the first such text inside that value. A path that does not
    exist gives the place of its nearest parent.
    """

    name: str  # relative to the edition's folder, with forward slashes: "facts.yaml"
    held: object
    locate: Callable[..., Place]
    digest: bytes = b""  # of its content and of the program that read it, where what is made of it may be kept
    standing: Standing = NOTHING_STANDING
    shown: str = ""  # its path as messages name it
    content: bytes = b""  # its text as written, in UTF-8; none when it is made of several

    @property
    def data(self) -> Any:
        """The plain data."""
        return self.held() if callable(self.held) else self.held

    @property
    def path(self) -> str:
        """Its path as messages name it, for which no place need be found."""
        return self.shown or self.locate(()).file


@frozen
class Earlier:
    """The ledgers of the earlier editions of a series, oldest first, and a warning for each that cannot be read."""

    ledgers: "tuple[Source, ...]" = ()
    warnings: tuple[Problem, ...] = ()


NONE_EARLIER = Earlier()


@frozen
class Source:
    """All files of an edition: edition.yaml, its companions by stem ("facts"), chapters by file name in parts order."""

    folder: str  # absolute, as the operating system spells it
    edition: SourceFile
    companions: Mapping[str, SourceFile]  # "facts" | "honors" | "people" | …; only those that exist
    chapters: tuple[SourceFile, ...]
    layout: SourceFile  # merged over `extends:`
    earlier: Earlier = NONE_EARLIER  # read only for blocks that print them
    purpose: Purpose = "final"
    jobs: int = 1  # processes that may look at them


def path_inside(folder: str, name: str) -> str | None:
    """The absolute path of `name` (forward slashes) in `folder`; None when it, or a link it follows, leads out of the folder."""
    path = os.path.realpath(os.path.join(folder, name))
    top = os.path.realpath(folder)
    return path if not os.path.isabs(name) and path.startswith(top.rstrip(os.sep) + os.sep) else None
