"""Entries of the contents run in as text, each with its page number behind it, broken as if every number were equally wide."""

from collections.abc import Iterable, Iterator, Sequence

from yearbook.compose.breaks import Breaker, break_ragged
from yearbook.compose.faces_chosen import QUOTES, choose_faces
from yearbook.compose.glyph_widths import figures_stand, units_of
from yearbook.compose.justify import set_line
from yearbook.compose.marks import TIE, untied
from yearbook.compose.measured import Look, Segment
from yearbook.compose.paragraph import ENDLESS, Piece, Typesetter, look_of, segments_of, set_paragraph, set_single
from yearbook.compose.prepare import measure
from yearbook.fonts import Face
from yearbook.frozen import frozen, replace
from yearbook.model.page import Line, Run

SEPARATOR = "\u3000"
FIGURES = "0123456789"
UNSURE = frozenset(QUOTES + "\t")  # what is in a face, or a character, by what stands beside it


@frozen
class Row:
    """An entry: its title, its folio, where it leads."""

    title: str
    folio: str
    anchor: str

    @property
    def words(self) -> str:
        """What its link says."""
        return f"{self.title} {self.folio}"


def entry_lines(rows: Sequence[Row], setter: Typesetter) -> tuple[Line, ...]:
    """The entries as lines, every run with the index of its row for a link.

    Lines are broken with numbers of as many digits as the layout says, so that the contents are as long whatever the
    folios turn out to be; then they are set with the true ones, each at its natural width. Pages are reserved before all
    folios are known: entries whose folios were known then are not set again.
    """
    key = ("contents", *[(row.title, row.folio) for row in rows])
    lines = setter.rows.get(key)
    if lines is None:
        lines = setter.rows[key] = tuple(_entry_lines(rows, setter))
    return lines


def _entry_lines(rows: Sequence[Row], setter: Typesetter) -> Iterator[Line]:
    look, rules = setter.layout.contents, setter.rules
    digits = max(look.digits, *(len(row.folio) for row in rows))
    wide = true = _pieces(rows, setter)
    tried = measured = measure(*_segments(true, setter), rules)
    if not _are_wide(rows, digits, setter):
        wide = _pieces([replace(row, folio="0" * digits) for row in rows], setter)
        tried = measure(*_segments(wide, setter), rules)
    room = (look.column - look.number) * 1000
    broken = break_ragged(tried, room, room, rules)
    if broken.soft:  # a divided word is copied whole: such lines are set one by one
        yield from _one_by_one(wide, true, setter)
        return
    breaker = Breaker(measured, ENDLESS, ENDLESS, rules, frozenset())
    for start, end in _places(wide, true, [end for _, end in broken.lines]):
        yield set_line(breaker, start, end, False)


def _segments(pieces: Sequence[Piece], setter: Typesetter) -> tuple[str, tuple[Segment, ...]]:
    """The text of the entries and its segments, as segments_of has them: quicker where titles are in one face, and numbers in another."""
    look = setter.layout.contents
    faced = {style: found for style in (look.entry_style, look.entry_number_style) if (found := _one_face(pieces, style, setter))}
    if len(faced) < 2:
        return segments_of(pieces, setter)
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        (face, size, colour, track, rise, _), font = faced[piece.style]
        end = at + len(piece.text)
        segments.append(Segment(at, end, Look(face, size, colour, track, rise, piece.link), font))
        at = end
    return "".join([piece.text for piece in pieces]), tuple(segments)


def _one_face(pieces: Sequence[Piece], style: str, setter: Typesetter) -> tuple[Look, Face] | None:
    """How all pieces of a style are set; None where some of them may be in several faces."""
    way = setter.way((style, "", 0))
    text = "".join([piece.text for piece in pieces if piece.style == style])
    if way.western or not UNSURE.isdisjoint(text) or choose_faces(text, way.chain, setter.faces) != [(text, way.chain[0])]:
        return None
    return look_of(Piece("", style)[1:], way.style, way.chain[0]), setter.faces[way.chain[0]]


def _are_wide(rows: Sequence[Row], digits: int, setter: Typesetter) -> bool:
    """Whether the entries are as wide with their folios as with any others of so many digits: in a book of hundreds of pages most are."""
    if any(len(row.folio) != digits or row.folio.strip(FIGURES) for row in rows):
        return False
    way = setter.way((setter.layout.contents.entry_number_style, "", 0))
    face = setter.faces[(way.western or way.chain)[0]]
    return not face.missing(FIGURES) and figures_stand(face) and len({units_of(face, figure) for figure in FIGURES}) == 1


def _places(wide: Sequence[Piece], true: Sequence[Piece], ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where the lines that end at `ends` of the wide pieces begin and end in the true ones, a separator at an edge left out."""
    places, separators = [0], set()  # for each place in the wide pieces, none of them inside a number, that in the true ones
    for piece, real in zip(wide, true, strict=True):
        at, count = places[-1], len(piece.text)
        if piece.text == SEPARATOR:
            separators.add(at)
        places += range(at + 1, at + count + 1) if piece.text[0] != TIE else [at + len(real.text)] * count
    start = 0
    for end in ends:
        stop = places[end]
        yield start + (start in separators), stop - (stop - 1 in separators)
        start = stop


def _one_by_one(wide: list[Piece], true: list[Piece], setter: Typesetter) -> Iterator[Line]:
    look = setter.layout.contents
    at = 0
    for broken in set_paragraph(wide, setter, look.column - look.number, align="left"):
        yield set_single(_part(wide, true, at, at + len(broken.text)), setter)
        at += len(broken.text)


def _pieces(rows: Sequence[Row], setter: Typesetter) -> list[Piece]:
    look = setter.layout.contents
    pieces: list[Piece] = []
    for position, row in enumerate(rows):
        link = str(position)
        pieces += [Piece(row.title, look.entry_style, link=link), Piece(TIE + row.folio, look.entry_number_style, link=link)]
        if position < len(rows) - 1:
            pieces.append(Piece(SEPARATOR, look.entry_style))
    return pieces


def _part(wide: list[Piece], true: list[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Characters `start` to `end` of the wide pieces, with the true numbers; a separator at an edge is dropped."""
    part: list[Piece] = []
    at = 0
    for piece, real in zip(wide, true, strict=True):
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        if low < high:
            part.append(real if piece.text[0] == TIE else piece._replace(text=piece.text[low:high]))
        at += len(piece.text)
    while part and part[-1].text == SEPARATOR:
        part.pop()
    while part and part[0].text == SEPARATOR:
        part.pop(0)
    return tuple(part)


def linked(line: Line) -> Iterator[tuple[int, int, Line, int]]:
    """The entries of a line: the number of each, its x, its stretch of the line with the separator after it, the width of its words."""
    line = untied(line)
    stretches: list[tuple[int, list[Run]]] = []
    for run in line.runs:
        if run.link and (not stretches or int(run.link) != stretches[-1][0]):
            stretches.append((int(run.link), []))
        if stretches:
            stretches[-1][1].append(run)
    at = 0
    for position, (number, runs) in enumerate(stretches):
        words, x = [run for run in runs if run.link], runs[0].x
        end = at + sum([len(run.text) for run in runs]) if position < len(stretches) - 1 else len(line.text)
        moved = tuple([
            Run(run.face, run.size, run.colour, run.x - x, run.gids, run.text, run.width, run.spacing, run.kerns, run.rise) for run in runs
        ])
        width = words[-1].x + words[-1].width - x
        yield number, x, Line(moved, line.text[at:end], width, line.exact, line.under, line.over), width
        at = end
