"""Figures of the ledger as words: value, value with unit, growth, rank, the full phrase with its qualifier."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from yearbook.edit.index_marks import marked
from yearbook.frozen import replace
from yearbook.model.blocks import Chapter
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact, Indicator
from yearbook.model.quantity import phrase
from yearbook.model.text import BodyParagraph, BodyText, Footnote, Span, Words, note_sign

NUMERALS = "一二三四五六七八九"
_AS_THEY_ARE = frozenset(("text", "strong", "em", "link", "break"))  # kinds of spans that need not be resolved
NO_SIGNS: Mapping[str, Footnote] = {}


class Ledger:
    """Answers references to figures and entries of one edition."""

    def __init__(self, edition: Edition, chosen: Collection[str] = ()) -> None:
        """`chosen` are the ids of the chapters that are printed, all when empty."""
        self._facts: Mapping[str, Fact] = edition.facts
        self._indicators: Mapping[str, Indicator] = edition.indicators
        self.terms: dict[str, None] = {}  # that the index marks of resolved words name
        self.refers: dict[str, None] = {}  # the places that cross-references of resolved words lead to
        self._titles = _titles_of(edition.chapters)
        self._printed = _titles_of([chapter for chapter in edition.chapters if chapter.id in chosen]) if chosen else self._titles

    def fact(self, reference: str) -> Fact:
        """The fact of ``gdp@2025`` or ``gdp@2025:growth``."""
        return self._facts[reference.partition(":")[0]]

    def unit(self, fact: Fact) -> str:
        """The fact's unit, else its indicator's."""
        indicator = self._indicators.get(fact.indicator)
        return fact.unit or (indicator.unit if indicator else "")

    def words_for(self, reference: str) -> str:
        """What a reference prints."""
        fact, form = self.fact(reference), reference.partition(":")[2]
        if not form:  # nearly all
            return f"{number(fact.value)}{self.unit(fact)}"
        if form == "value":
            return number(fact.value)
        if form == "growth" and fact.growth:
            return phrase(fact.growth.value, fact.growth.unit, fact.growth.qualifier)
        form, _, field = form.partition(":")
        rank = fact.rank(field) if form == "rank" else None
        if rank:
            return f"第{rank.place}位"
        if form == "full":
            return full(fact, self.unit(fact))
        return f"{number(fact.value)}{self.unit(fact)}"

    def resolve(self, words: Words, signs: Mapping[str, Footnote] = NO_SIGNS) -> Words:
        """Words without figure and note spans: all become text or the sign of their footnote, cross-references get titles. Index marks
        stay, each over something that is printed.
        """
        if _AS_THEY_ARE.issuperset([span.kind for span in words]):
            return words
        return marked(tuple(span if span.kind == "text" else self._span(span, signs) for span in words))

    def _span(self, span: Span, signs: Mapping[str, Footnote]) -> Span:
        if span.kind == "note":
            note = signs[span.target]
            return Span(note.sign, "note", f"#{note.anchor}" if note.anchor else "")
        if span.kind == "figure":
            return Span(self.words_for(span.target), span.tone or "text")
        if span.kind == "see":
            title = self._titles[span.target]
            if span.target in self._printed:
                self.refers[span.target] = None
            return Span(title, "see", span.target, span.tone)
        if span.kind == "index":
            self.terms[span.target] = None
        return span

    def paragraphs(self, text: BodyText, anchor: str = "") -> tuple[BodyParagraph, ...]:
        """The paragraphs of a text with their words resolved, each with the footnotes that it is the first to call.

        Without an anchor (whole pages, which have no columns with a foot) the notes follow as paragraphs of their own.
        """
        notes = self._notes(text, anchor) if text.notes else {}
        if not notes:
            return tuple(self._resolved(p) for p in text.paragraphs)
        made, left, given = [], dict(notes), dict(text.notes)
        for p in text.paragraphs:
            called = _called((p.words,), given) if anchor else ()
            first = tuple(left.pop(label) for label in called if label in left)
            made.append(replace(p, words=self.resolve(p.words, notes), notes=first))
        return (*made, *(BodyParagraph((Span(f"{note.sign}　"), *note.words)) for note in left.values()))

    def _resolved(self, paragraph: BodyParagraph) -> BodyParagraph:
        """The paragraph with its words resolved; itself, when they stay as they are."""
        words = self.resolve(paragraph.words)
        return paragraph if words is paragraph.words else replace(paragraph, words=words)

    def _notes(self, text: BodyText, anchor: str) -> dict[str, Footnote]:
        """Label → footnote, numbered in the order of their calls."""
        words = dict(text.notes)
        called = _called([p.words for p in text.paragraphs], words)
        bare = {
            label: Footnote(note_sign(n), words[label], f"{anchor}.note{n}" if anchor else "") for n, label in enumerate(called, 1)
        }
        return {label: replace(note, words=self.resolve(note.words, bare)) for label, note in bare.items()}


def _called(texts: Iterable[Words], notes: Mapping[str, Words]) -> tuple[str, ...]:
    """Labels in the order in which they are called, those that a note calls after the note."""
    found: dict[str, None] = {}
    for words in texts:
        for label in (span.target for span in words if span.kind == "note"):
            if label in notes and label not in found:
                found[label] = None
                inner = _called((notes[label],), {key: value for key, value in notes.items() if key not in found})
                found |= dict.fromkeys(key for key in inner if key not in found)
    return tuple(found)


def number(value: Decimal | int | None) -> str:
    """A number as it is held, exactly; nothing for None."""
    return "" if value is None else format(value, "f")


def chinese(number: int) -> str:
    """A numeral from 一 to 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return head + (NUMERALS[ones - 1] if ones else "")


def full(fact: Fact, unit: str) -> str:
    """The figure with its qualifier where Chinese puts it: 突破300亿元, 2500余万元, 90%以上."""
    return phrase(fact.value, unit, fact.qualifier)


def _titles_of(chapters: Iterable[Chapter]) -> dict[str, str]:
    """Id → title of everything a cross-reference can name."""
    titles: dict[str, str] = {}
    for chapter in chapters:
        titles[chapter.id] = chapter.title
        for section in chapter.sections:
            if section.id:
                titles[section.id] = section.title
            for block in section.body:
                if block.id:
                    titles[block.id] = title_of(block)
    return titles


def title_of(block: object) -> str:
    """The title of a block: the value of the key that names its kind."""
    keys = (
        "entry", "subhead", "table", "chart", "figure", "honours", "speech", "scorecard", "document", "series", "targets", "findings",
        "names", "people",
    )  # fmt: skip
    for key in keys:
        value = getattr(block, key, None)
        if value:
            return "　".join(value) if isinstance(value, tuple) else str(value)
    return ""
