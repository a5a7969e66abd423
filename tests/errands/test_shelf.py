"""Several editions on a shelf: an index made from the bags, errata beside what they correct, old bags untouched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.edition import write_example
from yearbook.errands import archiving
from yearbook.errands.archiving import shelf as shelves
from yearbook.problems import PathError


def edition(folder: Path, year: int, errata: str = "") -> str:
    """The example as the edition of a year."""
    write_example(folder)
    text = (folder / "edition.yaml").read_text("utf-8")
    text = re.sub(r"^edition_year: .*", f"edition_year: {year}", text, flags=re.MULTILINE)
    text = re.sub(r"^id: .*", f"id: example-{year}", text, flags=re.MULTILINE)
    if errata:
        (folder / "errata.yaml").write_text(errata, "utf-8")
        text = text.replace("  - cover ", "  - errata\n  - cover ", 1)
    (folder / "edition.yaml").write_text(text, "utf-8")
    return str(folder)


def title_of(folder: str) -> str:
    found = re.search(r"^title: (\S+)", Path(folder, "edition.yaml").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf of two editions, the later of which corrects the earlier and one that is not there."""
    top = tmp_path_factory.mktemp("shelf")
    old = edition(top / "series/2026", 2026)
    errata = (
        f"errata:\n  - {{edition: {title_of(old)} 2026, place: 第 12 页左栏, wrong: '2.8', right: '28'}}\n"
        "  - {edition: 1999卷, place: 第 1 页, wrong: 甲, right: 乙}\n"
    )
    new = edition(top / "series/2027", 2027, errata)
    shelf = top / "架"
    archiving.put_on_shelf([old], shelf, archiving.Wish())
    before = (shelf / "example-2026/tagmanifest-sha512.txt").read_bytes()
    archiving.put_on_shelf([new], shelf, archiving.Wish())
    assert (shelf / "example-2026/tagmanifest-sha512.txt").read_bytes() == before
    return shelf


@pytest.fixture
def copy(standing: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(standing, tmp_path / "架", copy_function=os.link))


def codes(shelf: Path) -> set[str]:
    return {one.code for verdict in archiving.verify(str(shelf)) for one in verdict.problems}


def test_a_shelf_is_sound(standing: Path) -> None:
    verdicts = archiving.verify(str(standing))
    assert [verdict.sound for verdict in verdicts] == [True, True, True] and verdicts[-1].shelf
    assert sorted(os.listdir(standing)) == ["example-2026", "example-2027", "index.html", "index.txt", "shelf.json"]


def test_errata_stand_beside_the_edition_they_correct(standing: Path) -> None:
    text = (standing / "index.txt").read_text("utf-8")
    old, new = text.split("2027卷\n")
    assert "勘误（据2027卷）　第 12 页左栏：“2.8”应为“28”" in old and "2.8" not in new
    assert "勘误所指的卷不在架上：1999卷" in new
    page = (standing / "index.html").read_text("utf-8")
    assert page.index("“2.8”应为“28”") < page.index("example-2026/data") < page.index("example-2027/data")


def test_the_links_of_the_index_lead_to_files(standing: Path) -> None:
    addresses = re.findall(r'href="([^"]+)"', (standing / "index.html").read_text("utf-8"))
    assert len(addresses) >= 10
    assert [address for address in addresses if not (standing / address).exists()] == []


@pytest.mark.parametrize("said", ["example-2026", "示例区年鉴 2026", "2026卷", "《示例区年鉴》（2026）", "2026"])
def test_an_edition_is_meant_by_many_words(said: str) -> None:
    one = shelves.Standing("x", {"id": "example-2026", "title": "示例区年鉴", "edition_year": 2026}, "", 0, 0)
    assert shelves._means(said, one)
    assert not shelves._means(said.replace("2026", "2025"), one)


def test_another_series_of_the_same_year_is_not_meant() -> None:
    one = shelves.Standing("x", {"id": "other-2026", "title": "别区年鉴", "edition_year": 2026}, "", 0, 0)
    assert not shelves._means("示例区年鉴 2026", one)


@pytest.mark.parametrize("name", ["index.html", "index.txt", "shelf.json"])
def test_an_altered_index_is_found(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    (copy / name).unlink()
    (copy / name).write_bytes(content.replace(b"2026", b"2036", 1))
    assert codes(copy) & {"shelf-index", "shelf-lacks", "shelf-unlisted", "shelf-other"}


def test_a_bag_that_is_gone_or_strange(copy: Path) -> None:
    shutil.rmtree(copy / "example-2027")
    assert "shelf-lacks" in codes(copy)
    shutil.copytree(copy / "example-2026", copy / "another", copy_function=os.link)
    assert "shelf-unlisted" in codes(copy)
    (copy / "another/data/README.txt").unlink()
    assert "bag-missing" in codes(copy)


def test_a_list_that_leads_off_the_shelf(copy: Path) -> None:
    listed = json.loads((copy / "shelf.json").read_text("utf-8"))
    listed["bags"][0]["folder"] = "../example-2026"
    (copy / "shelf.json").unlink()
    (copy / "shelf.json").write_text(json.dumps(listed), "utf-8")
    assert codes(copy) == {"shelf-unlisted"}


def test_a_reprint_stands_beside_the_bag_it_replaces(copy: Path, tmp_path: Path) -> None:
    folder = edition(tmp_path / "2026", 2026)
    note = Path(folder, "edition.yaml")
    note.write_text(re.sub(r"^date: .*", "date: 2026-12-01", note.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (made,) = archiving.put_on_shelf([folder], copy, archiving.Wish(replaces=str(copy / "example-2026")))
    assert Path(made.path).name == "example-2026-2"
    assert all(verdict.sound for verdict in archiving.verify(str(copy)))
    info = (copy / "example-2026-2/bag-info.txt").read_text("utf-8")
    assert re.search(r"^Yearbook-Replaces: example-2026 sha512:[0-9a-f]{128}$", info, re.MULTILINE)
    text = (copy / "index.txt").read_text("utf-8")
    assert "已由 example-2026-2 取代" in text and "取代 example-2026" in text


def test_a_bag_in_a_zip_file_can_be_replaced_too(copy: Path, tmp_path: Path) -> None:
    """The reprint names the bag by the same digest, packed or not."""
    old = shutil.make_archive(str(tmp_path / "old"), "zip", copy / "example-2026")
    archiving.make_bag(edition(tmp_path / "2026", 2026), tmp_path / "new", archiving.Wish(replaces=old))
    named = json.loads((tmp_path / "new/data/edition.json").read_text("utf-8"))["replaces"]
    digest = hashlib.sha512((copy / "example-2026/tagmanifest-sha512.txt").read_bytes()).hexdigest()
    assert named == {"id": "example-2026", "digest": digest}


def test_no_shelf_is_made_where_other_things_lie(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("x")
    with pytest.raises(PathError):
        archiving.put_on_shelf([edition(tmp_path / "2026", 2026)], tmp_path / "mine", archiving.Wish())
    assert os.listdir(tmp_path / "mine") == ["letter.txt"]
