"""Names of organisations: wrong forms; the full name first, then one short form throughout, in the order in which the book is read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage
from yearbook.check.shaped import Sheet
from yearbook.model.registers import Organisation
from yearbook.model.source import Path
from yearbook.problems import Place

Known = Sequence[tuple[Sheet, Path, Organisation]]
_Use = tuple[int, int, Passage, int]  # order of reading, start, passage, end


def wrong_names(passages: Iterable[Passage], known: Known) -> Iterator[Finding]:
    """Forms of names that are wrong; one short form of two organisations."""
    wrong: dict[str, tuple[Sheet, Path, Organisation]] = {}
    short: dict[str, tuple[Sheet, Path, Organisation]] = {}
    for sheet, path, one in known:
        wrong.update((form, (sheet, path, one)) for form in one.wrong)
        for form in one.short:
            before = short.setdefault(form, (sheet, path, one))
            if before[2].name != one.name:
                where = before[0].file.locate(before[1])
                told = {"form": form, "name": one.name, "before": before[2].name, "other": where}
                yield finding("organisation-short", sheet.file.locate((*path, "short")), (form,), **told)
    pattern = _any_of(wrong)
    for passage in passages if pattern else ():
        for found in pattern.finditer(passage.text) if pattern else ():
            sheet, path, one = wrong[found[0]]
            quoted = passage.text[found.start() - 1 : found.start()] == "“"  # which tells how a document writes it
            around = passage.text[max(0, found.start() - 8) : found.end() + 8]
            if passage.document or quoted or any(form in around for form in one.short if found[0] in form):
                continue
            where = sheet.file.locate(path)
            yield finding("organisation-wrong", passage.place(*found.span()), (found[0],), form=found[0], name=one.name, other=where)


def full_first(running: Iterable[Passage], known: Known) -> Iterator[Finding]:
    """Each organisation where the book first names it. Cost: one search a paragraph for all names.

    A short form in general use (`known` in the register) needs no full name before it.
    """
    names: dict[str, int] = {}
    for number, (_, _, one) in enumerate(known):
        for form in (one.name, *one.short):
            names.setdefault(form, number)
    pattern = _any_of(names) if any(one.short for _, _, one in known) else None
    full: dict[int, _Use] = {}
    short: dict[int, dict[str, _Use]] = {}
    for order, passage in enumerate(running if pattern else ()):
        for found in pattern.finditer(passage.text) if pattern else ():
            number = names[found[0]]
            use = (order, found.start(), passage, found.end())
            if found[0] == known[number][2].name:
                full.setdefault(number, use)
            else:
                short.setdefault(number, {}).setdefault(found[0], use)
    for number, forms in short.items():
        yield from _told(known[number], forms, full.get(number))


def _told(known: tuple[Sheet, Path, Organisation], forms: dict[str, _Use], full: _Use | None) -> Iterator[Finding]:
    """A short form before the full name, or without it; every short form but the first."""
    sheet, path, one = known
    (form, first), *others = forms.items()
    if not one.known and (full is None or first[:2] < full[:2]):
        where = _place(full) if full else sheet.file.locate((*path, "name"))
        yield finding("organisation-short-first", _place(first), (form, one.name), form=form, name=one.name, other=where)
    for second, use in others:
        told = {"form": second, "before": form, "name": one.name, "other": _place(first)}
        yield finding("organisation-two-shorts", _place(use), (second, form), **told)


def _place(use: _Use) -> Place:
    return use[2].place(use[1], use[3])


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None
