"""XMP packets: what the Info dictionary says, said again, and which standards a file claims to keep."""

from yearbook.frozen import frozen
from yearbook.model.page import BookInfo


@frozen
class Claim:
    """Properties of one XMP schema; `described` where PDF/A knows the schema not and wants it described in the file."""

    prefix: str
    uri: str
    values: tuple[tuple[str, str], ...]
    described: str = ""  # the schema's title


PDFX = "http://www.npes.org/pdfx/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
PDFUA = Claim("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", (("part", "1"),), "PDF/UA universal accessibility schema")


def xmp(info: BookInfo, producer: str, claims: tuple[Claim, ...] = ()) -> str:
    """An XMP packet that says what the Info dictionary says, and what is claimed."""
    date = f"{info.date.isoformat()}T00:00:00Z"
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>" if info.author else ""
    claimed = f"<xmp:MetadataDate>{date}</xmp:MetadataDate>" if claims else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<dc:format>application/pdf</dc:format>{_localised('title', info.title)}{author}"
        f"{_localised('description', info.subject)}"
        f"<dc:language><rdf:Bag><rdf:li>{escape(info.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>yearbook</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
        f"{claimed}<pdf:Producer>{escape(producer)}</pdf:Producer>"
        f"</rdf:Description>{''.join(map(_claimed, claims))}{_described(claims)}</rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )


def _localised(key: str, text: str) -> str:
    return f'<dc:{key}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:{key}>' if text else ""


def _claimed(claim: Claim) -> str:
    values = "".join(f"<{claim.prefix}:{name}>{escape(value)}</{claim.prefix}:{name}>" for name, value in claim.values)
    return f'<rdf:Description rdf:about="" xmlns:{claim.prefix}="{claim.uri}">{values}</rdf:Description>'


def _described(claims: tuple[Claim, ...]) -> str:
    """The extension schemas of ISO 19005-2 §6.6.2.3.3 for what PDF/A does not know beforehand."""
    schemas = "".join(map(_schema, (claim for claim in claims if claim.described)))
    if not schemas:
        return ""
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


def _schema(claim: Claim) -> str:
    rows = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{'Integer' if value.isdigit() else 'Text'}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li>"
        for name, value in claim.values
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{claim.described}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{claim.uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{claim.prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def escape(text: str) -> str:
    """Text as XML holds it; the library's own way would import a web client with it, 60 ms."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
