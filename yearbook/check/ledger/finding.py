"""A finding of the ledger: a Problem, and what it is about in the words by which checks.yaml acknowledges it."""

from dataclasses import dataclass

from yearbook.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` are keys of the ledger, ids, or words of the text: whatever does not move when a line is added."""

    problem: Problem
    about: tuple[str, ...]


def finding(code: str, place: Place, about: tuple[str, ...], severity: Severity = Severity.WARNING, **values: object) -> Finding:
    """A finding; its message has the slot `about` besides `values`."""
    told = tuple((slot, str(value)) for slot, value in values.items())
    return Finding(Problem(code, place, (("about", "、".join(about)), *told), severity), about)
