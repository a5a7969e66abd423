"""Pages: finished pages as marks at absolute places, ready to be drawn by any pen. Drawing decides nothing.

All lengths in 1/1000 pt; x grows to the right and y downward from the head-left corner of the trimmed page, so
what bleeds has negative places or ends beyond the trim. `element` is an index into Pages.elements, -1 an artifact
(furniture, rules, grounds). Marks stand in reading order.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from yearbook.frozen import frozen, leaf, replace

ARTIFACT = -1
INDEX_MARK = "@"  # begins the link of a run that leads nowhere, but that the index leads to
INDEX_MARKS = "\x1f"  # between the terms of such a run


@leaf
class Run:
    """Glyphs of one face and size on one baseline, `x` from the left edge of their line.

    `gids` holds two bytes a glyph, big-endian. After every glyph the pen moves by the glyph's advance and `spacing`;
    `kerns` are (index, amount): moved right by `amount` before the glyph of that index (to the left when negative).
    `text` is what the run stands for, glyph by glyph, or as a whole when glyphs and characters differ in number
    (a ligature, a long dash: such a cluster is a run of its own). `width` is the whole move; `rise` lifts the
    baseline; `link` is the anchor or address that the run leads to, or after INDEX_MARK the
    terms that the index leads to it by.
    """

    face: str
    size: int
    colour: str
    x: int
    gids: bytes
    text: str
    width: int
    spacing: int = 0
    kerns: tuple[tuple[int, int], ...] = ()
    rise: int = 0
    link: str = ""


@leaf
class Line:
    """A composed line. `text` is the source text it stands for, with the word space a line end took away.

    `exact` says that a reader of the file recovers `text` from the glyphs alone; otherwise it needs an ActualText.
    `under` are marks under its characters, from its left edge and baseline; `over` small runs over them, no part of `text`.
    Of a line that was cut `next_x` is where, from this part's left edge, the next part begins; 0 when none follows.
    """

    runs: tuple[Run, ...]
    text: str
    width: int
    exact: bool = False
    under: "tuple[Rule | Path | Disc, ...]" = ()
    over: tuple[Run, ...] = ()
    next_x: int = 0


@leaf
class Text:
    """A line with its left edge at `x` and its baseline at `y`.

    `turned` a quarter clockwise about that point it runs down; `upward` it is turned the other way and runs up.
    """

    x: int
    y: int
    line: Line
    element: int = ARTIFACT
    turned: bool = False
    upward: bool = False


@leaf
class Rule:
    """A straight stroke; `dash` is (on, off) or empty."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: int
    colour: str
    dash: tuple[int, ...] = ()
    element: int = ARTIFACT


@leaf
class Box:
    """A filled rectangle, and its outline when `stroke` names a colour."""

    x: int
    y: int
    width: int
    height: int
    fill: str = ""
    stroke: str = ""
    stroke_width: int = 0
    element: int = ARTIFACT


@leaf
class Path:
    """A polyline through `points`, closed and filled when `fill` names a colour."""

    points: tuple[tuple[int, int], ...]
    stroke: str = ""
    width: int = 0
    fill: str = ""
    dash: tuple[int, ...] = ()
    element: int = ARTIFACT


@leaf
class Disc:
    """A circle about a centre."""

    x: int
    y: int
    radius: int
    fill: str = ""
    stroke: str = ""
    width: int = 0
    element: int = ARTIFACT


@leaf
class Picture:
    """A picture file scaled to fill the rectangle; what overhangs by another proportion is clipped.

    `focus` is what must stay in sight, in 1/1000 of the picture from its left and head: it comes as near the middle as it can.
    """

    x: int
    y: int
    width: int
    height: int
    file: str
    element: int = ARTIFACT
    focus: tuple[int, int] = (500, 500)


@leaf
class Link:
    """A rectangle that leads to an anchor (`target`) or, with `uri`, to an address."""

    x: int
    y: int
    width: int
    height: int
    target: str = ""
    uri: str = ""
    title: str = ""
    element: int = ARTIFACT


@leaf
class Anchor:
    """A place that links and bookmarks lead to."""

    name: str
    x: int
    y: int


Mark: TypeAlias = Text | Rule | Box | Path | Disc | Picture | Link | Anchor


def runs_by_face(marks: Iterable[Mark]) -> dict[str, list[Run]]:
    """The runs of marks, those over their lines too, by their faces in the order in which these are met."""
    by_face: dict[str, list[Run]] = {}
    face, put = None, None
    for mark in marks:
        if type(mark) is Text:
            line = mark.line
            for run in (*line.runs, *line.over) if line.over else line.runs:
                if put is None or run.face != face:
                    face = run.face
                    put = by_face.setdefault(face, []).append
                put(run)
    return by_face


