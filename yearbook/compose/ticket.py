"""付印单 as one page: groups of label and value, and every check that the files have passed."""

from collections.abc import Mapping

from yearbook.compose.marks import label, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_paragraph
from yearbook.model.delivery import Ticket
from yearbook.model.page import BookInfo, Mark, Page, Pages, Rule

CHECK_COLUMNS = 3


def ticket_pages(ticket: Ticket, info: BookInfo, words: Mapping[str, str], setter: Typesetter) -> Pages:
    """The page; `words` are the names of the checks, and what stands for a value that nobody has given (`unknown`)."""
    look = setter.layout.press.ticket
    width, left = look.trim[0] - 2 * look.side, look.side
    marks: list[Mark] = []
    line, size = label(setter, ticket.title, look.title_style)
    marks.append(line_at(line, size, left, left))
    book, small = label(setter, ticket.book, look.value_style)
    marks.append(line_at(book, small, left + width - book.width, left + size - small))
    y = left + size + look.row
    for heading, rows in ticket.groups:
        marks.append(Rule(left, y, left + width, y, look.rule, look.rule_colour))
        y += look.rule_gap
        line, size = label(setter, heading, look.label_style)
        marks.append(line_at(line, size, left, y))
        for row in rows:
            y = _row(row.label, row.value or words["unknown"], (left + look.label_width // 2, y), marks, setter)
        y += look.rule_gap
    marks.append(Rule(left, y, left + width, y, look.rule, look.rule_colour))
    _checks(ticket, words, (left, y + look.rule_gap), marks, setter)
    page = Page("1", "recto", tuple(marks))
    return Pages((page,), (), (), setter.layout.palette, *look.trim, 0, info)


def _row(name: str, value: str, place: tuple[int, int], marks: list[Mark], setter: Typesetter) -> int:
    """A label and its value, wrapped where it is long; the y below it."""
    look = setter.layout.press.ticket
    x, y = place
    line, size = label(setter, name, look.label_style)
    room = look.trim[0] - look.side - x - look.label_width
    marks.append(line_at(line, size, x, y))
    for text in set_paragraph((Piece(value, look.value_style),), setter, room, align="left"):
        marks.append(line_at(text, setter.style(look.value_style).size, x + look.label_width, y))
        y += look.row
    return y


def _checks(ticket: Ticket, words: Mapping[str, str], place: tuple[int, int], marks: list[Mark], setter: Typesetter) -> None:
    """The checks by name in columns, each with what it judged in all files."""
    look = setter.layout.press.ticket
    x, y = place
    line, size = label(setter, words["checks"], look.label_style)
    marks.append(line_at(line, size, x, y))
    y += look.row
    rows: dict[str, int] = {}
    for report in ticket.reports:
        for check in report.checks:
            rows[check.name] = rows.get(check.name, 0) + check.judged
    pitch = (look.trim[0] - 2 * look.side) // CHECK_COLUMNS
    down = -(-len(rows) // CHECK_COLUMNS)
    for number, (name, judged) in enumerate(rows.items()):
        text, size = label(setter, f"{words['passed']}　{words[name]}（{judged}）", look.small_style)
        marks.append(line_at(text, size, x + number // down * pitch, y + number % down * look.small_row))
