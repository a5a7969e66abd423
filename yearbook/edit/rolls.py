"""Honours as tables and name rolls; people as entries and as tables of their offices."""

from collections.abc import Iterable

from yearbook.edit.figures import Ledger
from yearbook.edit.honours_view import LEVELS
from yearbook.edit.index_order import place_of
from yearbook.edit.pictures import picture
from yearbook.edit.readings import Readings
from yearbook.model import registers
from yearbook.model.copy import Table, TableColumn, TableRow
from yearbook.model.edition import Edition
from yearbook.model.index import IndexFile
from yearbook.model.roll_blocks import Named, NamesBlock, PeopleBlock
from yearbook.model.roll_copy import NameRoll, PersonEntry
from yearbook.model.text import Span, Words

HEADS = ("荣誉名称", "获得者", "授予单位", "级别", "年份")
OFFICES = ("单位", "职务", "姓名", "任职时间", "备注")
Groups = Iterable[tuple[str, tuple[registers.Honour, ...]]]
_Cells = tuple[Words, ...]


def honours_table(groups: Groups, block: tuple[str, str, str, str]) -> Table:
    """The honours under the titles of their groups; only columns that hold something. `block` is (label, title, source, anchor)."""
    label, title, source, anchor = block
    told = [(group, [_honour_cells(honour) for honour in honours]) for group, honours in groups]
    kept = [n for n in range(len(HEADS)) if n < 2 or any(cells[n] for _, rows in told for cells in rows)]
    levels = {cells[3] for _, rows in told for cells in rows}
    kept = [n for n in kept if n != 3 or len(levels) > 1]
    rows: list[TableRow] = []
    for group, cells in told:
        if len(told) > 1:
            rows.append(TableRow((_words(group), *(() for _ in kept[1:])), 0, False, "group"))
        rows += [TableRow(tuple(row[n] for n in kept), 0, False) for row in cells]
    columns = tuple(TableColumn(HEADS[n], "center" if n > 2 else "left", 0) for n in kept)
    return Table(label, title, "", columns, tuple(rows), (), source, "page", anchor, False)


def _honour_cells(honour: registers.Honour) -> _Cells:
    recipient = f"{honour.recipient}（{honour.note}）" if honour.note else honour.recipient
    return tuple(_words(text) for text in (honour.title, recipient, honour.issuer, LEVELS[honour.level], honour.year))


def _words(text: str) -> Words:
    return (Span(text),) if text else ()


def honours_rolls(groups: Groups, anchor: str) -> list[NameRoll]:
    """A roll for every honour of a group, its recipients as names; the group is told beside the first of its rolls."""
    rolls: list[NameRoll] = []
    for group, honours in groups:
        titles = dict.fromkeys(honour.title for honour in honours)
        for title in titles:
            names = tuple((honour.recipient, honour.note) for honour in honours if honour.title == title)
            told = group if title == next(iter(titles)) and group != title else ""
            rolls.append(NameRoll(title, told, names, 0, "page", anchor if not rolls else ""))
    return rolls


def name_roll(block: NamesBlock, index: IndexFile | None, anchor: str) -> NameRoll:
    """The names as given, or sorted as an index of names would be, by the readings that `index` gives; equal names stay as given."""
    names = [(one.name, one.note) if isinstance(one, Named) else (one, "") for one in block.roll]
    order = block.order
    if order != "given":
        readings = Readings(index.readings if index else {})
        names.sort(key=lambda told: place_of(told[0], order, True, readings).key)
    return NameRoll(block.names, "", tuple(names), block.columns or 0, block.width, anchor)


def people_entries(block: PeopleBlock, edition: Edition, ledger: Ledger, anchor: str) -> list[PersonEntry]:
    """The people that the block asks for, each with all offices."""
    return [
        PersonEntry(
            person.name, person.note, tuple(f"{unit}{title}{_when(office)}" for unit, title, office in _held(person)),
            picture(edition, person.portrait), ledger.paragraphs(person.text) if person.text else (),
            anchor if number == 0 else "",
        )
        for number, person in enumerate(asked_people(block, edition))
    ]  # fmt: skip


def asked_people(block: PeopleBlock, edition: Edition) -> list[registers.Person]:
    """Those of the ids or the units, in their order; all when neither is given."""
    if block.ids:
        return [edition.people[name] for name in block.ids]
    if not block.unit:
        return list(edition.people.values())
    found = [person for unit in block.unit for person in edition.people.values() if any(office.unit == unit for office in person.offices)]
    return list({person.id: person for person in found}.values())


def people_table(block: PeopleBlock, edition: Edition, ledger: Ledger, named: tuple[str, str]) -> Table:
    """Unit, office, name; the unit told once for all its offices, further columns only when they hold something."""
    label, anchor = named
    lines = [
        (unit, (unit, title, person.name, _when(office).strip("（）"), person.note))
        for person in asked_people(block, edition) for unit, title, office in _held(person)
        if not block.unit or unit in block.unit
    ]  # fmt: skip
    order = list(block.unit) or list(dict.fromkeys(unit for unit, _ in lines))
    lines.sort(key=lambda line: order.index(line[0]))
    kept = [n for n in range(len(OFFICES)) if n < 3 or any(cells[n] for _, cells in lines)]
    rows = []
    for number, (unit, cells) in enumerate(lines):
        first = not number or lines[number - 1][0] != unit
        count = sum(1 for other, _ in lines if other == unit)
        words = tuple(_cell(cells[n], n) if n or first else () for n in kept)
        rows.append(TableRow(words, 0, False, "row", ((0, count, 1),) if first and count > 1 else ()))
    columns = tuple(TableColumn(OFFICES[n], "left", 0) for n in kept)
    notes = tuple(ledger.resolve(note) for note in block.notes)
    return Table(label, block.people, "", columns, tuple(rows), notes, block.source, block.width, anchor, False)


def _cell(text: str, column: int) -> Words:
    """A name in the face of names."""
    return (Span(text, "em" if OFFICES[column] == "姓名" else "text"),) if text else ()


def _held(person: registers.Person) -> list[tuple[str, str, registers.Office]]:
    """Each office once, however many documents know of it."""
    offices: dict[tuple[str, str], registers.Office] = {}
    for office in person.offices:
        known = offices.setdefault((office.unit, office.title), office)
        if office.from_ or office.to:
            first = min((day for day in (known.from_, office.from_) if day), default=None)
            last = office.to or known.to
            offices[office.unit, office.title] = office.model_copy(update={"from_": first, "to": last})
    return [(unit, title, office) for (unit, title), office in offices.items()]


def _when(office: registers.Office) -> str:
    """The days between which the office is known to have been held, as far as the register tells."""
    first, last = (f"{day.year}年{day.month}月" if day else "" for day in (office.from_, office.to))
    if first:
        return f"（{first}—{last}）"
    return f"（至{last}）" if last else ""
