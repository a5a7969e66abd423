"""The first page of a PDF as a PNG, by pypdfium2, which is an extra: a book needs no picture of itself."""

from io import BytesIO

from yearbook.problems import Place, Problem, UsageError

SCALE = 2.0  # 144 dots an inch


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
