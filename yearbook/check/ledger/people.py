"""People: offices at the date of each mention, spellings, mentions without office, one office held by two."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from itertools import combinations

from yearbook.check.ledger.finding import Finding, finding
from yearbook.check.ledger.printed import Passage
from yearbook.frozen import frozen
from yearbook.model.registers import Office, Person
from yearbook.model.source import Path, SourceFile
from yearbook.patterns import late
from yearbook.problems import Place

_TITLE = (
    "党支部书记|党总支书记|党工委书记|党委书记|党组书记|副书记|书记|副区长|区长|副市长|市长|副县长|县长|副省长|省长|副镇长|镇长|副乡长|乡长|副局长|局长"
    "|副主任|主任|副主席|主席|副部长|部长|副院长|院长|副校长|校长|副所长|所长|副总经理|总经理|董事长|副指挥长|指挥长|副会长|会长|秘书长|副科长|科长|常委|委员|检察长|总工程师"
)
_BEFORE = late(
    rf"(?P<unit>[\u4e00-\u9fff]*?)(?P<title>(?:常务|第一|代)?(?:{_TITLE})"
    rf"(?:[、，](?:[\u4e00-\u9fff]{{0,6}}?)(?:{_TITLE}))*)[\s　、]?$"
)
_HEADS = frozenset((
    "书记", "党委书记", "党工委书记", "党组书记", "区委书记", "区长", "市长", "县长", "镇长", "乡长", "局长", "主任", "校长", "院长",
    "总经理", "董事长", "指挥长",
))  # fmt: skip
_SINGLE = late(r"[、，]")
_DATE = late(r"((?:19|20)\d{2})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")


@frozen
class Registered:
    """A person where the register has him; `year` is that of the edition."""

    person: Person
    file: SourceFile
    path: Path
    year: int

    def place(self) -> Place:
        """Where the name stands."""
        return self.file.locate((*self.path, "name"))


def mentions(passages: Iterable[Passage], register: tuple[Registered, ...]) -> Iterator[Finding]:
    """Every mention of a registered person in what the yearbook tells. Cost: one search a paragraph for all names."""
    names: dict[str, list[Registered]] = {}
    for one in register:
        for name in (one.person.name, *one.person.aliases):
            if len(name) >= 2:
                names.setdefault(name, []).append(one)
    if not names:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    variants = _variants(names)
    seen: set[tuple[int, str]] = set()
    for passage in passages:
        if not passage.told:
            continue
        for found in pattern.finditer(passage.text):
            first = (id(passage.noun), found[0]) not in seen
            seen.add((id(passage.noun), found[0]))
            yield from _mention(passage, found, names[found[0]], first)
        for start in variants(passage.text) if variants else ():
            yield from _variant(passage, start, names)


def _mention(passage: Passage, found: re.Match[str], people: list[Registered], first: bool) -> Iterator[Finding]:
    before = passage.text[max(0, found.start() - 30) : found.start()]
    offices = [office for one in people for office in one.person.offices]
    if not offices:
        return
    title = _BEFORE.search(before)
    if title is None:
        bare = not before or before[-1] in "。；" or before.endswith(("由", "，经"))
        if first and bare:
            place = passage.place(*found.span())
            yield finding("person-untitled", place, (found[0],), name=found[0], office=_office(offices[-1]), other=_register(people[0]))
        return
    held = [office for office in offices if _has(office, title["title"])]
    day = _day_of(passage.text, found.start()) if held else None
    if held and (day is None or any(_holds(office, day) for office in held)):
        return
    place, where = passage.place(max(0, found.start() - len(title["title"])), found.end()), _register(people[0])
    told = {"name": found[0], "title": title["title"]}
    if not held:
        yield finding("person-office", place, (found[0], title["title"]), **told, office=_office(offices[-1]), other=where)
    elif day:
        yield finding("person-office-date", place, (found[0], title["title"]), **told, day=day[0], office=_office(held[-1]), other=where)


def _register(one: Registered) -> Place:
    return one.file.locate((*one.path, "offices"))


def _has(office: Office, title: str) -> bool:
    """Whether the office is what stands before the name: every part of the title is one of its titles, or ends one."""
    own = _SINGLE.split(office.title)
    return all(any(mine.endswith(part) or part.endswith(mine) for mine in own) for part in _SINGLE.split(title) if part)


def _day_of(text: str, before: int) -> tuple[Day, Day] | None:
    """The last date told before a mention, as the first and last day it may mean."""
    dates = list(_DATE.finditer(text, 0, before))
    if not dates:
        return None
    year, month, day = (int(part) if part else 0 for part in dates[-1].groups())
    try:
        if day:
            return Day(year, month, day), Day(year, month, day)
        return Day(year, month or 1, 1), Day(year, month or 12, 28)
    except ValueError:
        return None


def _holds(office: Office, day: tuple[Day, Day]) -> bool:
    """Whether it may have been held within the days; an office with `as_of` alone is known at that day, denied at none."""
    return not ((office.from_ and office.from_ > day[1]) or (office.to and office.to < day[0]))


def _variants(names: dict[str, list[Registered]]) -> Callable[[str], Iterator[int]] | None:
    """Where names of three letters stand that differ in the second or the third. One class of surnames is searched: a pattern
    with every name would cost a second to compile for two hundred people.
    """
    threes = [name for name in names if len(name) == 3]
    if not threes:
        return None
    surnames = re.compile(f"[{''.join(sorted({name[0] for name in threes}))}]")
    begins, frames = {name[:2] for name in threes}, {name[0] + name[2] for name in threes}

    def starts(text: str) -> Iterator[int]:
        for found in surnames.finditer(text):
            at = found.start()
            written = text[at : at + 3]
            like = len(written) == 3 and (written[:2] in begins or written[0] + written[2] in frames) and written not in names
            if like and min(written) >= "\u4e00" and max(written) <= "\u9fff":  # Han alone
                yield at

    return starts


def _variant(passage: Passage, start: int, names: dict[str, list[Registered]]) -> Iterator[Finding]:
    written = passage.text[start : start + 3]
    if not _BEFORE.search(passage.text[max(0, start - 30) : start]):
        return
    known = next(name for name in sorted(names) if differ_by_one(name, written))
    one = names[known][0]
    where = one.file.locate((*one.path, "name"))
    yield finding("person-spelling", passage.place(start, start + 3), (written, known), name=written, known=known, other=where)


def differ_by_one(one: str, other: str) -> bool:
    """Whether two names of one length differ in one letter."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def register(people: tuple[Registered, ...], year: int) -> Iterator[Finding]:
    """The register of this edition against itself and against those before it: spellings, ids, offices held by two."""
    groups: dict[tuple[str, ...], list[Registered]] = {}
    for one in people:
        keys: set[tuple[str, ...]] = {("id", one.person.id), *(("name", name) for name in (one.person.name, *one.person.aliases))}
        keys |= {("office", office.title, office.unit) for office in one.person.offices}
        for key in keys:
            groups.setdefault(key, []).append(one)
    met: set[tuple[int, int]] = set()
    for group in groups.values():
        for one, other in combinations(group, 2):
            pair = (id(one), id(other))
            if year in (one.year, other.year) and pair not in met:
                met.add(pair)
                yield from _pair(*sorted((one, other), key=lambda found: found.year))


