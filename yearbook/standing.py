"""Standing type: what earlier builds made, kept in a folder for later ones; as printers keep set type for a reprint.

The folder is a convenience and never believed: every entry bears a digest of its name and content, and one that is damaged,
cut short or meant for something else is as good as none. It may be deleted, filled by several builds at once, or read-only.
"""

import contextlib
import os
from hashlib import sha256

_DIGEST = 16
_MAGIC = b"yearbook standing 1\n"
_PART = ".part"  # ends the name of an entry that is being written
_STALE = 3600  # seconds after which nobody is still writing one
MOST = 1_000_000_000  # bytes; an edition of a million characters takes some 25 MB


class Standing:
    """Entries of bytes by kind and key, in a folder; without a folder nothing is kept.

    Reading and writing never fail: what cannot be read is not there, what cannot be written is not kept.
    """

    def __init__(self, folder: str | None = None, most: int = MOST) -> None:
        self._folder, self._most = folder, most
        self._wrote = 0
        if folder is not None:
            try:
                os.makedirs(folder, mode=0o700, exist_ok=True)
            except OSError:
                self._folder = None

    def __bool__(self) -> bool:
        """Whether anything may be kept."""
        return self._folder is not None

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The entry; None when there is none that is whole."""
        if self._folder is None:
            return None
        name = _name(kind, key)
        path = os.path.join(self._folder, name)
        try:
            with open(path, "rb") as file:
                whole = file.read()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # a read-only folder
            os.utime(path)  # eviction takes what was not used for longest
        return _content(name, whole)

    def has(self, kind: str, key: bytes) -> bool:
        """Whether there is an entry, whole or not."""
        return self._folder is not None and os.path.exists(os.path.join(self._folder, _name(kind, key)))

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        """Keeps an entry, in the place of one of the same kind and key."""
        if self._folder is None:
            return
        name = _name(kind, key)
        path = os.path.join(self._folder, name)
        temporary = f"{path}.{os.getpid()}{_PART}"  # of this process alone, which writes one entry at a time
        try:
            with open(temporary, "wb", buffering=0) as file:
                file.write(_MAGIC + _seal(name, data))
                file.write(data)  # one that is cut short is no entry
            os.replace(temporary, path)
            self._wrote += len(data)
        except OSError:  # no room, no right to write: this build keeps nothing more
            self._folder = None
            with contextlib.suppress(OSError):
                os.unlink(temporary)

    def tidy(self, now: float) -> None:
        """Lets the entries go that were not used for longest, when all together take too much room, and what a killed build left."""
        if self._folder is None or not self._wrote:
            return
        found: list[tuple[float, int, str]] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    state = entry.stat()
                    found.append((state.st_mtime, state.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        for used, size, path in sorted(found):
            stale = path.endswith(_PART) and used < now - _STALE
            if stale or total > self._most:
                total -= size
                with contextlib.suppress(OSError):  # another build was faster
                    os.unlink(path)


NOTHING_STANDING = Standing()


def _name(kind: str, key: bytes) -> str:
    return f"{kind}-{sha256(key).hexdigest()[: 2 * _DIGEST]}"


def _seal(name: str, data: bytes) -> bytes:
    whole = sha256(name.encode())  # whose length none of another kind shares: what is data cannot be taken for a name
    whole.update(data)
    return whole.digest()[:_DIGEST]


def _content(name: str, whole: bytes) -> bytes | None:
    start = len(_MAGIC) + _DIGEST
    data = whole[start:]
    return data if whole[:start] == _MAGIC + _seal(name, data) else None
