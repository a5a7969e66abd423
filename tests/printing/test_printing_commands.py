"""`build --for print` and `check --for print` as users meet them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import page as validator
import pikepdf
import pytest
from PIL import Image

from yearbook import press
from yearbook.cli import run
from yearbook.errands.printing import printed
from yearbook.problems import ContentError

Said = tuple[int, str, str]
Run = Callable[..., Said]
TOP = Path(__file__).resolve().parents[2]
EDITIONS = sorted(path.parent for path in (TOP / "seeds").glob("*/*/edition.yaml"))


@pytest.fixture
def yearbook(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YEARBOOK_LANG", "zh")

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def layout(example: Path, name: str, text: str) -> str:
    """A layout of the edition's own that departs from the annual one."""
    (example / f"{name}.yaml").write_text(f"schema: 1\nextends: annual\nid: {name}\ntitle: 试\n{text}\n", "utf-8")
    return f"{example}/{name}.yaml"


def test_the_files_are_named_after_the_edition(yearbook: Run, example: Path) -> None:
    code, out, err = yearbook("build", example, "--for", "print")
    assert code == 0, err
    stem = "build/example-2026-print"
    ends = (".pdf", "-cover.pdf", "-ticket.pdf", "-ticket.json", "-preflight.txt", "-preflight.json")
    assert out.split() == [f"{stem}{end}" for end in ends]
    assert all(Path(name).is_file() for name in out.split())


def test_a_fault_of_the_layout_stops_the_build_and_touches_no_file(yearbook: Run, example: Path) -> None:
    Path("book.pdf").write_bytes(b"old")
    thin = layout(example, "thin", "table: {inner_rule: 0.1pt, top_rule: 0.1pt}\ncolours:\n  tint: {cmyk: [0, 0, 1, 0], rgb: '#FFFFF0'}")
    code, out, err = yearbook("build", example, "--for", "print", "--layout", thin, "-o", "book.pdf")
    assert (code, out, Path("book.pdf").read_bytes(), sorted(path.name for path in Path().iterdir())) == (1, "", b"old", ["book.pdf"])
    assert "2026 (text):" in err and "线太细：0.1 磅，应不低于 0.25 磅" in err and "网点太浅：Y1，低于 3% 印不住" in err


def test_rich_black_is_let_pass_only_where_the_layout_asks(example: Path) -> None:
    rich = "colours:\n  ink: {cmyk: [40, 30, 30, 100], rgb: '#000000'}"
    for name, more, faults in (("rich", "", True), ("asked", "\npress: {rich: [ink]}", False)):
        order = press.Order(str(example), layout(example, name, rich + more))
        try:
            printed(press.check(order))
            found = set()
        except ContentError as error:
            found = {problem.code for problem in error.problems}
        assert ("press-rich-black" in found) == faults


def test_a_profile_that_is_not_there_or_of_no_press(yearbook: Run, example: Path) -> None:
    for file, said in (("none.icc", "找不到色彩特性文件"), ("srgb.icc", "不是印刷用的 CMYK 特性文件")):
        own = layout(example, "own", f"press: {{output_intent: {{identifier: JC200103, profile: {file}}}}}")
        code, _, err = yearbook("build", example, "--for", "print", "--layout", own)
        assert (code, said in err) == (1, True), err


@pytest.mark.parametrize("option", [["--draft"], ["--cover", "cover.pdf"]])
def test_options_that_make_no_sense_are_refused(option: list[str], yearbook: Run, example: Path) -> None:
    assert yearbook("build", example, "--for", "print", *option)[0] == 2


def test_some_chapters_have_no_cover(example: Path) -> None:
    built = printed(press.check(press.Order(str(example), chapters=("economy",))))
    assert next(end for end, _ in built.beside) == "-ticket.pdf"


def test_check_finds_what_the_build_would(yearbook: Run, example: Path) -> None:
    code, _, err = yearbook("check", example, "--for", "print", "--layout", layout(example, "thin", "table: {top_rule: 0.1pt}"))
    assert code == 1 and "线太细" in err
    assert yearbook("check", example, "--for", "print")[0] == 0


def test_kept_pictures_pass_too(example: Path, tmp_path: Path) -> None:
    built = printed(press.check(press.Order(str(example), layout(example, "kept", "press: {pictures: keep}"))))
    (tmp_path / "a.pdf").write_bytes(built.data)
    result = validator.validate_pdf(str(tmp_path / "a.pdf"), profile="2b")
    assert result.is_compliant, result.failures


def test_what_is_seen_through_is_still_archival(example: Path, tmp_path: Path) -> None:
    """A picture with transparency: a mask, and a page that says in which inks it is blended."""
    picture = example / "images" / "example.png"
    old = picture.read_bytes()
    with Image.open(BytesIO(old)) as image:
        seen = image.convert("RGBA")
    seen.putalpha(Image.linear_gradient("L").resize(seen.size))
    seen.save(picture)
    try:
        built = printed(press.check(press.Order(str(example))))
    finally:
        picture.write_bytes(old)
    (tmp_path / "a.pdf").write_bytes(built.data)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        groups = [page.obj.Group.CS for page in pdf.pages if "/Group" in page.obj]
    assert groups == ["/DeviceCMYK"]
    assert validator.validate_pdf(str(tmp_path / "a.pdf"), profile="2b").is_compliant


@pytest.mark.parametrize("press_of", ["rich: [ynk]", "output_intent: {identifer: A, profile: x.icc}"])
def test_names_of_the_layout_are_checked(press_of: str, yearbook: Run, example: Path) -> None:
    code, _, err = yearbook("build", example, "--for", "print", "--layout", layout(example, "odd", f"press: {{{press_of}}}"))
    assert code == 1 and ("ink" in err or "identifier" in err) and "odd.yaml:5" in err


def test_a_print_file_can_be_imposed(yearbook: Run, example: Path) -> None:
    yearbook("build", example, "--for", "print", "-o", "a.pdf")
    code, _, err = yearbook("impose", "a.pdf", "--scheme", "signatures", "-o", "sheets.pdf")
    assert code == 0, err
    with pikepdf.open("sheets.pdf") as pdf:
        operators = {str(one.operator) for page in pdf.pages for one in pikepdf.parse_content_stream(page)}
    assert not operators & {"rg", "RG"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["annual", "booklet", "large-print", "ink-blue"])
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda path: path.name)
def test_every_shipped_edition_prints_in_every_layout(edition: Path, name: str, tmp_path: Path) -> None:
    built = printed(press.check(press.Order(str(edition), name)))
    for data in (built.data, dict(built.beside)["-cover.pdf"]):
        (tmp_path / "a.pdf").write_bytes(data)
        assert validator.validate_pdf(str(tmp_path / "a.pdf"), profile="2b").is_compliant


def test_the_newest_edition_prints(tmp_path: Path) -> None:
    built = printed(press.check(press.Order(str(TOP / "seeds" / "hongqi" / "2026"))))
    assert len(built.pages.pages) % 8 == 0
    (tmp_path / "a.pdf").write_bytes(built.data)
    assert validator.validate_pdf(str(tmp_path / "a.pdf"), profile="2b").is_compliant
