"""Habits of careful copy, as warnings: entry titles, words of time and person, punctuation (genre.md A.2, typography.md)."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from yearbook.check.joined import Joined, joined
from yearbook.check.shaped import Sheet
from yearbook.frozen import replace
from yearbook.model.blocks import EntryBlock, FigureBlock, OpenerPlate, TableBlock, TextBlock
from yearbook.model.chart_blocks import ChartBlock
from yearbook.model.edition import Plate
from yearbook.model.noun import Noun
from yearbook.model.source import Path
from yearbook.model.text import Words
from yearbook.patterns import late
from yearbook.problems import Problem, Severity

TITLE_LENGTH = 15  # genre.md A.2: 15, 16 or 18 by house; the strictest warns first
_TITLE_STOP = late(r"[，,；;。：:]")
_CAPTIONS: tuple[tuple[type[Noun], str], ...] = (
    (FigureBlock, "figure"), (TableBlock, "table"), (ChartBlock, "chart"), (Plate, "caption"), (OpenerPlate, "caption"),
)  # fmt: skip

# Signs that may be wrong where they stand; `_fault` looks at the neighbours of each (a million characters: 0.1 s).
_SUSPECT = late(r"[\"',;:?!().…０-９Ａ-Ｚａ-ｚ]")
# The same with neighbours at which `_fault` finds something. It begins with the sign, so that all others are passed over fast.
_HAN = r"[^\W\x00-\x7f]"  # and other letters that are not ASCII: a class that costs nothing to compile
_LIKELY = late(
    rf"[\"',;:?!().…。０-９Ａ-Ｚａ-ｚ](?:(?<=[\"０-９Ａ-Ｚａ-ｚ])|(?<={_HAN}')|(?<=')(?={_HAN})|(?<!……)(?<=…)(?!…)|(?<=\.)\.\.|(?<=。)。"
    rf"|(?<={_HAN}[,:;?!().])(?={_HAN})|(?<={_HAN}[,;.])(?:\0|$))"
)
_QUOTE = late(r"[“”]")
_OPEN = late(r"“(?![^“”\0]*”)")  # where there is none, and as many close as open, all marks come in turn
_NO_QUOTES = late(r"[^“”\0]+")


def style(sheet: Sheet) -> Iterator[Problem]:
    """Warnings on the texts of a file that is printed; ledgers, sources and people hold other people's words."""
    titled = sheet.of(EntryBlock, *(model for model, _ in _CAPTIONS))
    titles = [_title(noun) for _, noun in titled]
    long = (number for number, title in enumerate(titles) if len(title) > TITLE_LENGTH or title.endswith(("。", ".")))
    whole = joined(titles)
    for number in sorted({*long, *_suspicious(whole), *whole.holding(_TITLE_STOP)}):
        yield from _titles(sheet, *titled[number])
    whole = joined(told.text for told in sheet.texts)
    _, words_pattern, _ = wording()
    for number in sorted({*_suspicious(whole), *whole.holding(words_pattern)}):
        path, noun, words, text, _ = sheet.texts[number]
        yield from _marks(sheet, path, text)
        if isinstance(noun, EntryBlock | TextBlock):
            yield from _words(sheet, path, words)


