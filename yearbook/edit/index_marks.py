"""Index marks over something that is printed: one that shows nothing marks the words beside it."""

import re

from yearbook.frozen import replace
from yearbook.model.page import INDEX_MARKS
from yearbook.model.text import Span, Words
from yearbook.patterns import late

_MARKABLE = ("text", "strong", "em", "index")
# a sign, or a whole Western word, which is not cut
_LAST = late(r"[!-~À-ʯ]+$|.$", re.DOTALL)
_FIRST = late(r"[!-~À-ʯ]+|.", re.DOTALL)


def marked(words: Words) -> Words:
    """Words in which every index mark has something printed to mark: one that shows nothing marks its term where that stands
    right before it, else the sign before it; at the head of a text the term or the sign after it.
    """
    if not any(span.kind == "index" and not span.text for span in words):
        return words
    done: list[Span] = []
    waiting: list[str] = []  # terms that nothing stands before
    for span in words:
        if span.kind == "index" and not span.text:
            if not _mark_last(done, span.target):
                waiting.append(span.target)
            continue
        done.append(span)
        if waiting and span.text and span.kind in _MARKABLE:
            _mark_first(done, INDEX_MARKS.join(waiting), waiting[0])
            waiting = []
    return tuple(done)


def _mark_last(done: list[Span], term: str) -> bool:
    """Marks the end of what is printed so far, past links and note signs; False when there is nothing."""
    at = next((n for n in reversed(range(len(done))) if done[n].kind in _MARKABLE and done[n].text), None)
    if at is None:
        return False
    last = done[at]
    if last.kind == "index":
        done[at] = replace(last, target=last.target + INDEX_MARKS + term)
        return True
    found = _LAST.search(last.text)
    cut = len(last.text) - len(term) if last.text.endswith(term) else found.start() if found else len(last.text) - 1
    done[at : at + 1] = [one for one in (replace(last, text=last.text[:cut]), _over(last, last.text[cut:], term)) if one.text]
    return True


def _mark_first(done: list[Span], terms: str, term: str) -> None:
    """Marks the beginning of the span put down last."""
    last = done.pop()
    if last.kind == "index":
        done.append(replace(last, target=last.target + INDEX_MARKS + terms))
        return
    found = _FIRST.match(last.text)
    cut = len(term) if last.text.startswith(term) else found.end() if found else 1
    done += [one for one in (_over(last, last.text[:cut], terms), replace(last, text=last.text[cut:])) if one.text]


def _over(span: Span, text: str, terms: str) -> Span:
    """A mark over a part of a span, in the tone that it has."""
    tone = span.kind if span.kind in ("strong", "em") else span.tone
    return Span(text, "index", terms, tone)
