"""A figure as a block of whole lines: the picture or the place kept for one, its caption, its credit."""


from yearbook.compose.captions import Elements, Place, Title, caption_elements, caption_marks, note_pieces, prose_marks, whole_lines
from yearbook.compose.marks import Structure, place_for_picture
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.frozen import replace
from yearbook.model.copy import Figure
from yearbook.model.galley import BesideBlock, FrameBlock
from yearbook.model.looks import FrameLook
from yearbook.model.page import Mark, Picture, Text
from yearbook.model.text import Span
from yearbook.units import MM


def figure_block(figure: Figure, setter: Typesetter) -> FrameBlock:
    """The figure in its lines, or in those a page has; more when caption and credit leave less than the least for the picture."""
    page, look = setter.layout.page, setter.layout.frame
    width = page.width if figure.width == "page" else page.column
    structure = Structure()
    element = structure.add("Figure", alt=told(figure, setter))
    below, height = _below(figure, setter, width, caption_elements(structure, element, figure.label))
    under = whole_lines(setter, height)
    lines = max(min(figure.lines, page.lines), under + look.least_lines)
    foot = (lines - under) * page.leading - (page.leading - page.body)
    marks = picture_marks(figure, setter, (0, 0, width, foot), element)
    marks += [replace(mark, y=mark.y + foot) for mark in below]
    return FrameBlock(lines, tuple(marks), structure.done(), figure.width, figure.floating, figure.anchor, figure.caption, figure.label)


def beside_block(figure: Figure, setter: Typesetter) -> BesideBlock | None:
    """The figure as wide as its lines and its proportions ask for, in whole ems; None where too little is left beside it."""
    page, look = setter.layout.page, setter.layout.beside
    most = (page.column - look.gap - look.least) // page.body
    if most < look.narrowest:
        return None
    wide, high = figure.shape if all(figure.shape) else look.shape
    structure = Structure()
    element = structure.add("Figure", alt=told(figure, setter))
    caption = caption_elements(structure, element, figure.label)
    asked = min(figure.lines, page.lines // 2)
    for ems in range(look.narrowest, most + 1):  # as wide as the lines asked for allow
        width = ems * page.body
        below, height = _below(figure, setter, width, caption)
        natural = width * high // wide
        lines = -(-(natural + height + look.foot) // page.leading)
        if lines >= asked:
            break
    lines = min(lines, asked)
    foot = lines * page.leading - look.foot - height
    if foot < setter.layout.frame.least_lines * page.leading:
        return None
    marks = picture_marks(figure, setter, (0, 0, width, foot), element)
    marks += [replace(mark, y=mark.y + foot) for mark in below]
    return BesideBlock(lines, width, tuple(marks), structure.done(), figure.anchor, figure.caption, figure.label)


def told(figure: Figure, setter: Typesetter) -> str:
    """The text alternative: what the picture shows, or is to show once it is there."""
    words = figure.alt or figure.caption
    return words if figure.file else f"{setter.layout.frame.text}：{words}"


def picture_marks(figure: Figure, setter: Typesetter, box: tuple[int, int, int, int], element: int) -> list[Mark]:
    """The picture filling the box, or the place kept for it with the words that tell its size."""
    if figure.file:
        return [Picture(*box, figure.file, element, figure.focus)]
    look = setter.layout.frame
    for words in _place_words(look, box[2], box[3]):
        if set_single((Piece(words, look.style),), setter).width <= box[2]:
            break
    return place_for_picture(setter, look, box, words, element)


def _place_words(look: FrameLook, width: int, height: int) -> tuple[str, str, str]:
    """图片待入　横幅 77.8 mm × 70 mm, and shorter words where these do not fit."""
    shape = look.square if width == height else look.landscape if width > height else look.portrait
    size = f"{_millimetres(width)} mm × {_millimetres(height)} mm"
    return f"{look.text}　{shape} {size}", f"{look.text}　{shape}", look.text


def _millimetres(length: int) -> str:
    """A length in mm with one decimal where it needs one."""
    return f"{float(length / MM):.1f}".removesuffix(".0")


def _below(figure: Figure, setter: Typesetter, width: int, elements: Elements) -> tuple[list[Text], int]:
    """Caption and credit under a picture whose foot is at 0, and their height with the gap above."""
    look = setter.layout.caption
    title = Title(figure.label, figure.caption)
    marks, foot = caption_marks(title, setter, Place(0, look.picture_gap, width), elements)
    if figure.credit:
        note = setter.style(look.note_style)
        white = note.leading - note.size
        credit = note_pieces((Span(figure.credit),), setter)
        more, end = prose_marks(credit, setter, Place(0, foot + white, width), elements[1])
        marks, foot = marks + more, end - white
    return [mark for mark in marks if isinstance(mark, Text)], foot
