"""Imposition: plans that fold into books, a proof that can fail, files whose pages stand where the plan says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yearbook.deliver.imposition import open_original, plan, proof, sheet_called
from yearbook.errands import imposition
from yearbook.frozen import replace
from yearbook.model.imposition import Imposition, Request
from yearbook.problems import ContentError, UsageError
from yearbook.units import length

A5 = (length("148mm"), length("210mm"))
MM3 = length("3mm")
WHOLE = sheet_called("大度全张")

REQUESTS = {
    "saddle": Request(paper=300),
    "saddle, two folds": Request(sheet=WHOLE, fold=8, paper=283, trim=MM3),
    "saddle, cover apart": Request(cover=True),
    "8": Request("signatures", WHOLE, 8, 8, mill=MM3, trim=MM3),
    "16": Request("signatures", WHOLE, 16, 16, mill=MM3, trim=MM3, paper=283),
    "32": Request("signatures", WHOLE, 32, 32, mill=MM3, trim=MM3),
    "16, sheets in each other": Request("signatures", sheet_called("SRA3"), 16, 4, mill=MM3, paper=283),
    "32, sheets in each other": Request("signatures", WHOLE, 32, 8, mill=MM3, paper=283, creep="in"),
    "work and turn": Request("signatures", WHOLE, 8, 8, turn="work-and-turn", trim=MM3, mill=MM3),
    "work and tumble": Request("signatures", WHOLE, 16, 8, turn="work-and-tumble", trim=MM3, mill=MM3),
    "2-up": Request("nup", up=2),
    "6-up, cut": Request("nup", up=6, gather="cut", trim=MM3),
    "9-up": Request("nup", up=9),
}


def pdf_of(sizes: list[tuple[float, float]], rotate: int = 0) -> bytes:
    """A PDF whose pages bear their number at (20, 30) from the foot-left corner."""
    book = pikepdf.new()
    font = book.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for number, (width, height) in enumerate(sizes, 1):
        page = book.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = book.make_stream(f"BT /F 12 Tf 20 30 Td (N{number}N) Tj ET".encode())
        if rotate:
            page.obj.Rotate = rotate
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
@settings(deadline=None)
@given(pages=st.integers(1, 200))
def test_every_plan_folds_into_the_book(request_: Request, pages: int) -> None:
    if request_.cover and pages < 8:
        with pytest.raises(UsageError):
            plan(request_, pages, A5)
        return
    made = plan(request_, pages, A5)
    assert proof(made) == ""
    assert sorted(spot.page for plate in made.plates for spot in plate.spots if spot.page) == list(range(1, pages + 1))


@pytest.mark.parametrize("name", [name for name in REQUESTS if "up" not in name or "cut" in name])
def test_the_proof_finds_two_pages_exchanged(name: str) -> None:
    made = plan(REQUESTS[name], 64, A5)
    spots = list(made.plates[0].spots)
    spots[0], spots[1] = replace(spots[0], page=spots[1].page), replace(spots[1], page=spots[0].page)
    assert proof(_with_first(made, tuple(spots))) != ""


@pytest.mark.parametrize("name", ["saddle", "8", "16", "32", "work and turn", "work and tumble"])
def test_the_proof_finds_a_page_on_its_head_and_one_out_of_register(name: str) -> None:
    made = plan(REQUESTS[name], 64, A5)
    first, *others = made.plates[0].spots
    assert "head" in proof(_with_first(made, (replace(first, turned=not first.turned), *others)))
    assert proof(_with_first(made, (replace(first, x=first.x + 5000), *others))) != ""


def _with_first(made: Imposition, spots: tuple[object, ...]) -> Imposition:
    return replace(made, plates=(replace(made.plates[0], spots=spots), *made.plates[1:]))


def test_a_saddle_stitched_sheet_is_the_one_everybody_knows() -> None:
    made = plan(Request(sheet=sheet_called("A4")), 8, A5)
    assert [[spot.page for spot in plate.spots] for plate in made.plates] == [[8, 1], [2, 7], [6, 3], [4, 5]]


def test_two_pages_as_wide_as_the_sheet_lie_on_it_whatever_was_rounded() -> None:
    made = plan(Request(sheet=sheet_called("A3")), 8, (length("210mm") + 1, length("285mm")))
    assert (made.sheet.width, len(made.plates)) == (sheet_called("A3").height, 4)


def test_creep_pushes_outer_pages_away_from_the_spine_by_the_paper_within() -> None:
    made = plan(Request(sheet=sheet_called("SRA4"), paper=1000, creep="out"), 12, A5)
    right = [max(spot.x for spot in plate.spots) for plate in made.plates if plate.side == "front"]
    assert [right[0] - x for x in right] == [0, 1000, 2000]
    assert made.creep == 2000


def test_what_is_over_makes_smaller_signatures_before_the_last() -> None:
    made = plan(replace(REQUESTS["16"], fold=4, sheet=sheet_called("SRA3")), 44, A5)
    assert [len(signature.pages) for signature in made.signatures] == [16, 8, 4, 16]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (Request(sheet=sheet_called("A5")), "impose-too-big"),
        (Request("signatures", sheet_called("SRA3"), 16, 16), "impose-too-big"),
        (Request("signatures", None, 10), "impose-signature"),
        (Request("nup", up=0), "impose-up"),
        (Request("nup", up=500), "impose-up"),
    ],
)
def test_what_cannot_be_is_said(request_: Request, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan(request_, 64, A5)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_stand_on_the_sheet_where_the_plan_says(tmp_path: Path, rotate: int) -> None:
    file = tmp_path / "in.pdf"
    size = (420, 300) if rotate % 180 else (300, 420)
    file.write_bytes(pdf_of([size] * 8, rotate))
    imposed = imposition.impose(file, Request("signatures", sheet_called("A2"), 8, 8, trim=MM3), MM3)
    found = _numbers(imposed.data)
    # where the number's foot-left corner falls on the page as it is seen
    across, up = {0: (20, 30), 90: (30, 400 - 0), 180: (280, 390), 270: (270, 20)}[rotate]
    for plate, numbers in zip(imposed.plan.plates, found, strict=True):
        for spot in plate.spots:
            foot = (imposed.plan.sheet.height - spot.y - imposed.plan.page[1]) / 1000
            x, y = (300 - across, 420 - up) if spot.turned else (across, up)
            assert numbers[spot.page] == pytest.approx((spot.x / 1000 + x, foot + y), abs=1.5)


def _numbers(data: bytes) -> list[dict[int, tuple[float, float]]]:
    """On every sheet, page number → the origin of its first letter, read by pdfium."""
    from ctypes import byref, c_double

    import pypdfium2
    import pypdfium2.raw as raw

    pages = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        words, found = text.get_text_range(), {}
        for number in range(1, 9):
            at = words.find(f"N{number}N")
            if at >= 0:
                x, y = c_double(), c_double()
                raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
                found[number] = (x.value, y.value)
        pages.append(found)
    document.close()
    return pages


def test_imposing_again_gives_the_same_bytes_and_prints_in_cmyk(tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    file.write_bytes(pdf_of([(300, 420)] * 5))
    first, again = (imposition.impose(file, Request(sheet=sheet_called("A3"))).data for _ in range(2))
    assert first == again
    with pikepdf.open(BytesIO(first)) as book:
        content = b"".join(page.Contents.read_bytes() if not isinstance(page.Contents, pikepdf.Array)
                           else b"".join(part.read_bytes() for part in page.Contents) for page in book.pages)  # fmt: skip
    assert b" rg" not in content and b" RG" not in content
    assert b"/All CS 1 SCN" in content, "marks print on every plate"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-damaged"),
        (b"not a PDF", "pdf-damaged"),
        (pdf_of([(300, 420)] * 3)[:400], "pdf-damaged"),
        (pdf_of([]), "pdf-no-pages"),
        (pdf_of([(300, 420), (300, 420), (420, 300)]), "pdf-sizes-differ"),
    ],
)
def test_a_file_that_cannot_be_imposed_is_a_located_problem(data: bytes, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        open_original("in.pdf", data)
    assert [(problem.code, problem.place.file) for problem in caught.value.problems] == [(code, "in.pdf")]


def test_a_locked_file_is_a_located_problem() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_of([(300, 420)]))) as book:
        book.save(out, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    with pytest.raises(ContentError) as caught:
        open_original("in.pdf", out.getvalue())
    assert caught.value.problems[0].code == "pdf-encrypted"


def test_pages_of_several_sizes_are_scaled_to_one_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    file.write_bytes(pdf_of([(300, 420), (300, 420), (150, 210), (600, 840)]))
    imposed = imposition.impose(file, Request(sheet=sheet_called("A3"), fit=True))
    spots = {spot.page: spot for plate in imposed.plan.plates for spot in plate.spots}
    numbers = {number: place for side in _numbers(imposed.data) for number, place in side.items()}
    for page, share in ((1, 1), (3, 2), (4, 0.5)):
        assert numbers[page][0] - spots[page].x / 1000 == pytest.approx(20 * share, abs=1)
