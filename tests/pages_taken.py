"""What a pen makes of pages that were drawn before, or by other processes."""

import pytest

from yearbook.draw.pdf import PdfPen
from yearbook.model.kept import DrawnChapter
from yearbook.model.page import Page


def pages_taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each page that is offered from now on is of use."""
    found: list[bool] = []
    take = PdfPen.take

    def told(self: PdfPen, page: Page, index: int, chapter: DrawnChapter, number: int) -> bool:
        found.append(take(self, page, index, chapter, number))
        return found[-1]

    monkeypatch.setattr(PdfPen, "take", told)
    return found
