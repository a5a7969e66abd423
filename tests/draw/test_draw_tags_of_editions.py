"""The structure tree of whole books, read from the file alone, against the edition: its heads, words, tables and figures in order.

The example is in the fast layer; the shipped editions, for the screen and for the archive, in the slow one with page-validation.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pytest

from tests.draw.tag_reader import Annotation, Leaf, Node, Tagged, tagged
from tests.edition import ROOT
from yearbook import press
from yearbook.edit import edit, with_folios
from yearbook.errands.deliveries import DELIVERIES
from yearbook.model.copy import ChapterPart, Chart, Document, Entry, Figure, GlossaryPart, Heading, Honours, Scorecard, Speech, Table
from yearbook.model.page import Anchor, Pages
from yearbook.model.roll_copy import ChroniclePart, PersonEntry
from yearbook.model.text import BodyParagraph, Words, plain

Said: TypeAlias = tuple[str, ...]  # ("head", words), ("words", label, words), ("table", caption), ("figure", alternative text)

EXAMPLE = ROOT / "yearbook" / "templates" / "example"
SCHOOL = ROOT / "seeds" / "sample" / "school-2026"
SHIPPED = [ROOT / "seeds" / "hongqi" / year for year in ("2021", "2022", "2023", "2025", "2026")]
BOOKS = [
    pytest.param((EXAMPLE, "archive"), id="example"),
    *(pytest.param((folder, purpose), id=f"{folder.name}-{purpose}", marks=pytest.mark.slow)
      for folder in (*SHIPPED, SCHOOL) for purpose in ("screen", "archive")),
]  # fmt: skip
HEAD = re.compile(r"H[1-6]")
HAN = re.compile(r"[\u2e80-\ufaff]")
ENGLISH = re.compile(r"[A-Za-z]{3}")


class Book:
    """An edition, its pages, its file and what a reader finds in it."""

    def __init__(self, folder: Path, purpose: str) -> None:
        delivery = DELIVERIES[purpose]
        self.checked = press.check(press.Order(str(folder), purpose=delivery.purpose))
        made = delivery.make(self.checked, press.silent)
        self.data, self.pages = made.data, made.pages
        self.pdf = pikepdf.open(BytesIO(self.data))
        self.read: Tagged = tagged(self.pdf)
        self.copy = with_folios(edit(self.checked.edition), folios(self.pages), self.checked.layout.see)

    @property
    def root(self) -> Node:
        return self.read.root


def folios(pages: Pages) -> dict[str, str]:
    return {mark.name: page.folio for page in pages.pages for mark in page.marks if isinstance(mark, Anchor)}


@lru_cache(maxsize=2)
def made(folder: Path, purpose: str) -> Book:
    return Book(folder, purpose)


@pytest.fixture(params=BOOKS, scope="module")
def book(request: pytest.FixtureRequest) -> Book:
    return made(*request.param)


# what the edition says


def in_copy(items: Sequence[Any], brackets: tuple[str, str]) -> Iterator[Said]:
    """Heads, words, tables and figures of a chapter's items, as they are to be read."""
    for number, item in enumerate(items):
        match item:
            case Heading():
                if not isinstance(items[number + 1], Document | Honours | Scorecard | Speech):  # whose own title the page has
                    yield "head", item.title
            case Entry():
                if item.title:
                    yield "head", item.title.join(brackets)
                yield from paragraphs(item.paragraphs, item.signature)
            case Table():
                yield "table", item.caption
            case Chart() | Figure():
                yield "figure", item.alt
            case Document():
                yield "head", item.title
                for head, body in item.parts:
                    yield from [("head", head)] if head else []
                    yield from paragraphs(body)
            case Speech():
                yield "head", "".join(item.couplet)
                yield "figure", item.name
                yield from paragraphs(item.paragraphs)
            case Honours():
                yield "head", item.title
                for title, honours in item.groups:
                    yield "head", title
                    yield from (("words", "", words) for one in honours for words in (one.title, one.recipient))
            case PersonEntry():
                yield from [("figure", item.name)] if item.portrait else []
                yield "head", item.name
                yield from paragraphs(item.paragraphs)


