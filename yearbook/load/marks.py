"""What stands between braces: ``{gdp@2025}``, ``{gdp@2025:growth}``, ``{gdp@2025:rank:全市}``, ``{see:id}``, ``{index:term|shown}``."""

import re

from yearbook.model.text import Span, TextFault
from yearbook.problems import near

FORMS = ("value", "full", "growth", "rank")  # none: value and unit; value: the number alone; full: with its qualifier

MARK = re.compile(r"\{[^{}\n]*\}")
_FIGURE = re.compile(r"([a-z0-9][a-z0-9._-]*@[^\s@:{}|]+)(?::(.*))?")
_VERBS = ("see", "index")


def span_of(mark: str, faults: list[TextFault]) -> Span | None:
    """The span of a mark with its braces; None, and a fault, when it is no mark."""
    inner = mark[1:-1].strip()
    figure = _FIGURE.fullmatch(inner)
    if figure:
        form, _, field = (FORMS[0] if figure[2] is None else figure[2]).partition(":")
        if form in FORMS and (not field or form == "rank"):
            return Span("", "figure", inner)
        values = (("form", figure[2] or ""), ("forms", ", ".join(FORMS)), ("near", near(form, FORMS)))
        faults.append(TextFault("mark-form", mark, values))
        return None
    verb, colon, rest = inner.partition(":")
    rest = rest.strip()
    if colon and verb == "see" and rest:
        return Span("", "see", rest)
    if colon and verb == "index" and rest:
        term, _, shown = rest.partition("|")
        if term.strip():
            return Span(shown.strip(), "index", term.strip())
    like = near(verb, _VERBS) if colon and verb not in _VERBS else ""
    faults.append(TextFault("mark-unknown", mark, (("mark", mark), ("near", f"{{{like}:{rest}}}" if like else ""))))
    return None
