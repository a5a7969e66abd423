"""Footnotes as blocks of small lines, each with the line of its paragraph that calls it."""

from collections.abc import Iterable

from yearbook.compose.joining import joined, moved
from yearbook.compose.paragraph import Piece, Typesetter, pieces_of, set_paragraph, set_single
from yearbook.model.galley import CALL, NoteBlock
from yearbook.model.page import Line
from yearbook.model.text import Footnote


def note_blocks(notes: Iterable[Footnote], lines: tuple[Line, ...], setter: Typesetter, width: int) -> tuple[NoteBlock, ...]:
    """The notes of a paragraph set in these lines, in the order of their calls; one called by a note stands after it."""
    blocks: list[NoteBlock] = []
    for note in notes:
        target = f"#{note.anchor}"
        before = blocks[-1].called if blocks else 0
        called = next((n for n, line in enumerate(lines) if any(run.link == target for run in line.runs)), before)
        blocks.append(NoteBlock(_note_lines(note, setter, width), note.anchor, max(called, before)))
    return tuple(blocks)


def _note_lines(note: Footnote, setter: Typesetter, width: int) -> tuple[Line, ...]:
    """The note in its style, its words hanging beside the sign, which leads back to the call."""
    look = setter.layout.footnote
    sign = set_single((Piece(note.sign, look.style, link=f"#{note.anchor}{CALL}"),), setter)
    hang = max(look.hang, sign.width)
    lines = set_paragraph(pieces_of(note.words, look.style, setter.layout), setter, width - hang, align=setter.style(look.style).align)
    if not lines:
        return (sign,)
    return (joined(sign, moved(lines[0], hang), "", False), *(moved(line, hang) for line in lines[1:]))
