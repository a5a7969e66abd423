"""目标与实绩 as a table: targets of this edition and the earlier ones, the outcomes that answer them, and both sources."""

from collections.abc import Sequence

from yearbook.edit.series import WHOLE
from yearbook.edit.series_block import Grid
from yearbook.edit.targets import Target, targets
from yearbook.edit.told_notes import Remarks, cited, period_named, volume_named
from yearbook.model.blocks import TargetsBlock
from yearbook.model.copy import TableColumn, TableRow
from yearbook.model.edition import Edition
from yearbook.model.quantity import when
from yearbook.model.text import Span, Words

VERDICTS = {"met": "达成", "missed": "未达", "changed": "调整", "not-yet": "未到期", "unknown": "未见"}
OPEN = "未定"  # an outcome is told, but not whether it reaches the target
_REMARKS = {
    "调整": "“调整”为后来的卷所载目标已改，实绩一栏为新目标。", "未见": "“未见”为各卷资料未载应达年份的实绩。",
    OPEN: "“未定”为所载实绩不足以判定。",
}  # fmt: skip


def targets_grid(block: TargetsBlock, edition: Edition, given: tuple[Words, ...]) -> Grid | None:
    """The table, by year due; None when no edition has such a target. `given` are the block's own notes."""
    volumes = (*edition.earlier, edition)
    found = sorted(_chosen(block, _once(targets(volumes)), volumes), key=_due)
    if not found:
        return None
    remarks = Remarks(given)
    rows = tuple(_row(target, volumes, remarks) for target in found)
    titles = ("指标", "应达年份", "目标", "实绩", "结果")
    columns = tuple(TableColumn(title, "left" if n in (0, 2, 3) else "center", 0) for n, title in enumerate(titles))
    return Grid("", columns, rows, remarks.notes())


def _due(target: Target) -> tuple[int, str]:
    span = when(target.period)
    return (span.last, "") if span else (9999, target.period)


def _once(found: Sequence[Target]) -> list[Target]:
    """A target that later editions repeat is told of the first that has it."""
    first: dict[tuple[str, str], Target] = {}
    for target in found:
        first.setdefault((target.key.removesuffix(f"/{WHOLE}"), target.target), target)
    return list(first.values())


def _chosen(block: TargetsBlock, found: Sequence[Target], volumes: Sequence[Edition]) -> list[Target]:
    """Those of the indicators and years asked for, an indicator meaning its targets too.

    Parts of the district are shown only for an indicator asked for whose whole has no target.
    """
    wanted = set(block.indicators)
    wanted |= {one.id for volume in volumes for one in volume.indicators.values() if one.target_of in wanted}
    kept = [one for one in found if (not wanted or _indicator(one) in wanted) and (not block.due or _due(one)[0] in block.due)]
    whole = {_indicator(one) for one in kept if one.scope in ("", WHOLE)}
    return [one for one in kept if one.scope in ("", WHOLE) or (wanted and _indicator(one) not in whole)]


def _indicator(target: Target) -> str:
    return target.key.partition("@")[0]


def _row(target: Target, volumes: Sequence[Edition], remarks: Remarks) -> TableRow:
    verdict = OPEN if target.verdict == "unknown" and target.outcome else VERDICTS[target.verdict]
    if verdict in _REMARKS:
        remarks.say(_REMARKS[verdict])
    name = f"{target.name}（{target.scope}）" if target.scope not in ("", WHOLE) else target.name
    aim = _told(target.target, (target.edition, target.source), volumes, remarks)
    outcome = _told(target.outcome, (target.outcome_edition, target.outcome_source), volumes, remarks)
    return TableRow(((Span(name),), (Span(period_named(target.period)),), aim, outcome, (Span(verdict),)), 0, False)


def _told(text: str, where: tuple[int, str], volumes: Sequence[Edition], remarks: Remarks) -> Words:
    """A figure with its volume and the sign of its source."""
    year, source = where
    edition = next((volume for volume in volumes if volume.frame.edition_year == year), None)
    if not text or edition is None:
        return (Span(text),) if text else ()
    volume = volume_named(year, volumes[-1].frame.edition_year)
    document = cited(source, edition)
    return (Span(f"{text}（{volume}）{remarks.sign(document + '。', volume)}"),)
