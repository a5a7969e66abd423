"""Where a line is to be cut so that a title, a label or a link within it has an element of its own."""

from collections.abc import Sequence


def changes(values: Sequence[str]) -> list[int]:
    """Where a value differs from the one before it."""
    return [number for number in range(1, len(values)) if values[number] != values[number - 1]]
