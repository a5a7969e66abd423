"""Quotes held against the source documents, and slips in the documents themselves: dates, wording, a passage that stands twice."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date as Day

from yearbook.check.ledger.finding import Finding, finding, note
from yearbook.check.ledger.text_dates import Calendar, dates
from yearbook.check.ledger.wording import wording
from yearbook.check.shaped import Shaped
from yearbook.frozen import frozen
from yearbook.model.edition import DocumentSource
from yearbook.model.facts import Fact
from yearbook.model.registers import Honour
from yearbook.patterns import late
from yearbook.problems import Place

# Full width to half width, and all quotation marks alike: what a typist or a converter changes without changing the words.
_ALIKE = {0xFF01 + number: chr(0x21 + number) for number in range(94)}
_ALIKE |= dict.fromkeys(map(ord, "“”‘’「」『』\"'＂＇"), "")
_ALIKE |= {ord("—"): "-", ord("–"): "-", ord("－"): "-", ord("～"): "~", ord("㎡"): "平方米"}
_BLANK = late(r"\s+|<[^<>]{1,40}>")
_CLAUSE = late(r"[^，。；：、！？,;:!?\s]+")
_DISTRICT = late(r"([\u4e00-\u9fff]{2})[区县镇]")
_PAIRS = (
    "风凤", "末未", "己已", "已巳", "人入", "土士", "折拆", "戌戍", "侯候", "洪红", "牧枚", "宏弘", "辉挥", "获荻", "原源", "阳杨",
)  # fmt: skip
_LOOKALIKES = {letter: "".join(pair.replace(letter, "") for pair in _PAIRS if letter in pair) for letter in "".join(_PAIRS)}
REPEATED = 40  # letters: a slogan repeats twenty, a passage pasted twice far more


@frozen
class Document:
    """A source document: its text as received and as compared; `at` finds the way back."""

    source: DocumentSource
    path: str
    text: str
    plain: str
    offsets: tuple[int, ...]

    def place(self, start: int) -> Place:
        """Where a character of the compared text stands in the file."""
        return self.place_in_text(self.offsets[start] if start < len(self.offsets) else len(self.text))

    def place_in_text(self, at: int) -> Place:
        """Line and column of a character of the text as received."""
        return Place(self.path, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))


def documents(edition: Shaped, read: Callable[[str], str | None], folder: str) -> tuple[Mapping[str, Document], list[Finding]]:
    """The documents that sources.yaml names, by id, and a finding for each that `read` does not have."""
    sheet = edition.companions.get("sources")
    found: dict[str, Document] = {}
    missing: list[Finding] = []
    for path, noun in sheet.found if sheet else ():
        if not isinstance(noun, DocumentSource) or not noun.file or sheet is None:
            continue
        text = read(noun.file)
        if text is None:
            missing.append(finding("source-missing", sheet.file.locate((*path, "file")), (noun.id,), file=noun.file, folder=folder))
        else:
            found[noun.id] = _document(noun, f"{folder.rstrip('/')}/{noun.file}", text)
    return found, missing


def _document(source: DocumentSource, path: str, text: str) -> Document:
    plain: list[str] = []
    offsets: list[int] = []
    at = 0
    for blank in (*_BLANK.finditer(text), None):
        stop = blank.start() if blank else len(text)
        for position in range(at, stop):
            letters = text[position].translate(_ALIKE)
            plain.append(letters)
            offsets.extend([position] * len(letters))
        at = blank.end() if blank else stop
    return Document(source, path, text, "".join(plain), tuple(offsets))


def plainly_written(quote: str) -> str:
    """A quote as it is compared: no blanks, no quotation marks, half-width signs."""
    return _BLANK.sub("", quote).translate(_ALIKE)


def quotes(edition: Shaped, known: Mapping[str, Document]) -> Iterator[Finding]:
    """Quotes of facts and honours that their source does not hold; …… in a quote may leave words out."""
    for name in ("facts", "honors"):
        sheet = edition.companions.get(name)
        for path, noun in sheet.found if sheet else ():
            if not isinstance(noun, Fact | Honour) or not noun.quote or noun.source not in known or sheet is None:
                continue
            document, at = known[noun.source or ""], 0
            for part in filter(None, re.split(r"…+|\.{3,}", noun.quote)):
                at = document.plain.find(plainly_written(part), at)
                if at < 0:
                    about = noun.key if isinstance(noun, Fact) else noun.title
                    near = nearest(plainly_written(part), document)
                    where = document.place(near) if near >= 0 else Place(document.path)
                    yield finding("quote-missing", sheet.file.locate((*path, "quote")), (about,), quote=part, other=where)
                    break


def nearest(quote: str, document: Document) -> int:
    """Where the longest beginning of the quote stands, of three letters at least; -1 when nowhere."""
    for length in range(len(quote) - 1, 2, -1):
        at = document.plain.find(quote[:length])
        if at >= 0:
            return at
    return -1


def slips(known: Mapping[str, Document], years: Mapping[str, int]) -> Iterator[Finding]:
    """What is wrong in the documents themselves, as notes: it is for the editor to say so, not to mend it."""
    for name, document in known.items():
        year = document.source.dated.year if document.source.dated else years[name]
        calendar = Calendar(Day(year, 1, 1), Day(year, 12, 31), Day(year, 6, 30), frozenset(), year)
        text, starts = _joined(document.text)
        for slip in (*wording(text), *dates(text, calendar, told=False)):
            place = document.place_in_text(starts(slip.start))
            words = text[slip.start : slip.end]
            yield note(slip.code, place, (name, words), **slip.values, other=place)
        yield from _repeated(name, document)
        yield from _lookalikes(name, document)


def _lookalikes(name: str, document: Document) -> Iterator[Finding]:
    """The name of a district that stands once with a letter that looks like its own: 风泉 among 凤泉区."""
    text = document.plain
    for place, times in sorted(Counter(_DISTRICT.findall(text)).items()):
        for position, letter in enumerate(place) if times >= 3 else ():
            for other in _LOOKALIKES.get(letter, ""):
                wrong = place[:position] + other + place[position + 1 :]
                at = text.find(wrong)
                if at >= 0:
                    right = document.place(text.find(place))
                    yield note("name-lookalike", document.place(at), (name, wrong), name=wrong, before=place, other=right)


def _joined(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with its broken lines joined, and the way back to its places."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = length = 0
    for blank in (*re.finditer(r"[ \t]*\n\s*|(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", text), None):
        stop = blank.start() if blank else len(text)
        parts.append(text[at:stop])
        starts.append(length)
        origins.append(at)
        length += stop - at
        at = blank.end() if blank else stop

    def back(position: int) -> int:
        number = bisect_right(starts, position) - 1
        return origins[number] + position - starts[number]

    return "".join(parts), back


def _repeated(name: str, document: Document) -> Iterator[Finding]:
    """A passage of forty letters and more that stands twice: text of one piece run on in another."""
    text, step = document.plain, REPEATED // 2
    first: dict[str, int] = {}
    for start in range(0, len(text) - step, step):
        first.setdefault(text[start : start + step], start)
    told = 0
    for start in range(len(text) - step):
        origin = first.get(text[start : start + step])
        if origin is None or origin + step > start or start < told:
            continue
        before = 0
        while origin - before > 0 and start - before > told and text[origin - before - 1] == text[start - before - 1]:
            before += 1
        length = step
        while start + length < len(text) and origin + length < start - before and text[origin + length] == text[start + length]:
            length += 1
        if length + before >= REPEATED:
            begin = start - before
            words = text[begin : begin + 12]
            yield note(
                "source-repeats", document.place(begin), (name, words), text=words, length=length + before,
                other=document.place(origin - before),
            )  # fmt: skip
            told = start + length
