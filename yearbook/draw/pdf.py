"""The pen that writes PDF: marks become content streams, one a page; pdf_fonts and pdf_book write the rest."""

from collections.abc import Iterable, Mapping, Sequence

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_book import Book, margin_of
from yearbook.draw.pdf_colours import Inks
from yearbook.draw.pdf_fonts import embedded_faces
from yearbook.draw.pdf_glyphs import BookTexts, GlyphTexts, Read, read
from yearbook.draw.pdf_kept import agree
from yearbook.draw.pdf_lines import Lines, content_of
from yearbook.draw.pdf_objects import QUICKLY, Objects, Points, deflated
from yearbook.draw.pdf_pictures import Image, Pictures
from yearbook.endings import ended
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.kept import DrawnChapter, DrawnPage, faces_of, marks_of
from yearbook.model.page import Anchor, Box, Disc, Element, Link, Page, Pages, Path, Picture, Rule, Text
from yearbook.packing import retold
from yearbook.standing import NOTHING_STANDING, Standing

CIRCLE = 5523  # in 1/10000 of the radius: the control points by which four Bézier curves make a circle


class PdfPen:
    """Writes pages into one PDF file; `finish` gives its bytes.

    Operators that set a state are written when it changes. Text states outlive ET, so one text object takes all
    lines until something else is drawn or, with tags, another element begins.
    """

    def __init__(
        self, pages: Pages, faces: Mapping[str, Face], options: PdfOptions, standing: Standing = NOTHING_STANDING, book: Book | None = None
    ) -> None:
        self._pages, self._options = pages, options
        self._objects, self._standing = Objects(), standing
        self.glyphs = BookTexts(faces)
        self._faces = embedded_faces(faces, self._objects, self.glyphs)
        self._pictures = Pictures(self._objects, options.press)
        self._book = book or Book(pages, self._objects, options, standing)
        self._points = Points()
        margin = margin_of(pages, options)
        self._left, self._top = margin, pages.height + margin
        self._lines = Lines(self._faces, (self._left, self._top), self._points, self._set_fill)
        self._inks = Inks(pages.colours, options, self._objects)
        self._out: list[bytes] = []  # operators of the page, with their line ends
        self.read = Read(frozenset(), {})  # of the page begun last
        self._judged: list[tuple[DrawnChapter, bool]] = []  # the last chapters offered, and whether they agree with the book
        self._used_pictures: dict[str, Image] = {}  # by file
        self._contents: list[int] = []  # elements by MCID
        self._links: list[Link] = []
        self._content = b""  # of the page drawn last, compressed
        self._tagged = False
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
        self.read = read(whole, self._texts_of)
        self._lines.begin_page(self._out)
        self._used_pictures = {}
        self._contents, self._links = [], []
        self._inks.begin_page()
        self._book.begin_page(index)
        self._forget_state()
        self._around = page.around
        if self._options.press:  # what bleeds ends at the bleed: beyond it stand the marks
            self._out.append(b"q %b re W n\n" % self._book.bleed_box)

    def end_page(self) -> None:
        self._lines.leave()
        if self._options.press:
            self._out.append(b"Q\n")
            self._forget_state()
            self._draw_around()
            self._lines.leave()
        self._content = deflated(ended(content_of(self._out)), QUICKLY)
        self._book.end_page(self._content, self._resources(self._lines.used_faces) + self._inks.resources(), self._contents)

    def _resources(self, faces: Iterable[str]) -> bytes:
        """What the page's resources hold of faces and pictures."""
        used = dict.fromkeys(self._faces[key] for key in faces)
        fonts = b"".join(b"/%b %d 0 R" % (face.resource, face.number) for face in used)
        images = {image.resource: image.number for image in self._used_pictures.values()}
        pictures = b"".join(b"/%b %d 0 R" % item for item in images.items())
        return (b"/Font<<%b>>" % fonts if fonts else b"") + (b"/XObject<<%b>>" % pictures if pictures else b"")

    # pages drawn before, or by other processes

    def expect(self, faces: Iterable[str], pictures: Iterable[str]) -> None:
        """Faces and pictures (files) get their names in the order in which the file of another pen has them."""
        for key in faces:
            self._faces[key]
        self._pictures.expect(pictures)

    def leave_out(self, page: Page) -> None:
        """The pictures of a page are named, not put into a file: it is for that of another pen."""
        for picture in marks_of(page, Picture):
            self._pictures.leave_out(picture.file)

    def _texts_of(self, key: str) -> GlyphTexts:
        return self._faces[key].texts

    def handed(self) -> DrawnPage | None:
        """The page just drawn, as another pen may take it; None where states of colours are objects of this file."""
        if self._inks.resources():
            return None
        faces = tuple((key, self._faces[key].resource) for key in self._lines.used_faces)
        pictures = tuple((file, *_as_placed(image)) for file, image in self._used_pictures.items())
        return DrawnPage(self._content, faces, pictures, tuple(self._contents), tuple(self._links))

    def agrees(self, chapter: DrawnChapter) -> bool:
        """Whether glyphs stand for the same in a chapter drawn before as in this file, which learns then those it has not met."""
        for judged, verdict in self._judged:
            if judged is chapter:
                return verdict
        self._judged = [*self._judged[-1:], (chapter, agree(chapter, self.glyphs))]  # of a page there are two at most
        return self._judged[-1][1]

    def take(self, page: Page, index: int, chapter: DrawnChapter, number: int) -> bool:
        """Takes a page over as it was drawn before, the one of that number in its chapter; whether drawing it now would give the very same.

        Faces and pictures are met in the same order as in drawing, so that all objects get the same numbers.
        """
        before = retold(chapter.pages[number] or None, DrawnPage) if number < len(chapter.pages) else None
        if before is None or not self.agrees(chapter):
            return False
        self.expect(faces_of(page), ())
        if any(self._faces[key].resource != resource for key, resource in before.faces):
            return False
        self._used_pictures = {file: self._pictures.embed(file) for file, *_ in before.pictures}
        if any(_as_placed(self._used_pictures[file]) != tuple(placed) for file, *placed in before.pictures):
            return False
        self._book.begin_page(index)
        for link in before.links:
            self._book.link(link)
        for anchor in marks_of(page, Anchor):
            self._book.anchor(anchor)
        self._book.end_page(before.content, self._resources(key for key, _ in before.faces), before.contents)
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
                    self.lines((mark,))

    def begin(self, index: int, element: Element) -> None:
        if self._options.tags:
            self._out.append(b"/%b<</MCID %d>>BDC\n" % (element.tag.encode(), len(self._contents)))
            self._contents.append(index)
            self._tagged = True

    def artifact(self) -> None:
        if self._options.tags:
            self._out.append(b"/Artifact BMC\n")
            self._tagged = True

    def end(self) -> None:
        if self._tagged:
            self._lines.leave()
            self._out.append(b"EMC\n")
            self._tagged = False

    def _forget_state(self) -> None:
        """What a new page starts with."""
        self._tagged = False
        self._lines.forget()
        self._fill = self._stroke = ""
        self._inks.forget()
        self._pen: tuple[int, tuple[int, ...]] = (1000, ())

    # text

    def lines(self, marks: Sequence[Text]) -> None:
        self._lines.write(marks, self.read.clashing)

    def _set_fill(self, colour: str) -> None:
        if self._fill != colour:
            self._fill = colour
            self._lines.colour = colour
            self._out.append(self._inks.fill(colour))

    # graphics

    def rule(self, mark: Rule) -> None:
        self._lines.leave()
        self._set_stroke(mark.colour, mark.width, mark.dash)
        self._out.append(b"%b m %b l S\n" % (self._point(mark.x1, mark.y1), self._point(mark.x2, mark.y2)))

    def box(self, mark: Box) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.stroke_width, ())
        size = b"%b %b" % (self._points[mark.width], self._points[mark.height])
        self._out.append(b"%b %b re %b\n" % (self._point(mark.x, mark.y + mark.height), size, paint))

    def path(self, mark: Path) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.width, mark.dash)
        points = [self._point(x, y) for x, y in mark.points]
        lines = b"".join(b" %b l" % point for point in points[1:])
        self._out.append(b"%b m%b%b %b\n" % (points[0], lines, b" h" if mark.fill else b"", paint))

    def disc(self, mark: Disc) -> None:
        paint = self._set_paint(mark.fill, mark.stroke, mark.width, ())
        bend = mark.radius * CIRCLE // 10000
        curves = b"".join(
            b" %b %b %b c" % tuple(self._point(mark.x + x, mark.y + y) for x, y in curve) for curve in quarters(mark.radius, bend)
        )
        self._out.append(b"%b m%b h %b\n" % (self._point(mark.x + mark.radius, mark.y), curves, paint))

    def picture(self, mark: Picture) -> None:
        self._lines.leave()
        image = self._pictures.embed(mark.file)
        self._used_pictures[mark.file] = image
        if knocked_out := self._inks.knock_out():
            self._out.append(knocked_out + b"\n")
            self._fill = self._stroke = ""
        self._out.append(image.placed(mark, (self._left, self._top), self._points) + b"\n")

    def link(self, mark: Link) -> None:
        self._links.append(mark)
        self._book.link(mark)

    def anchor(self, mark: Anchor) -> None:
        self._book.anchor(mark)

    def _point(self, x: int, y: int) -> bytes:
        return self._points[self._left + x] + b" " + self._points[self._top - y]

    def _set_paint(self, fill: str, stroke: str, width: int, dash: tuple[int, ...]) -> bytes:
        """Sets the colours of a shape; the operator that paints it."""
        self._lines.leave()
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
                out.append(points[width] + b" w\n")
            if self._pen[1] != dash:
                out.append(b"[%b]0 d\n" % b" ".join(points[part] for part in dash))
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
