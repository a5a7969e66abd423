"""What a finished PDF says of itself, and whether anything in it acts: asked before it is put into an archive."""

from datetime import date
from io import BytesIO
from typing import Any

ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Movie", "/Sound", "/Rendition")


def told_by(pdf: bytes) -> tuple[str, date | None]:
    """Title and day of making, as the Info dictionary has them."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as book:
        title, day = str(book.docinfo.get("/Title", "")), str(book.docinfo.get("/CreationDate", ""))
    digits = day.removeprefix("D:")[:8]
    return title, date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 and digits.isdigit() else None


def active_parts(pdf: bytes) -> tuple[str, ...]:
    """Kinds of action that run something or reach for another file, and encryption; none in a file made to last."""
    import pikepdf

    found: set[str] = set()
    with pikepdf.open(BytesIO(pdf)) as book:
        if book.is_encrypted:
            found.add("/Encrypt")
        for each in book.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                kind: Any = each.get("/S")
                found |= {str(kind)} & set(ACTIVE) if isinstance(kind, pikepdf.Name) else set()
                found |= {"/JavaScript"} if "/JS" in each else set()
    return tuple(sorted(found))
