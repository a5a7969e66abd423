"""The figures of an edition against those of earlier ones: restated values, growths and ranks, and reasons given for nothing."""

from collections.abc import Iterator

from yearbook.check.ledger.book import Book, Books, Held
from yearbook.check.ledger.finding import Finding, finding, note


def restated(books: Books) -> Iterator[Finding]:
    """Each figure against the latest earlier edition that holds it for the same period, scope, basis and kind."""
    for held in books.this.held:
        before = next((found for book in reversed(books.earlier) if (found := _same(held, book))), None)
        changes = list(_changes(held, before)) if before else []
        if held.fact.restated:
            if before and not changes:
                yield finding("restated-idle", held.place("restated"), (held.fact.key,), name=held.name, other=before.place())
            continue
        yield from changes


def _same(held: Held, book: Book) -> Held | None:
    line = book.by_line.get(held.line, ())
    return next((one for one in line if one.when == held.when and one.when and one.fact.basis == held.fact.basis), None)


def _changes(held: Held, before: Held) -> Iterator[Finding]:
    fact, old = held.fact, before.fact
    told = {"name": held.name, "year": before.edition}
    if held.range and before.range and not held.range.meets(before.range):
        code = "target-changed" if fact.kind == "target" else "value-restated"
        yield finding(code, held.place(), (fact.key,), **told, value=held.shown, before=before.shown, other=before.place())
    if fact.growth and old.growth and fact.growth.basis == old.growth.basis and fact.growth.value != old.growth.value:
        value, former = f"{fact.growth.value:f}{fact.growth.unit}", f"{old.growth.value:f}{old.growth.unit}"
        where = before.place("growth")
        yield finding("growth-restated", held.place("growth"), (fact.key,), **told, value=value, before=former, other=where)
    for rank, was in ((rank, was) for rank in fact.ranks for was in old.ranks if (rank.field, rank.of) == (was.field, was.of)):
        if rank.place == was.place:
            continue
        value, former, where = str(rank.place), str(was.place), before.place("rank")
        yield finding("rank-restated", held.place("rank"), (fact.key,), **told, value=value, before=former, other=where)


def answered(books: Books) -> Iterator[Finding]:
    """Targets of earlier editions that an outcome in this one misses, as notes."""
    for book in books.earlier:
        for line, targets in book.by_line.items():
            if line[2] != "target":
                continue
            for target in targets:
                name = target.indicator.target_of if target.indicator and target.indicator.target_of else line[0]
                outcomes = books.this.by_line.get((name, line[1], ""), ())
                outcome = next((one for one in outcomes if one.when and one.when == target.when), None)
                if outcome and _missed(target, outcome):
                    yield note(
                        "target-missed", outcome.place(), (outcome.fact.key, target.fact.key), name=outcome.name,
                        value=outcome.shown, before=target.shown, year=target.edition, other=target.place(),
                    )  # fmt: skip


def _missed(target: Held, outcome: Held) -> bool:
    """Below the target, for certain; 以内 is a limit from above."""
    if target.range is None or outcome.range is None or target.fact.value is None:
        return False
    if target.fact.qualifier == "以内":
        return outcome.range.low > target.range.high
    return outcome.range.high < target.fact.value * target.unit.scale
