"""Checked files → Edition: companions under their names, the ledger by key; and the count of characters (字数)."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, ForwardRef, Literal, TypeVar, get_args, get_origin

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
from yearbook.model.text import Span

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
    parts = [told.text for told in sheet.texts]
    parts += [_figure(span.target, names) for told in sheet.marked for span in told.words if span.kind == "figure"]
    for kind, numbers in sheet.kinds.items():
        for name in _counted(kind):
            _put(tuple(sheet.found[number][1].__dict__[name] for number in numbers), parts)
    return len("".join("".join(parts).split()))


@lru_cache(maxsize=256)
def _counted(kind: type[Noun]) -> tuple[str, ...]:
    fields = kind.model_fields
    return tuple(name for name in fields if name not in _UNCOUNTED and _written(fields[name].annotation))


def _written(annotation: Any) -> bool:
    """Whether text or a number can stand in a field of this type, besides words and in nouns; yes, when nobody can say."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation is object or (issubclass(annotation, str | int | Decimal) and annotation is not bool)
    unknown = get_origin(annotation) is Literal or isinstance(annotation, str | ForwardRef) or annotation is Any
    return unknown or any(map(_written, get_args(annotation)))


def _companion(edition: Shaped, name: str, model: type[AnyNoun]) -> AnyNoun | None:
    sheet = edition.companions.get(name)
    return sheet.noun if sheet and isinstance(sheet.noun, model) else None


def _put(values: tuple[Any, ...], parts: list[str]) -> None:
    """What some values are in writing; words and nouns among them are counted by the caller."""
    for value in values:
        kind = type(value)
        if kind is str:
            parts.append(value)
        elif kind is int or kind is Decimal:
            parts.append(str(value))
        elif kind is tuple and value and type(value[0]) is not Span:
            _put(value, parts)


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
