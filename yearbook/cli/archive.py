"""``yearbook archive``: an edition as a bag that needs nothing else, several as a shelf of bags."""

from pathlib import Path

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["editions"], nargs=-1, required=True, metavar="EDITION…"),
        click.Argument(["folder"], metavar="DIR"),
        click.Option(["--with-program"], is_flag=True, help=talk("help-with-program")),
        click.Option(["--replaces"], metavar="BAG", help=talk("help-replaces")),
    ]
    return Verb(talk, "archive", archive, params)


def archive(talk: Talk, editions: tuple[str, ...], folder: str, with_program: bool, replaces: str | None) -> int:
    """Makes the bags; their paths are the results."""
    from yearbook.errands import archiving

    wish = archiving.Wish(with_program, replaces or "")
    for edition in editions:

        def tell(stage: str, edition: str = edition) -> None:
            talk.step(f"{edition}  {talk(f'stage-{stage}')}…")

        made = archiving.make_bag(edition, Path(folder), wish, tell)
        talk.problems(made.problems)
        talk.say(talk("archived" if made.anew else "archived-same", path=made.path, files=made.files, bytes=f"{made.bytes:,}"))
        click.echo(made.path)
    return DONE
