"""What a page of a PDF paints, read from its content streams: every text, area, line and picture with its colour and place.

Works on any PDF, not only ours: forms are entered, clips and matrices followed. Places in points of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, Literal, TypeAlias

Matrix: TypeAlias = tuple[float, ...]  # six numbers
Rectangle: TypeAlias = tuple[float, float, float, float]  # left, foot, right, head
Kind: TypeAlias = Literal["text", "area", "line", "picture", "shading"]

_DEEPEST = 12  # forms within forms
_WHOLE: Rectangle = (-1e6, -1e6, 1e6, 1e6)
_STRAIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_OPERATORS = (
    "q Q cm w gs g G rg RG k K cs CS sc SC scn SCN Tj TJ ' \" Tr m l c v y h re f F f* B B* b b* S s n W W* Do sh BI ID EI"
)
_DEVICES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_FILLS, _STROKES = frozenset(("f", "F", "f*", "B", "B*", "b", "b*")), frozenset(("S", "s", "B", "B*", "b", "b*"))
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_DRAWS = frozenset(("m", "l", "c", "v", "y", "re"))
_COLOURS = frozenset(("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"))


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour as set: its space by name, and its numbers (0 to 1)."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Cyan, magenta, yellow and black from 0 to 1; None when the space is not that of the press."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            return self.values
        if self.space == "DeviceGray" and len(self.values) == 1:
            return (0.0, 0.0, 0.0, 1 - self.values[0])
        return None


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing painted. `width` is that of a line; `image` the object and the pixels to the inch of a picture."""

    kind: Kind
    box: Rectangle
    tint: Tint
    overprints: bool = False
    mode: int = 0  # OPM
    width: float = 0
    image: Any = None
    dpi: float = 0


@dataclass(slots=True)
class _State:
    matrix: Matrix = _STRAIGHT
    clip: Rectangle = _WHOLE
    fill: Tint = field(default_factory=Tint)
    stroke: Tint = field(default_factory=Tint)
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    width: float = 1
    shown: int = 0  # text rendering mode


def painted(page: Any) -> Iterator[Painted]:
    """Everything the page paints, in order."""
    yield from _Reader(page.obj.get("/Resources", {}), _State()).read(page)


