"""How an edition begins: from the example, or from last year's."""

from pathlib import Path
from typing import TYPE_CHECKING

from yearbook.press import Order, check, layout_folders

if TYPE_CHECKING:
    from yearbook.templates import NewEdition


def new_edition(pattern: str | None, folder: str) -> "NewEdition":
    """The files of a new edition for `folder`: the example, or the frame of the edition in the folder `pattern`, which must be sound."""
    from yearbook.load import load_edition
    from yearbook.templates import example, next_year, standing_alone

    if pattern is None:
        return example()
    check(Order(pattern))
    source = load_edition(pattern, None, layout_folders())
    of_the_series = Path(folder).resolve().parent == Path(pattern).resolve().parent
    return next_year(source if of_the_series else standing_alone(source))
