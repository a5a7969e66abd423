"""PDF/X-4 that is PDF/A-2b too: output intents with their profile, boxes and metadata as ISO 15930-7 and ISO 19005-2 ask.

Both at once, so that any PDF/A validator checks fonts, colours and syntax of what goes to press (there is no free one for X-4).
"""

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from yearbook.model.delivery import Intent
from yearbook.model.page import BookInfo
from yearbook.xmp import MEDIA, PDFA, PDFX, Claim, xmp

if TYPE_CHECKING:
    from pikepdf import Pdf

VERSION = "1.6"


def for_print(pdf: bytes, info: BookInfo, intent: Intent) -> bytes:
    """The file as it goes to the printer; equal input gives equal bytes."""
    import pikepdf  # 0.1 s: only when a PDF is delivered

    with pikepdf.open(BytesIO(pdf)) as book:
        del book.trailer.ID  # that of the file for the screen
        _put_intents(book, intent)
        book.docinfo["/Trapped"] = pikepdf.Name("/False")
        identity = str(UUID(bytes=sha256(pdf + intent.profile).digest()[:16], version=4))
        claims = (
            Claim("pdfaid", PDFA, (("part", "2"), ("conformance", "B"))),
            Claim("pdfxid", PDFX, (("GTS_PDFXVersion", "PDF/X-4"),), "PDF/X ID Schema"),
            Claim("xmpMM", MEDIA, (("DocumentID", f"uuid:{identity}"), ("VersionID", "1"), ("RenditionClass", "default"))),
        )
        packet = xmp(info, str(book.docinfo.get("/Producer", "")), claims)
        metadata = book.make_stream(packet.encode("utf-8"))
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        book.Root.Metadata = metadata
        for page in book.pages:
            if _sees_through(page.obj):
                page.obj.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK, I=True)
        out = BytesIO()
        book.save(  # the packet is ours: pikepdf would write it anew
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, force_version=VERSION, linearize=False,
            fix_metadata_version=False,
        )  # fmt: skip
    return out.getvalue()


def _put_intents(book: "Pdf", intent: Intent) -> None:
    """One profile, named by two intents: ISO 15930-7 §6.2.2 and ISO 19005-2 §6.2.3."""
    import pikepdf

    profile = book.make_stream(intent.profile)
    profile.N = 4
    told = {
        "/OutputConditionIdentifier": intent.identifier, "/RegistryName": intent.registry,
        "/OutputCondition": intent.condition, "/Info": intent.condition or intent.identifier,
    }  # fmt: skip
    intents = []
    for kind in ("/GTS_PDFX", "/GTS_PDFA1"):
        one = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name(kind), DestOutputProfile=profile)
        for key, text in told.items():
            if text:
                one[key] = pikepdf.String(text)
        intents.append(book.make_indirect(one))
    book.Root.OutputIntents = pikepdf.Array(intents)


def _sees_through(page: Any) -> bool:
    """Whether anything on the page is transparent: a picture with a mask of grey."""
    pictures = page.get("/Resources", {}).get("/XObject", {})
    return any("/SMask" in picture for _, picture in pictures.items())
