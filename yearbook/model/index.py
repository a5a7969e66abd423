"""The index: index.yaml as typed nouns, and the headings of an index with what leads to them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeAlias

from yearbook.frozen import frozen
from yearbook.model.noun import Field, Line, Noun
from yearbook.patterns import late

HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
SUBJECTS, NAMES = "index", "name-index"  # the parts
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SYLLABLE = late(r"[a-zü]+[1-5]?")

Order: TypeAlias = Literal["pinyin", "surname-strokes", "name-strokes"]
HeadingKind: TypeAlias = Literal["entry", "term", "person", "table", "figure", "honour"]


class Reference(Noun):
    """A heading that sends its reader elsewhere: `see` where it has no pages of its own, `also` beside those it has."""

    term: Line = Field(min_length=1, description="标目")
    see: Line = Field("", description="见：改查的标目，本标目不列页码")
    also: tuple[Line, ...] = Field((), description="参见：另可查的标目")


class IndexFile(Noun):
    """index.yaml."""

    order: Order = Field("pinyin", description="主题索引的次序：pinyin 音序，surname-strokes 或 name-strokes 笔画")
    names: Order = Field("pinyin", description="人名索引的次序：pinyin 音序，surname-strokes 姓氏笔画，name-strokes 姓名笔画")
    entries: bool = Field(True, description="条目标题编入索引")
    skip: tuple[Line, ...] = Field((), description="不编入的标目，照印出的字写")
    readings: dict[str, Line] = Field(default_factory=dict, description="多音字的读音：词 → 拼音，如 单庄 → shàn zhuāng")
    references: tuple[Reference, ...] = Field((), description="见、参见")


@frozen
class IndexHeading:
    """A heading of the index. Index marks of its name bear it, the places of `anchors`, and every printed mention of the words
    of `printed`; `see` and `also` are headings that it sends to.
    """

    text: str
    kind: HeadingKind
    letter: str
    anchors: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    see: str = ""
    also: tuple[str, ...] = ()


@frozen
class IndexDepth:
    """How deep an index goes: its headings, the entries of the book, and marked terms that are used once and nowhere else."""

    headings: int
    entries: int
    single: tuple[str, ...] = ()

    @property
    def depth(self) -> str:
        """Headings an entry, to two places."""
        hundredths = self.headings * 100 // self.entries if self.entries else 0
        return f"{hundredths // 100}.{hundredths % 100:02d}"


class BadReading(ValueError):
    """A reading that is not pinyin."""


def syllables_of(reading: str) -> tuple[str, ...]:
    """shàn zhuāng or shan4 zhuang1 as (shan4, zhuang1); a syllable without a tone gets 5. Raises BadReading."""
    return tuple(_numbered(part) for part in reading.replace("'", " ").split())


def _numbered(text: str) -> str:
    tone = ""
    letters = ""
    for sign in unicodedata.normalize("NFD", text.lower()):
        if sign in TONES:
            tone = TONES[sign]
        else:
            letters += sign
    plain = unicodedata.normalize("NFC", letters).replace("v", "ü").replace("u:", "ü")
    if not _SYLLABLE.fullmatch(plain) or (tone and plain[-1].isdigit()):
        raise BadReading(text)
    return plain if plain[-1].isdigit() else plain + (tone or "5")


def bad_readings(given: Mapping[str, str]) -> tuple[str, ...]:
    """The words whose reading is no pinyin, or has not a syllable for each character."""
    bad = []
    for word, reading in given.items():
        try:
            fits = len(syllables_of(reading)) == len(word) and re.fullmatch(f"{HAN}+", word)
        except BadReading:
            fits = None
        if not fits:
            bad.append(word)
    return tuple(bad)
