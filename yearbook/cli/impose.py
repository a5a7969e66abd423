"""``yearbook impose``: the pages of any PDF on printed sheets, proved by folding, with a fold map as text and picture."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yearbook.cli.columns import columns
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.model.imposition import Imposition, Request
from yearbook.problems import DONE, Place, Problem, UsageError
from yearbook.units import MM, round_half_up, to_mm

if TYPE_CHECKING:
    from yearbook.errands.imposition import Imposed

MOST_MM = 50


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""

    def choice(name: str, said: str, *values: str) -> click.Option:
        return click.Option([name], type=click.Choice(values), default=values[0], help=said)

    params = [
        click.Argument(["file"], metavar="FILE"),
        click.Option(["-o", "--output"], metavar="FILE", help=talk("help-output")),
        choice("--scheme", talk("help-scheme"), "saddle", "signatures", "nup"),
        click.Option(["--sheet"], metavar="A4|A3|SRA3|WxHmm", help=talk("help-sheet")),
        click.Option(["--signature"], type=int, default=0, metavar="N", help=talk("help-signature")),
        click.Option(["--fold"], type=click.Choice(["4", "8", "16", "32"]), help=talk("help-fold")),
        click.Option(["--up"], type=int, default=2, metavar="N", help=talk("help-up")),
        choice("--gather", talk("help-gather"), "read", "cut"),
        choice("--turn", talk("help-turn"), "sheetwise", "work-and-turn", "work-and-tumble"),
        click.Option(["--paper-mm"], default="0.1", metavar="T", help=talk("help-paper-mm")),
        click.Option(["--mill-mm"], metavar="T", help=talk("help-mill-mm")),
        click.Option(["--trim-mm"], metavar="T", help=talk("help-trim-mm")),
        choice("--creep", talk("help-creep"), "auto", "out", "in", "none"),
        click.Option(["--cover"], is_flag=True, help=talk("help-cover")),
        click.Option(["--fit"], is_flag=True, help=talk("help-fit")),
        click.Option(["--map", "with_map"], is_flag=True, help=talk("help-map")),
    ]
    return Verb(talk, "impose", impose, params)


def impose(talk: Talk, file: str, output: str | None, with_map: bool, **wishes: Any) -> int:
    """Writes the sheets, and the fold map when asked; the paths are the results."""
    from yearbook import press
    from yearbook.errands import imposition

    request = _request(wishes)
    trim = _length("--trim-mm", wishes["trim_mm"]) if wishes["trim_mm"] is not None else None
    talk.step(talk("stage-deliver"))
    imposed = imposition.impose(Path(file), request, trim)
    talk.step("")
    target = Path(output) if output else Path(file).with_name(f"{Path(file).stem}-{talk('imposed-name')}.pdf")
    press.write(target, imposed.data)
    click.echo(target)
    if with_map:
        for ending, data in ((".pdf", imposed.map), (".txt", _map_text(imposed, talk).encode())):
            path = target.with_name(f"{target.stem}-{talk('map-name')}{ending}")
            press.write(path, data)
            click.echo(path)
    _say(imposed.plan, talk)
    return DONE


def _request(wishes: dict[str, Any]) -> Request:
    from yearbook.errands import imposition

    mill = wishes["mill_mm"] if wishes["mill_mm"] is not None else "3" if wishes["scheme"] == "signatures" else "0"
    return Request(
        wishes["scheme"],
        imposition.sheet_called(wishes["sheet"]) if wishes["sheet"] else None,
        wishes["signature"],
        int(wishes["fold"] or 0),
        wishes["up"],
        wishes["turn"],
        wishes["gather"],
        paper=_length("--paper-mm", wishes["paper_mm"]),
        mill=_length("--mill-mm", mill),
        creep=wishes["creep"],
        cover=wishes["cover"],
        fit=wishes["fit"],
    )


def _length(name: str, text: str) -> int:
    """Millimetres as 1/1000 pt. Raises UsageError."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= MOST_MM):
        raise UsageError((Problem.of("impose-number", Place(name), name=name, value=text),))
    return round_half_up(MM * value.as_integer_ratio()[0] / value.as_integer_ratio()[1])


def _map_text(imposed: "Imposed", talk: Talk) -> str:
    """A row a page: plate, column, row, page, which way its head points."""
    rows = [tuple(talk("map-heads").split("|"))]
    for plate, name in zip(imposed.plan.plates, imposed.names, strict=True):
        for spot in plate.spots:
            down = sorted({other.y for other in plate.spots}).index(spot.y) + 1
            column = 1 + sum(1 for other in plate.spots if other.y == spot.y and other.x < spot.x)
            rows.append((name, str(column), str(down), str(spot.page or "—"), talk("map-down" if spot.turned else "map-up")))
    return "\n".join(columns(rows)) + "\n"


def _say(plan: Imposition, talk: Talk) -> None:
    sheet = plan.sheet
    values = {"wide": f"{to_mm(sheet.width):.0f}", "high": f"{to_mm(sheet.height):.0f}", "creep": f"{to_mm(plan.creep):.2f}"}
    talk.say(talk("imposed", pages=plan.pages, plates=len(plan.plates), sheet=sheet.name, blanks=plan.blanks, **values))
