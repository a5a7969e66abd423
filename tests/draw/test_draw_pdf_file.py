"""The PDF as a file: fonts, maps, widths, boxes, information, outline, labels, links, judged by tools that are not ours."""

import re
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import ImageOps

from tests.draw.sheets import FACE, book, line, page_of, run, sample, shaped, tool
from yearbook.draw import PdfOptions, draw_pdf
from yearbook.draw.pdf_book import ascii_address
from yearbook.draw.pdf_outline import page_labels
from yearbook.endings import ended
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.page import Anchor, Bookmark, Box, Disc, Link, Pages, Rule, Text
from yearbook.model.page import Path as Polyline

LONG = "".join(map(chr, range(0x4E00, 0x4E00 + 250)))


_OPEN: list[Any] = []  # objects of a PDF die with it


def opened(pages: Pages, face: Face, options: PdfOptions | None = None) -> Any:
    _OPEN[:] = [*_OPEN[-3:], pikepdf.open(BytesIO(draw_pdf(pages, {FACE: face}, options)))]
    return _OPEN[-1]


def fonts_of(pdf: Any) -> list[Any]:
    return [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == "/Type0"]


def content_of(pdf: Any, page: int = 0) -> list[str]:
    return [str(text) for text in pdf.pages[page].Contents.read_bytes().decode("latin-1").split("\n")]


