"""``yearbook compare``: what changed from one edition to the next: figures, honours, people, frame, targets."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from yearbook.cli.program import Verb
from yearbook.cli.talk import Talk
from yearbook.frozen import fields_of
from yearbook.problems import DONE

if TYPE_CHECKING:
    from yearbook.errands.series import Comparison

PARTS = {"restated": "compare-restated", "honours": "compare-honours", "people": "compare-people", "frame": "compare-frame"}
VERDICTS = {
    "met": "target-met", "missed": "target-missed", "changed": "target-changed", "not-yet": "target-not-yet", "unknown": "target-unknown",
}  # fmt: skip


def command(talk: Talk) -> click.Command:
    """The command with its parameters."""
    params = [
        click.Argument(["old"], metavar="OLD"),
        click.Argument(["new"], metavar="NEW"),
        click.Option(["--json", "as_json"], is_flag=True, help=talk("help-json")),
    ]
    return Verb(talk, "compare", compare, params)


def compare(talk: Talk, old: str, new: str, as_json: bool) -> int:
    """Prints the differences, part by part."""
    from yearbook.errands import series

    talk.step(talk("stage-check"))
    found = series.compare(old, new)
    talk.step("")
    if as_json:
        click.echo(json.dumps(_data(found), ensure_ascii=False, indent=2))
        return DONE
    for line in _lines(found, talk):
        click.echo(line)
    return DONE


def _data(noun: object) -> object:
    """A noun as what JSON holds, field by field."""
    if isinstance(noun, tuple):
        return [_data(item) for item in noun]
    names = fields_of(noun)
    return {name: _data(getattr(noun, name)) for name in names} if names else noun


def _lines(found: "Comparison", talk: Talk) -> Iterable[str]:
    for part, key in PARTS.items():
        changes = getattr(found, part)
        yield talk(key, count=len(changes), old=found.old, new=found.new)
        for one in changes:
            reason = talk("compare-reason", reason=one.reason) if one.reason else ""
            yield f"  {one.name}: {one.old or '—'} → {one.new or '—'}{reason}"
    yield talk("compare-targets", count=len(found.targets), old=found.old, new=found.new)
    for target in found.targets:
        told = {"name": target.name, "period": target.period, "target": target.target, "outcome": target.outcome}
        yield f"  {talk(VERDICTS[target.verdict], **told)}"
