"""The index before it has pages: references that lead nowhere, readings that are none, terms written two ways; and how deep it goes."""

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from yearbook.check.shaped import Shaped, Sheet
from yearbook.model.blocks import Chapter, DocumentBlock, EntryBlock, FigureBlock, HonoursBlock, SpeechBlock, TableBlock
from yearbook.model.chart_blocks import ChartBlock
from yearbook.model.edition import EditionFile, GlossaryFile
from yearbook.model.index import NAMES, SUBJECTS, IndexDepth, IndexFile, bad_readings
from yearbook.model.proof import Proof
from yearbook.model.registers import HonourGroup, HonoursFile, PeopleFile
from yearbook.model.source import CONTENTS, Path
from yearbook.patterns import late
from yearbook.problems import Problem, Severity, near

_MARKS = late(r"[^\w]|_")
_NUMERAL = late(r"[0-9一二三四五六七八九十两]")
LEAST = 4  # characters of terms that may be one term written two ways


def index_terms(edition: Shaped, proofs: Mapping[Sheet, Proof]) -> tuple[list[Problem], IndexDepth | None]:
    """The problems of index.yaml and of index marks, and the depth of the index; None when no index is printed.

    `proofs` tell the terms and people of each file.
    """
    sheet = edition.companions.get("index")
    problems = list(_readings(sheet)) if sheet and isinstance(sheet.noun, IndexFile) else []
    if not edition.whole() or not edition.frame or not isinstance(edition.frame.noun, EditionFile):
        return problems, None
    parts = edition.frame.noun.parts
    problems += _misplaced(edition.frame, parts)
    printed = _printed(edition)
    if not printed and not sheet:
        return problems, None
    read = [(one, proofs[one]) for one in edition.chapters if one]
    terms = _terms(read)
    entries = [title for one, _ in read for title in _titles(one)]
    named = {name for _, proof in read for name in proof.people}
    headings = Counter([*entries, *terms, *_captions(edition), *_registered(edition, named)])
    if sheet and isinstance(sheet.noun, IndexFile):
        problems += _references(sheet, sheet.noun, headings)
    if not printed:
        return problems, None
    problems += _alike(terms)
    wish = sheet.noun if sheet and isinstance(sheet.noun, IndexFile) else IndexFile()
    left_out = {*wish.skip, *(() if wish.entries else set(entries) - set(terms))}
    listed = (set(headings) - left_out) | {one.term for one in wish.references}
    single = sorted(term for term, places in terms.items() if len(places) == 1 and headings[term] == 1)
    return problems, IndexDepth(len(listed), len(entries), tuple(single))


def _printed(edition: Shaped) -> bool:
    """Whether the edition has an index."""
    frame = edition.frame.noun if edition.frame else None
    return isinstance(frame, EditionFile) and (SUBJECTS in frame.parts or NAMES in frame.parts)


def marked_terms(sheet: Sheet) -> Iterator[tuple[str, Path]]:
    """Every term that a file marks for the index, with the path of the text."""
    for path, _, words, *_ in sheet.marked:
        yield from ((span.target, path) for span in words if span.kind == "index")


def people_named(sheet: Sheet, edition: Shaped) -> Iterator[str]:
    """The ids of the people who speak in a chapter, or whose names stand in its texts; none when no index asks for them."""
    people = edition.companions.get("people")
    asked = "index" in edition.companions or _printed(edition)
    if not asked or not people or not isinstance(people.noun, PeopleFile) or not isinstance(sheet.noun, Chapter):
        return
    text = "\n".join(told.text for told in sheet.texts)
    speakers = {noun.speaker for _, noun in sheet.of(SpeechBlock)}
    for person in people.noun.people:
        if person.id in speakers or any(name in text for name in (person.name, *person.aliases)):
            yield person.id


def _readings(sheet: Sheet) -> Iterator[Problem]:
    assert isinstance(sheet.noun, IndexFile)
    for word in bad_readings(sheet.noun.readings):
        place = sheet.file.locate(("readings", word))
        yield Problem.of("index-reading", place, word=word, reading=sheet.noun.readings[word])


def _misplaced(frame: Sheet, parts: tuple[str, ...]) -> Iterator[Problem]:
    """An index lists the pages before it, so it stands behind all chapters; contents and lists stand before them."""
    chapters = [number for number, part in enumerate(parts) if part.endswith(".yaml")]
    for number, part in enumerate(parts):
        if part in CONTENTS and chapters and number > chapters[0]:
            yield Problem.of("contents-late", frame.file.locate(("parts", number)), part=part)
        if part in (SUBJECTS, NAMES) and (not chapters or number < chapters[-1]):
            yield Problem.of("index-early", frame.file.locate(("parts", number)), part=part)


