"""What every page for print must keep to, judged from what it paints: colours, black, ink, tints, lines, bleed, pictures, marks.

A rule takes a page and the demands; it gives how many things it judged and what it found.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from yearbook.deliver.printing.content import Painted, Rectangle, Tint, shared
from yearbook.deliver.printing.picture_ink import ink_of
from yearbook.model.delivery import Demands, Finding
from yearbook.units import MM

POINT = 0.01  # pt: what a rounding may take
TOUCHES, REACHES = 0.3 * float(MM) / 1000, 0.05 * float(MM) / 1000  # mm: nearer than this is meant to touch, may fall short of
INSIDE = 0.5 * float(MM) / 1000
LEAST_MARKS = 8  # two crop marks at every corner
SIDES = ("left", "foot", "right", "head")

_INKED = frozenset(("DeviceCMYK", "DeviceGray"))
_PROFILED = frozenset(("ICC1", "ICC3", "ICC4"))  # pictures may bring their own profile (ISO 15930-7 §6.2.1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is judged: all that is painted, and what of it is printed on the page and its bleed, marks left out.

    `bound` is the side that is not trimmed but bound, "" on covers.
    """

    number: int
    trim: Rectangle
    bleed: Rectangle
    painted: tuple[Painted, ...]
    printed: tuple[Painted, ...]
    bound: str = ""


Judged: TypeAlias = tuple[int, list[Finding]]
Rule: TypeAlias = Callable[[Sheet, Demands], Judged]


def colours(sheet: Sheet, _demands: Demands) -> Judged:
    """Nothing but the press's own inks; pictures may bring their profile."""
    found = []
    for one in sheet.painted:
        space = one.tint.space
        inner = space.removeprefix("Indexed ")
        allowed = inner in _INKED or inner == "All" or (one.kind == "picture" and inner in _PROFILED)
        if not allowed:
            found.append(Finding("press-colour", sheet.number, (("space", space), ("word", one.kind))))
    return len(sheet.painted), _once(found)


def black(sheet: Sheet, demands: Demands) -> Judged:
    """Black of one ink, unless the layout asks for more."""
    found, judged = [], 0
    for one, inks in _coloured(sheet):
        judged += 1
        whole = tuple(round(ink * 100) for ink in inks)
        if whole[3] >= demands.black and any(whole[:3]) and whole not in demands.rich:
            found.append(Finding("press-rich-black", sheet.number, (("inks", _said(one.tint)), ("word", one.kind))))
    return judged, _once(found)


def _coloured(sheet: Sheet) -> Iterator[tuple[Painted, tuple[float, ...]]]:
    """What is painted in a colour of known inks, and those."""
    for one in sheet.printed:
        if one.kind != "picture" and one.tint.inks is not None:
            yield one, one.tint.inks


def overprint(sheet: Sheet, _demands: Demands) -> Judged:
    """Solid black text overprints; nothing lighter does, for what overprints lets the ground show through."""
    found, judged = [], 0
    for one, inks in _coloured(sheet):
        solid = inks[3] > 0.995 and not any(inks[:3])
        judged += 1
        if one.kind == "text" and solid and not (one.overprints and one.mode == 1):
            found.append(Finding("press-knocks-out", sheet.number))
        if one.overprints and not solid:
            found.append(Finding("press-overprints", sheet.number, (("inks", _said(one.tint)), ("word", one.kind))))
    return judged, _once(found)


def ink(sheet: Sheet, demands: Demands) -> Judged:
    """All inks together stay within the bound, in colours and in pictures."""
    found, judged = [], 0
    for one in sheet.printed:
        inks = one.tint.inks
        judged += 1
        if one.kind == "picture":
            most = ink_of(one.image, one.tint.space)
            if most > demands.ink:
                found.append(_over(sheet, most, demands, "picture"))
        elif inks is not None and sum(inks) * 100 > demands.ink + POINT:
            found.append(_over(sheet, round(sum(inks) * 100), demands, _said(one.tint)))
    return judged, _once(found)


def _over(sheet: Sheet, most: int, demands: Demands, what: str) -> Finding:
    return Finding("press-ink", sheet.number, (("ink", str(most)), ("most", str(demands.ink)), ("inks", what)))


