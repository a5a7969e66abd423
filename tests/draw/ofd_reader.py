"""A reader of OFD that knows nothing of the pen: it goes by GB/T 33190-2016 alone, and redraws what it reads as a PDF.

Every glyph is set by itself, by its id in the embedded font, so that pdfium's image of a page can be held against that of our PDF.
"""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from functools import cached_property
from posixpath import dirname, join

import pikepdf
from fontTools.ttLib import TTFont
from PIL import Image

MM = 72 / 25.4
NAMES = {"o": "http://www.ofdspec.org/2016"}
Matrix = tuple[float, ...]


def numbers(text: str | None) -> tuple[float, ...]:
    return tuple(float(part) for part in (text or "").split())


def steps_of(text: str | None) -> list[float]:
    """DeltaX or DeltaY, its `g number step` written out."""
    parts = (text or "").split()
    steps: list[float] = []
    while parts:
        if parts[0] == "g":
            steps += [float(parts[2])] * int(parts[1])
            del parts[:3]
        else:
            steps.append(float(parts.pop(0)))
    return steps


class Ofd:
    """A package, opened."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        assert self.zip.testzip() is None
        self.entry = self.xml("OFD.xml")
        self.root = "/" + (self.entry.findtext("o:DocBody/o:DocRoot", namespaces=NAMES) or "")
        self.document = self.xml(self.root)
        self.pages = self.document.findall("o:Pages/o:Page", NAMES)
        self.page_files = [self.located(self.root, page.get("BaseLoc")) for page in self.pages]
        self.box = numbers(self.document.findtext("o:CommonData/o:PageArea/o:PhysicalBox", namespaces=NAMES))
        self._fonts: dict[str, TTFont] = {}

    def xml(self, place: str) -> ET.Element:
        return ET.fromstring(self.zip.read(place.lstrip("/")))

    @staticmethod
    def located(base: str, place: str | None) -> str:
        """ST_Loc: absolute in the package, or from the folder of the file that names it."""
        assert place
        return place if place.startswith("/") else join(dirname(base), place)

    @cached_property
    def resources(self) -> dict[str, tuple[ET.Element, str]]:
        """Fonts and images by their numbers, with the places of their files."""
        found = {}
        for name in ("PublicRes", "DocumentRes"):
            for entry in self.document.findall(f"o:CommonData/o:{name}", NAMES):
                file = self.located(self.root, entry.text)
                tree = self.xml(file)
                base = self.located(file, tree.get("BaseLoc")) + "/"
                for one in (*tree.findall("o:Fonts/o:Font", NAMES), *tree.findall("o:MultiMedias/o:MultiMedia", NAMES)):
                    place = one.findtext("o:FontFile", None, NAMES) or one.findtext("o:MediaFile", None, NAMES)
                    found[one.attrib["ID"]] = (one, self.located(base, place))
        return found

    def file(self, number: str) -> bytes:
        return self.zip.read(self.resources[number][1].lstrip("/"))

    def font(self, number: str) -> TTFont:
        if number not in self._fonts:
            self._fonts[number] = TTFont(io.BytesIO(self.file(number)))
        return self._fonts[number]

    def content(self, page: int) -> list[ET.Element]:
        """The objects of a page in the order in which they are painted."""
        return [one for layer in self.xml(self.page_files[page]).findall("o:Content/o:Layer", NAMES) for one in layer]

    def codes(self, page: int) -> list[str]:
        """What the TextCodes of a page tell."""
        return [code.text or "" for one in self.content(page) for code in one.findall("o:TextCode", NAMES)]

    def text(self, page: int) -> str:
        return "".join(self.codes(page))

    def links(self, page: int) -> Iterator[tuple[tuple[float, ...], ET.Element]]:
        """Box and action of every link of a page."""
        place = self.document.findtext("o:Annotations", None, NAMES)
        if place is None:
            return
        listed = self.located(self.root, place)
        for one in self.xml(listed).findall("o:Page", NAMES):
            if one.get("PageID") == self.pages[page].get("ID"):
                file = self.located(listed, one.findtext("o:FileLoc", None, NAMES))
                for annot in self.xml(file).findall("o:Annot", NAMES):
                    action = annot.find(".//o:Action", NAMES)
                    assert annot.get("Type") == "Link" and action is not None
                    appearance = annot.find("o:Appearance", NAMES)
                    assert appearance is not None
                    yield numbers(appearance.get("Boundary")), action[0]

    def everything(self) -> Iterator[ET.Element]:
        """Every element of every XML file."""
        for name in self.zip.namelist():
            if name.endswith(".xml"):
                yield from self.xml(name).iter()

    def as_pdf(self, *pages: int) -> bytes:
        """Pages redrawn, all of them when none is named."""
        pdf = pikepdf.new()
        self.embedded: dict[str, pikepdf.Object] = {}
        for page in pages or range(len(self.pages)):
            Sheet(self, pdf).draw(self.content(page))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


class Sheet:
    """A page being redrawn: PDF units are millimetres from the head, so that numbers stay those of the file."""

    def __init__(self, ofd: Ofd, pdf: pikepdf.Pdf) -> None:
        self.ofd, self.pdf = ofd, pdf
        self.images, self.fonts = pikepdf.Dictionary(), pikepdf.Dictionary()

    def draw(self, objects: list[ET.Element]) -> None:
        _, _, width, height = self.ofd.box
        self.out = [f"{MM:.7f} 0 0 {-MM:.7f} 0 {height * MM:.4f} cm"]
        for one in objects:
            self.out.append("q")
            getattr(self, one.tag.partition("}")[2])(one)
            self.out.append("Q")
        page = self.pdf.add_blank_page(page_size=(round(width * MM, 2), round(height * MM, 2)))
        page.Resources = pikepdf.Dictionary(XObject=self.images, Font=self.fonts)
        page.Contents = self.pdf.make_stream("\n".join(self.out).encode())

    def begin(self, one: ET.Element) -> None:
        """Into the object's own space: cut off at its box, moved to it, turned by its matrix."""
        x, y, width, height = numbers(one.attrib["Boundary"])
        self.out.append(f"{x} {y} {width} {height} re W n 1 0 0 1 {x} {y} cm")
        if one.get("CTM"):
            self.out.append(f"{one.get('CTM')} cm")

    def colour(self, one: ET.Element, name: str, operator: str) -> None:
        found = one.find(f"o:{name}", NAMES)
        value = numbers(found.get("Value")) if found is not None else (0, 0, 0)
        assert len(value) == 3 and all(0 <= part <= 255 for part in value)
        self.out.append("{:.5f} {:.5f} {:.5f} ".format(*(part / 255 for part in value)) + operator)

    def PathObject(self, one: ET.Element) -> None:
        self.begin(one)
        stroke, fill = one.get("Stroke", "true") == "true", one.get("Fill", "false") == "true"
        if fill:
            self.colour(one, "FillColor", "rg")
        if stroke:
            self.colour(one, "StrokeColor", "RG")
            self.out.append(f"{one.get('LineWidth', '0.353')} w {one.get('MiterLimit', '4.234')} M [{one.get('DashPattern', '')}] 0 d")
        data = one.findtext("o:AbbreviatedData", "", NAMES)
        operators = {"M": "m", "L": "l", "B": "c", "C": "h"}
        for verb, rest in re.findall(r"([A-Z])([^A-Z]*)", data):
            self.out.append(f"{rest} {operators[verb]}")
        self.out.append("B" if fill and stroke else "f" if fill else "S" if stroke else "n")

    def TextObject(self, one: ET.Element) -> None:
        self.begin(one)
        self.colour(one, "FillColor", "rg")
        font, size = self.ofd.font(one.attrib["Font"]), float(one.attrib["Size"])
        cmap = font.getBestCmap()
        self.fonts[f"/F{one.attrib['Font']}"] = self.font(one.attrib["Font"])
        self.out.append(f"BT /F{one.attrib['Font']} {size} Tf")
        x = y = 0.0
        transforms: list[ET.Element] = []
        for child in one:
            if child.tag.endswith("CGTransform"):
                transforms.append(child)
            elif child.tag.endswith("TextCode"):
                names = self.shown(child.text or "", transforms, font, cmap)
                x, y = float(child.get("X", x)), float(child.get("Y", y))
                dx, dy = steps_of(child.get("DeltaX")), steps_of(child.get("DeltaY"))
                at_x, at_y = x, y
                for at, name in enumerate(names):
                    if at:
                        at_x += dx[at - 1] if at <= len(dx) else 0
                        at_y += dy[at - 1] if at <= len(dy) else 0
                    self.out.append(f"1 0 0 -1 {at_x:.4f} {at_y:.4f} Tm <{font.getGlyphID(name):04X}> Tj")
                transforms = []
        self.out.append("ET")

    def font(self, number: str) -> pikepdf.Object:
        """An embedded font as a PDF has it, its codes glyph ids."""
        if number not in self.ofd.embedded:
            font, data = self.ofd.font(number), self.ofd.file(number)
            cff = "CFF " in font
            program = self.pdf.make_stream(data, Subtype=pikepdf.Name.OpenType) if cff else self.pdf.make_stream(data)
            name = pikepdf.Name(f"/F{number}")
            descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4)
            descriptor["/FontFile3" if cff else "/FontFile2"] = program
            descendant = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType0 if cff else pikepdf.Name.CIDFontType2, BaseFont=name,
                CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), FontDescriptor=descriptor,
            )  # fmt: skip
            if not cff:
                descendant.CIDToGIDMap = pikepdf.Name.Identity
            self.ofd.embedded[number] = self.pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=name, Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=[descendant],
            ))  # fmt: skip
        return self.ofd.embedded[number]

    @staticmethod
    def shown(text: str, transforms: list[ET.Element], font: TTFont, cmap: dict[int, str]) -> list[str]:
        """The glyphs of a TextCode, by the font's cmap but where a transform names them. Codes are UTF-16."""
        units = len(text.encode("utf-16-be")) // 2
        named: dict[int, tuple[int, list[int]]] = {}
        for one in transforms:
            gids = [int(part) for part in one.findtext("o:Glyphs", "", NAMES).split()]
            assert len(gids) == int(one.get("GlyphCount", "1"))
            named[int(one.attrib["CodePosition"])] = (int(one.get("CodeCount", "1")), gids)
        assert all(at + count <= units for at, (count, _) in named.items())
        shown: list[str] = []
        at = 0
        while at < units:
            if at in named:
                count, gids = named[at]
                shown += [font.getGlyphName(gid) for gid in gids]
                at += count
            else:
                assert units == len(text), "a character beyond the BMP without a glyph of its own"
                shown.append(cmap[ord(text[at])])
                at += 1
        return shown

    def ImageObject(self, one: ET.Element) -> None:
        self.begin(one)
        number = one.attrib["ResourceID"]
        name = f"/I{number}"
        if name not in self.images:
            image = Image.open(io.BytesIO(self.ofd.file(number)))
            image.load()
            seen = Image.new("RGB", image.size, "white")
            rgba = image.convert("RGBA")
            seen.paste(rgba, mask=rgba.getchannel("A"))
            self.images[name] = self.pdf.make_stream(
                seen.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width, Height=image.height,
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            )  # fmt: skip
        self.out.append(f"1 0 0 -1 0 1 cm {name} Do")  # an image hangs from its head here, in a PDF it stands on its foot
