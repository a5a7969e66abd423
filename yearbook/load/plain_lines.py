"""YAML as editors write it → plain data, line by line, at two fifths of what libyaml's events cost; None for any other.

What is read here: block mappings and lists, scalars of one line, ``{…}`` and ``[…]`` on one line, ``|`` blocks, comments.
Whatever else a text has, or has wrong, is left to libyaml: a text is read here only when nothing in it can be taken otherwise.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from yearbook.patterns import late

Meaning: TypeAlias = Callable[[str], object]

_DEEPEST, _DEEPEST_WITHIN = 40, 10
# What libyaml refuses, or takes for line ends; and tabs.
_STRANGE = late("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = r"\w[\w.-]{0,100}"
_NAME = late(_KEY)
# What a scalar begins with that is no plain text: nothing, marks of YAML, and what may be a number, true or nothing.
_ODD = frozenset(("", *" \"'-?:,[]{}#&*!|>%@`", *"0123456789~nNtTfF"))
_MAYBE = frozenset("0123456789-~nNtTfF")
_QUOTED = r"\"([^\"\\\n]*)\"|'([^'\n]*(?:''[^'\n]*)*)'"
_WITHIN = r"((?:[^ \n\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[0-9]))[^,\[\]{}:#?\n]*)"  # a plain scalar between brackets
_ENTRY = late(rf" *(?:({_KEY}): +)?(?:{_QUOTED}|{_WITHIN}|([\[{{]))")
_NEXT = late(r" *(?:, *|(?=[\]}]))")
_EMPTY = late(r" *[\]}]")
_NOT_FLAT = late(r"[\[\]{}#&*!|>%@`?\\]| ,| $")  # such entries are read one by one
_COMMENT = late(r" *(?: #.*)?")
_QUOTED_LINE = late(rf"(?:{_QUOTED}) *(?:(?<= )#.*)?")


class _OtherError(Exception):
    """Something that is not read here."""


def plain_lines(text: str, meaning: Meaning) -> dict[str, Any] | None:
    """The data of a text that is a mapping; None when it is left to libyaml. `meaning` is what an unquoted scalar says."""
    if not text.endswith("\n") or _STRANGE.search(text):
        return None
    try:
        return _Reader(text, meaning).read() or None
    except _OtherError:
        return None


class _Reader:
    """`top` is the mapping or list being read, whose lines begin at `indent`; `around` those around it; `key` waits for a value below."""

    def __init__(self, text: str, meaning: Meaning) -> None:
        self.lines, self.meaning = text.split("\n")[:-1], meaning
        self.root: dict[str, Any] = {}
        self.top: Any = self.root
        self.indent, self.key, self.at = 0, "", 0
        self.around: list[tuple[Any, int]] = []
        self.names: dict[str, str] = {}

    def read(self) -> dict[str, Any]:
        """Hot loop."""
        lines, count = self.lines, len(self.lines)
        while self.at < count:
            line = lines[self.at]
            self.at += 1
            said = line.lstrip(" ")
            if not said or said[0] == "#":
                continue
            indent, dash = len(line) - len(said), 0
            if said[:2] == "- ":
                item = said[2:].lstrip(" ")
                dash, said = len(said) - len(item), item
            key, value = self._parted(said)
            if self.key or indent != self.indent or dash or type(self.top) is list:
                self._go_to(indent, dash, key)
            if key:
                if key in self.top:
                    raise _OtherError
                self.top[key] = self._value(value, key)
            elif dash and value:
                self.top.append(self._value(value, ""))
            else:
                raise _OtherError
        return self.root

    def _parted(self, said: str) -> tuple[str, str]:
        """The key of a line, empty when it has none, and what stands behind it."""
        key, colon, value = said.partition(": ")
        if not colon:
            if said[-1:] != ":":
                return "", said.rstrip(" ")
            key, value = said[:-1], ""
        known = self.names.get(key) or self._named(key)
        return (known, value.strip(" ")) if known else ("", said.rstrip(" "))

    def _named(self, key: str) -> str:
        """The key, once for all places where it stands; empty when it is no plain one."""
        return self.names.setdefault(key, key) if _NAME.fullmatch(key) else ""

    def _go_to(self, indent: int, dash: int, key: str) -> None:
        """Opens and closes what a line at this indent opens and closes."""
        waiting, self.key = self.key, ""
        if waiting and (indent > self.indent or (dash and indent == self.indent)):
            new: Any = [] if dash else {}
            self.top[waiting] = new
            self._down(new, indent)
        while indent < self.indent or (indent == self.indent and not dash and type(self.top) is list):
            if not self.around:
                raise _OtherError
            self.top, self.indent = self.around.pop()
        if indent != self.indent or bool(dash) != (type(self.top) is list):
            raise _OtherError
        if dash and key:
            inner: dict[str, Any] = {}
            self.top.append(inner)
            self._down(inner, indent + dash)

    def _down(self, new: Any, indent: int) -> None:
        self.around.append((self.top, self.indent))
        self.top, self.indent = new, indent
        if len(self.around) > _DEEPEST:
            raise _OtherError

    def _value(self, said: str, key: str) -> Any:
        """What stands behind a key or a dash; the `key` waits when nothing does."""
        first = said[:1]
        if first not in _ODD or first in _MAYBE:
            text = said.partition(" #")[0].rstrip(" ") if " #" in said else said
            if ": " in text or text[-1] == ":" or (first == "-" and not ("0" <= text[1:2] <= "9")):
                raise _OtherError
            return self.meaning(text) if first in _MAYBE else text
        if first == "|":
            return self._block(said)
        if first in ("{", "["):
            return self._bracketed(said)
        if first in ('"', "'"):
            found = _QUOTED_LINE.fullmatch(said)
            if found is None:
                raise _OtherError
            return self._scalar(found[1], found[2], None)
        if first in ("", "#") and key:
            self.key = key
            return None
        raise _OtherError

    def _block(self, said: str) -> str:
        """The text of a ``|`` block, whose lines come next."""
        sign, lines, start = said.partition(" ")[0], self.lines, self.at
        if sign not in ("|", "|-") or not _COMMENT.fullmatch(said, len(sign)) or start == len(lines):
            raise _OtherError
        blanks = len(lines[start]) - len(lines[start].lstrip(" "))
        if blanks <= self.indent or blanks == len(lines[start]):
            raise _OtherError
        margin, end, count = " " * blanks, start, len(lines)
        while end < count and (lines[end].startswith(margin) or not lines[end]):
            end += 1
        if end < count and not lines[end].strip(" "):  # what follows may belong to the block
            raise _OtherError
        self.at = end
        content = "\n".join([line[blanks:] for line in lines[start:end]]).rstrip("\n")
        return content if sign == "|-" else content + "\n"

    def _bracketed(self, said: str) -> Any:
        """A mapping or list in brackets, and perhaps a comment."""
        if said[-1] == ("}" if said[0] == "{" else "]") and not _NOT_FLAT.search(said, 1, len(said) - 1):
            content = said[1:-1]
            parts = content.split(", ")
            colons = len(parts) if said[0] == "{" else 0
            if content.count(",") == len(parts) - 1 and content.count(":") == colons == content.count(": "):
                try:
                    return self._mapping(parts) if colons else [self._entry(part) for part in parts]
                except _OtherError:
                    pass
        value, at = self._within(said, 0, 0)
        if not _COMMENT.fullmatch(said, at):
            raise _OtherError
        return value

    def _mapping(self, parts: list[str]) -> dict[str, Any]:
        """A mapping in brackets in which nothing is nested."""
        data: dict[str, Any] = {}
        for part in parts:
            key, _, value = part.partition(": ")
            data[self.names.get(key) or self._named(key)] = value if value[:1] not in _ODD else self._entry(value)
        if len(data) != len(parts) or "" in data:
            raise _OtherError
        return data

    def _entry(self, said: str) -> Any:
        """A scalar between brackets."""
        first = said[:1]
        if first not in _ODD:
            return said
        if first in ('"', "'") and len(said) > 1 and said[-1] == first and said.count(first) == 2:
            return said[1:-1]
        if first in _MAYBE and (first != "-" or "0" <= said[1:2] <= "9"):
            return self.meaning(said)
        raise _OtherError

    def _within(self, text: str, at: int, depth: int) -> tuple[Any, int]:
        """The mapping or list whose bracket stands at this place, and where the text goes on behind it; any may be nested."""
        mapping, close = text[at] == "{", "}" if text[at] == "{" else "]"
        data: Any = {} if mapping else []
        empty = _EMPTY.match(text, at + 1)
        if empty and empty[0][-1] == close:
            return data, empty.end()
        at += 1
        while not text.startswith(close, at):
            found = _ENTRY.match(text, at)
            if found is None or depth > _DEEPEST_WITHIN:
                raise _OtherError
            key, double, single, plain, bracket = found.groups()
            at = found.end()
            if (key is not None) != mapping or (mapping and key in data):
                raise _OtherError
            if bracket is None:
                value = self._scalar(double, single, plain)
            else:
                value, at = self._within(text, at - 1, depth + 1)
            if mapping:
                data[self.names.setdefault(key, key)] = value
            else:
                data.append(value)
            after = _NEXT.match(text, at)
            if after is None:
                raise _OtherError
            at = after.end()
        return data, at + 1

    def _scalar(self, double: str | None, single: str | None, plain: str | None) -> Any:
        if plain is not None:
            return self.meaning(plain.rstrip(" ")) if plain[0] in _MAYBE else plain.rstrip(" ")
        return double if single is None else single.replace("''", "'")
