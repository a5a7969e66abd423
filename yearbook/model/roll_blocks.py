"""Rolls in a chapter: names in a grid (名录), and people of people.yaml as entries (人物) or as a table of offices.

    - names: 优秀共产党员
      roll: [张三, 李四光, {name: 马兰, note: 女、回族}, 阿依古丽·买买提]
    - people: 各镇党委书记
      unit: [示例镇, 样河镇]
"""

from typing import Annotated, Any, Literal

from yearbook.model.chart_blocks import Width
from yearbook.model.noun import Discriminator, Field, Id, Inline, Line, Noun, Tag


class Named(Noun):
    """A name with what stands behind it in brackets."""

    name: Line = Field(min_length=1)
    note: Line = Field("", description="如 女、回族；印在名后括号里")


def _kind(value: Any) -> str:
    return "named" if isinstance(value, Named | dict) else "name"


Name = Annotated[Annotated[Named, Tag("named")] | Annotated[Line, Tag("name")], Discriminator(_kind)]


class NamesBlock(Noun):
    """名录: names in columns of equal width."""

    names: Line = Field(min_length=1, description="名录的题目，如“优秀共产党员”")
    id: Id | None = None
    roll: tuple[Name, ...] = Field(min_length=1, description="姓名或单位，依次")
    order: Literal["given", "pinyin", "surname-strokes", "name-strokes"] = Field(
        "given", description="次序：given 照写，pinyin 音序，surname-strokes 姓氏笔画（单名在前），name-strokes 姓名笔画"
    )
    columns: int | None = Field(None, ge=1, le=12, description="每行几个；不写按栏宽")
    width: Width = "page"


class PeopleBlock(Noun):
    """人物: people of people.yaml, those named by `ids`, or who hold offices in one of the units; all when neither is given."""

    people: Line = Field(min_length=1, description="题目；列表时为表题")
    id: Id | None = None
    ids: tuple[Id, ...] = Field((), description="人物代号，依此次序")
    unit: tuple[Line, ...] = Field((), description="单位，依此次序")
    style: Literal["table", "entries"] = Field("table", description="table 职务表，entries 人物条目（像、姓名、职务、简介）")
    width: Width = "column"
    notes: tuple[Inline, ...] = ()
    source: Line = ""
