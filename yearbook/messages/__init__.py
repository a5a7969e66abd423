"""Problems as sentences, in Chinese or English: the texts are data (zh.toml, en.toml), read when the first one is shown."""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from yearbook.problems import Problem

LANGUAGES = ("zh", "en")
_WORD_SLOTS = frozenset(("wanted", "found", "word"))


def render(problem: Problem, language: str) -> str:
    """``file:line:col: 错误: 不认识的键“recipiant” — 是不是“recipient”？``: place, severity, what is wrong, the way out."""
    table = messages(language)
    return f"{problem.place}: {table['frame'][problem.severity.value]}: {sentence(problem, language)}"


def sentence(problem: Problem, language: str) -> str:
    """What is wrong and the way out, without the place."""
    table = messages(language)
    message = table["messages"].get(problem.code)
    if message is None:  # a test keeps this from happening; the user shall still see what is known
        return f"{problem.code} {dict(problem.values)}"
    words = table["words"]
    values = _Values((slot, words.get(value, value) if slot in _WORD_SLOTS else value) for slot, value in problem.values)
    near = values.get("near", "")
    way_out = table["frame"]["near"].format(near=near) if near else message["hint"].format_map(values)
    text = message["text"].format_map(values)
    return f"{text}{table['frame']['join']}{way_out}" if way_out.strip() else text


@lru_cache(maxsize=2)
def messages(language: str) -> Mapping[str, Any]:
    """The tables of a language, one of LANGUAGES, by name."""
    with open(os.path.join(os.path.dirname(__file__), f"{language}.toml"), encoding="utf-8") as file:
        parts = f"\n{file.read()}".split("\n[")
    return _Tables((head, text) for head, _, text in (part.partition("]") for part in parts[1:]))


class _Tables(Mapping[str, Any]):
    """The tables of a TOML file, each read when it is first asked for, and so are the tables within one.

    Why: to read 400 messages takes 15 ms, and a run that tells some tells a dozen.
    """

    def __init__(self, parts: Iterable[tuple[str, str]]) -> None:
        self._read: dict[str, Any] = {}
        self._unread: dict[str, dict[str, str]] = {}
        for head, text in parts:
            name, _, inner = head.partition(".")
            self._unread.setdefault(name, {})[inner] = text

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            parts = self._unread[name]
            self._read[name] = tomllib.loads(parts[""]) if "" in parts else _Tables(parts.items())
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)


class _Values(dict[str, str]):
    """A slot without a value shows as nothing."""

    def __missing__(self, slot: str) -> str:
        return ""
