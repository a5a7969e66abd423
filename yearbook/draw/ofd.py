"""The pen that writes OFD (GB/T 33190-2016): marks become objects, one Content.xml a page; ofd_book writes the rest."""

from collections.abc import Mapping, Sequence

from yearbook.draw.ofd_book import OfdBook
from yearbook.draw.ofd_dashes import dashes
from yearbook.draw.ofd_fonts import ofd_faces
from yearbook.draw.ofd_pictures import OfdPictures
from yearbook.draw.ofd_tags import OfdTags
from yearbook.draw.ofd_text import Lines
from yearbook.draw.ofd_xml import Identifiers, Millimetres
from yearbook.draw.pdf import CIRCLE, quarters
from yearbook.fonts import Face
from yearbook.model.page import ARTIFACT, Anchor, Box, Disc, Element, Link, Page, Pages, Path, Picture, Rule, Text

_MITRE = 10  # how many times its width a corner of a stroke may reach out, as in a PDF
_SPARE = 5  # half of that


class OfdPen:
    """Writes pages into one OFD file; `finish` gives its bytes. A shape filled and stroked is two: readers differ in which comes first."""

    def __init__(self, pages: Pages, faces: Mapping[str, Face], profile: bytes) -> None:
        self._identifiers = Identifiers()
        self._book = OfdBook(pages, self._identifiers, profile)
        self._faces = ofd_faces(faces, self._identifiers)
        self._pictures = OfdPictures(self._identifiers)
        self._colours = {key: " ".join(map(str, colour.rgb)) for key, colour in pages.colours}
        self._tags, self._element, self._from = OfdTags(pages.elements), ARTIFACT, 0
        self._lines = Lines(self._faces, self._colours, self._identifiers)
        self._places, self._widths = Millimetres(), Millimetres(4)
        self._out: list[str] = []

    def finish(self) -> bytes:
        """The file."""
        return self._book.finish(self._faces, self._pictures, self._tags)

    # pages

    def begin_page(self, page: Page, index: int) -> None:  # a verb of Pen
        self._out = []
        self._book.begin_page()

    def end_page(self) -> None:
        self._book.end_page(self._out)

    def begin(self, index: int, element: Element) -> None:
        self._element, self._from = index, len(self._out)

    def artifact(self) -> None:
        self._element = ARTIFACT

    def end(self) -> None:
        if self._element != ARTIFACT:
            self._tags.hold(self._element, self._book.page, self._out[self._from :])

    # marks

    def lines(self, marks: Sequence[Text]) -> None:
        for mark in marks:
            self._out += self._lines.objects(mark)

    def rule(self, mark: Rule) -> None:
        ends = ((mark.x1, mark.y1), (mark.x2, mark.y2))
        self._stroked(mark.colour, mark.width, _dashed(ends, mark.dash))

    def box(self, mark: Box) -> None:
        right, foot = mark.x + mark.width, mark.y + mark.height
        corners = ((mark.x, mark.y), (right, mark.y), (right, foot), (mark.x, foot))
        shape = [*_through(corners), ("C", ())]
        self._filled(mark.fill, shape)
        self._stroked(mark.stroke, mark.stroke_width, shape)

    def path(self, mark: Path) -> None:
        shape = [*_through(mark.points), *([("C", ())] if mark.fill else [])]
        self._filled(mark.fill, shape)
        around = (*mark.points, mark.points[0]) if mark.fill else mark.points
        self._stroked(mark.stroke, mark.width, _dashed(around, mark.dash) if mark.dash else shape)

    def disc(self, mark: Disc) -> None:
        curves = [
            ("B", tuple(number for x, y in curve for number in (mark.x + x, mark.y + y)))
            for curve in quarters(mark.radius, mark.radius * CIRCLE // 10000)
        ]
        shape = [("M", (mark.x + mark.radius, mark.y)), *curves, ("C", ())]
        self._filled(mark.fill, shape)
        self._stroked(mark.stroke, mark.width, shape)

    def picture(self, mark: Picture) -> None:
        self._out.append(self._pictures.embed(mark.file).placed(mark, self._identifiers(), self._places))

    def link(self, mark: Link) -> None:
        self._book.link(mark)

    def anchor(self, mark: Anchor) -> None:
        self._book.anchor(mark)

    # paths

    def _filled(self, colour: str, steps: "list[_Step]") -> None:
        if colour:
            self._object(0, steps, 'Stroke="false" Fill="true"', f'<ofd:FillColor Value="{self._colours[colour]}"/>')

    def _stroked(self, colour: str, width: int, steps: "list[_Step]") -> None:
        if colour and steps:
            corners = f' MiterLimit="{_MITRE}"' if len(steps) > 2 else ""
            look = f'LineWidth="{self._widths[width]}"{corners} Stroke="true" Fill="false"'
            self._object(width * _SPARE if corners else width, steps, look, f'<ofd:StrokeColor Value="{self._colours[colour]}"/>')

    def _object(self, spare: int, steps: "list[_Step]", look: str, colour: str) -> None:
        """A shape in a box that holds its strokes too, because readers cut it off there."""
        xs = [number for _, numbers in steps for number in numbers[::2]]
        ys = [number for _, numbers in steps for number in numbers[1::2]]
        left, top = min(xs) - spare, min(ys) - spare
        box = self._places.row(left, top, max(xs) + spare - left, max(ys) + spare - top)
        data = " ".join(_written(verb, numbers, (left, top), self._places) for verb, numbers in steps)
        self._out.append(
            f'<ofd:PathObject ID="{self._identifiers()}" Boundary="{box}" {look}>{colour}'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )


_Step = tuple[str, tuple[int, ...]]  # M, L, B or C, and places x y


def _through(points: tuple[tuple[int, int], ...]) -> list[_Step]:
    return [("L" if at else "M", point) for at, point in enumerate(points)]


def _dashed(points: tuple[tuple[int, int], ...], pattern: tuple[int, ...]) -> list[_Step]:
    """A polyline, or the dashes that a pattern leaves of it."""
    return [step for dash in dashes(points, pattern) for step in _through(tuple(dash))] if pattern else _through(points)


def _written(verb: str, numbers: tuple[int, ...], origin: tuple[int, int], places: Millimetres) -> str:
    return " ".join([verb, *(places[number - origin[at % 2]] for at, number in enumerate(numbers))])
