"""The texts that are printed, as a reader sees them: references written out, with the stretches that came from the ledger."""

from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from yearbook.check.shaped import Names, Sheet, Text
from yearbook.frozen import frozen, replace
from yearbook.model.blocks import DocumentPart, EntryBlock, Row, SpeechBlock, TextBlock
from yearbook.model.edition import Event
from yearbook.model.facts import Fact
from yearbook.model.noun import Noun
from yearbook.model.quantity import phrase
from yearbook.model.source import Path
from yearbook.model.text import Words
from yearbook.problems import Place


@frozen
class Passage:
    """One paragraph or cell. `bound` are the stretches of `text` that the ledger gave, `keys` the references they stood for;
    `noun` is the block it belongs to.
    """

    sheet: Sheet
    path: Path
    noun: Noun
    text: str
    bound: tuple[tuple[int, int], ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the yearbook itself speaks here, and not a document or a speaker."""
        return isinstance(self.noun, EntryBlock | TextBlock | Event)

    @property
    def document(self) -> bool:
        """Whether a document or a speaker has the word."""
        return isinstance(self.noun, DocumentPart | SpeechBlock)

    def place(self, start: int = 0, end: int = 0) -> Place:
        """Where a stretch of the text stands; the few characters before it help to find it, references excepted."""
        if end <= start:
            return self.sheet.file.locate(self.path)
        before = max([start - 6, 0, *(stop for _, stop in self.bound if stop <= start)])
        shown = self.text[before:end]
        place = self.sheet.file.locate(self.path, fragment=shown)
        found = place != self.sheet.file.locate(self.path) or self.text.startswith(shown)
        return replace(place, column=place.column + start - before) if found and " " not in shown else place


def passages(sheet: Sheet, names: Names) -> list[Passage]:
    """All texts of a file that is printed, and the numbers in cells of tables. Cost: 3 µs a paragraph without references."""
    told = [_passage(sheet, text, names) for text in sheet.texts]
    numbers = list(_numbers(sheet))
    if not numbers:
        return told
    placed = [*zip((text.at for text in sheet.texts), told, strict=True), *numbers]
    return [passage for _, passage in sorted(placed, key=itemgetter(0))]


def _passage(sheet: Sheet, told: Text, names: Names) -> Passage:
    words = told.words
    if len(words) == 1 and words[0].kind != "figure":
        return Passage(sheet, told.path, told.noun, told.text)
    text, bound = written_out(words, names)
    return Passage(sheet, told.path, told.noun, text, bound, tuple(span.target for span in words if span.kind == "figure"))


def _numbers(sheet: Sheet) -> Iterator[tuple[int, Passage]]:
    """The cells that hold numbers, each with the number of its row among all that is in the file."""
    for at in sheet.kinds.get(Row, ()):
        path, row = sheet.found[at]
        for number, cell in enumerate(row.__dict__["cells"]):
            if isinstance(cell, int | Decimal):
                yield at, Passage(sheet, (*path, "cells", number), row, str(cell))


def written_out(words: Words, names: Names) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of the words with figures in place, and where those stand."""
    parts: list[str] = []
    bound: list[tuple[int, int]] = []
    at = 0
    for span in words:
        text = span.text
        if span.kind == "figure":
            text = said(span.target, names)
            bound.append((at, at + len(text)))
        parts.append(text)
        at += len(text)
    return "".join(parts), tuple(bound)


def said(reference: str, names: Names) -> str:
    """What a reference prints, as `edit` will write it; nothing for one that points nowhere."""
    key, _, form = reference.partition(":")
    fact = (names.facts or {}).get(key)
    if fact is None:
        return ""
    if form == "growth":
        return phrase(fact.growth.value, fact.growth.unit, fact.growth.qualifier) if fact.growth else ""
    if form.startswith("rank"):
        rank = fact.rank(form.partition(":")[2])
        return f"第{rank.place}位" if rank else ""
    if fact.value is None:
        return ""
    if form == "value":
        return f"{fact.value:f}"
    return phrase(fact.value, unit_text(fact, names), fact.qualifier) if form == "full" else f"{fact.value:f}{unit_text(fact, names)}"


def unit_text(fact: Fact, names: Names) -> str:
    """The unit of a fact, its indicator's when it has none."""
    indicator = (names.indicators or {}).get(fact.indicator)
    return fact.unit or (indicator.unit if indicator else "")
