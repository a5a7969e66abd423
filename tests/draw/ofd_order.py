"""What GB/T 33190-2016 asks of an OFD's XML, as far as this program writes it: which elements hold which, in which order, with
which attributes. Taken from the tables of the standard; an element or attribute that is not here is a fault.
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

NAMESPACE = "{http://www.ofdspec.org/2016}"
NUMBER, WORD = r"-?\d+(\.\d+)?", r"(?s:.+)"
ID, FLAG, DAY = r"[1-9]\d*", r"true|false", r"\d{4}-\d\d-\d\d"
BOX, MATRIX, PLACE = rf"({NUMBER} ){{3}}{NUMBER}", rf"({NUMBER} ){{5}}{NUMBER}", r"/?[A-Za-z0-9_./]+"
STEPS = rf"((g [1-9]\d* )?{NUMBER} )*(g [1-9]\d* )?{NUMBER}"
RGB = r"((25[0-5]|2[0-4]\d|1\d\d|\d?\d)( (?!$)|$)){3}"
PATH = rf"M {NUMBER} {NUMBER}( [ML] {NUMBER} {NUMBER}| B {NUMBER}( {NUMBER}){{5}})*( C)?"

# root → file; element, or parent/element where one name has two meanings → its children in order
ROOTS = {
    "OFD": r"OFD\.xml", "Document": r"Doc_0/Document\.xml", "Res": r"Doc_0/(Public|Document)Res\.xml",
    "Page": r"Doc_0/Pages/Page_\d+/Content\.xml", "Annotations": r"Doc_0/Annots/Annotations\.xml",
    "PageAnnot": r"Doc_0/Annots/Page_\d+/Annotation\.xml", "CustomTags": r"Doc_0/Tags/CustomTags\.xml",
}  # fmt: skip
CHILDREN = {
    "OFD": "DocBody",
    "DocBody": "DocInfo DocRoot",
    "DocInfo": "DocID Title? Author? Subject? Abstract? CreationDate? ModDate? DocUsage? Cover? Keywords?"
    " Creator? CreatorVersion? CustomDatas?",
    "CustomDatas": "CustomData+",
    "Document": "CommonData Pages Outlines? Permissions? Actions? VPreferences? Bookmarks? Annotations?"
    " CustomTags? Attachments? Extensions?",
    "CommonData": "MaxUnitID PageArea PublicRes* DocumentRes* TemplatePage* DefaultCS?",
    "PageArea": "PhysicalBox ApplicationBox? ContentBox? BleedBox?",
    "Pages": "Page+",
    "Pages/Page": "",
    "Outlines": "OutlineElem+",
    "OutlineElem": "Actions? OutlineElem*",
    "Actions": "Action+",
    "Action": "Region? (Goto|URI)",
    "Goto": "Dest",
    "VPreferences": "PageMode? PageLayout? TabDisplay?",
    "Res": "ColorSpaces? Fonts? MultiMedias?",
    "ColorSpaces": "ColorSpace+",
    "Fonts": "Font+",
    "Font": "FontFile",
    "MultiMedias": "MultiMedia+",
    "MultiMedia": "MediaFile",
    "Page": "Template* PageRes* Area? Content? Actions?",
    "Content": "Layer+",
    "Layer": "(TextObject|PathObject|ImageObject)*",
    "TextObject": "Actions? Clips? FillColor? StrokeColor? (CGTransform* TextCode)+",
    "CGTransform": "Glyphs?",
    "PathObject": "Actions? Clips? StrokeColor? FillColor? AbbreviatedData",
    "ImageObject": "Actions? Clips? Border?",
    "Annotations": "Page*",
    "Annotations/Page": "FileLoc",
    "PageAnnot": "Annot+",
    "Annot": "Remark? Parameters? Appearance",
    "Appearance": "(TextObject|PathObject|ImageObject)*",
    "CustomTags": "CustomTag*",
    "CustomTag": "SchemaLoc? FileLoc",
}
# element → its attributes and what they look like; those without a question mark must be there
ATTRIBUTES = {
    "OFD": {"Version": r"1\.0", "DocType": "OFD"},
    "CustomData": {"Name": WORD},
    "Pages/Page": {"ID": ID, "BaseLoc": PLACE},
    "OutlineElem": {"Title": WORD, "Count?": ID, "Expanded?": FLAG},
    "Action": {"Event": "CLICK"},
    "Dest": {"Type": "XYZ", "PageID": ID, "Left": NUMBER, "Top": NUMBER, "Zoom": NUMBER},
    "URI": {"URI": r"[!-~]+"},
    "Res": {"BaseLoc": PLACE},
    "ColorSpace": {"ID": ID, "Type": "RGB", "BitsPerComponent": "8", "Profile?": PLACE},
    "Font": {"ID": ID, "FontName": WORD, "FamilyName": WORD, "Charset": "unicode"},
    "MultiMedia": {"ID": ID, "Type": "Image", "Format": "JPEG|PNG"},
    "Layer": {"ID": ID, "Type": "Body"},
    "TextObject": {"ID": ID, "Boundary": BOX, "CTM?": MATRIX, "Font": ID, "Size": NUMBER},
    "FillColor": {"Value": RGB},
    "StrokeColor": {"Value": RGB},
    "CGTransform": {"CodePosition": r"\d+", "CodeCount": ID, "GlyphCount": ID},
    "TextCode": {"X": NUMBER, "Y": NUMBER, "DeltaX?": STEPS},
    "PathObject": {
        "ID": ID, "Boundary": BOX, "LineWidth?": NUMBER, "MiterLimit?": NUMBER, "Stroke": FLAG, "Fill": FLAG,
    },
    "ImageObject": {"ID": ID, "Boundary": BOX, "CTM": MATRIX, "ResourceID": ID},
    "Annotations/Page": {"PageID": ID},
    "Annot": {"ID": ID, "Type": "Link", "Creator": WORD, "LastModDate": DAY, "NoZoom": FLAG, "NoRotate": FLAG, "ReadOnly": FLAG},
    "Appearance": {"Boundary": BOX},
    "CustomTag": {"NameSpace": r"http://iso\.org/pdf/ssn"},
}  # fmt: skip
TEXTS = {
    "DocID": r"[0-9a-f]{32}", "Title": WORD, "Author": WORD, "Subject": WORD, "CreationDate": DAY, "ModDate": DAY, "DocUsage": "EBook",
    "Creator": WORD, "CustomData": WORD, "DocRoot": PLACE, "MaxUnitID": ID, "PhysicalBox": BOX, "PublicRes": PLACE, "DocumentRes": PLACE,
    "DefaultCS": ID, "PageMode": "UseOutlines", "PageLayout": "TwoPageR", "TabDisplay": "DocTitle", "FontFile": PLACE, "MediaFile": PLACE,
    "Glyphs": r"(\d+ )*\d+", "TextCode": r"[^\x00-\x1f]+", "AbbreviatedData": PATH, "FileLoc": PLACE, "Remark": WORD, "Annotations": PLACE,
    "CustomTags": PLACE,
}  # fmt: skip


# of the file that custom tags name, in the namespace of PDF's structure types: ISO 32000-1, 14.8.4; attributes 14.7.2, 14.8.5
TAGS, STRUCTURE = "Doc_0/Tags/Structure.xml", "{http://iso.org/pdf/ssn}"
TYPES = {
    "Document", "Part", "Sect", "Div", "Caption", "TOC", "TOCI", "Index", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "BlockQuote",
    "Note", "Reference", "Link", "Figure", "Formula",
}  # fmt: skip
TOLD = {"Title", "Alt", "ActualText", "Lang", "ID", "Scope", "ColSpan", "RowSpan", "Headers", "Summary", "ListNumbering", "Placement"}


def faults(data: bytes) -> list[str]:
    """Whatever in a package is not as the standard asks; also identifiers given twice, and references that lead nowhere."""
    found: list[str] = []
    package = zipfile.ZipFile(BytesIO(data))
    trees = {name: ET.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    if tags := trees.pop(TAGS, None):
        _walk_tags(tags, trees, found)
    for name, tree in trees.items():
        root = tree.tag.removeprefix(NAMESPACE)
        if root not in ROOTS or not re.fullmatch(ROOTS[root], name):
            found.append(f"{name}: root {root}")
        _walk(tree, "", name, found)
    elements = [one for tree in trees.values() for one in tree.iter()]
    numbers = [int(one.attrib["ID"]) for one in elements if "ID" in one.attrib]
    top = next(int(one.text or 0) for one in elements if one.tag == NAMESPACE + "MaxUnitID")
    if len(set(numbers)) != len(numbers) or max(numbers) != top:
        found.append(f"identifiers: {len(numbers)} given, {len(set(numbers))} different, the last {max(numbers)} of {top}")
    for attribute in ("PageID", "Font", "ResourceID"):
        found += [f"{attribute} {value} is nothing" for one in elements if (value := one.get(attribute)) and int(value) not in numbers]
    return found


def _walk_tags(tags: ET.Element, trees: dict[str, ET.Element], found: list[str]) -> None:
    """Types and attributes of PDF, and every reference to another object of the page that it names."""
    pages = trees["Doc_0/Document.xml"].findall(f"{NAMESPACE}Pages/{NAMESPACE}Page")
    contents = {page.get("ID"): trees[f"Doc_0/{page.get('BaseLoc')}"] for page in pages}
    objects = {(page, one.get("ID")) for page, tree in contents.items() for one in tree.iter() if one.tag.endswith("Object")}
    referred = [(one.get("PageRef"), one.text) for one in tags.iter(NAMESPACE + "ObjectRef")]
    found += [f"tags: {one} is no object" for one in referred if one not in objects]
    if len(set(referred)) != len(referred):
        found.append("tags: an object twice")
    for one in list(tags.iter())[1:]:
        kind = one.tag.removeprefix(STRUCTURE)
        if one.tag != NAMESPACE + "ObjectRef" and (kind not in TYPES or not set(one.attrib) <= TOLD or (one.text or "").strip()):
            found.append(f"tags: <{one.tag} {dict(one.attrib)}>")
    ids = [one.get("ID") for one in tags.iter() if one.get("ID")]
    heads = {head for one in tags.iter() for head in one.get("Headers", "").split()}
    if len(set(ids)) != len(ids) or not heads <= set(ids):
        found.append("tags: IDs")


def _walk(one: ET.Element, parent: str, file: str, found: list[str]) -> None:
    name = one.tag.removeprefix(NAMESPACE)
    key = f"{parent}/{name}" if f"{parent}/{name}" in {**CHILDREN, **ATTRIBUTES} else name
    inner = [child.tag.removeprefix(NAMESPACE) for child in one]
    rule = re.sub(r"\w+", r"(?:\g<0>,)", CHILDREN.get(key, "")).replace(" ", "")
    if not re.fullmatch(rule, "".join(child + "," for child in inner)):
        found.append(f"{file}: <{key}> holds {inner[:8]}")
    attributes = ATTRIBUTES.get(key, {})
    found += [f"{file}: <{key} {given}> is none" for given in one.attrib if given not in attributes and given + "?" not in attributes]
    for attribute, look in attributes.items():
        value = one.get(attribute.rstrip("?"))
        if (value is None and not attribute.endswith("?")) or (value is not None and not re.fullmatch(look, value)):
            found.append(f"{file}: <{key} {attribute}={value!r}>")
    text = one.text or ""
    if parent and name in TEXTS and not re.fullmatch(TEXTS[name], text):
        found.append(f"{file}: <{key}>{text!r}")
    if name not in TEXTS and text.strip():
        found.append(f"{file}: <{key}> says {text!r}")
    for child in one:
        _walk(child, name, file, found)
