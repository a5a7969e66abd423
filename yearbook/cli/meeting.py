"""``yearbook meeting``: the papers of a meeting in a folder: for all, for each item, for each group, on A4 and on A3."""

from pathlib import Path

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE, PathError, Place, Problem

OUT = Path("build")


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["edition"], metavar="EDITION"),
        click.Argument(["agenda"], metavar="AGENDA"),
        click.Option(["-o", "--output"], metavar="DIR", help=talk("help-output-folder")),
        click.Option(["--layout"], metavar="NAME|FILE", help=talk("help-layout-meeting")),
        click.Option(["--group", "groups"], multiple=True, metavar="NAME", help=talk("help-group")),
    ]
    return Verb(talk, "meeting", meeting, params)


def meeting(talk: Talk, edition: str, agenda: str, output: str | None, layout: str | None, groups: tuple[str, ...]) -> int:
    """Makes the set and writes its folder; the paths of the files are the results."""
    from yearbook.errands import meeting as errand

    delivered = errand.meeting(errand.Wanted(edition, agenda, layout, groups), lambda stage: talk.step(f"{talk(f'stage-{stage}')}…"))
    talk.step("")
    folder = Path(output) if output else OUT / delivered.name
    if output is None:
        _make_folder(OUT)
    errand.write(folder, delivered)
    talk.problems(delivered.problems)
    for name, _ in delivered.files:
        click.echo(folder / name)
    talk.say(talk("meeting-built", papers=delivered.papers, pages=delivered.pages, files=len(delivered.files), folder=folder))
    return DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(str(folder)), path=folder, reason=error.strerror or error),)) from None
