"""What a PDF holds beside page contents: page objects, links and their places, and the catalog that opens on it all."""

from collections.abc import Sequence
from dataclasses import field

from yearbook.draw.options import PdfOptions
from yearbook.draw.pdf_objects import Objects, Points, text_string
from yearbook.draw.pdf_outline import page_labels, write_outline
from yearbook.draw.pdf_tags import Structure
from yearbook.frozen import workpiece
from yearbook.model.page import Anchor, BookInfo, Link, Pages
from yearbook.standing import NOTHING_STANDING, Standing
from yearbook.xmp import PDFUA, xmp

PRODUCER = "yearbook (ReportLab)"


@workpiece
class _Sheet:
    """A page as far as it is written."""

    content: int = 0
    resources: bytes = b""
    links: list[Link] = field(default_factory=list)


def margin_of(pages: Pages, options: PdfOptions) -> int:
    """How far the trimmed page lies within the sheet: its bleed, and room for marks."""
    return (pages.bleed if options.bleed else 0) + (options.press.slug if options.press else 0)


class Book:
    """Collects pages, links and anchors while they are drawn; `finish` writes the objects that join them."""

    def __init__(self, pages: Pages, objects: Objects, options: PdfOptions, standing: Standing = NOTHING_STANDING) -> None:
        self._pages, self._objects = pages, objects
        self._points = Points()
        self._bleed, self._margin = pages.bleed if options.bleed else 0, margin_of(pages, options)
        first = objects.reserve(len(pages.pages))
        self._numbers = range(first, first + len(pages.pages))
        self._sheets = [_Sheet() for _ in pages.pages]
        self._index = 0  # of the page being drawn
        self._places: dict[str, bytes] = {}
        self._structure = Structure(pages, objects, self._numbers, standing) if options.tags else None

    @property
    def bleed_box(self) -> bytes:
        """Left, foot, width and height of the page with what bleeds."""
        slug = self._points[self._margin - self._bleed]
        width, height = self._points[self._pages.width + 2 * self._bleed], self._points[self._pages.height + 2 * self._bleed]
        return b"%b %b %b %b" % (slug, slug, width, height)

    def begin_page(self, index: int) -> None:
        """A page begins."""
        self._index = index

    def end_page(self, content: bytes, resources: bytes, contents: Sequence[int]) -> None:
        """The page's content stream, compressed, the entries of its resources, and of each piece of content (MCID) the element."""
        sheet = self._sheets[self._index]
        sheet.content, sheet.resources = self._objects.deflated_stream(content), resources
        if self._structure:
            self._structure.page_drawn(self._index, contents)

    def link(self, mark: Link) -> None:
        """A link on this page."""
        self._sheets[self._index].links.append(mark)

    def anchor(self, mark: Anchor) -> None:
        """A place on this page."""
        x, y = self._margin + mark.x, self._margin + self._pages.height - mark.y
        page = self._numbers[self._index]
        self._places[mark.name] = b"[%d 0 R/XYZ %b %b 0]" % (page, self._points[x], self._points[y])

    def finish(self) -> bytes:
        """Writes what is left, and gives the file. Raises KeyError when a link or bookmark leads to no anchor."""
        for index in range(len(self._sheets)):
            self._write_page(index)
        catalog = {
            "Lang": text_string(self._pages.info.language),
            "PageLayout": b"/TwoPageRight",
            "ViewerPreferences": b"<</DisplayDocTitle true>>",
            "PageLabels": page_labels([page.folio for page in self._pages.pages]),
        }
        if self._pages.bookmarks:
            catalog["Outlines"] = b"%d 0 R" % write_outline(self._pages.bookmarks, self._places, self._objects)
            catalog["PageMode"] = b"/UseOutlines"
        if self._structure:
            catalog["StructTreeRoot"] = b"%d 0 R" % self._structure.write()
            catalog["MarkInfo"] = b"<</Marked true>>"
        info = self._pages.info
        packet = xmp(info, PRODUCER, (PDFUA,) if self._structure else ())
        return self._objects.finish(catalog, info_dictionary(info), packet.encode("utf-8"))

    def _write_page(self, index: int) -> None:
        sheet, objects, points = self._sheets[index], self._objects, self._points
        width, height, margin = self._pages.width, self._pages.height, self._margin
        links = [self._annotation(link, index) for link in sheet.links]
        boxes = b"/MediaBox[0 0 %b %b]/TrimBox[%b %b %b %b]" % (
            points[width + 2 * margin], points[height + 2 * margin],
            points[margin], points[margin], points[margin + width], points[margin + height],
        )  # fmt: skip
        if self._bleed:
            slug, far = margin - self._bleed, margin + self._bleed
            boxes += b"/BleedBox[%b %b %b %b]" % (points[slug], points[slug], points[width + far], points[height + far])
        tagged = b"/StructParents %d/Tabs/S" % index if self._structure else b""
        objects.put(
            self._numbers[index],
            b"<</Type/Page/Parent %b%b/Resources<<%b>>/Contents %d 0 R%b%b>>"
            % (
                objects.page_tree,
                boxes,
                sheet.resources,
                sheet.content,
                tagged,
                b"/Annots[%b]" % b" ".join(links) if links else b"",
            ),
        )
        objects.page(self._numbers[index])

    def _annotation(self, link: Link, page: int) -> bytes:
        """A link annotation: the object itself, or a reference to it when the structure tree needs one."""
        points, left, top = self._points, self._margin + link.x, self._margin + self._pages.height - link.y
        action = b"/A<</S/URI/URI%b>>" % text_string(ascii_address(link.uri)) if link.uri else b"/Dest" + self._places[link.target]
        # F 4: it prints, as PDF/A asks; Contents: its name, as PDF/UA asks
        entries = b"/Type/Annot/Subtype/Link/Rect[%b %b %b %b]/Border[0 0 0]/F 4/Contents%b%b" % (
            points[left], points[top - link.height], points[left + link.width], points[top],
            text_string(link.title or link.uri or link.target), action,
        )  # fmt: skip
        if self._structure is None or link.element < 0:
            return b"<<%b>>" % entries
        number = self._objects.reserve()
        key = self._structure.link_of(link.element, number, page)
        self._objects.put(number, b"<<%b/StructParent %d>>" % (entries, key))
        return b"%d 0 R" % number


def ascii_address(uri: str) -> str:
    """An address in the seven-bit form that PDF wants: other characters as %XX of their UTF-8 bytes."""
    return "".join(chr(byte) if 0x21 <= byte <= 0x7E else f"%{byte:02X}" for byte in uri.encode("utf-8"))


def info_dictionary(info: BookInfo) -> bytes:
    """The Info dictionary; the book's own date is both dates."""
    date = text_string(f"D:{info.date:%Y%m%d}000000Z")
    entries = [b"/Creator(yearbook)/Producer", text_string(PRODUCER), b"/CreationDate", date, b"/ModDate", date]
    for key, text in ((b"/Title", info.title), (b"/Author", info.author), (b"/Subject", info.subject)):
        if text:
            entries += [key, text_string(text)]
    return b"<<%b>>" % b"".join(entries)
