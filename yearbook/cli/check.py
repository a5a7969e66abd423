"""``yearbook check``: all problems of an edition in one run, for people on stderr or as JSON on stdout."""

import json
from collections import Counter
from collections.abc import Sequence

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import CONTENT, DONE, Problem, Severity, YearbookError


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["edition"], metavar="EDITION"),
        click.Option(["--layout"], metavar="NAME|FILE", help=talk("help-layout")),
        click.Option(["--strict"], is_flag=True, help=talk("help-strict")),
        click.Option(["--json", "as_json"], is_flag=True, help=talk("help-json")),
    ]
    return Verb(talk, "check", check, params)


def check(talk: Talk, edition: str, layout: str | None, strict: bool, as_json: bool) -> int:
    """Checks one edition."""
    from yearbook import press

    code = DONE
    talk.step(talk("stage-check"))
    try:
        problems: tuple[Problem, ...] = press.check(press.Order(edition, layout)).problems
    except YearbookError as error:
        problems, code = error.problems, error.exit_code
    count = Counter(problem.severity for problem in problems)
    if strict and count[Severity.WARNING]:
        code = code or CONTENT
    if as_json:
        talk.step("")
        click.echo(json.dumps(_report(edition, problems, count, talk), ensure_ascii=False, indent=2))
        return code
    talk.problems(problems)
    talk.say(talk("checked", errors=count[Severity.ERROR], warnings=count[Severity.WARNING]))
    if strict and not count[Severity.ERROR] and code:
        talk.error(talk("strict"))
    return code


def _report(edition: str, problems: Sequence[Problem], count: Counter[Severity], talk: Talk) -> dict[str, object]:
    """What ``--json`` prints."""
    return {
        "edition": edition,
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity.value,
                "code": problem.code,
                "message": talk.sentence(problem),
                "values": dict(problem.values),
            }
            for problem in problems
        ],
    }
