"""Edition: edition.yaml and its companion files as typed nouns, and the whole edition that `check` hands on."""

from collections.abc import Mapping
from datetime import date as Day
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from yearbook.frozen import frozen
from yearbook.model.blocks import Chapter
from yearbook.model.ledger import Acknowledged, Coverage
from yearbook.model.noun import FigureKey, Id, Inline, Line, Noun, Prose, Year

FRONT_PARTS = ("cover", "half-title", "title-page", "imprint", "note", "contents", "plates")
BACK_PARTS = ("glossary", "chronicle", "sources", "colophon")


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
    statement: Line = Field("", description="版本说明，如“本书为连续性内部资料……”")


class EditionFile(Noun):
    """edition.yaml."""

    schema_: Literal[1] = Field(alias="schema", description="文件格式的版本，现为 1")
    id: Id = Field(description="本卷代号，如 hongqi-2026")
    title: Line = Field(description="书名，如“红旗区年鉴”")
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


class Indicator(Noun):
    """An indicator of the ledger: its name, aliases and preferred unit."""

    id: Id
    name: Line
    aliases: tuple[Line, ...] = ()
    unit: Line = ""
    note: Line = ""
    units: tuple[Line, ...] = Field((), description="也可用的其他单位")
    bases: tuple[Line, ...] = Field((), description="可用的口径；写了，每个数字都须注明其一")
    most: Decimal | None = Field(None, description="不可能超过的数，如占比的 100")
    jump: Decimal | None = Field(None, gt=1, description="相邻两年相差超过几倍要指出，如 1.5")
    target_of: Id | None = Field(None, description="这是哪个指标的目标，如 plan_gdp 之于 gdp")


class Relation(Noun):
    """勾稽关系, one of: parts and total, shares of 100, a share, a value per head, one quantity in two units, scopes of a whole."""

    parts: tuple[Id, ...] = Field((), description="分项，配 parts_of")
    parts_of: Id | None = Field(None, description="总计：等于各分项之和")
    complete: bool = Field(True, description="分项是否齐全；不齐的只查分项不大于总计")
    shares: tuple[Id, ...] = Field((), description="合计应为 100% 的各项占比")
    share: Id | None = Field(None, description="占比，配 part、share_of")
    part: Id | None = Field(None, description="占比的分子")
    share_of: Id | None = Field(None, description="占比的分母")
    per_capita: Id | None = Field(None, description="人均，配 per_capita_of、population")
    per_capita_of: Id | None = Field(None, description="人均的总量")
    population: Id | None = Field(None, description="人均的人口")
    equal: tuple[Id, ...] = Field((), description="同一个量的几种单位，如亩与公顷")
    scopes: tuple[Line, ...] = Field((), description="各分区，配 scopes_of：各指标的分区之和对全区")
    scopes_of: Line | None = Field(None, description="总的范围；全区写空")


class Organisation(Noun):
    """An organisation: full name, its short forms, and forms that are wrong."""

    name: Line = Field(min_length=2)
    short: tuple[Line, ...] = Field((), description="简称")
    wrong: tuple[Line, ...] = Field((), description="不可用的写法")


class OrganisationsFile(Noun):
    """organisations.yaml."""

    organisations: tuple[Organisation, ...] = ()


class IndicatorsFile(Noun):
    """indicators.yaml beside the editions: what a series shares."""

    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    organisations: tuple[Organisation, ...] = ()


class Acknowledgement(Noun):
    """A finding of the ledger that stands: the check, what it is about, and the reason, which is printed."""

    check: Id = Field(description="检查的代号，如 growth-differs")
    about: Annotated[tuple[Line, ...], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)] = Field(
        min_length=1, description="所指：台账的键或文字，照检查所说；一个或几个"
    )
    reason: Line = Field(min_length=1, description="为何照此，印入编辑附记")


class ChecksFile(Noun):
    """checks.yaml."""

    acknowledged: tuple[Acknowledgement, ...] = ()


class Growth(Noun):
    """How much a figure grew: `value` in `unit` (%) over `over` (上年同期), on `basis`."""

    value: Decimal
    unit: Literal["%", "个百分点", "倍"] = "%"
    qualifier: Line = ""
    over: Line = "上年"
    basis: Literal["", "现价", "可比价"] = ""


