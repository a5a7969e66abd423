"""Edition: edition.yaml and its companion files as typed nouns, and the whole edition that `check` hands on."""

from collections.abc import Callable, Mapping
from datetime import date as Day
from types import MappingProxyType
from typing import Literal

from yearbook.frozen import frozen
from yearbook.model.blocks import Chapter
from yearbook.model.board import BoardFile
from yearbook.model.cover_looks import Paper
from yearbook.model.facts import Acknowledgement, Fact, Indicator, Relation
from yearbook.model.index import IndexDepth, IndexFile
from yearbook.model.ledger import Acknowledged, Coverage
from yearbook.model.noun import Field, Id, Inline, Line, Noun, Prose, Year
from yearbook.model.pictured import Pictured
from yearbook.model.registers import HonourGroup, Organisation, Person
from yearbook.model.source import Path, SourceFile

SCHEMA = 2  # the newest; older ones are read as they are, and `yearbook upgrade` writes them anew (load/upgrading.py)
NO_PICTURES: Mapping[str, tuple[SourceFile, Path]] = MappingProxyType({})


class Period(Noun):
    """The days an edition records, both included."""

    from_: Day = Field(alias="from", description="起始日期（含），如 2025-01-01")
    to: Day = Field(description="截止日期（含），如 2025-12-31")
    until: Day | None = Field(None, description="延及日期：荣誉、会议等可记到这一天，如 2026-03-31")


class Imprint(Noun):
    """版权页: which fields must be filled depends on the profile; 印张 and 字数 are computed."""

    profile: Literal["isbn", "internal", "meeting", "draft"] = Field(description="出版形式：书号、内部资料、会议材料、草稿")
    editor: Line = Field("", description="编者（编纂委员会全称）")
    responsible_editor: Line = Field("", description="责任编辑")
    permit: Line = Field("", description="准印证号（内部资料）")
    isbn: Line = Field("", description="书号（公开出版）")
    cip: Line = Field("", description="CIP 数据核字号（公开出版）")
    publisher: Line = Field("", description="出版单位（公开出版）或编印单位")
    recipients: Line = Field("", description="发送对象（内部资料）")
    printer: Line = Field("", description="印刷单位")
    copies: int | None = Field(None, ge=1, description="印数（册）")
    price: Line = Field("", description="定价（公开出版）")
    paper: Paper | None = Field(None, description="正文用纸；书脊厚度由它和页数算出")
    binding: Line = Field("", description="装订，如“无线胶订”“锁线胶订”“精装”；印在付印单上")
    cover_paper: Line = Field("", description="封面用纸，如“250 克铜版纸，覆亚膜”；印在付印单上")
    signature: int | None = Field(None, ge=1, le=128, description="书帖页数：付印时正文补足到它的倍数；不写按版式")
    statement: Line = Field("", description="版本说明，如“本书为连续性内部资料……”")


class EditionFile(Noun):
    """edition.yaml."""

    schema_: Literal[1, 2] = Field(1, alias="schema", description="文件格式的版本，现为 2；不写为 1")
    id: Id = Field(description="本卷代号，如 hongqi-2026")
    title: Line = Field(description="书名，如“红旗区年鉴”")
    short_title: Line = Field("", description="短书名，书眉、书脊用；不写用书名")
    title_en: Line = Field("", description="英文书名")
    region: Line = Field("", description="所属地区，印在书名旁，如“新乡市”")
    edition_year: Year = Field(description="卷号年份（出版年）")
    data_year: Year = Field(description="资料年份")
    period: Period
    date: Day = Field(description="编印日期；写入 PDF，重复编译不变")
    office: Line = Field("", description="编辑单位，印在书名页与编辑说明之后")
    imprint: Imprint
    layout: str = Field("annual", min_length=1, description="版式名（layouts/ 内）或本卷文件夹内的版式文件")
    parts: tuple[str, ...] = Field(min_length=1, description="各部分的次序：部件名，或以 .yaml 结尾的类目文件名")


