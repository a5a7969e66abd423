"""Running paragraphs set before their items are: many at once, which costs a third of what one by one does.

Only in long books, since the library that makes it quick takes a tenth of a second to load.
"""

import os
from collections.abc import Callable, Iterable, Sequence

from yearbook.compose.captions import measure_captions
from yearbook.compose.cells_once import measure_tables
from yearbook.compose.flow import asked_of
from yearbook.compose.paragraph import Asked, Typesetter
from yearbook.model.copy import Document, Entry
from yearbook.model.page import Line

LONG_BOOK = 60_000  # characters
TOGETHER = 120_000  # characters that are set together: fewer cost time, more only memory
_WORTH = 10_000  # characters below which arrays cost more than they save


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


def characters_of(items: Iterable[object]) -> int:
    """How many characters the running paragraphs of items have."""
    return sum(
        len(span.text)
        for item in items if isinstance(item, Entry | Document)
        for paragraph in (item.paragraphs if isinstance(item, Entry) else [one for _, part in item.parts for one in part])
        for span in paragraph.words
    )  # fmt: skip