class Rank(Noun):
    """A place in a field: 居全市第 3 位."""

    place: int = Field(ge=1)
    field: Line = Field(description="范围，如“全市”“54 个市辖区”")


class Fact(Noun):
    """One figure of the ledger; ``indicator@period`` is its key, ``indicator@period/scope`` when a scope is given."""

    indicator: Id
    period: Line = Field(description="时期或时点，如 2025、2025-12-31、2021—2025")
    scope: Line = Field("", description="范围；不写为全区")
    value: Decimal | None = Field(None, description="数值；仅有增速或位次时可不写")
    unit: Line = Field("", description="单位；不写取指标的单位")
    qualifier: Literal["", "突破", "约", "超", "超过", "近", "余", "多", "以上", "以内", "增至", "逾"] = ""
    basis: Line = Field("", description="口径：现价、可比价、预算口径……")
    kind: Literal["actual", "target", "computed"] = Field("actual", description="实绩、目标、推算")
    growth: Growth | None = None
    rank: Rank | None = None
    source: Id = Field(description="来源代号（sources.yaml）")
    place: Line = Field("", description="在来源中的位置，如“成绩单”“陈理想发言”")
    quote: Line = Field("", description="来源原文中的几个字，不超过 30 字")
    note: Line = ""
    restated: Line = Field("", description="与前卷不同的原因")

    @property
    def key(self) -> str:
        """The name that body text uses between braces."""
        return f"{self.indicator}@{self.period}" + (f"/{self.scope}" if self.scope else "")


class FactsFile(Noun):
    """facts.yaml: the ledger."""

    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: tuple[Fact, ...] = ()


class Office(Noun):
    """An office held: title, unit, and the days between which it is known to have been held."""

    title: Line
    unit: Line
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    as_of: Day | None = Field(None, description="资料所载在任的日期")


class Person(Noun):
    """A person of people.yaml."""

    id: Id
    name: Line
    aliases: tuple[Line, ...] = Field((), description="别的写法，如旧名")
    offices: tuple[Office, ...] = ()
    note: Line = Field("", description="如 女、回族")
    source: Id | None = None


class PeopleFile(Noun):
    """people.yaml."""

    people: tuple[Person, ...] = ()


class Honour(Noun):
    """One honour: exact title, who received it, from whom and when."""

    title: Line
    recipient: Line
    issuer: Line = ""
    level: Literal["national", "provincial", "municipal", "district"]
    year: Line = ""
    note: Line = ""
    source: Id | None = None
    quote: Line = ""


class HonourGroup(Noun):
    """A group of the honour roll, in the order printed."""

    id: Id
    title: Line
    title_en: Line = ""
    honours: tuple[Honour, ...] = Field(min_length=1)


class HonoursFile(Noun):
    """honors.yaml."""

    groups: tuple[HonourGroup, ...] = ()


class Term(Noun):
    """A term of the glossary."""

    term: Line
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

    date: Line
    text: Prose


class ChronicleFile(Noun):
    """chronicle.yaml: 大事记."""

    title: Line = "大事记"
    title_en: Line = "Chronicle"
    events: tuple[Event, ...] = ()


class Plate(Noun):
    """One plate: a picture with caption and credit; without `image` a place is kept for it."""

    caption: Line
    credit: Line = ""
    image: FigureKey | None = Field(None, description="images/ 内的文件")
    alt: Line = Field("", description="替代文字：看不见图的人听到的话")
    source: Id | None = None


class PlatePage(Noun):
    """A page of plates: `layout` names how many share the page and how."""

    layout: Literal["full", "one", "two", "four"] = "two"
    plates: tuple[Plate, ...] = Field(min_length=1, max_length=4)


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
    errata: tuple[Erratum, ...]
    characters: int  # of all text, as 字数 is counted: marks and figures included, spaces not
    relations: tuple[Relation, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()  # the findings that these let stand
    coverage: Coverage = Coverage()
    earlier: "tuple[Edition, ...]" = ()  # their frames, ledgers and sources alone, oldest first; only where a block prints them
