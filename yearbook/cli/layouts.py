"""``yearbook layouts``: the shipped layouts with their pages."""

import click

from yearbook.cli.columns import columns
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE


def command(talk: Talk) -> click.Command:
    """The command; it has no parameters of its own."""
    return Verb(talk, "layouts", layouts)


def layouts(talk: Talk) -> int:
    """One line a layout: name, title, type area."""
    from yearbook import press

    rows = []
    for layout in press.layouts():
        page = layout.page
        area = talk("type-area", columns=page.columns, em=page.column_em, lines=page.lines)
        rows.append((layout.id, layout.title, area))
    for line in columns(rows):
        click.echo(line)
    return DONE
