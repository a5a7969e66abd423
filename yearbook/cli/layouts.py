"""``yearbook layouts``: the shipped layouts with their pages."""

import click

from yearbook.cli.columns import columns
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import DONE
from yearbook.units import to_mm, to_points


def command(talk: Talk) -> click.Command:
    """The command; it has no parameters of its own."""
    return Verb(talk, "layouts", layouts)


def layouts(talk: Talk) -> int:
    """One line a layout: name, trimmed size, type area, what it is."""
    from yearbook.errands import shelves

    rows = []
    for layout in shelves.layouts():
        page = layout.page
        width, height = (round(to_mm(side)) for side in page.trim)
        trim = talk("trim-size", width=width, height=height)
        area = talk("type-area", columns=page.columns, em=page.column_em, lines=page.lines, body=to_points(page.body))
        rows.append((layout.id, trim, area, layout.title))
    for line in columns(rows):
        click.echo(line)
    return DONE
