"""How much of the printed text is bound: every number came from the ledger, is exempt by a rule of exempt.toml, or is unbound."""

import os
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from yearbook.check.joined import Joined
from yearbook.check.ledger.printed import Passage
from yearbook.frozen import frozen
from yearbook.patterns import late

_PLAN = late(r"十[一二三四五六]五(?![十百千万亿个家项])")
_NAMED = late(r"“[^“”\0]{1,24}”|《[^《》\0]{1,60}》|‘[^‘’\0]{1,24}’")
_NO_MORE = ((sys.maxsize, sys.maxsize),)


@frozen
class Number:
    """A number of a passage that nothing accounts for."""

    start: int
    end: int
    text: str

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.text.replace(",", ""))


@frozen
class Counted:
    """The numbers of some passages: how many the ledger gave and each rule exempts, and the others: passage, start and end in it."""

    bound: int
    exempt: Mapping[str, int]
    loose: tuple[tuple[int, int, int], ...]


def coverage(passages: Sequence[Passage], texts: Joined, known: frozenset[str] = frozenset()) -> Counted:
    """Counts the numbers of all passages; `texts` are theirs. `known` are words with a number that the ledger or a register
    holds: the field of a rank, the name of an organisation. Cost: 2 µs a number, next to nothing for text without digits.
    """
    exempt, loose = Counter({"plan": len(_PLAN.findall(texts.whole))}), list[tuple[int, int, int]]()
    for at, start, end, rule in _numbers(passages, texts, known):
        if rule:
            exempt[rule] += 1
        else:
            loose.append((at, start, end))
    return Counted(sum(len(passage.bound) for passage in passages), exempt, tuple(loose))


def loose(passages: Sequence[Passage], texts: Joined, known: frozenset[str]) -> Iterator[tuple[Passage, Number]]:
    """The numbers that nothing accounts for, each with its passage."""
    for at, start, end, rule in _numbers(passages, texts, known):
        if not rule:
            yield passages[at], Number(start, end, passages[at].text[start:end])


def given(passages: Sequence[Passage], texts: Joined) -> Iterator[tuple[int, int]]:
    """The stretches of the joined text that the ledger gave."""
    for start, passage in zip(texts.starts, passages, strict=True):
        for first, last in passage.bound:
            yield start + first, start + last


def _numbers(passages: Sequence[Passage], texts: Joined, known: frozenset[str]) -> Iterator[tuple[int, int, int, str]]:
    """The Arabic numbers that are not inside what the ledger gave: passage, start and end in it, the rule that exempts it."""
    whole, starts, rules = texts.whole, texts.starts, _rules()
    ends = [*(start - 1 for start in starts[1:]), len(whole)]
    bound, named = chain(given(passages, texts), _NO_MORE), chain((match.span() for match in _NAMED.finditer(whole)), _NO_MORE)
    (bound_from, bound_to), (named_from, named_to) = next(bound), next(named)
    lone = {at for at, one in enumerate(passages) if one.text.isdigit() and one.path[-2:] == ("cells", 0)}
    known = frozenset(word for word in known if word in whole)
    for found in rules.seek.finditer(whole):
        start, end = found.span()
        while bound_to <= start:
            bound_from, bound_to = next(bound)
        if bound_from <= start:
            continue
        while named_to <= start:
            named_from, named_to = next(named)
        at = bisect_right(starts, start) - 1
        here, rule = starts[at], ""  # as most numbers: neither front nor back of any rule
        if named_from < start:
            rule = "quoted"
        elif at in lone:
            rule = "label"  # the running number of a row
        elif found.lastindex or rules.backs.match(whole, end, ends[at]):
            rule = _rule(whole[here : ends[at]], start - here, end - here)
        if not rule and known and _within(passages[at].text, start - here, known):
            rule = "name"
        yield at, start - here, end - here, rule


def _within(text: str, start: int, known: frozenset[str]) -> bool:
    """Whether the number that begins there is part of a known name."""
    return any(0 <= (at := text.find(word, max(0, start - len(word)))) <= start < at + len(word) for word in known)


def _rule(text: str, start: int, end: int) -> str:
    """The first rule that exempts a number."""
    rules = _rules()
    before, number = text[max(0, start - 8) : start], text[start:end]
    backed, fronted = rules.backs.match(text, end), None
    for name, front, itself, behind in rules.each:
        if front is None and not backed:
            continue
        if front is not None:
            if fronted is None:  # only now: most of the numbers that have a back are dates, whose rules come first
                fronted = rules.fronts.search(before) is not None
            if not fronted or not front.search(before):
                continue
        if (not itself or itself.fullmatch(number)) and (not behind or behind.match(text, end)):
            return name
    return ""


_Rule = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]


@frozen
class _Rules:
    """The rules in order, a pattern for the fronts of them all, and one for the backs of those without a front.

    `seek` finds numbers, and has a group in those right behind a sign with which fronts end.
    """

    each: tuple[_Rule, ...]
    fronts: re.Pattern[str]
    backs: re.Pattern[str]
    seek: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "exempt.toml"), "rb") as file:
        data = tomllib.load(file)
    parts = (("before", "(?:{})$"), ("number", "{}"), ("after", "{}"))
    rules = tuple((rule["id"], *(_compiled(rule, key, frame) for key, frame in parts)) for rule in data["rule"])
    fronts = "|".join(rule["before"] for rule in data["rule"] if "before" in rule)
    backs = "|".join(rule.get("after", "") for rule in data["rule"] if "before" not in rule)
    seek = rf"[0-9](?:(?:(?<=[{data['fronts_end']}][0-9])|(?<![^\0][0-9]))())?[0-9]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?"
    return _Rules(rules, re.compile(f"(?:{fronts})$"), re.compile(backs), re.compile(seek))


def _compiled(rule: dict[str, str], key: str, frame: str) -> re.Pattern[str] | None:
    return late(frame.format(rule[key])) if key in rule else None
