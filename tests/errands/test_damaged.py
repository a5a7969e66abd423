"""A whole bag, damaged in one way each: `verify` says what is wrong and with which file, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deliver.bags import faults

Change = Callable[[Path, bytes], None]
FONT, LOCK, LIST = "data/fonts/noto-serif-sc-400.ttf", "data/program/lock.json", "manifest-sha512.txt"
TAGS = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "sm3.txt"}
OXUM = ("bag-oxum", "bag-info.txt")


def test_a_font_that_is_gone(bag_copy: Path) -> None:
    (bag_copy / FONT).unlink()
    assert faults(bag_copy) == {("bag-missing", FONT), OXUM}


def test_a_font_cut_short(bag_copy: Path, change: Change) -> None:
    change(bag_copy / FONT, (bag_copy / FONT).read_bytes()[:-4096])
    assert faults(bag_copy) == {("bag-altered", FONT), OXUM}


def test_a_version_changed_in_the_lock(bag_copy: Path, change: Change) -> None:
    old = (bag_copy / LOCK).read_bytes()
    new = old.replace(b'"version": "1', b'"version": "2')
    assert new != old and len(new) == len(old)
    change(bag_copy / LOCK, new)
    assert faults(bag_copy) == {("bag-altered", LOCK)}


def test_a_line_of_a_manifest_that_is_gone(bag_copy: Path, change: Change) -> None:
    lines = (bag_copy / LIST).read_bytes().splitlines(keepends=True)
    change(bag_copy / LIST, b"".join(line for line in lines if FONT.encode() not in line))
    assert {("bag-altered", LIST), ("bag-unlisted", FONT)} <= faults(bag_copy)
    assert {file for _, file in faults(bag_copy)} == {LIST, FONT}


@pytest.mark.parametrize("algorithms", [("sha256",), ("sha256", "sha512")])
def test_a_file_taken_out_with_its_lines(bag_copy: Path, change: Change, algorithms: tuple[str, ...]) -> None:
    """Whoever takes a file out of the payload and its manifests has the tag manifests against him, and the total."""
    (bag_copy / FONT).unlink()
    for name in (f"manifest-{algorithm}.txt" for algorithm in algorithms):
        lines = (bag_copy / name).read_bytes().splitlines(keepends=True)
        change(bag_copy / name, b"".join(line for line in lines if FONT.encode() not in line))
    found = faults(bag_copy)
    assert OXUM in found
    assert {("bag-altered", f"manifest-{algorithm}.txt") for algorithm in algorithms} <= found


@pytest.mark.parametrize("name", sorted(TAGS | {LIST, "manifest-sha256.txt", "bag-info.txt", "bagit.txt"}))
def test_a_tag_file_that_is_gone(bag_copy: Path, name: str) -> None:
    (bag_copy / name).unlink()
    found = faults(bag_copy)
    assert {code for code, file in found if file == name} & {"bag-missing", "bag-undeclared"}


def test_a_name_in_capitals(bag_copy: Path) -> None:
    """What a copy by way of a system that knows no small letters leaves."""
    name = "data/README.txt"
    (bag_copy / name).rename(bag_copy / "data/README.TXT")
    assert faults(bag_copy) == {("bag-missing", name), ("bag-extra", "data/README.TXT")}
