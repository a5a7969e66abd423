"""The PDF for reading on a screen: clean syntax, object streams, metadata twice, an identity made from its bytes."""

from io import BytesIO
from xml.sax.saxutils import escape

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


def xmp(info: BookInfo, producer: str) -> str:
    """An XMP packet that says what the Info dictionary says."""
    date = f"{info.date.isoformat()}T00:00:00Z"
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>" if info.author else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<dc:format>application/pdf</dc:format>{_localised('title', info.title)}{author}"
        f"{_localised('description', info.subject)}"
        f"<dc:language><rdf:Bag><rdf:li>{escape(info.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>yearbook</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _localised(key: str, text: str) -> str:
    return f'<dc:{key}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:{key}>' if text else ""
