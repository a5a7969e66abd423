"""Han characters by strokes: their number, then the strokes themselves, 横 竖 撇 点 折 in turn (strokes.txt)."""

from functools import cache
from pathlib import Path

UNKNOWN = (99, 0)


@cache
def _places() -> dict[str, tuple[int, int]]:
    places: dict[str, tuple[int, int]] = {}
    for line in (Path(__file__).parent / "strokes.txt").read_text(encoding="utf-8").splitlines():
        count, _, characters = line.partition(" ")
        if count.isdigit():
            places.update((character, (int(count), place)) for place, character in enumerate(characters))
    return places


def stroke_place(character: str) -> tuple[int, int]:
    """The number of strokes of a character and its place among those with as many; what has none comes last, by its code."""
    return _places().get(character) or (UNKNOWN[0], ord(character))
