"""Slots: what a fixed page of a layout may hold. The first key of a slot names its kind.

Places count from the head-left corner of the type area, or of the trimmed page with ``from: trim``; `line` n is the
top of the n-th line of the grid.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from yearbook.model.noun import ColourName, Discriminator, Field, Id, Length, Line, Noun, Tag


class _Slot(Noun):
    """What slots share: a place, by length or by grid line; `mirror` measures x from the fore-edge on versos."""

    x: Length = 0
    y: Length = 0
    line: Decimal | None = None
    from_: Literal["area", "trim"] = Field("area", alias="from")
    when: Line = Field("", description="仅当此字段不空时才画")


class BoxSlot(_Slot):
    """A filled rectangle."""

    box: ColourName
    width: Length = Field(0, description="0 为整面宽（书脊）")
    height: Length


class BarcodeSlot(_Slot):
    """A book number as bars (EAN-13, GB 12904) over a ground, with its figures; nothing when the field is empty."""

    barcode: Line = Field(description="含书号的字段，如 isbn")
    style: Id
    module: Length = Field(description="最细一条的宽，标准为 0.33 mm")
    height: Length = Field(description="条的高")
    colour: ColourName
    ground: ColourName
    gap: Length = Field(description="条与数字之间")


class RuleSlot(_Slot):
    """A straight stroke from the place over `dx`, `dy`."""

    rule: ColourName
    dx: Length = 0
    dy: Length = 0
    thickness: Length


class TextSlot(_Slot):
    """A line of text; `{field}` takes a value of the part. Vertical text runs down at `pitch`."""

    text: Line
    style: Id
    align: Literal["left", "right", "center"] = "left"
    vertical: bool = False
    pitch: Length = 0
    room: Length = Field(0, description="可占的长度（横排为宽，竖排为高），超过则缩小或转行；0 为至版心边")
    lines: int = Field(2, ge=1, description="至多几行，仍容不下则再缩小")
    grow: Literal["down", "up"] = "down"
    tag: Line = Field("P", description="结构标签；空为装饰")


class ProseSlot(_Slot):
    """Justified lines of a field within `width`."""

    prose: Line
    style: Id
    width: Length


class SectionsSlot(_Slot):
    """The contents of a chapter, page number first, under light rules."""

    sections: Length = Field(description="宽")
    number_style: Id
    style: Id
    number: Length
    row_lines: tuple[Decimal, ...] = Field(min_length=1, description="每项占的行数，项多时依次取后一个")
    drop: Length = Field(description="自细线至字身顶")
    rule: Length = Field(description="细线粗；0 为不画")
    colour: ColourName
    last_line: int = Field(0, description="末行；0 为版心末行")


class TicksSlot(_Slot):
    """The ticks of all chapters at the fore-edge; `own` draws the chapter's own tab full."""

    ticks: Literal["all", "own"]
    colour: ColourName = ""


SLOTS = (
    ("sections", SectionsSlot), ("barcode", BarcodeSlot),
    ("box", BoxSlot), ("rule", RuleSlot), ("text", TextSlot), ("prose", ProseSlot), ("ticks", TicksSlot),
)  # fmt: skip


def _slot_kind(value: Any) -> str | None:
    if not isinstance(value, dict):
        return next((name for name, kind in SLOTS if isinstance(value, kind)), None)
    return next((name for name, _ in SLOTS if name in value), None)


Slot: TypeAlias = Annotated[
    Annotated[BoxSlot, Tag("box")]
    | Annotated[BarcodeSlot, Tag("barcode")]
    | Annotated[RuleSlot, Tag("rule")]
    | Annotated[TextSlot, Tag("text")]
    | Annotated[ProseSlot, Tag("prose")]
    | Annotated[SectionsSlot, Tag("sections")]
    | Annotated[TicksSlot, Tag("ticks")],
    Discriminator(_slot_kind),
]