def paragraphs(body: Sequence[BodyParagraph], signature: str = "") -> Iterator[Said]:
    for number, one in enumerate(body, 1):
        words = uncalled(one.words) + (signature if number == len(body) else "")
        if one.label or words:
            yield "words", "" if one.label == "·" else one.label, words


def uncalled(words: Words) -> str:
    """The words without signs of notes."""
    return plain(tuple(span for span in words if span.kind != "note"))


# what the file says


def in_tree(node: Node) -> Iterator[Said]:
    """The same of an element and what is under it."""
    for kid in node.nodes:
        if HEAD.fullmatch(kid.tag):
            yield "head", "".join(one.text for one in kid.kids if isinstance(one, Leaf))
        elif kid.tag == "Table":
            yield "table", kid.title
        elif kid.tag == "Figure":
            yield "figure", kid.alt
        elif kid.tag == "LI":
            yield from item(kid)
        elif kid.tag in ("P", "Note"):
            yield "words", "", without_notes(kid)
        elif kid.tag not in ("TOC", "Caption"):
            yield from in_tree(kid)


def item(node: Node) -> Iterator[Said]:
    """An item of a list: its label with its first words, then what else its body holds."""
    label = "".join(kid.text for kid in node.nodes if kid.tag == "Lbl")
    body = next(kid for kid in node.nodes if kid.tag == "LBody")
    own = "".join(kid.text for kid in body.kids if isinstance(kid, Leaf) or (isinstance(kid, Node) and kid.tag in ("Link", "Span")))
    if own:
        yield "words", "" if label in "●○·" else label, own
        yield from in_tree(Node("LBody", kids=[kid for kid in body.nodes if kid.tag not in ("Link", "Span")]))
    else:
        yield from in_tree(body)


def without_notes(node: Node) -> str:
    """The words of an element without calls of notes and the notes themselves."""
    if node.tag in ("Reference", "Note"):
        return ""
    return "".join(kid.text if isinstance(kid, Leaf) else without_notes(kid) for kid in node.kids if not isinstance(kid, Annotation))


def chapters(book: Book) -> Iterator[tuple[ChapterPart, Node]]:
    """Every chapter with its section of the tree."""
    body = next(part for part in book.root.all("Part") if part.title == "body")
    sections = iter(body.nodes)
    for part in book.copy.parts:
        if isinstance(part, ChapterPart):
            yield part, next(one for one in sections if one.title == part.title)


def test_all_content_is_of_one_element_or_an_artifact(book: Book) -> None:
    assert book.read.faults == []


def test_parts_stand_in_the_order_of_the_edition(book: Book) -> None:
    (document,) = book.root.nodes
    assert document.tag == "Document" and [half.title for half in document.nodes] == ["front", "body"]
    titles = [part.title for part in book.copy.parts if isinstance(part, ChapterPart | GlossaryPart | ChroniclePart)]
    sections = [section.title for half in document.nodes for section in half.nodes]
    assert [title for title in sections if title in titles] == titles


def test_heads_tables_and_figures_of_every_chapter_are_those_of_the_edition(book: Book) -> None:
    look = book.checked.layout.entry
    seen = 0
    for part, section in chapters(book):
        if any(isinstance(one, Scorecard) for one in part.items):
            continue  # whose figures are made of numbers, and told by them
        told = [one for one in in_copy(part.items, (look.open, look.close)) if one[0] != "words"]
        found = [one for one in in_tree(section) if one[0] != "words"][1:]  # the chapter's own head first
        assert [bare(one) for one in found] == [bare(one) for one in told], part.title
        seen += len(told)
    assert seen > 10


