"""The first page of a PDF as a PNG, by pypdfium2, which is an extra: a book needs no picture of itself."""

from io import BytesIO
from typing import Any

from yearbook.problems import Place, Problem, UsageError

SCALE = 2.0  # 144 dots an inch
COMPARED = 1.5  # 108 dots an inch: a hairline that moved shows


def as_png(pdf: bytes) -> bytes:
    """A picture of the first page. Raises UsageError when pypdfium2 is not installed."""
    try:
        import pypdfium2
    except ImportError:
        raise UsageError((Problem.of("extra-missing", Place("PNG"), library="pypdfium2", extra="png"),)) from None
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=SCALE).to_pil()
    finally:
        document.close()
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def differing_pages(old: bytes, new: bytes) -> tuple[int, ...] | None:
    """The pages, from 1, that do not look the same in two PDFs; None when pypdfium2 is not installed."""
    try:
        import pypdfium2
    except ImportError:
        return None
    before, after = pypdfium2.PdfDocument(old), pypdfium2.PdfDocument(new)
    try:
        most, both = max(len(before), len(after)), min(len(before), len(after))
        differ = (number + 1 for number in range(both) if _seen(before[number]) != _seen(after[number]))
        return (*differ, *range(both + 1, most + 1))
    finally:
        before.close()
        after.close()


def _seen(page: Any) -> tuple[int, int, bytes]:
    bitmap = page.render(scale=COMPARED)
    return bitmap.width, bitmap.height, bytes(bitmap.buffer)
