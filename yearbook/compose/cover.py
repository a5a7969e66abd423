"""The cover sheet: back cover, spine and front cover as one page, the spine as thick as the book."""

from decimal import Decimal

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.slots import fixed_sheet, spine_sheet
from yearbook.frozen import frozen, replace
from yearbook.model.copy import Copy
from yearbook.model.layout import Layout
from yearbook.model.page import BookInfo, Element, Mark, Page, Pages, Rule, shifted
from yearbook.units import length


@frozen
class Spine:
    """How thick a book is in 1/1000 pt, and by which reckoning: (name, value) of pages, leaves and thicknesses in mm, and its face."""

    width: int
    told: tuple[tuple[str, str], ...]


def spine_of(pages: Pages, copy: Copy, setter: Typesetter) -> Spine:
    """Leaves × thickness of a leaf + boards, to a tenth of a millimetre; covers, which bear no folio, count no leaves."""
    count = sum(bool(page.folio) for page in pages.pages)
    look, paper = setter.layout.cover, copy.paper
    grammage = paper.grammage if paper and paper.grammage else look.grammage
    formula = look.formulas[look.formula]
    leaf = (paper.caliper if paper else None) or grammage * formula.leaf
    boards = paper.boards if paper and paper.boards is not None else formula.boards
    leaves = (count + 1) // 2
    thick = (leaves * leaf + boards).quantize(Decimal("0.1"))
    width = length(f"{thick}mm")
    face = spine_face(width, setter)
    told: dict[str, object] = {"pages": count, "leaves": leaves, "leaf": leaf.normalize(), "boards": boards, "width": thick, "face": face}
    told["formula"] = "" if paper and paper.caliper else formula.title
    return Spine(width, tuple((name, str(value)) for name, value in told.items()))


def cover_pages(copy: Copy, spine: Spine, setter: Typesetter) -> Pages:
    """One page: back, spine and front, and flaps where the layout has them, with marks in the bleed where it is folded."""
    layout = setter.layout
    page, fields, look = layout.page, dict(copy.fields), layout.cover
    front = fixed_sheet(layout.pages.get("cover", ()), fields, "recto", setter)
    back = fixed_sheet(layout.pages.get("back-cover", ()), fields, "verso", setter)
    middle = spine_sheet(layout.pages.get(spine_face(spine.width, setter), ()), fields, spine.width, setter)
    width, height = page.trim
    inside, flap = width - page.inside - page.width, look.flap
    marks: list[Mark] = []
    elements = [Element("Document")]
    # what bleeds over a fold is covered by what comes after it: the front last but the spine and the flaps
    left, whole = flap + width + spine.width, 2 * (flap + width) + spine.width
    faces = [(back, flap + inside, page.head), (front, left + page.inside, page.head), (middle, flap + width + spine.width // 2, 0)]
    for name, x in (("flap-back", flap // 2), ("flap-front", whole - flap // 2)) if flap else ():
        faces.append((spine_sheet(layout.pages.get(name, ()), fields, flap, setter), x, 0))
    for sheet, x, y in faces:
        base = len(elements)
        marks += (shifted(mark, x, y, base) for mark in sheet.marks)
        elements += (replace(one, parent=one.parent + base if one.parent >= 0 else 0) for one in sheet.elements)
    for x in _folds(whole, layout):
        for y, way in ((-page.bleed, 1), (height + page.bleed, -1)):
            marks.append(Rule(x, y, x, y + way * look.fold_mark, look.fold_width, "ink"))
    info = BookInfo(f"{copy.title} {copy.year}", copy.office, "", copy.date)
    return Pages(
        (Page("", "recto", tuple(marks)),), tuple(elements), (), layout.palette, whole, height, page.bleed, info
    )


def cover_folds(sheet: Pages, layout: Layout) -> tuple[int, ...]:
    """Where a cover is folded, from its left: at its spine and its flaps."""
    return _folds(sheet.width, layout)


def _folds(whole: int, layout: Layout) -> tuple[int, ...]:
    flap, side = layout.cover.flap, layout.cover.flap + layout.page.trim[0]
    return (flap, side, whole - side, whole - flap) if flap else (side, whole - side)


def spine_face(width: int, setter: Typesetter) -> str:
    """Which of the layout's spines: full, narrow, or bare but for its ground."""
    look = setter.layout.cover
    return "spine" if width >= look.full_spine else "spine-narrow" if width >= look.narrow_spine else "spine-bare"