def _suspicious(whole: Joined) -> Iterator[int]:
    """The numbers of the texts of which `_marks` may have something to say."""
    yield from whole.holding(_LIKELY)
    if whole.whole.count("“") == whole.whole.count("”") and not _OPEN.search(whole.whole):
        return
    for number, marks in enumerate(_NO_QUOTES.sub("", whole.whole).split("\0")):
        if marks and marks != "“”" * (len(marks) // 2):
            yield number


def _title(noun: Noun) -> str:
    """The title of an entry, the caption of anything else."""
    return str(noun.__dict__[next((key for model, key in _CAPTIONS if isinstance(noun, model)), "entry")])


def _titles(sheet: Sheet, path: Path, noun: Noun) -> Iterator[Problem]:
    if isinstance(noun, EntryBlock):
        here = (*path, "entry")
        if len(noun.entry) > TITLE_LENGTH:
            yield _warning("style-title-long", sheet, here, title=noun.entry, length=len(noun.entry), most=TITLE_LENGTH)
        stop = _TITLE_STOP.search(noun.entry)
        if stop:
            yield _warning("style-title-mark", sheet, here, stop[0], title=noun.entry, mark=stop[0])
        yield from _marks(sheet, here, noun.entry)
    for model, key in _CAPTIONS:
        if isinstance(noun, model):
            caption = str(noun.__dict__[key])
            if caption.endswith(("。", ".")):
                yield _warning("style-caption-stop", sheet, (*path, key), caption=caption)
            yield from _marks(sheet, (*path, key), caption)


def _marks(sheet: Sheet, path: Path, text: str) -> Iterator[Problem]:
    """Punctuation of one paragraph, each habit once."""
    told: set[str] = set()
    for found in _SUSPECT.finditer(text):
        code = _fault(text, found.start())
        if code and code not in told:
            told.add(code)
            yield _at_sign(code, sheet, path, text, found)
    if "。。" in text:
        yield _warning("style-dots", sheet, path, "。。", text="。。")
    if "“" in text or "”" in text:
        yield from _quotes(sheet, path, text)


def _fault(text: str, at: int) -> str:
    """The code of what is wrong with the sign at this place, or empty."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign == '"' or (sign == "'" and (is_han(before) or is_han(after))):
        return "style-straight-quote"
    if "０" <= sign <= "ｚ":
        return "style-full-width"
    if sign == "…":
        return "style-dots" if "…" not in (before, after) else ""
    if sign == "." and text[at : at + 3] == "...":
        return "style-dots"
    ends = sign in ",;." and not after
    return "style-half-width" if is_han(before) and sign != "'" and (is_han(after) or ends) else ""


def is_han(character: str) -> bool:
    """Whether it is a Han character; the empty text is none."""
    return "\u3400" <= character <= "\u9fff"


def _quotes(sheet: Sheet, path: Path, text: str) -> Iterator[Problem]:
    """Quotation marks in turn. A quotation over several paragraphs opens each and closes the last: the first may stay open."""
    marks = _QUOTE.findall(text)
    if "".join(marks) == "“”" * (len(marks) // 2):
        return
    opened: re.Match[str] | None = None
    for found in _QUOTE.finditer(text):
        if (found[0] == "”") == (opened is None):
            wrong = opened or found
            yield _at_sign("style-quotes", sheet, path, text, wrong)
            return
        opened = found if found[0] == "“" else None
    if opened and opened.start() > 0:
        yield _at_sign("style-quotes", sheet, path, text, opened)


def _words(sheet: Sheet, path: Path, words: Words) -> Iterator[Problem]:
    advice, _, pattern = wording()
    for span in words:
        for found in pattern.finditer(span.text):
            yield _warning("style-word", sheet, path, found[0], word=found[0], advice=advice[found[0]])


def _at_sign(code: str, sheet: Sheet, path: Path, text: str, found: re.Match[str]) -> Problem:
    """A warning about one sign, which the few characters before it help to find again in the file."""
    shown = text[max(0, found.start() - 4) : found.end()].lstrip()
    place = sheet.file.locate(path, fragment=shown)
    place = replace(place, column=place.column + len(shown) - len(found[0]))
    return Problem.of(code, place, Severity.WARNING, mark=found[0], text=shown)


def _warning(code: str, sheet: Sheet, path: Path, fragment: str = "", **values: object) -> Problem:
    place = sheet.file.locate(path, fragment=fragment)
    return Problem(code, place, tuple((slot, str(value)) for slot, value in values.items()), Severity.WARNING)


@lru_cache(maxsize=1)
def wording() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """The words of wording.txt with their advice, a pattern for any of them, and one for those that count."""
    with open(os.path.join(os.path.dirname(__file__), "wording.txt"), encoding="utf-8") as file:
        lines = [line.split(maxsplit=1) for line in file if line.strip() and not line.startswith("#")]
    advice = {word: text.strip() for word, text in lines}
    words = "|".join(map(re.escape, advice))
    return advice, re.compile(words), re.compile(f"(?:{words})(?!均)")  # 至今|年均
