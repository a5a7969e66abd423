"""Han characters by strokes: their number, then the strokes themselves, 横 竖 撇 点 折 in turn (strokes.txt)."""

from functools import cache
from pathlib import Path

UNKNOWN = (99, 0)


@cache
def _sheet() -> str:
    """The lines of the file, each begun by a line end."""
    lines = (Path(__file__).parent / "strokes.txt").read_text(encoding="utf-8").splitlines()
    return "\n" + "\n".join(line for line in lines if line[:1] != "#")


@cache
def stroke_place(character: str) -> tuple[int, int]:
    """The number of strokes of a character and its place among those with as many; what has none comes last, by its code.

    Sought in the text as it is asked for: to make a table of all characters took as long as the rest of an index.
    """
    sheet = _sheet()
    at = sheet.find(character)
    if at < 0:
        return UNKNOWN[0], ord(character)
    begin = sheet.rfind("\n", 0, at) + 1
    count = sheet[begin : sheet.index(" ", begin)]
    return int(count), at - begin - len(count) - 1
