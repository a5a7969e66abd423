"""Lines as text objects: what stands in a TextCode is the source's characters, what is shown are exactly our glyphs.

Where a glyph is its character's own, the embedded font's cmap says so; elsewhere a CGTransform names it. A reader
counts characters in UTF-16 or otherwise, so what is beyond the BMP has an object of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yearbook.draw.ofd_fonts import OfdFace
from yearbook.draw.ofd_telling import told_runs
from yearbook.draw.ofd_xml import Identifiers, Millimetres, decimal, escaped, millimetres
from yearbook.draw.pdf_glyphs import glyph_ids
from yearbook.draw.taken_up import TakenUp
from yearbook.frozen import replace
from yearbook.model.page import Run, Text


@dataclass(slots=True)
class Piece:
    """Glyphs of a run that go into one TextCode: what they stand for, where they begin, the steps between them.

    `own`: they are those that the cmap gives for the text, one a character. `tail` are blanks of the next run: a reader
    may strip them from where a TextCode begins.
    """

    face: OfdFace
    run: Run
    x: int
    width: int
    gids: list[int]
    text: str
    steps: list[str]
    own: bool
    tail: str = ""


class Steps(dict[tuple[int, int, int, int], str]):
    """(advance and em in font units, size, further move) → from one glyph to the next in millimetres."""

    def __missing__(self, key: tuple[int, int, int, int]) -> str:
        advance, units, size, move = key
        text = decimal(millimetres(advance * size / units + move), 4)
        self[key] = text
        return text


class Lines:
    """Writes lines; its faces learn which glyphs were shown."""

    def __init__(self, faces: TakenUp[OfdFace], colours: dict[str, str], identifiers: Identifiers) -> None:
        self._faces, self._colours, self._identifiers = faces, colours, identifiers
        self._places, self._sizes, self._steps = Millimetres(), Millimetres(4), Steps()

    def objects(self, mark: Text) -> Iterator[str]:
        """The text objects of a line: neighbours of one look share one, when the cmap tells their glyphs."""
        pieces = [piece for run, text in told_runs(mark.line, self._cut) for piece in self._pieces(run, text)]
        for _, group in groupby(_joined(pieces), key=_look):
            alike = list(group)
            for together in [alike] if all(piece.own for piece in alike) else [[piece] for piece in alike]:
                yield self._object(mark, together)

    def _pieces(self, run: Run, text: str) -> Iterator[Piece]:
        """A run as one piece; cut before and after characters beyond the BMP, and without blanks that are not shown."""
        tail = text.removeprefix(run.text) if text.startswith(run.text) else ""
        if not tail.isspace():
            tail = ""
        if text.removesuffix(tail) != run.text:
            yield self._piece(run, text)
            return
        for part in self._parts(run):
            piece = self._piece(part, part.text)
            yield piece
        piece.tail = tail

    def _piece(self, run: Run, text: str) -> Piece:
        face, gids = self._faces[run.face], list(glyph_ids(run.gids))
        face.use(gids)
        begin = run.x + sum(amount for at, amount in run.kerns if at == 0)
        own = len(text) == len(gids) and max(text) <= "\uffff" and run.gids == face.face.gids(text)
        return Piece(face, run, begin, run.width, gids, text, self._of_moves(run, face, self._moves(run, face, gids)), own)

    def _parts(self, run: Run) -> list[Run]:
        text = run.text
        if max(text) > "\uffff" and len(run.gids) == 2 * len(text):
            for at in range(1, len(text)):
                if max(text[at - 1 : at + 1]) > "\uffff":
                    before, after = self._cut(run, at)
                    return [before, *self._parts(after)]
        return [run]

    def _cut(self, run: Run, at: int) -> tuple[Run, Run]:
        """A run of one glyph a character in two."""
        face = self._faces[run.face]
        advances = sum(face.advance(gid) for gid in glyph_ids(run.gids[: 2 * at])) * run.size
        moved = round(advances / face.face.units) + at * run.spacing + sum(amount for index, amount in run.kerns if index <= at)
        before = tuple((index, amount) for index, amount in run.kerns if index < at)
        after = tuple((index - at, amount) for index, amount in run.kerns if index > at)
        return (
            replace(run, gids=run.gids[: 2 * at], text=run.text[:at], width=moved, kerns=before),
            replace(run, gids=run.gids[2 * at :], text=run.text[at:], x=run.x + moved, width=run.width - moved, kerns=after),
        )

    def _moves(self, run: Run, face: OfdFace, gids: list[int]) -> list[tuple[int, int]]:
        """From every glyph to the next: its advance in font units, and what comes to it."""
        kerns = dict(run.kerns)
        return [(face.advance(gid), run.spacing + kerns.get(at, 0)) for at, gid in enumerate(gids[:-1], 1)]

    def _of_moves(self, run: Run, face: OfdFace, moves: list[tuple[int, int]]) -> list[str]:
        units, size, steps = face.face.units, run.size, self._steps
        return [steps[advance, units, size, move] for advance, move in moves]

    def _object(self, mark: Text, pieces: list[Piece]) -> str:
        run, face = pieces[0].run, pieces[0].face
        box, origin, matrix = _frame(mark, pieces, face)
        places = self._places
        codes = "".join(self._code(piece, origin) for piece in pieces)
        turned = f' CTM="{matrix} {places.row(mark.x - box[0], mark.y - box[1])}"' if matrix else ""
        return (
            f'<ofd:TextObject ID="{self._identifiers()}" Boundary="{places.row(*box)}"{turned} Font="{face.number}" '
            f'Size="{self._sizes[run.size]}"><ofd:FillColor Value="{self._colours[run.colour]}"/>{codes}</ofd:TextObject>'
        )

    def _code(self, piece: Piece, origin: tuple[int, int]) -> str:
        run, places = piece.run, self._places
        steps = piece.steps
        glyphs = "" if piece.own else _transform(piece)
        text = piece.text + piece.tail
        if piece.tail or len(text) > len(piece.gids):  # for readers that take a step a character, whatever glyphs we name
            rest = len(text) - len(steps) - 1
            even = decimal(millimetres(piece.width / (rest + 1)), 4) if not piece.tail else steps[-1] if steps else self._sizes[run.size]
            steps = [*steps, *[even] * rest]
        delta = f' DeltaX="{_packed(steps)}"' if steps else ""
        place = f'X="{places[piece.x - origin[0]]}" Y="{places[-run.rise - origin[1]]}"'
        return f"{glyphs}<ofd:TextCode {place}{delta}>{escaped(text)}</ofd:TextCode>"


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces without blanks at their beginning: they go to the end of the piece before."""
    joined: list[Piece] = []
    for piece in pieces:
        kept = piece.text.lstrip(" ")
        blanks = len(piece.text) - len(kept)
        if joined and kept and blanks and piece.own and len(piece.text) == len(piece.gids):
            moved = sum(piece.face.advance(gid) * piece.run.size / piece.face.face.units + piece.run.spacing for gid in piece.gids[:blanks])
            moved += sum(amount for at, amount in piece.run.kerns if 0 < at <= blanks)
            joined[-1].tail += piece.text[:blanks]
            piece.x, piece.width = piece.x + round(moved), piece.width - round(moved)
            piece.gids, piece.text, piece.steps = piece.gids[blanks:], kept, piece.steps[blanks:]
        joined.append(piece)
    return joined


