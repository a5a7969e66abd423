"""The files of an edition read ahead: by other processes, while this one imports what it needs to check them."""

import os
from collections.abc import Iterator

from yearbook.in_turn import WORTH, InTurn
from yearbook.load.yaml_file import MAX_BYTES, key_of, parse_yaml
from yearbook.standing import Standing


class Ahead:
    """The YAML files of a folder that no earlier build kept, if there are enough of them and several processes to read them."""

    def __init__(self, folder: str, standing: Standing, jobs: int) -> None:
        contents = sorted(_contents(folder), key=len, reverse=True) if jobs > 1 else []
        missing = [content for content in contents if not (standing and standing.has("noun", key_of(content)))]
        self._contents = missing if sum(map(len, missing)) >= WORTH else []
        self._reading = InTurn(_data, self._contents, jobs)
        self._found: dict[bytes, object] = {}

    def __bool__(self) -> bool:
        """Whether others are reading."""
        return bool(self._contents)

    def data(self, content: bytes) -> object:
        """What a file says; None when it was not read ahead, or has faults, which are told by who reads it here."""
        if self._contents and not self._found:
            self._found.update(zip(self._contents, self._reading.results(), strict=True))
        return self._found.get(content)

    def close(self) -> None:
        """Ends the other processes."""
        self._reading.close()


def _contents(folder: str) -> Iterator[bytes]:
    """What can be read of the folder's files; what cannot, or is none of the edition's, is for others to say."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".yaml", ".yml")) and entry.is_file() and entry.stat().st_size <= MAX_BYTES:
                    with open(entry.path, "rb") as file:
                        yield file.read(MAX_BYTES)
    except OSError:
        return


def _data(content: bytes) -> object:
    found = parse_yaml(content, "", "", [])
    return found.data if found else None
