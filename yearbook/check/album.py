"""The pictures of a folder: what each is, found out once, so that a further build need not read them all again."""

import os
from typing import Any

from yearbook.frozen import values_of
from yearbook.maker import made_by
from yearbook.packing import digest, packed, recalled
from yearbook.pictures import PictureInfo, Told, probe, prove, remember, told
from yearbook.standing import Standing


class Album:
    """One that an earlier build found sound is not read again while its size, time and place on disk are the same.

    A file may thus rot unseen by the checks; one that is cut short the pen still finds, which reads what it puts into the book.
    """

    def __init__(self, standing: Standing, folder: str) -> None:
        self._standing, self.folder = standing, folder
        self._key = digest(made_by(), os.path.realpath(folder)) if standing else b""
        self._before: dict[str, tuple[Told, tuple[Any, ...]]] = recalled(standing.get("pictures", self._key), dict) or {}
        self._now: dict[str, tuple[Told, tuple[Any, ...]]] = {}

    def sound(self, file: str) -> PictureInfo:
        """What a picture is. Raises BadPicture."""
        told_now = told(file)
        told_before, values = self._before.get(file, (None, ()))
        if told_now == told_before:
            info = PictureInfo(*values)
            remember(file, told_now, info)
        else:
            info = probe(file)
            prove(file, info)
        self._now[file] = told_now, values_of(info) or ()
        return info

    def close(self) -> None:
        """Keeps what was found of all that were asked for."""
        if self._now != self._before:
            self._standing.put("pictures", self._key, packed(self._now))
