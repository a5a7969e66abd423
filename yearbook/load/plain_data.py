"""YAML text → plain data: text, whole numbers, exact decimals, true/false, None, lists and dicts, or Problems with places.

Events are read straight from libyaml and no node tree is kept: 3 MB take about half the time of ``yaml.compose``.
"""

import re
from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from typing import Any

import yaml

from yearbook.frozen import workpiece
from yearbook.problems import Place, Problem

MAX_DEPTH = 60  # an edition needs 12; deeper is a mistake or an attack on the stack
MAX_ALIASED = 100_000  # values that aliases may add in all; "billion laughs" needs seven lines to pass it
MAX_DIGITS = 100  # longer rows of digits stay text (int() refuses 4,300)

# Only what cannot be meant as text: no yes/no/on/off, no dates, no 007, no 1_000, no 1e5, no +5 (the sign would be lost).
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_MAYBE = frozenset("0123456789-~nNtTfF")

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_scalar(text: str) -> object:
    """What an unquoted YAML scalar means."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if len(text) <= MAX_DIGITS:
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


@workpiece
class _Open:
    """A list or mapping being read; `key` is the key that waits for its value."""

    data: Any
    size_before: int
    anchor: str | None
    key: Any = None
    key_lines: dict[str, int] = field(default_factory=dict)


_NO_KEY = object()


def plain_data(text: str, at: Callable[[int, int], Place], problems: list[Problem]) -> object:
    """The data of one YAML document; faults of its structure are added to `problems`, `at` makes places from 0-based marks.

    Raises yaml.YAMLError when the text is no YAML.
    """
    return _Reader(at, problems).read(Loader(text))


class _Reader:
    """The state of one reading; `read` is its only door."""

    def __init__(self, at: Callable[[int, int], Place], problems: list[Problem]) -> None:
        self.at, self.problems = at, problems
        self.anchors: dict[str, tuple[object, int]] = {}
        self.unfinished: set[str] = set()
        self.size = self.aliased = 0

    def read(self, loader: Any) -> object:
        """Hot loop: 0.35 s for the 200,000 events of a 3.7 MB ledger, of which libyaml takes 0.25 s."""
        root: list[Any] = []
        current, stack = _Open(root, 0, None), []
        get, scalar_event, documents = loader.get_event, yaml.ScalarEvent, 0
        try:
            while (event := get()) is not None:
                kind = type(event)
                if kind is scalar_event:
                    self.size += 1
                    self._put(current, self._scalar(event), event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    stack.append(current)
                    current = self._open(event, {} if kind is yaml.MappingStartEvent else [], len(stack))
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    closed, current = current, stack.pop()
                    self._close(closed)
                    self._put(current, closed.data, event)
                elif kind is yaml.AliasEvent:
                    self._put(current, self._alias(event), event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._problem("yaml-documents", event)
                        break
        except _TooDeepError:
            pass
        finally:
            loader.dispose()
        return root[0] if root else None

    def _put(self, into: _Open, value: object, event: Any) -> None:
        data = into.data
        if type(data) is list:
            data.append(value)
        elif into.key is None:
            self._key(into, value, event)
        else:
            if into.key is not _NO_KEY:
                data[into.key] = value
            into.key = None

    def _key(self, into: _Open, value: object, event: Any) -> None:
        line = event.start_mark.line
        into.key = _NO_KEY
        if isinstance(event, yaml.ScalarEvent):
            value = event.value  # a key is text as written: 400, 2025 and no are names here
        if not isinstance(value, str) or not value:
            self._problem("key-not-text", event)
        elif value in into.key_lines:
            self._problem("duplicate-key", event, key=value, first=str(into.key_lines[value] + 1))
        else:
            into.key, into.key_lines[value] = value, line

    def _scalar(self, event: Any) -> object:
        text: str = event.value
        if event.tag is not None and event.tag not in ("tag:yaml.org,2002:str", "!"):
            self._problem("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        value: object = text
        if event.implicit[0] and (not text or text[0] in _MAYBE):
            value = plain_scalar(text)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def _open(self, event: Any, data: Any, depth: int) -> _Open:
        if depth > MAX_DEPTH:
            self._problem("yaml-depth", event, most=MAX_DEPTH)
            raise _TooDeepError
        if event.tag is not None and event.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!"):
            self._problem("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        self.size += 1
        if event.anchor is not None:
            self.unfinished.add(event.anchor)
        return _Open(data, self.size, event.anchor)

    def _close(self, closed: _Open) -> None:
        if closed.anchor is not None:
            self.unfinished.discard(closed.anchor)
            self.anchors[closed.anchor] = (closed.data, self.size - closed.size_before + 1)

    def _alias(self, event: Any) -> object:
        name = event.anchor
        if name in self.unfinished or name not in self.anchors:
            self._problem("yaml-alias-unknown", event, name=name)
            return None
        value, size = self.anchors[name]
        self.size += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self._problem("yaml-alias-bomb", event, most=MAX_ALIASED)
            raise _TooDeepError
        return value

    def _problem(self, code: str, event: Any, **values: str | int) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, self.at(mark.line, mark.column), tuple((slot, str(value)) for slot, value in values.items())))


class _TooDeepError(Exception):
    """Reading stops: the rest would not end, or not fit."""