def _look(piece: Piece) -> tuple[str, int, str, bool]:
    return piece.run.face, piece.run.size, piece.run.colour, piece.own


def _frame(mark: Text, pieces: list[Piece], face: OfdFace) -> tuple[tuple[int, int, int, int], tuple[int, int], str]:
    """The box that holds the glyphs, where its origin lies from that of the line's own axes, and the matrix that turns them."""
    above, below = face.reach(pieces[0].run.size)
    rises = [piece.run.rise for piece in pieces]
    spare = pieces[0].run.size // 10  # what leans out of its width
    left, right = min(piece.x for piece in pieces) - spare, max(piece.x + piece.width for piece in pieces) + spare
    above, below = above + max(rises), below - min(rises)
    if mark.turned:
        return (mark.x - below, mark.y + left, above + below, right - left), (0, 0), "0 1 -1 0"
    if mark.upward:
        return (mark.x - above, mark.y - right, above + below, right - left), (0, 0), "0 -1 1 0"
    return (mark.x + left, mark.y - above, right - left, above + below), (left, -above), ""


def _transform(piece: Piece) -> str:
    """The glyphs by their ids: only those that the cmap would not give, or all when their number is not the characters'."""
    if len(piece.gids) != len(piece.text) or max(piece.text) > "\uffff":
        return _glyphs(0, len(piece.text.encode("utf-16-be")) // 2, piece.gids)
    nominal = glyph_ids(piece.face.face.gids(piece.text))
    odd = [at for at, gid in enumerate(piece.gids) if gid != nominal[at]]
    parts = []
    for _, neighbours in groupby(enumerate(odd), key=lambda item: item[1] - item[0]):
        span = [at for _, at in neighbours]
        parts.append(_glyphs(span[0], len(span), piece.gids[span[0] : span[-1] + 1]))
    return "".join(parts)


def _glyphs(at: int, codes: int, gids: list[int]) -> str:
    return (
        f'<ofd:CGTransform CodePosition="{at}" CodeCount="{codes}" GlyphCount="{len(gids)}">'
        f"<ofd:Glyphs>{' '.join(map(str, gids))}</ofd:Glyphs></ofd:CGTransform>"
    )


def _packed(steps: list[str]) -> str:
    """Steps as the standard abbreviates them: three and more of one kind as `g` with their number."""
    parts = []
    for step, same in groupby(steps):
        number = len(list(same))
        parts.append(f"g {number} {step}" if number > 2 else " ".join([step] * number))
    return " ".join(parts)
