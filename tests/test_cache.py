"""The same bytes with a cold, warm, changed, poisoned, read-only or full cache, and without one."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pytest
from PIL import Image

from tests.compose.test_kept_items import chapter
from tests.small_edition import written
from yearbook import press
from yearbook.draw import PdfOptions
from yearbook.errands.starting import new_edition
from yearbook.makeup import stretch
from yearbook.standing import Standing

TOP = Path(__file__).resolve().parents[1]


def built(folder: Path | str, standing: Standing | None = None) -> bytes:
    return press.build(press.Order(str(folder), means=press.Means(standing) if standing else press.PLAIN_MEANS)).data


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "2026"
    for name, data in new_edition(None, str(folder)).files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def plain(example: Path) -> bytes:
    return built(example)


@pytest.fixture
def kept(example: Path, plain: bytes, tmp_path: Path) -> Path:
    """A cache that one build has filled."""
    folder = tmp_path / "kept"
    assert built(example, Standing(str(folder))) == plain
    return folder


def test_warm(example: Path, plain: bytes, kept: Path) -> None:
    kinds = {path.name.partition("-")[0] for path in kept.iterdir()}
    assert {"chapter", "pages", "lines", "drawn", "branch", "font", "proof", "pictures"} <= kinds
    assert built(example, Standing(str(kept))) == plain


def test_the_whole_book_of_the_district(tmp_path: Path) -> None:
    """With index, footnotes, cross-references, charts, pictures: everything that reads pages made up before."""
    plain, standing = built(TOP / "seeds/hongqi/2026"), Standing(str(tmp_path))
    assert built(TOP / "seeds/hongqi/2026", standing) == plain
    assert built(TOP / "seeds/hongqi/2026", standing) == plain


POISON = ("cut", "emptied", "flipped", "garbage", "swapped", "links nowhere", "folders")


@pytest.mark.parametrize("poison", POISON)
def test_poisoned(example: Path, plain: bytes, kept: Path, poison: str) -> None:
    dice = random.Random(poison)
    files = sorted(kept.iterdir())
    contents = [path.read_bytes() for path in files]
    for number, (path, data) in enumerate(zip(files, contents, strict=True)):
        path.unlink()
        at = dice.randrange(len(data))
        if poison == "links nowhere":
            path.symlink_to("nowhere")
        elif poison == "folders":
            path.mkdir()
        else:
            path.write_bytes({
                "cut": data[:at], "emptied": b"", "flipped": data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :],
                "garbage": dice.randbytes(len(data)), "swapped": contents[number - 1],
            }[poison])  # fmt: skip
    assert built(example, Standing(str(kept))) == plain
    if poison != "folders":
        assert built(example, Standing(str(kept))) == plain, "what was damaged has been written anew"


@pytest.mark.parametrize("kind", ["chapter", "items", "pages", "lines", "drawn", "branch", "font", "proof", "pictures"])
def test_what_of_the_cache_is_deleted_is_made_again(example: Path, plain: bytes, kept: Path, kind: str) -> None:
    gone = list(kept.glob(f"{kind}-*"))
    assert gone
    asking = list(kept.glob("pages-*")) if kind in ("chapter", "items") else []  # who makes up a chapter asks for its blocks
    for path in {*gone, *asking}:
        path.unlink()
    assert built(example, Standing(str(kept))) == plain
    assert set(kept.glob(f"{kind}-*")) == set(gone)


@pytest.mark.parametrize("gone", [("drawn",), ("drawn", "chapter")])
def test_marks_which_nobody_keeps_are_made_again_when_pages_must_be_drawn(tmp_path: Path, gone: Sequence[str]) -> None:
    folder = written(tmp_path / "edition", chapter(1), chapter(2))
    plain, standing = built(folder), Standing(str(tmp_path / "kept"))
    built(folder, standing)
    assert not list((tmp_path / "kept").glob("marks-*"))
    assert not list((tmp_path / "kept").glob("lines-*")), "it has no index that would ask for them"
    for kind in gone:
        for path in (tmp_path / "kept").glob(f"{kind}-*"):
            path.unlink()
    assert built(folder, standing) == plain


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The titles of the chapters that are made up, in one round or two."""
    found: set[str] = set()
    real = stretch.put_chapter
    monkeypatch.setattr(stretch, "put_chapter", lambda book, one, *rest: (found.add(one.title), real(book, one, *rest)))
    return found


