"""``yearbook series``: the figures of a series over its editions, as a table, as CSV or as JSON."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yearbook.cli.columns import columns
from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.problems import CONTENT, DONE, Place, Problem, UsageError

if TYPE_CHECKING:
    from yearbook.errands.series import SeriesTable


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["folder"], metavar="SEEDS"),
        click.Argument(["indicators"], nargs=-1, metavar="[INDICATOR]…"),
        click.Option(["--csv", "as_csv"], is_flag=True, help=talk("help-csv")),
        click.Option(["--json", "as_json"], is_flag=True, help=talk("help-json")),
        click.Option(["--chart"], metavar="FILE.pdf|FILE.png", help=talk("help-chart")),
    ]
    return Verb(talk, "series", series, params)


def series(talk: Talk, folder: str, indicators: tuple[str, ...], as_csv: bool, as_json: bool, chart: str | None) -> int:
    """Prints the table, or writes it as charts; exit code 1 when an indicator asked for is unknown."""
    from yearbook.errands import series

    talk.step(talk("stage-check"))
    table, problems = series.series(folder, indicators)
    talk.step("")
    talk.problems(problems)
    if chart:
        _draw(table, chart, folder)
    elif as_json:
        click.echo(json.dumps(_data(table), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(_csv(table, talk), nl=False)
    else:
        for line in columns([_heads(table, talk), *_rows(table, talk)]) if table.rows else ():
            click.echo(line)
        _say_former(table, talk)
    for word in table.unknown:
        talk.error(talk("series-unknown", name=word))
    return CONTENT if table.unknown else DONE


def _draw(table: "SeriesTable", chart: str, folder: str) -> None:
    """The charts into a file, whose path is the result; its ending says the kind."""
    from yearbook import press
    from yearbook.errands import series

    ending = Path(chart).suffix.lower()
    if ending not in (".pdf", ".png"):
        raise UsageError((Problem.of("chart-ending", Place("--chart"), name=chart),))
    press.write(Path(chart), series.series_chart(table, Path(folder).resolve().name, ending[1:]))
    click.echo(chart)


def _heads(table: "SeriesTable", talk: Talk) -> tuple[str, ...]:
    return (*talk("series-heads").split("|"), *table.periods)


def _rows(table: "SeriesTable", talk: Talk) -> list[tuple[str, ...]]:
    rows = []
    for row in table.rows:
        kind = talk("series-target") if row.kind else ""
        cells = (_cell(figure.text, figure.growth, bool(figure.former)) if figure else "…" for figure in row.figures)
        rows.append((f"{row.name}{kind}", row.scope, row.unit, *cells))
    return rows


def _cell(text: str, growth: str, restated: bool) -> str:
    """Value, growth in brackets, and a star for a value that was restated."""
    shown = f"{text}（{growth}）" if text and growth else text or growth
    return f"{shown}*" if restated else shown


def _say_former(table: "SeriesTable", talk: Talk) -> None:
    for row in table.rows:
        for period, figure in zip(table.periods, row.figures, strict=True):
            for year, text in figure.former if figure else ():
                name = f"{row.name} {period}"
                talk.say(talk("series-former", name=name, value=figure.text if figure else "", year=year, before=text))


def _csv(table: "SeriesTable", talk: Talk) -> str:
    """Values alone in the cells, one row an indicator; a spreadsheet that expects it gets its byte order mark from its user."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_heads(table, talk))
    for row in table.rows:
        cells = ((figure.text or figure.growth) if figure else "" for figure in row.figures)
        writer.writerow((row.name, row.scope, row.unit, *cells))
    return stream.getvalue()


def _data(table: "SeriesTable") -> dict[str, object]:
    return {
        "editions": list(table.editions),
        "periods": list(table.periods),
        "rows": [
            {
                "indicator": row.indicator, "name": row.name, "unit": row.unit, "scope": row.scope, "kind": row.kind or "actual",
                "figures": {
                    period: {
                        "value": figure.text, "growth": figure.growth, "basis": figure.basis, "edition": figure.edition,
                        "source": figure.source, "key": figure.key,
                        "former": [{"edition": year, "value": text} for year, text in figure.former],
                    }
                    for period, figure in zip(table.periods, row.figures, strict=True) if figure
                },
            }
            for row in table.rows
        ],
        "unknown": list(table.unknown),
    }  # fmt: skip
