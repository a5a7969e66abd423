"""Body text → spans: what is written arrives, in order, and once."""

import re
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yearbook.load import parse_body, parse_inline
from yearbook.load.body_text import join_lines
from yearbook.load.markdown import markdown_body, markdown_inline
from yearbook.model.text import BadText, BodyParagraph, BodyText, Span, Words

CASES: tuple[tuple[str, tuple[BodyParagraph, ...]], ...] = (
    ("甲乙\n丙丁", (BodyParagraph((Span("甲乙丙丁"),)),)),
    ("the first\nline", (BodyParagraph((Span("the first line"),)),)),
    ("全区\nGDP 增\n5.3%", (BodyParagraph((Span("全区GDP 增5.3%"),)),)),
    ("甲\n\n　　乙", (BodyParagraph((Span("甲"),)), BodyParagraph((Span("乙"),)))),
    ("**重点：**各地", (BodyParagraph((Span("重点：", "strong"), Span("各地"))),)),
    ("甲*乙*丙", (BodyParagraph((Span("甲"), Span("乙", "em"), Span("丙"))),)),
    ("甲**“乙”**丙", (BodyParagraph((Span("甲"), Span("“乙”", "strong"), Span("丙"))),)),
    ("甲  \n乙", (BodyParagraph((Span("甲"), Span("", "break"), Span("乙"))),)),
    ("[甲](http://a.cn/b)", (BodyParagraph((Span("甲", "link", "http://a.cn/b"),)),)),
    ("1. 甲\n2. 乙\n   - 丙\n3) 丁", (
        BodyParagraph((Span("甲"),), "1.", 0, "1."), BodyParagraph((Span("乙"),), "2.", 0, "1."),
        BodyParagraph((Span("丙"),), "·", 1, "·"), BodyParagraph((Span("丁"),), "3)", 0, "3)"),
    )),
    ("9. 甲\n10. 乙", (BodyParagraph((Span("甲"),), "9.", 0, "10."), BodyParagraph((Span("乙"),), "10.", 0, "10."))),
    ("包括：\n（一）甲\n乙\n1. **丙。**丁\n2. 戊\n（二）己\n\n  庚\n\n辛", (
        BodyParagraph((Span("包括："),)), BodyParagraph((Span("甲乙"),), "（一）", 0, "（一）"),
        BodyParagraph((Span("丙。", "strong"), Span("丁")), "1.", 1, "1."), BodyParagraph((Span("戊"),), "2.", 1, "1."),
        BodyParagraph((Span("己"),), "（二）", 0, "（一）"), BodyParagraph((Span("庚"),), "", 0, "（一）"), BodyParagraph((Span("辛"),)),
    )),
    ("**十、甲。**乙\n**十一、丙。**丁", (
        BodyParagraph((Span("甲。", "strong"), Span("乙")), "十、", 0, "十一、"),
        BodyParagraph((Span("丙。", "strong"), Span("丁")), "十一、", 0, "十一、"),
    )),
    ("一、二月份，\n三、四月份", (BodyParagraph((Span("一、二月份，三、四月份"),)),)),
    ("（一）甲\n\n（二）乙", (BodyParagraph((Span("（一）甲"),)), BodyParagraph((Span("（二）乙"),)))),
    ("{dots:甲乙}{name+dots:丙}{dots+title:丁}{pinyin:单县|Shàn  Xiàn}", (BodyParagraph((
        Span("甲乙", "marked", "dots"), Span("丙", "marked", "name+dots"), Span("丁", "marked", "title+dots"),
        Span("单县", "pinyin", "Shàn Xiàn"),
    )),)),
    ("{gdp@2025}", (BodyParagraph((Span("", "figure", "gdp@2025"),)),)),
    ("达{gdp@2025/全市:growth}。", (BodyParagraph((Span("达"), Span("", "figure", "gdp@2025/全市:growth"), Span("。"))),)),
    ("**增{gdp@2025}**", (BodyParagraph((Span("增", "strong"), Span("", "figure", "gdp@2025", "strong"))),)),
    ("{see:a-b}{index:甲|乙}{index:丙}", (BodyParagraph((Span("", "see", "a-b"), Span("乙", "index", "甲"), Span("", "index", "丙"))),)),
    (r"\{甲\}\*\*", (BodyParagraph((Span("{甲}**"),)),)),
    ("[甲]: 乙 &amp; 5*3", (BodyParagraph((Span("[甲]: 乙 &amp; 5*3"),)),)),
    ("　　\n", ()),
)  # fmt: skip


