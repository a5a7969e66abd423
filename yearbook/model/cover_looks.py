"""The cover sheet: how thick a book is, and what its spine may bear."""

from decimal import Decimal

from yearbook.model.noun import Field, Id, Length, Line, Noun


class Paper(Noun):
    """What a spine is computed from: leaves × thickness of a leaf + boards."""

    name: Line = Field("", description="纸名，如“100 克双胶纸”")
    grammage: Decimal | None = Field(None, gt=0, description="定量（克/平方米）")
    caliper: Decimal | None = Field(None, gt=0, description="一张纸的厚（毫米），纸厂给出的；写了就不按定量折算")
    boards: Decimal | None = Field(None, ge=0, description="封面用纸或纸板两面共厚（毫米）")


class SpineFormula(Noun):
    """书脊公式: leaves × grammage × `leaf` + `boards`. Those of the trade differ by some millimetres; the ticket names the one used."""

    title: Line = Field(description="公式的名称，印在付印单上")
    leaf: Decimal = Field(gt=0, description="每克/平方米折一张纸的厚（毫米）")
    boards: Decimal = Field(ge=0, description="本卷没有写时，封面两面共厚（毫米）")


class CoverLook(Noun):
    """封面展开: back cover, spine and front cover as one sheet."""

    grammage: Decimal = Field(description="本卷没有写纸时的定量（克/平方米）")
    formula: Id = Field(description="书脊厚用哪一个公式")
    formulas: dict[Id, SpineFormula] = Field(description="书脊公式；可自加")
    full_spine: Length = Field(description="书脊不窄于此，用 spine 一面；否则用 spine-narrow")
    narrow_spine: Length = Field(description="书脊窄于此，不印字")
    spine_margin: Length = Field(description="书脊上的字距两边")
    flap: Length = Field(0, description="勒口宽；0 为没有。勒口的内容在 pages.flap-front、flap-back")
    fold_mark: Length = Field(description="折线标记的长，在出血内")
    fold_width: Length
