"""The foot of a column: footnotes in whole lines of the grid, under a short rule, and how a long one is parted."""

from collections.abc import Iterable

from yearbook.frozen import frozen
from yearbook.model.galley import NoteBlock, TextBlock
from yearbook.model.layout import Layout


@frozen
class FootShape:
    """What tells how many lines of the grid a foot takes, in 1/1000 pt: see FootnoteLook; `leave` counts lines."""

    leading: int
    body: int
    size: int
    step: int
    space: int
    leave: int = 2

    def lines(self, count: int) -> int:
        """Lines of the grid that so many lines of notes take with the rule over them; the last ends with the column."""
        if not count:
            return 0
        return -(-(self.space + (count - 1) * self.step + self.size + self.leading - self.body) // self.leading)

    def most(self, lines: int) -> int:
        """Lines of notes that so many lines of the grid hold."""
        room = lines * self.leading - (self.leading - self.body) - self.size - self.space
        return room // self.step + 1 if room >= 0 else 0


def foot_shape(layout: Layout) -> FootShape:
    """The layout's foot."""
    page, look = layout.page, layout.footnote
    style = layout.styles[look.style]
    return FootShape(page.leading, page.body, style.size, style.leading or page.leading, look.space, look.leave)


@frozen
class NotePart:
    """Lines `first` to `last` of a note."""

    note: NoteBlock
    first: int
    last: int


@frozen
class Foot:
    """What stands at the foot of a column: its notes, over `height` lines of the grid."""

    parts: tuple[NotePart, ...]
    height: int


class Notes:
    """The notes of one column while it is filled; `pending` are those it leaves to the next."""

    def __init__(self, shape: FootShape, pending: Iterable[NotePart]) -> None:
        self.shape = shape
        self.parts: list[NotePart] = []
        self.pending = list(pending)
        self._count = 0

    @property
    def lines(self) -> int:
        """Lines of the grid they take."""
        return self.shape.lines(self._count)

    def carry_in(self, room: int) -> None:
        """Set what earlier columns left, as far as `room` lines of the grid hold it."""
        while self.pending:
            part = self.pending[0]
            last = min(part.last, part.first + self.shape.most(room) - self._count)
            if last <= part.first:
                return
            self._put(NotePart(part.note, part.first, last))
            if last < part.last:
                self.pending[0] = NotePart(part.note, last, part.last)
                return
            self.pending.pop(0)

    def with_lines(self, block: TextBlock, first: int, last: int) -> int:
        """Lines of the grid that all notes take when lines first … last of the block stand in the column."""
        return self.shape.lines(self._count + sum(len(note.lines) for note in called_in(block, first, last)))

    def take(self, block: TextBlock, first: int, last: int, room: int) -> None:
        """The notes called in these lines, whole as far as `room` lines of the grid hold them; the rest is left."""
        self.pending += [NotePart(note, 0, len(note.lines)) for note in called_in(block, first, last)]
        self.carry_in(room)

    def foot(self) -> Foot | None:
        """The foot of the finished column."""
        return Foot(tuple(self.parts), self.lines) if self.parts else None

    def _put(self, part: NotePart) -> None:
        self.parts.append(part)
        self._count += part.last - part.first


def called_in(block: TextBlock, first: int, last: int) -> tuple[NoteBlock, ...]:
    """The notes called in lines first … last of a paragraph."""
    return tuple(note for note in block.notes if first <= note.called < last) if block.notes else ()
