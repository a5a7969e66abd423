"""How pictures look and what is asked of them: bounds of resolution and credit, and the pages of plates."""

from decimal import Decimal
from typing import Literal, TypeAlias

from yearbook.model.noun import ColourName, Field, Id, Length, Line, Noun
from yearbook.model.slots import SectionsSlot

Level: TypeAlias = Literal["error", "warning", "off"]
Profile: TypeAlias = Literal["isbn", "internal", "meeting", "draft"]


class PicturesLook(Noun):
    """What is asked of picture files."""

    screen_dpi: int = Field(ge=1, description="按印出的大小，分辨率低于此值给警告")
    print_dpi: int = Field(ge=1, description="付印检查时，低于此值为错误")
    line_dpi: int = Field(ge=1, description="付印检查时，黑白线条图低于此值为错误")
    plate_credit: dict[Profile, Level] = Field(default_factory=dict, description="出版形式 → 图版没有署名时；不写为错误")
    figure_credit: dict[Profile, Level] = Field(default_factory=dict, description="出版形式 → 插图没有署名时；不写为警告")


class BesideLook(Noun):
    """A narrow figure with text beside it."""

    gap: Length = Field(description="图与文字之间")
    least: Length = Field(description="图旁文字至少的宽；不足时图照常占一栏")
    narrowest: int = Field(ge=1, description="图至少几字宽")
    shape: tuple[int, int] = Field(description="图位的宽与高之比；图片入后按图片")
    foot: Length = Field(description="图题下缘至其下文字所在行的顶边")


class PlatePlace(Noun):
    """A place on a page of plates: its picture, and the lines it takes with its caption."""

    x: Length = 0
    line: Decimal = Decimal(1)
    width: Length
    height: Length
    lines: Decimal = Field(description="图与题共占的行数")


class PlateArrangement(Noun):
    """A page of plates: places in the type area, or one picture that bleeds."""

    places: tuple[PlatePlace, ...] = ()
    bleed: Literal["none", "head", "page", "spread"] = Field(
        "none", description="出血：head 天头与切口三边，page 满页，spread 跨两页满版"
    )
    lines: int = Field(0, description="bleed 为 head 时图下缘所在行")


class PlatesLook(Noun):
    """图版."""

    title_style: Id
    title_en_style: Id
    title_gap: Length = Field(description="题名下缘至英文题名")
    arrangements: dict[Id, PlateArrangement] = Field(min_length=1, description="各种版面；plates.yaml 的 layout 用其名")
    caption_gap: Length
    plaque: Length = Field(description="满版图上图题牌的内边")
    plaque_width: Length
    plaque_colour: ColourName
    list: SectionsSlot = Field(description="图版目录")
    intro_style: Id
    opener_lines: int = Field(description="篇前图下缘所在行")
    label: Line = "图版"
