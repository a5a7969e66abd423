"""Every noun of a file with its path, and the texts that nouns hold."""

import re
from collections.abc import Callable
from functools import lru_cache
from json import dumps
from typing import Any, ForwardRef, Literal, get_args, get_origin

from yearbook.model.noun import Noun
from yearbook.model.source import Path
from yearbook.model.text import BodyText, Span, Words

Found = tuple[Path, Noun]
Keys = tuple[tuple[str, str], ...]


def nouns(noun: Noun, path: Path = ()) -> list[Found]:
    """The noun and all nouns in it, outer ones first, in the order of the file. Cost: 1 µs a noun."""
    found: list[Found] = []
    _walk(noun, path, found.append)
    return found


def _walk(noun: Noun, path: Path, take: Callable[[Found], object]) -> None:
    take((path, noun))
    values = noun.__dict__
    for name, key in inner_keys(type(noun)):
        value = values[name]
        if type(value) is tuple:
            for number, item in enumerate(value):
                if is_noun(item.__class__):
                    _walk(item, (*path, key, number), take)
        elif is_noun(value.__class__):
            _walk(value, (*path, key), take)


@lru_cache(maxsize=1024)
def is_noun(kind: Any) -> bool:
    """Whether its values are nouns: asked of every value, and pydantic's own `isinstance` is written in Python."""
    return issubclass(kind, Noun)


def texts(noun: Noun) -> list[tuple[Path, Words]]:
    """The words of the noun itself with the path from it; paragraphs and notes of one text share a path."""
    found: list[tuple[Path, Words]] = []
    for name, key in text_keys(type(noun)):
        _words(noun.__dict__[name], (key,), found)
    return found


@lru_cache(maxsize=256)
def keys(model: type[Noun]) -> Keys:
    """Attribute and YAML key of every field."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


@lru_cache(maxsize=256)
def inner_keys(model: type[Noun]) -> Keys:
    """Those of them that can hold nouns: a fact, of which there are thousands, has few."""
    fields = model.model_fields
    return tuple((name, key) for name, key in keys(model) if _holds(fields[name].annotation))


def _holds(annotation: Any) -> bool:
    """Whether a noun can stand in a field of this type; yes, when nobody can say."""
    if get_origin(annotation) is Literal:
        return False
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation is object or issubclass(annotation, Noun)
    return isinstance(annotation, str | ForwardRef) or annotation is Any or any(map(_holds, get_args(annotation)))


@lru_cache(maxsize=256)
def text_keys(model: type[Noun]) -> Keys:
    """Those of them that can hold text: most nouns, a column or a point, have none."""
    holding = {name for name, field in model.model_fields.items() if "Span" in str(field.annotation) or "BodyText" in str(field.annotation)}
    return tuple(pair for pair in keys(model) if pair[0] in holding)


def _words(value: Any, path: Path, found: list[tuple[Path, Words]]) -> None:
    kind = type(value)
    if kind is BodyText:
        found += [(path, paragraph.words) for paragraph in value.paragraphs]
        found += [(path, words) for _, words in value.notes]
    elif kind is tuple and value:
        if type(value[0]) is Span:
            found.append((path, value))
        else:
            for number, item in enumerate(value):
                if type(item) is tuple or type(item) is BodyText:
                    _words(item, (*path, number), found)


# Written in the YAML but not printed; `quote` is held against its source, in whatever letters that has.
UNPRINTED = frozenset(("id", "image", "portrait", "file", "quote", "fact", "layout"))


def strings(data: object) -> list[str]:
    """Every printed text in some plain data."""
    found: list[str] = []
    open_ = [data]
    while open_:
        value = open_.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            open_ += [inner for key, inner in value.items() if key not in UNPRINTED]
        elif isinstance(value, list):
            open_ += value
    return found


def letters_in(data: object) -> str:
    """All characters of the texts in some plain data, and some more: those of its keys, and of its spelling as JSON.

    Why: JSON is written in C, a tenth of the cost of a walk, and nearly always the answer that a character is nowhere will do.
    """
    text = dumps(data, ensure_ascii=False, default=str).replace("\\n", "\n").replace('\\"', '"')
    return letters_of(text if "\\" not in text else "".join([text, *strings(data)]))


def letters_of(text: str) -> str:
    """All characters of a text, and when it is long some more: the common ones, which every face has.

    Why: to make a set of a text takes 45 ns a character, to seek what is not common 10.
    """
    if len(text) < LONG:
        return "".join(sorted(set(text)))
    common, rare = _common()
    return common + "".join(sorted(set(rare.findall(text))))


LONG = 30_000  # characters; for less the pattern, which costs 4 ms once, may cost more than it saves


@lru_cache(maxsize=1)
def _common() -> tuple[str, re.Pattern[str]]:
    """The 3,755 characters of level 1 of GB/T 2312, the signs of ASCII and of sentences, and a pattern for any other."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    han = b"".join(cells).decode("gb2312", "ignore")
    common = "".join([*map(chr, range(0x20, 0x7F)), "\n，。、；：？！“”（）《》—", han])
    return common, re.compile(f"[^{re.escape(common)}]")
