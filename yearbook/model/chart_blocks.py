"""Charts in chapter files: a kind, and data given point by point from the ledger.

    - chart: 地区生产总值
      kind: line
      series:
        - points: [{at: 2024年, fact: gdp@2024}, {at: 2025年, fact: gdp@2025}]
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from pydantic import Field

from yearbook.model.noun import FigureKey, Id, Inline, Line, Noun

Width: TypeAlias = Literal["column", "page"]


class Point(Noun):
    """A datum: a figure of the ledger (`fact`) or a `value`; neither means the gap is shown as a gap."""

    at: Line = Field(description="横轴上的名称，如 2025 年")
    fact: FigureKey | None = None
    value: Decimal | None = None
    label: Line = Field("", description="标在数据旁的文字；不写按数值")
    bound: bool = Field(False, description="下限值（“突破”“超过”），画成空心")


class Series(Noun):
    """The data of one name."""

    name: Line = ""
    points: tuple[Point, ...] = Field(min_length=1)


class ChartBlock(Noun):
    """A chart drawn from the ledger."""

    chart: Line = Field(min_length=1, description="图题")
    id: Id | None = None
    kind: Literal["bar", "line"]
    unit: Line = ""
    series: tuple[Series, ...] = Field(min_length=1)
    from_: Decimal = Field(Decimal(0), alias="from", description="纵轴起点；柱形图只能为 0")
    lines: int = Field(13, ge=6, le=40, description="占行数，含图题与注")
    note: Inline = ()
    source: Line = ""
    alt: Line = Field("", description="替代文字；不写由数据生成")
    width: Width = "column"