def bare(said: Said) -> Said:
    """Without the word that a picture is to come."""
    return said[0], said[-1].removeprefix("图片待入：")


def test_every_paragraph_is_read_as_it_was_written(book: Book) -> None:
    look, count = book.checked.layout.entry, 0
    for part, section in chapters(book):
        found = iter([one for one in in_tree(section) if one[0] == "words"])
        for said in in_copy(part.items, (look.open, look.close)):
            if said[0] == "words":
                passed = []
                for one in found:
                    if one == said:
                        break
                    passed.append(one)
                else:
                    raise AssertionError((part.title, said, passed[:3]))
                count += 1
    assert count > 10


def test_glossary_and_chronicle_are_read_as_they_were_written(book: Book) -> None:
    sections = {section.title: section for section in book.root.all("Sect")}
    for part in book.copy.parts:
        if isinstance(part, GlossaryPart):
            told: list[Said] = [one for term, body in part.terms for one in (("head", term), *paragraphs(body))]
        elif isinstance(part, ChroniclePart):
            told = [one for month in part.months for one in events(month)]
        else:
            continue
        found = list(in_tree(sections[part.title]))
        start = next(n for n, one in enumerate(found) if one == told[0])
        assert found[start:] == told


def events(month: Any) -> Iterator[Said]:
    if month.title:
        yield "head", month.title
    for _, body in month.events:
        yield from paragraphs(body)


def test_events_of_the_chronicle_are_labelled_by_their_dates(book: Book) -> None:
    sections = {section.title: section for section in book.root.all("Sect")}
    for part in book.copy.parts:
        if isinstance(part, ChroniclePart):
            dates = [date for month in part.months for date, _ in month.events]
            labels = [one.text for one in sections[part.title].all("Lbl")]
            same = book.checked.layout.chronicle.same
            assert labels == [date or same for date in dates]
            assert [one.tag for one in sections[part.title].all("LI")] == ["LI"] * len(dates)


def test_heads_skip_no_level_within_a_part(book: Book) -> None:
    for section in (section for half in book.root.all("Part") for section in half.nodes):
        levels = [int(head.tag[1]) for head in section.all(*(f"H{n}" for n in range(1, 7)))]
        assert not levels or levels[0] == 1, section.title
        assert all(after <= before + 1 for before, after in pairwise(levels)), section.title


def test_every_figure_is_told_in_words(book: Book) -> None:
    figures = list(book.root.all("Figure"))
    assert figures and all(figure.alt.strip() for figure in figures)


def test_every_table_has_heads_with_a_scope_and_even_rows(book: Book) -> None:
    tables = list(book.root.all("Table"))
    assert tables
    for table in tables:
        groups = [kid.tag for kid in table.nodes if kid.tag != "Caption"]
        assert groups in (["THead", "TBody"], ["TBody"]), table.title
        heads = list(table.all("TH"))
        assert heads and all(head.attributes["Scope"] in ("Row", "Column", "Both") for head in heads), table.title
        assert all(head.attributes["Scope of"] == "Table" for head in heads)
        assert len(set(widths(table))) == 1, table.title
        named = {head.attributes.get("ID") for head in heads}
        assert all(name in named for cell in table.all("TD", "TH") for name in cell.attributes.get("Headers", ()))


def widths(table: Node) -> Iterator[int]:
    """Of each row how many columns its cells and those that reach down into it take."""
    hanging: list[tuple[int, int]] = []  # rows still to come, columns
    for row in table.all("TR"):
        cells = [(int(cell.attributes.get("RowSpan", 1)), int(cell.attributes.get("ColSpan", 1))) for cell in row.nodes]
        yield sum(columns for _, columns in (*cells, *hanging))
        hanging = [(rows - 1, columns) for rows, columns in (*cells, *hanging) if rows > 1]


