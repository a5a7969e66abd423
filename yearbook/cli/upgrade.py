"""``yearbook upgrade``: an edition of an older schema written anew, comments kept, or shown as it would be."""

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["edition"], metavar="EDITION"),
        click.Option(["--dry-run", "-n"], is_flag=True, help=talk("help-dry-run")),
    ]
    return Verb(talk, "upgrade", upgrade, params)


def upgrade(talk: Talk, edition: str, dry_run: bool) -> int:
    """Prints the difference, or writes the files, whose paths are the results."""
    from yearbook.errands import upgrading

    version, files = upgrading.upgraded(edition)
    if not files:
        talk.say(talk("upgraded-none", version=version))
    elif dry_run:
        click.echo(upgrading.diff(edition, files), nl=False)
        talk.say(talk("upgraded-dry", version=version, newest=upgrading.SCHEMA, count=len(files)))
    else:
        for path in upgrading.upgrade(edition, files):
            click.echo(path)
        talk.say(talk("upgraded", version=version, newest=upgrading.SCHEMA, count=len(files)))
    return DONE
