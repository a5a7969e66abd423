"""Checked files → Edition: companions under their names, the ledger by key; and the count of characters (字数)."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from yearbook.check.pictures import picture_places
from yearbook.check.shaped import Names, Shaped, Sheet
from yearbook.model import edition as files
from yearbook.model import facts, registers
from yearbook.model.blocks import KINDS, Chapter, Section
from yearbook.model.board import BoardFile
from yearbook.model.edition import Edition
from yearbook.model.index import IndexFile
from yearbook.model.noun import Noun
from yearbook.model.quantity import phrase
from yearbook.model.source import Path, SourceFile
from yearbook.model.text import BodyText, Span

AnyNoun = TypeVar("AnyNoun", bound=Noun)

COUNTED = ("note", "honors", "glossary", "chronicle")  # companions whose characters count
_CALLED = ("title", "subhead", "table", "series", "targets", "chart", "figure", "document", "names", "people")  # keys of their words
# Fields that are printed nowhere, or by rule rather than as text.
_UNCOUNTED = frozenset(
    ("id", "image", "portrait", "fact", "file", "alt", "pending", "kind", "layout", "level", "align", "width", "title_en")
)


def gathered(edition: Shaped, names: Names, characters: int = 0) -> Edition:
    """The edition of files that all have their shape, with its count of characters."""
    frame = edition.frame.noun if edition.frame else None
    assert isinstance(frame, files.EditionFile), "an edition without a frame has problems and is not gathered"
    people, honours = _companion(edition, "people", registers.PeopleFile), _companion(edition, "honors", registers.HonoursFile)
    chapters = tuple(sheet.noun for sheet in edition.chapters if sheet and isinstance(sheet.noun, Chapter))
    note = _companion(edition, "note", files.EditorialNote)
    glossary = _companion(edition, "glossary", files.GlossaryFile)
    chronicle = _companion(edition, "chronicle", files.ChronicleFile)
    checks = _companion(edition, "checks", facts.ChecksFile)
    return Edition(
        folder=edition.source.folder,
        frame=frame,
        chapters=chapters,
        note=note,
        facts=names.facts or {},
        indicators=names.indicators or {},
        people={person.id: person for person in people.people} if people else {},
        honours=honours.groups if honours else (),
        glossary=glossary,
        chronicle=chronicle,
        plates=_companion(edition, "plates", files.PlatesFile),
        sources=_companion(edition, "sources", files.SourcesFile),
        index=_companion(edition, "index", IndexFile),
        errata=_companion(edition, "errata", files.ErrataFile),
        characters=characters,
        relations=relations_of(edition),
        organisations=organisations_of(edition),
        acknowledgements=checks.acknowledged if checks else (),
        pictures=picture_places(edition),
        captions=caption_places(edition),
        board=_companion(edition, "board", BoardFile),
    )


def caption_places(edition: Shaped) -> Mapping[str, tuple[SourceFile, Path]]:
    """What heads, tables, charts and figures are called, and where that stands first."""
    places: dict[str, tuple[SourceFile, Path]] = {}
    for sheet in filter(None, edition.chapters):
        for path, noun in sheet.those(lambda kind: _called(kind) in _CALLED):
            key = _called(type(noun))
            places.setdefault(str(noun.__dict__[key]), (sheet.file, (*path, key)))
    return places


def relations_of(edition: Shaped) -> tuple[facts.Relation, ...]:
    """Of the series and of the edition."""
    shared, own = _companion(edition, "indicators", facts.IndicatorsFile), _companion(edition, "facts", facts.FactsFile)
    return (*(shared.relations if shared else ()), *(own.relations if own else ()))


def organisations_of(edition: Shaped) -> tuple[registers.Organisation, ...]:
    """Of the series and of the edition."""
    shared, own = _companion(edition, "indicators", facts.IndicatorsFile), _companion(edition, "organisations", registers.OrganisationsFile)
    return (*(shared.organisations if shared else ()), *(own.organisations if own else ()))


@lru_cache(maxsize=256)
def _called(kind: type[Noun]) -> str:
    """The key under which nouns of this kind have their name."""
    return "title" if kind is Section else next((name for name, block in KINDS if issubclass(kind, block)), "")


def characters_of(sheet: Sheet, names: Names) -> int:
    """All signs of the text of a file, marks and figures included, blanks not."""
    parts: list[str] = []
    for _, noun in sheet.found:
        values = noun.__dict__
        for name in _counted(type(noun)):
            value = values[name]
            if type(value) is str:
                parts.append(value)
            elif value is not None and value != ():
                _put(value, parts, names)
    return len("".join("".join(parts).split()))


@lru_cache(maxsize=256)
def _counted(kind: type[Noun]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _UNCOUNTED)


def _companion(edition: Shaped, name: str, model: type[AnyNoun]) -> AnyNoun | None:
    sheet = edition.companions.get(name)
    return sheet.noun if sheet and isinstance(sheet.noun, model) else None


def _put(value: Any, parts: list[str], names: Names) -> None:
    """The text of one value; nouns inside it are walked by the caller."""
    kind = type(value)
    if kind is str:
        parts.append(value)
    elif kind is Span:
        parts.append(value.text if value.kind != "figure" else _figure(value.target, names))
    elif kind is tuple:
        for item in value:
            _put(item, parts, names)
    elif kind is BodyText:
        for paragraph in value.paragraphs:
            _put(paragraph.words, parts, names)
        for _, words in value.notes:
            _put(words, parts, names)
    elif kind is int or kind is Decimal:
        parts.append(str(value))


def _figure(target: str, names: Names) -> str:
    """A figure as long as it is likely to be printed: value and unit."""
    fact = (names.facts or {}).get(target.partition(":")[0])
    if fact is None:
        return ""
    growth = fact.growth if target.endswith(":growth") else None
    indicator = (names.indicators or {}).get(fact.indicator)
    if growth:
        return phrase(growth.value, growth.unit, growth.qualifier)
    return f"{fact.value or ''}{fact.unit or (indicator.unit if indicator else '')}"