def test_an_index_is_found_on_kept_pages_without_making_them_up(example: Path, plain: bytes, kept: Path, put: set[str]) -> None:
    for path in kept.glob("sheets-*"):  # the index as it was set
        path.unlink()
    assert built(example, Standing(str(kept))) == plain
    assert put == set(), "pages that the index leads to are taken over as they were drawn too"


@pytest.mark.parametrize("first", ["screen", "print"])
def test_a_build_for_others_takes_over_what_one_made_up(example: Path, tmp_path: Path, first: str) -> None:
    """Drawn with other options, pages want their marks again."""
    options = {"screen": PdfOptions(tags=True), "print": PdfOptions(bleed=True)}
    (second,) = set(options) - {first}

    def drawn(kind: str, means: press.Means) -> bytes:
        return press.drawn(press.check(press.Order(str(example), means=means)), options[kind]).data

    kept = press.Means(Standing(str(tmp_path)))
    assert drawn(first, kept) == drawn(first, press.PLAIN_MEANS)
    assert drawn(second, kept) == drawn(second, press.PLAIN_MEANS)


def test_a_change_makes_up_and_draws_its_chapter_only(tmp_path: Path, put: set[str]) -> None:
    standing = Standing(str(tmp_path / "kept"))
    folder = written(tmp_path / "edition", chapter(1), chapter(2), chapter(3))
    built(folder, standing)
    assert put == {"试排1", "试排2", "试排3"}
    written(tmp_path / "edition", chapter(1), chapter(2, "改。"), chapter(3))
    put.clear()
    changed = built(folder, standing)
    assert put == {"试排2"}
    assert changed == built(folder)
    written(tmp_path / "edition", chapter(1), chapter(2, "再长一些，" * 900), chapter(3))
    put.clear()
    longer = built(folder, standing)
    assert put == {"试排2", "试排3"}, "its pages have other folios"
    assert longer == built(folder)


def test_a_change_writes_the_branch_of_its_chapter_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written_anew: list[str] = []
    real = Standing.put
    monkeypatch.setattr(Standing, "put", lambda self, kind, key, data: (written_anew.append(kind), real(self, kind, key, data))[1])
    standing = Standing(str(tmp_path / "kept"))
    folder = written(tmp_path / "edition", chapter(1), chapter(2), chapter(3))
    built(folder, standing)
    assert written_anew.count("branch") == 4, "the contents have one too"
    written(tmp_path / "edition", chapter(1), chapter(2, "改。"), chapter(3))
    written_anew.clear()
    assert built(folder, standing) == built(folder)
    assert written_anew.count("branch") == 1


def test_a_picture_that_changed_is_drawn_anew(example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2026"
    shutil.copytree(example, folder)
    standing = Standing(str(tmp_path / "kept"))
    first = built(folder, standing)
    pictures = [path for path in (folder / "images").iterdir() if path.suffix in (".png", ".jpg")]
    assert pictures
    for path in pictures:
        with Image.open(path) as image:
            image.resize((image.width // 2, image.height // 3)).save(path)
    second = built(folder, standing)
    assert second == built(folder) != first


@pytest.fixture
def read_only(kept: Path) -> Iterator[Path]:
    kept.chmod(0o500)
    yield kept
    kept.chmod(0o700)


def test_read_only(example: Path, plain: bytes, read_only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(example, Standing(str(read_only))) == plain

    def refused(path: str, mode: str, **options: Any) -> IO[Any]:
        if mode == "wb":
            raise PermissionError(13, "Permission denied")
        return open(path, mode, **options)

    monkeypatch.setattr("yearbook.standing.open", refused, raising=False)  # whoever runs this as root may write everywhere
    assert built(example, Standing(str(tmp_path / "new"))) == plain
    assert list((tmp_path / "new").iterdir()) == []


def test_full(example: Path, plain: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written_so_far = 0

    def some_room(source: str, target: str) -> None:
        nonlocal written_so_far
        written_so_far += 1
        if written_so_far > 4:
            raise OSError(28, "No space left on device")
        os.rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("yearbook.standing.os.replace", some_room)
        assert built(example, Standing(str(tmp_path))) == plain
    assert len(list(tmp_path.iterdir())) == 4
    assert built(example, Standing(str(tmp_path))) == plain


def test_another_program_takes_nothing_over(example: Path, plain: bytes, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "made_by", lambda: b"another")
    before = set(kept.iterdir())
    assert built(example, Standing(str(kept))) == plain
    assert {path.name.partition("-")[0] for path in set(kept.iterdir()) - before} >= {"chapter", "pages", "lines", "drawn"}
