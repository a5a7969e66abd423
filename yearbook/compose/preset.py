"""Copy set beforehand: taken over from what earlier builds kept, or set by several processes; `compose` then finds it done.

An item of a chapter is set by itself, as a pure function of its copy, the layout and the faces: the grain here is the item,
kept together by chapters, because 2,400 files would cost more than they save.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import document_set, item_set
from yearbook.crew import CAN_FORK, Bounds, Fallen, shared_out
from yearbook.frozen import frozen, replace
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Figure, Part, Table
from yearbook.model.galley import Block
from yearbook.model.kept import Later
from yearbook.model.roll_copy import NameRoll, PersonEntry
from yearbook.packing import BadPack, digest, packed, spelt, unpacked
from yearbook.standing import NOTHING_STANDING, Standing

_WORTH = 60_000  # bytes of copy below which further processes cost more than they save
_PIECES = 6  # for each process: items differ in the time they take
_OLD = 3  # times the items of a chapter: as many versions of them are kept before all are let go
_Make: TypeAlias = Callable[[Any, Typesetter], Any]


@frozen
class Stock:
    """What earlier builds kept, the digest of all that type depends on beside copy, and how many processes may set."""

    standing: Standing
    stamp: bytes
    jobs: int = 1


NO_STOCK = Stock(NOTHING_STANDING, b"")


@frozen
class _Task:
    """An item to be had, what sets it, and the digest of its copy."""

    item: Any
    make: _Make
    key: bytes
    size: int


def preset(parts: Iterable[Part], setter: Typesetter, stock: Stock) -> dict[int, bytes]:
    """Every item of the chapters that can be kept is set, and kept for later builds.

    What is kept already is read when somebody asks for it. Gives the digest of each chapter and all it depends on, by the id of
    the part; without a folder to keep things in, none.
    """
    chapters = [part for part in parts if isinstance(part, ChapterPart) and (preset, id(part)) not in setter.kept]
    missing: dict[bytes, tuple[list[_Task], int]] = {}  # by the key of their chapter, with the number of its items
    for part in chapters:
        key, tasks = digest(stock.stamp, part.anchor), _tasks(part, stock)
        setter.kept[preset, id(part)] = part, _stamp(part, tasks, stock)
        pack = _opened(stock.standing.get("chapter", key))
        absent = [task for task in tasks if not _taken(task, pack.get(task.key), setter)]
        if absent:
            missing[key] = absent, len(part.items)
    made = _made(list({task.key: task for tasks, _ in missing.values() for task in tasks}.values()), setter, stock)
    for key, (tasks, items) in missing.items():
        new = {task.key: made[task.key] for task in tasks if task.key in made}
        for task in tasks:
            _taken(task, new.get(task.key), setter)
        if stock.standing and new:
            pack = _opened(stock.standing.get("chapter", key))
            stock.standing.put("chapter", key, packed({**(pack if len(pack) < _OLD * items else {}), **new}))
    return {id(part): setter.kept[preset, id(part)][1] for part in parts if isinstance(part, ChapterPart)} if stock.standing else {}


def _tasks(part: ChapterPart, stock: Stock) -> list[_Task]:
    """The items of a chapter that depend on nothing beside copy, layout and faces, and stand by themselves."""
    tasks = []
    beside = False  # a figure with text beside it shapes the entries after it
    for item in part.items:
        beside = item.beside if isinstance(item, Figure) else beside and isinstance(item, Entry)
        make: _Make | None = None
        if isinstance(item, Entry | Table | Chart | NameRoll | PersonEntry):
            make = item_set
        elif isinstance(item, Document):
            make = document_set
        if make is not None and not beside:
            data = spelt(item)
            tasks.append(_Task(item, make, digest(stock.stamp, data), len(data)))
    return tasks


def _stamp(part: ChapterPart, tasks: Sequence[_Task], stock: Stock) -> bytes:
    """The digest of a chapter's copy, the items by their own."""
    keys = {id(task.item): task.key for task in tasks}
    return digest(stock.stamp, replace(part, items=()), [keys.get(id(item)) or spelt(item) for item in part.items])


def _opened(data: bytes | None) -> Mapping[bytes, bytes]:
    """What a chapter kept: blocks by the digest of their copy."""
    try:
        pack = unpacked(data) if data is not None else {}
    except BadPack:
        return {}
    return pack if isinstance(pack, dict) else {}


def _taken(task: _Task, data: bytes | None, setter: Typesetter) -> bool:
    """Puts the blocks of an item where `Typesetter.once` finds them; whether they are there."""
    place = task.make, id(task.item)
    if place in setter.kept:
        return True
    if data is None:
        return False

    def blocks() -> Sequence[Block]:
        try:
            read: Sequence[Block] = unpacked(data)
        except BadPack:
            read = task.make(task.item, setter)
        return read

    setter.kept[place] = task.item, Later(blocks)
    return True


def _made(tasks: Sequence[_Task], setter: Typesetter, stock: Stock) -> dict[bytes, bytes]:
    """The blocks of items set now, by several processes when there is enough to do; nothing when none of it would be kept."""
    size = sum(task.size for task in tasks)
    if stock.jobs > 1 and CAN_FORK and size >= _WORTH:
        return _shared(tasks, size, setter, stock.jobs)
    if not stock.standing:
        return {}
    return {task.key: packed(setter.once(task.make, task.item)) for task in tasks}


def _shared(tasks: Sequence[_Task], size: int, setter: Typesetter, jobs: int) -> dict[bytes, bytes]:
    """Blocks set by several processes forked from this one, which know the layout and have the faces open."""
    pieces: list[list[_Task]] = [[]]
    filled = 0
    for task in tasks:
        if filled >= size // (jobs * _PIECES):
            pieces.append([])
            filled = 0
        pieces[-1].append(task)
        filled += task.size

    def work(piece: list[_Task]) -> list[bytes]:
        return [packed(task.make(task.item, setter)) for task in piece]

    found: dict[bytes, bytes] = {}
    for number, result in shared_out(work, pieces, [0] * len(pieces), Bounds(jobs)):
        if not isinstance(result, Fallen):  # what a process did not manage is set here in its turn: a bug then shows as ever
            found |= {task.key: data for task, data in zip(pieces[number], result, strict=True)}
    return found
