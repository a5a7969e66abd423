"""How much of the printed text is bound: every number came from the ledger, is exempt by a rule of exempt.toml, or is unbound."""

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from yearbook.check.ledger.printed import Passage
from yearbook.frozen import frozen
from yearbook.patterns import late

_NUMBER = late(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_DIGIT = late(r"[0-9]")
_PLAN = late(r"十[一二三四五六]五(?![十百千万亿个家项])")
_NAMED = late(r"“[^“”]{1,24}”|《[^《》]{1,60}》|‘[^‘’]{1,24}’")


@frozen
class Number:
    """A number of a passage; `rule` is "" for unbound, or the rule that exempts it."""

    start: int
    end: int
    text: str
    rule: str

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.text.replace(",", ""))


@frozen
class Counted:
    """The numbers of some passages: how many the ledger gave and each rule exempts, and the others with their passage's number."""

    bound: int
    exempt: Mapping[str, int]
    loose: tuple[tuple[int, Number], ...]


def coverage(passages: Sequence[Passage], known: frozenset[str] = frozenset()) -> Counted:
    """Counts the numbers of all passages. `known` are words with a number that the ledger or a register holds:
    the field of a rank, the name of an organisation. Cost: 5 µs a number, next to nothing for text without digits.
    """
    bound, exempt, loose = 0, Counter[str](), list[tuple[int, Number]]()
    for at, passage in enumerate(passages):
        bound += len(passage.bound)
        if "五" in passage.text:
            exempt["plan"] += len(_PLAN.findall(passage.text))
        for found in numbers(passage) if _DIGIT.search(passage.text) else ():
            number = found
            if number.rule == "" and known and any(word in passage.text for word in known):
                number = _within(passage.text, number, known)
            if number.rule == "":
                loose.append((at, number))
            else:
                exempt[number.rule] += 1
    return Counted(bound, exempt, tuple(loose))


def _within(text: str, number: Number, known: frozenset[str]) -> Number:
    """The number, exempt as part of a known name when it stands in one."""
    for word in known:
        at = text.find(word, max(0, number.start - len(word)))
        if 0 <= at <= number.start < at + len(word):
            return Number(number.start, number.end, number.text, "name")
    return number


def numbers(passage: Passage) -> list[Number]:
    """The Arabic numbers of a passage that are not inside what the ledger gave."""
    text, bound, told = passage.text, passage.bound, list[Number]()
    starts = [first for first, _ in bound]
    named = [match.span() for match in _NAMED.finditer(text)] if "“" in text or "《" in text or "‘" in text else ()
    lone = passage.path[-2:] == ("cells", 0) and text.isdigit()
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if bound and (before := bisect_right(starts, start)) and start < bound[before - 1][1]:
            continue
        if named and any(first < start < last for first, last in named):
            rule = "quoted"
        elif lone:
            rule = "label"  # the running number of a row
        else:
            rule = _rule(text, start, end)
        told.append(Number(start, end, found[0], rule))
    return told


def _rule(text: str, start: int, end: int) -> str:
    """The first rule that exempts a number. Most numbers have neither front nor back of any rule, which two patterns tell."""
    rules, fronts, backs = _rules()
    before, number = text[max(0, start - 8) : start], text[start:end]
    backed = backs.match(text, end)
    fronted = None if backed else fronts.search(before) is not None
    if not backed and not fronted:
        return ""
    for name, front, itself, behind in rules:
        if front is None and not backed:
            continue
        if front is not None:
            if fronted is None:  # only now: most of the numbers that have a back are dates, whose rules come first
                fronted = fronts.search(before) is not None
            if not fronted or not front.search(before):
                continue
        if (not itself or itself.fullmatch(number)) and (not behind or behind.match(text, end)):
            return name
    return ""


_Rule = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[_Rule, ...], re.Pattern[str], re.Pattern[str]]:
    """The rules in order, a pattern for the fronts of them all, and one for the backs of those without a front."""
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "exempt.toml"), "rb") as file:
        data = tomllib.load(file)["rule"]
    parts = (("before", "(?:{})$"), ("number", "{}"), ("after", "{}"))
    rules = tuple((rule["id"], *(_compiled(rule, key, frame) for key, frame in parts)) for rule in data)
    fronts = "|".join(rule["before"] for rule in data if "before" in rule)
    return rules, re.compile(f"(?:{fronts})$"), re.compile("|".join(rule.get("after", "") for rule in data if "before" not in rule))


def _compiled(rule: dict[str, str], key: str, frame: str) -> re.Pattern[str] | None:
    return re.compile(frame.format(rule[key])) if key in rule else None
