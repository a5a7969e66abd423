"""The pen that writes PDF: marks become content streams, one a page; pdf_fonts and pdf_book write the rest."""

from collections.abc import Mapping

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_book import Book, margin_of
from yearbook.draw.pdf_colours import Inks
from yearbook.draw.pdf_fonts import embedded_faces
from yearbook.draw.pdf_glyphs import clashes
from yearbook.draw.pdf_kept import agree, own_texts
from yearbook.draw.pdf_objects import Objects, Points, deflated, escaped, literal
from yearbook.draw.pdf_pictures import Image, Pictures
from yearbook.draw.pdf_spelling import spelt_pieces
from yearbook.endings import ended
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnPage, marks_of
from yearbook.model.page import Anchor, Box, Disc, Element, Line, Link, Page, Pages, Path, Picture, Rule, Run, Text
from yearbook.standing import NOTHING_STANDING, Standing

CIRCLE = 5523  # in 1/10000 of the radius: the control points by which four Bézier curves make a circle


class PdfPen:
    """Writes pages into one PDF file; `finish` gives its bytes.

    Operators that set a state are written when it changes. Text states outlive ET, so one text object takes all
    lines until something else is drawn or, with tags, another element begins.
    """

    def __init__(self, pages: Pages, faces: Mapping[str, Face], options: PdfOptions, standing: Standing = NOTHING_STANDING) -> None:
        self._pages, self._options = pages, options
        self._objects, self._standing = Objects(), standing
        self._faces = embedded_faces(faces, self._objects)
        self._pictures = Pictures(self._objects, options.press)
        self._book = Book(pages, self._objects, options)
        self._points, self._moves = Points(), MovesBySize()
        margin = margin_of(pages, options)
        self._left, self._top = margin, pages.height + margin
        self._inks = Inks(pages.colours, options, self._objects)
        self._out: list[bytes] = []
        self._clashes: frozenset[int] = frozenset()
        self._used_faces: dict[str, None] = {}
        self._used_pictures: dict[str, Image] = {}  # by file
        self._contents: list[int] = []  # elements by MCID
        self._links: list[Link] = []
        self._content = b""  # of the page drawn last, compressed
        self._in_text = self._tagged = False
        self._around: tuple[Rule | Box | Disc | Text, ...] = ()
        self._forget_state()

    def finish(self) -> bytes:
        """The file."""
        for face in self._faces.fonts():
            face.write(self._objects, self._standing)
        return self._book.finish()

    # pages and structure

    def begin_page(self, page: Page, index: int) -> None:  # a verb of Pen
        self._out = []
        whole = replace(page, marks=(*page.marks, *page.around)) if page.around else page
        self._clashes = clashes(whole, lambda key: self._faces[key].texts)
        self._used_faces, self._used_pictures = {}, {}
        self._contents, self._links = [], []
        self._inks.begin_page()
        self._book.begin_page()
        self._forget_state()
        self._around = page.around
        if self._options.press:  # what bleeds ends at the bleed: beyond it stand the marks
            self._out.append(b"q %b re W n" % self._book.bleed_box)

    def end_page(self) -> None:
        self._leave_text()
        if self._options.press:
            self._out.append(b"Q")
            self._forget_state()
            self._draw_around()
            self._leave_text()
        self._content = deflated(ended(b"\n".join(self._out)))
        self._book.end_page(self._content, self._resources() + self._inks.resources())

    def _resources(self) -> bytes:
        """What the page's resources hold of faces and pictures."""
        used = dict.fromkeys(self._faces[key] for key in self._used_faces)
        fonts = b"".join(b"/%b %d 0 R" % (face.resource, face.number) for face in used)
        images = {image.resource: image.number for image in self._used_pictures.values()}
        pictures = b"".join(b"/%b %d 0 R" % item for item in images.items())
        return (b"/Font<<%b>>" % fonts if fonts else b"") + (b"/XObject<<%b>>" % pictures if pictures else b"")

    # pages drawn before

    def drawn(self, page: Page) -> DrawnPage | None:
        """The page just drawn, for a later build; None when it depends on what other pages say."""
        texts = None if self._clashes else own_texts(page, lambda key: self._faces[key].texts)
        if texts is None or self._inks.resources():
            return None
        faces = tuple((key, self._faces[key].resource) for key in self._used_faces)
        pictures = tuple((file, *_as_placed(image)) for file, image in self._used_pictures.items())
        return DrawnPage(self._content, faces, texts, pictures, tuple(self._contents), tuple(self._links))

    def take(self, page: Page, before: DrawnPage) -> bool:
        """Takes a page over as it was drawn before; whether drawing it now would give the very same.

        Faces and pictures are met in the same order as in drawing, so that all objects get the same numbers.
        """
        if not agree(before.texts, lambda key: self._faces[key].texts):
            return False
        if any(self._faces[key].resource != resource for key, resource in before.faces):
            return False
        self._used_faces = {key: None for key, _ in before.faces}
        self._used_pictures = {file: self._pictures.embed(file) for file, *_ in before.pictures}
        if any(_as_placed(self._used_pictures[file]) != tuple(placed) for file, *placed in before.pictures):
            return False
        self._book.begin_page()
        for element in before.contents:
            self._book.content_of(element)
        for link in before.links:
            self._book.link(link)
        for anchor in marks_of(page, Anchor):
            self._book.anchor(anchor)
        self._book.end_page(before.content, self._resources())
        return True

    def _draw_around(self) -> None:
        for mark in self._around:
            match mark:
                case Rule():
                    self.rule(mark)
                case Box():
                    self.box(mark)
                case Disc():
                    self.disc(mark)
                case Text():
                    self.text(mark)

    def begin(self, index: int, element: Element) -> None:
        if self._options.tags:
            self._leave_text()
            self._out.append(b"/%b<</MCID %d>>BDC" % (element.tag.encode(), self._book.content_of(index)))
            self._contents.append(index)
            self._tagged = True

    def artifact(self) -> None:
        if self._options.tags:
            self._leave_text()
            self._out.append(b"/Artifact BMC")
            self._tagged = True

    def end(self) -> None:
        if self._tagged:
            self._leave_text()
            self._out.append(b"EMC")
            self._tagged = False

    def _forget_state(self) -> None:
        """What a new page starts with."""
        self._in_text, self._tagged = False, False
        self._line_x = self._line_y = 0
        self._text_state = ("", 0, "", 0, 0)  # face, size, colour, spacing, rise
        self._fill = self._stroke = ""
        self._inks.forget()
        self._pen: tuple[int, tuple[int, ...]] = (1000, ())

    def _leave_text(self) -> None:
        if self._in_text:
            self._out.append(b"ET")
            self._in_text = False

    # text

    def text(self, mark: Text) -> None:
        runs, points = mark.line.runs, self._points
        if not runs:
            return
        at = runs[0].x
        x, y = self._left + mark.x + at, self._top - mark.y
        if mark.turned or mark.upward:
            self._turned(mark)
        elif self._in_text:
            self._out.append(points[x - self._line_x] + b" " + points[y - self._line_y] + b" Td")
        else:
            self._out.append(b"BT\n" + points[x] + b" " + points[y] + b" Td")
            self._in_text = True
        self._line_x, self._line_y = x, y
        if (clashing := id(mark) in self._clashes) or not mark.line.exact:
            self._spell(mark.line, at, clashing=clashing)
        else:
            self._show(runs, at)
        if mark.turned or mark.upward:
            self._out.append(b"ET")

    def _turned(self, mark: Text) -> None:
        """Begins a text object for one line, whose matrix turns it."""
        self._leave_text()
        at = mark.line.runs[0].x
        matrix, along = (b"0 -1 1 0", -at) if mark.turned else (b"0 1 -1 0", at)
        self._out.append(b"BT %b %b %b Tm" % (matrix, self._points[self._left + mark.x], self._points[self._top - mark.y + along]))

    def _spell(self, line: Line, at: int, *, clashing: bool) -> None:
        """Shows a line with the text that it stands for, because readers would not find it in its glyphs."""
        out = self._out
        for runs, text in spelt_pieces(line, clashing=clashing):
            if text:
                out.append(b"/Span<</ActualText" + literal(b"\xfe\xff" + text.encode("utf-16-be")) + b">>BDC")
            at = self._show(runs, at)
            if text:
                if line.over:  # within the ActualText of the line's own words, so that it is not copied among them
                    at = self._show(line.over, at)
                if line.next_x:  # poppler takes the spacing in force off the width of what is spelt out
                    self._set_spacing(0)
                out.append(b"EMC")

    def _show(self, runs: tuple[Run, ...], at: int) -> int:
        """Shows runs, the pen being at `at` from the left edge of their line; where it is then. 3 µs a line, 2 more with kerns."""
        out, state = self._out, self._text_state
        for run in runs:
            wanted = (run.face, run.size, run.colour, run.spacing, run.rise)
            if wanted != state:
                self._set_text_state(run)
                self._text_state = state = wanted
            x, kerns = run.x, run.kerns
            if x == at and not kerns:
                out.append(b"(" + escaped(run.gids) + b")Tj")
            else:
                moves = self._moves[run.size]
                gap = moves[x - at][1:] if x != at else b"("
                out.append(b"[" + gap + (kerned(run, moves) if kerns else escaped(run.gids)) + b")]TJ")
            at = x + run.width
        return at

    def _set_text_state(self, run: Run) -> None:
        """Writes what differs from the run before; colours by `_set_fill`, because shapes change them too."""
        out, points = self._out, self._points
        face, size, colour, spacing, rise = self._text_state
        if face != run.face or size != run.size:
            self._used_faces[run.face] = None
            out.append(b"/" + self._faces[run.face].resource + b" " + points[run.size] + b" Tf")
        if spacing != run.spacing:
            out.append(points[run.spacing] + b" Tc")
        if rise != run.rise:
            out.append(points[run.rise] + b" Ts")
        if colour != run.colour:
            self._set_fill(run.colour)

    def _set_spacing(self, spacing: int) -> None:
        face, size, colour, now, rise = self._text_state
        if now != spacing:
            self._out.append(self._points[spacing] + b" Tc")
            self._text_state = (face, size, colour, spacing, rise)

    def _set_fill(self, colour: str) -> None:
        if self._fill != colour:
            self._fill = colour
            face, size, _, spacing, rise = self._text_state
            self._text_state = (face, size, colour, spacing, rise)
            self._out.append(self._inks.fill(colour))

    # graphics

    def rule(self, mark: Rule) -> None:
        self._leave_text()
        self._set_stroke(mark.colour, mark.width, mark.dash)
        self._out.append(b"%b m %b l S" % (self._point(mark.x1, mark.y1), self._point(mark.x2, mark.y2)))

    def box(self, mark: Box) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.stroke_width, ())
        size = b"%b %b" % (self._points[mark.width], self._points[mark.height])
        self._out.append(b"%b %b re %b" % (self._point(mark.x, mark.y + mark.height), size, paint))

    def path(self, mark: Path) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.width, mark.dash)
        points = [self._point(x, y) for x, y in mark.points]
        lines = b"".join(b" %b l" % point for point in points[1:])
        self._out.append(b"%b m%b%b %b" % (points[0], lines, b" h" if mark.fill else b"", paint))

    def disc(self, mark: Disc) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.width, ())
        bend = mark.radius * CIRCLE // 10000
        curves = b"".join(
            b" %b %b %b c" % tuple(self._point(mark.x + x, mark.y + y) for x, y in curve) for curve in quarters(mark.radius, bend)
        )
        self._out.append(b"%b m%b h %b" % (self._point(mark.x + mark.radius, mark.y), curves, paint))

    def picture(self, mark: Picture) -> None:
        self._leave_text()
        image = self._pictures.embed(mark.file)
        self._used_pictures[mark.file] = image
        if knocked_out := self._inks.knock_out():
            self._out.append(knocked_out)
            self._fill = self._stroke = ""
        self._out.append(image.placed(mark, (self._left, self._top), self._points))

    def link(self, mark: Link) -> None:
        self._links.append(mark)
        self._book.link(mark)

    def anchor(self, mark: Anchor) -> None:
        self._book.anchor(mark)

    def _point(self, x: int, y: int) -> bytes:
        return self._points[self._left + x] + b" " + self._points[self._top - y]

    def _set_paint(self, fill: str, stroke: str, width: int, dash: tuple[int, ...]) -> bytes:
        """Sets the colours of a shape; the operator that paints it."""
        self._leave_text()
        if fill:
            self._set_fill(fill)
        if stroke:
            self._set_stroke(stroke, width, dash)
        return b"B" if fill and stroke else b"f" if fill else b"S" if stroke else b"n"

    def _set_stroke(self, colour: str, width: int, dash: tuple[int, ...]) -> None:
        out, points = self._out, self._points
        if self._stroke != colour:
            self._stroke = colour
            out.append(self._inks.stroke(colour))
        if self._pen != (width, dash):
            if self._pen[0] != width:
                out.append(points[width] + b" w")
            if self._pen[1] != dash:
                out.append(b"[%b]0 d" % b" ".join(points[part] for part in dash))
            self._pen = (width, dash)


