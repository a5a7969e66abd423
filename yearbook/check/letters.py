"""Characters that no face has: a located error, never a blank."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from yearbook.check.shaped import Shaped
from yearbook.check.walk import UNPRINTED, letters_in, strings
from yearbook.model.source import Path, SourceFile
from yearbook.problems import Problem


def letters(edition: Shaped, known: Mapping[str, str], missing: Callable[[str], str] | None) -> Iterator[Problem]:
    """One problem for every character of every file of an edition that `missing` returns.

    `known` are the characters of those that have been read, by the name of the file.
    """
    source = edition.source
    files = (source.edition, *source.companions.values(), *source.chapters)
    written = (known.get(file.name) or letters_in(file.data) for file in files)
    if missing is not None and missing(_asked(set[str]().union(*written))):  # else no printed character is missing either
        yield from letters_of(files, missing)


def letters_of(files: Iterable[SourceFile], missing: Callable[[str], str]) -> Iterator[Problem]:
    """The same of any files; one question is asked about all of their characters."""
    files = tuple(files)
    found: set[str] = set()
    for file in files:
        found.update(*strings(file.data))
    lacking = missing(_asked(found))
    if lacking:  # only now where all of them stand is of interest
        texts = [(file, path, text) for file in files for path, text in _texts(file.data, ())]
        for character in lacking:
            yield from _places(character, texts)


def _asked(letters_: set[str]) -> str:
    return "".join(sorted(letters_ - set("\n\t")))


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
            if key not in UNPRINTED:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))
