"""Characters that no face has: a located error, never a blank."""

from collections.abc import Callable, Iterable, Iterator

from yearbook.check.shaped import Shaped
from yearbook.model.source import Path, SourceFile
from yearbook.problems import Problem

# Written in the YAML but not printed; `quote` is held against its source, in whatever letters that has.
_UNPRINTED = frozenset(("id", "image", "portrait", "file", "quote", "fact", "layout"))


def letters(edition: Shaped, missing: Callable[[str], str] | None) -> Iterator[Problem]:
    """One problem for every character of every file of an edition that `missing` returns."""
    source = edition.source
    if missing is not None:
        yield from letters_of((source.edition, *source.companions.values(), *source.chapters), missing)


def letters_of(files: Iterable[SourceFile], missing: Callable[[str], str]) -> Iterator[Problem]:
    """The same of any files; one question is asked about all of their characters."""
    files = tuple(files)
    found: set[str] = set()
    for file in files:
        found.update(*_printed(file.data))
    lacking = missing("".join(sorted(found - set("\n\t"))))
    if lacking:  # only now where all of them stand is of interest
        texts = [(file, path, text) for file in files for path, text in _texts(file.data, ())]
        for character in lacking:
            yield from _places(character, texts)


def _printed(data: object) -> list[str]:
    """Every printed text in some data."""
    found: list[str] = []
    open_ = [data]
    while open_:
        value = open_.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            open_ += [inner for key, inner in value.items() if key not in _UNPRINTED]
        elif isinstance(value, list):
            open_ += value
    return found


def _places(character: str, texts: list[tuple[SourceFile, Path, str]]) -> Iterator[Problem]:
    for file, path, text in texts:
        if character in text:
            place = file.locate(path, fragment=character)
            yield Problem.of("no-glyph", place, character=character, point=f"U+{ord(character):04X}")


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _UNPRINTED:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))
