"""The elements of a flow, in the order of its copy, before it is on pages: floats and notes keep their place in the text."""

from collections.abc import Iterator, Sequence

from yearbook.frozen import frozen
from yearbook.makeup.book import Book
from yearbook.model.galley import BreakBlock, FlowBlock, HeadBlock, NoteBlock, TextBlock
from yearbook.model.joints import cut_to_read_on
from yearbook.model.page import Text


@frozen
class Planted:
    """The elements of a block: `base` of its own ones; of a paragraph those of its title, label and words, and of its notes."""

    base: int = -1
    head: int = -1
    label: int = -1
    notes: tuple[tuple[str, int, int], ...] = ()  # anchor, element of the sign, of the words


def planted(book: Book, blocks: Sequence[FlowBlock], root: int) -> list[Planted]:
    """The elements of every block, all under `root`: an entry is a section, items of lists stand in their list."""
    planter = _Planter(book, root)
    return [planter.plant(block) for block in blocks]


class _Planter:
    """Where the next block's elements go: in the section of an entry, in the lists that are open, outermost first."""

    def __init__(self, book: Book, root: int) -> None:
        self._book, self._root = book, root
        self._entry = -1
        self._lists: list[tuple[int, int, int]] = []  # depth, list, body of its last item

    def plant(self, block: FlowBlock) -> Planted:
        """The elements of one block."""
        if isinstance(block, TextBlock):
            return self._paragraph(block)
        if isinstance(block, HeadBlock) and block.item:
            return self._labelled(block)
        self._entry, self._lists = -1, []
        if isinstance(block, BreakBlock):
            return Planted(self._book.graft(block.banner.elements, self._root) if block.banner else -1)
        return Planted(self._book.graft(block.elements, self._root))

    @property
    def _place(self) -> int:
        return self._lists[-1][2] if self._lists else self._entry if self._entry >= 0 else self._root

    def _paragraph(self, block: TextBlock) -> Planted:
        add = self._book.element
        head = label = -1
        if block.title or block.anchor:
            self._lists = []
            headed = block.head > (0, 0)  # else its section alone tells the title
            self._entry = add("Sect", self._root, "" if headed else block.title) if block.title else -1
            head = add(f"H{block.level + 1}", self._entry) if headed else -1
        if block.depth < 0:
            self._lists = []
        if block.item:
            label, words = self._item(block.depth, block.label > block.head)
        else:
            words = add(block.tag, self._place)
        return Planted(words, head, label, tuple(self._notes(block.notes)))

    def _item(self, depth: int, labelled: bool) -> tuple[int, int]:
        """The label (-1 when it cannot be told from the words) and the body of a new item."""
        add = self._book.element
        item = self._new_item(depth)
        label = add("Lbl", item) if labelled else -1
        body = add("LBody", item)
        self._lists[-1] = (depth, self._lists[-1][1], body)
        return label, body

    def _labelled(self, block: HeadBlock) -> Planted:
        """A new item of an outermost list: its label, whose words are the paragraphs that come."""
        item = self._new_item(0)
        base = self._book.graft(block.elements, item)
        self._lists[-1] = (0, self._lists[-1][1], self._book.element("LBody", item))
        return Planted(base)

    def _new_item(self, depth: int) -> int:
        """An item of the innermost list of that depth, which is opened when there is none."""
        add = self._book.element
        while self._lists and self._lists[-1][0] > depth:
            self._lists.pop()
        if not self._lists or self._lists[-1][0] < depth:
            self._lists.append((depth, add("L", self._place), -1))
        return add("LI", self._lists[-1][1])

    def _notes(self, notes: Sequence[NoteBlock]) -> Iterator[tuple[str, int, int]]:
        add = self._book.element
        for note in notes:
            element = add("Note", self._place, attributes=(("ID", note.anchor),))
            yield note.anchor, add("Lbl", element), add("P", element)


def marks_of(book: Book, block: TextBlock, part: tuple[int, int], place: tuple[int, int], made: Planted) -> list[Text]:
    """Lines part[0] … part[1] of a paragraph as marks, the head of the first at y: title, label and words each in its element."""
    left, y = place
    first, last = part
    leading, base = book.layout.page.leading, made.base
    y += book.layout.page.body * 88 // 100
    row, run = max(block.label, block.head, (block.beside, 0), (1, 0) if block.indent else (0, 0))
    plain = max(min(row + (run > 0), last), first)  # nothing is moved or cut from here on
    inset = block.inset if first < block.beside and book.outer_left(left) else 0
    texts: list[Text] = []
    for position in range(first, plain):
        x = left + (0 if position else block.indent) + (inset if position < block.beside else 0)
        texts += _pieces(block, position, (x, y + (position - first) * leading), made)
    texts += [Text(left, y + down * leading, line, base) for down, line in enumerate(block.lines[plain:last], plain - first)]
    return texts


def _pieces(block: TextBlock, position: int, place: tuple[int, int], made: Planted) -> Iterator[Text]:
    """A line cut where its title and its label end."""
    x, y = place
    at = 0
    for moved, piece in cut_to_read_on(block.lines[position], [run for row, run in (block.head, block.label) if row == position]):
        here = (position, at)
        yield Text(x + moved, y, piece, made.head if here < block.head else made.label if here < block.label else made.base)
        at += len(piece.runs)
