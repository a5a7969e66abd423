"""Findings and checks.yaml: what the editors let stand, with its reason; acknowledgements that fit nothing."""

from collections.abc import Iterable, Sequence

from yearbook.check.ledger.finding import Finding
from yearbook.check.shaped import Shaped, Sheet
from yearbook.frozen import frozen
from yearbook.model.blocks import kind_of
from yearbook.model.facts import Acknowledgement
from yearbook.model.ledger import Acknowledged
from yearbook.model.source import Path
from yearbook.problems import Problem, Severity

# Checks that need what the command line may not give: the sources, the earlier editions.
_OF_SOURCES = frozenset(("quote-missing", "source-missing", "source-repeats"))


@frozen
class Reach:
    """What was looked at: the sources' ids when sources were not, and whether the earlier editions were."""

    sources: bool
    series: bool
    source_ids: frozenset[str]


def sorted_out(edition: Shaped, found: Iterable[Finding], reach: Reach) -> tuple[list[Problem], tuple[Acknowledged, ...]]:
    """The problems that remain, those for idle acknowledgements among them, and the findings that stand."""
    sheet = edition.companions.get("checks")
    given = [(path, noun) for path, noun in sheet.found if isinstance(noun, Acknowledgement)] if sheet else []
    remaining: list[Problem] = []
    standing: list[Acknowledged] = []
    used: set[int] = set()
    for one in found:
        fitting = [number for number, (_, noun) in enumerate(given) if _fits(noun, one)]
        used.update(fitting)
        if fitting and one.problem.severity is not Severity.ERROR:
            standing.append(Acknowledged(one.problem, given[fitting[0]][1].reason, _heads(edition, one.problem)))
        else:
            remaining.append(one.problem)
    if sheet:
        remaining.extend(_idle(sheet, [(path, noun) for number, (path, noun) in enumerate(given) if number not in used], reach))
    return remaining, tuple(standing)


def _heads(edition: Shaped, problem: Problem) -> dict[str, str]:
    """The titles under which its two places stand, where they are in chapters."""
    places = (str(problem.place), dict(problem.values).get("other", ""))
    return {place: head for place in places if (head := _head(edition, place))}


def _head(edition: Shaped, place: str) -> str:
    """The title of the last block that begins before the place."""
    file, _, position = place.partition(".yaml:")
    line = int(position.partition(":")[0]) if position else 0
    head = ""
    for sheet in edition.chapters if line else ():
        if sheet is None or sheet.file.path != f"{file}.yaml":
            continue
        for path, noun in sheet.found:
            kind = kind_of(noun) if len(path) == 4 else None
            if kind and sheet.file.locate(path).line <= line:
                title = noun.__dict__.get(kind)
                head = title if isinstance(title, str) and kind != "text" else head
    return head


def _fits(given: Acknowledgement, found: Finding) -> bool:
    return given.check == found.problem.code and set(given.about) <= set(found.about)


def _idle(sheet: Sheet, idle: Sequence[tuple[Path, Acknowledgement]], reach: Reach) -> Iterable[Problem]:
    """Without the earlier editions nobody can say that an acknowledgement is idle; nor of those about sources without them."""
    for path, noun in idle if reach.series else ():
        if reach.sources or not (noun.check in _OF_SOURCES or noun.about[0] in reach.source_ids):
            place = sheet.file.locate((*path, "check"))
            yield Problem.of("acknowledged-idle", place, Severity.WARNING, check=noun.check, about="、".join(noun.about))
