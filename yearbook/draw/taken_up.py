"""Faces as a file embeds them, each taken up when a run first names it."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from yearbook.fonts import Face

F = TypeVar("F")


class TakenUp(dict[str, F], Generic[F]):
    """Face name → the face in the file; one font even when it goes by two names. `take` makes it, given its number from 1."""

    def __init__(self, faces: Mapping[str, Face], take: Callable[[Face, int], F]) -> None:
        super().__init__()
        self._shelf, self._take = faces, take
        self._by_face: dict[Face, F] = {}

    def __missing__(self, key: str) -> F:
        self[key] = self.of(self._shelf[key])
        return self[key]

    def of(self, face: Face) -> F:
        """The face in the file, whatever it goes by."""
        if face not in self._by_face:
            self._by_face[face] = self._take(face, len(self._by_face) + 1)
        return self._by_face[face]

    def fonts(self) -> tuple[F, ...]:
        """Every font once, in the order in which they were met."""
        return tuple(self._by_face.values())
