"""OFD: the same pages as the PDF, told and shown; a package as GB/T 33190-2016 asks for it."""

import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.draw.conftest import RARE, shipped
from tests.draw.ofd_order import TAGS, faults
from tests.draw.ofd_reader import MM, NAMES, Ofd, numbers, steps_of
from tests.draw.sheets import FACE, INFO, book, line, page_of, run, sample, shaped
from tests.edition import SHARED
from yearbook.draw import draw_ofd, draw_pdf
from yearbook.draw.ofd_dashes import dashes
from yearbook.fonts import Face
from yearbook.frozen import replace
from yearbook.model.page import (
    Anchor,
    Bookmark,
    Box,
    Disc,
    Element,
    Line,
    Link,
    Mark,
    Page,
    Pages,
    Picture,
    Rule,
    Run,
    Text,
)  # fmt: skip
from yearbook.model.page import Path as Polyline

SCHEMAS = Path(os.environ.get("OFD_SCHEMAS", SHARED / "schemas" / "ofd"))  # the standard's XSD files, which are not ours to ship
XSD = {"Content.xml": "Page.xsd", "PublicRes.xml": "Res.xsd", "DocumentRes.xml": "Res.xsd"}


def ofd_of(pages: Pages, face: Face) -> Ofd:
    data = draw_ofd(pages, {FACE: face})
    assert faults(data) == []
    return Ofd(data)


def one_line(face: Face, *lines: Line) -> Ofd:
    return ofd_of(book(page_of(lines)), face)


def differing(ofd: Ofd, pdf: bytes, scale: float = 1.5) -> list[float]:
    """Of every page the share of pixels that pdfium shows otherwise, by an eighth of the scale of greys and more."""
    pdfium = pytest.importorskip("pypdfium2")
    ours, theirs = pdfium.PdfDocument(pdf), pdfium.PdfDocument(ofd.as_pdf())
    assert len(ours) == len(theirs)
    shares, inked = [], 0
    for mine, other in zip(ours, theirs, strict=True):
        images = [page.render(scale=scale).to_pil().convert("L") for page in (mine, other)]
        assert images[0].size == images[1].size
        counts = ImageChops.difference(*images).histogram()
        shares.append(sum(counts[32:]) / sum(counts))
        inked += images[0].getextrema()[0] < 255
    assert inked, "empty pages prove nothing"
    return shares


@pytest.fixture(scope="session")
def song() -> Face:
    return shipped("noto-serif-sc-400.ttf")


@pytest.fixture(scope="session")
def latin() -> Face:
    return shipped("source-serif-400.ttf")


# the package


def test_a_sample_is_a_package_as_the_standard_asks(block: Face) -> None:
    data = draw_ofd(sample(block), {FACE: block})
    assert faults(data) == []
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.namelist()[0] == "OFD.xml"
    assert {entry.date_time for entry in package.infolist()} == {(2026, 5, 1, 0, 0, 0)}
    assert {entry.create_system for entry in package.infolist()} == {3}
    assert data == draw_ofd(sample(block), {FACE: block})


def test_the_checker_finds_what_is_amiss(block: Face) -> None:
    data = draw_ofd(sample(block), {FACE: block})

    def altered(name: str, old: str, new: str) -> bytes:
        package, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for entry in package.namelist():
                text = package.read(entry)
                assert entry != name or old.encode() in text
                copy.writestr(entry, text.replace(old.encode(), new.encode()) if entry == name else text)
        return out.getvalue()

    page = "Doc_0/Pages/Page_0/Content.xml"
    assert faults(altered(page, "<ofd:FillColor Value=\"0 0 0\"/>", "")) == []  # which may be left out
    assert faults(altered(page, "TextCode X=", "TextCode x="))
    assert faults(altered(page, "</ofd:TextCode>", "</ofd:TextCode><ofd:FillColor Value=\"0 0 0\"/>"))
    assert faults(altered("OFD.xml", "DocType=\"OFD\"", "DocType=\"PDF\""))
    assert faults(altered("Doc_0/Document.xml", "PageID=\"1\"", "PageID=\"999\""))
    assert faults(altered("Doc_0/Document.xml", "<ofd:MaxUnitID>", "<ofd:MaxUnitID>9"))
    assert faults(altered(TAGS, '<ofd:ObjectRef PageRef="1">', '<ofd:ObjectRef PageRef="2">'))
    assert faults(altered(TAGS, "</ofd:ObjectRef>", "0</ofd:ObjectRef>"))


