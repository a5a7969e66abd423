"""The book as one HTML file that needs no other: headings, lists, tables, notes and links as such, a style sheet of a few lines."""

from collections.abc import Callable, Iterator
from html import escape

from yearbook.draw.reading import Folio, Image, Kid, Node, Words
from yearbook.model.page import BookInfo

_TAGS = {
    "Part": "section", "Sect": "section", "Div": "div", "Art": "article", "BlockQuote": "blockquote", "P": "p", "H1": "h1", "H2": "h2",
    "H3": "h3", "H4": "h4", "H5": "h5", "H6": "h6", "L": "ul", "LI": "li", "LBody": "div", "Lbl": "span", "Table": "table",
    "THead": "thead", "TBody": "tbody", "TFoot": "tfoot", "TR": "tr", "TH": "th", "TD": "td", "Figure": "figure", "Note": "aside",
    "TOC": "nav", "TOCI": "div", "Index": "section", "Span": "span", "Reference": "span", "Link": "span", "Quote": "q", "Em": "em",
    "Strong": "strong", "Title": "p",
}  # fmt: skip
_ATTRIBUTES = (("Scope", "scope"), ("ColSpan", "colspan"), ("RowSpan", "rowspan"), ("Lang", "lang"))
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;line-height:1.8;font-family:serif}"
    "h1,h2,h3,h4,th{font-family:sans-serif}section{margin:2em 0}p{margin:0 0 .5em;text-align:justify}"
    "table{border-collapse:collapse;margin:1em 0}th,td{border:1px solid #999;padding:.2em .6em;vertical-align:top}"
    "td p,th p,li p{margin:0}caption,figcaption{font-family:sans-serif;margin:.5em 0}figure{margin:1em 0}img{max-width:100%}"
    "ul{list-style:none;padding-left:1em}aside{font-size:.9em}.folio{float:right;color:#777;font-size:.8em}a{color:inherit}"
)


def html(root: Node, info: BookInfo, image: Callable[[str], str]) -> str:
    """The page; `image` gives the address of a picture file, "" for one to leave out."""
    body = "".join(_kids(root, image))
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(info.language)}"><head><meta charset="utf-8"><title>{escape(info.title)}</title>'
        f'<meta name="viewport" content="width=device-width"><meta name="author" content="{escape(info.author)}">'
        f'<meta name="date" content="{info.date.isoformat()}"><style>{_STYLE}</style></head>\n<body>\n'
    )
    return f"{head}{body}</body></html>\n"


def _kids(node: Node, image: Callable[[str], str]) -> Iterator[str]:
    if node.element.actual:
        yield escape(node.element.actual)
        return
    for kid in node.kids:
        yield from _kid(kid, node, image)


def _kid(kid: Kid, parent: Node, image: Callable[[str], str]) -> Iterator[str]:
    match kid:
        case Words(text, link):
            if parent.tag == "Figure":
                return  # what stands inside a chart is told by its alternative text
            yield f'<a href="{escape(_address(link))}">{escape(text)}</a>' if link else escape(text)
        case Folio(number):
            if parent.tag not in ("Table", "TR", "L", "TOC"):
                yield f'<span class="folio" id="page-{escape(number)}">{escape(number)}</span>'
        case Image(file):
            address = image(file)
            if address:
                yield f'<img src="{escape(address)}" alt="{escape(parent.element.alt)}">'
        case Node():
            yield from _node(kid, parent, image)


def _node(node: Node, parent: Node, image: Callable[[str], str]) -> Iterator[str]:
    tag = _TAGS.get(node.tag, "div")
    if node.tag == "Caption":
        tag = {"Table": "caption", "Figure": "figcaption"}.get(parent.tag, "p")
    if tag == "p" and any(isinstance(kid, Node) and _TAGS.get(kid.tag, "div") not in ("span", "em", "strong", "q") for kid in node.kids):
        tag = "div"
    attributes = "".join(f' {ours}="{escape(_value(node, theirs))}"' for theirs, ours in _ATTRIBUTES if node.attribute(theirs))
    identity = f' id="{escape(_id(node.anchors[0]))}"' if node.anchors else ""
    yield f"<{tag}{identity}{attributes}>"
    yield from (f'<a id="{escape(_id(name))}"></a>' for name in node.anchors[1:] if tag not in ("table", "tr", "ul"))
    if node.tag == "Figure" and node.element.alt and not any(isinstance(kid, Image) and image(kid.file) for kid in node.kids):
        yield f"<p>〔图：{escape(node.element.alt)}〕</p>"
    if node.tag == "Table":  # a caption comes first in HTML
        yield from (part for kid in node.kids if isinstance(kid, Node) and kid.tag == "Caption" for part in _node(kid, node, image))
        rest: list[Kid] = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.tag == "Caption")]
        yield from (part for kid in rest for part in _kid(kid, node, image))
    else:
        yield from _kids(node, image)
    yield f"</{tag}>" + ("\n" if tag not in ("span", "em", "strong", "q", "td", "th") else "")


def _value(node: Node, attribute: str) -> str:
    value = node.attribute(attribute)
    return {"Column": "col", "Row": "row"}.get(value, value)


def _address(link: str) -> str:
    return f"#{_id(link[1:])}" if link.startswith("#") else link


def _id(name: str) -> str:
    return "-".join(name.split())