@pytest.mark.parametrize(("text", "paragraphs"), CASES)
def test_paragraphs(text: str, paragraphs: tuple[BodyParagraph, ...]) -> None:
    assert parse_body(text) == BodyText(paragraphs)


def test_footnotes() -> None:
    body = parse_body("甲[^1]乙[^注]。\n\n[^1]: 一\n续行\n[^注]: **二**{gdp@2025}")
    assert body.paragraphs[0].words == (Span("甲"), Span("", "note", "1"), Span("乙"), Span("", "note", "注"), Span("。"))
    assert body.notes == (("1", (Span("一续行"),)), ("注", (Span("二", "strong"), Span("", "figure", "gdp@2025"))))


def test_inline_joins_its_lines() -> None:
    assert parse_inline("甲\n乙 **丙**\n丁 {gdp@2025}") == (
        Span("甲乙 "),
        Span("丙", "strong"),
        Span("丁 "),
        Span("", "figure", "gdp@2025"),
    )


def test_a_line_end_between_spans() -> None:
    assert parse_body("[ab](http://a.cn)\ncd").paragraphs[0].words == (Span("ab", "link", "http://a.cn"), Span(" cd"))
    assert parse_body("[甲](http://a.cn)\ncd").paragraphs[0].words == (Span("甲", "link", "http://a.cn"), Span("cd"))


def test_all_faults_of_a_text_come_together() -> None:
    with pytest.raises(BadText) as caught:
        parse_body("# 甲\n\n![乙](c) {丁} }")
    assert [fault.code for fault in caught.value.faults] == ["text-heading", "text-image", "mark-unknown", "mark-brace"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{dots:}", "mark-empty"), ("{pinyin:重庆|}", "mark-empty"), ("{name+title:甲}", "mark-lines"),
        ("{pinyin:重庆|chóng qìng shì}", "mark-pinyin"), ("{dot:甲}", "mark-unknown"), ("（一）甲\n（三）乙", "text-list-order"),
    ],
)  # fmt: skip
def test_wrong_marks_and_labels(text: str, code: str) -> None:
    with pytest.raises(BadText) as caught:
        parse_body(text)
    assert [fault.code for fault in caught.value.faults] == [code]


PLAIN = st.text(st.sampled_from("甲乙丙，。“”：aB1 .%-()\n　"), max_size=40)
MARKED = st.lists(st.one_of(PLAIN, st.sampled_from(("{gdp@2025}", "**甲乙**", "**丙：**", "{see:a}", "**a b**"))), max_size=6).map("".join)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(text=MARKED)
def test_the_short_way_reads_as_markdown_does(text: str) -> None:
    try:
        body = parse_body(text)
    except BadText:
        with pytest.raises(BadText):
            markdown_body(text)
    else:
        assert _loosely(body) == _loosely(markdown_body(text))
        assert _characters(parse_inline(text)) == _characters(markdown_inline(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=PLAIN)
def test_no_text_is_lost_or_reordered(text: str) -> None:
    try:
        body = parse_body(text)
    except BadText as bad:
        assume(all(fault.code not in ("text-empty-item", "text-rule", "text-heading", "text-code") for fault in bad.faults))
        raise
    labels = "".join(paragraph.label + _characters(paragraph.words) for paragraph in body.paragraphs)
    assert re.sub(r"[\s·-]", "", labels) == re.sub(r"[\s·-]", "", text)


def _loosely(body: BodyText) -> list[tuple[str, int, list[tuple[str, str, str]]]]:
    """Neighbours of one kind joined, blanks left out: Markdown trims a few more of them."""
    paragraphs = []
    for paragraph in body.paragraphs:
        spans: list[tuple[str, str, str]] = []
        for span in paragraph.words:
            text = "".join(span.text.split())
            if spans and spans[-1][1:] == (span.kind, span.target) and span.kind in ("text", "strong"):
                spans[-1] = (spans[-1][0] + text, *spans[-1][1:])
            elif text or span.kind not in ("text", "strong"):
                spans.append((text, span.kind, span.target))
        if spans:
            paragraphs.append((paragraph.label, paragraph.depth, spans))
    return paragraphs


def _characters(words: Words) -> str:
    return "".join("".join(span.text.split()) for span in words)


def test_join_lines() -> None:
    assert join_lines("甲 \n　乙\nab\ncd") == "甲乙ab cd"


def test_plain_text_does_not_import_markdown() -> None:
    code = (
        "import sys; from yearbook.load import parse_body; parse_body('甲**乙**{gdp@2025}\\n\\n丙'); sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
