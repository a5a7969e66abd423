"""The items of chapters kept between builds: what an earlier one set is taken over, what is set now is kept for later ones.

An item of a chapter is set by itself, as a pure function of its copy, the layout and the faces: the grain here is the item,
kept together by chapters, because 2,400 files would cost more than they save.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeAlias

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import document_set, item_set
from yearbook.frozen import frozen, heard, replace, said
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Figure, Table
from yearbook.model.galley import Block, ChapterGalley, FlowBlock
from yearbook.model.kept import Anew, Later, let_go
from yearbook.model.roll_copy import NameRoll, PersonEntry
from yearbook.packing import digest, packed, recalled
from yearbook.standing import NOTHING_STANDING, Standing

_OLD = 3  # times the items of a chapter: as many versions of them are kept before all are let go
_Make: TypeAlias = Callable[[Any, Typesetter], Any]


@frozen
class Stock:
    """What earlier builds kept, and the digest of all that type depends on beside copy."""

    standing: Standing
    stamp: bytes


NO_STOCK = Stock(NOTHING_STANDING, b"")


@frozen
class _Task:
    """An item to be had, what sets it, and the digest of its copy."""

    item: Any
    make: _Make
    key: bytes


def kept_galley(part: ChapterPart, galley: ChapterGalley, setter: Typesetter, stock: Stock) -> ChapterGalley:
    """The chapter with the digest of its copy and of all that it depends on.

    Its items that are kept are read when they are asked for, and the others are kept as soon as they are set.
    """
    key = (kept_galley, id(part))
    if key not in setter.kept:
        pack, tasks = _Pack(stock.standing, digest(stock.stamp, part.anchor)), _tasks(part, stock)
        absent = [task for task in tasks if not _taken(task, pack, setter)]

        def blocks() -> Sequence[Block]:
            made = tuple(galley.blocks)
            if absent:
                pack.add({task.key: said([*setter.once(task.make, task.item)]) for task in absent}, _OLD * len(part.items))
            return made

        again = Anew(blocks, partial(let_go, galley.blocks))
        setter.kept[key] = part, replace(galley, stamp=_stamp(part, tasks, stock), blocks=again)
    kept: ChapterGalley = setter.kept[key][1]
    return kept


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
            tasks.append(_Task(item, make, digest(stock.stamp, said(item))))
    return tasks


def _stamp(part: ChapterPart, tasks: Sequence[_Task], stock: Stock) -> bytes:
    """The digest of a chapter's copy, the items by their own."""
    keys = {id(task.item): task.key for task in tasks}
    return digest(stock.stamp, replace(part, items=()), [keys.get(id(item)) or said(item) for item in part.items])


class _Pack:
    """What is kept of a chapter: the blocks of its items by the digests of their copy, which are listed apart.

    Why: of nearly all chapters nobody asks for a block, because their pages are kept too.
    """

    def __init__(self, standing: Standing, chapter: bytes) -> None:
        self._standing, self._chapter = standing, chapter
        listed = standing.get("items", chapter) if standing.has("chapter", chapter) else None
        self.listed = recalled(listed, frozenset) or frozenset()

    @cached_property
    def blocks(self) -> dict[bytes, bytes]:
        found = recalled(self._standing.get("chapter", self._chapter), dict)
        if found is None:
            self._standing.put("items", self._chapter, packed(frozenset()))  # else nobody would set them for later builds
        return found or {}

    def add(self, new: Mapping[bytes, bytes], most: int) -> None:
        """Keeps blocks with those that there are, which go when they are more than `most`."""
        old = self.blocks if self.listed else {}
        both = {**(old if len(old) < most else {}), **new}
        self._standing.put("chapter", self._chapter, packed(both))
        self._standing.put("items", self._chapter, packed(frozenset(both)))


def _taken(task: _Task, pack: _Pack, setter: Typesetter) -> bool:
    """Puts the blocks of a kept item where `Typesetter.once` finds them, to be read when they are asked for; whether they are there."""
    if (task.make, id(task.item)) in setter.kept:
        return True
    if task.key in pack.listed:
        setter.kept[task.make, id(task.item)] = task.item, Later(partial(_read, task, pack, setter))
    return task.key in pack.listed


def _read(task: _Task, pack: _Pack, setter: Typesetter) -> Sequence[Block]:
    """The blocks of an item from what was kept of them; set now, should that fail."""
    data = pack.blocks.get(task.key)
    try:
        read: Sequence[Block] = task.make(task.item, setter) if data is None else heard(data, list[FlowBlock])
    except ValueError:
        read = task.make(task.item, setter)
    return read
