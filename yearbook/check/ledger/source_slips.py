"""Slips of the pen in the source documents: a name cut short, a bracket without its fellow, an officer without his office, a wrong name."""

import re
from collections.abc import Iterable, Iterator, Mapping

from yearbook.check.ledger.finding import Finding, note
from yearbook.check.ledger.quotes import Document
from yearbook.frozen import frozen
from yearbook.model.registers import Organisation
from yearbook.patterns import late

_CUT = late(r"“(?:[一二两三四五六七八九十]个|[一二两三四五六七八九十]大)”")  # “四个”企业库: four of what?
_PAIRS = {"（": "）", "(": ")", "《": "》", "【": "】"}
_BODIES = "区委|市委|县委|省委|区政府|市政府|县政府|局|委|办|中心"
_LONGEST = 400  # letters: a bracket that closes later than that was never closed


@frozen
class Registers:
    """Who and what the registers know: names of people, and the wrong forms of organisations with the right one."""

    people: tuple[str, ...]
    wrong: Mapping[str, str]


def registers_of(people: Iterable[str], organisations: Iterable[Organisation]) -> Registers:
    """What is sought in the documents."""
    return Registers(tuple(sorted(set(people))), {form: one.name for one in organisations for form in one.wrong})


def source_slips(documents: Mapping[str, Document], known: Registers) -> Iterator[Finding]:
    """Notes: it is for the editor to say so in the book, not to mend the document."""
    untitled = re.compile(rf"(?:{_BODIES})({'|'.join(map(re.escape, known.people))})") if known.people else None
    wrong = re.compile("|".join(map(re.escape, sorted(known.wrong)))) if known.wrong else None
    for name, document in documents.items():
        text = document.text
        for found in _CUT.finditer(text):
            place = document.place_in_text(found.start())
            yield note("source-cut", place, (name, found[0]), text=found[0], other=place)
        yield from _brackets(name, document)
        for found in untitled.finditer(document.plain) if untitled else ():
            place = document.place(found.start())
            yield note("source-untitled", place, (name, found[1]), text=found[0], name=found[1], other=place)
        for found in wrong.finditer(document.plain) if wrong else ():
            place = document.place(found.start())
            right = document.plain.find(known.wrong[found[0]])
            where = document.place(right) if right >= 0 else place
            yield note("source-name", place, (name, found[0]), text=found[0], name=known.wrong[found[0]], other=where)


def _brackets(name: str, document: Document) -> Iterator[Finding]:
    """Brackets are paired kind by kind, within a paragraph's length."""
    text = document.text
    for opening, closing in _PAIRS.items():
        open_: list[int] = []
        for found in re.finditer(f"[{re.escape(opening + closing)}]", text):
            at = found.start()
            open_ = [one for one in open_ if at - one <= _LONGEST]
            if found[0] == opening:
                open_.append(at)
            elif open_:
                open_.pop()
            elif not re.search(r"(?:^|[\s，。；、])[0-9一二三四五六七八九十]{1,3}$", text[max(0, at - 4) : at]):  # 1） is a label
                place = document.place_in_text(at)
                words = text[max(0, at - 8) : at + 1].replace("\n", "")
                yield note("source-bracket", place, (name, words), text=words, other=place)