def test_the_schemas_of_the_standard_agree(block: Face, tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    if not (SCHEMAS / "OFD.xsd").is_file():
        pytest.skip("the schemas of GB/T 33190-2016 are not here (OFD_SCHEMAS names their folder)")
    package = zipfile.ZipFile(io.BytesIO(draw_ofd(everything(block, tmp_path), {FACE: block})))
    for name in (name for name in package.namelist() if name.endswith(".xml") and name != TAGS):  # what tags name is no schema of theirs
        file = name.rpartition("/")[2]
        schema = etree.XMLSchema(etree.parse(SCHEMAS / XSD.get(file, file.replace(".xml", ".xsd"))))
        assert schema.validate(etree.fromstring(package.read(name)).getroottree()), (name, schema.error_log)


def test_it_says_what_it_is(block: Face) -> None:
    ofd = ofd_of(sample(block), block)
    info = ofd.entry.find("o:DocBody/o:DocInfo", NAMES)
    assert info is not None
    told = {one.tag.partition("}")[2]: one.text for one in info}
    assert told["Title"] == INFO.title and told["Author"] == INFO.author and told["Subject"] == INFO.subject
    assert told["CreationDate"] == "2026-05-01"
    other = ofd_of(replace(sample(block), info=replace(INFO, title="另一卷")), block)
    assert other.entry.findtext("o:DocBody/o:DocInfo/o:DocID", None, NAMES) == told["DocID"]  # of what is in it, not what it is called
    another = ofd_of(book(page_of([line(run(block, "王"))])), block)
    assert another.entry.findtext("o:DocBody/o:DocInfo/o:DocID", None, NAMES) != told["DocID"]


def test_titles_are_escaped(block: Face) -> None:
    info = replace(INFO, title='<年鉴> & "卷"', subject="一\x0b二")
    pages = replace(sample(block), info=info, bookmarks=(Bookmark("甲 < \"乙\"\n& 丙", 0, "one"),))
    ofd = ofd_of(pages, block)
    assert ofd.entry.findtext(".//o:Title", None, NAMES) == '<年鉴> & "卷"'
    assert ofd.entry.findtext(".//o:Subject", None, NAMES) == "一\ufffd二"
    assert ofd.document.find(".//o:OutlineElem", NAMES).attrib["Title"] == '甲 < "乙"\n& 丙'  # type: ignore[union-attr]


def test_fonts_stand_on_their_own(song: Face, fang: Face) -> None:
    for face, ending in ((song, "ttf"), (fang, "otf")):
        ofd = one_line(face, line(run(face, "红旗区 年鉴")))
        ((number, (entry, place)),) = ofd.resources.items()
        font = ofd.font(number)
        assert place.endswith(ending) and entry.get("FontName") == face.name
        assert {"cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"} <= set(font.keys())
        for character in "红旗区年鉴 ":
            assert font.getGlyphID(font.getBestCmap()[ord(character)]) == ord(face.glyphs[ord(character)])
        assert len(ofd.file(number)) < 200_000


# text


def test_text_is_the_source_and_glyphs_are_the_cmaps(song: Face) -> None:
    ofd = one_line(song, line(run(song, "红旗区年鉴（2026）")), line(run(song, "第二行")))
    assert ofd.codes(0) == ["红旗区年鉴（2026）", "第二行"]
    assert not list(ofd.xml(ofd.page_files[0]).iter(NAMES["o"].join(("{", "}CGTransform"))))


def test_steps_add_up_to_the_width(song: Face) -> None:
    text = "红旗区年鉴编辑部"
    spaced = replace(run(song, text), spacing=250, kerns=((3, -2000), (5, 1500)))
    (one,) = one_line(song, line(spaced)).content(0)
    code = one.find("o:TextCode", NAMES)
    assert code is not None
    steps = code.attrib["DeltaX"]
    expected = [10.25, 10.25, 8.25, 10.25, 11.75, 10.25, 10.25]
    assert steps_of(steps) == pytest.approx([length / MM for length in expected], abs=1e-4)


def test_equal_steps_are_abbreviated(song: Face) -> None:
    (one,) = one_line(song, line(run(song, "红旗区年鉴编辑部"))).content(0)
    assert one.find("o:TextCode", NAMES).attrib["DeltaX"] == "g 7 3.5278"  # type: ignore[union-attr]


def test_glyphs_that_are_not_the_characters_own_are_named(latin: Face) -> None:
    cluster = shaped(latin, "ffi")
    assert len(cluster.gids) < 6
    after = replace(run(latin, "ce"), x=cluster.width)
    ofd = one_line(latin, line(cluster, after))
    assert ofd.text(0) == "ffice"
    (named,) = ofd.xml(ofd.page_files[0]).findall(".//o:CGTransform", NAMES)
    assert (named.get("CodePosition"), named.get("CodeCount")) == ("0", "3")


def test_an_exchanged_glyph_is_named_where_it_stands(block: Face) -> None:
    swapped = block.gids("张") + block.gids("王") + block.gids("王")
    ofd = one_line(block, line(replace(run(block, "张李王"), gids=swapped)))
    assert ofd.text(0) == "张李王"
    (named,) = ofd.xml(ofd.page_files[0]).findall(".//o:CGTransform", NAMES)
    assert (named.get("CodePosition"), named.get("CodeCount")) == ("1", "1")
    assert named.findtext("o:Glyphs", None, NAMES) == str(block.gids("王")[1])


def test_characters_beyond_the_bmp_have_objects_of_their_own(block: Face) -> None:
    ofd = one_line(block, line(run(block, "张𠮷𫟹王𬺈")))
    assert ofd.codes(0) == ["张", "𠮷", "𫟹", "王", "𬺈"]
    places = [numbers(one.attrib["Boundary"])[0] for one in ofd.content(0)]
    assert places == sorted(set(places))


def test_blanks_at_a_beginning_go_to_the_end_before(song: Face) -> None:
    first = run(song, "红旗")
    ofd = one_line(song, line(first, replace(run(song, " 2026 "), x=first.width)))
    assert ofd.codes(0) == ["红旗 ", "2026 "]
    assert differing(ofd, draw_pdf(book(page_of([line(first, replace(run(song, " 2026 "), x=first.width))])), {FACE: song}))[0] < 0.001


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (("甲乙", "丙"), "甲乙丙 "), (("compre-",), "comprehensive"), (("甲", "compre-"), "甲comprehensive"),
        (("甲", "乙", "丙"), "甲戊丙"),
        (("甲", "乙"), "丁"), (("甲", "乙"), "甲戊乙"), (("甲", "乙", "丙", "丁"), "甲丁"), (("甲",), "甲\u3000"),
        (("tion of things",), "of things"), (("tion of inter", "-"), "of internet "), (("甲a/b/",), "甲a/b/c.html"),
    ],
)  # fmt: skip
def test_a_line_tells_its_own_text_whatever_is_drawn(song: Face, drawn: Sequence[str], told: str) -> None:
    runs: list[Run] = []
    for text in drawn:
        runs.append(replace(run(song, text), x=runs[-1].x + runs[-1].width if runs else 0))
    one = line(*runs, exact=False, text=told)
    ofd = one_line(song, one)
    assert ofd.text(0).replace("\u00a0", "") == told
    assert differing(ofd, draw_pdf(book(page_of([one])), {FACE: song}))[0] < 0.001


