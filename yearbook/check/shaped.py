"""The files of an edition as nouns, those that could not be read as such left out, and the names that they define."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from yearbook.check.shape import shaped
from yearbook.check.walk import Found, letters_in, letters_of, nouns, text_keys, texts
from yearbook.frozen import frozen
from yearbook.model import edition as files
from yearbook.model import facts as ledger
from yearbook.model import registers
from yearbook.model.blocks import Chapter
from yearbook.model.board import BoardFile
from yearbook.model.edition import EditionFile
from yearbook.model.facts import Fact, Indicator
from yearbook.model.index import IndexFile
from yearbook.model.noun import Noun
from yearbook.model.source import Path, Source, SourceFile
from yearbook.model.text import Words
from yearbook.packing import packed, recalled
from yearbook.problems import Problem

AnyNoun = TypeVar("AnyNoun", bound=Noun)

FILES: dict[str, type[Noun]] = {
    "note": files.EditorialNote, "facts": ledger.FactsFile, "honors": registers.HonoursFile, "people": registers.PeopleFile,
    "glossary": files.GlossaryFile, "chronicle": files.ChronicleFile, "plates": files.PlatesFile,
    "sources": files.SourcesFile, "errata": files.ErrataFile, "organisations": registers.OrganisationsFile,
    "checks": ledger.ChecksFile, "board": BoardFile, "indicators": ledger.IndicatorsFile, "index": IndexFile,
}  # fmt: skip
_PRINTED = ("note", "glossary", "chronicle", "plates")


class Text(NamedTuple):
    """Words of a noun, their path in the file, all their characters as one text, and the number of the noun in its file."""

    path: Path
    noun: Noun
    words: Words
    text: str
    at: int


class Sheet:
    """One file as a noun; what is in it is walked once, for all checks, when the first one asks."""

    def __init__(self, file: SourceFile, noun: Noun) -> None:
        self.file, self.noun = file, noun

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """All nouns of the file, outer ones first. Cost: 1 µs a noun."""
        return tuple(nouns(self.noun))

    @cached_property
    def kinds(self) -> Mapping[type[Noun], list[int]]:
        """The numbers of the nouns by kind."""
        kinds: dict[type[Noun], list[int]] = {}
        for number, (_, noun) in enumerate(self.found):
            kinds.setdefault(type(noun), []).append(number)
        return kinds

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts of the file. Cost: 1.5 µs a text."""
        told: list[Text] = []
        for number in sorted(chain(*(numbers for kind, numbers in self.kinds.items() if text_keys(kind)))):
            path, noun = self.found[number]
            for end, words in texts(noun):
                text = words[0].text if len(words) == 1 else "".join([span.text for span in words])
                told.append(Text((*path, *end), noun, words, text, number))
        return tuple(told)

    @cached_property
    def marked(self) -> tuple[Text, ...]:
        """Those of them with marks: figures, references, emphasis."""
        return tuple(text for text in self.texts if len(text.words) > 1 or text.words[0].kind != "text")

    @cached_property
    def letters(self) -> str:
        """No character that the file prints is wanting. As written it has some more; only an escape hides one."""
        written = self.file.content
        return letters_in(self.file.data) if not written or b"\\" in written else letters_of(written.decode("utf-8", "replace"))

    @cached_property
    def has_switches(self) -> bool:
        """Whether true or false may stand in the file as they are."""
        written = self.file.content.lower()
        return not written or b"true" in written or b"false" in written

    def of(self, *models: type[AnyNoun]) -> list[tuple[Path, AnyNoun]]:
        """The nouns of these kinds, in the order of the file. Why: most checks look at a few nouns of thousands."""
        return self.those(lambda kind: issubclass(kind, models))  # type: ignore[return-value] # of these kinds

    def those(self, wanted: Callable[[type[Noun]], bool]) -> list[Found]:
        """The nouns whose kind is wanted, in the order of the file."""
        lists = [numbers for kind, numbers in self.kinds.items() if wanted(kind)]
        return [self.found[number] for number in (sorted(chain(*lists)) if len(lists) != 1 else lists[0])]


