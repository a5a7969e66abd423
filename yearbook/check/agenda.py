"""An agenda held against its edition: shape, numbers given twice, papers, contents and parts that do not exist."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from yearbook.check.letters import letters_of
from yearbook.check.references import marks_in
from yearbook.check.shape import shaped
from yearbook.check.shaped import Names, Sheet
from yearbook.model.blocks import DocumentBlock
from yearbook.model.edition import Edition
from yearbook.model.source import Path, SourceFile
from yearbook.model.text import BodyText, Words
from yearbook.problems import ContentError, Place, Problem, near

if TYPE_CHECKING:
    from yearbook.model.agenda import AgendaFile, Annex, Excerpt, Extract, Paper, Spot

Found = Iterator[Problem]
SHOWN = 8  # names that a message lists at most


def _at(file: SourceFile, path: Path) -> Place:
    from yearbook.model.agenda import as_written

    return file.locate(as_written(path, file.data))


def check_agenda(
    file: SourceFile, body: Callable[[str], BodyText], inline: Callable[[str], Words], edition: Edition, missing: Callable[[str], str]
) -> "AgendaFile":
    """The agenda as a noun. Raises ContentError with all its problems."""
    from yearbook.model.agenda import AgendaFile, spots  # an import that no build needs

    problems: list[Problem] = []
    agenda = shaped(file, AgendaFile, {"body": body, "inline": inline}, problems)
    if agenda is None:
        raise ContentError(tuple(sorted(problems, key=lambda problem: problem.place)))
    known = spots(edition.chapters)
    problems += [*_papers(file, agenda, edition, known), *_references(file, agenda), *_groups(file, agenda)]
    ids = frozenset(name for name, places in known.items() if len(places) == 1)
    names = Names(edition.facts, edition.indicators, None, None, None, ids)
    problems += [*marks_in(Sheet(file, agenda), names), *letters_of((file,), missing)]
    if problems:
        raise ContentError(tuple(sorted(problems, key=lambda problem: problem.place)))
    return agenda


def _papers(file: SourceFile, agenda: "AgendaFile", edition: Edition, known: "Mapping[str, tuple[Spot, ...]]") -> Found:
    first: dict[int, int] = {}
    for at, (paper, number) in enumerate(zip(agenda.papers, agenda.numbers, strict=True)):
        path: Path = ("papers", at)
        if number in first:
            where = _at(file, ("papers", first[number])).line
            yield Problem.of("paper-twice", _at(file, (*path, "number")), number=number, first=where)
        first.setdefault(number, at)
        yield from _sheaf(file, path, paper, (edition, known))
        for count, annex in enumerate(paper.annexes):
            yield from _sheaf(file, (*path, "annexes", count), annex, (edition, known))


def _sheaf(file: SourceFile, path: Path, sheaf: "Paper | Annex", book: "tuple[Edition, Mapping[str, tuple[Spot, ...]]]") -> Found:
    """What a paper or an annex prints."""
    edition, known = book
    if not sheaf.print_ and sheaf.text is None:
        yield Problem.of("paper-empty", _at(file, path))
    if sheaf.text is not None and not sheaf.title and not sheaf.print_:
        yield Problem.of("paper-untitled", _at(file, path))
    for number, extract in enumerate(sheaf.print_):
        yield from _extract(file, (*path, "print", number), extract, (edition, known))


def _extract(file: SourceFile, path: Path, extract: "Extract", book: "tuple[Edition, Mapping[str, tuple[Spot, ...]]]") -> Found:
    from yearbook.model.agenda import GLOSSARY, span_of

    edition, known = book
    place = _at(file, (*path, "of"))
    if extract.of == GLOSSARY:
        count = len(edition.glossary.terms) if edition.glossary else 0
        if not count:
            yield Problem.of("paper-no-glossary", place)
            return
    else:
        places = known.get(extract.of, ())
        if not places:
            like = near(extract.of, (GLOSSARY, *known))
            ids = [chapter.id for chapter in edition.chapters]
            yield Problem.of("paper-unknown-content", place, name=extract.of, near=like, chapters=", ".join(ids))
            return
        if len(places) > 1:
            yield Problem.of("paper-ambiguous", place, name=extract.of, count=len(places), ids=_ids(edition, places))
            return
        count = parts_of(edition, places[0])
    if extract.parts and not count:
        yield Problem.of("parts-of-none", _at(file, (*path, "parts")), name=extract.of)
    elif span_of(extract.parts, count) is None:
        yield Problem.of("parts-out-of-range", _at(file, (*path, "parts")), parts=extract.parts, name=extract.of, count=count)


def parts_of(edition: Edition, spot: "Spot") -> int:
    """How many parts a thing has that can be picked: those of a document, the sections of a chapter, the blocks of a section."""
    chapter = edition.chapters[spot.chapter]
    if spot.section < 0:
        return len(chapter.sections)
    section = chapter.sections[spot.section]
    if spot.block < 0:
        return len(section.body)
    block = section.body[spot.block]
    return len(block.parts) if isinstance(block, DocumentBlock) else 0


def _ids(edition: Edition, places: "tuple[Spot, ...]") -> str:
    """The ids of things that share a title, or the chapters they stand in where they have none."""
    told = []
    for spot in places[:SHOWN]:
        chapter = edition.chapters[spot.chapter]
        section = chapter.sections[spot.section] if spot.section >= 0 else None
        thing = section.body[spot.block] if section and spot.block >= 0 else section or chapter
        told.append(getattr(thing, "id", None) or f"（{chapter.title}）")
    return ", ".join(told)


def _references(file: SourceFile, agenda: "AgendaFile") -> Found:
    """Papers that items and groups name."""
    for path, excerpt in agenda.excerpts():
        yield from _excerpt(file, path, excerpt, agenda)


def _excerpt(file: SourceFile, path: Path, excerpt: "Excerpt", agenda: "AgendaFile") -> Found:
    from yearbook.model.agenda import span_of

    if excerpt.paper not in agenda.numbers:
        known = ", ".join(map(str, sorted(set(agenda.numbers))))
        yield Problem.of("paper-missing", _at(file, (*path, "paper")), number=excerpt.paper, known=known)
    elif span_of(excerpt.pages, 999) is None:  # how many pages there are is known only once they are made up
        yield Problem.of("pages-no-range", _at(file, (*path, "pages")), pages=excerpt.pages)


def _groups(file: SourceFile, agenda: "AgendaFile") -> Found:
    names = list(dict.fromkeys(group.name for group in agenda.groups))
    for at, paper in enumerate(agenda.papers):
        for number, name in enumerate(paper.groups):
            if name not in names:
                place = _at(file, ("papers", at, "groups", number))
                yield Problem.of("group-unknown", place, name=name, near=near(name, names), groups=", ".join(names) or "—")
    first: dict[str, Place] = {}
    for at, group in enumerate(agenda.groups):
        place = _at(file, ("groups", at, "name"))
        if group.name in first:
            yield Problem.of("group-twice", place, name=group.name, first=first[group.name].line)
        first.setdefault(group.name, place)
        if agenda.numbered and group.copies is None:
            yield Problem.of("group-no-copies", _at(file, ("groups", at)), name=group.name)
    if agenda.numbered and not agenda.groups:
        yield Problem.of("numbered-no-groups", file.locate(("numbered",), key=True))
