"""Terms of the glossary where running text first uses them."""

from pathlib import Path

from tests.small_series import writer
from yearbook import press
from yearbook.edit import edit
from yearbook.model.copy import ChapterPart, Entry

CHAPTER = """id: overview
title: 综述
sections:
  - body:
      - table: “四治”机制一览
        columns: [{title: 项}]
        rows: [{cells: [四治机制]}]
      - entry: 四治
        text: "1663户参加，按**“四治”机制**推进，又称四治机制。"
      - entry: 格局
        text: "“四治”机制延续，深化“1663”工作格局；“双碳”工作、旧称“两碳”。"
"""
GLOSSARY = """terms:
  - {term: “四治”机制, text: 四项办法。}
  - {term: “1663”工作格局, text: 一种提法。}
  - {term: 双碳, aliases: [两碳], text: 碳达峰与碳中和。}
"""


def test_the_first_use_leads_to_the_entry(tmp_path: Path) -> None:
    folder = writer(tmp_path)(2026, overview=CHAPTER, glossary=GLOSSARY)
    frame = folder / "edition.yaml"
    frame.write_text(frame.read_text("utf-8").replace("[overview.yaml]", "[overview.yaml, glossary]"), "utf-8")
    checked = press.check(press.Order(str(folder)))
    parts = [part for part in edit(checked.edition).parts if isinstance(part, ChapterPart)]
    spans = [span for part in parts for item in part.items if isinstance(item, Entry) for one in item.paragraphs for span in one.words]
    assert [(span.text, span.target) for span in spans if span.kind == "term"] == [
        ("四治机制", "#glossary.1"), ("“1663”工作格局", "#glossary.2"), ("“双碳”", "#glossary.3"),
    ]  # fmt: skip
    text = "".join(span.text for span in spans)
    assert "1663户参加，按“四治”机制推进，又称四治机制。" in text
    built = press.print_pdf(checked)
    anchors = {name for page in built.pages.pages for mark in page.marks if (name := getattr(mark, "name", ""))}
    assert {"glossary.1", "glossary.2", "glossary.3"} <= anchors


def test_without_a_glossary_in_the_book_nothing_leads_there(tmp_path: Path) -> None:
    folder = writer(tmp_path)(2026, overview=CHAPTER, glossary=GLOSSARY)
    parts = edit(press.check(press.Order(str(folder))).edition).parts
    assert not any(span.kind == "term" for part in parts if isinstance(part, ChapterPart) for item in part.items
                   if isinstance(item, Entry) for one in item.paragraphs for span in one.words)  # fmt: skip
