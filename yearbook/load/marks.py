"""What stands between braces: ``{gdp@2025}``, ``{gdp@2025:growth}``, ``{gdp@2025:rank:全市}``, ``{see:id}``, ``{index:term|shown}``,
and marks between the lines: ``{dots:文字}``, ``{name:人名}``, ``{title:书名}``, ``{name+dots:人名}``, ``{pinyin:文字|wén zì}``.
"""

import re

from yearbook.model.text import Span, TextFault
from yearbook.problems import near

FORMS = ("value", "full", "growth", "rank")  # none: value and unit; value: the number alone; full: with its qualifier

MARK = re.compile(r"\{[^{}\n]*\}")
_FIGURE = re.compile(r"([a-z0-9][a-z0-9._-]*@[^\s@:{}|]+)(?::(.*))?")
_VERBS = ("see", "index", "dots", "name", "title", "pinyin")
_UNDER = ("name", "title", "dots")


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
    if colon and all(part in _UNDER for part in verb.split("+")):
        return _marked(mark, verb.split("+"), rest, faults)
    if colon and verb == "pinyin":
        return _pinyin(mark, rest, faults)
    like = near(verb, _VERBS) if colon and verb not in _VERBS else ""
    faults.append(TextFault("mark-unknown", mark, (("mark", mark), ("near", f"{{{like}:{rest}}}" if like else ""))))
    return None


def _marked(mark: str, verbs: list[str], text: str, faults: list[TextFault]) -> Span | None:
    """Text with marks under it: one line at most, and dots."""
    if not text:
        faults.append(TextFault("mark-empty", mark, (("mark", mark),)))
    elif len(set(verbs)) < len(verbs) or {"name", "title"} <= set(verbs):
        faults.append(TextFault("mark-lines", mark, (("mark", mark),)))
    else:
        return Span(text, "marked", "+".join(verb for verb in _UNDER if verb in verbs))
    return None


def _pinyin(mark: str, rest: str, faults: list[TextFault]) -> Span | None:
    """Text with its reading over it: as many syllables as characters, or one for all of them."""
    text, _, reading = (part.strip() for part in rest.partition("|"))
    syllables = reading.split()
    if not text or not syllables:
        faults.append(TextFault("mark-empty", mark, (("mark", mark),)))
    elif len(syllables) not in (1, len(text)):
        counts = (("count", str(len(syllables))), ("characters", str(len(text))))
        faults.append(TextFault("mark-pinyin", mark, counts))
    else:
        return Span(text, "pinyin", " ".join(syllables))
    return None
