"""Two editions side by side: figures restated, honours gained and gone, people changed, the frame changed, targets answered."""

from collections.abc import Iterator

from yearbook.edit.figures import full
from yearbook.edit.targets import Target, targets
from yearbook.frozen import frozen
from yearbook.model.edition import Edition
from yearbook.model.facts import Fact
from yearbook.model.honours import identity, merged, same
from yearbook.model.quantity import phrase
from yearbook.model.registers import Honour, Person


@frozen
class Change:
    """One thing that differs; `old` or `new` is empty where an edition lacks it."""

    name: str
    old: str
    new: str
    reason: str = ""


@frozen
class Comparison:
    """What changed from the `old` edition to the `new` one."""

    old: str
    new: str
    restated: tuple[Change, ...]
    honours: tuple[Change, ...]
    people: tuple[Change, ...]
    frame: tuple[Change, ...]
    targets: tuple[Target, ...]


def comparison(old: Edition, new: Edition) -> Comparison:
    """The differences in the order of each edition's own lists."""
    told = (one for one in targets((old, new)) if one.edition == old.frame.edition_year)
    answered = tuple(one for one in told if one.verdict not in ("unknown", "not-yet"))
    return Comparison(
        old.frame.id, new.frame.id, tuple(_restated(old, new)), tuple(_honours(old, new)), tuple(_people(old, new)),
        tuple(_frame(old, new)), answered,
    )  # fmt: skip


def _restated(old: Edition, new: Edition) -> Iterator[Change]:
    for key, fact in new.facts.items():
        before = old.facts.get(key)
        if before is None or before.basis != fact.basis:
            continue
        was, now = _figure(before, old), _figure(fact, new)
        if was != now:
            yield Change(key, was, now, fact.restated)


def _figure(fact: Fact, edition: Edition) -> str:
    indicator = edition.indicators.get(fact.indicator)
    parts = [full(fact, fact.unit or (indicator.unit if indicator else "")).removeprefix("增至") if fact.value is not None else ""]
    parts.append("增长" + phrase(fact.growth.value, fact.growth.unit, fact.growth.qualifier) if fact.growth else "")
    parts.extend(f"{rank.field}{rank.of}第{rank.place}位" for rank in fact.ranks)
    return "，".join(part for part in parts if part)


def _honours(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = _roll(old), _roll(new)
    yield from (Change(_named(one), _told(one), "") for key, one in before.items() if key not in after)
    yield from (Change(_named(one), "", _told(one)) for key, one in after.items() if key not in before)
    both = ((before[key], one) for key, one in after.items() if key in before)
    yield from (Change(_named(one), _told(was), _told(one)) for was, one in both if was.level != one.level or not same(was, one))


def _roll(edition: Edition) -> dict[tuple[str, str], Honour]:
    """The honours by identity, each once."""
    return {identity(one): one for _, one in merged(honour for group in edition.honours for honour in group.honours)}


def _named(honour: Honour) -> str:
    return f"{honour.title}（{honour.recipient}）"


def _told(honour: Honour) -> str:
    """Level and year."""
    return " ".join(part for part in (honour.level, honour.year) if part)


def _people(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = ({person.name: _offices(person) for person in edition.people.values()} for edition in (old, new))
    for name in (*before, *(name for name in after if name not in before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield Change(name, was, now)


def _offices(person: Person) -> str:
    return "；".join(dict.fromkeys(f"{office.unit}{office.title}" for office in person.offices)) or "—"


def _frame(old: Edition, new: Edition) -> Iterator[Change]:
    """Chapters by id, sections by title."""
    before, after = ({chapter.id: chapter for chapter in edition.chapters} for edition in (old, new))
    for name in (*before, *(name for name in after if name not in before)):
        was, now = before.get(name), after.get(name)
        if was is None or now is None or was.title != now.title:
            yield Change(name, was.title if was else "", now.title if now else "")
        if was is None or now is None:
            continue
        sections, others = ([section.title for section in chapter.sections if section.title] for chapter in (was, now))
        yield from (Change(f"{now.title}/{title}", title, "") for title in sections if title not in others)
        yield from (Change(f"{now.title}/{title}", "", title) for title in others if title not in sections)
