"""The PDF for reading on a screen: clean syntax, object streams, metadata twice, an identity made from its bytes."""

from io import BytesIO

from yearbook.deliver.xmp import xmp
from yearbook.model.page import BookInfo


def for_screen(pdf: bytes, info: BookInfo) -> bytes:
    """The file as it is given away; equal input gives equal bytes. Not linearised: that would cost a third pass."""
    import pikepdf  # 0.1 s: only when a PDF is delivered

    with pikepdf.open(BytesIO(pdf)) as book:
        metadata = book.make_stream(xmp(info, str(book.docinfo.get("/Producer", ""))).encode("utf-8"))
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        book.Root.Metadata = metadata
        out = BytesIO()
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
    return out.getvalue()
