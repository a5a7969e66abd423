"""Ranks: a place beyond its field, one place held by two, an order that the values contradict, a field of two sizes."""

import re
from collections.abc import Iterator
from itertools import combinations

from yearbook.check.ledger.book import Book, Held
from yearbook.check.ledger.finding import Finding, finding

_SIZE = re.compile(r"(\d+)\s*个")
_REGION = re.compile(r"\d+\s*个|的|所有|各")


def ranks(book: Book) -> Iterator[Finding]:
    """Findings of the ranks of an edition."""
    fields: dict[tuple[str, str, str], list[Held]] = {}
    for held in book.held:
        rank = held.fact.rank
        if rank is None:
            continue
        size = _SIZE.search(rank.field)
        if size and rank.place > int(size[1]):
            yield finding("rank-field", held.place("rank"), (held.fact.key,), name=held.name, rank=rank.place, field=rank.field)
        fields.setdefault((held.fact.indicator, held.fact.period, _REGION.sub("", rank.field)), []).append(held)
    for ranked in fields.values():
        for one, other in combinations(ranked, 2):
            yield from _pair(one, other)


def _pair(one: Held, other: Held) -> Iterator[Finding]:
    """Two scopes ranked in one field."""
    first, second = one.fact.rank, other.fact.rank
    if first is None or second is None or one.line[1] == other.line[1]:
        return
    about = (other.fact.key, one.fact.key)
    told = {"name": one.name, "field": first.field, "other": one.place("rank")}
    if first.place == second.place:
        yield finding("rank-twice", other.place("rank"), about, **told, rank=first.place)
        return
    ahead, behind = (one, other) if first.place < second.place else (other, one)
    sizes = _larger(behind, ahead), _faster(behind, ahead)
    if True in sizes and False not in sizes:
        told["other"] = ahead.place("rank")
        about = (behind.fact.key, ahead.fact.key)
        yield finding("rank-order", behind.place("rank"), about, **told, value=_shown(behind), before=_shown(ahead))


def _larger(one: Held, other: Held) -> bool | None:
    """Whether its value is larger; None when nobody can say."""
    if not one.range or not other.range or one.range.meets(other.range):
        return None
    return one.range.low > other.range.high


def _faster(one: Held, other: Held) -> bool | None:
    first, second = one.fact.growth, other.fact.growth
    return None if not first or not second or first.value == second.value else first.value > second.value


def _shown(held: Held) -> str:
    growth = held.fact.growth
    return held.shown or (f"{growth.value:f}{growth.unit}" if growth else "")