class EditorialNote(Noun):
    """note.yaml: 凡例 / 编辑说明."""

    title: Line = "编辑说明"
    title_en: Line = ""
    items: tuple[Prose, ...] = Field(min_length=1)
    signature: Line = ""
    dated: Line = ""


class DocumentSource(Noun):
    """One source document of sources.yaml."""

    id: Id
    title: Line
    publisher: Line = ""
    dated: Day | None = None
    pages: Line = ""
    file: Line = Field("", description="原文文件名，--sources 核对引文时使用")
    note: Inline = ()


class SourcesFile(Noun):
    """sources.yaml."""

    intro: Prose | None = None
    sources: tuple[DocumentSource, ...]


class Term(Noun):
    """A term of the glossary."""

    term: Line
    aliases: tuple[Line, ...] = Field((), description="正文里的别种写法")
    text: Prose
    source: Id | None = None


class GlossaryFile(Noun):
    """glossary.yaml: 名词解释."""

    title: Line = "名词解释"
    title_en: Line = "Glossary"
    intro: Inline = ()
    terms: tuple[Term, ...] = ()


class Event(Noun):
    """One event of the chronicle."""

    date: Line = Field(min_length=1, description="日期：2025-03-02、3月2日、3月，或同日、本月；写年内的另成一节")
    text: Prose
    source: Id | None = None


class ChronicleFile(Noun):
    """chronicle.yaml: 大事记."""

    title: Line = "大事记"
    title_en: Line = "Chronicle"
    intro: Inline = ()
    events: tuple[Event, ...] = ()


class Plate(Pictured):
    """One plate: a picture with caption and credit."""

    caption: Line = Field(min_length=1, description="图题")
    source: Id | None = None


class PlatePage(Noun):
    """A page of plates: `layout` names one of the layout's arrangements (plates.arrangements)."""

    layout: Id | None = Field(None, description="版面：full、bleed、spread、one、two、three、four、six 等；不写按幅数和横竖选")
    plates: tuple[Plate, ...] = Field(min_length=1, max_length=24)


class PlatesFile(Noun):
    """plates.yaml: 图版."""

    title: Line = "图版"
    title_en: Line = "Plates"
    intro: Inline = ()
    pages: tuple[PlatePage, ...] = ()


class Erratum(Noun):
    """A correction of an earlier edition."""

    edition: Line
    place: Line
    wrong: Line
    right: Line
    note: Line = ""


class ErrataFile(Noun):
    """errata.yaml: 勘误."""

    title: Line = "勘误"
    title_en: Line = "Errata"
    intro: Inline = ()
    errata: tuple[Erratum, ...] = ()


@frozen
class Edition:
    """A checked edition: every file as typed nouns; the ledger by key, people by id."""

    folder: str
    frame: EditionFile
    chapters: tuple[Chapter, ...]
    note: EditorialNote | None
    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]
    people: Mapping[str, Person]
    honours: tuple[HonourGroup, ...]
    glossary: GlossaryFile | None
    chronicle: ChronicleFile | None
    plates: PlatesFile | None
    sources: SourcesFile | None
    errata: ErrataFile | None
    characters: int  # of all text, as 字数 is counted: marks and figures included, spaces not
    relations: tuple[Relation, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    pictures: Mapping[str, tuple[SourceFile, Path]] = NO_PICTURES  # file → where it is named first
    captions: Mapping[str, tuple[SourceFile, Path]] = NO_PICTURES  # heads, captions → where they stand first
    board: BoardFile | None = None
    acknowledged: tuple[Acknowledged, ...] = ()  # the findings that these let stand
    counted: Callable[[], Coverage] = Coverage  # how much of the text is bound, counted when somebody asks
    index: IndexFile | None = None
    index_depth: IndexDepth | None = None  # where an index is printed
    earlier: "tuple[Edition, ...]" = ()  # their frames, ledgers and sources alone, oldest first; only where a block prints them

    @property
    def coverage(self) -> Coverage:
        """How many numbers of its text are bound, and those that are not."""
        return self.counted()
