"""``yearbook verify``: bags held against their manifests, file by file; the exit code says whether all are whole."""

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.errands.archiving import Verdict
from yearbook.problems import CONTENT, DONE, Severity

NAMES = {"sha256": "SHA-256", "sha512": "SHA-512", "sm3": "SM3", "sha1": "SHA-1", "md5": "MD5"}


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [click.Argument(["bags"], nargs=-1, required=True, metavar="BAG…")]
    return Verb(talk, "verify", verify, params)


def verify(talk: Talk, bags: tuple[str, ...]) -> int:
    """Verifies every bag; one that is faulty does not stop the others."""
    from yearbook.errands import archiving

    code = DONE
    for bag in bags:
        for verdict in archiving.verify(bag, lambda name: talk.step(f"{talk('stage-verify')} {name}")):
            talk.problems(verdict.problems)
            _say(verdict, talk)
            code = code if verdict.sound else CONTENT
    return code


def _say(verdict: Verdict, talk: Talk) -> None:
    talk.step("")
    if verdict.sound:
        told = {
            "name": verdict.told("Yearbook-Title") + verdict.told("Yearbook-Edition-Year") or verdict.told("External-Identifier"),
            "algorithms": "、".join(NAMES.get(name, name) for name in verdict.algorithms),
        }
        click.echo(talk("bag-sound", path=verdict.shown, files=verdict.files, bytes=f"{verdict.bytes:,}", **told))
    else:
        count = sum(1 for problem in verdict.problems if problem.severity is Severity.ERROR)
        click.echo(talk("bag-faulty", path=verdict.shown, count=count))
