"""What an OFD holds beside page contents: the document and its outline, resources, links, tags, and the package of it all.

Element orders are those of the schemas of GB/T 33190-2016; where the guide for archives (GB/T 42133-2022) asks for more
and the standard allows it, that is done too: fonts and colours are public, images the document's, links may not be edited.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO

from yearbook.draw.ofd_fonts import OfdFace
from yearbook.draw.ofd_pictures import OfdPictures
from yearbook.draw.ofd_tags import OfdTags
from yearbook.draw.ofd_xml import Identifiers, Millimetres, document, element, quoted
from yearbook.draw.pdf_book import ascii_address
from yearbook.draw.taken_up import TakenUp
from yearbook.model.page import Anchor, Bookmark, Link, Pages

CREATOR = "yearbook"
_PROFILE = "rgb.icc"
_FIRST_DAY = (1980, 1, 1)  # of ZIP's calendar
_FILE = 0o100644 << 16  # a plain file that everybody may read


class OfdBook:
    """Collects pages, links and anchors while they are drawn; `finish` writes the files that join them."""

    def __init__(self, pages: Pages, identifiers: Identifiers, profile: bytes) -> None:
        self._pages, self._identifiers, self._profile = pages, identifiers, profile
        self._places = Millimetres()
        self._numbers = [identifiers() for _ in pages.pages]
        self._colours = identifiers()
        self._contents: list[bytes] = []
        self._links: list[list[Link]] = []
        self._targets: dict[str, str] = {}

    def begin_page(self) -> None:
        """The next page begins."""
        self._links.append([])

    @property
    def page(self) -> int:
        """The number of this page."""
        return self._numbers[len(self._links) - 1]

    def end_page(self, objects: Sequence[str]) -> None:
        """The page's objects, in the order in which they are painted."""
        number = self._identifiers()
        layer = [f'<ofd:Content><ofd:Layer ID="{number}" Type="Body">', *objects, "</ofd:Layer></ofd:Content>"]
        self._contents.append(document("Page", "", *layer))

    def link(self, mark: Link) -> None:
        """A link on this page."""
        self._links[-1].append(mark)

    def anchor(self, mark: Anchor) -> None:
        """A place on this page."""
        page, places = self.page, self._places
        self._targets[mark.name] = f'<ofd:Dest Type="XYZ" PageID="{page}" Left="{places[mark.x]}" Top="{places[mark.y]}" Zoom="0"/>'

    def finish(self, faces: TakenUp[OfdFace], pictures: OfdPictures, tags: OfdTags) -> bytes:
        """The package. Raises KeyError when a link or bookmark leads to no anchor."""
        annotations = [(page, self._annotations(page)) for page, links in enumerate(self._links) if links]
        images, tagged = pictures.files(), tags.files()
        files = {
            "Document.xml": self._document(bool(images), bool(annotations), bool(tagged)),
            "PublicRes.xml": self._public(faces),
            **({"DocumentRes.xml": _images(image.entry() for image in images)} if images else {}),
            **{f"Pages/Page_{page}/Content.xml": content for page, content in enumerate(self._contents)},
            **({"Annots/Annotations.xml": self._annotated(page for page, _ in annotations)} if annotations else {}),
            **{f"Annots/Page_{page}/Annotation.xml": content for page, content in annotations},
            **tagged,
            **{f"Res/{face.file}": face.data() for face in faces.fonts()},
            **{f"Res/{image.file}": image.data for image in images},
            **({f"Res/{_PROFILE}": self._profile} if self._profile else {}),
        }
        return self._package({"OFD.xml": self._entry(files), **{f"Doc_0/{name}": data for name, data in files.items()}})

    def _entry(self, files: dict[str, bytes]) -> bytes:
        """OFD.xml: what the file says of itself. Its identifier is made of all the other files."""
        info = self._pages.info
        digest = sha256()
        for name, data in files.items():
            digest.update(name.encode() + b"\0" + sha256(data).digest())
        told = [("DocID", digest.hexdigest()[:32]), ("Title", info.title), ("Author", info.author), ("Subject", info.subject)]
        told += [("CreationDate", info.date.isoformat()), ("ModDate", info.date.isoformat()), ("DocUsage", "EBook"), ("Creator", CREATOR)]
        lines = [element(name, text) for name, text in told if text]
        language = f'<ofd:CustomDatas><ofd:CustomData Name="Language">{info.language}</ofd:CustomData></ofd:CustomDatas>'
        root = element("DocRoot", "Doc_0/Document.xml")
        body = ["<ofd:DocBody><ofd:DocInfo>", *lines, language, f"</ofd:DocInfo>{root}</ofd:DocBody>"]
        return document("OFD", ' Version="1.0" DocType="OFD"', *body)

    def _document(self, pictures: bool, links: bool, tags: bool) -> bytes:
        pages, box = self._pages, self._places.row(0, 0, self._pages.width, self._pages.height)
        lines = [
            f"<ofd:CommonData><ofd:MaxUnitID>{self._identifiers.last}</ofd:MaxUnitID>",
            f"<ofd:PageArea>{element('PhysicalBox', box)}</ofd:PageArea>",
            element("PublicRes", "PublicRes.xml"),
        ]
        lines += [element("DocumentRes", "DocumentRes.xml")] if pictures else []
        lines += [f"<ofd:DefaultCS>{self._colours}</ofd:DefaultCS></ofd:CommonData>", "<ofd:Pages>"]
        lines += [f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{page}/Content.xml"/>' for page, number in enumerate(self._numbers)]
        lines.append("</ofd:Pages>")
        if pages.bookmarks:
            lines += ["<ofd:Outlines>", *self._outline(pages.bookmarks), "</ofd:Outlines>"]
        mode = element("PageMode", "UseOutlines") if pages.bookmarks else ""
        lines.append(f"<ofd:VPreferences>{mode}{element('PageLayout', 'TwoPageR')}{element('TabDisplay', 'DocTitle')}</ofd:VPreferences>")
        lines += [element("Annotations", "Annots/Annotations.xml")] if links else []
        lines += [element("CustomTags", "Tags/CustomTags.xml")] if tags else []
        return document("Document", "", *lines)

    def _outline(self, bookmarks: Sequence[Bookmark]) -> Iterator[str]:
        """Bookmarks one in another, open at level 0 and closed below, as in a PDF."""
        open_levels: list[int] = []
        for at, bookmark in enumerate(bookmarks):
            while open_levels and open_levels[-1] >= bookmark.level:
                open_levels.pop()
                yield "</ofd:OutlineElem>"
            open_levels.append(bookmark.level)
            below = _below(bookmarks, at)
            count = f' Count="{below}" Expanded="false"' if below else ""
            yield f"<ofd:OutlineElem Title={quoted(bookmark.title)}{count}>{self._action(bookmark.target)}"
        yield "</ofd:OutlineElem>" * len(open_levels)

    def _action(self, target: str, uri: str = "") -> str:
        address = f"<ofd:URI URI={quoted(ascii_address(uri))}/>" if uri else f"<ofd:Goto>{self._targets[target]}</ofd:Goto>"
        return f'<ofd:Actions><ofd:Action Event="CLICK">{address}</ofd:Action></ofd:Actions>'

    def _public(self, faces: TakenUp[OfdFace]) -> bytes:
        profile = f' Profile="{_PROFILE}"' if self._profile else ""
        space = f'<ofd:ColorSpace ID="{self._colours}" Type="RGB" BitsPerComponent="8"{profile}/>'
        colours = f"<ofd:ColorSpaces>{space}</ofd:ColorSpaces>"
        fonts = ["<ofd:Fonts>", *(face.entry() for face in faces.fonts()), "</ofd:Fonts>"] if faces.fonts() else []
        return document("Res", ' BaseLoc="Res"', colours, *fonts)

    def _annotations(self, page: int) -> bytes:
        """The links of a page, each with a path that paints nothing but can be clicked."""
        places, day = self._places, self._pages.info.date.isoformat()
        lines = []
        for link in self._links[page]:
            size = places.row(link.width, link.height)
            right, foot = places[link.width], places[link.height]
            outline = f"M 0 0 L {right} 0 L {right} {foot} L 0 {foot} C"
            lines.append(
                f'<ofd:Annot ID="{self._identifiers()}" Type="Link" Creator="{CREATOR}" LastModDate="{day}" NoZoom="true" NoRotate="true" '
                f'ReadOnly="true">{element("Remark", link.title or link.uri or link.target)}'
                f'<ofd:Appearance Boundary="{places.row(link.x, link.y)} {size}"><ofd:PathObject ID="{self._identifiers()}" '
                f'Boundary="0 0 {size}" Stroke="false" Fill="false">{self._action(link.target, link.uri)}'
                f"{element('AbbreviatedData', outline)}</ofd:PathObject></ofd:Appearance></ofd:Annot>"
            )
        return document("PageAnnot", "", *lines)

    def _annotated(self, pages: Iterable[int]) -> bytes:
        entry = '<ofd:Page PageID="{}"><ofd:FileLoc>/Doc_0/Annots/Page_{}/Annotation.xml</ofd:FileLoc></ofd:Page>'
        return document("Annotations", "", *(entry.format(self._numbers[page], page) for page in pages))

    def _package(self, files: dict[str, bytes]) -> bytes:
        """The files as a ZIP that depends on nothing else: one time for all, the order they are named in."""
        out = BytesIO()
        day = self._pages.info.date
        with zipfile.ZipFile(out, "w") as package:
            for name, data in files.items():
                entry = zipfile.ZipInfo(name, (*max((day.year, day.month, day.day), _FIRST_DAY), 0, 0, 0))
                entry.create_system, entry.external_attr = 3, _FILE
                entry.compress_type = zipfile.ZIP_STORED if name.endswith((".jpg", ".png")) else zipfile.ZIP_DEFLATED
                package.writestr(entry, data, compresslevel=6)
        return out.getvalue()


def _images(entries: Iterable[str]) -> bytes:
    return document("Res", ' BaseLoc="Res"', "<ofd:MultiMedias>", *entries, "</ofd:MultiMedias>")


def _below(bookmarks: Sequence[Bookmark], at: int) -> int:
    """How many bookmarks stand directly under one."""
    level, direct, number = bookmarks[at].level, 0, 0
    for bookmark in bookmarks[at + 1 :]:
        if bookmark.level <= level:
            break
        if number == 0 or bookmark.level <= direct:
            direct, number = bookmark.level, number + 1
    return number
