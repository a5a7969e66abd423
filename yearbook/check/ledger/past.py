"""What is needed of an earlier edition: its facts, people, honours, entries and names, read from plain data without its faults."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import ValidationError

from yearbook.check.ledger.book import Book, earlier_book
from yearbook.check.ledger.people import Registered
from yearbook.check.ledger.printed import said
from yearbook.check.ledger.registers import Roll, names_in
from yearbook.check.ledger.stale import Copy
from yearbook.check.shaped import Names
from yearbook.frozen import frozen
from yearbook.model.facts import Indicator
from yearbook.model.honours import bare
from yearbook.model.registers import Honour, Person
from yearbook.model.source import Path, Source, SourceFile
from yearbook.patterns import late

_MARK = late(r"\{([^{}\n]*)\}")
_LINE_END = re.compile(r"\s*\n\s*")


@frozen
class Past:
    """An earlier edition as the ledger sees it; `keys` are the names by which errata call it."""

    keys: tuple[str, ...]
    book: Book
    people: tuple[Registered, ...]
    honours: tuple[Roll, ...]
    copies: tuple[Copy, ...]
    names: Mapping[str, tuple[str, str]]  # quoted name → edition, file
    source: Source

    @property
    def source_files(self) -> frozenset[str]:
        """The documents it was made from, whose slips were told there."""
        listed = _list(self.source.companions.get("sources"), "sources")
        return frozenset(str(item.get("file")) for item in listed if isinstance(item, dict))

    def text(self) -> str:
        """All text of its files without signs, for errata to be sought in."""
        source = self.source
        files = (source.edition, *source.companions.values(), *source.chapters)
        return bare("\n".join([*(text for file in files for text in _strings(file.data)), *(copy.text for copy in self.copies)]))


def past_of(source: Source, indicators: Mapping[str, Indicator]) -> Past:
    """What can be read of it; items that have not their shape are left out, for their own edition tells of them."""
    book = earlier_book(source, indicators)
    facts = {held.fact.key: held.fact for held in reversed(book.held)}
    own = {held.indicator.id: held.indicator for held in book.held if held.indicator}
    names = Names(facts, own, None, None, None, None)
    data: Any = source.edition.data
    name = str(data.get("id", ""))
    return Past(
        (name, str(book.year)), book, tuple(_people(source, book.year)), tuple(_honours(source, book.year)),
        tuple(_copies(source, book.year, names)), _names(source, name), source,
    )  # fmt: skip


def _people(source: Source, year: int) -> Iterator[Registered]:
    file = source.companions.get("people")
    for number, item in enumerate(_list(file, "people")):
        try:
            noun = Person.model_validate(item)
        except ValidationError:
            continue
        if file:
            yield Registered(noun, file, ("people", number), year)


def _honours(source: Source, year: int) -> Iterator[Roll]:
    file = source.companions.get("honors")
    for group_number, group in enumerate(_list(file, "groups")):
        honours = group.get("honours") if isinstance(group, dict) else None
        for number, item in enumerate(honours if isinstance(honours, list) else ()):
            try:
                noun = Honour.model_validate(item)
            except ValidationError:
                continue
            if file:
                yield Roll(noun, file, ("groups", group_number, "honours", number), year)


def _list(file: SourceFile | None, key: str) -> list[Any]:
    data = file.data if file else None
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _copies(source: Source, year: int, names: Names) -> Iterator[Copy]:
    """The entries with their figures written out."""
    for file in source.chapters:
        for section_number, section in enumerate(_list(file, "sections")):
            body = section.get("body") if isinstance(section, dict) else None
            for number, block in enumerate(body if isinstance(body, list) else ()):
                path: Path = ("sections", section_number, "body", number)
                if isinstance(block, dict) and isinstance(block.get("entry"), str) and isinstance(block.get("text"), str):
                    for paragraph in block["text"].split("\n\n"):
                        yield Copy(block["entry"], _written(paragraph, names), file, path, str(year))


def _written(text: str, names: Names) -> str:
    """Body text as printed: marks written out, lines joined."""
    plain = _MARK.sub(lambda mark: said(mark[1], names) if "@" in mark[1] else "", text) if "{" in text else text
    return _LINE_END.sub("", plain.strip()).replace("**", "")


def _names(source: Source, edition: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for file in source.chapters:
        for text in _strings(file.data):
            for name in names_in(text):
                found.setdefault(name, (edition, f"{edition}/{file.name}"))
    return found


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