def _pair(older: Registered, newer: Registered) -> Iterator[Finding]:
    first, second = older.person, newer.person
    same_office = [
        (mine, theirs) for mine in second.offices for theirs in first.offices if (mine.title, mine.unit) == (theirs.title, theirs.unit)
    ]
    known = {first.name, *first.aliases} & {second.name, *second.aliases}
    about = (second.name, first.name)
    if not known and (first.id == second.id or (same_office and differ_by_one(first.name, second.name))):
        yield finding("person-two-spellings", newer.place(), about, name=second.name, known=first.name, other=older.place())
    elif known and first.id != second.id and older.year == newer.year:
        yield finding("person-twice", newer.place(), (second.name,), name=second.name, other=older.place())
    elif not known:
        for mine, theirs in same_office:
            if mine.title in _HEADS and _together(mine, theirs):
                told = {"name": second.name, "known": first.name, "office": _office(mine), "other": older.place()}
                yield finding("office-twice", newer.place(), about, **told)
                break


def _together(one: Office, other: Office) -> bool:
    """Whether both are known to have been held on one day."""
    spans = [_known(one), _known(other)]
    return all(spans) and spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1] if spans[0] and spans[1] else False


def _known(office: Office) -> tuple[Day, Day] | None:
    first, last = office.from_ or office.as_of or office.to, office.to or office.as_of or office.from_
    return (first, last) if first and last else None


def _office(office: Office) -> str:
    return f"{office.unit}{office.title}"
