"""Edition → how much of it is bound to the ledger: references to figures in text, tables, charts and scorecards."""

from collections.abc import Iterator

from yearbook.check.walk import nouns, texts
from yearbook.frozen import frozen
from yearbook.model.blocks import Module, SeriesBlock, TargetsBlock
from yearbook.model.chart_blocks import ChartBlock, Point
from yearbook.model.chart_data import Ledger, asked_keys
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact
from yearbook.model.quantity import when


@frozen
class Bound:
    """`references` counts every use, `figures` the different figures used, `held` all that the ledger has."""

    references: int
    figures: int
    held: int


def bound(edition: Edition) -> Bound:
    """What the printed parts refer to."""
    used: list[str] = []
    for printed in (edition.note, *edition.chapters, edition.glossary, edition.chronicle, edition.plates):
        for _, noun in nouns(printed) if printed else ():
            if isinstance(noun, Point | Module) and noun.fact:
                used.append(noun.fact)
            if isinstance(noun, Point) and noun.target:
                used.append(noun.target)
            if isinstance(noun, ChartBlock):
                used.extend(asked_keys(noun, Ledger(edition.facts, edition.indicators)))
            if isinstance(noun, SeriesBlock | TargetsBlock):
                used.extend(_listed(noun, edition))
            used.extend(span.target for _, words in texts(noun) for span in words if span.kind == "figure")
    return Bound(len(used), len({reference.partition(":")[0] for reference in used}), len(edition.facts))


def _listed(noun: SeriesBlock | TargetsBlock, edition: Edition) -> Iterator[str]:
    """The facts of this edition that a table over the series prints."""
    for key, fact in edition.facts.items():
        indicator = edition.indicators.get(fact.indicator)
        about = {fact.indicator, indicator.target_of if indicator else None}
        if noun.indicators and not about.intersection(noun.indicators):
            continue
        if (fact.kind == "target") is isinstance(noun, TargetsBlock) and _asked(noun, fact):
            yield key


def _asked(noun: SeriesBlock | TargetsBlock, fact: Fact) -> bool:
    """Whether its period is among those asked for, all when none are."""
    span = when(fact.period)
    if isinstance(noun, TargetsBlock):
        return not noun.due or (span is not None and span.last in noun.due)
    return not noun.periods or fact.period in noun.periods or (span is not None and span.whole_year and str(span.first) in noun.periods)
