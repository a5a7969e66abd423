"""The transcript: one readable line a mark."""


from tests.draw.sheets import book, line, page_of, run
from yearbook.draw import draw_transcript
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.page import Anchor, Bookmark, Box, Disc, Element, Link, Path, Picture, Rule

EXPECTED = """\
book 红旗年鉴（2026） 400x600 2026-05-01
page 1 folio ii recto
 Figure #0 alt=人口
  text 50,60 ~年，二〇 [39: (song 10 ink 年，)(song 10 red @15 +0.5 ^3 1:-0.25 二〇)]
  picture 10,20 100x50 images/a.jpg
 artifact
  rule 0,0 to 100,0 ink 0.5 dash 2 1
  box 0,0 10x10 fill ink stroke red 0.3
  disc 5,5 r 2.5 fill red
  path 0,0 1,1 stroke ink 0.5
  anchor 0,30 one
  link 10,20 30x12 -> one 去第一章
  link 10,20 30x12 -> https://example.cn/
page 2 folio - verso
bookmark 第一章 -> one
bookmark   第一节 -> one
"""


def test_transcript(block: Face) -> None:
    second = replace(run(block, "二〇", x=15_000, kerns=((1, -250),)), spacing=500, rise=3000, colour="red")
    text = replace(line(run(block, "年，"), second, exact=False), width=39_000)
    marks = [
        Picture(10_000, 20_000, 100_000, 50_000, "images/a.jpg", 0),
        Rule(0, 0, 100_000, 0, 500, "ink", (2000, 1000)), Box(0, 0, 10_000, 10_000, "ink", "red", 300),
        Disc(5000, 5000, 2500, "red"), Path(((0, 0), (1000, 1000)), "ink", 500), Anchor("one", 0, 30_000),
        Link(10_000, 20_000, 30_000, 12_000, target="one", title="去第一章"),
        Link(10_000, 20_000, 30_000, 12_000, uri="https://example.cn/"),
    ]  # fmt: skip
    pages = book(
        page_of([text], marks, "ii"), replace(page_of([], folio=""), side="verso"),
        bookmarks=(Bookmark("第一章", 0, "one"), Bookmark("第一节", 1, "one")), elements=(Element("Figure", alt="人口"),),
    )  # fmt: skip
    assert draw_transcript(pages) == EXPECTED.replace(")(song", ") (song")
