"""Any PDF opened for imposition: its pages with their trimmed sizes, or located problems."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from yearbook.frozen import frozen
from yearbook.problems import ContentError, Place, Problem
from yearbook.units import to_mm

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

SAME = 300  # 1/1000 pt; 0.1 mm: what may differ between pages of one size
Box = tuple[int, int, int, int]


@frozen
class Leaf:
    """A page of the file: its trimmed box and the box with bleed, in its own coordinates, turned clockwise by `rotate`."""

    trim: Box
    bleed: Box
    rotate: int
    unit: int  # UserUnit in thousandths

    @property
    def size(self) -> tuple[int, int]:
        """Trimmed width and height as the page is seen."""
        width, height = ((self.trim[at + 2] - self.trim[at]) * self.unit // 1000 for at in (0, 1))
        return (height, width) if self.rotate % 180 else (width, height)


@frozen
class Original:
    """A PDF and its pages."""

    name: str
    data: bytes
    leaves: tuple[Leaf, ...]

    @property
    def page(self) -> tuple[int, int]:
        """The trimmed size that most pages have."""
        sizes = Counter(leaf.size for leaf in self.leaves)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bleed(self) -> int:
        """How far beyond the trim every page is drawn, on the side where that is least."""
        edges = [
            edge * leaf.unit // 1000
            for leaf in self.leaves
            for edge in (
                leaf.trim[0] - leaf.bleed[0], leaf.trim[1] - leaf.bleed[1], leaf.bleed[2] - leaf.trim[2], leaf.bleed[3] - leaf.trim[3],
            )
        ]  # fmt: skip
        return max(0, min(edges))


def open_original(name: str, data: bytes, fit: bool = False) -> Original:
    """The file. Raises ContentError when it is no PDF, is encrypted, has no pages, or, unless `fit`, pages of several sizes."""
    with opened_pdf(name, data) as pdf:
        leaves = tuple(_leaf(name, number, page) for number, page in enumerate(pdf.pages, 1))
    if not leaves:
        raise ContentError((Problem.of("pdf-no-pages", Place(name)),))
    original = Original(name, data, leaves)
    if not fit:
        _same_size(original)
    return original


@contextmanager
def opened_pdf(name: str, data: bytes) -> "Iterator[Pdf]":
    """The file by pikepdf, its errors as Problems."""
    import pikepdf  # 0.1 s: only when a PDF is read

    try:
        pdf = pikepdf.open(BytesIO(data), attempt_recovery=False)  # a file mended by guessing may lack pages
    except pikepdf.PasswordError:
        raise ContentError((Problem.of("pdf-encrypted", Place(name)),)) from None
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise ContentError((Problem.of("pdf-damaged", Place(name), reason=str(error)[:120]),)) from None
    with pdf:
        try:
            yield pdf
        except pikepdf.PdfError as error:
            raise ContentError((Problem.of("pdf-damaged", Place(name), reason=str(error)[:120]),)) from None


def _leaf(name: str, number: int, page: "Page") -> Leaf:
    try:
        media = _box(page.mediabox)
        trim = _within(_box(page.trimbox), media)
        bleed = _within(_box(page.bleedbox), media)
        rotate = int(page.obj.get("/Rotate", _inherited(page, "/Rotate"))) % 360
        unit = round(float(page.obj.get("/UserUnit", 1)) * 1000)
    except (AttributeError, TypeError, ValueError):
        trim, bleed, rotate, unit = (0, 0, 0, 0), (0, 0, 0, 0), 0, 0
    if trim[2] - trim[0] < 1000 or trim[3] - trim[1] < 1000 or rotate % 90 or unit <= 0:
        raise ContentError((Problem.of("pdf-bad-page", Place(name), page=number),))
    return Leaf(trim, bleed, rotate, unit)


def _inherited(page: "Page", key: str) -> int:
    node = page.obj.get("/Parent")
    for _ in range(64):  # a tree of pages is not that deep, a loop is
        if node is None:
            return 0
        if key in node:
            return int(node[key])
        node = node.get("/Parent")
    return 0


def _box(values: object) -> Box:
    a, b, c, d = (round(float(value) * 1000) for value in values)  # type: ignore[attr-defined]  # four numbers of a PDF array
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _within(inner: Box, outer: Box) -> Box:
    return max(inner[0], outer[0]), max(inner[1], outer[1]), min(inner[2], outer[2]), min(inner[3], outer[3])


def _same_size(original: Original) -> None:
    """Every page as large as most are, or a problem that names the others."""
    width, height = original.page
    odd = [
        number
        for number, leaf in enumerate(original.leaves, 1)
        if abs(leaf.size[0] - width) > SAME or abs(leaf.size[1] - height) > SAME
    ]
    if odd:
        shown = "、".join(map(str, odd[:8])) + ("……" if len(odd) > 8 else "")
        size = f"{to_mm(width):.0f}×{to_mm(height):.0f}"
        raise ContentError((Problem.of("pdf-sizes-differ", Place(original.name), pages=shown, count=len(odd), size=size),))
