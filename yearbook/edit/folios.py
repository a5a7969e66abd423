"""Cross-references told with the folios of their places, in as many rounds of composing and make-up as that takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any, TypeAlias

from yearbook.frozen import fields_of, replace, said
from yearbook.model.copy import ChapterPart, Copy, Part
from yearbook.model.kept import marks_of
from yearbook.model.looks import SeeLook
from yearbook.model.page import Anchor, Pages
from yearbook.model.text import Span, Words
from yearbook.problems import ContentError, Place, Problem

Folios: TypeAlias = Mapping[str, str]  # of anchors that the text refers to
_PLAIN = frozenset((str, int, bool, type(None)))
_SEE = b"see"  # the kind of a span that is a reference, as `said` tells it
ROUNDS = 5  # of composing and make-up at most; with room kept for folios two do


def settled(refers: Sequence[str], made_up: Callable[[Folios | None], Pages], place: Place) -> Pages:
    """Pages whose text tells the folios that they have; the first round, without folios, is the last when nothing refers.

    Raises ContentError when ROUNDS do not settle it: a reference that pushes its own target to and fro.
    """
    folios: Folios | None = None
    for _ in range(ROUNDS):
        pages = made_up(folios)
        found = {mark.name: page.folio for page in pages.pages for mark in marks_of(page, Anchor)} if refers else {}
        true = {name: found[name] for name in refers if name in found}
        if not refers or true == folios:
            return pages
        moved = [name for name in refers if (folios or {}).get(name) != true.get(name)]
        folios = true
    raise ContentError((Problem.of("see-unsettled", place, rounds=ROUNDS, ids=", ".join(moved)),))


def with_folios(copy: Copy, folios: Folios | None, look: SeeLook) -> Copy:
    """The copy with its cross-references as words: 见第63页【…】, a link. Before any folio is known their room is kept.

    What holds no cross-reference is the very same object, so that it need not be set again.
    """
    if not copy.refers:
        return copy
    known: Folios = dict.fromkeys(copy.refers, "0" * look.digits) if folios is None else folios
    return replace(copy, parts=tuple(_part_told(part, known, look) for part in copy.parts))


def _part_told(part: Part, folios: Folios, look: SeeLook) -> Part:
    """Of a chapter only those items are looked through that may hold a reference. Why: to look through all took 70 ms of a long book."""
    told: Part
    if not isinstance(part, ChapterPart):
        told = _told(part, folios, look)
        return told
    bare = replace(part, items=())
    told = _told(bare, folios, look)
    items = tuple([_told(item, folios, look) if _SEE in said(item) else item for item in part.items])
    same = told is bare and all(map(is_, items, part.items))
    return part if same else replace(told, items=items)


def unplaced(value: Any, look: SeeLook) -> Any:
    """Anything of copy with its cross-references told without folios: they lead out of what is printed."""
    return _told(value, {}, look)


def _told(value: Any, folios: Mapping[str, str], look: SeeLook) -> Any:
    if type(value) is tuple:
        if value and type(value[0]) is Span:
            return tuple(_spans(value, folios, look)) if any(span.kind == "see" for span in value) else value
        told = tuple(_told(item, folios, look) for item in value)
        return value if all(a is b for a, b in zip(told, value, strict=True)) else told
    changed = {}
    for name in fields_of(value):
        before = getattr(value, name)
        if before.__class__ not in _PLAIN and (after := _told(before, folios, look)) is not before:
            changed[name] = after
    return replace(value, **changed) if changed else value


def _spans(words: Words, folios: Mapping[str, str], look: SeeLook) -> Iterator[Span]:
    """The verb of the layout's words is left out where the text has just said it: 参见第63页, not 参见见第63页."""
    before = ""
    for span in words:
        if span.kind != "see":
            before = span.text or before
            yield span
        elif span.target in folios:
            verb, rest = look.verb, look.words.format(folio=folios[span.target], title=span.text)
            yield Span(rest if verb and before.endswith(verb) else verb + rest, "link", f"#{span.target}", span.tone)
        else:  # a place that no page bears
            yield Span(look.unplaced.format(title=span.text), span.tone or "text")