def _as_placed(image: Image) -> tuple[bytes, int, int, int]:
    """What a page's content says of an image."""
    return image.resource, image.width, image.height, image.orientation


def quarters(r: int, bend: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The Bézier points of a circle about 0, 0, beginning at the right."""
    return (
        ((r, bend), (bend, r), (0, r)), ((-bend, r), (-r, bend), (-r, 0)),
        ((-r, -bend), (-bend, -r), (0, -r)), ((bend, -r), (r, -bend), (r, 0)),
    )  # fmt: skip


class Moves(dict[int, bytes]):
    """Move to the right in 1/1000 pt → the end of a string, the number of a TJ array and a new string, at one size.

    The number is in 1/1000 em to the left, to 1/100.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, amount: int) -> bytes:
        number = (-200_000 * amount + self._size) // (2 * self._size)
        self[amount] = move = b")%b(" % f"{number / 100:.2f}".rstrip("0").rstrip(".").encode()
        return move


class MovesBySize(dict[int, Moves]):
    """Size → its moves."""

    def __missing__(self, size: int) -> Moves:
        self[size] = moves = Moves(size)
        return moves


_CUT = b"\xff\xff\xff\xfe"  # glyph FFFF is none, and these bytes cannot overlap themselves: nothing else looks so


def kerned(run: Run, moves: Moves) -> bytes:
    """The glyphs of a run with its kerns, between the parentheses of a TJ array; what must be escaped is so in one go, then cut."""
    codes, start = run.gids, 0
    parts = []
    for index, amount in run.kerns:
        end = 2 * index
        parts.append(codes[start:end])
        parts.append(moves[amount])
        start = end
    parts.append(codes[start:])
    if len(escaped(codes)) != len(codes):
        parts[::2] = escaped(_CUT.join(parts[::2])).split(_CUT)
    return b"".join(parts)
