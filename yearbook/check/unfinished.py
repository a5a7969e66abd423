"""What is still to come in words: 〔待补〕 and empty brackets must not be left when the book is printed."""

from collections.abc import Iterator

from yearbook.check.shaped import Shaped, Sheet
from yearbook.check.walk import keys, texts
from yearbook.model.edition import EditionFile
from yearbook.model.noun import Noun
from yearbook.model.source import Path
from yearbook.patterns import late
from yearbook.problems import Problem, Severity

# design.md, Avoid: 〔〕 left in a final proof. Round brackets are not asked: they hold what is said, not what is wanting.
TO_COME = late(r"〔[\s\u3000]*〕|[〔【［][^〔〕【】［］]{0,16}(?:待补|待填|待定|待核|待查)[^〔〕【】［］]{0,8}[〕】］]")
_BRACKETS = frozenset("〔【［")


def unfinished(sheet: Sheet, edition: Shaped) -> Iterator[Problem]:
    """A warning for a file with such places, an error for every place when the edition is read for print, nothing in a draft."""
    frame = edition.frame.noun if edition.frame else None
    purpose = edition.source.purpose
    if purpose == "draft" or (isinstance(frame, EditionFile) and frame.imprint.profile == "draft"):
        return
    found = [
        (path, inner, words)
        for path, noun in (sheet.found if not _BRACKETS.isdisjoint(sheet.letters) else ())
        for inner, text in _words(noun)
        if not _BRACKETS.isdisjoint(text)
        for words in TO_COME.findall(text)
    ]
    severity = Severity.ERROR if purpose == "print" else Severity.WARNING
    for path, inner, words in found if purpose == "print" else found[:1]:  # a new edition is full of them
        yield Problem.of("to-come", sheet.file.locate((*path, *inner), fragment=words), severity, text=words, count=len(found))


def _words(noun: Noun) -> Iterator[tuple[Path, str]]:
    """Every text of a noun: parsed words, and fields that hold a line or lines."""
    for path, words in texts(noun):
        yield path, "".join(span.text for span in words)
    for name, key in keys(type(noun)):
        value = noun.__dict__[name]
        if isinstance(value, str):
            yield (key,), value
        elif type(value) is tuple:
            yield from (((key, number), item) for number, item in enumerate(value) if isinstance(item, str))
