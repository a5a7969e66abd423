"""A bag built again from itself: the same bytes, or what differs, and a certificate either way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deliver.bags import own_bag
from tests.edition import ROOT
from yearbook import fonts, press
from yearbook.deliver.bag import OURS, bag_up, judge, open_bag, put_in_place, unfinished
from yearbook.errands import archiving, series
from yearbook.errands.archiving import certificates, program, rebuilding
from yearbook.problems import ContentError

REBUILD = """
import sys
from yearbook.errands import archiving
from yearbook.errands.archiving import certificates, rebuilding
(verdict,) = archiving.verify(sys.argv[1])
pdf, text = certificates.certificate(rebuilding.rebuild(sys.argv[1], verdict))
sys.stdout.buffer.write(pdf + text.encode())
"""


def rebuilt(bag: Path) -> rebuilding.Rebuilt:
    return rebuilding.rebuild(str(bag), judge(open_bag(str(bag))))


def bagged_anew(bag: Path, target: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A sound bag of the same payload but for one file, as another version of the program might have made it; None leaves it out."""
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines())
    with unfinished(target) as work:
        shutil.copytree(bag / "data", work / "data", copy_function=os.link)
        path = work / "data" / name
        content = change(path.read_bytes())
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        bag_up(work, {label: value for label, value in info.items() if label not in ("Payload-Oxum", "Bag-Size")} | {OURS: "1"})
        put_in_place(work, target)
    return target


@pytest.fixture(scope="module")
def again(example_bag: Path) -> rebuilding.Rebuilt:
    return rebuilt(example_bag)


def test_the_bytes_are_the_same(again: rebuilding.Rebuilt) -> None:
    assert again.sameness == "bytes" and again.holds and again.changed == () and again.problems == ()
    assert {one.file.rpartition(".")[2] for one in again.files} >= {"pdf"}
    assert all(one.then == one.now for one in again.files)


def test_the_certificate_is_one_page_and_says_so(again: rebuilding.Rebuilt) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf, text = certificates.certificate(again)
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        shown = "".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()
    for line in (line for line in text.splitlines() if line):
        assert "".join(line.split()) in shown, line
    assert "逐字节相同" in text and (again.files[0].then[:32]) in text
    assert certificates.certificate(again) == (pdf, text)


