"""Plain data → YAML text for people to go on writing in: block style, short rows on one line, comments, parts commented out."""

import json
import re
from collections.abc import Iterator

from yearbook.frozen import frozen

WIDTH = 140  # a row of a table or a figure of the ledger stays on one line up to here

# Text that means itself without quotes: no sign that YAML reads as structure, nothing that looks like a number or a word of YAML.
_BARE = re.compile(r"(?:[^\W\d_]|[“《（〔]|[0-9]+年|[0-9]{4}-[0-9]{2}-[0-9]{2}$)(?:(?!: |:$)[^\n\"'{}\[\],&*#?|<>=!%`\\])*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


@frozen
class Remark:
    """A value with a comment: beside it when it is one line, above its item otherwise."""

    value: object
    comment: str


@frozen
class Disabled:
    """An item of a list that stands in the file as a comment, after a line that says why."""

    value: object
    comment: str


def yaml_text(data: object, head: str = "") -> str:
    """The text of a file: `head` as comment lines, then the data."""
    lines = [f"# {line}" for line in head.splitlines()]
    return "\n".join([*lines, *_lines(data)]) + "\n"


def _lines(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _pair(key, value)
    elif isinstance(data, list):
        for item in data:
            yield from _item(item)
    else:
        yield _scalar(data)


def _pair(key: str, value: object) -> Iterator[str]:
    if isinstance(value, Remark):
        first, *rest = _pair(key, value.value)
        yield f"{first}  # {value.comment}"
        yield from rest
    elif isinstance(value, str) and "\n" in value:
        yield f"{key}: |"
        yield from (f"  {line}".rstrip() for line in value.rstrip("\n").split("\n"))
    elif isinstance(value, dict | list) and value:
        flow = _flow(value)
        if flow and len(key) + len(flow) < WIDTH and not _long(value):
            yield f"{key}: {flow}"
        else:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
    else:
        yield f"{key}: {_scalar(value)}"


def _item(item: object) -> Iterator[str]:
    if isinstance(item, Disabled):
        yield f"# {item.comment}"
        yield from (f"# {line}" for line in _item(item.value))
        return
    if isinstance(item, Remark):
        yield from (f"# {line}" for line in item.comment.splitlines())
        item = item.value
    flow = _flow(item)
    if flow and len(flow) < WIDTH and not (isinstance(item, dict) and any(isinstance(value, list) for value in item.values())):
        yield f"- {flow}"
        return
    if isinstance(item, str) and "\n" in item:
        yield "- |"
        yield from (f"  {line}".rstrip() for line in item.rstrip("\n").split("\n"))
        return
    first, *rest = _lines(item)
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def _flow(data: object) -> str:
    """A mapping or list of plain values on one line; empty when it has more in it, or is no such thing."""
    if not isinstance(data, dict | list):
        return ""
    values = list(data.values()) if isinstance(data, dict) else data
    inner = [_scalar(v) if not isinstance(v, dict | list) else _flow(v) for v in values if not isinstance(v, Remark | Disabled)]
    if len(inner) < len(values) or not all(inner) or any(isinstance(value, str) and "\n" in value for value in values):
        return ""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {text}" for key, text in zip(data, inner, strict=True)) + "}"
    return "[" + ", ".join(inner) + "]"


def _long(data: object) -> bool:
    """Lists of mappings read better one a line."""
    return isinstance(data, list) and any(isinstance(item, dict) for item in data)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _BARE.fullmatch(value) and value.lower() not in _WORDS and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)
