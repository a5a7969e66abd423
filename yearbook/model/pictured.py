"""What the YAML of any picture may say: file, crop, credit, day, map permit, why it is not there yet."""

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from yearbook.model.noun import Field, FigureKey, Line, Noun

Part: TypeAlias = Annotated[Decimal, Field(ge=0, le=1)]
Focus: TypeAlias = tuple[Part, Part]
MIDDLE = (Decimal("0.5"), Decimal("0.5"))


class Pictured(Noun):
    """What may be said of any picture with a caption; without `image` a place is kept for it."""

    image: FigureKey | None = Field(None, description="images/ 内的文件")
    focus: Focus = Field(MIDDLE, description="裁切时要保留的一点：[自左, 自上]，各为 0—1，如 [0.5, 0.3]")
    alt: Line = Field("", description="替代文字：看不见图的人听到的话")
    credit: Line = Field("", description="摄影者或供图单位")
    taken: date | None = Field(None, description="拍摄日期；图片自记的日期有误或在记述期以外时写明")
    map: bool = Field(False, description="是地图；须有审图号")
    map_approval: Line = Field("", description="审图号，如 GS(2024)0650号，印在图下")
    pending: Line = Field("", description="尚无图片、留图位付印的理由")