@pytest.mark.parametrize("world", [{"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "zh_CN.GB18030"}])
def test_the_same_in_another_world(example_bag: Path, again: rebuilding.Rebuilt, world: dict[str, str], tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **world}
    done = subprocess.run([sys.executable, "-c", REBUILD, str(example_bag)], cwd=tmp_path, env=environment, capture_output=True, check=True)
    pdf, text = certificates.certificate(again)
    assert done.stdout == pdf + text.encode()


def test_nothing_of_the_bag_is_touched_and_nothing_left(example_bag: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in example_bag.rglob("*")}
    rebuilt(example_bag)
    assert {path: path.stat().st_mtime_ns for path in example_bag.rglob("*")} == before
    assert list(tmp_path.iterdir()) == []


def test_only_the_bags_own_layouts_and_fonts_are_read(example_bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(*_: object) -> Path:
        raise AssertionError("sought outside of the bag")

    monkeypatch.setattr(fonts, "shipped_fonts", outside)
    monkeypatch.setattr(press, "PACKAGED", Path("/nowhere"))
    monkeypatch.setattr(press, "CHECKOUT", Path("/nowhere"))
    assert rebuilt(example_bag).sameness == "bytes"


def pdf_of(bag: Path) -> str:
    return next((bag / "data/book").glob("*.pdf")).relative_to(bag / "data").as_posix()


def test_other_bytes_with_the_locked_versions_are_a_fault(example_bag: Path, tmp_path: Path) -> None:
    other = rebuilt(bagged_anew(example_bag, tmp_path / "bag", pdf_of(example_bag), lambda pdf: pdf + b"\n%x\n"))
    assert other.changed == () and not other.holds
    assert {one.file: one.sameness for one in other.files}[pdf_of(example_bag)] == "transcript"
    assert "不能证明" in certificates.certificate(other)[1]


@pytest.fixture
def another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    now = program.lock()
    package = program.Package("reportlab", "99.0", "0" * 64, 1)
    newer = program.Lock(now.python, now.program, tuple(package if one.name == "reportlab" else one for one in now.packages))
    monkeypatch.setattr(rebuilding, "lock", lambda: newer)


def test_with_other_versions_transcripts_are_compared(example_bag: Path, tmp_path: Path, another_version: None) -> None:
    other = rebuilt(bagged_anew(example_bag, tmp_path / "bag", pdf_of(example_bag), lambda pdf: pdf + b"\n%x\n"))
    assert other.sameness == "transcript" and other.holds
    assert [name for name, _, _ in other.changed] == ["reportlab"]
    text = certificates.certificate(other)[1]
    assert "转录相同" in text and "→ 99.0" in text


def test_then_page_images(example_bag: Path, tmp_path: Path, another_version: None) -> None:
    pytest.importorskip("pypdfium2")
    bag = bagged_anew(example_bag, tmp_path / "one", "transcript/book.txt", lambda _: b"written otherwise\n")
    bag = bagged_anew(bag, tmp_path / "two", pdf_of(example_bag), lambda pdf: pdf + b"\n%x\n")
    other = rebuilt(bag)
    assert {one.file: one.sameness for one in other.files}[pdf_of(bag)] == "images"
    blank = next((example_bag / "data/book").glob("*.pdf")).read_bytes()
    strange = certificates.certificate(other)[0]  # another PDF, of one page
    assert strange != blank
    bag = bagged_anew(bag, tmp_path / "three", pdf_of(example_bag), lambda _: strange)
    other = rebuilt(bag)
    found = next(one for one in other.files if one.file == pdf_of(bag))
    assert found.sameness == "differs" and found.pages[0] == 1 and not other.holds
    assert "第 1、2" in certificates.certificate(other)[1]


def test_without_pypdfium2_pages_are_not_looked_at(
    example_bag: Path, tmp_path: Path, another_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = bagged_anew(example_bag, tmp_path / "one", "transcript/book.txt", lambda _: b"written otherwise\n")
    bag = bagged_anew(bag, tmp_path / "two", pdf_of(example_bag), lambda pdf: pdf + b"\n%x\n")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    other = rebuilt(bag)
    assert "unseen" in {one.sameness for one in other.files} and not other.holds


def test_a_damaged_or_foreign_bag_is_not_built(bag_copy: Path, tmp_path: Path) -> None:
    (bag_copy / "data/fonts/noto-serif-sc-400.ttf").unlink()
    with pytest.raises(ContentError) as caught:
        rebuilt(bag_copy)
    assert caught.value.problems[0].code == "rebuild-damaged"
    with pytest.raises(ContentError) as caught:
        rebuilt(own_bag(tmp_path / "foreign"))
    assert caught.value.problems[0].code == "rebuild-foreign"


@pytest.mark.parametrize("home", ["../../..", "/etc", "source/none", 7, None])
def test_a_description_that_leads_elsewhere(tmp_path: Path, home: object) -> None:
    described = {"format": 1, "home": home, "books": {"screen": "book/a.pdf"}}
    payload = {"data/edition.json": json.dumps(described).encode(), "data/book/a.pdf": b"", "data/source/a/edition.yaml": b""}
    bag = own_bag(tmp_path / "bag", payload)
    with pytest.raises(ContentError) as caught:
        rebuilding.description_of(open_bag(str(bag)))
    assert caught.value.problems[0].code == "rebuild-foreign"


def test_a_description_of_a_later_format(tmp_path: Path) -> None:
    bag = own_bag(tmp_path / "bag", {"data/edition.json": b'{"format": 99}'})
    with pytest.raises(ContentError) as caught:
        rebuilding.description_of(open_bag(str(bag)))
    assert caught.value.problems[0].code == "rebuild-newer"


def test_an_edition_that_is_refused_is_told_of_the_bag(example_bag: Path, tmp_path: Path) -> None:
    bag = bagged_anew(example_bag, tmp_path / "bag", "source/2026/facts.yaml", lambda _: b"nonsense: 1\n")
    other = rebuilt(bag)
    assert other.sameness == "unbuilt" and not other.holds
    assert other.problems[0].place.file.startswith(str(bag / "data/source/2026"))


@pytest.mark.parametrize("font", ["noto-serif-sc-400.ttf", "source-sans-700.ttf"])
def test_a_bag_that_was_made_without_a_font(example_bag: Path, tmp_path: Path, font: str) -> None:
    """Sound by its lists, and still no book comes of it: the layout asks for a font that no other can stand for."""
    bag = bagged_anew(example_bag, tmp_path / "bag", f"fonts/{font}", lambda _: None)
    other = rebuilt(bag)
    assert other.verdict.sound and other.sameness == "unbuilt" and not other.holds
    assert all(font in str(dict(one.values)) and one.place.file.startswith(str(bag)) for one in other.problems)
    assert other.problems and "不能证明" in certificates.certificate(other)[1]


def test_a_lock_of_other_versions_is_told_package_by_package(example_bag: Path, tmp_path: Path) -> None:
    """The same bytes with another version of a package are the same bytes; the certificate names the package."""

    def older(lock: bytes) -> bytes:
        read = json.loads(lock)
        one = next(one for one in read["packages"] if one["name"] == "reportlab")
        one |= {"version": "4.0", "sha256": "0" * 64}
        return json.dumps(read).encode()

    other = rebuilt(bagged_anew(example_bag, tmp_path / "bag", "program/lock.json", older))
    assert [(name, then) for name, then, _ in other.changed] == [("reportlab", "4.0")]
    assert other.sameness == "bytes" and other.holds
    assert "reportlab" in certificates.certificate(other)[1]


def test_bags_are_compared_as_editions_are(example_bag: Path) -> None:
    found = series.compare(str(example_bag), str(example_bag))
    assert found.old == found.new and found.restated == () and found.frame == ()


@pytest.mark.slow
def test_the_wheels_of_a_bag_build_it_in_a_fresh_environment(tmp_path: Path) -> None:
    """Ten years on: nothing but a Python and the bag."""
    from tests.edition import write_example

    bag = tmp_path / "bag"
    archiving.make_bag(str(write_example(tmp_path / "2026")), bag, archiving.Wish(with_program=True))
    requirements = (bag / "data/program/requirements.txt").read_text("utf-8")
    for line in requirements.splitlines():
        name, digest = line.split("==")[0], line.rpartition(":")[2]
        wheel = next(path for path in (bag / "data/program/wheels").glob("*.whl") if path.name.startswith(f"{name}-"))
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == digest
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv/bin/python"
    install = [str(python), "-m", "pip", "install", "-q", "--no-index", "--find-links", str(bag / "data/program/wheels"), "yearbook"]
    subprocess.run(install, check=True, cwd=tmp_path)
    environment = {**os.environ, "YEARBOOK_LANG": "zh", "HOME": str(tmp_path)}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(python), "-m", "yearbook", "verify", str(bag), "--rebuild"], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "逐字节相同" in done.stdout
