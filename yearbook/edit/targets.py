"""Targets of earlier editions with the outcomes that later ones tell: met, missed, changed, not yet, unknown."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from yearbook.edit.figures import full
from yearbook.frozen import frozen
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact
from yearbook.model.quantity import phrase, range_of, unit_of, when

Verdict: TypeAlias = Literal["met", "missed", "changed", "not-yet", "unknown"]


@frozen
class Target:
    """A target and its outcome, each with the edition and the source that tell it; `outcome` is empty when nothing answers."""

    key: str
    name: str
    period: str
    scope: str
    target: str
    edition: int
    source: str
    verdict: Verdict
    outcome: str = ""
    outcome_edition: int = 0
    outcome_source: str = ""


def targets(editions: Iterable[Edition]) -> tuple[Target, ...]:
    """Every target of the series, in order of edition; each is judged by the latest edition that answers it."""
    volumes = sorted(editions, key=lambda edition: edition.frame.edition_year)
    return tuple(_judged(edition, fact, volumes) for edition in volumes for fact in edition.facts.values() if fact.kind == "target")


def _judged(edition: Edition, fact: Fact, volumes: list[Edition]) -> Target:
    indicator = edition.indicators.get(fact.indicator)
    name = indicator.name if indicator else fact.indicator
    about = indicator.target_of if indicator and indicator.target_of else fact.indicator
    year = edition.frame.edition_year
    told = (fact.key, name, fact.period, fact.scope, _shown(fact, edition), year, fact.source)
    later = [volume for volume in volumes if volume.frame.edition_year >= year]
    answer = next(((volume, found) for volume in reversed(later) if (found := _outcome(volume, about, fact))), None)
    if answer:
        volume, outcome = answer
        return Target(*told, _verdict(fact, outcome, (edition, volume)), _shown(outcome, volume), volume.frame.edition_year, outcome.source)
    changed = next(((volume, found) for volume in reversed(later) if (found := _other(volume, fact, edition))), None)
    if changed:
        volume, other = changed
        return Target(*told, "changed", _shown(other, volume), volume.frame.edition_year, other.source)
    span = when(fact.period)
    known = max((volume.frame.data_year for volume in volumes), default=0)
    return Target(*told, "not-yet" if span and span.last > known else "unknown")


def _outcome(volume: Edition, indicator: str, target: Fact) -> Fact | None:
    """The actual figure of the same indicator, scope and period; for a target in growth alone, one with growth."""
    due = when(target.period)
    for fact in volume.facts.values():
        same = fact.indicator == indicator and fact.scope == target.scope and fact.kind != "target"
        if same and when(fact.period) == due and (fact.value if target.value is not None else fact.growth) is not None:
            return fact
    return None


def _other(volume: Edition, target: Fact, edition: Edition) -> Fact | None:
    """The same target with another value in a later edition."""
    if volume is edition:
        return None
    same = (fact for fact in volume.facts.values() if fact.key == target.key and fact.kind == "target")
    return next((fact for fact in same if fact.value != target.value or fact.qualifier != target.qualifier), None)


def _verdict(target: Fact, outcome: Fact, volumes: tuple[Edition, Edition]) -> Verdict:
    """Met when the outcome reaches the target for certain, missed when it falls short for certain."""
    if target.value is None or outcome.value is None:
        if target.growth is None or outcome.growth is None:
            return "unknown"
        return "met" if outcome.growth.value >= target.growth.value else "missed"
    wanted = target.value * unit_of(_unit(target, volumes[0])).scale
    reached = range_of(outcome.value, outcome.qualifier, unit_of(_unit(outcome, volumes[1])).scale)
    if target.qualifier == "以内":
        return "met" if reached.low <= wanted else "missed"
    written = outcome.value * unit_of(_unit(outcome, volumes[1])).scale
    if written >= wanted and outcome.qualifier not in ("近", "约", "以内"):
        return "met"
    return "missed" if reached.high < wanted else "unknown"


def _unit(fact: Fact, edition: Edition) -> str:
    indicator = edition.indicators.get(fact.indicator)
    return fact.unit or (indicator.unit if indicator else "")


def _shown(fact: Fact, edition: Edition) -> str:
    if fact.value is not None:
        return full(fact, _unit(fact, edition))
    return "增长" + phrase(fact.growth.value, fact.growth.unit, fact.growth.qualifier) if fact.growth else ""
