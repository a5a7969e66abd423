"""Bags: every kind of damage is found and named, nothing is written or read outside, the same bytes twice."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from pathlib import Path
from unicodedata import normalize

import bagit
import pytest

from tests.deliver.bags import PAYLOAD, codes, faults, foreign_bag, own_bag, verdict_on
from yearbook.deliver.bag import judge, open_bag, put_in_place, unfinished
from yearbook.problems import PathError

SUITE = json.loads((Path(__file__).parent / "bagit_suite.json").read_text("utf-8"))["bags"]


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return own_bag(tmp_path / "bag")


def files_of(bag: Path) -> list[Path]:
    return sorted(path for path in bag.rglob("*") if path.is_file())


def test_a_bag_is_sound_and_the_library_of_congress_agrees(bag: Path) -> None:
    verdict = verdict_on(bag)
    assert verdict.sound and verdict.problems == ()
    assert (verdict.files, verdict.bytes) == (len(PAYLOAD), sum(map(len, PAYLOAD.values())))
    assert set(verdict.algorithms) == {"sha256", "sha512", "sm3"}
    assert bagit.Bag(str(bag)).validate()
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert verdict.told("Payload-Oxum") == f"{verdict.bytes}.{verdict.files}"


def test_the_same_files_give_the_same_bag(tmp_path: Path) -> None:
    one = own_bag(tmp_path / "one")
    other = own_bag(tmp_path / "elsewhere" / "other", dict(reversed(PAYLOAD.items())))
    assert {p.relative_to(one): p.read_bytes() for p in files_of(one)} == {p.relative_to(other): p.read_bytes() for p in files_of(other)}


def test_one_byte_of_any_file_altered_is_found_and_named(bag: Path) -> None:
    for path in files_of(bag):
        content = path.read_bytes()
        for at in {0, len(content) // 2, len(content) - 1}:
            for changed in (content[at] ^ 0x01, content[at] ^ 0x20):
                path.write_bytes(content[:at] + bytes([changed]) + content[at + 1 :])
                verdict = verdict_on(bag)
                assert not verdict.sound, (path, at, changed)
                named = {Path(one.place.file).name for one in verdict.problems}
                assert path.name in named, (path, at, changed, verdict.problems)
        path.write_bytes(content)
    assert verdict_on(bag).sound


def test_any_file_missing_or_cut_short_is_found_and_named(bag: Path) -> None:
    for path in files_of(bag):
        content, name = path.read_bytes(), path.relative_to(bag).as_posix()
        path.unlink()
        assert {code for code, file in faults(bag) if file == name} & {"bag-missing", "bag-undeclared"}, name
        path.write_bytes(content[:-1])
        assert name in {file for _, file in faults(bag)}
        path.write_bytes(content)


@pytest.mark.parametrize("name", ["data/extra.txt", "data/new/extra.txt", "extra.txt", "notes/extra.txt", "fetch.txt", "manifest-md5.txt"])
def test_a_file_too_many_is_named(bag: Path, name: str) -> None:
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_bytes(b"")
    assert ("bag-extra", name) in faults(bag)


def test_every_line_of_every_list_counts(bag: Path) -> None:
    for path in (p for p in files_of(bag) if "manifest" in p.name or p.name == "sm3.txt"):
        content = path.read_text("utf-8")
        lines = content.splitlines(keepends=True)
        for index, line in enumerate(lines):
            without, twice, swapped = [*lines[:index], *lines[index + 1 :]], [*lines, line], [*lines[1:], lines[0]]
            for changed in (without, twice, *([swapped] if len(lines) > 1 else [])):
                path.write_text("".join(changed), "utf-8")
                assert path.relative_to(bag).as_posix() in {file for _, file in faults(bag)}, (path, index)
            path.write_text("".join(without), "utf-8")
            lost = line.split("  ", 1)[1].strip()
            assert lost in {file for _, file in faults(bag)}, (path, lost)
        path.write_text(content, "utf-8")


def test_a_name_in_another_form_is_told_as_such(bag: Path) -> None:
    (bag / "data/images/é.txt").write_bytes(b"")  # NFC or NFD by the editor that saved this file
    shutil.rmtree(bag)
    composed = normalize("NFC", "data/images/é.txt")
    own_bag(bag, {**PAYLOAD, composed: b"x"})
    os.rename(bag / composed, bag / normalize("NFD", composed))
    assert faults(bag) == {("bag-name-form", normalize("NFD", composed))}


def test_wrong_totals(bag: Path) -> None:
    path = bag / "bag-info.txt"
    path.write_text(path.read_text("utf-8").replace("Payload-Oxum: ", "Payload-Oxum: 1"), "utf-8")
    assert {("bag-oxum", "bag-info.txt"), ("bag-altered", "bag-info.txt")} <= faults(bag)


def test_links_are_never_followed(bag: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(PAYLOAD["data/README.txt"])
    (tmp_path / "folder").mkdir()
    (bag / "data/README.txt").unlink()
    (bag / "data/README.txt").symlink_to(tmp_path / "secret")
    (bag / "data/folder").symlink_to(tmp_path / "folder")
    found = faults(bag)
    assert {("bag-link", "data/README.txt"), ("bag-missing", "data/README.txt"), ("bag-link", "data/folder")} <= found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_opened(bag: Path) -> None:
    os.mkfifo(bag / "data/pipe")
    assert ("bag-special", "data/pipe") in faults(bag)


def test_a_name_in_no_encoding(bag: Path) -> None:
    try:
        with open(os.path.join(os.fsencode(bag), b"data", b"\xff\xfe"), "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    assert "bag-name-bytes" in codes(bag)


DAMAGED = [
    ("bag-undeclared", {"bagit_txt": None}),
    ("bag-declaration", {"bagit_txt": b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}),
    ("bag-declaration", {"bagit_txt": b"BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"}),
    ("bag-declaration", {"bagit_txt": b"BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n"}),
    ("bag-declaration", {"bagit_txt": b"BagIt-Version: 1.0\n"}),
    ("bag-declaration", {"bagit_txt": b"\xff\xfe"}),
    ("bag-version", {"bagit_txt": b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"}),
    ("bag-encoding-unknown", {"bagit_txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n"}),
    ("bag-no-manifest", {"manifest-sha256_txt": None}),
    ("bag-encoding", {"manifest-sha256_txt": b"\xff\xff  data/x\n"}),
    ("bag-manifest-line", {"manifest-sha256_txt": b"what is this\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  data/../../etc/passwd\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  /etc/passwd\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  ~/secret\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  ~root/secret\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  C:\\Windows\\x\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  %HomeDrive%\\x\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  \\\\?\\UNC\\server\\x\n"}),
    ("bag-path-outside", {"manifest-sha256_txt": b"00  bag-info.txt\n"}),
    ("bag-path-outside", {"fetch_txt": b"https://example.org/x - ../../x\n"}),
    ("bag-not-fetched", {"fetch_txt": b"https://example.org/x - data/x\n"}),
    ("bag-fetch-line", {"fetch_txt": b"data/x\n"}),
    ("bag-info-line", {"bag-info_txt": b"no colon here\n"}),
    ("bag-oxum-form", {"bag-info_txt": b"Payload-Oxum: many\n"}),
    ("bag-oxum", {"bag-info_txt": b"Payload-Oxum: 1.1\n"}),
    ("bag-encoding", {"bag-info_txt": b"Title: \xff\xff\n"}),
    ("bag-missing", {"tagmanifest-sha256_txt": b"00  bag-info.txt\n"}),
    ("bag-altered", {"tagmanifest-sha256_txt": b"00  bagit.txt\n"}),
    ("bag-unlisted", {"manifest-sha512_txt": b""}),
]


@pytest.mark.parametrize(("code", "files"), DAMAGED, ids=[f"{code}-{index}" for index, (code, _) in enumerate(DAMAGED)])
def test_the_faults_that_bags_of_others_have(code: str, files: dict[str, bytes | None], tmp_path: Path) -> None:
    bag = foreign_bag(tmp_path / "bag", **{name: content or b"" for name, content in files.items()})
    for name in (name for name, content in files.items() if content is None):
        (bag / name.replace("_", ".")).unlink()
    assert code in codes(bag) and not verdict_on(bag).sound


@pytest.mark.parametrize("version", ["0.93", "0.96", "0.97", "1.0"])
def test_bags_of_others_are_sound_too(tmp_path: Path, version: str) -> None:
    bag = foreign_bag(tmp_path / "bag", version, bag_info=b"", notes_txt=b"a tag file that nothing lists")
    assert verdict_on(bag).problems == ()


@pytest.mark.parametrize("version", ["0.97", "1.0"])
def test_a_file_listed_twice_is_forbidden_since_1_0(tmp_path: Path, version: str) -> None:
    bag = foreign_bag(tmp_path / "bag", version)
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text("utf-8") + manifest.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert codes(bag) == {"bag-listed-twice"}
    assert verdict_on(bag).sound is (version == "0.97")


def test_manifests_with_other_line_ends_stars_and_dots(tmp_path: Path) -> None:
    bag = foreign_bag(tmp_path / "bag", "0.97")
    manifest = bag / "manifest-sha256.txt"
    text = manifest.read_text("utf-8").replace("\n", "\r\n")
    text = text.replace("  data/book", " *data/book").replace("  data/source", "  ./data/source")
    manifest.write_bytes(text.encode())
    assert verdict_on(bag).sound and codes(bag) == {"bag-manifest-star", "bag-path-dotted"}


def test_nothing_is_accepted_while_it_is_being_made(tmp_path: Path) -> None:
    target = tmp_path / "bag"
    with unfinished(target) as work:
        shutil.copytree(own_bag(tmp_path / "other"), work, dirs_exist_ok=True)
        assert "bag-unfinished" in codes(work) and not verdict_on(work).sound
        put_in_place(work, target)
    assert verdict_on(target).sound
    assert sorted(os.listdir(tmp_path)) == ["bag", "other"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), RuntimeError("a bug"), OSError(28, "No space left on device")])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, failure: BaseException) -> None:
    expected = PathError if isinstance(failure, OSError) else type(failure)
    with pytest.raises(expected), unfinished(tmp_path / "bag") as work:
        (work / "data").mkdir()
        raise failure
    assert os.listdir(tmp_path) == []


def zipped(bag: Path, target: Path, top: str = "bag/") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files_of(bag):
            archive.write(path, f"{top}{path.relative_to(bag).as_posix()}")
    return target


@pytest.mark.parametrize("top", ["", "bag/"])
def test_a_bag_in_a_zip_file_is_read_in_place(bag: Path, tmp_path: Path, top: str) -> None:
    verdict = verdict_on(zipped(bag, tmp_path / "bag.zip", top))
    assert verdict.problems == () and verdict.files == len(PAYLOAD)
    assert sorted(os.listdir(tmp_path)) == ["bag", "bag.zip"]


def test_a_byte_of_a_zipped_bag(bag: Path, tmp_path: Path) -> None:
    (bag / "data/README.txt").write_bytes(b"read you\n")
    assert {code for code, file in faults(zipped(bag, tmp_path / "bag.zip")) if file == "data/README.txt"} == {"bag-altered"}


def test_a_damaged_zip_file_ends_without_a_traceback(bag: Path, tmp_path: Path) -> None:
    file = zipped(bag, tmp_path / "bag.zip")
    content = file.read_bytes()
    for at in range(0, len(content), 7):
        file.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            verdict = judge(open_bag(str(file)))
        except PathError:
            continue
        assert not verdict.sound or verdict.files == len(PAYLOAD)


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("bag/data/zeros", b"\0" * 30_000_000)
    assert codes(bomb) == {"bag-bomb", "bag-undeclared"} or codes(bomb) == {"bag-bomb"}


def test_many_small_files_can_be_a_bomb_too(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_LZMA) as archive:
        for number in range(40):
            archive.writestr(f"data/{number}", b"\0" * 900_000)
    assert "bag-bomb" in codes(bomb)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "data/../../outside", "C:\\x", "a\\..\\b"])
def test_a_zip_file_that_leaves_its_folder(bag: Path, tmp_path: Path, name: str) -> None:
    file = zipped(bag, tmp_path / "bag.zip", "")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    assert "bag-path-outside" in codes(file)
    assert sorted(os.listdir(tmp_path)) == ["bag", "bag.zip"]


def test_a_link_in_a_zip_file(bag: Path, tmp_path: Path) -> None:
    file = zipped(bag, tmp_path / "bag.zip", "")
    info = zipfile.ZipInfo("data/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "bag-link" in codes(file)


def test_what_is_no_bag(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no zip file")
    for path in ("text", "nowhere"):
        with pytest.raises(PathError):
            open_bag(str(tmp_path / path))
    assert codes(tmp_path) == {"bag-undeclared"}


@pytest.mark.parametrize("name", SUITE)
def test_the_conformance_suite(name: str, tmp_path: Path) -> None:
    """Every bag of the Library of Congress's suite, sound or not as its folder says, with exactly these problems."""
    for file, text in SUITE[name]["files"].items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(text.encode("latin-1"))
    verdict, kind = verdict_on(tmp_path), name.split("/")[1]
    assert verdict.problems if kind == "warning" else verdict.sound is (kind == "valid")
    assert sorted({one.code for one in verdict.problems}) == SUITE[name]["problems"]