def tints(sheet: Sheet, demands: Demands) -> Judged:
    """No ink so light that its dots do not hold."""
    found, judged = [], 0
    for one in sheet.printed:
        for amount in one.tint.inks or ():
            judged += amount > 0
            if 0 < amount * 100 < demands.tint - POINT:
                found.append(Finding("press-tint", sheet.number, (("inks", _said(one.tint)), ("least", str(demands.tint)))))
    return judged, _once(found)


def lines(sheet: Sheet, demands: Demands) -> Judged:
    """No line too thin to print."""
    strokes = [one for one in sheet.painted if one.kind == "line"]
    least = demands.line / 1000
    found = [
        Finding("press-line", sheet.number, (("width", f"{one.width:.3g}"), ("least", f"{least:.3g}"), ("place", _place(one, sheet))))
        for one in strokes
        if one.width < least - POINT / 10
    ]
    return len(strokes), _once(found)


def bleeds(sheet: Sheet, _demands: Demands) -> Judged:
    """What reaches the trim goes on to the end of the bleed, but for the side that is bound."""
    found, judged = [], 0
    for one in sheet.printed:
        if one.kind == "text" or not _overlap(one.box, sheet.trim, INSIDE):
            continue
        for side, name in enumerate(SIDES):
            way = 1 if side >= 2 else -1
            beyond = way * (one.box[side] - sheet.trim[side])
            if name == sheet.bound or beyond < -TOUCHES:
                continue
            judged += 1
            if way * (sheet.bleed[side] - one.box[side]) > REACHES:
                short = way * (sheet.bleed[side] - one.box[side]) / float(MM) * 1000
                values = (("found", name), ("short", f"{short:.1f}"), ("place", _place(one, sheet)))
                found.append(Finding("press-bleed", sheet.number, values))
    return judged, _once(found)


def resolution(sheet: Sheet, demands: Demands) -> Judged:
    """Pictures of enough pixels where they stand."""
    pictures = [one for one in sheet.printed if one.kind == "picture"]
    found = []
    for one in pictures:
        least = demands.line_dpi if int(one.image.get("/BitsPerComponent", 8)) == 1 else demands.dpi
        if one.dpi < least - 1:
            values = (("dpi", str(int(one.dpi))), ("least", str(least)), ("place", _place(one, sheet)))
            found.append(Finding("press-dpi", sheet.number, values))
    return len(pictures), found


def marks(sheet: Sheet, _demands: Demands) -> Judged:
    """Crop marks on all plates, and nothing of what is on all plates within the bleed."""
    on_all = [one for one in sheet.painted if one.tint.space == "All" and one.kind != "text"]
    found = []
    if len(on_all) < LEAST_MARKS:
        found.append(Finding("press-marks", sheet.number, (("count", str(len(on_all))),)))
    if any(_overlap(one.box, sheet.bleed) for one in on_all):
        found.append(Finding("press-marks-inside", sheet.number))
    return len(on_all), found


def printed_of(things: tuple[Painted, ...], bleed: Rectangle) -> tuple[Painted, ...]:
    """What is printed on the page and its bleed, marks around it left out."""
    return tuple(one for one in things if one.tint.space != "All" and _overlap(one.box, bleed))


RULES: Mapping[str, Rule] = {
    "colours": colours, "black": black, "overprint": overprint, "ink": ink, "tints": tints, "lines": lines, "bleed": bleeds,
    "resolution": resolution, "marks": marks,
}  # fmt: skip


def _overlap(one: Rectangle, other: Rectangle, least: float = 0) -> bool:
    """Whether two rectangles share more than an edge, or than a strip of `least`."""
    both = shared(one, other)
    if both is None or both[2] - both[0] <= least - POINT or both[3] - both[1] <= least - POINT:
        return False
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _said(tint: Tint) -> str:
    inks: Any = tint.inks or ()
    return " ".join(f"{name}{round(amount * 100)}" for name, amount in zip("CMYK", inks, strict=False) if amount) or "0"


def _place(one: Painted, sheet: Sheet) -> str:
    """Where something is, in mm from the head-left corner of the trimmed page."""
    left, head = (one.box[0] - sheet.trim[0]) * 1000 / float(MM), (sheet.trim[3] - one.box[3]) * 1000 / float(MM)
    return f"{left:.0f},{head:.0f}"


def _once(found: list[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))
