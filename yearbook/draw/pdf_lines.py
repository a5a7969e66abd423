"""Lines of glyphs in a page's content: text objects, what changes of their state, the text that glyphs do not tell by themselves."""

from codecs import utf_16_be_encode
from collections.abc import Callable, Mapping, Sequence

from yearbook.draw.pdf_fonts import EmbeddedFace
from yearbook.draw.pdf_objects import Points, escaped
from yearbook.draw.pdf_spelling import spelt_pieces
from yearbook.model.page import Line, Run, Text

# What stands for the parentheses around a string until what is within is escaped, which is done for a page in one go. Glyph FFFF
# is none and U+FFFF no character, and these bytes cannot overlap themselves: nothing else looks so.
_OPEN, _CLOSE = b"\xff\xff\xff\xfe", b"\xff\xff\xff\xfd"
_SPELL, _SPELT = b"/Span<</ActualText" + _OPEN + b"\xfe\xff", _CLOSE + b">>BDC\n"
_SHOWN = _CLOSE + b"Tj\n"
_ARRAY, _SHOWN_ARRAY = b"[" + _OPEN, _CLOSE + b"]TJ\n"


class Lines:
    """Writes lines among the operators of a page. Operators that set a state are written when it changes.

    Text states outlive ET, so one text object takes all lines until `leave`. `corner` is the trimmed page's head-left one, in
    1/1000 pt from the sheet's foot-left; `set_fill` writes the colour of what is filled, which shapes change too, and keeps `colour` true.
    """

    def __init__(
        self, faces: Mapping[str, EmbeddedFace], corner: tuple[int, int], points: Points, set_fill: Callable[[str], None]
    ) -> None:
        self._faces, self._corner, self._points, self._set_fill = faces, corner, points, set_fill
        self._moves, self._steps = _MovesBySize(), _Steps(points)
        self.begin_page([])

    def begin_page(self, out: list[bytes]) -> None:
        """The operators of the next page go to `out`, each with its line end."""
        self._out = out
        self.used_faces: dict[str, None] = {}
        self.forget()

    def forget(self) -> None:
        """What a new page starts with."""
        self._open, self._turned, self._place = False, False, (0, 0)
        self._state: _State = ("", 0, 0, 0, self._moves[0])
        self.colour = ""

    def leave(self) -> None:
        """Ends the text object, if one is begun."""
        if self._open:
            self._out.append(b"ET\n")
            self._open = False

    def write(self, marks: Sequence[Text], clashing: frozenset[int]) -> None:
        """Lines of one element; those whose id is `clashing` read otherwise by their glyphs. 3 µs a line, 1.5 more with kerns.

        Why so long: every line of the book comes by here, and a call costs as much as half a line.
        """
        out, steps, (left, top), (from_x, from_y) = self._out, self._steps, self._corner, self._place
        face, size, spacing, rise, moves = self._state
        for mark in marks:
            line = mark.line
            runs = line.runs
            if not runs:
                continue
            at = runs[0].x
            x, y = left + mark.x + at, top - mark.y
            if self._open and not self._turned and not mark.turned and not mark.upward:
                out.append(steps[x - from_x, y - from_y])
            else:
                self._begin(mark, at)
            from_x, from_y = x, y
            clash = clashing and id(mark) in clashing
            for shown, told in _spelt(line, bool(clash)) if clash or not line.exact else ((runs, b""),):
                if told:
                    out.append(_SPELL + told + _SPELT)
                for run in shown:
                    if run.face != face or run.size != size or run.rise != rise:
                        face, size, spacing, rise, moves = self._change((face, size, spacing, rise, moves), run)
                    elif run.spacing != spacing:
                        spacing = run.spacing
                        out.append(self._points[spacing] + b" Tc\n")
                    if run.colour != self.colour:
                        self._set_fill(run.colour)
                    x, codes, opened, shut = run.x, run.gids, _OPEN, _SHOWN
                    if run.kerns or x != at:
                        out.append(b"[" + moves[x - at][len(_CLOSE) :] if x != at else _ARRAY)
                        start = 0
                        for index, amount in run.kerns:
                            end = index + index
                            out.append(codes[start:end])
                            out.append(moves[amount])
                            start = end
                        codes, opened, shut = codes[start:], b"", _SHOWN_ARRAY
                    out.append(opened + codes + shut)
                    at = x + run.width
                if told:
                    spacing = self._without(spacing) if line.next_x else spacing
                    out.append(b"EMC\n")
        self._place, self._state = (from_x, from_y), (face, size, spacing, rise, moves)

    def _begin(self, mark: Text, at: int) -> None:
        """Begins a text object; one for a single line when that is turned, which its matrix does."""
        self.leave()
        left, top = self._corner
        self._open, self._turned = True, mark.turned or mark.upward
        if not self._turned:
            self._out.append(b"BT\n" + self._steps[left + mark.x + at, top - mark.y])
            return
        matrix, along = (b"0 -1 1 0", -at) if mark.turned else (b"0 1 -1 0", at)
        self._out.append(b"BT %b %b %b Tm\n" % (matrix, self._points[left + mark.x], self._points[top - mark.y + along]))

    def _without(self, spacing: int) -> int:
        """Ends the spacing in force, which poppler takes off the width of what is spelt out."""
        if spacing:
            self._out.append(b"0 Tc\n")
        return 0

    def _change(self, state: "_State", run: Run) -> "_State":
        """Writes what differs from the run before, but its colour; the state from now on."""
        out, points = self._out, self._points
        face, size, spacing, rise, moves = state
        if face != run.face or size != run.size:
            self.used_faces[run.face] = None
            out.append(b"/" + self._faces[run.face].resource + b" " + points[run.size] + b" Tf\n")
            moves = self._moves[run.size]
        if spacing != run.spacing:
            out.append(points[run.spacing] + b" Tc\n")
        if rise != run.rise:
            out.append(points[run.rise] + b" Ts\n")
        return run.face, run.size, run.spacing, run.rise, moves


