"""The bag of an edition: what it holds, that it needs nothing else, the same bytes anywhere, and never half of one."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize

import bagit
import pikepdf
import pytest

from tests.edition import write_example
from yearbook.errands import archiving
from yearbook.errands.archiving import program
from yearbook.problems import ContentError, PathError

ROOT = Path(__file__).resolve().parents[2]
MAKE = """
import sys
from pathlib import Path
from yearbook.errands import archiving
archiving.make_bag(sys.argv[1], Path(sys.argv[2]), archiving.Wish())
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def said(bag: Path) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines())


def test_the_bag_is_sound_for_us_and_for_the_library_of_congress(example_bag: Path) -> None:
    (verdict,) = archiving.verify(str(example_bag))
    assert verdict.problems == ()
    assert bagit.Bag(str(example_bag)).validate()


def test_it_holds_all_that_ten_years_on_are_needed(example_bag: Path) -> None:
    names = set(contents(example_bag))
    identity = json.loads((example_bag / "data/edition.json").read_text("utf-8"))["id"]
    wanted = {
        f"data/book/{identity}.pdf", f"data/text/{identity}.txt", f"data/text/{identity}.html", "data/ledger/ledger.csv",
        "data/ledger/ledger.json", "data/program/lock.json", "data/report/four-checks.txt", "data/report/four-checks.html",
        "data/README.txt", "data/transcript/book.txt", "data/layouts/annual.yaml", "data/fonts/MANIFEST.toml",
        "data/fonts/noto-serif-sc-400.ttf", "data/fonts/licences/noto-serif-sc.txt", "data/source/2026/edition.yaml",
        "data/source/2026/facts.yaml", "sm3.txt", "manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt",
        "tagmanifest-sha512.txt", "bag-info.txt", "bagit.txt",
    }  # fmt: skip
    assert wanted <= names
    assert all(name == normalize("NFC", name) for name in names)


def test_the_metadata_are_the_editions_own(example_bag: Path) -> None:
    told, edition = said(example_bag), (example_bag / "data/source/2026/edition.yaml").read_text("utf-8")
    date = re.search(r"^date: (\S+)", edition, re.MULTILINE)
    assert date and told["Bagging-Date"] == date[1]
    title = re.search(r"^title: (\S+)", edition, re.MULTILINE)
    assert title and told["Yearbook-Title"] == title[1]
    assert re.fullmatch(r"\d+\.\d+", told["Payload-Oxum"])
    assert {"Source-Organization", "External-Identifier", "Yearbook-Edition-Year", "Yearbook-Data-Year", "Bag-Size"} <= told.keys()


def test_no_path_of_this_machine_is_in_it(example_bag: Path) -> None:
    """What a bag says may not tell where it was made."""
    home = str(example_bag.parent).encode()
    assert [name for name, content in contents(example_bag).items() if home in content or str(ROOT).encode() in content] == []


