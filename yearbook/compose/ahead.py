"""Running paragraphs set before their items are: many at once, which costs a third of what one by one does.

Only in long books, since the library that makes it quick takes a tenth of a second to load.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from yearbook.compose.captions import measure_captions
from yearbook.compose.cells_once import measure_tables
from yearbook.compose.flow import asked_of
from yearbook.compose.paragraph import Asked, Typesetter
from yearbook.model.copy import ChapterPart, Document, Entry, Item
from yearbook.model.page import Line

LONG_BOOK = 60_000  # characters
_TOGETHER = 120_000  # characters that are set together: fewer cost time (a tenth for a third), more only memory
_LAST = 40_000  # as few as are still set together where processes meet, so that none is long at work when the others are done
_WORTH = 10_000  # characters below which arrays cost more than they save
_LEAST = 100  # characters that any item counts for besides


def set_together(items: Iterable[object], setter: Typesetter) -> None:
    """Sets the running paragraphs of items, where there is enough of them; those who set the items will find their lines."""
    if not setter.in_batches:
        return
    width = setter.layout.page.column
    asked = [one for item in items if isinstance(item, Entry | Document) for one in asked_of(item, setter, width)]
    if sum(len(piece.text) for _, _, one in asked for piece in one.pieces) >= _WORTH:
        found = batches()([one for _, _, one in asked], setter)
        ready = [(copy, how, lines) for (copy, how, _), lines in zip(asked, found, strict=True) if lines is not None]
        setter.beforehand |= {(id(copy), how): (copy, lines) for copy, how, lines in ready}


def measure_ahead(items: Sequence[object], setter: Typesetter) -> None:
    """Measures the captions and the cells of items together, in books of any length; those who set the items will find them."""
    measure_captions(items, setter)
    measure_tables(items, setter)


def batches() -> Callable[[Sequence[Asked], Typesetter], list[tuple[Line, ...] | None]]:
    """What sets paragraphs together, loaded."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's algebra, which nobody needs here, takes 0.1 s to start threads
    from yearbook.compose.batch import lines_together

    return lines_together


def group_chapters(parts: Sequence[ChapterPart], setter: Typesetter) -> None:
    """Puts neighbouring chapters into groups whose running paragraphs are set together. They are the same in all rounds.

    When several processes share them, one from the first on and the others from the last backwards, they are smaller where these meet.
    """
    if not setter.groups:
        sizes = [weight_of(part.items) for part in parts]
        for number, group in enumerate(_groups(sizes, setter.hands)):
            setter.groups.update((parts[place].anchor, (number, sizes[place])) for place in group)
    groups: dict[int, list[tuple[Item, ...]]] = {}
    for part in parts:
        groups.setdefault(setter.groups[part.anchor][0], []).append(part.items)
    setter.coming = {id(items): group for group in groups.values() for items in group}


def _groups(sizes: Sequence[int], hands: int) -> list[list[int]]:
    """The places of chapters in groups: from both ends to where the first of so many hands meets the others."""
    whole = sum(sizes)
    meeting = whole * 3 // (4 * hands) if hands > 1 else whole  # the first has other things to do as well
    front = [place for place, done in enumerate(accumulate(sizes)) if done <= meeting]
    forwards = _filled(front, sizes, (meeting, 1 if hands > 1 else 0))
    backwards = _filled([*reversed(range(len(front), len(sizes)))], sizes, (whole - meeting, hands - 1))
    return [*forwards, *(sorted(group) for group in reversed(backwards))]


def _filled(places: Iterable[int], sizes: Sequence[int], ahead: tuple[int, int]) -> list[list[int]]:
    """Places in groups as they come; `ahead` is how much there is for how many hands, of which each takes half of its share at most."""
    left, hands = ahead
    groups: list[list[int]] = []
    room = 0
    for place in places:
        if room <= 0:
            groups.append([])
            room = max(_LAST, min(_TOGETHER, left // (2 * hands))) if hands else _TOGETHER
        groups[-1].append(place)
        room, left = room - sizes[place], left - sizes[place]
    return groups


def weight_of(items: Sequence[object]) -> int:
    """How much there is to do to set items: the characters of their running paragraphs, and something for each, be it a table."""
    return _LEAST * len(items) + sum(
        len(span.text)
        for item in items if isinstance(item, Entry | Document)
        for paragraph in (item.paragraphs if isinstance(item, Entry) else [one for _, part in item.parts for one in part])
        for span in paragraph.words
    )  # fmt: skip
