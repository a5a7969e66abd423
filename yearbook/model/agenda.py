"""Agenda: a file that says what a meeting is given to read, in which order, and who gets what.

    meeting: 红旗区第十五届人民代表大会第三次会议
    items:
      - {title: 审议政府工作报告, papers: 1}
    papers:
      - number: 1
        print: gwr                 # 特载的代号；类目、分目、条目、表、图的代号或标题也可
        annexes:
          - print: glossary
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from yearbook.frozen import frozen
from yearbook.model.blocks import Block, Chapter
from yearbook.model.noun import BeforeValidator, Field, Line, Lines, Noun, Prose, listed
from yearbook.model.source import Path
from yearbook.patterns import late

GLOSSARY = "glossary"
_RANGE = late(r"(\d{1,3})(?:\s*[-—–－～~]\s*(\d{1,3}))?")


def _keyed(key: str) -> Any:
    """A bare value stands for a mapping with that one key, as most are written; one alone for a list of one."""

    def keyed(given: object) -> object:
        many = listed(given)
        if not isinstance(many, list | tuple):
            return many
        return [one if isinstance(one, dict) or one is None else {key: one} for one in many]

    return BeforeValidator(keyed)


class Extract(Noun):
    """Something of the edition that a paper prints; `parts` picks parts of a document, or terms of the glossary, by number."""

    of: Line = Field(min_length=1, description="代号或标题：特载、类目、分目、条目、表、图；glossary 为名词解释")
    parts: Line = Field("", description="只取第几部分，如 1-3；名词解释为第几条")


class Excerpt(Noun):
    """A paper, or some pages of it."""

    paper: int = Field(ge=1, le=99, description="文件的编号")
    pages: Line = Field("", description="只取第几页，如 3-8")


Extracts: TypeAlias = Annotated[tuple[Extract, ...], _keyed("of")]
Excerpts: TypeAlias = Annotated[tuple[Excerpt, ...], _keyed("paper")]


class Annex(Noun):
    """附件: begins a page of its own behind its paper."""

    title: Lines = Field((), description="题名；不写用所印内容的标题，转行写成几项")
    print_: Extracts = Field((), alias="print", description="印哪些内容")
    text: Prose | None = Field(None, description="自写的正文")


class Paper(Noun):
    """会议文件: contents of the edition, or a text of its own, under a number."""

    number: int | None = Field(None, ge=1, le=99, description="编号；不写依次编")
    title: Lines = Field((), description="标题；不写用所印内容的标题，转行写成几项")
    kind: Line = Field("", description="标题下括号里的字，如“辑要”；不写用特载的")
    occasion: Lines = Field((), description="标题下的时间场合，转行写成几项；不写用特载的")
    speaker: Line = Field("", description="报告人；不写用特载的")
    print_: Extracts = Field((), alias="print", description="印哪些内容")
    text: Prose | None = Field(None, description="自写的正文，排在所印内容之前")
    annexes: tuple[Annex, ...] = Field((), description="附件")
    recipients: Line = Field("", description="发送对象，印在角标之下")
    groups: Lines = Field((), description="发给哪些组；不写为各组")
    recall: bool = Field(False, description="是否会后收回")


class AgendaItem(Noun):
    """An item of the agenda, with the papers that belong to it."""

    title: Line = Field(min_length=1, description="议题")
    papers: Excerpts = Field((), description="所用文件：编号，或 {paper: 1, pages: 3-8}")


class Group(Noun):
    """Who gets a pack: all papers unless `papers` names them."""

    name: Line = Field(min_length=1, description="组别，如“第一组”")
    papers: Excerpts = Field((), description="发哪些文件；不写为全部")
    copies: int | None = Field(None, ge=1, le=9999, description="份数")


class AgendaFile(Noun):
    """An agenda file: 会议、议程、文件、组别."""

    schema_: Literal[1] = Field(1, alias="schema", description="文件格式的版本，现为 1")
    meeting: Lines = Field(min_length=1, description="会议全称；封面要转行的写成几项")
    short: Line = Field("", description="会议简称，角标用；不写用全称")
    mark: Lines = Field((), description="角标各行，如“{short}文件（{number}）”；不写从版式")
    numerals: Literal["chinese", "arabic"] = Field("chinese", description="角标的编号：一、二或 1、2")
    title: Line = Field("会议材料", description="封面上的大字")
    date: Line = Field("", description="会议日期，如 2023年2月26日")
    place: Line = Field("", description="地点")
    office: Line = Field("", description="印发单位")
    layout: str = Field("gbt9704", min_length=1, description="版式：gbt9704、district、speech-large，或自己的版式文件")
    items: tuple[AgendaItem, ...] = Field(min_length=1, description="议程")
    papers: tuple[Paper, ...] = Field(min_length=1, description="会议文件")
    groups: tuple[Group, ...] = Field((), description="组别")
    numbered: bool = Field(False, description="是否逐份编号；要写各组份数")
    first: int = Field(1, ge=1, le=999999, description="第一份的编号")
    digits: int = Field(4, ge=1, le=6, description="编号几位")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the papers, in the order of the file: as given, else one more than the one before."""
        numbers: list[int] = []
        for paper in self.papers:
            numbers.append(paper.number or (numbers[-1] + 1 if numbers else 1))
        return tuple(numbers)

    def excerpts(self) -> "Iterator[tuple[Path, Excerpt]]":
        """What items and groups name of the papers, each with its path in the file."""
        for at, item in enumerate(self.items):
            yield from ((("items", at, "papers", number), excerpt) for number, excerpt in enumerate(item.papers))
        for at, group in enumerate(self.groups):
            yield from ((("groups", at, "papers", number), excerpt) for number, excerpt in enumerate(group.papers))

    @property
    def name(self) -> str:
        """会议全称 in one line."""
        return "".join(self.meeting)


