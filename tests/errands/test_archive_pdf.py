"""`build --for archive`: judged by page-validation, its attachments taken out and checked again."""

import json
import os
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.edition import ROOT, words_of
from tests.small_edition import written
from yearbook import press
from yearbook.errands.deliveries import DELIVERIES
from yearbook.problems import ContentError

BODY = """\
  - title: 分目  # 编辑间的话：此处待问统计局
    body:
      - entry: 条目
        text: |
          第一句
          #不是注释，是正文。
          又一句：甲 # 乙。
"""
EXAMPLE = ROOT / "yearbook" / "templates" / "example"


def archived(folder: str | Path) -> bytes:
    delivery = DELIVERIES["archive"]
    return delivery.make(press.check(press.Order(str(folder), purpose=delivery.purpose)), press.silent).data


def faults(pdf: bytes, profile: str) -> list[str]:
    page = pytest.importorskip("page")
    return [str(failure) for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]


def taken_out(pdf: bytes, folder: Path) -> Path:
    """The attachments as files in a folder."""
    folder.mkdir()
    with pikepdf.open(BytesIO(pdf)) as book:
        for name, spec in book.attachments.items():
            (folder / name).write_bytes(spec.get_file().read_bytes())
    return folder


@pytest.fixture(scope="module")
def example() -> bytes:
    return archived(EXAMPLE)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_page_validation_finds_nothing(example: bytes, profile: str) -> None:
    assert faults(example, profile) == []


def test_page_validation_can_find_something(example: bytes) -> None:
    with pikepdf.open(BytesIO(example)) as book:
        del book.Root.OutputIntents
        del book.Root.StructTreeRoot
        out = BytesIO()
        book.save(out)
    assert faults(out.getvalue(), "3a") and faults(out.getvalue(), "ua1")


def test_the_screen_build_is_ua() -> None:
    pdf = press.build(press.Order(str(EXAMPLE))).data
    assert faults(pdf, "ua1") == []


def test_what_is_attached_can_be_checked_and_built_again_with_the_pictures_beside_it(example: bytes, tmp_path: Path) -> None:
    folder = taken_out(example, tmp_path / "again")
    assert {"edition.yaml", "facts.yaml", "layout-annual.yaml", "ledger.json"} <= set(os.listdir(folder))
    shutil.copytree(EXAMPLE / "images", folder / "images")
    again = press.check(press.Order(str(folder), str(folder / "layout-annual.yaml"), purpose="archive"))
    assert again.problems == ()
    before = press.set_pages(press.check(press.Order(str(EXAMPLE))))
    assert words_of(press.set_pages(again)) == words_of(before)


def test_comments_stay_at_home_and_what_only_looks_like_one_does_not(tmp_path: Path) -> None:
    home = written(tmp_path / "home", BODY, columns=1)
    folder = taken_out(archived(home), tmp_path / "again")
    text = (folder / "c1.yaml").read_text("utf-8")
    assert "待问" not in text and "#不是注释，是正文。" in text and "甲 # 乙。" in text
    assert (folder / "test.yaml").is_file()  # a layout of the edition's own keeps its name
    press.check(press.Order(str(folder)))


def test_attachments_say_what_they_are(example: bytes) -> None:
    with pikepdf.open(BytesIO(example)) as book:
        names: Any = list(book.Root.Names.EmbeddedFiles.Names)
        assert [str(name) for name in names[::2]] == sorted(str(name) for name in names[::2])
        assert [spec.objgen for spec in book.Root.AF] and {s.objgen for s in book.Root.AF} == {s.objgen for s in names[1::2]}
        date = str(book.docinfo.ModDate)
        for name, spec in zip(names[::2], names[1::2], strict=True):
            stream = spec.EF.UF
            kind = "Data" if str(name).endswith(".json") else "Source"
            assert (str(spec.UF), spec.AFRelationship, str(stream.Params.ModDate)) == (str(name), f"/{kind}", date)
            assert stream.Subtype in ("/application/yaml", "/application/json") and spec.Desc
            assert stream.Params.Size == len(stream.read_bytes())


def test_the_ledger_for_machines_says_every_figure(example: bytes, tmp_path: Path) -> None:
    ledger = json.loads((taken_out(example, tmp_path / "a") / "ledger.json").read_bytes())
    facts = press.check(press.Order(str(EXAMPLE))).edition.facts
    assert [fact["key"] for fact in ledger["facts"]] == list(facts)
    assert [fact["value"] for fact in ledger["facts"] if "value" in fact] == [str(f.value) for f in facts.values() if f.value is not None]
    assert {fact["indicator"] for fact in ledger["facts"]} <= {one["id"] for one in ledger["indicators"]}


def test_no_stream_ends_in_a_carriage_return_and_metadata_are_open_to_every_reader(example: bytes) -> None:
    assert not re.search(rb"\r\n?endstream", example)
    assert b"<pdfaid:part>3</pdfaid:part>" in example and b"<pdfaid:conformance>A</pdfaid:conformance>" in example


def test_a_picture_without_a_text_alternative_is_an_error_at_its_place(tmp_path: Path) -> None:
    figure = "  - body:\n      - figure: 桥\n        image: bridge.png\n        credit: 某某\n"
    home = Path(written(tmp_path / "home", figure))
    (home / "images").mkdir()
    (home / "images" / "bridge.png").write_bytes((ROOT / "seeds" / "sample" / "school-2026" / "images" / "bridge.png").read_bytes())
    with pytest.raises(ContentError) as caught:
        archived(home)
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [("alt-missing", 6)]
    text = (home / "c1.yaml").read_text("utf-8")
    (home / "c1.yaml").write_text(text + "        alt: 石桥跨过小河\n", "utf-8")
    assert faults(archived(home), "3a") == []
