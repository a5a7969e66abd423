"""Nouns as bytes and back, and the digest of what they say: for what is kept between builds or passed between processes; data as JSON.

Bytes are read back into nouns of `yearbook.model` and a few plain values only: whatever else a file may hold, nothing of it runs.
"""

import json
import marshal
import pickle
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any, TypeVar

from yearbook.frozen import heard, values_of

T = TypeVar("T")
_PLAIN = frozenset((str, int, bool, bytes, type(None)))
_VALUES: dict[tuple[str, str], Callable[..., object]] = {
    ("datetime", "date"): date, ("decimal", "Decimal"): Decimal, ("yearbook.frozen", "heard"): heard,
}  # and nouns read before  # fmt: skip
_ROOMS = ("yearbook.model.", "yearbook.problems")


class BadPack(Exception):
    """The bytes are not such as `packed` writes."""


def packed(value: object) -> bytes:
    """Nouns, and tuples, lists, dicts of them, as bytes. 1 µs a noun."""
    return pickle.dumps(value, 5)


def unpacked(data: bytes) -> Any:
    """What `packed` was given. Raises BadPack."""
    try:
        return _Reader(BytesIO(data)).load()
    except Exception as error:  # pickle raises anything at bytes that are none of its own
        raise BadPack(str(error)) from error


def recalled(data: bytes | None, kind: type[T]) -> T | None:
    """The noun that kept bytes hold; None when there are none, or they hold something else."""
    try:
        found = unpacked(data) if data is not None else None
    except BadPack:
        return None
    return found if isinstance(found, kind) else None


def retold(data: bytes | None, kind: type[T]) -> T | None:
    """The noun that kept bytes say (`said`); None when there are none, or they say something else."""
    try:
        return heard(data, kind) if data is not None else None
    except ValueError:
        return None


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class that the bytes name. Raises pickle.UnpicklingError for all but nouns and plain values."""
        if (module, name) in _VALUES:
            return _VALUES[module, name]
        if module.startswith(_ROOMS) and "." not in name:
            __import__(module)
            found = getattr(sys.modules[module], name, None)
            if isinstance(found, type) and found.__module__ == module:
                _VALUES[module, name] = found
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def digest(*values: object) -> bytes:
    """Sixteen bytes for what values say: equal when they are, in any process and at any time. 1.5 µs a noun; of many rather `said`."""
    return sha256(marshal.dumps([_flat(value) for value in values], 2)).digest()[:16]  # 2: by value, never by identity


def _flat(value: Any) -> Any:
    """The value as plain tuples. Raises TypeError for what has no value of its own, as functions.

    Most values are plain, and are not asked one by one: a span of text costs one call, not five.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([item if item.__class__ in _PLAIN else _flat(item) for item in value])
    values = values_of(value)
    if values is not None:
        return (kind.__name__, *[item if item.__class__ in _PLAIN else _flat(item) for item in values])
    if isinstance(value, list | tuple):
        return (kind.__name__, *[_flat(item) for item in value])
    if isinstance(value, dict):
        return ("{", *[(_flat(key), _flat(item)) for key, item in value.items()])
    if isinstance(value, str | date | Decimal):
        return (kind.__name__, str(value))
    raise TypeError(f"{kind.__name__} has no digest")


def json_file(data: object) -> bytes:
    """Data as a file that programs read and people can: one blank a level, every letter as it is."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
