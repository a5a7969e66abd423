"""Which runs of a paragraph's lines are its title and its label, so that each can have an element of its own."""

from collections.abc import Sequence

from yearbook.compose.paragraph import Typesetter
from yearbook.compose.prose import label_runs
from yearbook.frozen import replace
from yearbook.model.galley import TextBlock
from yearbook.model.joints import may_part
from yearbook.model.page import Line
from yearbook.model.text import BodyParagraph

End = tuple[int, int]  # line, run: after so many runs of it
NOWHERE: End = (0, 0)


def title_end(lines: Sequence[Line], title: str) -> End:
    """Where the printed title that opens these lines ends; NOWHERE when the line may not be cut there.

    White at line ends and the hyphen of a divided word do not count.
    """
    left = "".join(title.split())
    at = 0
    for row, line in enumerate(lines):
        for number, run in enumerate(line.runs, 1):
            if left.startswith(run.text, at) and at + len(run.text) < len(left):  # as all of it but the last part
                at += len(run.text)
                continue
            for place, character in enumerate(run.text, 1):
                if at < len(left) and character == left[at]:
                    at += 1
                    if at == len(left):
                        return (row, number) if place == len(run.text) and may_part(line, number) else NOWHERE
    return NOWHERE


def as_item(block: TextBlock, paragraph: BodyParagraph, style: str, setter: Typesetter, over: int = 0) -> TextBlock:
    """The block of a paragraph, as an item of a list if it is one, `over` lines below its head."""
    if not (paragraph.label or paragraph.widest) or len(block.lines) <= over:
        return block
    runs = label_runs(paragraph, style, setter) if paragraph.label else 0
    cuts = runs and may_part(block.lines[over], runs)
    return replace(block, label=(over, runs if cuts else 0), depth=paragraph.depth, item=bool(paragraph.label))
