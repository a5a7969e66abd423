"""Whatever points at something: figures, see-also, sources, speakers, honour groups; and ids given twice."""

from collections.abc import Iterable, Iterator

from yearbook.check.shaped import Names, Shaped, Sheet, has_id
from yearbook.model.blocks import Chapter, HonoursBlock, Module, SpeechBlock
from yearbook.model.cells import Spark
from yearbook.model.chart_blocks import ChartBlock, Point
from yearbook.model.edition import DocumentSource
from yearbook.model.facts import Fact, Indicator
from yearbook.model.noun import Noun
from yearbook.model.registers import HonourGroup, Person
from yearbook.model.roll_blocks import PeopleBlock
from yearbook.model.source import Path
from yearbook.model.text import Words
from yearbook.problems import Place, Problem, near

_POINTING = (ChartBlock, Module, Point, Spark, SpeechBlock, PeopleBlock, HonoursBlock)


def references(sheet: Sheet, edition: Shaped, names: Names) -> Iterator[Problem]:
    """Problems of everything in a file that points at nothing."""
    for path, sourced in sheet.those(_sourced):
        if sourced.__dict__.get("sources") or sourced.__dict__.get("source"):
            yield from _sources(sheet, path, sourced, names)
    form = ""  # of the chart whose points follow it
    for path, noun in sheet.of(*_POINTING):
        if isinstance(noun, ChartBlock | Module):
            form = noun.form if isinstance(noun, ChartBlock) else ""
        if isinstance(noun, Point | Module):
            yield from _datum(sheet, path, noun, (form, names))
        elif isinstance(noun, Spark):
            for number, key in enumerate(noun.spark):
                if key:
                    name, _, of = key.partition(":")
                    yield from _figure(sheet, (*path, "spark", number), name, of, names)
        elif isinstance(noun, SpeechBlock):
            yield from _listed(sheet, (*path, "speaker"), "no-such-person", noun.speaker, names.people)
        elif isinstance(noun, PeopleBlock):
            yield from _people(sheet, path, noun, (edition, names))
        elif isinstance(noun, HonoursBlock):
            for number, group in enumerate(noun.groups):
                yield from _listed(sheet, (*path, "groups", number), "no-such-group", group, names.groups)
    for path, fact in sheet.of(Fact):
        yield from _listed(sheet, (*path, "indicator"), "no-such-indicator", fact.indicator, names.indicators)
    yield from marks_in(sheet, names)


def marks_in(sheet: Sheet, names: Names) -> Iterator[Problem]:
    """Problems of the figures and places that the texts of a file refer to."""
    for path, _, words, *_ in sheet.marked:
        yield from _marks(sheet, path, words, names)


def duplicates(edition: Shaped) -> Iterator[Problem]:
    """Ids given twice: among chapters, sections and blocks of all files, and within each companion file."""
    names = [name for sheet in edition.sheets() for name in _names(sheet)]
    if len(set(names)) == len(names):
        return  # nearly always
    seen: dict[tuple[str, str], tuple[Sheet, Path]] = {}
    for sheet in edition.sheets():
        for path, noun in sheet.those(_named):
            space, name = _space(sheet, type(noun)), _name(noun)
            if not space or not name:
                continue
            here = (*path, "indicator" if isinstance(noun, Fact) else "id")
            first, first_path = seen.setdefault((space, name), (sheet, here))
            if first is not sheet or first_path != here:
                code = "duplicate-fact" if isinstance(noun, Fact) else "duplicate-id"
                yield Problem.of(code, sheet.file.locate(here), id=name, first=first.file.locate(first_path))


