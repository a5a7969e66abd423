"""Words in a style become lines on a measure: faces chosen from chains, text measured, broken, justified."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from yearbook.compose.breaks import Breaker, break_lines, break_ragged
from yearbook.compose.faces_chosen import choose_faces
from yearbook.compose.justify import set_line, set_lines
from yearbook.compose.measured import Interlinear, Look, Measured, Rules, Segment, rules_of
from yearbook.compose.prepare import measure
from yearbook.compose.shaped_lines import Measure, Shape, break_shaped
from yearbook.fonts import Faces
from yearbook.frozen import workpiece
from yearbook.model.copy import Item
from yearbook.model.layout import Layout, Style
from yearbook.model.page import INDEX_MARK, Line
from yearbook.model.text import Span, Words

C = TypeVar("C")  # copy
M = TypeVar("M")  # what is made of it

_FIGURES = re.compile(r"([!-~À-ʯ·]*[A-Za-z0-9À-ʯ][!-~À-ʯ·]*)")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

_LOOK = itemgetter(slice(1, None))  # of a piece: all but its text

NO_WHITE: Mapping[int, int] = {}
ENDLESS = 10**12  # milli units: a line of any width
_TEXTS = 300  # short texts of which the measures are kept


class Piece(NamedTuple):
    """A stretch of text in a named style; `family`, `weight` and `colour` replace the style's own when given."""

    text: str
    style: str
    family: str = ""
    weight: int = 0
    colour: str = ""
    rise: int = 0
    link: str = ""
    scale: int = 1000  # of the style's size, in 1/1000
    under: tuple[str, ...] = ()  # names of marks under the text
    over: str = ""  # syllables set over the text


class Asked(NamedTuple):
    """What a paragraph is set from: its pieces; (width, indent, align); fixed white (1/1000 pt) at some boundaries."""

    pieces: tuple[Piece, ...]
    shape: tuple[Measure, int, str]
    white: Mapping[int, int] = NO_WHITE


class Way(NamedTuple):
    """How pieces of a style, family and weight are set: the style, the faces of their chain, those of words and figures if others."""

    style: Style
    chain: tuple[str, ...]
    western: tuple[str, ...] = ()