def test_only_the_rest_of_a_divided_word_is_silent(song: Face) -> None:
    rest = replace(run(song, "tion of inter"), spacing=300, kerns=((2, 700), (5, -400), (9, 250)))
    one = line(rest, replace(run(song, "-"), x=rest.width), exact=False, text="of internet ")
    ofd = one_line(song, one)
    assert ofd.codes(0) == ["\u00a0", "of inter", "net "]
    assert differing(ofd, draw_pdf(book(page_of([one])), {FACE: song}))[0] < 0.0005


def test_what_stands_over_a_line_is_shown_but_not_told(song: Face) -> None:
    over = replace(run(song, "hóng qí", 5000), rise=9000)
    one = replace(line(run(song, "红旗")), over=(over,), exact=False)
    ofd = one_line(song, one)
    assert ofd.text(0).strip() == "红旗"
    assert differing(ofd, draw_pdf(book(page_of([one])), {FACE: song}))[0] < 0.001


def test_control_characters_do_not_break_the_file(block: Face) -> None:
    odd = replace(run(block, "张王"), text="张\x1f")
    assert one_line(block, line(odd, text="张\x1f")).text(0) == "张\ufffd"


# pages as they look


def picture_file(folder: Path, name: str, mode: str = "RGB", **options: object) -> str:
    """A gradient with a dark corner, so that whichever way it is turned shows."""
    image = Image.new("RGB", (60, 40), (200, 120, 60))
    image.paste((10, 30, 90), (0, 0, 20, 12))
    image.paste((240, 240, 80), (40, 30, 60, 40))
    path = folder / name
    image.convert(mode).save(path, **options)  # type: ignore[arg-type]
    return str(path)


