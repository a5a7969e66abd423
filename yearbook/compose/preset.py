"""Copy set beforehand: taken over from what earlier builds kept, or set by several processes; `compose` then finds it done.

An item of a chapter is set by itself, as a pure function of its copy, the layout and the faces: the grain here is the item,
kept together by chapters, because 2,400 files would cost more than they save.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import document_set, item_set
from yearbook.crew import CAN_FORK, Bounds, Fallen, shared_out
from yearbook.frozen import frozen
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Part, Table
from yearbook.model.roll_copy import NameRoll, PersonEntry
from yearbook.packing import BadPack, digest, packed, spelt, unpacked
from yearbook.standing import Standing

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


@frozen
class _Task:
    """An item to be had, what sets it, and the digest of its copy."""

    item: Any
    make: _Make
    key: bytes
    size: int


def preset(parts: Iterable[Part], setter: Typesetter, stock: Stock) -> None:
    """Every item of the chapters that can be kept is set, and kept for later builds."""
    missing: dict[bytes, tuple[list[_Task], int]] = {}  # by the key of their chapter, with the number of its items
    for part in parts:
        if isinstance(part, ChapterPart):
            key = digest(stock.stamp, part.anchor)
            tasks = _tasks(part, setter, stock)
            pack = _opened(stock.standing.get("chapter", key)) if tasks else {}
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


def _tasks(part: ChapterPart, setter: Typesetter, stock: Stock) -> list[_Task]:
    """The items of a chapter that are not set yet and that depend on no file beside copy, layout and faces."""
    tasks = []
    for item in part.items:
        make: _Make | None = None
        if isinstance(item, Entry | Table | Chart | NameRoll | PersonEntry):
            make = item_set
        elif isinstance(item, Document):
            make = document_set
        if make is not None and (make, id(item)) not in setter.kept:
            data = spelt(item)
            tasks.append(_Task(item, make, digest(stock.stamp, data), len(data)))
    return tasks


def _opened(data: bytes | None) -> Mapping[bytes, bytes]:
    """What a chapter kept: blocks by the digest of their copy."""
    try:
        pack = unpacked(data) if data is not None else {}
    except BadPack:
        return {}
    return pack if isinstance(pack, dict) else {}


def _taken(task: _Task, data: bytes | None, setter: Typesetter) -> bool:
    """Puts the blocks of an item where `Typesetter.once` finds them; whether they are there."""
    if data is None:
        return False
    if (task.make, id(task.item)) not in setter.kept:
        try:
            setter.kept[task.make, id(task.item)] = task.item, unpacked(data)
        except BadPack:  # it will be set in its turn
            return False
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
