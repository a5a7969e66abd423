"""Pages of a PDF put on sheets: every page becomes a form, drawn where the plan says, under the sheet's own marks."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from yearbook.deliver.imposition.original import Leaf, Original, opened_pdf
from yearbook.model.imposition import Imposition, Spot
from yearbook.units import to_points

if TYPE_CHECKING:
    from pikepdf import Pdf

Matrix = tuple[float, float, float, float, float, float]


def impose_on(sheets: bytes, original: Original, plan: Imposition) -> bytes:
    """The file of sheets: `sheets` has a page a plate, with the marks to stand above; equal input gives equal bytes."""
    import pikepdf  # 0.1 s: only when a file is imposed

    out = BytesIO()
    with opened_pdf(original.name, original.data) as source, pikepdf.open(BytesIO(sheets)) as book:
        forms: dict[int, Any] = {}
        for plate, page in zip(plan.plates, book.pages, strict=True):
            used = {}
            parts = []
            for spot in plate.spots:
                if spot.page:
                    if spot.page not in forms:
                        forms[spot.page] = _form(source, book, spot.page, original.leaves[spot.page - 1])
                    used[f"/Page{spot.page}"] = forms[spot.page]
                    parts.append(_drawn(spot, original.leaves[spot.page - 1], plan))
            if parts:
                _put_under(book, page, used, b"\n".join(parts))
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _form(source: "Pdf", book: "Pdf", number: int, leaf: Leaf) -> Any:
    import pikepdf

    form = source.pages[number - 1].as_form_xobject(handle_transformations=False)
    form = book.copy_foreign(form)
    form.BBox = pikepdf.Array([_decimal(value) for value in leaf.bleed])
    form.Matrix = pikepdf.Array([1, 0, 0, 1, 0, 0])
    return form


def _decimal(value: int) -> Any:
    from decimal import Decimal

    return Decimal(to_points(value))


def _put_under(book: "Pdf", page: Any, used: dict[str, Any], content: bytes) -> None:
    import pikepdf

    resources = page.obj.get("/Resources")
    page.obj.Resources = pikepdf.Dictionary(resources if resources is not None else {})
    page.obj.Resources.XObject = pikepdf.Dictionary({**dict(page.obj.Resources.get("/XObject", {})), **used})
    page.contents_add(book.make_stream(content), prepend=True)


def _drawn(spot: Spot, leaf: Leaf, plan: Imposition) -> bytes:
    """The operators: clip to the trimmed page and what may bleed, move, draw."""
    x, y = spot.x, plan.sheet.height - spot.y - plan.page[1]
    spine = min(plan.trim, plan.mill)
    left = spine if spot.spine == "left" else plan.trim
    right = spine if spot.spine == "right" else plan.trim
    clip = (x - left, y - plan.trim, plan.page[0] + left + right, plan.page[1] + 2 * plan.trim)
    matrix = " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in placed(leaf, spot, plan))
    return f"q {' '.join(map(to_points, clip))} re W n {matrix} cm /Page{spot.page} Do Q".encode()


def placed(leaf: Leaf, spot: Spot, plan: Imposition) -> Matrix:
    """From the page's own coordinates to the sheet's, in points: turned as the file says, scaled, put in its spot."""
    width, height = leaf.size
    share = min(plan.page[0] / width, plan.page[1] / height)
    if abs(share - 1) < 0.0005:
        share = 1.0  # a rounding of the file's, not a scale
    across, along = (plan.page[0] - width * share) / 2000, (plan.page[1] - height * share) / 2000  # fitted pages stand in the middle
    turn = (leaf.rotate + (180 if spot.turned else 0)) % 360
    share *= leaf.unit / 1000
    a, b, c, d = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}[turn]
    corners = [
        (share * (a * px + c * py) / 1000, share * (b * px + d * py) / 1000)
        for px in (leaf.trim[0], leaf.trim[2])
        for py in (leaf.trim[1], leaf.trim[3])
    ]
    left, foot = min(x for x, _ in corners), min(y for _, y in corners)
    x = spot.x / 1000 + across - left
    y = (plan.sheet.height - spot.y - plan.page[1]) / 1000 + along - foot
    return share * a, share * b, share * c, share * d, x, y
