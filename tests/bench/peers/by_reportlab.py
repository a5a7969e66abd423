"""ReportLab's platypus prints the plain book: `python by_reportlab.py BOOK.json FONTS OUT.pdf`."""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Image, LongTable, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

rl_config.useA85 = 0
FACES = {"song": "noto-serif-sc-400", "heavy": "noto-serif-sc-900", "bold": "noto-serif-sc-700", "hei": "noto-sans-sc-500"}
WIDTH, HEIGHT, COLUMN, GAP, HIGH = 210 * mm, 285 * mm, 220.5, 21, 698.5
BODY = ParagraphStyle("body", fontName="song", fontSize=10.5, leading=16, firstLineIndent=21, alignment=4, wordWrap="CJK")
FIRST = ParagraphStyle("first", BODY, firstLineIndent=0)
CHAPTER = ParagraphStyle("chapter", fontName="heavy", fontSize=28, leading=48, spaceAfter=16, wordWrap="CJK")
SECTION = ParagraphStyle("section", fontName="bold", fontSize=14, leading=16, spaceBefore=16, spaceAfter=8, keepWithNext=1, wordWrap="CJK")
SMALL = ParagraphStyle("small", fontName="hei", fontSize=8, leading=12, wordWrap="CJK")
GRID = [("LINEABOVE", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, 0), (-1, 0), 0.4, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1, "black"), ("FONT", (0, 0), (-1, -1), "hei", 8, 12)]  # fmt: skip


class Book(BaseDocTemplate):
    """Two columns, running heads; headings tell the contents and the outline where they stand."""

    def __init__(self, out: str, title: str) -> None:
        super().__init__(out, pagesize=(WIDTH, HEIGHT), title=title)
        self.book, self.chapter = title, ""
        for side, left in (("right", 25 * mm), ("left", 22 * mm)):
            frames = [Frame(left + n * (COLUMN + GAP), 51.4, COLUMN, HIGH, 0, 0, 0, 0) for n in (0, 1)]
            other = "left" if side == "right" else "right"
            self.addPageTemplates(PageTemplate(side, frames, onPageEnd=self._head, autoNextPageTemplate=other))

    def _head(self, canvas: Any, _: Any) -> None:
        canvas.setFont("hei", 8)
        if self.page % 2:
            canvas.drawRightString(WIDTH - 22 * mm, HEIGHT - 40, f"{self.chapter}　{self.page}")
        else:
            canvas.drawString(22 * mm, HEIGHT - 40, f"{self.page}　{self.book}")

    def afterFlowable(self, flowable: Any) -> None:  # platypus calls it so
        """What platypus tells after each flowable."""
        level, title = getattr(flowable, "listed", (None, ""))
        if level is None:
            return
        if level == 0:
            self.chapter = title
        key = f"k{id(flowable)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title, key, level, closed=level > 0)
        self.notify("TOCEntry", (level, escape(title), self.page, key))


def _listed(text: str, style: ParagraphStyle, level: int, title: str) -> Paragraph:
    paragraph = Paragraph(text, style)
    paragraph.listed = (level, title)
    return paragraph


def _item(item: dict[str, Any], top: Path) -> list[Any]:
    if "section" in item:
        return [_listed(escape(item["section"]), SECTION, 1, item["section"])]
    if "figure" in item:
        return [Image(top / item["image"], COLUMN, item["lines"] * 16), Paragraph(escape(item["figure"]), SMALL)]
    if "table" in item:
        rows = [[Paragraph(escape(cell), SMALL) for cell in row] for row in (item["head"], *item["rows"])]
        return [Paragraph(escape(item["table"]), SMALL), LongTable(rows, repeatRows=1, style=GRID)]
    words = [escape(text) for text in item["paragraphs"] or [""]]
    if not item["entry"]:
        return [Paragraph(text, BODY) for text in words]
    first = _listed(f'<font name="hei">【{escape(item["entry"])}】</font>{words[0]}', FIRST, 2, item["entry"])
    return [first, *(Paragraph(text, BODY) for text in words[1:])]


def main(book: str, fonts: str, out: str) -> None:
    """Built until the folios of the contents are true."""
    plain = json.loads(Path(book).read_text("utf-8"))
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, Path(fonts) / f"{file}.ttf"))
    contents = TableOfContents()
    contents.levelStyles = [ParagraphStyle(f"toc{n}", SMALL, leftIndent=8 * n) for n in range(3)]
    story: list[Any] = [NextPageTemplate("left"), contents, PageBreak()] if plain["contents"] else []
    for chapter in plain["chapters"]:
        story += [PageBreak(), _listed(escape(chapter["title"]), CHAPTER, 0, chapter["title"])]
        for item in chapter["items"]:
            story += _item(item, Path(book).parent)
    Book(out, plain["title"]).multiBuild(story)


main(*sys.argv[1:])