def test_tables_are_as_large_as_those_of_the_edition(book: Book) -> None:
    for part, section in chapters(book):
        told = [(len(one.rows), len(one.columns)) for one in part.items if isinstance(one, Table)]
        bodies = [next(kid for kid in table.nodes if kid.tag == "TBody") for table in section.all("Table")]
        found = [(len(list(body.all("TR"))), next(widths(body))) for body in bodies]
        assert found == told, part.title


def test_cells_say_what_the_edition_says(book: Book) -> None:
    for part, section in chapters(book):
        told = [[plain(cell) for row in one.rows for cell in row.cells if plain(cell)] for one in part.items if isinstance(one, Table)]
        found = []
        for table in section.all("Table"):
            body = next(kid for kid in table.nodes if kid.tag == "TBody")
            found.append([cell.text for cell in body.all("TD", "TH") if cell.text])
        assert found == told, part.title


def test_lists_are_made_of_items_with_bodies(book: Book) -> None:
    for one in book.root.all("L"):
        assert {kid.tag for kid in one.nodes} <= {"LI", "Caption", "L"} and any(kid.tag == "LI" for kid in one.nodes)
    for one in book.root.all("LI"):
        assert [kid.tag for kid in one.nodes] in (["LBody"], ["Lbl", "LBody"])


def test_english_is_marked_as_such_and_nothing_else_is(book: Book) -> None:
    assert book.pdf.Root.Lang == "zh-Hans"

    def walk(node: Node, language: str) -> None:
        language = node.attributes.get("Lang", language)
        own = "".join(kid.text for kid in node.kids if isinstance(kid, Leaf))
        if node.tag in ("Figure", "TD", "TH") or node.alt:
            return
        if HAN.search(own):
            assert language == "zh-Hans", own
        elif ENGLISH.search(own):
            assert language == "en", own
        for kid in node.nodes:
            walk(kid, language)

    walk(book.root, "zh-Hans")


def test_folios_and_running_heads_are_artifacts(book: Book) -> None:
    pages = [(page, said) for page, said in zip(book.pages.pages, book.read.artifacts, strict=True) if said and page.folio.isdigit()]
    assert len([1 for page, said in pages if page.folio in "".join(said)]) > len(pages) // 2
    printed = {leaf.text for leaf in book.root.leaves}
    assert not printed & {f"·{page.folio}·" for page, _ in pages}


def test_links_lead_both_ways_and_say_what_they_are(book: Book) -> None:
    keys = dict(zip(*(list(book.pdf.Root.StructTreeRoot.ParentTree.Nums)[at::2] for at in (0, 1)), strict=True))
    annotations = [note for page in book.pdf.pages for note in page.obj.get("/Annots", ())]
    of_elements = [kid for node in book.root.all() for kid in node.kids if isinstance(kid, Annotation)]
    assert {one.entries.objgen for one in of_elements} == {note.objgen for note in annotations}
    assert all(any(isinstance(kid, Annotation) for kid in node.kids) for node in book.root.all("Link"))
    for note in annotations:
        assert note.F == 4 and str(note.Contents).strip() and str(keys[int(note.StructParent)].S) == "/Link"
    assert all(page.obj.Tabs == "/S" for page in book.pdf.pages)


def test_notes_have_names_of_their_own(book: Book) -> None:
    names = [note.attributes.get("ID") for note in book.root.all("Note")]
    assert all(names) and len(set(names)) == len(names)
    listed = {str(one) for one in list(book.pdf.Root.StructTreeRoot.get("/IDTree", {}).get("/Names", ()))[::2]}
    everywhere = [node.attributes["ID"] for node in book.root.all() if "ID" in node.attributes]
    assert sorted(everywhere) == sorted(listed)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_page_validation_finds_nothing(book: Book, profile: str) -> None:
    page = pytest.importorskip("page")
    if profile == "3a" and b"<pdfaid:part>" not in book.data:
        pytest.skip("a file for the screen claims no PDF/A")
    assert [str(failure) for failure in page.validate_pdf_bytes(book.data, profile=profile).failures] == []
