"""The ledger's files as typed nouns: indicators, their relations, facts, and what editors let stand."""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from yearbook.model.noun import BeforeValidator, Field, Id, Line, Lines, Noun, listed
from yearbook.model.registers import Organisation


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
    alike: tuple[Id, ...] = Field((), description="名目不同而可前后接续的指标，如经济总量与地区生产总值")
    scopes: tuple[Line, ...] = Field((), description="各分区，配 scopes_of：各指标的分区之和对全区")
    scopes_of: Line | None = Field(None, description="总的范围；全区写空")


class IndicatorsFile(Noun):
    """indicators.yaml beside the editions: what a series shares."""

    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    full_first: bool = Field(True, description="先出全称，再用一个简称；写 false 不查")


class Acknowledgement(Noun):
    """A finding of the ledger that stands: the check, what it is about, and the reason, which is printed."""

    check: Id = Field(description="检查的代号，如 growth-differs")
    about: Lines = Field(min_length=1, description="所指：台账的键或文字，照检查所说；一个或几个")
    reason: Line = Field(min_length=1, description="为何照此，印入编辑附记")


class ChecksFile(Noun):
    """checks.yaml."""

    acknowledged: tuple[Acknowledgement, ...] = ()


Qualifier: TypeAlias = Literal["", "突破", "约", "超", "超过", "近", "余", "多", "以上", "以内", "增至", "逾"]


class Growth(Noun):
    """How much a figure grew: `value` in `unit` (%) over `over` (上年同期), on `basis`."""

    value: Decimal
    unit: Literal["%", "个百分点", "倍"] = "%"
    qualifier: Qualifier = ""
    over: Line = "上年"
    basis: Literal["", "现价", "可比价"] = ""


class Rank(Noun):
    """A place in a field: 居全市第 3 位."""

    place: int = Field(ge=1)
    field: Line = Field(description="范围，如“全市”“54 个市辖区”")
    of: Literal["", "总量", "增速"] = Field("", description="按什么排的位次；不写为未注明")


Ranks: TypeAlias = Annotated[tuple[Rank, ...], BeforeValidator(listed, json_schema_input_type=Rank | tuple[Rank, ...])]


class Fact(Noun):
    """One figure of the ledger; ``indicator@period`` is its key, ``indicator@period/scope`` when a scope is given."""

    indicator: Id
    period: Line = Field(description="时期或时点，如 2025、2025-12-31、2021—2025")
    scope: Line = Field("", description="范围；不写为全区")
    value: Decimal | None = Field(None, description="数值；仅有增速或位次时可不写")
    unit: Line = Field("", description="单位；不写取指标的单位")
    qualifier: Qualifier = ""
    basis: Line = Field("", description="口径：现价、可比价、预算口径……")
    kind: Literal["actual", "target", "computed"] = Field("actual", description="实绩、目标、推算")
    growth: Growth | None = None
    ranks: Ranks = Field((), alias="rank", description="位次；在几个范围里都有位次的，写成列表")
    source: Id = Field(description="来源代号（sources.yaml）")
    place: Line = Field("", description="在来源中的位置，如“成绩单”“陈理想发言”")
    quote: Line = Field("", description="来源原文中的几个字，不超过 30 字")
    note: Line = ""
    restated: Line = Field("", description="与前卷不同的原因")

    @property
    def key(self) -> str:
        """The name that body text uses between braces."""
        return f"{self.indicator}@{self.period}" + (f"/{self.scope}" if self.scope else "")

    def rank(self, field: str = "") -> Rank | None:
        """Its place in that field, the first when none is named; None where it has none."""
        return next((rank for rank in self.ranks if field in ("", rank.field)), None)


class FactsFile(Noun):
    """facts.yaml: the ledger."""

    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: tuple[Fact, ...] = ()
