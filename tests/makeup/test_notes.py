"""Footnotes: at the foot of the column that calls them, numbered anew on every page, joined to their calls both ways."""

from pathlib import Path

from tests.edition import ROOT, built
from tests.small_edition import lines_of, pages_of, rows_of
from yearbook.model.page import ARTIFACT, Anchor, Element, Link, Text

ENTRY = "      - entry: 条目{0}\n        text: |\n          {1}[^a]又记一句[^b]。\n\n          [^a]: 甲注{0}。\n          [^b]: 乙注{0}。\n"
LONG = "稳中求进推动各项工作取得新的进展，" * 10


def section(entries: str) -> str:
    return f"  - title: 分目\n    body:\n{entries}"


def test_signs_begin_anew_on_every_page(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section("".join(ENTRY.format(n, LONG) for n in range(20))))
    texts = [[line for line in rows_of(page) if "注" in line and line[1:3] in ("甲注", "乙注")] for page in pages.pages]
    texts = [lines for lines in texts if lines]
    assert len(texts) > 1
    for lines in texts:
        assert [line[0] for line in lines] == [chr(ord("①") + n) for n in range(len(lines))]


def test_notes_stand_on_the_page_of_their_calls_and_are_linked_both_ways(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section("".join(ENTRY.format(n, LONG) for n in range(20))))
    for page in pages.pages:
        anchors = {mark.name for mark in page.marks if isinstance(mark, Anchor)}
        links = {mark.target for mark in page.marks if isinstance(mark, Link) and ".note" in mark.target}
        assert links == {name for name in anchors if ".note" in name}


def test_calls_and_notes_have_places_in_the_structure(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section(ENTRY.format(1, "开头的一句")))
    elements = pages.elements
    tags = {mark.line.text: elements[mark.element] for page in pages.pages for mark in page.marks
            if isinstance(mark, Text) and mark.element != ARTIFACT}  # fmt: skip
    assert [above(tags[words], elements) for words in ("。", "甲注1。", "乙注1。")] == ["P Sect", "P Note Sect", "P Note Sect"]
    signs = [above(elements[mark.element], elements) for page in pages.pages for mark in page.marks
             if isinstance(mark, Text) and mark.element != ARTIFACT and mark.line.text == "①"]  # fmt: skip
    assert signs == ["Link Reference P Sect", "Link Lbl Note Sect"]
    note = elements[tags["甲注1。"].parent]
    assert dict(note.attributes) == {"ID": "c1.e1.note1"}


def above(element: Element, elements: tuple[Element, ...]) -> str:
    """The tags from an element up to the section of its entry."""
    tags = [element.tag]
    while tags[-1] != "Sect":
        element = elements[element.parent]
        tags.append(element.tag)
    return " ".join(tags)


def test_the_last_line_of_notes_stands_on_the_last_line_of_its_column(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, section("".join(ENTRY.format(n, LONG) for n in range(20))))
    body = [page for page in pages.pages if any("甲注" in line for line in lines_of(page))]
    feet = {max(mark.y for mark in body[0].marks if isinstance(mark, Text) and mark.element != ARTIFACT and mark.x // 200_000 == half)
            for half in (0, 1)}  # fmt: skip
    assert max(feet) - min(feet) < 3_000


def test_notes_of_whole_pages_and_of_documents_are_not_lost(tmp_path: Path) -> None:
    part = "          - head: 一\n            text: |\n              正文[^x]。\n\n              [^x]: 报告注。\n"
    document = f"  - body:\n      - document: 报告\n        parts:\n{part}"
    assert "①报告注。" in [line for page in pages_of(tmp_path, document).pages for line in rows_of(page)]


def test_a_note_may_call_another(tmp_path: Path) -> None:
    entry = "      - entry: 条\n        text: |\n          正文[^x]。\n\n          [^x]: 注文[^y]。\n          [^y]: 注的注。\n"
    said = [line for page in pages_of(tmp_path, section(entry)).pages for line in rows_of(page)]
    assert "①注文②。" in said and "②注的注。" in said


def test_every_link_of_the_example_leads_somewhere() -> None:
    """Its note stands in a paragraph that also marks a term of the glossary."""
    pages = built(ROOT / "yearbook" / "templates" / "example").pages
    anchors = {mark.name for page in pages.pages for mark in page.marks if isinstance(mark, Anchor)}
    targets = {mark.target for page in pages.pages for mark in page.marks if isinstance(mark, Link) and mark.target}
    assert any(".note" in target for target in targets) and targets <= anchors
