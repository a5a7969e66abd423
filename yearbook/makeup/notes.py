"""Footnotes and their calls onto pages: signs that begin anew on every page, links both ways, structure."""

from yearbook.frozen import replace
from yearbook.makeup.book import Book
from yearbook.makeup.composer import Composer
from yearbook.makeup.feet import Foot, FootShape, NotePart
from yearbook.makeup.pieces import changes
from yearbook.model.galley import CALL, TextBlock
from yearbook.model.joints import cut
from yearbook.model.page import Anchor, Line, Rule, Run, Text
from yearbook.model.text import note_sign


class Signs:
    """Which sign each note has: its own, or its number on the page of its first call."""

    def __init__(self, composer: Composer, by_page: bool) -> None:
        self._composer, self._by_page = composer, by_page
        self._page, self._count = "", 0
        self._signs: dict[str, int] = {}

    def call(self, anchor: str, page: str) -> bool:
        """A note is called on a page; whether for the first time."""
        if anchor in self._signs:
            return False
        self._count = self._count + 1 if page == self._page else 1
        self._page = page
        self._signs[anchor] = self._count
        return True

    def signed(self, anchor: str, run: Run) -> Run:
        """The run of a sign as it is printed."""
        number = self._signs.get(anchor)
        return self._composer.sign(run, note_sign(number)) if self._by_page and number else run


def put_called(book: Book, block: TextBlock, text: Text, signs: Signs) -> None:
    """A line of a paragraph with footnotes: each call is a link within a Reference under the line's own element."""
    anchors = {f"#{note.anchor}": note.anchor for note in block.notes}
    marks = book.pages[-1].marks
    for left, line in cut(text.line, changes([run.link if run.link in anchors else "" for run in text.line.runs])):
        anchor = anchors.get(line.runs[0].link, "") if line.runs else ""
        piece = replace(text, x=text.x + left, line=line)
        if not anchor:
            marks += book.linked(piece)
            continue
        if signs.call(anchor, str(len(book.pages))):
            marks.append(Anchor(anchor + CALL, piece.x, max(piece.y - book.layout.page.body, 0)))
        run = signs.signed(anchor, line.runs[0])
        signed = Line((run,), run.text, line.width, line.exact)
        marks += book.linked(replace(piece, line=signed, element=book.element("Reference", text.element)))


Elements = dict[str, tuple[int, int]]  # of every note by its anchor: those of its sign and of its words


def put_foot(book: Book, foot: Foot, place: tuple[int, int], tree: tuple[Elements, Signs], shape: FootShape) -> None:
    """The notes of a column, the last line ending with the foot's last line of the grid, under a short rule."""
    elements, signs = tree
    x, top = place
    look, marks = book.layout.footnote, book.pages[-1].marks
    count = sum(part.last - part.first for part in foot.parts)
    y = top + foot.height * shape.leading - (shape.leading - shape.body) - shape.size - (count - 1) * shape.step
    rule = y - look.rule_gap
    marks.append(Rule(x, rule, x + look.rule_width, rule, look.rule, look.rule_colour))
    for part in foot.parts:
        if part.first == 0:
            marks.append(Anchor(part.note.anchor, x, y))
        label, words = elements[part.note.anchor]
        for number, line in enumerate(_signed(part, signs), part.first):
            for (left, piece), element in zip(cut(line, () if number else (1,)), (words,) if number else (label, words), strict=False):
                marks += book.linked(Text(x + left, y + shape.size * 88 // 100, piece, element))
            y += shape.step


def _signed(part: NotePart, signs: Signs) -> list[Line]:
    """The lines of a part, the first with its sign as printed."""
    lines = list(part.note.lines[part.first : part.last])
    if part.first == 0:
        line = lines[0]
        run = signs.signed(part.note.anchor, line.runs[0])
        text = run.text + line.text[len(line.runs[0].text) :]
        lines[0] = replace(line, runs=(run, *line.runs[1:]), text=text)
    return lines
