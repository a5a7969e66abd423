"""版权页: what is known, what was computed, and what is missing."""

from tests.compose.sheets import annual, outside, overlaps, said, texts
from yearbook.compose.imprint import imprint_sheet
from yearbook.model.copy import ImprintPart

PART = ImprintPart(
    "本书为连续性内部资料，不标价、不销售。", "红旗区年鉴 2026",
    (("编者", ""), ("责任编辑", "某某"), ("开本", "{format}"), ("印张", "{sheets}"), ("CIP数据", "核字（2026）第{1}号")),
    "内部资料　免费交流",
)  # fmt: skip
COMPUTED = {"format": "210毫米×285毫米　1/16", "sheets": "4.25", "characters": "25千字"}


def test_it_is_a_verso_with_every_row() -> None:
    sheet = imprint_sheet(PART, annual(), COMPUTED)
    assert sheet.side == "verso"
    for words in (
        "版本记录",
        "红旗区年鉴2026",
        "编者〔待补〕",
        "责任编辑某某",
        "开本210毫米×285毫米1/16",
        "印张4.25",
        "核字（2026）第{1}号",
    ):
        assert words in said(sheet)
    assert outside(sheet, annual()) == []


def test_short_labels_are_spread_to_four_characters() -> None:
    sheet = imprint_sheet(PART, annual(), COMPUTED)
    widths = {t.line.text: t.line.width for t in texts(sheet.marks) if t.line.text in ("编者", "责任编辑", "开本")}
    assert max(widths.values()) - min(widths.values()) <= 2
    assert len(widths) == 3


def test_many_long_rows_begin_higher_and_stay_on_the_page() -> None:
    rows = tuple((f"项目{n}", "新乡市红旗区某某路某某号" * (1 + n % 7)) for n in range(20))
    sheet = imprint_sheet(ImprintPart(PART.statement * 3, PART.title, rows, PART.foot), annual(), COMPUTED)
    assert (outside(sheet, annual()), overlaps(sheet)) == ([], [])
    assert all(value in said(sheet) for _, value in rows)
    assert max(text.y for text in texts(sheet.marks)) <= annual().layout.page.lines * 16_000
