"""The PDF for reading on a screen: clean syntax, object streams, metadata twice, an identity made from its bytes."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from yearbook.deliver.endings import unmistakable
from yearbook.deliver.xmp import Claim, xmp
from yearbook.model.page import BookInfo

if TYPE_CHECKING:
    from pikepdf import Pdf

PDFUA = Claim("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", (("part", "1"),), "PDF/UA universal accessibility schema")

TRIES = 8  # one file in 256 needs a second


def for_screen(pdf: bytes, info: BookInfo) -> bytes:
    """The file as it is given away; equal input gives equal bytes. A tagged one is PDF/UA-1.

    Not linearised: that would cost a third pass.
    """
    import pikepdf  # 0.1 s: only when a PDF is delivered

    with pikepdf.open(BytesIO(pdf)) as book:
        describe(book, info, (PDFUA,) if "/StructTreeRoot" in book.Root else ())
        return saved(book)


def describe(book: "Pdf", info: BookInfo, claims: tuple[Claim, ...]) -> None:
    """Gives the file its XMP packet, which is left uncompressed for readers that know no PDF."""
    import pikepdf

    metadata: Any = book.make_stream(xmp(info, str(book.docinfo.get("/Producer", "")), claims).encode("utf-8"))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    book.Root.Metadata = metadata


def saved(book: "Pdf") -> bytes:
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
