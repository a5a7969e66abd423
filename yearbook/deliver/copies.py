"""One set of pages as many times over as copies are wanted, each with its number: pages share their contents."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf


def numbered_copies(pdf: bytes, numbers: bytes, pages: Sequence[int]) -> bytes:
    """The file as often as `numbers` has pages for it: copy by copy, one for each of `pages` (from 0) that bears its number.

    Tags, bookmarks and links go: they would name pages of the first copy only. Equal input gives equal bytes.
    """
    import pikepdf  # 0.1 s: only when copies are numbered

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as book, pikepdf.open(BytesIO(numbers)) as marks:
        _bare(book)
        count, copies = len(book.pages), len(marks.pages) // len(pages)
        for _ in range(1, copies):
            for page in range(count):
                book.pages.append(book.pages[page])
        forms = [book.copy_foreign(page.as_form_xobject()) for page in marks.pages]
        for number, form in enumerate(forms):
            copy, place = divmod(number, len(pages))
            _stamp(book, copy * count + pages[place], form)
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _bare(book: "Pdf") -> None:
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode", "/PageLabels", "/Metadata"):
        if key in book.Root:
            del book.Root[key]
    for page in book.pages:
        for key in ("/StructParents", "/Annots", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


def _stamp(book: "Pdf", at: int, form: Any) -> None:
    """The number over what stands on the page; its resources are its own from now on."""
    import pikepdf

    page = book.pages[at]
    resources = pikepdf.Dictionary(dict(page.obj.Resources))
    resources.XObject = pikepdf.Dictionary({**dict(resources.get("/XObject", {})), "/CopyNumber": form})
    page.obj.Resources = resources
    page.contents_add(book.make_stream(b"q"), prepend=True)
    page.contents_add(book.make_stream(b"Q /CopyNumber Do"))
