"""The PDF for the archive: PDF/A-3a and PDF/UA-1 at once, with the files it was made from attached."""

import unicodedata
from collections.abc import Sequence
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from yearbook.deliver.endings import unmistakable
from yearbook.endings import ended
from yearbook.frozen import frozen, replace
from yearbook.model.page import BookInfo
from yearbook.xmp import PDFA, PDFUA, Claim, xmp

if TYPE_CHECKING:
    from pikepdf import Pdf

CONDITION = "sRGB IEC61966-2.1"
TRIES = 8  # one file in 256 needs a second
CLAIMS = (Claim("pdfaid", PDFA, (("part", "3"), ("conformance", "A"))), PDFUA)


@frozen
class Attachment:
    """A file within the file: what the pages were made from (Source) or what they say, for machines (Data)."""

    name: str
    data: bytes
    mime: str
    relation: Literal["Source", "Data"]
    told: str  # what it is, in words


def for_archive(pdf: bytes, info: BookInfo, attachments: Sequence[Attachment], profile: bytes) -> bytes:
    """A tagged file as it goes into the archive; equal input gives equal bytes. Names of attachments become NFC.

    `profile` is the ICC profile (version 2) of sRGB, which tells what its colours are.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as book:
        del book.trailer.ID  # that of the file for the screen
        _describe(book, info)
        book.Root.OutputIntents = pikepdf.Array([_intent(book, profile)])
        _attach(book, info, attachments)
        return _saved(book)


def _describe(book: "Pdf", info: BookInfo) -> None:
    """Gives the file its XMP packet, which is left uncompressed for readers that know no PDF."""
    import pikepdf

    metadata: Any = book.make_stream(xmp(info, str(book.docinfo.get("/Producer", "")), CLAIMS).encode("utf-8"))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    book.Root.Metadata = metadata


def _intent(book: "Pdf", profile: bytes) -> Any:
    import pikepdf

    stream: Any = book.make_stream(profile)
    stream.N = 3
    return book.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, OutputConditionIdentifier=CONDITION, Info=CONDITION,
            DestOutputProfile=stream,
        )
    )  # fmt: skip


def _attach(book: "Pdf", info: BookInfo, attachments: Sequence[Attachment]) -> None:
    """The files by name for readers that list them, and as files associated with the document (ISO 19005-3 §6.8)."""
    import pikepdf

    if not attachments:
        return
    specs = [(one.name, book.make_indirect(_file_spec(book, info, one))) for one in map(_named, attachments)]
    if len({name for name, _ in specs}) < len(specs):
        raise AssertionError("two attachments of one name")
    specs_by_name = sorted(specs, key=lambda item: bytes(pikepdf.String(item[0])))
    named = [part for name, spec in specs_by_name for part in (pikepdf.String(name), spec)]
    book.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array(named)))
    book.Root.AF = pikepdf.Array([spec for _, spec in specs])


def _named(attachment: Attachment) -> Attachment:
    return replace(attachment, name=unicodedata.normalize("NFC", attachment.name))


def _file_spec(book: "Pdf", info: BookInfo, attachment: Attachment) -> Any:
    import pikepdf

    data = ended(attachment.data)  # both kinds of file may end in a line more
    stream: Any = book.make_stream(data)
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name(f"/{attachment.mime}")
    stream.Params = pikepdf.Dictionary(
        ModDate=f"D:{info.date:%Y%m%d}000000Z",
        Size=len(data),
        CheckSum=pikepdf.String(md5(data, usedforsecurity=False).digest()),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F=attachment.name, UF=attachment.name, Desc=attachment.told,
        AFRelationship=pikepdf.Name(f"/{attachment.relation}"), EF=pikepdf.Dictionary(F=stream, UF=stream),
    )  # fmt: skip


def _saved(book: "Pdf") -> bytes:
    """The file with what it can in object streams."""
    import pikepdf

    for _ in range(TRIES):
        out = BytesIO()
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
        file = unmistakable(out.getvalue())
        if file is not None:
            break
        book.Root.Metadata.write(book.Root.Metadata.read_bytes() + b"\n")  # moves the places that the index lists
    return file or out.getvalue()
