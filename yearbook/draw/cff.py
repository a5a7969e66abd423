"""The character ids of a CFF font: a CID-keyed font is addressed by them, not by glyph ids (Adobe TN 5176)."""

from collections.abc import Iterator
from itertools import islice

_CHARSET, _ROS = 15, (12, 30)


def character_ids(table: bytes) -> list[int] | None:
    """Glyph id → character id for a CID-keyed CFF table, None when it is keyed by names (then both are the same)."""
    view = memoryview(table)
    names_end = _index_end(view, view[2])
    offsets = _index_offsets(view, names_end)
    top = _operators(view[offsets[0] : offsets[1]])
    if _ROS not in top or top.get((_CHARSET,), [0])[-1] <= 2:  # 0 to 2 are predefined, and no ids then
        return None
    glyphs = int.from_bytes(view[top[(17,)][-1] :][:2], "big")  # the count of the CharStrings INDEX
    charset = view[top[(_CHARSET,)][-1] :]
    return [0, *islice(_charset(charset), glyphs - 1)]


def _charset(view: memoryview) -> Iterator[int]:
    """The ids after .notdef; formats 0 (a list), 1 and 2 (ranges)."""
    kind, at = view[0], 1
    size = (0, 1, 2)[kind]
    while at < len(view):
        first = int.from_bytes(view[at : at + 2], "big")
        more = int.from_bytes(view[at + 2 : at + 2 + size], "big")
        yield from range(first, first + more + 1)
        at += 2 + size


def _index_offsets(view: memoryview, at: int) -> list[int]:
    """Where the items of an INDEX start, and where the last ends."""
    count, size = int.from_bytes(view[at : at + 2], "big"), view[at + 2]
    if not count:
        return [at + 2]
    data = at + 3 + (count + 1) * size - 1
    return [data + int.from_bytes(view[at + 3 + k * size : at + 3 + (k + 1) * size], "big") for k in range(count + 1)]


def _index_end(view: memoryview, at: int) -> int:
    return _index_offsets(view, at)[-1]


def _operators(view: memoryview) -> dict[tuple[int, ...], list[int]]:
    """The operators of a DICT with their operands; real numbers, which are not wanted here, read as 0."""
    found: dict[tuple[int, ...], list[int]] = {}
    operands: list[int] = []
    at = 0
    while at < len(view):
        byte = view[at]
        at += 1
        if byte <= 21:
            operator = (byte, view[at]) if byte == 12 else (byte,)
            at += byte == 12
            found[operator], operands = operands, []
        elif byte == 30:
            while view[at] & 15 != 15 and view[at] >> 4 != 15:
                at += 1
            at += 1
            operands.append(0)
        else:
            number, at = _operand(view, byte, at)
            operands.append(number)
    return found


def _operand(view: memoryview, byte: int, at: int) -> tuple[int, int]:
    if byte == 28:
        return int.from_bytes(view[at : at + 2], "big", signed=True), at + 2
    if byte == 29:
        return int.from_bytes(view[at : at + 4], "big", signed=True), at + 4
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + view[at] + 108, at + 1
    return -(byte - 251) * 256 - view[at] - 108, at + 1
