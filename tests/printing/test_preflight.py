"""The preflight: nothing found in what the program writes, and every planted fault found by the check it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from yearbook import press
from yearbook.deliver import printing
from yearbook.errands.printing import demands_of
from yearbook.fonts import shipped_fonts
from yearbook.model.delivery import Demands, Preflight

Plant = Callable[[Any], Any]  # changes an open file; what it returns goes to save()
CLEAN = b"q %b Q\n"


@pytest.fixture(scope="module")
def demands(built: press.Built, example: Path) -> Demands:
    return demands_of("text", built.pages, press.check(press.Order(str(example))))


def judged(data: bytes, demands: Demands) -> Preflight:
    return printing.preflight(data, "text", demands, bound=True)


def planted(data: bytes, plant: Plant) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        options = plant(pdf) or {}
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False, **options)
    return out.getvalue()


def painting(operators: bytes, number: int = 2, **resources: Any) -> Plant:
    """Paints more on a page, before all else."""

    def plant(pdf: Any) -> None:
        page = pdf.pages[number]
        for kind, entries in resources.items():
            page.Resources[f"/{kind}"] = pikepdf.Dictionary({**dict(page.Resources.get(f"/{kind}", {})), **entries})
        page.contents_add(pdf.make_stream(CLEAN % operators), prepend=True)

    return plant


def setting(change: Callable[[Any], None]) -> Plant:
    return lambda pdf: change(pdf) or {}


def xmp_without(text: bytes) -> Plant:
    def plant(pdf: Any) -> None:
        pdf.Root.Metadata = pdf.make_stream(pdf.Root.Metadata.read_bytes().replace(text, b""))

    return plant


def first_intent(pdf: Any) -> Any:
    return next(one for one in pdf.Root.OutputIntents if one.S == "/GTS_PDFX")


def boxed(page: int, name: str, by: tuple[float, float, float, float]) -> Plant:
    def plant(pdf: Any) -> None:
        obj = pdf.pages[page].obj
        obj[name] = pikepdf.Array([float(side) + more for side, more in zip(obj[name], by, strict=True)])

    return plant


def wrong_profile(pdf: Any) -> None:
    first_intent(pdf).DestOutputProfile = pdf.make_stream((shipped_fonts() / "profiles" / "srgb.icc").read_bytes(), N=3)


def annotated(pdf: Any) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[100, 100, 200, 200])
    pdf.pages[3].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])


def without_font_file(pdf: Any) -> None:
    font = next(iter(pdf.pages[4].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def helvetica(pdf: Any) -> None:
    pdf.pages[4].Resources.Font["/H"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )


def pictures(pdf: Any) -> list[Any]:
    return [found for found in pdf.objects if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"]


def transfer_curve(pdf: Any) -> None:
    next(iter(pdf.pages[4].Resources.ExtGState.values())).TR = pikepdf.Name.Identity


def knocking_out(pdf: Any) -> None:
    for state in pdf.pages[4].Resources.ExtGState.values():
        state.op = False


def form_in_rgb(pdf: Any) -> None:
    form = pdf.make_stream(b"1 0 0 rg 0 0 50 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 50])
    painting(b"1 0 0 1 200 200 cm /Fm Do", XObject={"/Fm": form})(pdf)


def grown_picture(pdf: Any) -> None:
    painting(b"2000 0 0 2000 100 100 cm /Big Do", XObject={"/Big": pictures(pdf)[0]})(pdf)


def rgb_picture(pdf: Any) -> None:
    pictures(pdf)[0].ColorSpace = pikepdf.Name.DeviceRGB


def heavy_picture(pdf: Any) -> None:
    image = pdf.make_stream(b"\xff" * 400, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10, BitsPerComponent=8)
    image.ColorSpace = pikepdf.Name.DeviceCMYK
    painting(b"2 0 0 2 200 200 cm /Ink Do", XObject={"/Ink": image})(pdf)


def overprinting_white(pdf: Any) -> None:
    state = pikepdf.Dictionary(OP=True, op=True, OPM=1)
    painting(b"/Over gs 0 0 0 0 k 200 200 50 50 re f", ExtGState={"/Over": state})(pdf)


ENCRYPTED = pikepdf.Encryption(owner="a", user="", R=6)
FAULTS: dict[str, tuple[str, Plant]] = {
    "a later version": ("header", lambda pdf: {"force_version": "1.7"}),
    "no claim": ("claims", xmp_without(b"PDF/X-4")),
    "no document id": ("claims", xmp_without(b"xmpMM:DocumentID")),
    "another date": ("dates", setting(lambda pdf: pdf.docinfo.__setitem__("/CreationDate", "D:20200101000000Z"))),
    "no metadata date": ("dates", xmp_without(b"xmp:MetadataDate")),
    "not said whether trapped": ("trapped", setting(lambda pdf: pdf.docinfo.__delitem__("/Trapped"))),
    "no intent": ("intent", setting(lambda pdf: pdf.Root.__delitem__("/OutputIntents"))),
    "another condition": ("intent", setting(lambda pdf: first_intent(pdf).__setitem__("/OutputConditionIdentifier", "JC200103"))),
    "an RGB profile": ("intent", wrong_profile),
    "no trim box": ("boxes", setting(lambda pdf: pdf.pages[1].obj.__delitem__("/TrimBox"))),
    "an art box": ("boxes", setting(lambda pdf: pdf.pages[1].obj.__setitem__("/ArtBox", pdf.pages[1].obj.TrimBox))),
    "another size": ("boxes", boxed(1, "/TrimBox", (0, 0, 3, 0))),
    "a bleed beyond the sheet": ("boxes", boxed(1, "/BleedBox", (-50, 0, 0, 0))),
    "less bleed": ("boxes", boxed(1, "/BleedBox", (3, 3, -3, -3))),
    "a link": ("annotations", annotated),
    "an action": ("actions", setting(lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)))),
    "a password": ("encryption", lambda pdf: {"encryption": ENCRYPTED}),
    "alternates": ("features", setting(lambda pdf: pictures(pdf)[0].__setitem__("/Alternates", pikepdf.Array([])))),
    "a transfer curve": ("features", transfer_curve),
    "a font that is not there": ("fonts", without_font_file),
    "Helvetica": ("fonts", helvetica),
    "a page less": ("count", setting(lambda pdf: pdf.pages.__delitem__(5))),
    "rg": ("colours", painting(b"1 0 0 rg 200 200 50 50 re f")),
    "RG": ("colours", painting(b"0 0 1 RG 1 w 200 200 m 250 250 l S")),
    "rgb by name": ("colours", painting(b"/DeviceRGB cs 1 0 0 sc 200 200 50 50 re f")),
    "rgb in a form": ("colours", form_in_rgb),
    "an RGB picture": ("colours", rgb_picture),
    "an RGB inline picture": ("colours", painting(b"50 0 0 50 200 200 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x00 EI")),
    "rich black": ("black", painting(b"0.6 0.4 0.4 1 k 200 200 50 50 re f")),
    "black that knocks out": ("overprint", knocking_out),
    "white that overprints": ("overprint", overprinting_white),
    "too much ink": ("ink", painting(b"1 1 1 0.5 k 200 200 50 50 re f")),
    "too much ink in a picture": ("ink", heavy_picture),
    "too light a tint": ("tints", painting(b"0 0.01 0 0 k 200 200 50 50 re f")),
    "a thin line": ("lines", painting(b"0 G 0.1 w 200 200 m 300 300 l S")),
    "a line made thin": ("lines", painting(b"0 G .1 0 0 .1 0 0 cm 1 w 2000 2000 m 3000 3000 l S")),
    "a ground that ends at the trim": ("bleed", painting(b"0 0 0 0.5 k 300 30 345 100 re f", number=3)),
    "a coarse picture": ("resolution", grown_picture),
    "no marks": ("marks", setting(lambda pdf: pdf.pages[2].obj.__setitem__("/Contents", pdf.make_stream(b"0 g 200 200 50 50 re f")))),
    "a mark on the page": ("marks", painting(b"/All cs 1 scn 200 200 50 50 re f")),
}  # fmt: skip


def test_what_the_program_writes_passes_every_check(built: press.Built, demands: Demands) -> None:
    report = judged(built.data, demands)
    assert report.findings == ()
    assert {check.name for check in report.checks if not check.judged} == set(), "a check that looks at nothing proves nothing"
    assert {name for name, _ in FAULTS.values()} == {check.name for check in report.checks}, "every check has a fault planted for it"
    assert sum(count for _, count in report.plates) == report.pages


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_its_check(fault: str, built: press.Built, demands: Demands) -> None:
    name, plant = FAULTS[fault]
    report = judged(planted(built.data, plant), demands)
    found = {check.name for check in report.checks if check.findings}
    assert name in found
    assert len(found - {name}) <= 2, found


def test_the_side_that_is_bound_needs_no_bleed(built: press.Built, demands: Demands) -> None:
    with pikepdf.open(BytesIO(built.data)) as pdf:
        left = float(pdf.pages[2].obj.TrimBox[0])
    at_the_spine = painting(b"0 0 0 0.5 k %.3f 200 100 100 re f" % left)
    assert judged(planted(built.data, at_the_spine), demands).findings == ()
    loose = printing.preflight(planted(built.data, at_the_spine), "text", demands, bound=False)
    assert "press-bleed" in {finding.code for finding in loose.findings}


def test_the_report_says_what_and_where(built: press.Built, demands: Demands) -> None:
    report = judged(planted(built.data, FAULTS["a thin line"][1]), demands)
    text = printing.as_text((report,), ())
    assert "未过  细线" in text and "第 3 面：线太细：0.1 磅" in text and "通过  字体嵌入" in text
    data = json.loads(printing.as_data((report,), ()))
    assert data["passed"] is False
    (lines,) = [check for check in data["files"][0]["checks"] if check["check"] == "lines"]
    assert (lines["passed"], lines["findings"][0]["page"], lines["findings"][0]["code"]) == (False, 3, "press-line")


def test_the_files_beside_tell_the_same(built: press.Built) -> None:
    beside = dict(built.beside)
    assert list(beside) == ["-cover.pdf", "-ticket.pdf", "-ticket.json", "-preflight.txt", "-preflight.json"]
    assert json.loads(beside["-preflight.json"])["passed"] is True
    assert "未过" not in beside["-preflight.txt"].decode("utf-8").replace("0 项未过", "")
