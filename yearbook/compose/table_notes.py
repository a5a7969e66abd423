"""What stands under the last part of a table: general notes numbered, notes behind their signs, the source."""

from yearbook.compose.captions import Place, note_pieces, prose_marks, source_words
from yearbook.compose.marks import line_at
from yearbook.compose.paragraph import Typesetter, set_single
from yearbook.compose.table_sheet import TableSheet
from yearbook.frozen import replace
from yearbook.model.galley import RowMarks
from yearbook.model.page import Line, Mark, Text, shifted
from yearbook.model.text import Span, Words, plain

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*"


def note_rows(sheet: TableSheet, above: int) -> tuple[tuple[RowMarks, ...], RowMarks]:
    """Notes and source, and the white that makes the whole table whole lines of the grid.

    Notes higher than half a page are rows of one line each, which a page may part; else there are no such rows.
    """
    page = sheet.setter.layout.page
    note = sheet.setter.style(sheet.setter.layout.caption.note_style)
    marks, end = _note_marks(sheet)
    if not marks:
        return (), RowMarks(-above % page.leading, ())
    if end > page.lines * page.leading // 2:
        return _lines(marks, (sheet.setter.layout.table.note_gap, end, note.leading)), RowMarks(0, ())
    # the last line's foot stays above the white under the last line of the grid, so that columns end level
    used = above + end - (note.leading - note.size) + page.leading - page.body
    return (), RowMarks(-(-used // page.leading) * page.leading - above, tuple(marks))


def _lines(marks: list[Mark], place: tuple[int, int, int]) -> tuple[RowMarks, ...]:
    """Each line of the notes a row; the first keeps its white above."""
    gap, end, step = place
    rows = []
    for top in range(gap, end, step):
        own = tuple(shifted(mark, 0, -top) for mark in marks if isinstance(mark, Text) and top < mark.y <= top + step)
        rows.append(RowMarks(step, own, gap if top == gap else 0, note=True))
    return tuple(rows)


def _note_marks(sheet: TableSheet) -> tuple[list[Mark], int]:
    """Notes and source from the foot rule down, and where the next line would begin."""
    setter = sheet.setter
    note = setter.style(setter.layout.caption.note_style)
    marks: list[Mark] = []
    top = setter.layout.table.note_gap
    for sign, words in _signed(sheet.table.notes, setter):
        element = sheet.structure.add("P")
        label, x = _note_label(sign, setter)
        if label is not None:
            marks.append(line_at(label, note.size, x, top, element))
        hang = setter.layout.caption.note_hang if sheet.table.notes else 0
        more, top = prose_marks(note_pieces(words, setter), setter, Place(hang, top, sheet.width - hang), element)
        marks += more
        if not more:  # a sign without words keeps its line
            top += note.leading
    if sheet.table.source:
        source = (Span(source_words(sheet.table.source, setter)),)
        more, top = prose_marks(note_pieces(source, setter), setter, Place(0, top, sheet.width), sheet.structure.add("P"))
        marks += more
    return marks, top


def _signed(notes: tuple[Words, ...], setter: Typesetter) -> list[tuple[str, Words]]:
    """Notes with what stands before them: 注： before the first general one, a number when there are several, or their sign."""
    general = [note for note in notes if not plain(note).lstrip().startswith(tuple(SIGNS))]
    signed: list[tuple[str, Words]] = []
    for note in notes:
        sign = plain(note).lstrip()[:1]
        if sign and sign in SIGNS:
            signed.append((sign, _without(note, sign)))
        else:
            count = sum(1 for other, _ in signed if other not in SIGNS or not other) + 1
            label = setter.layout.caption.note_label if count == 1 else ""
            signed.append((label, (Span(f"{count}. "), *note) if len(general) > 1 else note))
    return signed


def _without(note: Words, sign: str) -> Words:
    """The note without its leading sign, which is set by itself."""
    first = note[0]
    return (replace(first, text=first.text.lstrip().removeprefix(sign).lstrip()), *note[1:])


def _note_label(sign: str, setter: Typesetter) -> tuple[Line | None, int]:
    """注： at the left edge; ① just before its note."""
    if not sign:
        return None, 0
    line = set_single(note_pieces((Span(sign),), setter), setter)
    hang = setter.layout.caption.note_hang
    return line, max(hang - line.width - setter.layout.table.inset, 0) if sign in SIGNS else 0
