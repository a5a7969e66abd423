"""Copy set beforehand: taken over from what earlier builds kept, or set by several processes; `compose` then finds it done.

An item of a chapter is set by itself, as a pure function of its copy, the layout and the faces: the grain here is the item,
kept together by chapters, because 2,400 files would cost more than they save.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeAlias

from yearbook.compose.ahead import batches, characters_of, measure_ahead, set_together
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.parts import document_set, item_set
from yearbook.crew import CAN_FORK, Elsewhere, Turns
from yearbook.frozen import frozen, replace, said
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Figure, Item, Part, Table
from yearbook.model.galley import Block
from yearbook.model.kept import Later
from yearbook.model.roll_copy import NameRoll, PersonEntry
from yearbook.packing import BadPack, digest, packed, recalled, unpacked
from yearbook.standing import NOTHING_STANDING, Standing

_WORTH = 400_000  # bytes of copy below which further processes cost more than they save
_PIECE = 40_000  # bytes of copy that a process sets before it tells
_TOGETHER = 400_000  # the same where paragraphs are set many at once
_LAST = 100_000  # as few as are still set many at once
_BYTES = 3  # of a character, nearly always
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


_Missing: TypeAlias = "dict[bytes, tuple[list[_Task], _Pack, int]]"  # the key of a chapter → what is to be set, what is kept, the most kept


def preset(parts: Iterable[Part], setter: Typesetter, stock: Stock) -> dict[int, bytes]:
    """Every item of the chapters that can be kept is set, and kept for later builds, or set by other processes.

    What is kept already is read when somebody asks for it. Gives the digest of each chapter and all it depends on, by the id of
    the part; without a folder to keep things in, none.
    """
    if not stock.standing and not _has_help(stock):
        return {}
    chapters = [part for part in parts if isinstance(part, ChapterPart) and (preset, id(part)) not in setter.kept]
    missing: _Missing = {}
    for part in chapters:
        key, tasks = digest(stock.stamp, part.anchor), _tasks(part, stock)
        setter.kept[preset, id(part)] = part, _stamp(part, tasks, stock)
        pack = _Pack(stock.standing, key)
        absent = [task for task in tasks if not _taken(task, pack, setter)]
        if absent:
            missing[key] = absent, pack, _OLD * len(part.items)
    if missing:
        _make(missing, setter, stock)
    return {id(part): setter.kept[preset, id(part)][1] for part in parts if isinstance(part, ChapterPart)} if stock.standing else {}


def _make(missing: _Missing, setter: Typesetter, stock: Stock) -> None:
    """Has what no earlier build kept set: by other processes when there is enough to do, else now if it is to be kept."""
    tasks = list({task.key: task for absent, *_ in missing.values() for task in absent}.values())
    if _has_help(stock) and sum(task.size for task in tasks) >= _WORTH:
        _end_together(setter)
        together = _Together(tasks, missing, (setter, stock))
        setter.kept[_end_together,] = together, None
        for absent, *_ in missing.values():
            for task in absent:
                _promise(task, partial(together.blocks, task), setter)
    elif stock.standing:
        keeping = _Keeping(missing)
        for piece in _pieces(tasks, setter):
            _prepare(piece, setter)
            keeping.hear({task.key: packed(setter.once(task.make, task.item)) for task in piece})


def _has_help(stock: Stock) -> bool:
    return stock.jobs > 1 and CAN_FORK


def dismiss(setter: Typesetter) -> None:
    """Ends the processes that set what nobody has asked for, and lets go of all that was set, when its last page is drawn.

    Cells know their setter, and it knows them: without this every block would be held to the end, 30 MB of a large book.
    """
    _end_together(setter)
    setter.cells.clear()


def _end_together(setter: Typesetter) -> None:
    together, _ = setter.kept.pop((_end_together,), (None, None))
    if isinstance(together, _Together):
        together.end()


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
            tasks.append(_task(item, make, stock))
    return tasks


def _task(item: Item, make: _Make, stock: Stock) -> _Task:
    """What is to be set of an item; where nothing is kept, its copy is not spelt out only to be told apart."""
    if not stock.standing and isinstance(item, Entry | Document):
        return _Task(item, make, b"%d" % id(item), characters_of((item,)) * _BYTES)
    data = said(item)
    return _Task(item, make, digest(stock.stamp, data), len(data))


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
    """Puts the blocks of an item where `Typesetter.once` finds them; whether they are there."""
    if (task.make, id(task.item)) in setter.kept:
        return True
    if task.key in pack.listed:
        _promise(task, lambda: _read(task, pack.blocks.get(task.key), setter), setter)
    return task.key in pack.listed


def _promise(task: _Task, blocks: Callable[[], Sequence[Block]], setter: Typesetter) -> None:
    """Puts the blocks of an item where `Typesetter.once` finds them, to be had when they are asked for."""
    setter.kept[task.make, id(task.item)] = task.item, Later(blocks)


def _read(task: _Task, data: bytes | None, setter: Typesetter) -> Sequence[Block]:
    """The blocks of an item from what was kept or told of them; set now, should that fail."""
    try:
        read: Sequence[Block] = task.make(task.item, setter) if data is None else unpacked(data)
    except BadPack:
        read = task.make(task.item, setter)
    return read


class _Keeping:
    """Keeps every chapter as soon as all that is missing of it is set, and then lets go of it."""

    def __init__(self, missing: _Missing) -> None:
        self._missing = missing
        self._due = {chapter: {task.key for task in tasks} for chapter, (tasks, *_) in missing.items()}
        self._made: dict[bytes, dict[bytes, bytes]] = {chapter: {} for chapter in missing}

    def hear(self, results: Mapping[bytes, bytes]) -> None:
        """Takes in what was set; items that are alike are set once for all their chapters."""
        for chapter, due in tuple(self._due.items()):
            self._made[chapter].update((key, results[key]) for key in results if key in due)
            due.difference_update(results)
            if not due:
                del self._due[chapter]
                self._keep(chapter, self._made.pop(chapter))

    def _keep(self, chapter: bytes, new: Mapping[bytes, bytes]) -> None:
        """Puts what was set of a chapter with what is kept of it."""
        _, pack, most = self._missing[chapter]
        pack.add(new, most)


class _Together:
    """Blocks set by this process and others forked from it, which know the layout and have the faces open.

    All take pieces in turn, from the first on. This one takes one whenever it needs blocks that are not there yet, and makes up
    pages meanwhile: so nobody waits for others before the last piece.
    """

    def __init__(self, tasks: Sequence[_Task], missing: _Missing, means: tuple[Typesetter, Stock]) -> None:
        setter, stock = means
        self._setter, self._keeping = setter, _Keeping(missing) if stock.standing else None
        self._here: dict[bytes, Sequence[Block]] = {}  # what this process has set, or read of what others have

        if setter.in_batches:
            batches()  # loaded once for all of them

        def work(piece: list[_Task]) -> dict[bytes, bytes]:
            _prepare(piece, setter)
            return {task.key: packed(task.make(task.item, setter)) for task in piece}

        self._turns = Turns(_pieces(tasks, setter, stock.jobs))
        self._elsewhere = Elsewhere(work, [self._turns] * (stock.jobs - 1), self._keeping.hear if self._keeping else None)

    def blocks(self, task: _Task) -> Sequence[Block]:
        """What an item was set as; set now, should the process fail that was to."""
        turns = iter(self._turns)
        while task.key not in self._here and not self._elsewhere.ready(task.key) and (piece := next(turns, None)):
            self._set(piece)
        if task.key not in self._here:
            self._here[task.key] = _read(task, self._elsewhere.made(task.key), self._setter)
        return self._here[task.key]

    def end(self) -> None:
        """Ends the other processes."""
        self._elsewhere.end()
        self._turns.close()

    def _set(self, piece: Sequence[_Task]) -> None:
        """Sets a piece here."""
        _prepare(piece, self._setter)
        made = {task.key: task.make(task.item, self._setter) for task in piece}
        self._here |= made
        if self._keeping:
            self._keeping.hear({key: packed(blocks) for key, blocks in made.items()})


def _prepare(piece: Sequence[_Task], setter: Typesetter) -> None:
    """Does for many items at once what is quicker so."""
    items = [task.item for task in piece]
    measure_ahead(items, setter)
    set_together(items, setter)


def _pieces(tasks: Sequence[_Task], setter: Typesetter, jobs: int = 1) -> list[list[_Task]]:
    """Tasks in pieces that a process sets before it tells; the last ones smaller, so that none is long at work when the others are done."""
    least, most = (_LAST, _TOGETHER) if setter.in_batches else (_PIECE, _PIECE)
    pieces: list[list[_Task]] = []
    left, room = sum(task.size for task in tasks), 0
    for task in tasks:
        if room <= 0:
            pieces.append([])
            room = max(least, min(most, left // jobs))
        pieces[-1].append(task)
        room, left = room - task.size, left - task.size
    return pieces
