"""Ranks: a place beyond its field, one place held by two, an order that the values contradict, a field of two sizes."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeAlias

from yearbook.check.ledger.book import Book, Held
from yearbook.check.ledger.finding import Finding, finding
from yearbook.model.facts import Rank
from yearbook.patterns import late

_Ranked: TypeAlias = tuple[Held, Rank]
_SIZE = late(r"(\d+)\s*个")
_REGION = late(r"\d+\s*个|的|所有|各")


def ranks(book: Book) -> Iterator[Finding]:
    """Findings of the ranks of an edition."""
    fields: dict[tuple[str, str, str, str], list[_Ranked]] = {}
    for held, rank in ((one, rank) for one in book.held for rank in one.fact.ranks):
        size = _SIZE.search(rank.field)
        if size and rank.place > int(size[1]):
            yield finding("rank-field", held.place("rank"), (held.fact.key,), name=held.name, rank=rank.place, field=rank.field)
        fields.setdefault((held.fact.indicator, held.fact.period, _REGION.sub("", rank.field), rank.of), []).append((held, rank))
    for ranked in fields.values():
        for one, other in combinations(ranked, 2):
            yield from _pair(one, other)


def _pair(ranked: _Ranked, beside: _Ranked) -> Iterator[Finding]:
    """Two scopes ranked in one field; one scope at two places of it."""
    (one, first), (other, second) = ranked, beside
    if one.line[1] == other.line[1]:
        if first.place != second.place:
            about = (other.fact.key, one.fact.key)
            told = {"name": one.name, "field": first.field, "rank": second.place, "before": first.place, "other": one.place("rank")}
            yield finding("rank-two", other.place("rank"), about, **told)
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
