"""What ISO 15930-7 (PDF/X-4) asks of the file as a whole, each rule from the file: header, identity, intent, boxes, nothing that acts."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from yearbook.deliver.printing.content import Rectangle
from yearbook.model.delivery import Demands, Finding

if TYPE_CHECKING:
    from pikepdf import Pdf

Rule: TypeAlias = Callable[["Pdf", Demands], Iterator[Finding]]

LATEST = "1.6"
NEAR = 0.02  # pt
MARKS = ("/TrapNet", "/PrinterMark")
_ACTS = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Collection")
_TABOO = {"/Alternates": "Alternates", "/OPI": "OPI", "/TR": "TR", "/HTP": "HTP", "/Ref": "Ref", "/PS": "PS"}


def header(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """PDF 1.6 at the latest."""
    if tuple(map(int, pdf.pdf_version.split("."))) > tuple(map(int, LATEST.split("."))):
        yield Finding("press-version", 0, (("version", pdf.pdf_version),))


def claims(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """XMP says that it is PDF/X-4, and which document and version."""
    found = _xmp(pdf)
    if ">PDF/X-4<" not in found and '"PDF/X-4"' not in found:
        yield Finding("press-xmp", 0, (("key", "GTS_PDFXVersion"),))
    for key in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "dc:title"):
        if key not in found:
            yield Finding("press-xmp", 0, (("key", key),))


def dates(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """The dates of XMP and Info are there and agree."""
    found = _xmp(pdf)
    for key, info in (("CreateDate", "/CreationDate"), ("ModifyDate", "/ModDate"), ("MetadataDate", "")):
        said = re.search(rf"xmp:{key}[>=]\"?([\d-]+)", found)
        day = str(pdf.docinfo.get(info, ""))[2:10] if info else ""
        if said is None or (info and said[1].replace("-", "") != day):
            yield Finding("press-date", 0, (("key", key),))


def trapped(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """Info says whether the file is trapped."""
    if str(pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        yield Finding("press-trapped")


def intent(pdf: "Pdf", demands: Demands) -> Iterator[Finding]:
    """One intent of PDF/X, of the condition asked for, with a profile of a CMYK press."""
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if str(one.get("/S", "")) == "/GTS_PDFX"]
    if len(intents) != 1:
        yield Finding("press-intent", 0, (("count", str(len(intents))),))
        return
    named = str(intents[0].get("/OutputConditionIdentifier", ""))
    if named != demands.identifier:
        yield Finding("press-condition", 0, (("found", named), ("wanted", demands.identifier)))
    profile = bytes(intents[0].DestOutputProfile.read_bytes()) if "/DestOutputProfile" in intents[0] else b""
    if profile[12:20] != b"prtrCMYK" or profile[36:40] != b"acsp":
        yield Finding("press-profile")


def boxes(pdf: "Pdf", demands: Demands) -> Iterator[Finding]:
    """TrimBox of the size asked for, within BleedBox by the bleed asked for, within MediaBox; no ArtBox beside it."""
    for number, page in enumerate(pdf.pages, 1):
        obj = page.obj
        if "/TrimBox" not in obj or "/BleedBox" not in obj or "/MediaBox" not in obj or "/ArtBox" in obj:
            yield Finding("press-boxes", number)
            continue
        media, bleed, trim = (box_of(obj, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        crop = box_of(obj, "/CropBox") if "/CropBox" in obj else media
        if not (_within(trim, bleed) and _within(bleed, media) and _within(trim, crop)):
            yield Finding("press-boxes", number)
        size = trim[2] - trim[0], trim[3] - trim[1]
        if any(abs(side - wanted / 1000) > NEAR for side, wanted in zip(size, demands.trim, strict=True)):
            yield Finding("press-trim", number, (("size", _mm(size)), ("wanted", _mm((demands.trim[0] / 1000, demands.trim[1] / 1000)))))
        given = min(abs(one - other) for one, other in zip(trim, bleed, strict=True))
        if given < demands.bleed / 1000 - NEAR:
            yield Finding("press-bleed-box", number, (("given", _mm((given,))), ("wanted", _mm((demands.bleed / 1000,)))))


def annotations(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """None within the bleed but for trap nets and printer's marks."""
    for number, page in enumerate(pdf.pages, 1):
        kinds = {str(one.get("/Subtype", "")) for one in page.obj.get("/Annots", [])}
        if kinds - set(MARKS):
            yield Finding("press-annotation", number, (("kinds", " ".join(sorted(kinds))),))


def actions(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """Nothing that acts: actions, forms, scripts, files."""
    for key in _ACTS:
        if key in pdf.Root:
            yield Finding("press-action", 0, (("key", key),))
    for number, page in enumerate(pdf.pages, 1):
        if "/AA" in page.obj:
            yield Finding("press-action", number, (("key", "/AA"),))


def encryption(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """No password, and an identity."""
    if pdf.is_encrypted:
        yield Finding("press-encrypted")
    if "/ID" not in pdf.trailer:
        yield Finding("press-id")


def features(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """No alternate images, no PostScript, no transfer curves, no outside data."""
    import pikepdf

    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        state = str(thing.get("/Type", "")) == "/ExtGState"
        stream = isinstance(thing, pikepdf.Stream)
        for key, name in _TABOO.items():
            if (stream or state) and key in thing:
                yield Finding("press-feature", 0, (("name", name),))
        if stream and "/F" in thing:
            yield Finding("press-feature", 0, (("name", "F"),))
        if stream and "LZW" in str(thing.get("/Filter", "")):
            yield Finding("press-feature", 0, (("name", "LZWDecode"),))


def fonts(pdf: "Pdf", _demands: Demands) -> Iterator[Finding]:
    """Every font is in the file."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in _fonts(page.obj.get("/Resources", {})):
            if font.objgen in seen and font.objgen != (0, 0):
                continue
            seen.add(font.objgen)
            whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = whole.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield Finding("press-font", number, (("font", str(font.get("/BaseFont", "?"))[1:]),))


def count(pdf: "Pdf", demands: Demands) -> Iterator[Finding]:
    """As many pages as the book has, in whole signatures."""
    pages = len(pdf.pages)
    if demands.pages and pages != demands.pages:
        yield Finding("press-pages", 0, (("count", str(pages)), ("wanted", str(demands.pages))))
    if demands.signature and pages % demands.signature:
        yield Finding("press-signature", 0, (("count", str(pages)), ("signature", str(demands.signature))))


RULES: Mapping[str, Rule] = {
    "header": header, "claims": claims, "dates": dates, "trapped": trapped, "intent": intent, "boxes": boxes,
    "annotations": annotations, "actions": actions, "encryption": encryption, "features": features, "fonts": fonts, "count": count,
}  # fmt: skip


def box_of(page: Any, name: str) -> Rectangle:
    """A box of a page, its corners in order."""
    left, foot, right, head = (float(side) for side in page[name])
    return min(left, right), min(foot, head), max(left, right), max(foot, head)


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return inner[0] >= outer[0] - NEAR and inner[1] >= outer[1] - NEAR and inner[2] <= outer[2] + NEAR and inner[3] <= outer[3] + NEAR


def _mm(sizes: tuple[float, ...]) -> str:
    return " × ".join(f"{size * 25.4 / 72:.1f}".removesuffix(".0") for size in sizes)


def _xmp(pdf: "Pdf") -> str:
    return bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""


def _fonts(resources: Any) -> Iterator[Any]:
    yield from resources.get("/Font", {}).values()
    for thing in resources.get("/XObject", {}).values():
        if str(thing.get("/Subtype", "")) == "/Form":
            yield from _fonts(thing.get("/Resources", {}))
