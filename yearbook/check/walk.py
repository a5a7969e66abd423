"""Every noun of a file with its path, and the texts that a noun holds."""

from collections.abc import Iterator
from functools import lru_cache

from yearbook.model.noun import Noun
from yearbook.model.source import Path
from yearbook.model.text import BodyText, Span, Words

Found = tuple[Path, Noun]


def nouns(noun: Noun, path: Path = ()) -> Iterator[Found]:
    """The noun and all nouns in it, outer ones first, in the order of the file. Cost: 2 µs a noun."""
    yield path, noun
    values = noun.__dict__
    for name, key in keys(type(noun)):
        value = values[name]
        if isinstance(value, Noun):
            yield from nouns(value, (*path, key))
        elif type(value) is tuple and value and type(value[0]) is not Span:
            for number, item in enumerate(value):
                if isinstance(item, Noun):
                    yield from nouns(item, (*path, key, number))


def texts(noun: Noun) -> Iterator[tuple[Path, Words]]:
    """The words of the noun itself with the path from it; paragraphs and notes of one text share a path."""
    for name, key in text_keys(type(noun)):
        yield from _words(noun.__dict__[name], (key,))


@lru_cache(maxsize=256)
def keys(model: type[Noun]) -> tuple[tuple[str, str], ...]:
    """Attribute and YAML key of every field."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


@lru_cache(maxsize=256)
def text_keys(model: type[Noun]) -> tuple[tuple[str, str], ...]:
    """Those of them that can hold text: most nouns, a column or a point, have none."""
    holding = {name for name, field in model.model_fields.items() if "Span" in str(field.annotation) or "BodyText" in str(field.annotation)}
    return tuple(pair for pair in keys(model) if pair[0] in holding)


def _words(value: object, path: Path) -> Iterator[tuple[Path, Words]]:
    if isinstance(value, BodyText):
        for paragraph in value.paragraphs:
            yield path, paragraph.words
        for _, words in value.notes:
            yield path, words
    elif type(value) is tuple and value:
        if isinstance(value[0], Span):
            yield path, value
        else:
            for number, item in enumerate(value):
                yield from _words(item, (*path, number))