def everything(face: Face, folder: Path) -> Pages:
    """Pages with every kind of mark in every manner."""
    words = run(face, "张李王龘")
    lifted = replace(run(face, "张王", 6000), x=words.width, rise=4000, colour="red")
    marks: list[Mark] = [
        Box(20_000, 20_000, 100_000, 30_000, "red"), Box(140_000, 20_000, 100_000, 30_000, "", "ink", 1500),
        Box(260_000, 20_000, 100_000, 30_000, "red", "ink", 6000),
        Text(60_000, 100_000, line(words, lifted)), Text(60_000, 140_000, line(words), 0, turned=True),
        Text(100_000, 240_000, line(words, lifted), upward=True),
        Rule(20_000, 260_000, 380_000, 260_000, 500, "ink"), Rule(20_000, 270_000, 380_000, 275_000, 2000, "red", (6000, 3000)),
        Polyline(((150_000, 150_000), (200_000, 230_000), (210_000, 150_000), (260_000, 200_000)), "ink", 3000),
        Polyline(((280_000, 150_000), (330_000, 230_000), (360_000, 150_000)), "ink", 1000, "red", (4000, 2000)),
        Disc(200_000, 330_000, 30_000, "red"), Disc(280_000, 330_000, 30_000, "", "ink", 4000),
        Anchor("here", 0, 100_000), Link(60_000, 90_000, 40_000, 12_000, "here", title="至此"),
        Link(60_000, 120_000, 40_000, 12_000, uri="https://例子.cn/?a=1&b=<2>"),
    ]  # fmt: skip
    pictures: list[Mark] = []
    for number, orientation in enumerate(range(1, 9)):
        exif = Image.Exif()
        exif[0x0112] = orientation
        file = picture_file(folder, f"{orientation}.jpg", exif=exif, quality=95)
        x, y = 10_000 + 95_000 * (number % 4), 20_000 + 120_000 * (number // 4)
        pictures.append(Picture(x, y, 80_000, 100_000 if number % 2 else 40_000, file, focus=(200, 700)))
    for number, (name, mode) in enumerate((("p.png", "P"), ("a.png", "RGBA"), ("g.png", "L"), ("b.bmp", "RGB"))):
        pictures.append(Picture(10_000 + 95_000 * number, 400_000, 80_000, 60_000, picture_file(folder, name, mode)))
    first = Page("1", "recto", tuple(marks))
    return book(first, Page("2", "verso", tuple(pictures)), elements=(Element("P"),), bookmarks=(Bookmark("一", 0, "here"),))


def test_pages_look_like_those_of_the_pdf(block: Face, tmp_path: Path) -> None:
    pages = everything(block, tmp_path)
    shares = differing(ofd_of(pages, block), draw_pdf(pages, {FACE: block}))
    assert shares[0] < 0.002 and shares[1] < 0.006, shares  # pdfium sets edges of pictures on whole pixels


def test_the_comparison_finds_what_is_amiss(block: Face, tmp_path: Path) -> None:
    pages = everything(block, tmp_path)
    first = pages.pages[0]
    moved = tuple(replace(mark, x=mark.x + 3000) if isinstance(mark, Box) else mark for mark in first.marks)
    other = replace(pages, pages=(replace(first, marks=moved), pages.pages[1]))
    assert differing(ofd_of(other, block), draw_pdf(pages, {FACE: block}))[0] > 0.003


def test_dashes_go_round_corners_and_end_where_the_line_ends() -> None:
    assert list(dashes(((0, 0), (100, 0)), (40, 20))) == [[(0, 0), (40, 0)], [(60, 0), (100, 0)]]
    around = [[(0, 0), (30, 0), (30, 10)], [(30, 30), (30, 70)], [(30, 90), (30, 100)]]
    assert list(dashes(((0, 0), (30, 0), (30, 100)), (40, 20))) == around
    assert list(dashes(((0, 0), (40, 0)), (40, 20))) == [[(0, 0), (40, 0)]]
    assert list(dashes(((0, 0), (60, 0), (90, 0)), (40, 20))) == [[(0, 0), (40, 0)], [(60, 0), (90, 0)]]
    assert list(dashes(((0, 0), (0, 0)), (40, 20))) == []
    assert list(dashes(((0, 0), (90, 0)), (0, 0))) == [[(0, 0), (90, 0)]]


def test_boxes_hold_the_ink_of_their_text(fang: Face, latin: Face) -> None:
    """Readers cut text off at the box of its object; the reader of the tests does too."""
    for face, text in ((fang, "鬱國《》，。"), (latin, "fjÅgQy")):
        pages = book(page_of([line(run(face, text, 40_000))]))
        assert differing(ofd_of(pages, face), draw_pdf(pages, {FACE: face}))[0] < 0.001


# the ways through it


def test_links_lead_where_they_should(block: Face, tmp_path: Path) -> None:
    ofd = ofd_of(everything(block, tmp_path), block)
    (inner, inside), (_, outside) = list(ofd.links(0))
    assert inner == pytest.approx([length / MM for length in (60, 90, 40, 12)], abs=1e-3)
    dest = inside.find("o:Dest", NAMES)
    assert dest is not None and dest.get("PageID") == ofd.pages[0].get("ID")
    assert float(dest.attrib["Top"]) == pytest.approx(100 / MM, abs=1e-3)
    assert outside.get("URI") == "https://%E4%BE%8B%E5%AD%90.cn/?a=1&b=<2>"
    assert list(ofd.links(1)) == []


def test_the_outline_is_nested(block: Face) -> None:
    levels = (0, 1, 2, 2, 1, 0, 2, 1)
    marks = tuple(Anchor(str(at), 0, 1000 * at) for at in range(len(levels)))
    pages = book(page_of([], marks), bookmarks=tuple(Bookmark(f"书签{at}", level, str(at)) for at, level in enumerate(levels)))
    outlines = ofd_of(pages, block).document.find("o:Outlines", NAMES)
    assert outlines is not None

    def tree(one: object) -> list[object]:
        return [(child.attrib["Title"][2:], child.get("Count", "0"), tree(child)) for child in one.findall("o:OutlineElem", NAMES)]  # type: ignore[attr-defined]

    first = ("0", "2", [("1", "2", [("2", "0", []), ("3", "0", [])]), ("4", "0", [])])
    assert tree(outlines) == [first, ("5", "2", [("6", "0", []), ("7", "0", [])])]


def test_a_link_to_nowhere_is_an_error(block: Face) -> None:
    with pytest.raises(KeyError):
        draw_ofd(book(page_of([], (Link(0, 0, 1000, 1000, "nowhere"),))), {FACE: block})


def test_blank_pages_are_pages(block: Face) -> None:
    ofd = ofd_of(book(page_of([]), page_of([line(run(block, "王"))])), block)
    assert (ofd.codes(0), ofd.codes(1)) == ([], ["王"])


# pictures


def test_pictures_leave_their_metadata_behind(block: Face, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    note = PngInfo()
    note.add_text("Comment", "SECRET PLACE")
    files = [
        picture_file(tmp_path, "a.jpg", exif=exif, icc_profile=profile, comment=b"SECRET PLACE"),
        picture_file(tmp_path, "b.png", pnginfo=note, icc_profile=profile), picture_file(tmp_path, "c.jpg", "CMYK"),
        picture_file(tmp_path, "d.tif", "CMYK"),
    ]  # fmt: skip
    assert b"SECRET PLACE" in Path(files[0]).read_bytes() and b"SECRET PLACE" in Path(files[1]).read_bytes()
    marks = [Picture(10_000, 10_000 + 90_000 * at, 60_000, 40_000, file) for at, file in enumerate(files)]
    ofd = ofd_of(book(page_of([], [*marks, *marks])), block)
    stored = {place.rpartition("/")[2]: ofd.file(number) for number, (_, place) in ofd.resources.items()}
    assert list(stored) == ["image_1.jpg", "image_2.png", "image_3.png", "image_4.png"]  # each once
    for data in stored.values():
        assert b"SECRET" not in data
        Image.open(io.BytesIO(data)).load()
    for name in ("image_1.jpg", "image_2.png"):
        assert Image.open(io.BytesIO(stored[name])).info["icc_profile"] == profile
    assert Image.open(io.BytesIO(stored["image_3.png"])).mode == "RGB"


def test_rare_characters_of_a_real_face(block: Face) -> None:
    pages = book(page_of([line(run(block, RARE))]))
    assert differing(ofd_of(pages, block), draw_pdf(pages, {FACE: block}))[0] < 0.001
