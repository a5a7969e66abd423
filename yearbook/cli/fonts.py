"""``yearbook fonts``: the faces of a layout and its chains; for an edition, the characters that fall back to another face."""

from typing import TYPE_CHECKING

import click

from yearbook.cli.columns import columns
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import CONTENT, DONE

if TYPE_CHECKING:
    from yearbook.errands.shelves import FaceFacts
    from yearbook.model.layout import Layout

DEFAULT = "annual"


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["edition"], required=False, metavar="[EDITION]"),
        click.Option(["--layout"], metavar="NAME|FILE", help=talk("help-layout")),
    ]
    return Verb(talk, "fonts", fonts, params)


def fonts(talk: Talk, edition: str | None, layout: str | None) -> int:
    """Without an edition the faces, with one its fallbacks."""
    if edition is not None:
        return _fallbacks(talk, edition, layout)
    from yearbook.errands import shelves

    look = shelves.layout_called(layout or DEFAULT)
    for line in columns([talk("face-heads").split("|"), *(_row(face, talk) for face in shelves.faces_of(look))]):
        click.echo(line)
    click.echo()
    for line in columns([talk("chain-heads").split("|"), *_chains(look)]):
        click.echo(line)
    return DONE


def _row(face: "FaceFacts", talk: Talk) -> tuple[str, ...]:
    if face.fault:
        return (face.name, face.file, talk("face-unusable"), "", "", "")
    coverage = f"{face.listed}/{face.list_length}"
    return (face.name, face.file, face.family, face.weight, str(face.characters), coverage)


def _chains(look: "Layout") -> list[tuple[str, str]]:
    return [
        (f"{family} {weight}", " → ".join(names)) for family, weights in look.families.items() for weight, names in weights.items()
    ]


def _fallbacks(talk: Talk, edition: str, layout: str | None) -> int:
    """One line a character and face; exit code 1 when one has no face at all."""
    from yearbook import press
    from yearbook.errands import shelves

    talk.step(talk("stage-check"))
    found = shelves.fallbacks_of(press.Order(edition, layout))
    talk.step("")
    for one in found:
        chains = talk("list-join").join(one.chains)
        key = "falls-back" if one.face else "no-face"
        told = talk(key, character=one.character, point=f"U+{ord(one.character):04X}", chains=chains, face=one.face, times=one.times)
        click.echo(f"{one.place}: {told}")
    lost = {one.character for one in found if not one.face}
    talk.say(talk("fell-back", count=len({one.character for one in found} - lost), lost=len(lost)))
    return CONTENT if lost else DONE
