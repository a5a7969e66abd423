"""``yearbook schema``: the JSON Schema of a kind of file, for editors that complete and check YAML."""

import json
from pathlib import Path

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE, Place, Problem, UsageError, near


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["kind"], required=False, default="edition", metavar="[KIND]"),
        click.Option(["-o", "--output"], metavar="FILE", help=talk("help-output")),
    ]
    return Verb(talk, "schema", schema, params)


def schema(talk: Talk, kind: str, output: str | None) -> int:  # noqa: ARG001 # every act is given the talk
    """Prints or writes one schema."""
    from yearbook import press
    from yearbook.errands import shelves

    kinds = shelves.kinds()
    if kind not in kinds:
        unknown = Problem.of("schema-unknown", Place("schema"), name=kind, names=", ".join(kinds), near=near(kind, kinds))
        raise UsageError((unknown,))
    text = json.dumps(shelves.schema(kind), ensure_ascii=False, indent=2)
    if output is None:
        click.echo(text)
    else:
        press.write(Path(output), f"{text}\n".encode())
        click.echo(output)
    return DONE
