"""Characters of an edition that the first face of some chain lacks: which face prints them instead, or none."""

from collections.abc import Iterator, Mapping, Sequence

from yearbook.check.letters import _texts
from yearbook.fonts import Face
from yearbook.frozen import frozen
from yearbook.model.source import Source
from yearbook.problems import Place


@frozen
class Fallback:
    """One character at its first place in a file: `chains` whose first face lacks it, and the face that prints it, "" for none."""

    character: str
    place: Place
    times: int
    chains: tuple[str, ...]
    face: str


def fallbacks(source: Source, chains: Mapping[str, Sequence[tuple[str, Face]]]) -> Iterator[Fallback]:
    """All of them in the order of the files; `chains` are the named faces of every family and weight."""
    for file in (source.edition, *source.companions.values(), *source.chapters):
        texts = list(_texts(file.data, ()))
        whole = "".join(text for _, text in texts)
        letters = "".join(sorted(set(whole) - set("\n\t ")))
        for character, printed in _printed_by(letters, chains).items():
            path = next(path for path, text in texts if character in text)
            place = file.locate(path, fragment=character)
            for face, names in printed.items():
                yield Fallback(character, place, whole.count(character), tuple(names), face)


def _printed_by(letters: str, chains: Mapping[str, Sequence[tuple[str, Face]]]) -> dict[str, dict[str, list[str]]]:
    """Character → face that prints it instead → the chains in which it does."""
    found: dict[str, dict[str, list[str]]] = {}
    for chain, ((_, first), *rest) in chains.items():
        for character in first.missing(letters):
            face = next((name for name, face in rest if not face.missing(character)), "")
            found.setdefault(character, {}).setdefault(face, []).append(chain)
    return dict(sorted(found.items()))
