"""Glossary terms where they are first used in running text: the first use in reading order becomes a term span that leads to its entry."""

import re
from collections.abc import Mapping, Sequence

from yearbook.frozen import replace
from yearbook.model.copy import ChapterPart, Document, Entry, Item, Paragraphs, Part, Speech
from yearbook.model.edition import GlossaryFile
from yearbook.model.terms import bare, uses
from yearbook.model.text import Span, Words


def with_first_uses(parts: Sequence[Part], glossary: GlossaryFile, anchor: str) -> tuple[Part, ...]:
    """The parts with the first use of every term of the glossary marked; `anchor` is that of the glossary's part."""
    pattern, numbers = uses(glossary.terms)
    if pattern is None:
        return tuple(parts)
    marker = _Marker(pattern, numbers, anchor, len(glossary.terms))
    return tuple(
        replace(part, items=tuple(marker.item(item) for item in part.items)) if isinstance(part, ChapterPart) else part for part in parts
    )


class _Marker:
    """Knows which terms have been met."""

    def __init__(self, pattern: re.Pattern[str], numbers: Mapping[str, int], anchor: str, most: int) -> None:
        self._pattern, self._numbers, self._anchor, self._most = pattern, numbers, anchor, most
        self._met: set[int] = set()

    def item(self, item: Item) -> Item:
        """An item with its running text marked; tables, charts and displays stay as they are."""
        if len(self._met) == self._most:
            return item
        if isinstance(item, Entry | Speech):
            return replace(item, paragraphs=self._paragraphs(item.paragraphs))
        if isinstance(item, Document):
            return replace(item, parts=tuple((head, self._paragraphs(paragraphs)) for head, paragraphs in item.parts))
        return item

    def _paragraphs(self, paragraphs: Paragraphs) -> Paragraphs:
        return tuple(
            replace(one, words=self._words(one.words))
            if any(self._pattern.search(span.text) for span in one.words)
            else one
            for one in paragraphs
        )  # fmt: skip

    def _words(self, words: Words) -> Words:
        """Plain text is cut around each first use; what is emphasised or a link already keeps its own look."""
        found: list[Span] = []
        for span in words:
            found.extend(self._cut(span) if span.kind == "text" else (span,))
        return tuple(found)

    def _cut(self, span: Span) -> list[Span]:
        pieces: list[Span] = []
        at = 0
        for match in self._pattern.finditer(span.text):
            number = self._numbers.get(bare(match[0]), -1)
            if number < 0 or number in self._met:
                continue
            self._met.add(number)
            pieces += [Span(span.text[at : match.start()]), Span(match[0], "term", f"#{term_anchor(self._anchor, number)}")]
            at = match.end()
        return [piece for piece in (*pieces, Span(span.text[at:])) if piece.text]


def term_anchor(anchor: str, number: int) -> str:
    """The anchor of the term of that number, counted from 0."""
    return f"{anchor}.{number + 1}"