def span_of(text: str, count: int) -> tuple[int, int] | None:
    """``3-8`` or ``5`` within 1…count as (first, last), all for ""; None when it is no range, or out of bounds."""
    if not text:
        return 1, count
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if 1 <= first <= last <= count else None


def as_written(path: Path, data: object) -> Path:
    """A path through nouns as the file has it, where one thing stands without its list and a bare value without its key."""
    found: list[str | int] = []
    for step in path:
        inner = _inside(data, step)
        if inner is not None:
            data = inner
            found.append(step)
        elif isinstance(step, str):
            break
    return tuple(found)


def _inside(data: object, step: str | int) -> object:
    if isinstance(data, list) and isinstance(step, int):
        return data[step] if step < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


@frozen
class Spot:
    """Where something stands in an edition: a chapter, a section of it, a block of that; -1 for the whole."""

    chapter: int
    section: int = -1
    block: int = -1


def spots(chapters: tuple[Chapter, ...]) -> Mapping[str, tuple[Spot, ...]]:
    """Everything that an agenda can name, by id and by title; several places for a title that several things have."""
    found: dict[str, dict[Spot, None]] = {}
    for spot, names in _named(chapters):
        for name in names:
            if name:
                found.setdefault(name, {})[spot] = None
    return {name: tuple(places) for name, places in found.items()}


def _named(chapters: tuple[Chapter, ...]) -> Iterator[tuple[Spot, tuple[str | None, ...]]]:
    for c, chapter in enumerate(chapters):
        yield Spot(c), (chapter.id, chapter.title)
        for s, section in enumerate(chapter.sections):
            yield Spot(c, s), (section.id, section.title)
            for b, block in enumerate(section.body):
                yield Spot(c, s, b), (block.id, title_of(block))


def title_of(block: Block) -> str:
    """The title of a block, whatever its kind calls it; a couplet in one line."""
    for key in ("entry", "table", "chart", "figure", "honours", "speech", "scorecard", "document", "names", "people", "series", "targets"):
        value = getattr(block, key, None)
        if value:
            return "\u3000".join(value) if isinstance(value, tuple) else str(value)
    return ""