def shifted(mark: Mark, dx: int, dy: int, base: int = 0) -> Mark:
    """A mark moved by dx, dy, its element counted from `base` (artifacts stay artifacts)."""
    if isinstance(mark, Anchor):
        return Anchor(mark.name, mark.x + dx, mark.y + dy)
    element = max(mark.element + base, ARTIFACT) if mark.element >= 0 else ARTIFACT
    if isinstance(mark, Text):
        return Text(mark.x + dx, mark.y + dy, mark.line, element, mark.turned, mark.upward)
    if isinstance(mark, Rule):
        return Rule(mark.x1 + dx, mark.y1 + dy, mark.x2 + dx, mark.y2 + dy, mark.width, mark.colour, mark.dash, element)
    if isinstance(mark, Link):
        return Link(mark.x + dx, mark.y + dy, mark.width, mark.height, mark.target, mark.uri, mark.title, element)
    if isinstance(mark, Path):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points), element=element)
    return replace(mark, x=mark.x + dx, y=mark.y + dy, element=element)


def turned(mark: Mark, x: int, y: int) -> Mark:
    """A mark turned by a quarter to the left about its origin, which comes to x, y: what stood at the head stands left."""
    if isinstance(mark, Rule):
        return replace(mark, x1=x + mark.y1, y1=y - mark.x1, x2=x + mark.y2, y2=y - mark.x2)
    if isinstance(mark, Path):
        return replace(mark, points=tuple((x + down, y - right) for right, down in mark.points))
    if isinstance(mark, Box | Picture | Link):
        return replace(mark, x=x + mark.y, y=y - mark.x - mark.width, width=mark.height, height=mark.width)
    if isinstance(mark, Text):
        under: Any = tuple(turned(one, 0, 0) for one in mark.line.under)
        line = replace(mark.line, under=under) if under else mark.line
        return Text(x + mark.y, y - mark.x, line, mark.element, upward=True)
    return replace(mark, x=x + mark.y, y=y - mark.x)


@leaf
class Element:
    """A node of the structure tree, by its PDF structure type; `parent` is an index, -1 for the root."""

    tag: str
    parent: int = -1
    title: str = ""
    alt: str = ""
    actual: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@frozen
class Page:
    """One page; `folio` is the printed or implied page number, "" on covers; `around` is what a press needs outside the bleed."""

    folio: str
    side: Literal["recto", "verso"]
    marks: tuple[Mark, ...]
    around: "tuple[Rule | Box | Disc | Text, ...]" = ()


@leaf
class Bookmark:
    """An entry of the outline; `level` 0 is outermost."""

    title: str
    level: int
    target: str


@frozen
class Colour:
    """A colour by its two recipes: CMYK in percent for print, sRGB 0–255 for the screen. Never converted into each other.

    `registration`: printed solid from every plate, whichever they are.
    """

    cmyk: tuple[int, int, int, int]
    rgb: tuple[int, int, int]
    registration: bool = False


@frozen
class BookInfo:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    date: date
    language: str = "zh-Hans"


@frozen
class Misfit:
    """What no page holds as asked: of that title, higher than the type area on the page of that folio, a head left alone there,
    a table that need not stand on a spread or that none holds.
    """

    kind: Literal["overset", "parted", "spread-needless", "spread-wide"]
    title: str
    folio: str


@frozen
class Pages:
    """The made-up book."""

    pages: tuple[Page, ...]
    elements: Sequence[Element]
    bookmarks: tuple[Bookmark, ...]
    colours: tuple[tuple[str, Colour], ...]
    width: int
    height: int
    bleed: int
    info: BookInfo
    misfits: tuple[Misfit, ...] = ()
    body: int = 0  # the page with which the body begins: it is made up, and drawn, before what stands before it
    branches: tuple[range, ...] = ()  # elements of a chapter, or of contents, which hold none of others


def parts_safely(line: Line, after: int) -> bool:
    """Whether a line may be cut after so many of its runs: readers must not see a space or a new line where it is cut.

    In a line that is exact they find none anywhere; else the white between the runs must be small, and no quotation marks and no
    squeezed mark stand before it: in the blank that was taken from them pdfium finds a space. A single 】 is well.
    """
    if line.exact or not 0 < after < len(line.runs):
        return True
    first, second = line.runs[after - 1], line.runs[after]
    gap = second.x - first.x - first.width
    before = "".join(run.text for run in line.runs[:after])
    squeezed = not all(character.isalnum() for character in before[-2:].removesuffix("】")) or _QUOTED.intersection(before)
    return -first.size // 20 <= gap <= first.size // 50 and not second.spacing and not first.spacing and not squeezed


_QUOTED = frozenset("“”‘’")