def test_the_ledger_as_table_and_as_data(example_bag: Path) -> None:
    text = (example_bag / "data/ledger/ledger.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    data = json.loads((example_bag / "data/ledger/ledger.json").read_text("utf-8"))
    assert rows and [row["代号"] for row in rows] == [fact["key"] for fact in data["facts"]]
    assert [row["数值"] for row in rows] == [fact.get("value", "") for fact in data["facts"]]
    assert all(row["来源"] for row in rows)


def test_the_ledger_beside_the_book_is_the_one_within_it(example_bag: Path) -> None:
    with pikepdf.open(next((example_bag / "data/book").glob("*-archive.pdf"))) as book:
        assert book.attachments["ledger.json"].get_file().read_bytes() == (example_bag / "data/ledger/ledger.json").read_bytes()


class Outline(HTMLParser):
    """Opens and closes must match; collects headings, cells and words."""

    VOID = ("meta", "img", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        told = dict(attrs)
        self.addresses += [value for key in ("href", "src") if (value := told.get(key))]
        self.ids += [value for value in [told.get("id")] if value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def test_the_html_has_headings_and_tables_and_needs_no_other_file(example_bag: Path) -> None:
    page = next((example_bag / "data/text").glob("*.html"))
    outline = Outline()
    outline.feed(page.read_text("utf-8"))
    assert outline.open == []
    assert {"h1", "h2", "h3", "table", "tr", "th", "td", "caption", "p", "section"} <= set(outline.seen)
    for address in outline.addresses:
        assert address.startswith("#") or (page.parent / address).is_file(), address
    assert len(outline.ids) == len(set(outline.ids))


def test_the_text_says_what_the_book_says(example_bag: Path) -> None:
    text = next((example_bag / "data/text").glob("*.txt")).read_text("utf-8")
    outline = Outline()
    outline.feed(next((example_bag / "data/text").glob("*.html")).read_text("utf-8"))
    for file in (example_bag / "data/source/2026").glob("*.yaml"):
        for title in re.findall(r"^\s*- entry: ([^\s{]+)$", file.read_text("utf-8"), re.MULTILINE):
            assert title in text and title in outline.words, title


def test_labels_of_captions_stand_apart_in_the_text(example_bag: Path) -> None:
    """Number and title are elements of their own, with white between them on the page, so in the text too."""
    text = next((example_bag / "data/text").glob("*.txt")).read_text("utf-8")
    labels = re.findall(r"^(?:图|表|图版) [\d-]+(.)", text, re.MULTILINE)
    assert len(labels) >= 3 and set(labels) == {"\u3000"}


def test_the_report_speaks_of_all_four(example_bag: Path) -> None:
    report = (example_bag / "data/report/four-checks.txt").read_text("utf-8")
    for word in ("真实性", "完整性", "可用性", "安全性", "DA/T 70"):
        assert word in report
    assert "不通过" not in report


def test_the_lock_names_every_package_by_its_contents(example_bag: Path) -> None:
    lock = json.loads((example_bag / "data/program/lock.json").read_text("utf-8"))
    assert lock["program"]["name"] == "yearbook" and len(lock["program"]["sha256"]) == 64
    assert {"reportlab", "pikepdf", "uharfbuzz"} <= {one["name"] for one in lock["packages"]}
    assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) and one["files"] for one in lock["packages"])
    assert program.differences(lock, program.lock()) == ()


def test_a_lock_that_differs_says_where(example_bag: Path) -> None:
    lock = json.loads((example_bag / "data/program/lock.json").read_text("utf-8"))
    lock["packages"][0]["version"] = "0.0.1"
    lock["program"]["sha256"] = "0" * 64
    now = program.lock()
    names = {name: (old, new) for name, old, new in program.differences(lock, now)}
    assert names == {"yearbook": (now.program.version, f"{now.program.version}+"), now.packages[0].name: ("0.0.1", now.packages[0].version)}
    assert program.differences({"packages": "nonsense", "python": 3}, now)


def test_an_own_layout_font_and_picture_go_with_the_edition(tmp_path: Path) -> None:
    folder = write_example(tmp_path / "年鉴")
    shutil.copy(ROOT / "fonts/source-sans-700.ttf", folder / "ours.ttf")
    layout = (ROOT / "layouts/annual.yaml").read_text("utf-8")
    face = re.search(r"^  ([\w-]+): +\{file: source-sans-700\.ttf", layout, re.MULTILINE)
    assert face
    text = f"schema: 1\nid: house\ntitle: 自用\nextends: annual\nfaces: {{{face[1]}: {{file: ours.ttf}}}}\n"
    (folder / "house.yaml").write_text(text, "utf-8")
    edition = (folder / "edition.yaml").read_text("utf-8")
    (folder / "edition.yaml").write_text(re.sub(r"^layout: \S+", "layout: house.yaml", edition, flags=re.MULTILINE), "utf-8")
    made = archiving.make_bag(str(folder), tmp_path / "bag", archiving.Wish())
    assert made.anew
    names = set(contents(tmp_path / "bag"))
    assert {"data/source/年鉴/house.yaml", "data/source/年鉴/ours.ttf", "data/layouts/annual.yaml"} <= names
    assert "data/fonts/source-sans-700.ttf" not in names


def test_a_second_time_nothing_is_changed_and_a_damaged_bag_is_not_taken_for_the_same(example_bag: Path, tmp_path: Path) -> None:
    folder = write_example(tmp_path / "2026")
    bag = tmp_path / "bag"
    shutil.copytree(example_bag, bag, copy_function=os.link)
    assert archiving.make_bag(str(folder), bag, archiving.Wish()).anew is False
    assert contents(bag) == contents(example_bag)
    (bag / "data/README.txt").unlink()
    with pytest.raises(PathError) as caught:
        archiving.make_bag(str(folder), bag, archiving.Wish())
    assert caught.value.problems[0].code == "archive-taken"
    assert sorted(os.listdir(tmp_path)) == ["2026", "bag"]


def test_names_that_would_not_travel(tmp_path: Path) -> None:
    folder = write_example(tmp_path / normalize("NFD", "é年鉴"))
    with pytest.raises(ContentError) as caught:
        archiving.make_bag(str(folder), tmp_path / "bag", archiving.Wish())
    assert {one.code for one in caught.value.problems} == {"archive-name-nfd"}
    assert len(os.listdir(tmp_path)) == 1


def test_an_edition_with_errors_leaves_nothing(tmp_path: Path) -> None:
    folder = write_example(tmp_path / "2026")
    (folder / "edition.yaml").write_text("title: 不全\n", "utf-8")
    with pytest.raises(ContentError):
        archiving.make_bag(str(folder), tmp_path / "bag", archiving.Wish())
    assert os.listdir(tmp_path) == ["2026"]


def test_the_same_bag_in_another_world(example_bag: Path, tmp_path: Path) -> None:
    """Another process, home, time zone, locale, hash seed and folder."""
    folder = write_example(tmp_path / "somewhere" / "2026")
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "zh_CN.GB18030",
        "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1234567890", "COLUMNS": "40",
    }  # fmt: skip
    command = [sys.executable, "-c", MAKE, str(folder), str(tmp_path / "bag")]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert contents(tmp_path / "bag") == contents(example_bag)


def test_the_wheels_are_the_same_twice_and_hold_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [one for one in program.dependencies() if one.metadata["Name"] in ("click", "markdown-it-py")]
    assert len(few) == 2
    monkeypatch.setattr(program, "dependencies", lambda: few)
    made = dict(program.wheels())
    own = zipfile.ZipFile(io.BytesIO(next(content for name, content in made.items() if name.startswith("yearbook-"))))
    names = set(own.namelist())
    assert {"yearbook/press.py", "yearbook/data/layouts/annual.yaml", "yearbook/data/fonts/noto-serif-sc-400.ttf"} <= names
    assert not [name for name in names if "__pycache__" in name]
    assert {name.split("-")[0] for name in made} == {"yearbook", "click", "markdown_it_py"}
    assert dict(list(program.wheels())[1:]).items() <= made.items()


@pytest.mark.slow
def test_one_byte_of_any_file_of_a_whole_bag(bag_copy: Path) -> None:
    for name, content in contents(bag_copy).items():
        path, at = bag_copy / name, len(content) // 3
        path.unlink()
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        (verdict,) = archiving.verify(str(bag_copy))
        assert path.as_posix() in {Path(one.place.file).as_posix() for one in verdict.problems}, name
        path.write_bytes(content)
