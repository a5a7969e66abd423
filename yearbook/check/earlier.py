"""The ledgers of earlier editions as editions without chapters, and the blocks that print them: unknown indicators, empty tables."""

from collections.abc import Callable, Iterator, Mapping

from yearbook.check.gathered import gathered
from yearbook.check.shaped import Names, Shaped, Sheet, names_of, shape_files
from yearbook.model.blocks import FindingsBlock, SeriesBlock, TargetsBlock
from yearbook.model.edition import Edition
from yearbook.model.facts import Acknowledgement, Fact
from yearbook.model.source import Path, Source
from yearbook.problems import Place, Problem, Severity, near


def check_earlier(source: Source, context: Mapping[str, Callable[[str], object]], found: list[Problem]) -> tuple[Edition, ...]:
    """The earlier editions that `source` carries; one with faults is left out, which a warning in `found` tells."""
    editions: list[Edition] = []
    found.extend(source.earlier.warnings)
    for one in source.earlier.ledgers:
        faults: list[Problem] = []
        shaped = shape_files(one, context, faults)
        if faults:
            place: Place = one.edition.locate(())
            folder = place.file.rpartition("edition.yaml")[0].rstrip("/\\")
            first = min(faults, key=lambda problem: problem.place)
            found.append(Problem.of("series-broken", Place(place.file), Severity.WARNING, edition=folder, other=first.place))
        else:
            editions.append(gathered(shaped, names_of(shaped)))
    return tuple(editions)


def series_blocks(edition: Shaped, names: Names, earlier: tuple[Edition, ...]) -> Iterator[Problem]:
    """Problems of blocks that print the series. When an earlier edition is missing nobody can say what it knew."""
    source = edition.source
    missing = len(source.earlier.ledgers) + len(source.earlier.warnings) > len(earlier)
    ledgers = (names.facts or {}, *(one.facts for one in earlier))
    facts = [fact for ledger in ledgers for fact in ledger.values()]
    for sheet in edition.sheets():
        for path, noun in sheet.of(SeriesBlock, TargetsBlock) if names.indicators is not None else ():
            assert isinstance(noun, SeriesBlock | TargetsBlock)
            unknown = () if missing else tuple(_unknown(sheet, path, noun, (names, earlier)))
            yield from unknown
            if not unknown and not any(_prints(noun, fact, (names, earlier)) for fact in facts):
                yield _empty(sheet, path, "series" if isinstance(noun, SeriesBlock) else "targets")


def findings_blocks(edition: Shaped, standing: bool) -> Iterator[Problem]:
    """A warning for every block of findings when nothing stands; what checks.yaml says of the sources is printed without them."""
    checks = edition.companions.get("checks")
    acknowledged = bool(checks and checks.of(Acknowledgement))
    for sheet in edition.sheets() if not standing and not acknowledged else ():
        for path, _ in sheet.of(FindingsBlock):
            yield _empty(sheet, path, "findings")


def _empty(sheet: Sheet, path: Path, key: str) -> Problem:
    return Problem.of("block-empty", sheet.file.locate((*path, key)), Severity.WARNING, key=key)


def _unknown(sheet: Sheet, path: Path, noun: SeriesBlock | TargetsBlock, known: tuple[Names, tuple[Edition, ...]]) -> Iterator[Problem]:
    names, earlier = known
    indicators = {*(names.indicators or ()), *(name for one in earlier for name in one.indicators)}
    for number, name in enumerate(noun.indicators):
        if name not in indicators:
            place = sheet.file.locate((*path, "indicators", number))
            yield Problem.of("no-such-indicator", place, id=name, near=near(name, indicators))


def _prints(noun: SeriesBlock | TargetsBlock, fact: Fact, known: tuple[Names, tuple[Edition, ...]]) -> bool:
    """Whether a table would show the fact, periods aside."""
    if (fact.kind == "target") is isinstance(noun, SeriesBlock):
        return False
    names, earlier = known
    indicator = (names.indicators or {}).get(fact.indicator)
    indicator = indicator or next((one.indicators[fact.indicator] for one in earlier if fact.indicator in one.indicators), None)
    about = {fact.indicator, indicator.target_of if indicator else None}
    if not noun.indicators:
        return fact.scope in ("", "全区")
    return bool(about.intersection(noun.indicators))
