"""``yearbook verify``: bags held against their manifests, file by file; the exit code says whether all are whole."""

import os
from pathlib import Path

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.errands.archiving import Verdict
from yearbook.problems import CONTENT, DONE, Place, Problem, Severity, UsageError

REBUILT = {
    "bytes": "rebuilt-bytes", "transcript": "rebuilt-transcript", "images": "rebuilt-images", "unseen": "rebuilt-unseen",
    "differs": "rebuilt-differs", "unbuilt": "rebuilt-unbuilt",
}  # fmt: skip
MOST = 12  # pages that are listed
NAMES = {"sha256": "SHA-256", "sha512": "SHA-512", "sm3": "SM3", "sha1": "SHA-1", "md5": "MD5"}


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["bags"], nargs=-1, required=True, metavar="BAG…"),
        click.Option(["--rebuild"], is_flag=True, help=talk("help-rebuild")),
        click.Option(["--certificate"], metavar="FILE.pdf", help=talk("help-certificate")),
    ]
    return Verb(talk, "verify", verify, params)


def verify(talk: Talk, bags: tuple[str, ...], rebuild: bool, certificate: str | None) -> int:
    """Verifies every bag; one that is faulty does not stop the others."""
    from yearbook.errands import archiving

    if certificate is not None and (not rebuild or len(bags) > 1):
        raise UsageError((Problem.of("certificate-one", Place("--certificate")),))

    code = DONE
    for bag in bags:
        for verdict in archiving.verify(bag, lambda name: talk.step(f"{talk('stage-verify')} {name}")):
            talk.problems(verdict.problems)
            _say(verdict, talk)
            held = _rebuilt(verdict, certificate, talk) if rebuild and verdict.sound and not verdict.shelf else verdict.sound
            code = code if held else CONTENT
    return code


def _rebuilt(verdict: Verdict, certificate: str | None, talk: Talk) -> bool:
    """Whether the bag builds again to what it holds; the certificate is written either way, and its paths are the results."""
    from yearbook import press
    from yearbook.errands.archiving import certificates, rebuilding

    rebuilt = rebuilding.rebuild(verdict.shown, verdict, lambda stage: talk.step(f"{verdict.shown}  {talk(f'stage-{stage}')}…"))
    talk.step("")
    talk.problems(rebuilt.problems)
    for name, then, now in rebuilt.changed:
        talk.say(talk("rebuilt-changed", name=name, then=then, now=now))
    for one in rebuilt.files:
        click.echo(talk(REBUILT[one.sameness], file=one.file, pages=", ".join(map(str, one.pages[:MOST]))))
    pdf, text = certificates.certificate(rebuilt)
    bag = Path(os.path.abspath(verdict.shown))
    path = Path(certificate) if certificate else bag.with_name(f"{bag.name.removesuffix('.zip')}-{talk('certificate-name')}.pdf")
    press.write(path, pdf)
    press.write(path.with_suffix(".txt"), text.encode())
    click.echo(path)
    return rebuilt.holds


def _say(verdict: Verdict, talk: Talk) -> None:
    talk.step("")
    if verdict.sound and verdict.shelf:
        click.echo(talk("shelf-sound", path=verdict.shown))
    elif verdict.sound:
        told = {
            "name": verdict.told("Yearbook-Title") + verdict.told("Yearbook-Edition-Year") or verdict.told("External-Identifier"),
            "algorithms": "、".join(NAMES.get(name, name) for name in verdict.algorithms),
        }
        click.echo(talk("bag-sound", path=verdict.shown, files=verdict.files, bytes=f"{verdict.bytes:,}", **told))
    else:
        count = sum(1 for problem in verdict.problems if problem.severity is Severity.ERROR)
        click.echo(talk("bag-faulty", path=verdict.shown, count=count))
