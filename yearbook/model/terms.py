"""How running text calls a term of the glossary: as its head is written, with or without quotation marks, or by its quoted core."""

import re
from collections.abc import Iterable, Mapping

from yearbook.model.edition import Term
from yearbook.patterns import late

_QUOTES = late(r"[“”‘’]")
_CORE = late(r"“([^“”]{2,})”")


def forms(term: Term) -> tuple[str, ...]:
    """Its names in full, without quotation marks: 1663工作格局."""
    whole = tuple(_QUOTES.sub("", form) for form in (term.term, *term.aliases))
    return tuple(dict.fromkeys(form for form in whole if len(form) >= 2))


def uses(terms: Iterable[Term]) -> tuple[re.Pattern[str] | None, Mapping[str, int]]:
    """A pattern that finds any of them in a text, and the number of the term by the words found, quotation marks left out."""
    numbers: dict[str, int] = {}
    patterns: dict[str, str] = {}
    for number, term in enumerate(terms):
        for form in forms(term):
            numbers.setdefault(form, number)
            patterns.setdefault(form, "[“‘]?" + "[“”‘’]?".join(map(re.escape, form)) + "[”’]?")
        for core in _CORE.findall(term.term):
            if core not in numbers:  # 1663 alone is a number, “1663” is the term
                numbers[core] = number
                patterns[core] = f"[“‘]{re.escape(core)}[”’]"
    ordered = sorted(patterns, key=lambda form: (-len(form), form))
    return (re.compile("|".join(patterns[form] for form in ordered)) if ordered else None), numbers


def bare(words: str) -> str:
    """Words as `uses` numbers them."""
    return _QUOTES.sub("", words)
