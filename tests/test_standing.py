"""What is kept between builds: whole or not there, bounded, never in the way of a build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yearbook.frozen import said
from yearbook.maker import file_told, made_by
from yearbook.model.page import Line, Rule, Run
from yearbook.packing import BadPack, digest, packed, unpacked
from yearbook.problems import Place, Problem
from yearbook.standing import NOTHING_STANDING, Standing

RUN = Run("song", 10500, "ink", 0, b"\0\1", "字", 10500, kerns=((0, 5),))
LINE = Line((RUN, RUN), "字字", 21000, under=(Rule(0, 0, 5, 5, 100, "ink"),))


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_is_put_is_got_by_the_next_build(tmp_path: Path) -> None:
    Standing(str(tmp_path / "a" / "b")).put("kind", b"key", b"content")
    later = Standing(str(tmp_path / "a" / "b"))
    assert later.get("kind", b"key") == b"content"
    assert later.get("kind", b"other") is None
    assert later.get("other", b"key") is None
    later.put("kind", b"key", b"")
    assert later.get("kind", b"key") == b""


@pytest.mark.parametrize("spoil", ["cut", "emptied", "flipped", "grown", "another's", "folder", "garbage"])
def test_what_is_not_whole_is_not_there_and_is_written_anew(tmp_path: Path, spoil: str) -> None:
    standing = Standing(str(tmp_path))
    standing.put("kind", b"key", b"content" * 100)
    file = only_file(tmp_path)
    whole = file.read_bytes()
    if spoil == "folder":
        file.unlink()
        (file / "inside").mkdir(parents=True)
    elif spoil == "another's":
        standing.put("kind", b"other", b"other" * 100)
        (other,) = set(tmp_path.iterdir()) - {file}
        os.replace(other, file)
    else:
        spoilt = {"cut": whole[:-1], "emptied": b"", "grown": whole + b"x", "garbage": os.urandom(5000)}
        file.write_bytes(spoilt.get(spoil, whole[:200] + bytes([whole[200] ^ 1]) + whole[201:]))
    assert standing.get("kind", b"key") is None
    standing.put("kind", b"key", b"content" * 100)
    if spoil != "folder":  # which no file can replace: nothing more is kept, and nothing fails
        assert Standing(str(tmp_path)).get("kind", b"key") == b"content" * 100


def test_a_folder_that_cannot_be_made_or_written_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for standing in (Standing(str(tmp_path / "file")), Standing("/proc/none/such"), NOTHING_STANDING):
        standing.put("kind", b"key", b"content")
        assert not standing and standing.get("kind", b"key") is None
    full = Standing(str(tmp_path / "full"))

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", no_room)
        full.put("kind", b"key", b"content")
    assert not full
    assert list((tmp_path / "full").iterdir()) == []


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    standing = Standing(str(tmp_path), most=3500)
    for number in range(5):
        standing.put("kind", bytes([number]), b"x" * 1000)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (1000 + number, 1000 + number))
    assert standing.get("kind", b"\0")  # used: now it is the newest
    (tmp_path / "killed.part").write_bytes(b"")
    os.utime(tmp_path / "killed.part", (1000, 1000))
    (tmp_path / "writing.part").write_bytes(b"")
    standing.tidy(now=(tmp_path / "writing.part").stat().st_mtime + 1)
    assert [number for number in range(5) if standing.get("kind", bytes([number]))] == [0, 3, 4]
    assert not (tmp_path / "killed.part").exists()
    assert (tmp_path / "writing.part").exists()
    (tmp_path / "writing.part").unlink()
    for path in tmp_path.iterdir():  # safe to delete at any time
        path.unlink()
    standing.tidy(now=0)
    assert standing.get("kind", b"\0") is None


def test_nouns_come_back_as_they_were() -> None:
    value = {b"key": (LINE, [Problem.of("code", Place("a.yaml", 1, 2), x=1)], None, 5, "文")}
    assert unpacked(packed(value)) == value


EVIL = (
    b"", b"garbage", b"cos\nsystem\n(S'exit 1'\ntR.", b"cbuiltins\neval\n(S'1'\ntR.",
    b"cyearbook.model.page\nreplace\n.", b"cyearbook.frozen\nfrozen\n.", b"cyearbook.problems\ndataclass\n.",
)  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_bytes_that_are_no_nouns_run_nothing(evil: bytes) -> None:
    with pytest.raises(BadPack):
        unpacked(evil)


def test_equal_nouns_have_equal_digests_whatever_their_identity() -> None:
    again = unpacked(packed(LINE))
    assert digest(LINE) == digest(again) and said(LINE) == said(again)
    plain: list[object] = ["x", b"x", 1, True, None, (), "", ("x",), {"x": 1}, ["x"]]
    different = [Line((RUN,), "字字", 21000), Line((RUN, RUN), "字", 21000), (LINE,), *plain]
    assert len({digest(one) for one in (LINE, *different)}) == len(different) + 1
    with pytest.raises(TypeError):
        digest(object())


def test_a_font_file_is_told_by_place_size_and_time(tmp_path: Path) -> None:
    font = tmp_path / "face.ttf"
    font.write_bytes(b"one")
    os.utime(font, (1, 1))
    first = file_told(str(font))
    assert file_told(str(font)) == first
    font.write_bytes(b"two")
    os.utime(font, (1, 2))
    later = file_told(str(font))
    font.write_bytes(b"three")
    os.utime(font, (1, 2))
    other = tmp_path / "other.ttf"
    other.write_bytes(b"three")
    os.utime(other, (1, 2))
    assert len({first, later, file_told(str(font)), file_told(str(other))}) == 4
    assert len(made_by()) == 16
