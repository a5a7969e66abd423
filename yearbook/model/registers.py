"""The registers' files as typed nouns: organisations, people with their offices, honours."""

from datetime import date as Day
from typing import Literal, TypeAlias

from yearbook.model.noun import Field, FigureKey, Id, Line, Noun, Prose


class Organisation(Noun):
    """An organisation: full name, its short forms, and forms that are wrong."""

    name: Line = Field(min_length=2)
    short: tuple[Line, ...] = Field((), description="简称")
    wrong: tuple[Line, ...] = Field((), description="不可用的写法")
    known: bool = Field(False, description="简称通行，不必先出全称")


class OrganisationsFile(Noun):
    """organisations.yaml."""

    full_first: bool = Field(True, description="先出全称，再用一个简称；写 false 不查")
    organisations: tuple[Organisation, ...] = ()


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
    portrait: FigureKey | None = Field(None, description="肖像，images/ 内的文件")
    text: Prose | None = Field(None, description="简介")
    source: Id | None = None


class PeopleFile(Noun):
    """people.yaml."""

    people: tuple[Person, ...] = ()


Level: TypeAlias = Literal["national", "provincial", "municipal", "district"]


class Honour(Noun):
    """One honour: exact title, who received it, from whom and when."""

    title: Line
    recipient: Line
    issuer: Line = ""
    level: Level
    year: Line = ""
    note: Line = ""
    reported_by: Line = Field("", description="报送单位；两家报送的同一项荣誉只印一次")
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
