"""Imposition: where every page of a book stands on printed sheets that are folded, cut and gathered into it.

Lengths in 1/1000 pt, x to the right and y downward from the head-left corner of the sheet, each side as it lies before
the eye. Pages are numbered from 1 as in the file, 0 is a blank page.
"""

from typing import Literal, TypeAlias

from yearbook.frozen import frozen

Scheme: TypeAlias = Literal["saddle", "signatures", "nup"]
Turn: TypeAlias = Literal["sheetwise", "work-and-turn", "work-and-tumble"]
Gather: TypeAlias = Literal["nest", "stack", "read", "cut"]
Fold: TypeAlias = Literal["vertical", "horizontal"]


@frozen
class Sheet:
    """A size of paper."""

    name: str
    width: int
    height: int


@frozen
class Request:
    """What is asked for. `signature` and `fold`: pages of a gathered signature, and of one sheet, 0 for what fits.

    `mill` is what the binder takes off the spine, `trim` what is cut off at every other edge of a page, `paper` the
    thickness of a leaf. Creep is pushed `out`, away from the spine, or `in`; `auto` pushes out where the sheet has room.
    `cover` keeps the first and last two pages as a sheet of their own at the end; `fit` scales pages of other sizes.
    """

    scheme: Scheme = "saddle"
    sheet: Sheet | None = None
    signature: int = 0
    fold: int = 0
    up: int = 2
    turn: Turn = "sheetwise"
    gather: Gather = "read"
    paper: int = 0
    mill: int = 0
    trim: int = 0
    creep: Literal["auto", "out", "in", "none"] = "auto"
    cover: bool = False
    fit: bool = False


@frozen
class Spot:
    """A page on a side of a sheet: its trimmed head-left corner as it lies, `turned` when it stands on its head.

    `spine` is the side of it as it lies that is folded or bound; "" on sheets that are only cut.
    """

    page: int
    x: int
    y: int
    turned: bool = False
    spine: Literal["left", "right", ""] = ""


@frozen
class Plate:
    """One side of a sheet: `side` both when the sheet is printed twice from it."""

    signature: int
    sheet: int
    side: Literal["front", "back", "both"]
    spots: tuple[Spot, ...]
    cover: bool = False


@frozen
class Forme:
    """How a sheet is folded: `columns` × `rows` of leaves, the folds in order, left over right and head over foot.

    The side with the lowest page lies face down when folding begins.
    """

    columns: int
    rows: int
    folds: tuple[Fold, ...]
    fold_x: tuple[int, ...]  # where the sheet is folded, from its left and its head
    fold_y: tuple[int, ...]


@frozen
class Signature:
    """Sheets folded and put into each other: their formes from the outside in, all of one kind."""

    forme: Forme
    sheets: int
    pages: tuple[int, ...]  # in reading order
    cover: bool = False


@frozen
class Imposition:
    """The whole plan. `page` is the trimmed page on the sheet, `creep` the furthest that a page was moved."""

    scheme: Scheme
    turn: Turn
    gather: Gather
    sheet: Sheet
    page: tuple[int, int]
    trim: int
    mill: int
    pages: int
    blanks: int
    creep: int
    signatures: tuple[Signature, ...]
    plates: tuple[Plate, ...]
