"""Rules of PDF/A-3a and PDF/UA-1 that judges pass over or judge in part, on finished files: reference/pdf.md, sections 1 and 2."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.draw.test_draw_tags_of_editions import BOOKS, EXAMPLE, Book, made

# CMYK and other spaces, hidden text, pictures within content
DARK = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Tr", "BI", "INLINE IMAGE"}
_PREFIX = re.compile(r"/[A-Z]{6}\+")


@pytest.fixture(params=BOOKS, scope="module")
def book(request: pytest.FixtureRequest) -> Book:
    return made(*request.param)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those of streams and those within others included."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting += [kid for _, kid in one.items() if not kid_is_elsewhere(kid)]
        elif isinstance(one, pikepdf.Array):
            waiting += [kid for kid in one if not kid_is_elsewhere(kid)]


def kid_is_elsewhere(kid: Any) -> bool:
    """Whether an object is listed by itself."""
    return isinstance(kid, pikepdf.Object) and kid.is_indirect


def test_the_header_tells_the_version_and_the_file_has_an_identity(book: Book) -> None:
    assert book.data.startswith(b"%PDF-1.7\n%") and re.match(rb"%[\x80-\xff]{4}", book.data[9:14])
    assert len(book.pdf.trailer.ID) == 2 and all(len(bytes(one)) == 16 for one in book.pdf.trailer.ID)


def test_nothing_is_hidden_run_or_kept_elsewhere(book: Book) -> None:
    assert "/Encrypt" not in book.pdf.trailer and not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties"} & set(book.pdf.Root.keys())
    for one in dictionaries(book.pdf):
        keys = set(one.keys())
        assert not keys & {"/JS", "/AA", "/OPI", "/Alternates", "/PS", "/Trans", "/Launch"}
        assert one.get("/S") not in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm")
        assert not ({"/FFilter", "/FDecodeParms"} & keys) and (not isinstance(one, pikepdf.Stream) or "/F" not in keys)
        assert "LZW" not in str(one.get("/Filter", "")) and "Crypt" not in str(one.get("/Filter", ""))
        assert not one.get("/Interpolate", False)


def test_every_face_is_embedded_as_a_subset_and_tells_its_characters(book: Book) -> None:
    fonts = {font.objgen: font for page in book.pdf.pages for font in page.obj.Resources.get("/Font", {}).values()}
    assert fonts
    for font in fonts.values():
        (descendant,) = font.DescendantFonts
        assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H") and _PREFIX.match(str(font.BaseFont))
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
        lines = font.ToUnicode.read_bytes().decode("ascii")
        told = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", lines, re.MULTILINE)
        assert told and all(len(text) % 4 == 0 and "0000" not in [text[n : n + 4] for n in range(0, len(text), 4)] for _, text in told)
        assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbf", lines))


def test_what_is_shown_has_a_glyph_a_colour_of_the_screen_and_no_disguise(book: Book) -> None:
    assert not book.read.operators & DARK, book.read.operators & DARK  # .notdef would be among the faults of the content
    assert not [one for one in book.read.faults if "notdef" in one]
    for one in dictionaries(book.pdf):
        if one.get("/Subtype") == "/Image":
            assert "CMYK" not in str(one.get("/ColorSpace", ""))


def test_the_archive_has_one_intent_of_screen_colours_by_a_profile_of_version_two(book: Book) -> None:
    intents = list(book.pdf.Root.get("/OutputIntents", ()))
    if b"<pdfaid:part>" not in book.data:
        assert intents == []
        return
    (intent,) = intents
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3 and str(intent.OutputConditionIdentifier)
    assert profile[8] == 2 and profile[16:20] == b"RGB " and profile[36:40] == b"acsp"


def test_the_packet_says_what_info_says(book: Book) -> None:
    packet = book.pdf.Root.Metadata.read_raw_bytes().decode("utf-8")
    info = book.pdf.docinfo
    assert "/Filter" not in book.pdf.Root.Metadata and packet.encode() in book.data
    assert str(info.Title) == book.pages.info.title and f"<rdf:li xml:lang=\"x-default\">{info.Title}</rdf:li>" in packet
    for key in ("Author", "Producer", "Creator"):
        assert str(info[f"/{key}"]) in packet and str(info[f"/{key}"]) not in ("anonymous", "unspecified", "untitled")
    day = f"{book.pages.info.date:%Y-%m-%d}"
    assert str(info.CreationDate) == str(info.ModDate) == f"D:{day.replace('-', '')}000000Z"
    assert packet.count(f"{day}T00:00:00") >= 2 and "<pdfuaid:part>1</pdfuaid:part>" in packet and "pdf:Trapped" not in packet


def test_a_reader_is_told_the_title_the_language_and_the_pages(book: Book) -> None:
    root = book.pdf.Root
    assert root.ViewerPreferences.DisplayDocTitle and root.MarkInfo.Marked and str(root.Lang) == "zh-Hans"
    assert not root.MarkInfo.get("/Suspects", False) and "/Outlines" in root and "/PageLabels" in root
    for number, page in enumerate(book.pdf.pages):
        assert page.obj.StructParents == number and page.obj.get("/Rotate", 0) == 0
        assert "/MediaBox" in page.obj and {note.Subtype for note in page.obj.get("/Annots", ())} <= {"/Link"}


def test_every_tag_is_one_of_the_standard_in_a_place_it_may_have(book: Book) -> None:
    may = {
        "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "LI": {"L"},
        "LBody": {"LI"}, "TOCI": {"TOC"}, "Caption": {"Table", "Figure", "L"}, "Part": {"Document"}, "Document": {"Root"},
    }  # fmt: skip
    anywhere = {"Sect", "Div", "P", "L", "Lbl", "Table", "Figure", "Link", "Note", "Reference", "Span", "TOC", "Index"}
    known = {*may, *anywhere, "Root", *(f"H{level}" for level in range(1, 7))}
    for node in book.root.all():
        assert node.tag in known
        for kid in node.nodes:
            assert node.tag in may.get(kid.tag, {node.tag}), (node.tag, kid.tag)
        if node.tag == "Table":
            assert {kid.tag for kid in node.nodes} <= {"Caption", "THead", "TBody", "TFoot"}
        if node.tag in ("Table", "TR", "L", "TOC", "THead", "TBody", "LI", "Sect", "Part", "Document"):
            assert node.kids == node.nodes, f"content right under a {node.tag}"


def test_attached_files_are_associated(book: Book) -> None:
    if b"<pdfaid:part>" in book.data:
        assert {one.objgen for one in book.pdf.Root.AF} == {one.objgen for one in list(book.pdf.Root.Names.EmbeddedFiles.Names)[1::2]}
    else:
        assert "/AF" not in book.pdf.Root and "/Names" not in book.pdf.Root


def test_files_are_the_same_bytes_each_time() -> None:
    assert Book(EXAMPLE, "archive").data == made(EXAMPLE, "archive").data
