"""Problems as sentences, in Chinese or English: the texts are data (zh.toml, en.toml), read when the first one is shown."""

import os
import tomllib
from collections.abc import Mapping
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
        return _Tables(file.read())


class _Tables(dict[str, Any]):
    """The tables of a TOML file, each read when it is first asked for.

    Why: to read 350 messages takes 20 ms, and most runs tell none of them.
    """

    def __init__(self, text: str) -> None:
        self._unread: dict[str, str] = {}
        for part in f"\n{text}".split("\n[")[1:]:
            name = part[: part.index("]")].partition(".")[0]
            self._unread[name] = f"{self._unread.get(name, '')}\n[{part}"

    def __missing__(self, name: str) -> Any:
        table = self[name] = tomllib.loads(self._unread.pop(name))[name]
        return table


class _Values(dict[str, str]):
    """A slot without a value shows as nothing."""

    def __missing__(self, slot: str) -> str:
        return ""
