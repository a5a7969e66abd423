"""What goes to press: output intent, inks and their bounds, marks around the page, signatures, and the print ticket."""

from typing import Literal

from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun


class OutputIntent(Noun):
    """The printing that the file is made for: one registered condition, and its ICC profile."""

    identifier: Line = Field(min_length=1, description="印刷条件的名称，如 FOGRA39、JC200103（Japan Color 2001 Coated）")
    registry: Line = Field("http://www.color.org", description="登记处")
    condition: Line = Field("", description="印刷条件的说明，印在付印单上")
    profile: Line = Field(min_length=1, description="ICC 文件（CMYK），在本卷文件夹内，或随附的 fogra39l-coated.icc")


class MarksLook(Noun):
    """裁切线、套准线、色标: what stands around the page, outside the bleed."""

    margin: Length = Field(description="出血以外，四边各留多宽")
    gap: Length = Field(description="出血边到标记")
    length: Length = Field(description="裁切线长")
    width: Length = Field(description="标记的线宽")
    cross: Length = Field(description="套准线的半径")
    patch: Length = Field(description="色标一格的边长")
    patches: tuple[tuple[int, int, int, int], ...] = Field(description="色标各格（CMYK，%）")
    style: Id
    slug: Line = Field(description="页边的一行：{title} {part} {sheet} {folio} {size} {intent}")


class TicketLook(Noun):
    """付印单: the one page that goes to the printer with the files."""

    trim: tuple[Length, Length]
    side: Length = Field(description="四边留白")
    title_style: Id
    label_style: Id
    value_style: Id
    small_style: Id
    label_width: Length
    row: Length
    small_row: Length
    rule: Length
    rule_gap: Length
    rule_colour: ColourName


class PressLook(Noun):
    """付印: what `build --for print` writes and what it lets pass."""

    output_intent: OutputIntent
    pictures: Literal["convert", "keep"] = Field(description="RGB 图片：convert 按 ICC 转为 CMYK；keep 原样，附 ICC 特性文件")
    quality: int = Field(ge=60, le=100, description="转换后 JPEG 的质量")
    ink: int = Field(ge=100, le=400, description="总墨量上限（%）")
    line: Length = Field(description="最细的线")
    tint: int = Field(ge=0, le=20, description="最浅的网点（%）：不为 0 的墨量不得低于此值")
    black: int = Field(ge=1, le=100, description="黑墨不低于此值（%）的颜色算作黑；黑字只许用黑墨，并须叠印")
    rich: tuple[ColourName, ...] = Field((), description="可以掺其他墨的黑，颜色名")
    signature: int = Field(ge=1, le=128, description="书帖页数：正文页数补足到它的倍数；本卷另写 imprint.signature 的按本卷")
    marks: MarksLook
    ticket: TicketLook
