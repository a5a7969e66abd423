"""The annual layout with its real faces, and what tests ask of marks: their boxes, what touches, what sticks out."""

from functools import lru_cache
from itertools import combinations

from yearbook import press
from yearbook.check import check_layout
from yearbook.compose.paragraph import Typesetter
from yearbook.load import load_layout
from yearbook.model.page import Box, Disc, Mark, Path, Picture, Rule, Text
from yearbook.model.text import Span, Words

Area = tuple[int, int, int, int]


@lru_cache(maxsize=2)
def setter(name: str = "annual") -> Typesetter:
    layout = check_layout(load_layout(name, press.layout_folders()))
    return Typesetter(layout, press.open_shelf(layout))


def words(text: str) -> Words:
    return (Span(text),) if text else ()


def area_of(mark: Mark) -> Area:
    """Left, head, right, foot; of text the em box from the cap height to the baseline, as wide as it moves."""
    match mark:
        case Text():
            size = max((run.size for run in mark.line.runs), default=0)
            return mark.x, mark.y - size * 3 // 4, mark.x + mark.line.width, mark.y
        case Rule():
            return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
        case Box() | Picture():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Path():
            xs, ys = zip(*mark.points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Disc():
            return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
        case _:
            return 0, 0, 0, 0


def texts(marks: tuple[Mark, ...] | list[Mark]) -> list[Text]:
    return [mark for mark in marks if isinstance(mark, Text)]


def said(marks: tuple[Mark, ...] | list[Mark]) -> str:
    return "".join(mark.line.text for mark in texts(marks))


def overlaps(marks: tuple[Mark, ...] | list[Mark]) -> list[tuple[str, str]]:
    """Pairs of texts that touch."""
    placed = [(mark.line.text, area_of(mark)) for mark in texts(marks)]
    return [(one, other) for (one, a), (other, b) in combinations(placed, 2)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]  # fmt: skip


def outside(marks: tuple[Mark, ...] | list[Mark], width: int, height: int, slack: int = 600) -> list[Mark]:
    """Marks that stick out of the box; `slack` for strokes, which stand half outside their path."""
    return [mark for mark in marks if (a := area_of(mark))[0] < -slack or a[1] < -slack or a[2] > width + slack or a[3] > height + slack]
