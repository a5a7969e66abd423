"""Whether words stand over words: every line of a page as a box, roughly that of its ink."""

from itertools import combinations

from yearbook.model.page import Page, Text

OPENING, CLOSING = ("“", "【", "《"), ("”", "】", "》")


def texts(page: Page) -> list[Text]:
    """The lines of a page that say something; turned ones are left out."""
    return [mark for mark in page.marks if isinstance(mark, Text) and mark.line.runs and not mark.upward]


def box(mark: Text) -> tuple[int, int, int, int]:
    """Left, head, right and foot of a line's ink, roughly: half of the blank above and below is not counted.

    Nor is a quarter em at either end, or the half em that is blank outside of a bracket or quotation mark.
    """
    size = max(run.size for run in mark.line.runs)
    end = max(run.x + run.width for run in mark.line.runs)
    before, after = (size // 2 if blank else size // 4 for blank in (mark.line.text[:1] in OPENING, mark.line.text[-1:] in CLOSING))
    return mark.x + mark.line.runs[0].x + before, mark.y - size * 75 // 100, mark.x + end - after, mark.y


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Lines that stand over one another."""
    boxes = [(mark.line.text, box(mark)) for mark in texts(page)]
    return [
        (one, other) for (one, a), (other, b) in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1000 and min(a[3], b[3]) - max(a[1], b[1]) > 1000
    ]  # fmt: skip
