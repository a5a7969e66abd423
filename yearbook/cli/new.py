"""``yearbook new``: the example edition, or the frame of last year's, in a folder that was empty."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE, PathError, Place, Problem

SHOWN = 20  # keys to fill in that are listed; the rest is counted


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["folder"], metavar="DIR"),
        click.Option(["--from", "pattern"], metavar="EDITION", help=talk("help-from")),
    ]
    return Verb(talk, "new", new, params)


def new(talk: Talk, folder: str, pattern: str | None) -> int:
    """Writes the files; the folder is made when it does not exist."""
    from yearbook import press
    from yearbook.errands import starting

    _must_be_free(folder)
    edition = starting.new_edition(pattern, folder)
    for name, data in edition.files.items():
        path = Path(folder, name)
        _make_folder(path.parent, folder)
        press.write(path, data)
    _list_to_fill(edition.to_fill, talk)
    talk.say(talk("new-next", folder=folder))
    click.echo(folder)
    return DONE


def _must_be_free(folder: str) -> None:
    place = Place(folder)
    if os.path.isdir(folder):
        try:
            taken = os.listdir(folder)
        except OSError as error:
            raise PathError((Problem.of("cannot-read", place, reason=error.strerror or error),)) from None
        if taken:
            raise PathError((Problem.of("new-not-empty", place),))
    elif os.path.lexists(folder):
        raise PathError((Problem.of("new-is-file", place),))


def _make_folder(path: Path, folder: str) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PathError((Problem.of("path-unwritable", Place(folder), path=path, reason=error.strerror or error),)) from None


def _list_to_fill(keys: Sequence[str], talk: Talk) -> None:
    if not keys:
        return
    talk.say(talk("new-to-fill", count=len(keys)))
    for key in keys[:SHOWN]:
        talk.say(f"  {key}")
    if len(keys) > SHOWN:
        talk.say(talk("new-more", count=len(keys) - SHOWN))
