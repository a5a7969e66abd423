"""YAML text → plain data: text, whole numbers, exact decimals, true/false, None, lists and dicts, or Problems with places.

Events are read straight from libyaml and no node tree is kept: 3 MB take about half the time of ``yaml.compose``.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml

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


def plain_data(text: str, at: Callable[[int, int], Place], problems: list[Problem]) -> object:
    """The data of one YAML document; faults of its structure are added to `problems`, `at` makes places from 0-based marks.

    Raises yaml.YAMLError when the text is no YAML.
    """
    loader = Loader(text)
    try:
        return _Reader(loader.get_event, at, problems).read()
    finally:
        loader.dispose()


class _Reader:
    """The state of one reading; `read` is its only door. A value is read by calls that go as deep as it is nested."""

    def __init__(self, next_event: Callable[[], Any], at: Callable[[int, int], Place], problems: list[Problem]) -> None:
        self.next, self.at, self.problems = next_event, at, problems
        self.anchors: dict[str, tuple[object, int]] = {}
        self.unfinished: set[str] = set()
        self.size = self.aliased = 0  # values inside of others, counted when the outer one ends; those that aliases added

    def read(self) -> object:
        """The only document. Cost: 0.25 s for the 160,000 events of 4 MB, of which libyaml takes 0.19 s."""
        root, documents = None, 0
        try:
            while (event := self.next()) is not None:
                if isinstance(event, yaml.NodeEvent):
                    root, _ = self._value(event, 0)
                elif type(event) is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._problem("yaml-documents", event)
                        break
        except _TooDeepError:
            pass
        return root

    def _value(self, event: Any, depth: int) -> tuple[Any, Any]:
        """The value that an event begins, and the event that ends it."""
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event), event
        if type(event) is yaml.AliasEvent:
            return self._alias(event), event
        if depth == MAX_DEPTH:
            self._problem("yaml-depth", event, most=MAX_DEPTH)
            raise _TooDeepError
        if event.tag is not None and event.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!"):
            self._tag(event)
        before = self.size
        if event.anchor is not None:
            self.unfinished.add(event.anchor)
        found = self._mapping(depth + 1) if type(event) is yaml.MappingStartEvent else self._list(depth + 1)
        if event.anchor is not None:
            self.unfinished.discard(event.anchor)
            self.anchors[event.anchor] = (found[0], self.size - before + 1)
        return found

    def _mapping(self, depth: int) -> tuple[dict[str, Any], Any]:
        """Hot loop, as the next one: of keys and values that are scalars, nearly all, no more is asked than must be."""
        data: dict[str, Any] = {}
        keys: dict[str, Any] = {}  # each with its event
        get, scalar, end = self.next, yaml.ScalarEvent, yaml.MappingEndEvent
        while type(event := get()) is not end:
            if type(event) is scalar:
                key, last = event.value, event  # text as written: 400, 2025 and no are names here
                if event.tag or event.anchor:
                    self._scalar(event)
            else:
                key, last = self._value(event, depth)
            if type(key) is not str or not key or key in keys:
                self._bad_key(key, last, keys)
                self._value(get(), depth)
                continue
            keys[key] = last
            event = get()
            data[key] = self._scalar(event) if type(event) is scalar else self._value(event, depth)[0]
        self.size += 2 * len(data)
        return data, event

    def _list(self, depth: int) -> tuple[list[Any], Any]:
        data: list[Any] = []
        get, scalar, end = self.next, yaml.ScalarEvent, yaml.SequenceEndEvent
        while type(event := get()) is not end:
            data.append(self._scalar(event) if type(event) is scalar else self._value(event, depth)[0])
        self.size += len(data)
        return data, event

    def _bad_key(self, key: object, event: Any, keys: dict[str, Any]) -> None:
        if isinstance(key, str) and key:
            self._problem("duplicate-key", event, key=key, first=str(keys[key].start_mark.line + 1))
        else:
            self._problem("key-not-text", event)

    def _scalar(self, event: Any) -> object:
        text: str = event.value
        value: object = text
        if event.implicit[0] and (not text or text[0] in _MAYBE):
            value = plain_scalar(text)
        if event.tag is not None and event.tag not in ("tag:yaml.org,2002:str", "!"):
            self._tag(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def _alias(self, event: Any) -> object:
        name = event.anchor
        if name in self.unfinished or name not in self.anchors:
            self._problem("yaml-alias-unknown", event, name=name)
            return None
        value, size = self.anchors[name]
        self.size += size - 1
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self._problem("yaml-alias-bomb", event, most=MAX_ALIASED)
            raise _TooDeepError
        return value

    def _tag(self, event: Any) -> None:
        self._problem("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _problem(self, code: str, event: Any, **values: str | int) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, self.at(mark.line, mark.column), tuple((slot, str(value)) for slot, value in values.items())))


class _TooDeepError(Exception):
    """Reading stops: the rest would not end, or not fit."""
