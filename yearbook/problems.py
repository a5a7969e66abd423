"""Errors as values: a Problem says where, what and what to do; stages collect them all before they stop.

    Problem            one finding, severity error | warning | note
    YearbookError      base of all expected errors; cli turns them into an exit code, never a traceback
      ContentError     1  the content has errors (carries its Problems)
      UsageError       2  wrong usage
      PathError        3  a path given on the command line cannot be read or written
"""

from collections.abc import Iterable
from enum import StrEnum

from yearbook.frozen import frozen

DONE, CONTENT, USAGE, PATH = 0, 1, 2, 3


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Place:
    """A place in a file of the edition; line and column count from 1, 0 when unknown. `file` is as the user named it."""

    file: str
    line: int = 0
    column: int = 0

    def __lt__(self, other: "Place") -> bool:
        return (self.file, self.line, self.column) < (other.file, other.line, other.column)

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@frozen
class Problem:
    """One finding. `code` names a message of messages/*.toml, `values` fill its slots; texts are made only when shown."""

    code: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    @staticmethod
    def of(code: str, place: Place, severity: Severity = Severity.ERROR, **values: object) -> "Problem":
        """A Problem with its values written out in the order given."""
        return Problem(code, place, tuple((name, str(value)) for name, value in values.items()), severity)


class YearbookError(Exception):
    """An expected error: `problems` are shown one a line, then the program ends with `exit_code`."""

    exit_code = CONTENT

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{p.place}: {p.code} {dict(p.values)}" for p in self.problems)


class ContentError(YearbookError):
    """The content has errors."""


class UsageError(YearbookError):
    """The command was used wrongly."""

    exit_code = USAGE


class PathError(YearbookError):
    """A path given on the command line cannot be read or written."""

    exit_code = PATH


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether any of them stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def near(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, for “did you mean”; empty when none is like it."""
    from difflib import get_close_matches  # only a message needs it

    return next(iter(get_close_matches(word, sorted(known), 1, 0.6)), "")


def near_file(name: str, known: Iterable[str]) -> str:
    """As `near` for file names, judged without their endings, which make any two look alike."""
    by_stem = {file.rpartition(".")[0] or file: file for file in sorted(known, reverse=True)}
    return by_stem.get(near(name.rpartition(".")[0] or name, by_stem), "")