def _names(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The names that a file gives, each with its space."""
    for kind, numbers in sheet.kinds.items():
        space = _space(sheet, kind) if _named(kind) else ""
        if space:
            yield from ((space, name) for number in numbers if (name := _name(sheet.found[number][1])))


def _name(noun: Noun) -> str | None:
    name: str | None = noun.key if isinstance(noun, Fact) else noun.__dict__["id"]
    return name


def _named(kind: type[Noun]) -> bool:
    return kind is Fact or has_id(kind)


def _space(sheet: Sheet, kind: type[Noun]) -> str:
    """Ids of one kind must differ from one another only."""
    if kind in _KEPT_APART:
        return kind.__name__
    return "block" if isinstance(sheet.noun, Chapter) else ""


_KEPT_APART = (Fact, Indicator, Person, DocumentSource, HonourGroup)


def _people(sheet: Sheet, path: Path, block: PeopleBlock, known: tuple[Shaped, Names]) -> Iterator[Problem]:
    """People that are not registered, units in which nobody holds an office, a register without anybody."""
    edition, names = known
    for number, name in enumerate(block.ids):
        yield from _listed(sheet, (*path, "ids", number), "no-such-person", name, names.people)
    people = edition.companions.get("people")
    if names.people is None:
        return
    units = {office.unit for _, person in people.of(Person) for office in person.offices} if people else set()
    for number, unit in enumerate(block.unit):
        if unit not in units:
            yield Problem.of("no-office-in-unit", sheet.file.locate((*path, "unit", number)), unit=unit, near=near(unit, units))
    if not units and not block.ids and not block.unit:
        yield Problem.of("no-people", sheet.file.locate((*path, "people")))


def _sourced(kind: type[Noun]) -> bool:
    """Whether nouns of this kind name sources."""
    return "sources" in kind.model_fields or "source" in kind.model_fields


def _sources(sheet: Sheet, path: Path, noun: Noun, names: Names) -> Iterator[Problem]:
    """Fields called `source` that hold an id (tables and charts have a line of text there), and `sources`."""
    values, known = noun.__dict__, names.sources
    if known is None:
        return
    if "sources" in values and noun.__class__ is not sheet.noun.__class__:
        for number, source in enumerate(values["sources"]):
            if source not in known:
                yield from _listed(sheet, (*path, "sources", number), "no-such-source", source, known)
    if "source" in values and values["source"] not in known and not ("columns" in values or "series" in values or "groups" in values):
        yield from _listed(sheet, (*path, "source"), "no-such-source", values["source"], known)


def _listed(sheet: Sheet, path: Path, code: str, name: str | None, known: Iterable[str] | None) -> Iterator[Problem]:
    if name and known is not None and name not in known:
        yield Problem.of(code, sheet.file.locate(path), id=name, near=near(name, known))


def _datum(sheet: Sheet, path: Path, noun: Point | Module, known: tuple[str, Names]) -> Iterator[Problem]:
    form, names = known
    if noun.fact:
        yield from _figure(sheet, (*path, "fact"), noun.fact, noun.form if isinstance(noun, Module) else form, names)
    if isinstance(noun, Point) and noun.target:
        yield from _figure(sheet, (*path, "target"), noun.target, "", names)


def _marks(sheet: Sheet, path: Path, words: Words, names: Names) -> Iterator[Problem]:
    facts = names.facts or {}
    for span in words:
        if span.kind == "figure":
            fact = facts.get(span.target)
            if fact is not None and fact.value is not None and ":" not in span.target:
                continue  # nearly all of them
            key, _, form = span.target.partition(":")
            yield from _figure(sheet, path, key, form, names)
        elif span.kind == "see" and names.ids is not None and span.target not in names.ids:
            place = sheet.file.locate(path, fragment=f"{{see:{span.target}}}")
            yield Problem.of("no-such-id", place, id=span.target, near=near(span.target, names.ids))


def _figure(sheet: Sheet, path: Path, key: str, form: str, names: Names) -> Iterator[Problem]:
    """A figure that the ledger lacks, or that lacks what is asked of it."""
    if names.facts is None:
        return
    fact = names.facts.get(key)
    if fact is None:
        yield Problem.of("no-such-fact", _figure_place(sheet, path, key, form), id=key, near=near(key, names.facts))
    elif not form.startswith(("growth", "rank")):
        if fact.value is None:
            yield Problem.of("fact-no-value", _figure_place(sheet, path, key, form), id=key)
    elif form == "growth":
        if fact.growth is None:
            yield Problem.of("fact-no-growth", _figure_place(sheet, path, key, form), id=key)
    elif fact.rank(form.partition(":")[2]) is None:
        yield Problem.of("fact-no-rank", _figure_place(sheet, path, key, form), id=key)


def _figure_place(sheet: Sheet, path: Path, key: str, form: str) -> Place:
    """The mark in a text; the value itself where the key stands alone."""
    return sheet.file.locate(path, fragment=f"{{{key}:{form}}}" if form else f"{{{key}}}")