class _Reader:
    """Reads one content stream with its resources."""

    def __init__(self, resources: Any, state: _State, depth: int = 0) -> None:
        self._resources, self._state, self._depth = resources, state, depth
        self._stack: list[_State] = []
        self._points: list[tuple[float, float]] = []
        self._clipping = False
        self._text: Painted | None = None

    def read(self, stream: Any) -> Iterator[Painted]:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield self._picture(instruction.iimage.obj)
                continue
            yield from self._do(str(instruction.operator), instruction.operands)

    def _do(self, operator: str, operands: Any) -> Iterator[Painted]:
        state = self._state
        if operator in _SHOWS:
            text = Painted("text", state.clip, state.fill, state.over_fill, state.mode)
            if state.shown not in (3, 7) and text != self._text:  # a line in one colour is one thing, not fifty
                self._text = text
                yield text
        elif operator in _DRAWS:
            self._extend(operator, _numbers(operands))
        elif operator in _FILLS or operator in _STROKES or operator == "n":
            yield from self._paint(operator)
        elif operator in ("W", "W*"):
            self._clipping = True
        elif operator == "Do":
            yield from self._object(self._resource("/XObject", operands[0]))
        elif operator == "sh":
            shading = self._resource("/Shading", operands[0])
            yield Painted("shading", state.clip, Tint(self._space(shading.get("/ColorSpace", "/None")), ()), state.over_fill, state.mode)
        elif operator in _COLOURS:
            self._set_colour(operator, operands)
        else:
            self._set(operator, operands)

    def _set(self, operator: str, operands: Any) -> None:
        """The operators of the graphics state."""
        state = self._state
        if operator == "q":
            self._stack.append(replace(state))
        elif operator == "Q":
            self._state = self._stack.pop() if self._stack else state
        elif operator == "cm":
            state.matrix = multiplied(_numbers(operands), state.matrix)
        elif operator == "w":
            state.width = float(operands[0])
        elif operator == "Tr":
            state.shown = int(operands[0])
        elif operator == "gs":
            self._set_state(self._resource("/ExtGState", operands[0]))

    def _set_colour(self, operator: str, operands: Any) -> None:
        """The operators of colour; capitals are for strokes."""
        state, strokes, kind = self._state, operator[0].isupper(), operator.lower()
        if kind in _DEVICES:
            tint = Tint(_DEVICES[kind], _numbers(operands))
        elif kind == "cs":
            tint = Tint(self._space(operands[0]), ())
        else:
            tint = Tint((state.stroke if strokes else state.fill).space, _numbers(operands))
        if strokes:
            state.stroke = tint
        else:
            state.fill = tint

    def _resource(self, kind: str, name: Any) -> Any:
        return self._resources.get(kind, {}).get(str(name), {})

    def _set_state(self, entries: Any) -> None:
        """An ExtGState; OP alone sets both kinds of overprinting (ISO 32000-1, table 58)."""
        state = self._state
        if "/OP" in entries:
            state.over_stroke = bool(entries["/OP"])
            state.over_fill = bool(entries.get("/op", entries["/OP"]))
        elif "/op" in entries:
            state.over_fill = bool(entries["/op"])
        state.mode = int(entries.get("/OPM", state.mode))
        state.width = float(entries.get("/LW", state.width))

    def _space(self, space: Any) -> str:
        """A colour space by a short name: that of the device, ICC with its number of colours, All, Indexed of another, …"""
        name = str(space) if not _is_array(space) else ""
        if name.startswith("/") and name[1:] not in ("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"):
            found = self._resources.get("/ColorSpace", {}).get(name)
            return self._space(found) if found is not None and str(found) != name else name[1:]
        return space_name(space)

    # shapes

    def _extend(self, operator: str, numbers: tuple[float, ...]) -> None:
        if operator == "re":
            x, y, width, height = numbers
            pairs = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        else:
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        self._points += [moved(pair, self._state.matrix) for pair in pairs]

    def _paint(self, operator: str) -> Iterator[Painted]:
        state, points = self._state, self._points
        if points:
            box = around(points)
            if operator in _FILLS and (seen := shared(box, state.clip)):
                yield Painted("area", seen, state.fill, state.over_fill, state.mode)
            if operator in _STROKES:
                width = state.width * scale(state.matrix)
                wide = (box[0] - width / 2, box[1] - width / 2, box[2] + width / 2, box[3] + width / 2)
                if seen := shared(wide, state.clip):
                    yield Painted("line", seen, state.stroke, state.over_stroke, state.mode, width)
            if self._clipping:
                state.clip = shared(box, state.clip) or (0, 0, 0, 0)
        self._points, self._clipping = [], False

    def _object(self, thing: Any) -> Iterator[Painted]:
        kind = str(thing.get("/Subtype", "")) if thing else ""
        if kind == "/Image":
            yield self._picture(thing)
        elif kind == "/Form" and self._depth < _DEEPEST:
            matrix = tuple(float(one) for one in thing.get("/Matrix", _STRAIGHT))
            inner = replace(self._state, matrix=multiplied(matrix, self._state.matrix))
            yield from _Reader(thing.get("/Resources", self._resources), inner, self._depth + 1).read(thing)

    def _picture(self, image: Any) -> Painted:
        state = self._state
        box = around([moved(corner, state.matrix) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])
        a, b, c, d, _, _ = state.matrix
        across, along = hypot(a, b) / 72, hypot(c, d) / 72
        width, height = int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))
        dpi = min(width / across, height / along) if across and along else 0
        mask = bool(image.get("/ImageMask", image.get("/IM", False)))
        tint = state.fill if mask else Tint(self._space(image.get("/ColorSpace", image.get("/CS", "/None"))), ())
        return Painted("picture", shared(box, state.clip) or box, tint, state.over_fill, state.mode, 0, image, dpi)


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(one) for one in operands if not str(one).startswith("/"))


def _is_array(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def space_name(space: Any) -> str:
    """A colour space of no resource dictionary by a short name."""
    if not _is_array(space):
        return str(space).removeprefix("/")
    kind = str(space[0])
    if kind == "/ICCBased":
        return f"ICC{int(space[1].get('/N', 0))}"
    if kind == "/Separation":
        return str(space[1]).removeprefix("/") if str(space[1]) in ("/All", "/None") else f"Separation {str(space[1])[1:]}"
    if kind == "/Indexed":
        return f"Indexed {space_name(space[1])}"
    return kind.removeprefix("/")


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner, then the outer."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    """A point under a matrix."""
    x, y = point
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


def scale(matrix: Matrix) -> float:
    """By how much lengths grow, at the least."""
    a, b, c, d, _, _ = matrix
    return min(hypot(a, b), hypot(c, d))


def around(points: list[tuple[float, float]]) -> Rectangle:
    """The least rectangle about points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def shared(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """What two rectangles share, if anything."""
    left, foot, right, head = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (left, foot, right, head) if left <= right and foot <= head else None
