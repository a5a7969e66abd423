"""``yearbook check``: all problems of an edition in one run, for people on stderr or as JSON on stdout."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from yearbook.cli.machine import cores
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.frozen import frozen
from yearbook.problems import CONTENT, DONE, Place, Problem, Severity, YearbookError

if TYPE_CHECKING:
    from yearbook.model.edition import Edition
    from yearbook.model.index import IndexDepth
    from yearbook.model.ledger import Coverage

SHOWN = 12  # unbound numbers that are listed; the rest is counted

PURPOSES = ("draft", "final", "print", "archive")


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["editions"], nargs=-1, required=True, metavar="EDITION…"),
        click.Option(["--layout"], metavar="NAME|FILE", help=talk("help-layout")),
        click.Option(["--sources"], metavar="DIR", help=talk("help-sources")),
        click.Option(["--for", "purpose"], type=click.Choice(PURPOSES), default="final", help=talk("help-check-for")),
        click.Option(["--strict"], is_flag=True, help=talk("help-strict")),
        click.Option(["--json", "as_json"], is_flag=True, help=talk("help-json")),
    ]
    return Verb(talk, "check", check, params)


def check(talk: Talk, editions: tuple[str, ...], strict: bool, as_json: bool, **wishes: str | None) -> int:
    """Checks one edition after the other; the exit code is that of the worst."""
    reports, codes = [], []
    for edition in editions:
        talk.step(f"{edition}  {talk('stage-check')}")
        result = _reviewed(edition, jobs=cores() if len(editions) == 1 else 1, **wishes)  # several share files that they read here
        count = Counter(problem.severity for problem in result.problems)
        failed = strict and count[Severity.WARNING]
        codes.append(result.code or (CONTENT if failed else DONE))
        if as_json:
            reports.append(_report(edition, result, count, talk))
        else:
            _say(result, count, talk)
            if failed and not count[Severity.ERROR]:
                talk.error(talk("strict"))
    if as_json:
        talk.step("")
        click.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))
    return max(codes)


@frozen
class _Result:
    """What one edition came to; `edition` is None when it has errors."""

    problems: tuple[Problem, ...]
    code: int
    edition: "Edition | None" = None


def _reviewed(edition: str, jobs: int, layout: str | None = None, sources: str | None = None, purpose: Any = "final") -> _Result:
    from yearbook import press
    from yearbook.errands.printing import preflight

    try:
        checked = press.review(press.Order(edition, layout, purpose=purpose, means=press.Means(jobs=jobs)), sources)
        found = preflight(checked) if purpose == "print" else ()
    except YearbookError as error:
        return _Result(error.problems, error.exit_code)
    code = CONTENT if any(problem.severity is Severity.ERROR for problem in found) else DONE
    return _Result((*checked.problems, *found), code, checked.edition)


def _say(result: _Result, count: Counter[Severity], talk: Talk) -> None:
    talk.problems(result.problems)
    if result.edition and result.edition.coverage.total:
        say_coverage(result.edition.coverage, talk)
        unbound = result.edition.coverage.unbound
        for one in unbound[:SHOWN]:
            talk.say(talk("coverage-place", place=one.place(), text=one.text, around=one.around))
        if len(unbound) > SHOWN:
            talk.say(talk("coverage-more", count=len(unbound) - SHOWN))
    if result.edition:
        say_depth(result.edition.index_depth, talk)
    if result.edition and result.edition.acknowledged:
        talk.say(talk("acknowledged", count=len(result.edition.acknowledged)))
    if any("about" in dict(problem.values) and problem.severity is Severity.WARNING for problem in result.problems):
        talk.say(talk("acknowledge-hint"))
    talk.say(talk("checked", errors=count[Severity.ERROR], warnings=count[Severity.WARNING]))


def say_coverage(coverage: "Coverage", talk: Talk) -> None:
    """How many numbers of the text the ledger accounts for."""
    counts = {"total": coverage.total, "bound": coverage.bound, "exempt": coverage.exempted, "unbound": len(coverage.unbound)}
    talk.say(talk("coverage", **{name: f"{number:,}" for name, number in counts.items()}))


def say_depth(depth: "IndexDepth | None", talk: Talk) -> None:
    """How many headings the index has an entry."""
    if depth:
        talk.say(talk("index-depth", headings=depth.headings, entries=depth.entries, depth=depth.depth, single=len(depth.single)))


def _depth(edition: "Edition | None") -> dict[str, object] | None:
    depth = edition.index_depth if edition else None
    if depth is None:
        return None
    return {"headings": depth.headings, "entries": depth.entries, "depth": float(depth.depth), "single": list(depth.single)}


def _coverage(edition: "Edition | None") -> dict[str, object] | None:
    if edition is None:
        return None
    coverage = edition.coverage
    unbound = [{"text": one.text, "around": one.around, **_place(one.place())} for one in coverage.unbound]
    return {"numbers": coverage.total, "bound": coverage.bound, "exempt": dict(coverage.exempt), "unbound": unbound}


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _report(edition: str, result: _Result, count: Counter[Severity], talk: Talk) -> dict[str, object]:
    """What ``--json`` prints of one edition."""
    problems = result.problems
    standing = result.edition.acknowledged if result.edition else ()
    return {
        "edition": edition,
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "coverage": _coverage(result.edition),
        "index": _depth(result.edition),
        "acknowledged": [
            {"code": one.problem.code, **_place(one.problem.place), "message": talk.sentence(one.problem), "reason": one.reason}
            for one in standing
        ],
        "problems": [
            {
                **_place(problem.place),
                "severity": problem.severity.value,
                "code": problem.code,
                "message": talk.sentence(problem),
                "values": dict(problem.values),
            }
            for problem in problems
        ],
    }