@workpiece
class Typesetter:
    """What composing needs at every step: the layout and its opened faces."""

    layout: Layout
    faces: Faces
    names: tuple[str, ...] = ()  # of people: a name with a missing character changes face as a whole
    # what was found or set before: pure functions of the layout, so a cache changes nothing but time
    _ways: dict[tuple[str, str, int], Way] = field(default_factory=dict)
    _rules: list[Rules] = field(default_factory=list)
    _any_name: list[re.Pattern[str]] = field(default_factory=list)
    kept: dict[tuple[object, ...], tuple[object, Any]] = field(default_factory=dict)  # by id of copy
    rows: dict[object, tuple[Line, ...]] = field(default_factory=dict)  # of contents and index
    singles: dict[tuple[Piece, ...], Line] = field(default_factory=dict)
    cells: dict[Any, Any] = field(default_factory=dict)  # of tables
    grouped: dict[tuple[tuple[Piece, ...], Decimal], Line] = field(default_factory=dict)  # numbers with gaps of so many ems
    ragged: dict[tuple[tuple[Piece, ...], tuple[Measure, int, str]], tuple[Line, ...]] = field(default_factory=dict)
    hands: int = 1  # how many processes set the book
    in_batches: bool = False  # whether the book is long enough for paragraphs to be set many at once
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)  # of chapters by anchor there: which are set together; weight
    coming: dict[int, list[tuple[Item, ...]]] = field(default_factory=dict)  # by id of a chapter's items: its group's, till these are set
    # by id of copy and how it is set: the copy, and its lines set many at once
    beforehand: dict[tuple[int, object], tuple[object, tuple[Line, ...]]] = field(default_factory=dict)
    texts: dict[tuple[Piece, ...], Measured] = field(default_factory=dict)  # the last ones measured

    def once(self, make: "Callable[[C, Typesetter], M]", copy: C) -> M:
        """What `make` makes of some copy; what an earlier round made of the very same copy is not made again.

        Why by identity: comparing long copy would cost what it saves. What is kept here keeps its copy, so no id comes twice.
        """
        key = (make, *map(id, copy)) if isinstance(copy, tuple) else (make, id(copy))
        if key not in self.kept:
            self.kept[key] = copy, make(copy, self)
        made: M = self.kept[key][1]
        return made

    def taken(self, copy: object, how: object) -> tuple[Line, ...] | None:
        """The lines of some copy set so, where they were set beforehand; they are taken once. By identity for the reason above."""
        return self.beforehand.pop((id(copy), how), (None, None))[1]

    @property
    def rules(self) -> Rules:
        """The layout's rules of composition."""
        if not self._rules:
            self._rules.append(rules_of(self.layout.composition))
        return self._rules[0]

    def inside_names(self, text: str) -> frozenset[int]:
        """The places inside the names of the people register: no line should end there."""
        if not self.names:
            return frozenset()
        if not self._any_name:
            self._any_name.append(re.compile("|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))))
        found = self._any_name[0].finditer(text)
        return frozenset(at for match in found for at in range(match.start() + 1, match.end()))

    def style(self, name: str) -> Style:
        """A style of the layout."""
        return self.layout.styles[name]

    def chain(self, family: str, weight: int) -> tuple[str, ...]:
        """Face names of a family in the weight asked for, or the nearest it has; then all others, as a last resort."""
        weights = self.layout.families[family]
        chain = weights[weight] if weight in weights else weights[min(weights, key=lambda w: (abs(w - weight), w))]
        return (*chain, *(face for face in self.layout.faces if face not in chain))

    def way(self, key: tuple[str, str, int]) -> Way:
        """How a piece is set by its style, and family and weight where they are not the style's own."""
        way = self._ways.get(key)
        if way is None:
            style = self.style(key[0])
            family, weight = key[1] or style.family, key[2] or style.weight
            western = self.layout.western.get(family)
            way = self._ways[key] = Way(style, self.chain(family, weight), self.chain(western, weight) if western else ())
        return way


def pieces_of(words: Words, style: str, layout: Layout) -> tuple[Piece, ...]:
    """Words as pieces: emphasis becomes a change of face, links keep their target."""
    return tuple([
        Piece(span.text, style) if span.kind == "text" and not span.tone else _piece(span, style, layout) for span in words if span.text
    ])  # fmt: skip


def _piece(span: Span, style: str, layout: Layout) -> Piece:
    family, weight = _tone(span.tone or span.kind, layout)
    match span.kind:
        case "link":
            return Piece(span.text, style, family, weight, link=span.target)
        case "term":
            return Piece(span.text, style, layout.glossary.first_use_family, link=span.target)
        case "index":
            return Piece(span.text, style, family, weight, link=INDEX_MARK + span.target)
        case "note":
            return Piece(span.text, style, rise=layout.styles[style].size * 3 // 10, scale=650, link=span.target)
        case "marked":
            return Piece(span.text, style, family, weight, under=tuple(span.target.split("+")))
        case "pinyin":
            return Piece(span.text, style, family, weight, over=span.target)
        case _:
            return Piece(span.text, style, family, weight)


def _tone(tone: str, layout: Layout) -> tuple[str, int]:
    """Family and weight of emphasised text; "" and 0: the style's own."""
    if tone == "strong":
        return layout.strong, layout.strong_weight
    return (layout.emphasis, layout.emphasis_weight) if tone == "em" else ("", 0)


def segments_of(pieces: Iterable[Piece], setter: Typesetter) -> tuple[str, tuple[Segment, ...]]:
    """The text of the pieces and its segments, each in the first face of its chain that has all its characters."""
    texts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for like, alike in groupby(pieces, key=_LOOK):
        way = setter.way(like[:3])
        parts = [piece[0] for piece in alike]
        text = ("".join(parts) if len(parts) > 1 else parts[0]).replace("\t", " ")
        faced = _faced(text, way, setter)
        if len(faced) > 1 and len(parts) > 1:  # what is said of a word goes by pieces
            faced = [one for part in parts for one in _faced(part.replace("\t", " "), way, setter)]
        for part, face in faced:
            look = look_of(like, way.style, face)
            end = at + len(part)
            if segments and segments[-1].look == look:
                segments[-1] = Segment(segments[-1].start, end, look, segments[-1].font)
            else:
                segments.append(Segment(at, end, look, setter.faces[face]))
            texts.append(part)
            at = end
    return "".join(texts), tuple(segments)


def look_of(like: tuple[Any, ...], style: Style, face: str) -> Look:
    """How a piece is set in a face; `like` are its fields but for the text."""
    _, _, _, colour, rise, link, scale, _, _ = like
    return Look(face, style.size * scale // 1000, colour or style.colour, style.track, rise, link)


def _faced(text: str, way: Way, setter: Typesetter) -> list[tuple[str, str]]:
    """(part, face) over the text of a piece; words and figures of a family may come from another family of the layout."""
    if not way.western or not _FIGURES.search(text):
        return choose_faces(text, way.chain, setter.faces, setter.names)
    return [
        chosen
        for part in _FIGURES.split(text) if part
        for chosen in choose_faces(part, way.western if _FIGURES.fullmatch(part) else way.chain, setter.faces, setter.names)
    ]  # fmt: skip


def set_paragraph(
    pieces: Iterable[Piece], setter: Typesetter, width: Measure, indent: int = 0, align: str = "justify"
) -> tuple[Line, ...]:
    """Lines of `width` (1/1000 pt), the first shorter by `indent`; its caller moves it to the right.

    `align` justify fills all lines but the last; others keep their natural width. Beside a figure lines are justified.
    """
    return set_asked(Asked(tuple(pieces), (width, indent, align)), setter)


def set_asked(asked: Asked, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a paragraph."""
    pieces, shape, white = asked
    if shape[2] == "justify" or white or isinstance(shape[0], Shape):
        return _set(_measured(pieces, setter, white), setter, shape)
    lines = setter.ragged.get((pieces, shape))
    if lines is None:
        lines = setter.ragged[pieces, shape] = _set(_measured_short(pieces, setter), setter, shape)
    return lines


def _set(measured: Measured, setter: Typesetter, shape: tuple[Measure, int, str]) -> tuple[Line, ...]:
    width, indent, align = shape
    if not measured.text.strip():
        return ()
    rules = setter.rules
    if isinstance(width, Shape):
        return set_lines(*break_shaped(measured, width, indent, rules, setter.inside_names(measured.text)), True)
    first, other = (width - indent) * 1000, width * 1000
    if align == "justify":
        broken = break_lines(measured, first, other, rules, setter.inside_names(measured.text))
    else:
        broken = break_ragged(measured, first, other, rules)
    breaker = Breaker(measured, first, other, rules, frozenset(), broken.soft)
    return set_lines(breaker, broken.lines, align == "justify")


def _measured(pieces: tuple[Piece, ...], setter: Typesetter, white: Mapping[int, int]) -> Measured:
    text, segments = segments_of(pieces, setter)
    milli = {at: amount * 1000 for at, amount in (white or _spread(pieces, setter)).items()}
    return measure(text, segments, setter.rules, milli, _interlinear(pieces, setter))


def _measured_short(pieces: tuple[Piece, ...], setter: Typesetter) -> Measured:
    """Words of a cell, title or label measured once: they are tried on one line, then on several measures."""
    measured = setter.texts.get(pieces)
    if measured is None:
        if len(setter.texts) >= _TEXTS:
            setter.texts.clear()
        measured = setter.texts[pieces] = _measured(pieces, setter, {})
    return measured


def _interlinear(pieces: tuple[Piece, ...], setter: Typesetter) -> tuple[Interlinear, ...]:
    """What stands under and over the pieces: nearly always nothing. Pinyin stands over characters one by one, or over a word."""
    if not any(piece.under or piece.over for piece in pieces):
        return ()
    look = setter.layout.interlinear
    notes: list[Interlinear] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        if piece.under:
            notes.append(Interlinear(at, end, look, piece.under))
        if piece.over:
            scale = int(look.pinyin_size * piece.scale)
            rise = int(look.pinyin_rise * setter.style(piece.style).size * piece.scale) // 1000
            words = piece.over.split()
            for n, word in enumerate(words):
                small = Piece(word, piece.style, look.pinyin_family, look.pinyin_weight, piece.colour, rise, "", scale)
                span = (at + n, at + n + 1) if len(words) > 1 else (at, end)
                notes.append(Interlinear(*span, look, (), set_single((small,), setter)))
        at = end
    return tuple(notes)


def _spread(pieces: tuple[Piece, ...], setter: Typesetter) -> Mapping[int, int]:
    """The white between the characters of a short title that its style spreads to so many ems: 图　版."""
    style = setter.style(pieces[0].style) if pieces else None
    if style is None or not style.spread or len(pieces) > 1:
        return {}
    text, count = pieces[0].text, len(pieces[0].text)
    if not 1 < count < style.spread or not _HAN.fullmatch(text):
        return {}
    gap = (style.spread - count) * style.size * pieces[0].scale // 1000 // (count - 1)
    return dict.fromkeys(range(1, count), gap)


def set_single(pieces: Iterable[Piece], setter: Typesetter) -> Line:
    """One line at its natural width, however long."""
    key = tuple(pieces)
    line = setter.singles.get(key)
    if line is None:
        line = setter.singles[key] = _single(key, setter)
    return line


def _single(pieces: tuple[Piece, ...], setter: Typesetter) -> Line:
    measured = _measured_short(pieces, setter)
    if not measured.text:
        return Line((), "", 0, True)
    return set_line(Breaker(measured, ENDLESS, ENDLESS, setter.rules, frozenset()), 0, len(measured.text), False)
