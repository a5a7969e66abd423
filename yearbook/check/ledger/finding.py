"""A finding of the ledger: a Problem, and what it is about in the words by which checks.yaml acknowledges it."""

from yearbook.frozen import frozen
from yearbook.problems import Place, Problem, Severity


@frozen
class Finding:
    """`about` are keys of the ledger, ids, or words of the text: whatever does not move when a line is added."""

    problem: Problem
    about: tuple[str, ...]


def finding(code: str, place: Place, about: tuple[str, ...], **values: object) -> Finding:
    """A contradiction, as a warning; its message has the slot `about` besides `values`."""
    return Finding(Problem.of(code, place, Severity.WARNING, about="、".join(about), **values), about)


def note(code: str, place: Place, about: tuple[str, ...], **values: object) -> Finding:
    """Something that an editor will want to know and need not mend."""
    return Finding(Problem.of(code, place, Severity.NOTE, about="、".join(about), **values), about)


def fault(code: str, place: Place, about: tuple[str, ...], **values: object) -> Finding:
    """Bad input, as an error."""
    return Finding(Problem.of(code, place, Severity.ERROR, about="、".join(about), **values), about)
