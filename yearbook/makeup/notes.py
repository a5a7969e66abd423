"""Footnotes and their calls onto pages: signs that begin anew on every page, links both ways, structure."""

from yearbook.frozen import replace
from yearbook.makeup.book import Book, links_of
from yearbook.makeup.composer import Composer
from yearbook.makeup.feet import Foot, FootShape, NotePart
from yearbook.model.galley import CALL, TextBlock
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


def put_called_lines(book: Book, block: TextBlock, part: tuple[int, int], place: tuple[int, int], tree: tuple[int, Signs]) -> None:
    """As Book.put_lines for a paragraph with footnotes: each call is a Reference under its own element."""
    x, y = place
    element, signs = tree
    anchors = {f"#{note.anchor}": note.anchor for note in block.notes}
    marks = book.pages[-1].marks
    for text in book.lines_at(block, part, (x, y), element):
        for line in _parted(text.line, anchors):
            anchor = anchors.get(line.runs[0].link, "") if line.runs else ""
            if not anchor:
                piece = Text(text.x, text.y, line, element)
            else:
                if signs.call(anchor, str(len(book.pages))):
                    marks.append(Anchor(anchor + CALL, text.x, max(text.y - book.layout.page.body, 0)))
                run = signs.signed(anchor, line.runs[0])
                signed = Line((run,), run.text, line.width, line.exact)
                piece = Text(text.x, text.y, signed, book.element("Reference", element))
            marks.append(piece)
            marks += links_of(piece)


def _parted(line: Line, anchors: dict[str, str]) -> list[Line]:
    """A line cut before and after its calls; runs keep their places."""
    if not any(run.link in anchors for run in line.runs):
        return [line]
    groups: list[list[Run]] = []
    for run in line.runs:
        if run.link in anchors or not groups or groups[-1][0].link in anchors:
            groups.append([run])
        else:
            groups[-1].append(run)
    lines: list[Line] = []
    at = 0
    for number, group in enumerate(groups):
        end = at + sum(len(run.text) for run in group) if number + 1 < len(groups) else len(line.text)
        text = line.text[at:end]
        lines.append(Line(tuple(group), text, line.width, line.exact) if lines else replace(line, runs=tuple(group), text=text))
        at = end
    return lines


def put_foot(book: Book, foot: Foot, place: tuple[int, int], tree: tuple[int, dict[str, int], Signs], shape: FootShape) -> None:
    """The notes of a column, the last line ending with the foot's last line of the grid, under a short rule."""
    root, elements, signs = tree
    x, top = place
    look, marks = book.layout.footnote, book.pages[-1].marks
    count = sum(part.last - part.first for part in foot.parts)
    y = top + foot.height * shape.leading - (shape.leading - shape.body) - shape.size - (count - 1) * shape.step
    rule = y - look.rule_gap
    marks.append(Rule(x, rule, x + look.rule_width, rule, look.rule, look.rule_colour))
    for part in foot.parts:
        anchor = part.note.anchor
        if anchor not in elements:
            elements[anchor] = book.element("Note", root, attributes=(("ID", anchor),))
            marks.append(Anchor(anchor, x, y))
        for line in _signed(part, signs):
            text = Text(x, y + shape.size * 88 // 100, line, elements[anchor])
            marks.append(text)
            marks += links_of(text)
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