@frozen
class Shaped:
    """What the files say; None where a file has faults, which must not make others look wrong."""

    source: Source
    frame: Sheet | None
    companions: Mapping[str, Sheet | None]  # only those that exist
    chapters: tuple[Sheet | None, ...]

    def sheets(self) -> Iterator[Sheet]:
        """All files that have their shape: edition.yaml, the companions, the chapters."""
        yield from (sheet for sheet in (self.frame, *self.companions.values(), *self.chapters) if sheet)

    def printed(self) -> tuple[Sheet, ...]:
        """Those whose texts are printed as they stand, in this order."""
        return tuple(sheet for sheet in (*(self.companions.get(name) for name in _PRINTED), *self.chapters) if sheet)

    def whole(self) -> bool:
        """Whether no file failed."""
        return None not in (self.frame, *self.companions.values(), *self.chapters)


@frozen
class Names:
    """What references may point at; None when the file that defines them has faults, so that nobody can say."""

    facts: Mapping[str, Fact] | None
    indicators: Mapping[str, Indicator] | None
    people: frozenset[str] | None
    sources: frozenset[str] | None
    groups: frozenset[str] | None
    ids: frozenset[str] | None  # of chapters, sections and blocks


def shape_files(source: Source, context: Mapping[str, Any], problems: list[Problem]) -> Shaped:
    """Every file as a noun; the faults of all of them are added to `problems`."""
    frame = _sheet(source.edition, EditionFile, context, problems)
    companions = {name: _sheet(file, FILES[name], context, problems) for name, file in source.companions.items()}
    chapters = tuple(_sheet(file, Chapter, context, problems) for file in source.chapters)
    return Shaped(source, frame, companions, chapters)


def names_of(edition: Shaped) -> Names:
    """The names that the files define; where one is defined twice, the first."""
    facts, indicators = _ledger(edition)
    broken = None in edition.chapters
    return Names(
        facts,
        indicators,
        _ids(edition, "people", registers.Person),
        _ids(edition, "sources", files.DocumentSource),
        _ids(edition, "honors", registers.HonourGroup),
        None if broken else frozenset(str(name) for sheet in edition.chapters if sheet for name in _block_ids(sheet)),
    )


def _sheet(file: SourceFile, model: type[Noun], context: Mapping[str, Any], problems: list[Problem]) -> Sheet | None:
    noun = _kept(file, model)
    if noun is None:
        noun = shaped(file, model, context, problems)
        if noun is not None and file.digest:
            file.standing.put("noun", file.digest, packed(noun))
    return Sheet(file, noun) if noun else None


def _kept(file: SourceFile, model: type[Noun]) -> Noun | None:
    """The file as a noun, when an earlier build found it so; the digest of a file includes the program that shapes it."""
    return recalled(file.standing.get("noun", file.digest), model) if file.digest else None


def _ledger(edition: Shaped) -> tuple[Mapping[str, Fact] | None, Mapping[str, Indicator] | None]:
    shared, known = edition.companions.get("indicators"), "indicators" in edition.companions
    common = {one.id: one for one in shared.noun.indicators} if shared and isinstance(shared.noun, ledger.IndicatorsFile) else {}
    if "facts" not in edition.companions:
        return {}, common
    sheet = edition.companions["facts"]
    if sheet is None or not isinstance(sheet.noun, ledger.FactsFile):
        return None, None
    facts = {fact.key: fact for fact in reversed(sheet.noun.facts)}
    indicators = {indicator.id: indicator for indicator in reversed(sheet.noun.indicators)}
    own = dict(reversed(indicators.items()))
    return dict(reversed(facts.items())), None if known and shared is None else {**common, **own}


def _ids(edition: Shaped, name: str, model: type[Noun]) -> frozenset[str] | None:
    if name not in edition.companions:
        return frozenset()
    sheet = edition.companions[name]
    return frozenset(str(noun.__dict__["id"]) for _, noun in sheet.of(model)) if sheet else None


def _block_ids(sheet: Sheet) -> Iterator[object]:
    return (noun.__dict__["id"] for _, noun in sheet.those(has_id) if noun.__dict__["id"])


def has_id(kind: type[Noun]) -> bool:
    """Whether nouns of this kind have ids."""
    return "id" in kind.model_fields
