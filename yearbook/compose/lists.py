"""Elements for the paragraphs of a text that is set onto whole pages: items of lists in lists, each with its label and its words."""

from yearbook.compose.marks import Structure
from yearbook.compose.paragraph import Typesetter
from yearbook.compose.prose import label_runs
from yearbook.frozen import replace
from yearbook.model.joints import cut_to_read_on, may_part
from yearbook.model.page import Text
from yearbook.model.text import BodyParagraph


class Lists:
    """Where the next paragraph of a text in a style goes: into the lists that are open, outermost first."""

    def __init__(self, structure: Structure, style: str, setter: Typesetter) -> None:
        self._structure, self._style, self._setter = structure, style, setter
        self._open: list[tuple[int, int, int]] = []  # depth, list, body of its last item

    def begun(self, mark: Text, paragraph: BodyParagraph) -> tuple[Text, ...]:
        """The first line of a paragraph in its elements, its label by itself where it may be cut off; the last is that of the words."""
        if not paragraph.label:
            return (replace(mark, element=self._structure.add("P", self._place(paragraph))),)
        runs = label_runs(paragraph, self._style, self._setter)
        cuts = runs < len(mark.line.runs) and may_part(mark.line, runs)
        label, words = self._item(paragraph.depth, labelled=cuts)
        if not cuts:
            return (replace(mark, element=words),)
        (_, first), (left, rest) = cut_to_read_on(mark.line, [runs])
        return replace(mark, line=first, element=label), replace(mark, x=mark.x + left, line=rest, element=words)

    def _place(self, paragraph: BodyParagraph) -> int:
        """The body that a paragraph without a label goes on in; -1 outside lists, which end there."""
        if not paragraph.widest:
            self._open = []
        while self._open and self._open[-1][0] > paragraph.depth:
            self._open.pop()
        return self._open[-1][2] if self._open else -1

    def _item(self, depth: int, *, labelled: bool) -> tuple[int, int]:
        """The label (-1 when it is not to be) and the body of a new item."""
        add = self._structure.add
        while self._open and self._open[-1][0] > depth:
            self._open.pop()
        if not self._open or self._open[-1][0] < depth:
            self._open.append((depth, add("L", self._open[-1][2] if self._open else -1), -1))
        item = add("LI", self._open[-1][1])
        label = add("Lbl", item) if labelled else -1
        body = add("LBody", item)
        self._open[-1] = (depth, self._open[-1][1], body)
        return label, body
