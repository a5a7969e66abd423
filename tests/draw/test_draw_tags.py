"""The structure tree: every piece of content has its node, every node its kids in reading order."""

from io import BytesIO
from typing import Any

import pikepdf

from tests.draw.sheets import FACE, book, line, page_of, run
from yearbook.draw import PdfOptions, draw_pdf
from yearbook.fonts import Face
from yearbook.model.page import Anchor, Element, Link, Pages, Rule, Text

ELEMENTS = (
    Element("Document"), Element("P", 0), Element("Link", 1), Element("Table", 0, title="表"), Element("TR", 3),
    Element("TH", 4, attributes=(("Scope", "Column"), ("ColSpan", "2"))), Element("TD", 4), Element("TD", 4),
    Element("Figure", 0, alt="人口"),
)  # fmt: skip


def sample(face: Face) -> Pages:
    def text(word: str, y: int, element: int) -> Text:
        return Text(50_000, y, line(run(face, word)), element)

    first = [
        text("一", 50_000, 1), text("二", 60_000, 2), Link(0, 0, 1000, 1000, target="a", title="去", element=2), Anchor("a", 0, 0),
        text("三", 70_000, 1), Rule(0, 0, 1000, 0, 500, "ink"), text("四", 80_000, 5), text("五", 80_000, 7),
        Rule(0, 0, 1000, 0, 500, "ink", element=8),
    ]  # fmt: skip
    return book(page_of([], first), page_of([], [text("六", 50_000, 1)]), elements=ELEMENTS)


def tree(node: Any) -> Any:
    """A node as (tag, kids); content as its number, on another page as a pair."""
    if isinstance(node, int):
        return node
    if node.get("/Type") == "/OBJR":
        return "link"
    if node.get("/Type") == "/MCR":
        return ("page 2", int(node.MCID))
    kids = node.get("/K", pikepdf.Array())
    return (str(node.get("/S", "root")), [tree(kid) for kid in kids])


def test_the_tree_is_in_reading_order_with_empty_cells_in_their_place(block: Face) -> None:
    pdf = pikepdf.open(BytesIO(draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=True))))
    row = ("/TR", [("/TH", [3]), ("/TD", []), ("/TD", [4])])
    assert tree(pdf.Root.StructTreeRoot) == (
        "root", [("/Document", [("/P", [0, ("/Link", [1, "link"]), 2, ("page 2", 0)]), ("/Table", [row]), ("/Figure", [5])])],
    )  # fmt: skip


def test_the_way_back_from_content_to_nodes(block: Face) -> None:
    pdf = pikepdf.open(BytesIO(draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=True))))
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert [int(key) for key in nums[::2]] == [0, 1, 2]
    assert [str(node.S) for node in nums[1]] == ["/P", "/Link", "/P", "/TH", "/TD", "/Figure"]
    assert [str(node.S) for node in nums[3]] == ["/P"]
    assert str(nums[5].S) == "/Link" and pdf.pages[0].Annots[0].StructParent == 2
    assert (pdf.pages[0].StructParents, pdf.pages[0].Tabs, pdf.Root.MarkInfo.Marked) == (0, "/S", True)


def test_content_is_marked_and_the_rest_is_artifact(block: Face) -> None:
    pdf = pikepdf.open(BytesIO(draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=True))))
    depth, marks = 0, []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
            marks.append(str(instruction.operands[0]))
        elif operator == "EMC":
            depth -= 1
        elif operator in ("Tj", "TJ", "S", "f", "Do"):
            assert depth == 1
    assert depth == 0
    assert marks == ["/P", "/Link", "/P", "/Artifact", "/TH", "/TD", "/Figure"]


def test_attributes_by_owner(block: Face) -> None:
    pdf = pikepdf.open(BytesIO(draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=True))))
    document = pdf.Root.StructTreeRoot.K[0]
    header = document.K[1].K[0].K[0]
    assert (header.A.O, header.A.Scope, header.A.ColSpan) == ("/Table", "/Column", 2)
    assert (str(document.K[1].T), str(document.K[2].Alt)) == ("表", "人口")
