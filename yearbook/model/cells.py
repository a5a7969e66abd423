"""What a cell of a table may hold: words, a number, nothing; a sparkline; words that reach over further rows and columns.

    cells: [农业, 12.5, null, {spark: [farm@2021, farm@2022]}, {text: 未统计, columns: 2}, null]
"""

from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from yearbook.model.noun import Discriminator, Field, FigureKey, Inline, Noun, Tag


class Spark(Noun):
    """A line of figures of the ledger, drawn in the cell; years left out, or null, are gaps."""

    spark: tuple[FigureKey | None, ...] = Field(min_length=2, description="依次的台账数字；null 为缺，图中以虚线越过")


class Spanned(Noun):
    """Words that reach over rows below and columns to the right; the cells they cover are null."""

    text: Inline
    rows: int = Field(1, ge=1, description="占几行")
    columns: int = Field(1, ge=1, description="占几栏")


def _kind(value: Any) -> str:
    if type(value) is str:
        return "plain"  # most of them
    if value is None:
        return "empty"
    if isinstance(value, Spark) or (isinstance(value, dict) and "spark" in value):
        return "spark"
    return "spanned" if isinstance(value, Spanned | dict) else "plain"


Cell: TypeAlias = Annotated[
    Annotated[Inline | int | Decimal, Tag("plain")]
    | Annotated[None, Tag("empty")]
    | Annotated[Spark, Tag("spark")]
    | Annotated[Spanned, Tag("spanned")],
    Discriminator(_kind),
]
