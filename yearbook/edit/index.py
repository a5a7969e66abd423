"""What an index lists: titles of entries, index marks, captions, people and honours of the printed parts, in their order."""

from collections.abc import Iterable, Iterator, Sequence

from yearbook.edit.index_order import place_of
from yearbook.edit.readings import Readings
from yearbook.frozen import replace
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Figure, GlossaryPart, Honours, IndexPart, Item, Part, Speech, Table
from yearbook.model.edition import Edition
from yearbook.model.index import NAMES, HeadingKind, IndexFile, IndexHeading, Order

_Found = tuple[str, HeadingKind, str]  # heading, kind, the anchor that bears it or ""


def index_parts(parts: Sequence[Part], edition: Edition, terms: Iterable[str]) -> list[Part]:
    """The parts with the headings of their indexes filled in; `terms` are those that the texts mark."""
    asked = [part for part in parts if isinstance(part, IndexPart)]
    if not asked:
        return list(parts)
    wish = edition.index or IndexFile()
    readings = Readings(wish.readings)
    headings = _headings(parts, edition, terms, wish)
    apart = any(part.name == NAMES for part in asked)

    def filled(part: IndexPart) -> IndexPart:
        names = part.name == NAMES
        listed = [one for one in headings if not apart or (one.kind == "person") == names]
        order = wish.names if names else wish.order
        return IndexPart(part.name, _sorted(listed, order, readings), order)

    return [filled(part) if isinstance(part, IndexPart) else part for part in parts]


def _sorted(headings: Iterable[IndexHeading], order: Order, readings: Readings) -> tuple[IndexHeading, ...]:
    placed = []
    for heading in headings:
        place = place_of(heading.text, order, heading.kind == "person", readings)
        placed.append(((place.key, heading.kind in ("table", "figure"), heading.kind), replace(heading, letter=place.letter)))
    return tuple(heading for _, heading in sorted(placed, key=lambda one: one[0]))


def _headings(parts: Sequence[Part], edition: Edition, terms: Iterable[str], wish: IndexFile) -> list[IndexHeading]:
    """One heading for all that bears its words; tables and figures stay apart from other things of their name."""
    people = {name: person.name for person in edition.people.values() for name in (person.name, *person.aliases)}
    anchors: dict[tuple[str, str], list[str]] = {}
    kinds: dict[tuple[str, str], HeadingKind] = {}
    printed: dict[tuple[str, str], tuple[str, ...]] = {}
    marked: Iterator[_Found] = ((term, "term", "") for term in terms)
    for found, kind, anchor in (*_found(parts, wish), *marked):
        text = people.get(found, found)
        key = (text, kind if kind in ("table", "figure") else "")
        anchors.setdefault(key, []).extend([anchor] if anchor else [])
        kinds.setdefault(key, kind)
        if kind == "honour":
            printed[key] = (text,)
    for person in edition.people.values():
        key = (person.name, "")
        kinds[key] = "person"
        printed[key] = (person.name, *person.aliases)
    sent = {reference.term: reference for reference in wish.references}
    for term in sent:
        kinds.setdefault((term, ""), "term")
    skip = frozenset(wish.skip)
    return [
        IndexHeading(
            text, kind, "", tuple(anchors.get((text, apart), ())), printed.get((text, apart), ()),
            sent[text].see if text in sent and not apart else "", sent[text].also if text in sent and not apart else (),
        )
        for (text, apart), kind in kinds.items() if text not in skip
    ]  # fmt: skip


def _found(parts: Sequence[Part], wish: IndexFile) -> Iterator[_Found]:
    for part in parts:
        if isinstance(part, ChapterPart):
            for item in part.items:
                yield from _of_item(item, wish)
        elif isinstance(part, GlossaryPart) and part.indexed:
            yield from ((term, "term", f"{part.anchor}.{number}") for number, (term, _) in enumerate(part.terms, 1))


def _of_item(item: Item, wish: IndexFile) -> Iterator[_Found]:
    match item:
        case Entry() if item.title and wish.entries:
            yield item.title, "entry", item.anchor
        case Document():
            yield item.title, "entry", item.anchor
        case Speech() if wish.entries:
            yield "\u3000".join(item.couplet), "entry", item.anchor
        case Table():
            yield item.caption, "table", item.anchor
        case Chart() | Figure():
            yield item.caption, "figure", item.anchor
        case Honours():
            yield from ((line.title, "honour", "") for _, lines in item.groups for line in lines)
        case _:
            return
