"""A book number as bars: EAN-13 (GB 12904, ISO/IEC 15420), vector marks on a ground with quiet zones, figures beneath."""

from yearbook.compose.display import ink_width
from yearbook.compose.marks import Structure, line_at
from yearbook.compose.paragraph import Piece, Typesetter, set_single
from yearbook.model.page import Box, Mark
from yearbook.model.slots import BarcodeSlot

# ISO/IEC 15420 table 1: set A of each figure as modules; set C is its complement, set B set C backwards
_SET_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
# table 3: the sets of the first six figures after the leading one, by that one
_SETS = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
_EDGE, _MIDDLE = "101", "01010"
_BEFORE, _AFTER = 11, 7  # modules of quiet zone (§4.3.4)
_GUARD = 5  # modules by which guard bars are longer (§4.4)
_WHOLE = _BEFORE + 95 + _AFTER


def modules(digits: str) -> str:
    """The 95 modules of thirteen figures, 1 for ink."""
    sets = _SETS[int(digits[0])]
    left = "".join(_SET_A[int(d)] if s == "A" else _complement(_SET_A[int(d)])[::-1] for d, s in zip(digits[1:7], sets, strict=True))
    right = "".join(_complement(_SET_A[int(d)]) for d in digits[7:])
    return _EDGE + left + _MIDDLE + right + _EDGE


def barcode_marks(slot: BarcodeSlot, number: str, place: tuple[int, int], setter: Typesetter, structure: Structure) -> list[Mark]:
    """The bars at (x, y), with the number as written above them; nothing for what is no number of thirteen figures."""
    digits = "".join(character for character in number if character.isascii() and character.isdigit())
    if len(digits) != 13:
        return []
    x, y = place
    size = setter.style(slot.style).size
    top = y + size + 2 * slot.gap
    element = structure.add("Figure", alt=number)
    foot = top + slot.height + max(_GUARD * slot.module, slot.gap + size) + slot.gap
    marks: list[Mark] = [Box(x, y, _WHOLE * slot.module, foot - y, slot.ground, element=element)]
    above = set_single((Piece(_titled(number), slot.style),), setter)
    marks.append(line_at(above, size, x + (_WHOLE * slot.module - above.width) // 2, y + slot.gap, element))
    bars = modules(digits)
    at = 0
    while at < len(bars):
        wide = len(bars[at:]) - len(bars[at:].lstrip(bars[at]))
        if bars[at] == "1":
            longer = _GUARD * slot.module if at < 3 or 45 <= at < 50 or at >= 92 else 0
            left = x + (_BEFORE + at) * slot.module
            marks.append(Box(left, top, wide * slot.module, slot.height + longer, slot.colour, element=element))
        at += wide
    base = top + slot.height + slot.gap
    for figures, middle in ((digits[0], 5), (digits[1:7], _BEFORE + 24), (digits[7:], _BEFORE + 71)):
        line = set_single((Piece(figures, slot.style),), setter)
        width = ink_width(line, setter.style(slot.style).track)
        marks.append(line_at(line, size, x + middle * slot.module - width // 2, base, element))
    return marks


def _titled(number: str) -> str:
    return number if number.upper().startswith("ISBN") else f"ISBN {number}"


def _complement(modules_: str) -> str:
    return modules_.translate(str.maketrans("01", "10"))