def _spelt(line: Line, clash: bool) -> list[tuple[Sequence[Run], bytes]]:
    """A line as pieces with the text that they stand for, because readers would not find it in their glyphs; empty where they do."""
    told = utf_16_be_encode(line.text)[0]
    if not line.next_x and not line.over and len(told) == 2 * len(line.text):  # as nearly always
        return [(line.runs, told)]
    # what stands over a line is within the ActualText of its own words, so that it is not copied among them
    return [
        ((*runs, *line.over), utf_16_be_encode(text)[0]) if text else (runs, b"") for runs, text in spelt_pieces(line, clashing=clash)
    ]


def content_of(operators: Sequence[bytes]) -> bytes:
    """A page's content without its last line end, what must be escaped in its strings escaped."""
    return escaped(b"".join(operators)).replace(_OPEN, b"(").replace(_CLOSE, b")").removesuffix(b"\n")


class _Steps(dict[tuple[int, int], bytes]):
    """How far to the right and up in 1/1000 pt → the operator that moves there from the beginning of the last line."""

    def __init__(self, points: Points) -> None:
        super().__init__()
        self._points = points

    def __missing__(self, step: tuple[int, int]) -> bytes:
        x, y = step
        self[step] = text = self._points[x] + b" " + self._points[y] + b" Td\n"
        return text


class _Moves(dict[int, bytes]):
    """Move to the right in 1/1000 pt → the end of a string, the number of a TJ array and a new string, at one size.

    The number is in 1/1000 em to the left, to 1/100.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, amount: int) -> bytes:
        number = (-200_000 * amount + self._size) // (2 * self._size)
        self[amount] = move = _CLOSE + f"{number / 100:.2f}".rstrip("0").rstrip(".").encode("ascii") + _OPEN
        return move


_State = tuple[str, int, int, int, _Moves]  # face, size, spacing, rise, and how moves are written at the size


class _MovesBySize(dict[int, _Moves]):
    """Size → its moves."""

    def __missing__(self, size: int) -> _Moves:
        self[size] = moves = _Moves(size)
        return moves
