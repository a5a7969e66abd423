"""Colours in a PDF: the operators that set them, the ink of every plate, black that overprints on a press."""

from collections.abc import Iterable

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_objects import Objects
from yearbook.model.page import Colour

_BLACK = (0, 0, 0, 100)


class Inks:
    """The colours of one file by name; on a press, solid black overprints and everything else knocks out (OPM 1).

    Text in black on a coloured ground so leaves no white seams; white and tints must never overprint: they would vanish.
    """

    def __init__(self, colours: Iterable[tuple[str, Colour]], options: PdfOptions, objects: Objects) -> None:
        self._objects = objects
        named = dict(colours)
        self._fills = {name: _operator(colour, options, b"rg\n", b"k\n") for name, colour in named.items()}
        self._strokes = {name: _operator(colour, options, b"RG\n", b"K\n") for name, colour in named.items()}
        self._black = {name for name, colour in named.items() if options.press and colour.cmyk == _BLACK}
        self._registration = {name for name, colour in named.items() if colour.registration and options.colours == "cmyk"}
        self._plain = not self._black and not self._registration
        self._all_plates = 0
        self._states: dict[tuple[bool, bool], int] = {}
        self.begin_page()

    def begin_page(self) -> None:
        """A new page has used nothing yet."""
        self._used_states: set[tuple[bool, bool]] = set()
        self._uses_all_plates = False
        self.forget()

    def forget(self) -> None:
        """What a page starts with: nothing overprints."""
        self._state = (False, False)  # strokes, fills

    def fill(self, name: str) -> bytes:
        """The operators before a fill or text in that colour, with their line ends. Raises KeyError."""
        if self._plain:
            return self._fills[name]
        self._uses_all_plates |= name in self._registration
        return self._overprinting((self._state[0], name in self._black)) + self._fills[name]

    def stroke(self, name: str) -> bytes:
        """The operators before a stroke in that colour, with their line ends. Raises KeyError."""
        self._uses_all_plates |= name in self._registration
        return self._overprinting((name in self._black, self._state[1])) + self._strokes[name]

    def knock_out(self) -> bytes:
        """The operators before a picture, if any: ISO 19005-2 §6.2.4.2 forbids OPM 1 for images with a CMYK profile."""
        return self._overprinting((False, False)).rstrip()

    def resources(self) -> bytes:
        """What the page's resources must hold for its colours."""
        states = b"".join(b"/%b %d 0 R" % (_resource(state), self._state_object(state)) for state in sorted(self._used_states))
        parts = b"/ExtGState<<%b>>" % states if states else b""
        return parts + (b"/ColorSpace<</All %d 0 R>>" % self._plates() if self._uses_all_plates else b"")

    def _overprinting(self, state: tuple[bool, bool]) -> bytes:
        if state == self._state:
            return b""
        self._state = state
        self._used_states.add(state)
        return b"/%b gs\n" % _resource(state)

    def _state_object(self, state: tuple[bool, bool]) -> int:
        if state not in self._states:
            strokes, fills = (b"true" if one else b"false" for one in state)
            self._states[state] = self._objects.add(b"<</Type/ExtGState/OP %b/op %b/OPM 1>>" % (strokes, fills))
        return self._states[state]

    def _plates(self) -> int:
        """The colour space of what prints from every plate."""
        if not self._all_plates:
            tint = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>"
            self._all_plates = self._objects.add(b"[/Separation/All/DeviceCMYK%b]" % tint)
        return self._all_plates


def _resource(state: tuple[bool, bool]) -> bytes:
    return b"OP%d%d" % state


def _operator(colour: Colour, options: PdfOptions, rgb: bytes, cmyk: bytes) -> bytes:
    if options.colours == "cmyk" and colour.registration:
        return b"/All CS 1 SCN\n" if cmyk.isupper() else b"/All cs 1 scn\n"
    return colour_operands(colour, options) + b" " + (rgb if options.colours == "rgb" else cmyk)


def colour_operands(colour: Colour, options: PdfOptions) -> bytes:
    """The numbers before rg or k, to four places."""
    parts = [part / 255 for part in colour.rgb] if options.colours == "rgb" else [part / 100 for part in colour.cmyk]
    return b" ".join(f"{part:.4f}".rstrip("0").rstrip(".").encode() for part in parts)