@pytest.mark.parametrize("tags", [False, True])
def test_qpdf_finds_nothing(block: Face, tmp_path: Path, tags: bool) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(draw_pdf(sample(block), {FACE: block}, PdfOptions(tags=tags)))
    told = subprocess.run([tool("qpdf"), "--check", str(file)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in told.stdout


def test_poppler_sees_one_embedded_font_a_face(block: Face, fang: Face, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    text = [
        line(run(block, "红旗街道")),
        line(replace(run(fang, "仿宋"), face="fang")),
        line(replace(run(block, "街道"), face="alias")),
    ]
    file.write_bytes(draw_pdf(book(page_of(text), page_of(text)), {FACE: block, "alias": block, "fang": fang}))
    told = subprocess.run([tool("pdffonts"), str(file)], capture_output=True, text=True, check=True).stdout
    rows = [re.split(r"\s{2,}|\s(?=yes|no)", row)[:6] for row in told.splitlines()[2:]]
    assert [row[1:6] for row in rows] == [
        ["CID TrueType", "Identity-H", "yes", "yes", "yes"], ["CID Type 0C", "Identity-H", "yes", "yes", "yes"],
    ]  # fmt: skip
    assert all(re.fullmatch(r"[A-Z]{6}\+\S+", row[0]) for row in rows)


def test_no_font_is_there_that_is_not_a_face(block: Face) -> None:
    pdf = opened(sample(block), block)
    fonts = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"]
    assert sorted(str(font.Subtype) for font in fonts) == ["/CIDFontType2", "/Type0"]
    plain = BytesIO()
    pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert not [word for word in (b"Helvetica", b"/Trans", b"ASCII85") if word in plain.getvalue()]


def test_endstream_has_its_line_end(block: Face) -> None:
    raw = draw_pdf(sample(block), {FACE: block})
    assert raw.count(b"\nendstream\n") == len(re.findall(rb"\bstream\n", raw)) - raw.count(b"endstream\n") + raw.count(b"\nendstream\n")
    assert not re.search(rb"[^\n]endstream", raw)


@pytest.mark.parametrize("kind", ["block", "block_cff", "fang"])
def test_widths_are_those_of_the_face(kind: str, request: pytest.FixtureRequest) -> None:
    face: Face = request.getfixturevalue(kind)
    text = "一年AVi（ 。"
    (font,) = fonts_of(opened(book(page_of([line(run(face, text))])), face))
    cid_font = font.DescendantFonts[0]
    found, entries = {}, list(cid_font.get("/W", []))
    while entries:
        first, widths, *entries = entries
        found |= {int(first) + at: float(width) for at, width in enumerate(widths)}
    map_text = font.ToUnicode.read_bytes().decode()
    codes = {chr(int(value, 16)): int(code, 16) for code, value in re.findall(r"^<(\w+)> <(\w+)>$", map_text, re.M) if code != "0000"}
    assert set(codes) == set(text)
    for character, code in codes.items():
        gid = int.from_bytes(face.gids(character), "big")
        assert found.get(code, float(cid_font.DW)) == pytest.approx(face.advance(gid) * 1000 / face.units)


def test_only_glyphs_in_use_are_embedded(block: Face) -> None:
    (font,) = fonts_of(opened(book(page_of([line(run(block, "一"))])), block))
    whole = block.path.stat().st_size
    assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) < whole / 3


def test_to_unicode_is_cut_into_blocks_and_knows_no_zero(tmp_path: Path) -> None:
    from tests.block_face import block_face

    face = Face(block_face(tmp_path, LONG))
    (font,) = fonts_of(opened(book(page_of([line(run(face, LONG + "一𠮷"[:1]))])), face))
    text = font.ToUnicode.read_bytes().decode()
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", text)] == [100, 100, 50]
    assert "<0000>\n" not in text.split("endcodespacerange")[1]


def test_to_unicode_of_rare_characters_ligatures_and_long_dashes(block: Face) -> None:
    runs = [run(block, "𠮷𫟹"), shaped(block, "fi"), shaped(block, "——", "Hani")]
    (font,) = fonts_of(opened(book(page_of([line(part) for part in runs])), block))
    values = re.findall(r"^<\w{4}> <(\w+)>$", font.ToUnicode.read_bytes().decode(), re.M)
    assert {bytes.fromhex(value).decode("utf-16-be") for value in values[1:]} >= {"𠮷", "𫟹", "fi", "——"}


def test_subset_names_depend_on_the_glyphs_alone(block: Face) -> None:
    def name(*texts: str) -> str:
        return str(fonts_of(opened(book(page_of([line(run(block, text)) for text in texts])), block))[0].BaseFont)

    assert name("一二") == name("二", "一") != name("一三")


def test_boxes_on_screen_and_with_bleed(block: Face) -> None:
    screen = opened(sample(block), block).pages[0]
    assert [float(n) for n in screen.MediaBox] == [float(n) for n in screen.TrimBox] == [0, 0, 400, 600]
    bled = opened(sample(block), block, PdfOptions(bleed=True)).pages[0]
    assert [float(n) for n in bled.MediaBox] == [float(n) for n in bled.BleedBox] == [0, 0, 417.008, 617.008]
    assert [float(n) for n in bled.TrimBox] == [8.504, 8.504, 408.504, 608.504]


def test_the_file_says_what_it_is(block: Face) -> None:
    pdf = opened(sample(block), block)
    told = {key: str(value) for key, value in pdf.docinfo.items()}
    assert told == {
        "/Title": "红旗年鉴（2026）", "/Author": "编辑部", "/Subject": "年鉴", "/Creator": "yearbook", "/Producer": "yearbook (ReportLab)",
        "/CreationDate": "D:20260501000000Z", "/ModDate": "D:20260501000000Z",
    }  # fmt: skip
    root = pdf.Root
    assert (str(root.Lang), root.PageLayout, root.PageMode) == ("zh-Hans", "/TwoPageRight", "/UseOutlines")
    assert root.ViewerPreferences.DisplayDocTitle is True


def test_outline_is_nested_and_closed_below_its_first_level(block: Face) -> None:
    pdf = opened(sample(block), block)
    with pdf.open_outline() as outline:
        assert [(item.title, item.is_closed, [child.title for child in item.children]) for item in outline.root] == [
            ("第一章", True, ["一节"]), ("第二章", False, []),
        ]  # fmt: skip
        page, kind, x, y, zoom = outline.root[0].destination
    assert (page.objgen, str(kind), float(x), float(y), float(zoom)) == (pdf.pages[0].obj.objgen, "/XYZ", 0, 560, 0)


def test_an_outline_may_skip_a_level(block: Face) -> None:
    marks = (Bookmark("深", 2, "a"), Bookmark("浅", 0, "a"), Bookmark("里", 3, "a"))
    pdf = opened(book(page_of([], [Anchor("a", 0, 0)]), bookmarks=marks), block)
    with pdf.open_outline() as outline:
        assert [(item.title, len(item.children)) for item in outline.root] == [("深", 0), ("浅", 1)]


@pytest.mark.parametrize(
    ("folios", "expected"),
    [
        (["", "", "i", "ii", "1", "2"], b"0<<>>2<</S/r>>4<</S/D>>"),
        (["3", "4", "", "7"], b"0<</S/D/St 3>>2<<>>3<</S/D/St 7>>"),
        (["IV", "V"], b"0<</S/R/St 4>>"),
        (["A-1", "A-2", "plate"], b"0<</S/D/P(A-)>>2<</P(plate)>>"),
    ],
)
def test_page_labels(folios: list[str], expected: bytes) -> None:
    assert page_labels(folios) == b"<</Nums[%b]>>" % expected


def test_links(block: Face) -> None:
    links = [
        Link(10_000, 20_000, 30_000, 12_000, target="here", title="去第一章"), Link(0, 0, 1000, 1000, uri="https://例.cn/a b"),
        Anchor("here", 5000, 10_000),
    ]  # fmt: skip
    pdf = opened(book(page_of([], links), page_of([])), block)
    inside, outside = pdf.pages[0].Annots
    assert [float(n) for n in inside.Rect] == [10, 568, 40, 580]
    assert (inside.F, str(inside.Contents), [str(part) for part in inside.Dest][1:]) == (
        4,
        "去第一章",
        ["/XYZ", "5", "590", "0"],
    )
    assert str(outside.A.URI) == ascii_address("https://例.cn/a b") == "https://%E4%BE%8B.cn/a%20b"
    assert "/Annots" not in pdf.pages[1]


def test_a_link_to_nowhere_is_a_bug(block: Face) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        draw_pdf(book(page_of([], [Link(0, 0, 1, 1, target="nowhere")])), {FACE: block})


def test_operators_of_text(block: Face) -> None:
    second = replace(run(block, "二〇", x=15_250, kerns=((1, -2500),)), spacing=125, rise=3000, colour="red")
    content = content_of(opened(book(page_of([line(run(block, "A"), second)])), block))
    assert content[:4] == ["BT", "50 540 Td", "/F1 10 Tf", "0 0 0 rg"]
    assert content[5:9] == ["0.125 Tc", "3 Ts", "0.7843 0.1373 0.1176 rg", content[8]]
    assert content[8].startswith("[-1025(") and ")250(" in content[8] and content[8].endswith(")]TJ")
    assert content[9] == "ET"


def test_states_are_written_when_they_change(block: Face) -> None:
    content = content_of(opened(book(page_of([line(run(block, "一"))] * 3)), block))
    assert [part for part in content if not part.endswith("Tj")] == [
        "BT", "50 540 Td", "/F1 10 Tf", "0 0 0 rg", "0 -18 Td", "0 -18 Td", "ET",
    ]  # fmt: skip


def test_graphics(block: Face) -> None:
    marks = [
        Rule(0, 0, 10_000, 0, 500, "ink", (2000, 1000)), Box(1000, 2000, 3000, 4000, "red", "ink", 500),
        Polyline(((0, 0), (1000, 1000)), "ink", 500), Polyline(((0, 0), (1000, 1000), (0, 1000)), fill="red"), Disc(0, 0, 1000, "red"),
    ]  # fmt: skip
    content = content_of(opened(book(page_of([], marks)), block))
    assert content[:8] == [
        "0 0 0 RG", "0.5 w", "[2 1]0 d", "0 600 m 10 600 l S", "0.7843 0.1373 0.1176 rg", "[]0 d", "1 594 3 4 re B", "0 600 m 1 599 l S",
    ]  # fmt: skip
    assert content[8] == "0 600 m 1 599 l 0 599 l h f"
    assert content[9].startswith("1 600 m 1 599.448 0.552 599 0 599 c") and content[9].endswith("h f")


def test_colours_for_press(block: Face) -> None:
    content = content_of(opened(book(page_of([line(run(block, "一"))], [Rule(0, 0, 1, 0, 500, "red")])), block, PdfOptions(colours="cmyk")))
    assert "0 0 0 1 k" in content and "0 0.9 0.85 0.1 K" in content
    assert not any(part.endswith((" rg", " RG")) for part in content)


@pytest.mark.parametrize("kind", ["block", "block_cff", "fang"])
def test_what_is_seen_is_the_glyph(kind: str, request: pytest.FixtureRequest) -> None:
    """pdfium's ink against HarfBuzz's, in 1/100 em: a wrong code, width or font program would show another glyph."""
    pdfium = pytest.importorskip("pypdfium2")
    face: Face = request.getfixturevalue(kind)
    for character in "一，A月":
        page = page_of([], [Text(50_000, 200_000, line(run(face, character, 100_000)))])
        document = pdfium.PdfDocument(draw_pdf(book(page), {FACE: face}))
        left, top, right, bottom = ImageOps.invert(document[0].render().to_pil().convert("L")).getbbox()
        document.close()
        ink = face.ink(int.from_bytes(face.gids(character), "big"))
        seen = (left - 50, 200 - bottom, right - 50, 200 - top)
        assert seen == pytest.approx([part / 10 for part in ink], abs=1.6), character


def test_no_compressed_text_ends_in_a_line_end() -> None:
    """A CR or LF as the last byte before the line end of endstream is miscounted by validators of PDF/A."""
    texts = [b"0 g %d w" % number for number in range(2000)]
    assert any(zlib.compress(text)[-1:] in (b"\r", b"\n") for text in texts), "it happens"
    assert not any(zlib.compress(ended(text))[-1:] in (b"\r", b"\n") for text in texts)