def _terms(read: Iterable[tuple[Sheet, Proof]]) -> dict[str, list[tuple[Sheet, Path]]]:
    """Every term that the chapters mark, with the places of its marks."""
    terms: dict[str, list[tuple[Sheet, Path]]] = {}
    for sheet, proof in read:
        for term, path in proof.terms:
            terms.setdefault(term, []).append((sheet, path))
    return terms


def _titles(sheet: Sheet) -> Iterator[str]:
    for _, noun in sheet.of(EntryBlock, DocumentBlock, SpeechBlock):
        if isinstance(noun, EntryBlock):
            yield noun.entry
        elif isinstance(noun, DocumentBlock):
            yield noun.document
        elif isinstance(noun, SpeechBlock):
            yield "\u3000".join(noun.speech)


def _captions(edition: Shaped) -> Iterator[str]:
    for sheet in filter(None, edition.chapters):
        for _, noun in sheet.of(TableBlock, ChartBlock, FigureBlock):
            if isinstance(noun, TableBlock):
                yield noun.table
            elif isinstance(noun, ChartBlock):
                yield noun.chart
            elif isinstance(noun, FigureBlock):
                yield noun.figure


def _registered(edition: Shaped, named: Container[str]) -> Iterator[str]:
    """Glossary terms, honours and people, so far as they are printed; `named` are the ids of people."""
    frame, glossary = edition.frame, edition.companions.get("glossary")
    assert frame and isinstance(frame.noun, EditionFile)
    if glossary and isinstance(glossary.noun, GlossaryFile) and "glossary" in frame.noun.parts:
        yield from (term.term for term in glossary.noun.terms)
    honours, people = edition.companions.get("honors"), edition.companions.get("people")
    if honours and isinstance(honours.noun, HonoursFile):
        for group in _printed_groups(edition, honours.noun.groups):
            yield from (honour.title for honour in group.honours)
    if people and isinstance(people.noun, PeopleFile):
        yield from (person.name for person in people.noun.people if person.id in named)


def _printed_groups(edition: Shaped, groups: tuple[HonourGroup, ...]) -> Iterator[HonourGroup]:
    blocks = [block for one in edition.chapters if one for _, block in one.of(HonoursBlock)]
    chosen = {group for block in blocks for group in block.groups}
    everything = any(not block.groups for block in blocks)
    return (group for group in groups if everything or group.id in chosen)


def _references(sheet: Sheet, wish: IndexFile, headings: Mapping[str, int]) -> Iterator[Problem]:
    """A reference must lead to a heading that has pages, and `see` may not stand where its own heading has them."""
    only = {one.term for one in wish.references if one.see}
    known = (set(headings) | {one.term for one in wish.references if one.also}) - (only - set(headings))
    for number, one in enumerate(wish.references):
        path = ("references", number)
        if not one.see and not one.also:
            yield Problem.of("index-no-target", sheet.file.locate((*path, "term")), term=one.term)
        if one.see and one.term in headings:
            yield Problem.of("index-see-own", sheet.file.locate((*path, "see")), term=one.term)
        if one.also and one.term not in headings:
            yield Problem.of("index-also-alone", sheet.file.locate((*path, "also")), term=one.term)
        targets: list[tuple[Path, str]] = [((*path, "see"), one.see)] if one.see else []
        targets += [((*path, "also", position), other) for position, other in enumerate(one.also)]
        for where, target in targets:
            if target not in known or target == one.term:
                yield Problem.of("index-see-nowhere", sheet.file.locate(where), term=target, near=near(target, known))


def _alike(terms: Mapping[str, list[tuple[Sheet, Path]]]) -> Iterator[Problem]:
    """Terms that are the same but for marks, or differ by one character that is no numeral: likely one term written two ways."""
    seen: dict[str, str] = {}
    for term in sorted(terms):
        bare = _MARKS.sub("", unicodedata.normalize("NFKC", term)).casefold()
        variants = {bare, *(bare[:n] + bare[n + 1 :] for n in range(len(bare)) if len(bare) > LEAST and not _NUMERAL.match(bare[n]))}
        other = next((seen[one] for one in sorted(variants) if one in seen), None)
        if other is None:
            seen.update(dict.fromkeys(variants, term))
        else:
            sheet, path = terms[term][0]
            place = sheet.file.locate(path, fragment=f"{{index:{term}")
            yield Problem.of("index-alike", place, Severity.WARNING, term=term, other=other)
