"""``yearbook archive``: an edition as a bag that needs nothing else, several as a shelf of bags."""

from pathlib import Path
from typing import Any

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE, Place, Problem, UsageError


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["editions"], nargs=-1, required=True, metavar="EDITION…"),
        click.Argument(["folder"], metavar="DIR"),
        click.Option(["--with-program"], is_flag=True, help=talk("help-with-program")),
        click.Option(["--replaces"], metavar="BAG", help=talk("help-replaces")),
        click.Option(["--shelf"], is_flag=True, help=talk("help-shelf")),
    ]
    return Verb(talk, "archive", archive, params)


def archive(talk: Talk, editions: tuple[str, ...], folder: str, shelf: bool, **wishes: Any) -> int:
    """Makes the bags; their paths are the results."""
    from yearbook.errands import archiving

    wish = archiving.Wish(wishes["with_program"], wishes["replaces"] or "")
    if wish.replaces and len(editions) > 1:
        raise UsageError((Problem.of("archive-replaces-one", Place("--replaces")),))

    def tell(stage: str) -> None:
        talk.step(f"{folder}  {talk(f'stage-{stage}')}…")

    target = Path(folder)
    if len(editions) > 1 or shelf or archiving.is_shelf(target):
        made = archiving.put_on_shelf(editions, target, wish, tell)
    else:
        made = (archiving.make_bag(editions[0], target, wish, tell),)
    for one in made:
        talk.problems(one.problems)
        talk.say(talk("archived" if one.anew else "archived-same", path=one.path, files=one.files, bytes=f"{one.bytes:,}"))
        click.echo(one.path)
    return DONE
