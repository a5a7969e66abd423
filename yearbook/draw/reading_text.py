"""The book as plain text: headings underlined, a table's rows as lines, pictures told by their words."""

from collections.abc import Iterator

from yearbook.draw.reading import Image, Node

CELL = " ｜ "
_UNDERLINES = {"H1": "═", "H2": "─"}
_GROUPS = ("Document", "Part", "Sect", "Div", "Art", "BlockQuote", "L", "LI", "LBody", "TOC", "Index", "THead", "TBody",
           "TFoot", "Aside", "NonStruct")  # fmt: skip
_LINES = ("P", "TOCI", "Caption", "Note", "Title", "Lbl")


def plain_text(root: Node) -> str:
    """All words in reading order, a paragraph a line, parts of the book apart by blank lines."""
    lines: list[str] = []
    for line in _lines(root):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"


def _lines(node: Node) -> Iterator[str]:
    if node.tag.startswith("H") and node.tag[1:].isdigit():
        text = _one_line(node.words())
        yield ""
        yield text
        if node.tag in _UNDERLINES:
            yield _UNDERLINES[node.tag] * min(2 * len(text), 60)
        yield ""
    elif node.tag == "Table":
        yield ""
        yield from _table(node)
        yield ""
    elif node.tag == "Figure":
        yield from _figure(node)
    elif node.tag in _GROUPS or any(isinstance(kid, Node) and not _is_inline(kid) for kid in node.kids):
        yield from _group(node)
    else:
        text = _one_line(node.words())
        if text:
            yield text


def _group(node: Node) -> Iterator[str]:
    """The kids one after the other; words that stand between them make a line of their own."""
    apart = node.tag in ("Part", "Sect", "TOC", "Index", "L")
    if apart:
        yield ""
    pending = ""
    for kid in node.kids:
        if isinstance(kid, Node) and not _is_inline(kid):
            if pending.strip():
                yield _one_line(pending)
            pending = ""
            yield from _lines(kid)
        elif not isinstance(kid, Image):
            pending += kid.words() if isinstance(kid, Node) else getattr(kid, "text", "")
    if pending.strip():
        yield _one_line(pending)
    if apart:
        yield ""


def _figure(node: Node) -> Iterator[str]:
    """What a picture shows and what stands under it; a chart's own labels are in what it shows."""
    if node.element.alt:
        yield f"〔图：{_one_line(node.element.alt)}〕"
    yield from (line for kid in node.kids if isinstance(kid, Node) for line in _lines(kid))


def _table(node: Node) -> Iterator[str]:
    for kid in (kid for kid in node.kids if isinstance(kid, Node)):
        if kid.tag == "TR":
            yield CELL.join(_one_line(cell.words()) for cell in kid.kids if isinstance(cell, Node)).rstrip()
        elif kid.tag in ("THead", "TBody", "TFoot"):
            yield from _table(kid)
        else:
            yield from _lines(kid)


def _is_inline(node: Node) -> bool:
    return node.tag in ("Span", "Link", "Reference", "Em", "Strong", "Quote", "Ruby", "RB", "RT", "Sub", "Annot", "Lbl")


def _one_line(text: str) -> str:
    return " ".join(text.split(" ")).strip()
